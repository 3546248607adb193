"""How the coordinates of a PDF page become those of the page as it is displayed."""

from typing import NamedTuple


class Rectangle(NamedTuple):
    """A box on a page, from its top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float


class Display(NamedTuple):
    """The visible part of a page in its own coordinates (origin bottom left), and how it is turned.

    `rotation` counts degrees clockwise: 0, 90, 180 or 270. This is the one place that turns boxes.
    """

    left: float
    bottom: float
    right: float
    top: float
    rotation: int = 0

    @property
    def width(self) -> float:
        """Of the page as displayed, in points."""
        return self.top - self.bottom if self.rotation in (90, 270) else self.right - self.left

    @property
    def height(self) -> float:
        """Of the page as displayed, in points."""
        return self.right - self.left if self.rotation in (90, 270) else self.top - self.bottom

    def box(self, left: float, bottom: float, right: float, top: float) -> Rectangle:
        """The same box from the top left corner of the displayed page.

        >>> Display(0, 0, 200, 100, rotation=90).box(10, 20, 60, 30)
        Rectangle(x0=20, top=10, x1=30, bottom=60)
        """
        if self.rotation == 0:
            return Rectangle(left - self.left, self.top - top, right - self.left, self.top - bottom)
        if self.rotation == 90:
            return Rectangle(bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if self.rotation == 180:
            return Rectangle(self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        return Rectangle(self.top - top, self.right - right, self.top - bottom, self.right - left)

    def own(self, box: Rectangle) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of a displayed box in the page's own coordinates.

        >>> Display(0, 0, 200, 100, rotation=90).own(Rectangle(20, 10, 30, 60))
        (10, 20, 60, 30)
        """
        x0, top, x1, bottom = box
        if self.rotation == 0:
            return x0 + self.left, self.top - bottom, x1 + self.left, self.top - top
        if self.rotation == 90:
            return top + self.left, x0 + self.bottom, bottom + self.left, x1 + self.bottom
        if self.rotation == 180:
            return self.right - x1, top + self.bottom, self.right - x0, bottom + self.bottom
        return self.right - bottom, self.top - x1, self.right - top, self.top - x0
