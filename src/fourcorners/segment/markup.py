"""Marks of Markdown and HTML in a text file: they shape the text and are no part of its words."""

import re
from typing import Final

from fourcorners.domain.span import Span

_TAG: Final = re.compile(
    r"</?(?:span|div|a|br|p|b|i|em|strong|u|sup|sub|table|tr|td|th|tbody|thead|li|ul|ol"
    r"|h[1-6])\b[^<>\n]{0,300}>",
    re.IGNORECASE,
)
_SIGNS_OF_MARKDOWN: Final = re.compile(
    r"^#{1,6} \S|^[=]{4,}[ ]*$|^-{4,}[ ]*\n\S|^[|]?[ ]*:?-{3,}:?[ ]*[|]|^[ ]{0,3}\*\*\S", re.MULTILINE
)
_MARKS: Final = re.compile(
    r"^[ ]{0,3}#{1,6}(?=[ ]|$)"  # heading
    r"|^[ ]{0,3}>(?: ?>)*(?= )"  # quoted block
    r"|^[ ]{0,3}(?:={3,}|-{3,})[ ]*$"  # line under a heading
    r"|^[ |:+-]*-{3,}[ |:+-]*$"  # line under a table's header
    r"|(?<![\w*%])\*\*(?=[^\s*])|(?<=[^\s*])\*\*(?![\w*])"
    r"|\]\([^()\s]{1,300}\)|\[(?=[^\[\]\n]{1,200}\]\([^()\s])",
    re.MULTILINE,
)


def find_tags(text: str) -> list[Span]:
    """HTML tags that set or name words."""
    return [Span(*tag.span()) for tag in _TAG.finditer(text)]


def find_marks(text: str) -> list[Span]:
    """The marks of Markdown; list signs and table bars are left, for the lists and the rows."""
    if _SIGNS_OF_MARKDOWN.search(text) is None:
        return []
    return [Span(*mark.span()) for mark in _MARKS.finditer(text)]
