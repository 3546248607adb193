"""Characters that look like others, that nobody sees, that turn the line around, or that are half a one."""

from collections.abc import Mapping
from html import escape
from typing import Final

from docx_making import run
from hostile.contract import MAIN_NORM, as_docx, as_text
from hostile.outcome import DOCX, READ, TEXT, Case, Outcome, read_with
from hostile.raw_pdf import FONT, assemble, one_page, page, prose, stream

_INVISIBLE: Final = read_with("invisible_characters")

_PARAGRAPHS: Final[Mapping[str, tuple[str, Outcome]]] = {
    "zero-width": (
        "6. The Sup\u200bplier shall no\u200dt pay\ufeff a fee.",
        read_with("invisible_characters", "obligor_not_named"),
    ),
    "word-joiner": ("6. The Supplier shall\u2060 pay a fee.", _INVISIBLE),
    "tags": ("6. The Supplier shall pay a fee.\U000e0049\U000e0047\U000e004e", _INVISIBLE),
    "bidi-override": ("6. The Supplier shall pay \u202eRUE 005\u202c a month.", _INVISIBLE),
    "bidi-isolate": ("6. The Supplier shall pay \u2067EUR 500\u2069 a month.", _INVISIBLE),
    "homoglyph": ("6. The Suppl\u0456er sh\u0430ll p\u0430y a fee.", READ),
    "soft-hyphen": ("6. The Sup\u00adplier shall pay a fee.", _INVISIBLE),
    "ligature": ("6. The Supplier shall \ufb01le a report within \ufb01ve (5) days.", READ),
    "private-use": ("6. The Supplier shall pay \uf8ff\ue000 a fee.", READ),
    "combining": ("6. The Supplier shall pay a fe\u0301e" + "\u0301" * 3_000 + ".", READ),
    "no-character": ("6. The Supplier shall pay\ufffe a\uffff fee.", READ),
    "beyond-the-plane": ("6. The Supplier shall pay \U0001d7d3\U0001d7ce a month \U0001f600.", READ),
    "separators": ("6. The Supplier\u2028shall pay\u2029a\u0085fee\u00a0now.", READ),
}


def _through_font(to_unicode: bytes) -> bytes:
    """A word on a page whose letters are mapped to something else."""
    program = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapType 2 def"
        b" 1 begincodespacerange <00> <ff> endcodespacerange " + to_unicode + b" endcmap end end"
    )
    font = FONT.replace(b">>", b"/ToUnicode 7 0 R>>")
    content = prose() + b"BT /F2 10 Tf 60 100 Td (ABC) Tj ET"
    resources = b"/Font<</F1 5 0 R/F2 6 0 R>>"
    return assemble(one_page(stream(content), page=page(resources=resources)) | {6: font, 7: stream(program)})


def _in_word(paragraph: str) -> bytes:
    # What XML cannot hold stays out of it.
    return as_docx(f"<w:p>{run(escape(paragraph.translate({0xFFFE: None, 0xFFFF: None})))}</w:p>")


def _cases(name: str, paragraph: str, expected: Outcome) -> tuple[Case, Case]:
    return (
        Case(f"text-{name}", lambda: as_text(paragraph), expected, TEXT, MAIN_NORM),
        Case(f"word-{name}", lambda: _in_word(paragraph), expected, DOCX, MAIN_NORM),
    )


CASES: Final = (
    *(case for name, (words, expected) in _PARAGRAPHS.items() for case in _cases(name, words, expected)),
    Case(
        "half-a-character",
        lambda: _through_font(b"1 beginbfchar <41> <D800> endbfchar"),
        READ,
        holds=MAIN_NORM,
    ),
    Case(
        "two-halves-turned-round",
        lambda: _through_font(b"1 beginbfchar <41> <DC00D800> endbfchar"),
        READ,
        holds=MAIN_NORM,
    ),
    Case(
        "letter-of-1000-letters",
        lambda: _through_font(b"1 beginbfchar <41> <%s> endbfchar" % (b"0061" * 1000)),
        READ,
        holds=MAIN_NORM,
    ),
    Case(
        "letter-of-nothing",
        lambda: _through_font(b"1 beginbfchar <41> <0000> endbfchar"),
        READ,
        holds=MAIN_NORM,
    ),
)
