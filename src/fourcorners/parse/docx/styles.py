"""What the styles of a Word file say that text depends on: numbering, hiding, what they are based on."""

from typing import Final, NamedTuple

from lxml import etree

from fourcorners.parse.docx.elements import W, child, number, value

_MAX_DEPTH: Final = 32


class NumberingReference(NamedTuple):
    """Which list a paragraph is in, and how deep; None where nothing is said of it."""

    list_id: int | None = None
    level: int | None = None

    def over(self, other: "NumberingReference") -> "NumberingReference":
        """This, with what it leaves open taken from the other."""
        return NumberingReference(
            other.list_id if self.list_id is None else self.list_id,
            other.level if self.level is None else self.level,
        )


class Styles:
    """The styles of paragraphs and characters by their id."""

    def __init__(self, root: etree._Element | None) -> None:
        """`root` is the styles part; a file without one has no styles."""
        self._styles = {
            str(value(style, "styleId")): style
            for style in (root if root is not None else ())
            if style.tag == W + "style"
        }
        self._default = next(
            (
                name
                for name, style in self._styles.items()
                if value(style, "type") == "paragraph" and value(style, "default") in ("1", "true")
            ),
            None,
        )
        self._numbering: dict[str | None, NumberingReference] = {}
        self._looks: dict[tuple[str | None, str], etree._Element | None] = {}

    def numbering(self, style_id: str | None) -> NumberingReference:
        """The list that a style, or what it is based on, puts its paragraphs in."""
        if style_id not in self._numbering:
            found = NumberingReference()
            for style in self._chain(style_id):
                found = found.over(numbering_reference(child(style, "pPr")))
            self._numbering[style_id] = found
        return self._numbering[style_id]

    def look(self, style_id: str | None, name: str) -> etree._Element | None:
        """What a style, or what it is based on, says of its words (`w:vanish`, `w:color`); None for nothing.

        A `style_id` of None is the default of paragraphs.
        """
        key = (style_id, name)
        if key not in self._looks:
            said = (child(style, "rPr", name) for style in self._chain(style_id))
            self._looks[key] = next((each for each in said if each is not None), None)
        return self._looks[key]

    def shading(self, style_id: str | None) -> etree._Element | None:
        """What a style, or what it is based on, says of the colour behind its paragraphs."""
        said = (child(style, "pPr", "shd") for style in self._chain(style_id))
        return next((each for each in said if each is not None), None)

    def is_contents(self, style_id: str | None) -> bool:
        """Whether paragraphs of that style are entries of a table of contents."""
        style = self._styles.get(style_id or "")
        name = value(child(style, "name")) if style is not None else style_id
        return (name or "").lower().startswith("toc ") or (style_id or "").upper().startswith("TOC")

    def _chain(self, style_id: str | None) -> list[etree._Element]:
        """The style and those it is based on, nearest first."""
        chain: list[etree._Element] = []
        name = style_id or self._default
        while name in self._styles and len(chain) < _MAX_DEPTH:
            chain.append(self._styles[name])
            name = value(child(chain[-1], "basedOn"))
        return chain


def numbering_reference(properties: etree._Element | None) -> NumberingReference:
    """What paragraph properties say of a list."""
    reference = child(properties, "numPr")
    return NumberingReference(number(child(reference, "numId")), number(child(reference, "ilvl")))
