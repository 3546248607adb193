"""The XML of a Word file: how it is parsed, its names, and short ways to ask for them."""

from typing import Final

from lxml import etree

from fourcorners.errors import UnreadableDocument

DAMAGED: Final = "the Word file is cut off or damaged; save it anew and send that"
_STRICT: Final = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL: Final = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH_TEXT: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
COMPATIBILITY: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
XML_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"


def parse_part(blob: bytes, file: str) -> etree._Element:
    """The root of a part; Strict OOXML reads like the other. `file` is for the messages.

    Raises UnreadableDocument where the part is damaged, or has a DOCTYPE.
    """
    try:
        root = parse_xml(blob.replace(_STRICT, _TRANSITIONAL))
    except etree.XMLSyntaxError as error:
        raise UnreadableDocument(DAMAGED, file=file) from error
    refuse_doctype(root, file)
    return root


def parse_xml(blob: bytes) -> etree._Element:
    """The root of XML, without comments; nothing outside of it is fetched. Raises XMLSyntaxError."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(blob, parser)


def refuse_doctype(root: etree._Element, file: str) -> None:
    """Raise UnreadableDocument for XML with a DOCTYPE.

    Word writes none, and text behind an entity would be lost unseen.
    """
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument(
            "the Word file holds a DOCTYPE, which no word processor writes; save it anew and send that",
            file=file,
        )


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The element at the end of a path of child names of the `w` namespace; None where there is none."""
    for name in names:
        if element is None:
            return None
        element = element.find(W + name)
    return element


def value(element: etree._Element | None, name: str = "val") -> str | None:
    """An attribute of the `w` namespace; None where the element or the attribute is missing."""
    if element is None:
        return None
    found = element.get(W + name)
    return None if found is None else str(found)


def number(element: etree._Element | None, name: str = "val") -> int | None:
    """An attribute as a whole number; None where it is missing or is no number."""
    found = value(element, name)
    try:
        return None if found is None else int(found)
    except ValueError:
        return None


def is_on(element: etree._Element | None) -> bool:
    """Whether a property such as `w:vanish` is there and not switched off."""
    return element is not None and value(element) not in ("0", "false", "off")
