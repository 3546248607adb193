"""Places on a page that lies askew, on its side or on its head, and on the same page turned upright."""

import math
from typing import NamedTuple

from fourcorners.parse.layout.display import Rectangle


class Turn(NamedTuple):
    """The turn about the middle of the displayed page that brings it upright.

    `degrees` counts clockwise; `width` and `height` are those of the displayed page. Boxes keep their size
    and are laid square again: turned there and back, a box is what it was.

    >>> Turn(90, 600, 800).upright(Rectangle(10, 20, 22, 80))
    Rectangle(x0=720.0, top=10.0, x1=780.0, bottom=22.0)
    """

    degrees: float
    width: float
    height: float

    @property
    def quarters(self) -> int:
        """How many times by 90 degrees, from 0 to 3; the rest is what it lay askew."""
        return round(self.degrees / 90) % 4

    @property
    def upright_size(self) -> tuple[float, float]:
        """Width and height of the page once it is upright."""
        return (self.height, self.width) if self.quarters % 2 else (self.width, self.height)

    def upright(self, box: Rectangle) -> Rectangle:
        """Where a box of the displayed page stands on the upright one."""
        return self._moved(box, self.degrees, (self.width, self.height), self.upright_size)

    def displayed(self, box: Rectangle) -> Rectangle:
        """Where a box of the upright page stands on the displayed one."""
        return self._moved(box, -self.degrees, self.upright_size, (self.width, self.height))

    def _moved(
        self, box: Rectangle, degrees: float, from_size: tuple[float, float], to_size: tuple[float, float]
    ) -> Rectangle:
        cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
        x = (box.x0 + box.x1 - from_size[0]) / 2
        y = (box.top + box.bottom - from_size[1]) / 2
        middle_x = round(to_size[0] / 2 + x * cosine - y * sine, 3)
        middle_y = round(to_size[1] / 2 + x * sine + y * cosine, 3)
        wide, high = box.x1 - box.x0, box.bottom - box.top
        if self.quarters % 2:
            wide, high = high, wide
        return Rectangle(middle_x - wide / 2, middle_y - high / 2, middle_x + wide / 2, middle_y + high / 2)
