"""The characters of a page by pdfplumber: how they stand, which are printed twice, which are not seen."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

from pdfplumber.utils.text import extract_words

from fourcorners.parse.layout.display import Display, Rectangle
from fourcorners.parse.layout.page import Hiding
from fourcorners.parse.pdf.pdfplumber_device import UNSEEN

Char = dict[str, Any]
"""A character as pdfplumber tells of it."""

_SMALLEST: Final = 1.0
"""Type below this size, in points, is not there to be read."""
_WHITE: Final = 0.97
_BESIDE: Final = 0.3
"""As far as the second print of a letter in fake bold stands from the first, in widths of the letter."""
_KEPT: Final = 64
"""As many of the same letters before it a character is compared with: a line is printed over as a whole."""


class PlumberChars:
    """The words of a page, as pdfplumber makes them of characters that stand the same way."""

    def __init__(self, page: Any, shown: Display, corner: tuple[float, float]) -> None:
        """`corner` is the top left one of what is displayed, in pdfplumber's coordinates."""
        self._shown, self._corner = shown, corner
        backgrounds = [each for each in page.rects if _is_dark(each)]
        seen: dict[int, list[Char]] = defaultdict(list)
        hidden: dict[Hiding, list[Char]] = defaultdict(list)
        for char in page.chars:
            why = self._hiding(char, backgrounds)
            if why is None:
                seen[_turn(char)].append(char)
            else:
                hidden[why].append(char)
        turn = Counter({turn: len(chars) for turn, chars in seen.items()}).most_common(1)
        self.reading = shown._replace(rotation=turn[0][0]) if turn else shown
        """The page turned so that most of its text is upright: what the boxes of words count from."""
        self.upright = self._words(seen.pop(self.reading.rotation, []), self.reading)
        self.sideways = [word for turn, chars in seen.items() for word in self._turned(chars, turn)]
        self.hidden = {why: self._words(chars, self.reading) for why, chars in hidden.items()}

    def _hiding(self, char: Char, backgrounds: Sequence[Char]) -> Hiding | None:
        """Why a character is not seen; None for one that is."""
        left, top = self._corner
        x, y = (char["x0"] + char["x1"]) / 2 - left, (char["top"] + char["bottom"]) / 2 - top
        if not (0 <= x <= self._shown.width and 0 <= y <= self._shown.height):
            return Hiding.OUTSIDE
        if char["size"] < _SMALLEST:
            return Hiding.TINY
        is_white = _is_white(char["non_stroking_color"])
        if char["tag"] == UNSEEN or (is_white and not any(_lies_on(char, each) for each in backgrounds)):
            return Hiding.UNSEEN
        return None

    def _words(self, chars: Sequence[Char], frame: Display) -> list[dict[str, Any]]:
        upright = [self._upright(char, frame) for char in without_doubles(chars)]
        return list(extract_words(upright, keep_blank_chars=False, use_text_flow=False))

    def _turned(self, chars: Sequence[Char], turn: int) -> list[dict[str, Any]]:
        """Words that stand otherwise, with their boxes on the page as it is read."""
        frame = self._shown._replace(rotation=turn)
        return [
            word | self.reading.box(*frame.own(_box(word)))._asdict() for word in self._words(chars, frame)
        ]

    def _upright(self, char: Char, frame: Display) -> Char:
        """The character with its box in a frame that it stands upright in."""
        left, top = self._corner
        x0, y0, x1, y1 = _box(char)
        width, height = self._shown.width, self._shown.height
        cut = Rectangle(max(x0 - left, 0), max(y0 - top, 0), min(x1 - left, width), min(y1 - top, height))
        box = frame.box(*self._shown.own(cut))
        return char | box._asdict() | {"doctop": box.top, "upright": True}


def without_doubles(chars: Iterable[Char]) -> list[Char]:
    """The characters without those that are printed over themselves, a little beside, to look bold."""
    kept: list[Char] = []
    last: dict[tuple[str, str, int], list[Char]] = defaultdict(list)
    for char in chars:
        key = char["text"], char["fontname"], round(char["size"])
        if char["text"].isspace() or not any(_is_double(char, other) for other in last[key][-_KEPT:]):
            kept.append(char)
            last[key].append(char)
    return kept


def _is_double(char: Char, other: Char) -> bool:
    reach = min(1.0, _BESIDE * min(char["width"] or 1.0, char["height"] or 1.0))
    return bool(abs(char["x0"] - other["x0"]) <= reach and abs(char["top"] - other["top"]) <= reach)


def _is_dark(rect: Char) -> bool:
    return bool(rect["fill"]) and not _is_white(rect["non_stroking_color"])


def _is_white(color: Any) -> bool:
    """Whether a colour is white: gray or red, green and blue at their most, or no ink of four."""
    values = color if isinstance(color, tuple | list) else (color,)
    if not values or not all(isinstance(value, int | float) for value in values):
        return False
    if len(values) == 4:
        return bool(max(values) <= 1 - _WHITE)
    return bool(min(values) >= _WHITE)


def _lies_on(char: Char, background: Char) -> bool:
    x, y = (char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2
    return bool(background["x0"] <= x <= background["x1"] and background["top"] <= y <= background["bottom"])


def _turn(char: Char) -> int:
    """Degrees that the page has to be turned clockwise for the character to stand upright."""
    a, b, *_ = char["matrix"]
    return round(math.atan2(b, a) / (math.pi / 2)) % 4 * 90


def _box(placed: Char) -> Rectangle:
    return Rectangle(placed["x0"], placed["top"], placed["x1"], placed["bottom"])
