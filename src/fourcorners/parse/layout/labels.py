"""Labels of clauses and items, as they stand before their words."""

import re
from typing import Final

LABEL: Final = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3}){1,5}\.?|\d{1,3}[.)]|\(?(?:[ivxl]{1,6}|[a-z]{1,2}|[A-Z]{1,2}|\d{1,3})\)|[A-Za-z]\."
    r"|[ivxl]{1,6}\.|[IVXL]{1,6}\.|[●•▪■□◦‣·➢✓\uf0b7\uf0a7\uf0d8–—*o-]"
    r"|(?:ARTICLE|Article|SECTION|Section|CLAUSE|Clause|SCHEDULE|Schedule|EXHIBIT|Exhibit|ANNEX|Annex"
    r"|APPENDIX|Appendix|PART|Part)\s[\dIVXLA-H]{1,5}(?:\.\d{1,3}){0,4}[.:]?)(?=\s|$)"
)
"""A label at the beginning of a line, with white space or nothing after it."""


def is_label(text: str) -> bool:
    """Whether words are a label and nothing else.

    >>> [is_label(text) for text in ("7.2", "(a)", "Section 4.", "7.2 Price", "2024")]
    [True, True, True, False, False]
    """
    return LABEL.fullmatch(text) is not None
