"""Which words of a Word file are there and not for the eye."""

import re
from typing import Final

from lxml import etree

from fourcorners.parse.docx.elements import child, is_on, number, value
from fourcorners.parse.docx.styles import Styles

_LEAST_HALF_POINTS: Final = 3
"""Letters smaller than this (1.5 points) are dust on paper."""
_PALEST: Final = 231
"""Colours of which no channel is darker than this are as white as paper to the eye."""
_COLOUR: Final = re.compile(r"[0-9A-Fa-f]{6}")
_UNSEEN_SHAPE: Final = re.compile(r"visibility\s*:\s*hidden", re.IGNORECASE)


class Hiding:
    """Tells of runs and of the marks of one paragraph whether they are hidden."""

    def __init__(self, styles: Styles, paragraph: etree._Element, *, is_on_white: bool) -> None:
        """`is_on_white` says that what is behind the paragraph is known to be the paper."""
        self._properties = child(paragraph, "pPr")
        self._style_id = value(child(self._properties, "pStyle"))
        self._styles = styles
        self._style_hides = is_on(styles.look(self._style_id, "vanish"))
        self._mark = child(self._properties, "rPr")
        self._is_on_white = is_on_white

    def hides(self, run: etree._Element) -> bool:
        """Whether a run is hidden: set so, too small to be seen, or white on white."""
        properties = child(run, "rPr")
        style_id = value(child(properties, "rStyle"))
        return (
            self._vanishes(properties, style_id)
            or _is_tiny(self._look(properties, style_id, "sz"))
            or (self._is_on_white and self._is_unseen(properties, style_id))
        )

    def hides_end(self, *, is_empty: bool) -> bool:
        """Whether the end of the paragraph is hidden, so that the next one follows in the same line.

        Word's style separator, which puts a heading and its text in one line, is such an end. A style that
        hides hides the end of a paragraph without words (`is_empty`) only: no words run together for it.
        """
        said = child(self._mark, "vanish")
        return is_on(child(self._mark, "specVanish")) or (
            is_on(said) if said is not None else is_empty and self._style_hides
        )

    def _vanishes(self, properties: etree._Element | None, style_id: str | None) -> bool:
        """What is said here holds; of the two styles, one takes back what the other does."""
        said = child(properties, "vanish")
        if said is not None:
            return is_on(said)
        return self._style_hides != (style_id is not None and is_on(self._styles.look(style_id, "vanish")))

    def _look(
        self, properties: etree._Element | None, style_id: str | None, name: str
    ) -> etree._Element | None:
        """What is said of a run: by itself, else by its style, else by that of its paragraph."""
        said = child(properties, name)
        if said is None and style_id is not None:
            said = self._styles.look(style_id, name)
        return self._styles.look(self._style_id, name) if said is None else said

    def _is_unseen(self, properties: etree._Element | None, style_id: str | None) -> bool:
        if not _is_pale(value(self._look(properties, style_id, "color"))):
            return False
        behind = (
            self._look(properties, style_id, "shd"),
            self._look(properties, style_id, "highlight"),
            child(self._properties, "shd"),
            self._styles.shading(self._style_id),
        )
        return not any(_has_colour(each) for each in behind)


def hides_drawing(element: etree._Element) -> bool:
    """Whether a drawing (`wp:inline`, `wp:anchor`) or a shape of VML is set as hidden, with all in it."""
    named = next((each for each in element if str(each.tag).endswith("}docPr")), None)
    is_unseen = named is not None and named.get("hidden") in ("1", "true")
    return is_unseen or _UNSEEN_SHAPE.search(str(element.get("style", ""))) is not None


def _is_tiny(size: etree._Element | None) -> bool:
    half_points = number(size)
    return half_points is not None and half_points < _LEAST_HALF_POINTS


def _is_pale(colour: str | None) -> bool:
    return (
        colour is not None and _COLOUR.fullmatch(colour) is not None and min(bytes.fromhex(colour)) >= _PALEST
    )


def _has_colour(behind: etree._Element | None) -> bool:
    """Whether shading, or a highlight, is of a colour other than that of the paper."""
    if behind is None:
        return False
    fill, name = value(behind, "fill"), value(behind)
    is_filled = fill not in (None, "auto") and not _is_pale(fill)
    return is_filled or name not in (None, "clear", "nil", "none", "white")
