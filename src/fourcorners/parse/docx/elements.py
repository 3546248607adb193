"""The XML of a Word file: how it is parsed, its names, and short ways to ask for them."""

import re
from typing import Final

from lxml import etree

from fourcorners.errors import DocumentTooLarge, UnreadableDocument
from fourcorners.parse.docx.alternatives import keep_one_branch

_DOCTYPE: Final = "the Word file holds a DOCTYPE, which no word processor writes; save it anew and send that"
_BEGINS_WITH_DOCTYPE: Final = re.compile(
    rb"(?>(?:\xef\xbb\xbf|\s+|<\?.*?\?>|<!--.*?-->)*)<!DOCTYPE\b", re.DOTALL
)
DAMAGED: Final = "the Word file is cut off or damaged; save it anew and send that"
_OOXML: Final = "http://schemas.openxmlformats.org/"
W: Final = f"{{{_OOXML}wordprocessingml/2006/main}}"
MATH: Final = f"{{{_OOXML}officeDocument/2006/math}}"
DRAWING: Final = f"{{{_OOXML}drawingml/2006/main}}"
CHART: Final = f"{{{_OOXML}drawingml/2006/chart}}"
DIAGRAM: Final = f"{{{_OOXML}drawingml/2006/diagram}}"
PLACED: Final = f"{{{_OOXML}drawingml/2006/wordprocessingDrawing}}"
"""How a drawing stands in the text or floats over it."""
VML: Final = "{urn:schemas-microsoft-com:vml}"
RELATION: Final = f"{{{_OOXML}officeDocument/2006/relationships}}"
_NAMESPACES: Final = {
    "w": W,
    "m": MATH,
    "a": DRAWING,
    "c": CHART,
    "dgm": DIAGRAM,
    "v": VML,
    "r": RELATION,
    "mc": "{http://schemas.openxmlformats.org/markup-compatibility/2006}",
    "wps": "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}",
}
"""By the prefix that every writer uses, which stands for them where a part forgets to declare it."""
TEXTS: Final = (W + "t", W + "delText", MATH + "t")
"""What holds the words of a Word file."""
_STRICT: Final = re.compile(rb"(?<=[\"'])http://purl\.oclc\.org/ooxml/(\w+)/(\w+)(?=[\"'/])")
_TRANSITIONAL: Final = rb"http://schemas.openxmlformats.org/\1/2006/\2"
_WORDS: Final = re.compile(rb"<(?:[^\s<>/:]+:)?(?:t|delText)[\s>]")
_START_TAG: Final = re.compile(rb"<[A-Za-z_][^\s/>]*")
_UNDECLARED: Final = re.compile(r"Namespace prefix (\S+) ")
_UTF_16: Final = (
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
_OVER_LIMIT: Final = (etree.ErrorTypes.ERR_RESOURCE_LIMIT, etree.ErrorTypes.ERR_NO_MEMORY)
_WANTS_MEMORY: Final = re.compile(r"\bmemory\b|\bhuge\b|XML_PARSE_HUGE", re.IGNORECASE)
_DECLARATION: Final = re.compile(r"\A\ufeff?\s*<\?xml[^>]*\?>")


def parse_part(blob: bytes, file: str) -> etree._Element:
    """The root of a part: Strict OOXML reads like the other, and of alternatives there is one left.

    `file` is for the messages. Raises UnreadableDocument where the part is damaged or has a DOCTYPE, and
    DocumentTooLarge where it is nested deeper, or has longer pieces of text, than any word processor writes.
    """
    content = blob
    try:
        content = _as_utf_8(blob)
        root = parse_xml(_STRICT.sub(_TRANSITIONAL, content))
    except (etree.XMLSyntaxError, UnicodeDecodeError) as error:
        raise _refusal(error, content, file) from error
    refuse_doctype(root, file)
    keep_one_branch(root)
    return root


def parse_xml(blob: bytes) -> etree._Element:
    """The root of XML, without comments; nothing outside of it is fetched. Raises XMLSyntaxError.

    A prefix that is not declared has its usual meaning.
    """
    try:
        return etree.fromstring(blob, _parser())
    except etree.XMLSyntaxError as error:
        if _code(error) != etree.ErrorTypes.NS_ERR_UNDEFINED_NAMESPACE:
            raise
        return etree.fromstring(_declared(blob), _parser())


def has_words(blob: bytes) -> bool:
    """Whether a part may hold words, told without reading it as XML, in UTF-8 or UTF-16."""
    return _WORDS.search(blob.replace(b"\0", b"")) is not None


def refuse_doctype(root: etree._Element, file: str) -> None:
    """Raise UnreadableDocument for XML with a DOCTYPE.

    Word writes none, and text behind an entity would be lost unseen.
    """
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableDocument(_DOCTYPE, file=file)


def child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """The element at the end of a path of child names of the `w` namespace; None where there is none."""
    for name in names:
        if element is None:
            return None
        # `find` says the same and takes more than twice as long.
        element = next(element.iterchildren(W + name), None)
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


def taken(element: etree._Element) -> str:
    """The words of an element, which has none afterwards: no word is read twice, and what is left shows."""
    text = "".join(map(str, element.itertext()))
    element.clear()
    return text


def _parser() -> etree.XMLParser:
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )


def _refusal(error: Exception, content: bytes, file: str) -> UnreadableDocument | DocumentTooLarge:
    if _BEGINS_WITH_DOCTYPE.match(content):
        return UnreadableDocument(_DOCTYPE, file=file)
    if isinstance(error, etree.XMLSyntaxError) and _is_over_limit(error):
        return DocumentTooLarge(
            "a part of the Word file is nested deeper, or has longer pieces of text, than is read; "
            "save it as PDF and send that",
            file=file,
        )
    return UnreadableDocument(DAMAGED, file=file)


def _is_over_limit(error: etree.XMLSyntaxError) -> bool:
    """Whether the parser had no memory left, or stopped before it had: libxml2 has many codes for that."""
    return _code(error) in _OVER_LIMIT or _WANTS_MEMORY.search(str(error)) is not None


def _code(error: etree.XMLSyntaxError) -> int:
    return int(error.code)  # type: ignore[attr-defined]


def _as_utf_8(blob: bytes) -> bytes:
    """The same part in UTF-8 where it is in UTF-16, so that names can be looked for in its bytes."""
    for mark, encoding in _UTF_16:
        if blob.startswith(mark):
            return _DECLARATION.sub("", blob.decode(encoding), count=1).encode()
    return blob


def _declared(blob: bytes) -> bytes:
    """The part with a declaration of each prefix that has none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    etree.fromstring(blob, parser)
    prefixes = {match[1] for entry in parser.error_log if (match := _UNDECLARED.match(entry.message))}
    declared = "".join(
        f' xmlns:{prefix}="{_NAMESPACES.get(prefix, f"{{urn:undeclared:{prefix}}}")[1:-1]}"'
        for prefix in sorted(prefixes)
    )
    return _START_TAG.sub(lambda match: match[0] + declared.encode(), blob, count=1)
