"""Sweeps over real contracts, which lie beside the checkout where they lie at all."""

import re
from collections import Counter
from pathlib import Path

import pytest

from fourcorners.domain.document import Document, DocumentState, PageState
from fourcorners.parse.reader import read

DATA = Path(__file__).parents[2].parent / "shared" / "data"
_WORD = re.compile(r"\w+")
_LEAST_SHARE = 0.97
"""Of the words of a text that somebody else took from the same PDF; they split and join some otherwise."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.timeout(900),
    pytest.mark.skipif(not DATA.is_dir(), reason="no contracts at ../shared/data beside the checkout"),
]


def _files(*patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in DATA.glob(pattern))


def _misplaced(document: Document) -> list[str]:
    """Words whose box is not on its page, or whose text is no single word of the canonical text."""
    sizes = {page.number: page for page in document.pages}
    return [
        document.text[word.start : word.end]
        for word in document.words
        if not (
            0 <= word.x0 <= word.x1 <= sizes[word.page].width + 0.01
            and 0 <= word.top <= word.bottom <= sizes[word.page].height + 0.01
            and len(document.text[word.start : word.end].split()) == 1
        )
    ]


def _unboxed(document: Document) -> str:
    """What is left of the text without the words that have boxes."""
    covered = bytearray(len(document.text))
    for word in document.words:
        covered[word.start : word.end] = b"x" * (word.end - word.start)
    return "".join(mark for mark, is_covered in zip(document.text, covered, strict=True) if not is_covered)


def test_every_pdf_is_read_and_every_word_of_it_is_boxed():
    """Boxes lie on their pages, and nothing but white space is outside of them."""
    for path in _files("cuad/pdf/*", "contracts/*/*.pdf", "contracts/*/*.PDF"):
        document = read(path.read_bytes(), path.name)
        assert document.state is DocumentState.READ, path.name
        assert document.language == "en", path.name
        assert _misplaced(document) == [], path.name
        assert _unboxed(document).strip() == "", path.name


def test_no_page_of_a_real_pdf_is_left_out():
    """None is unreadable, over a limit or a picture without words, and pdfium reads them all."""
    left_out = {PageState.UNREADABLE, PageState.NO_TEXT}
    for path in _files("cuad/pdf/*", "contracts/*/*.pdf", "contracts/*/*.PDF"):
        document = read(path.read_bytes(), path.name)
        assert [page.number for page in document.pages if page.state in left_out] == [], path.name
        assert document.read_by == "pdfium", path.name


def test_the_words_of_a_pdf_are_those_that_others_found_in_it():
    """Word for word, in any order, against the texts of the same contracts."""
    compared = 0
    for path in _files("cuad/pdf/*"):
        text = DATA / "cuad" / "txt" / f"{path.stem}.txt"
        if not text.exists():
            continue
        theirs = Counter(_WORD.findall(text.read_text(encoding="utf-8").lower()))
        ours = Counter(_WORD.findall(read(path.read_bytes(), path.name).text.lower()))
        common = (theirs & ours).total()
        assert common >= _LEAST_SHARE * max(theirs.total(), ours.total()), path.name
        compared += 1
    assert compared > 0


def test_every_word_file_is_read():
    """With labels, tables and notes, and with nothing left open."""
    for path in _files("contracts/*/*.docx"):
        document = read(path.read_bytes(), path.name)
        assert document.state is DocumentState.READ, path.name
        for table in document.tables:
            assert all("\n" not in cell.span.of(document.text) for cell in table.cells), path.name


def test_every_text_is_its_own_canonical_text():
    """Character for character."""
    for path in _files("cuad/txt/*", "contracts/*/*.md", "contracts/*/*/*.md"):
        content = path.read_bytes()
        assert read(content, path.name).text.encode() == content, path.name
