"""The account of a Word file: each character of its XML stands in one typed span of the right kind."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from docx_making import (
    STRICT,
    WORD,
    deleted,
    field,
    hidden,
    inserted,
    make_docx,
    package,
    paragraph,
    parts_of,
    run,
    text_box,
)
from fourcorners.domain.document import APART, Document, SpanKind
from fourcorners.parse.reader import read

DATA = Path(__file__).parents[3].parent / "shared" / "data"
BODY = "document"
HOMES = {
    "hdr": SpanKind.HEADER,
    "ftr": SpanKind.FOOTER,
    "footnotes": SpanKind.FOOTNOTE,
    "endnotes": SpanKind.ENDNOTE,
    "comments": SpanKind.COMMENT,
    "glossaryDocument": SpanKind.BUILDING_BLOCK,
}
_LEADER = re.compile(r" \.{6}(?= \d{1,4}$)", re.MULTILINE)
_TEXTS = tuple(f"{{{namespace}}}{name}" for namespace in (WORD, STRICT) for name in ("t", "delText"))
_HYPHENS = tuple(f"{{{namespace}}}noBreakHyphen" for namespace in (WORD, STRICT))


def printed(text: str) -> Counter[str]:
    """The characters of a text but for its spaces."""
    return Counter("".join(text.split()))


def words_in(content: bytes) -> dict[str, list[str]]:
    """The words of each kind of part, told by the name of its root, straight from the XML."""
    words: dict[str, list[str]] = {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        for name in archive.namelist():
            if name.endswith(".xml"):
                root = etree.fromstring(archive.read(name))
                words.setdefault(etree.QName(root).localname, []).extend(_words_of(root))
    return words


def _words_of(root: etree._Element) -> Iterator[str]:
    for element in root.iter(*_TEXTS, *_HYPHENS):
        if not any(etree.QName(each).localname == "Fallback" for each in element.iterancestors()):
            yield "-" if element.tag in _HYPHENS else element.text or ""


def without_lists(content: bytes) -> bytes:
    """The same file without its numbering: no label is put in, so what is read is what is written."""
    with zipfile.ZipFile(BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist() if "numbering" not in name.lower()}
    return package(parts)


def kinds_of(document: Document) -> list[SpanKind]:
    """The kind of each character. Raises where two spans overlap."""
    kinds = [SpanKind.BODY] * len(document.text)
    end = 0
    for span in document.spans:
        assert span.start >= end, "two spans overlap"
        end = span.end
        kinds[span.start : span.end] = [span.kind] * (span.end - span.start)
    return kinds


def check_account(content: bytes) -> None:
    """Every character of the file is in its text as often as in its XML, and in a span of its own part."""
    document = read(content, "agreement.docx")
    kinds = kinds_of(document)
    words = words_in(content)
    assert printed(_LEADER.sub("", document.text)) == printed(
        "".join("".join(each) for each in words.values())
    )
    for root, kind in HOMES.items():
        of_kind = "".join(mark for mark, own in zip(document.text, kinds, strict=True) if own is kind)
        assert printed(of_kind) <= printed("".join(words.get(root, ()))), kind
    in_body = "".join(mark for mark, own in zip(document.text, kinds, strict=True) if own not in APART)
    assert printed(_LEADER.sub("", in_body)) <= printed("".join(words[BODY]))


class Story:
    """Writes nested Word XML; each word is one of a kind, and it is known what it should be read as."""

    def __init__(self, draw: st.DrawFn, home: SpanKind, first: int) -> None:
        """`home` is what plain words of the part are, `first` the number of the first word."""
        self.expected: dict[str, set[SpanKind]] = {}
        self._draw = draw
        self._home = home
        self._next = first

    def blocks(self, holds: frozenset[str], depth: int) -> str:
        """Some paragraphs, tables and content controls. `holds` is what is true of all words in them."""
        kinds = ["paragraph", "paragraph", "control", "table"] if depth else ["paragraph"]
        return "".join(self._block(kind, holds, depth - 1) for kind in self._some(kinds)) + paragraph()

    def _block(self, kind: str, holds: frozenset[str], depth: int) -> str:
        if kind == "control":
            return f"<w:sdt><w:sdtContent>{self.blocks(holds, depth)}</w:sdtContent></w:sdt>"
        if kind == "table":
            rows = (self._row(holds, depth) for _ in range(self._draw(st.integers(1, 3))))
            return f"<w:tbl>{''.join(rows)}</w:tbl>"
        mark = self._draw(st.sampled_from(["", "", "", "<w:del/>", "<w:ins/>", "<w:vanish/>"]))
        inner = "".join(self._inline(kind, holds, depth) for kind in self._some(_INLINE))
        return f"<w:p><w:pPr><w:rPr>{mark}</w:rPr></w:pPr>{inner}</w:p>"

    def _row(self, holds: frozenset[str], depth: int) -> str:
        change = self._draw(st.sampled_from(["", "", "ins", "del"]))
        holds = holds | {"cell", change}
        cells = []
        for _ in range(self._draw(st.integers(1, 3))):
            change_of_cell = self._draw(st.sampled_from(["", "", "", "cellIns", "cellDel", "vMerge"]))
            properties = f"<w:tcPr><w:{change_of_cell}/></w:tcPr>" if change_of_cell else ""
            inner = self.blocks(holds | {_CELL_CHANGES.get(change_of_cell, "")}, depth)
            cells.append(self._wrapper().format(f"<w:tc>{properties}{inner}</w:tc>"))
        properties = f"<w:trPr><w:{change}/></w:trPr>" if change else ""
        return self._wrapper().format(f"<w:tr>{properties}{''.join(cells)}</w:tr>")

    def _wrapper(self) -> str:
        """What rows and cells stand in besides a table."""
        return self._draw(st.sampled_from(["{}", "{}", _WRAPPED["control"], _WRAPPED["customXml"]]))

    def _inline(self, kind: str, holds: frozenset[str], depth: int) -> str:
        if kind in _SINGLE:
            truth, write = _SINGLE[kind]
            return write(self._word(holds | {truth}))
        if depth <= 0:
            return ""
        if kind == "field":
            code = self._inline("run", holds | {"hidden"}, depth - 1)
            return field(code, self._inline("run", holds, depth - 1))
        if kind == "box":
            return text_box(self.blocks(holds | {"box"}, depth - 1))
        holds = holds | {_CHANGES.get(kind, "")}
        inner = "".join(self._inline(each, holds, depth - 1) for each in self._some(_INLINE))
        return _WRAPPED[kind].format(inner)

    def _some(self, kinds: list[str]) -> list[str]:
        return self._draw(st.lists(st.sampled_from(kinds), min_size=1, max_size=3))

    def _word(self, holds: frozenset[str]) -> str:
        self._next += 1
        word = f"q{self._next}z"
        self.expected[word] = _kinds(holds, self._home)
        return word


_SINGLE = {"run": ("", run), "hidden": ("hidden", hidden), "delText": ("del", deleted)}
_CHANGES = {"ins": "ins", "moveTo": "ins", "del": "del", "moveFrom": "del"}
_CELL_CHANGES = {"cellIns": "ins", "cellDel": "del", "vMerge": "hidden"}
_WRAPPED = {
    **{
        name: f"<w:{name}>{{}}</w:{name}>"
        for name in ("ins", "moveTo", "del", "moveFrom", "smartTag", "hyperlink")
    },
    "fldSimple": '<w:fldSimple w:instr="REF x">{}</w:fldSimple>',
    "control": "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    "customXml": "<w:customXml>{}</w:customXml>",
}
_INLINE = ["run", "run", "run", "hidden", "delText", "box", "field", *_WRAPPED]


def _kinds(holds: frozenset[str], home: SpanKind) -> set[SpanKind]:
    """What a word may be read as, by what holds for it: a table may be read as prose, by its shape."""
    if "del" in holds:
        return {SpanKind.DELETED}
    if "hidden" in holds:
        return {SpanKind.HIDDEN}
    if home is not SpanKind.BODY:
        return {home}
    if "ins" in holds:
        return {SpanKind.INSERTED}
    if "box" in holds:
        return {SpanKind.TEXT_BOX}
    return {SpanKind.TABLE_CELL, SpanKind.TABLE_HEADER, SpanKind.BODY} if "cell" in holds else {SpanKind.BODY}


@st.composite
def files(draw: st.DrawFn) -> tuple[bytes, dict[str, set[SpanKind]]]:
    """A Word file, and what each of its words should be read as."""
    expected: dict[str, set[SpanKind]] = {}

    def story(home: SpanKind, depth: int) -> str:
        writer = Story(draw, home, first=len(expected))
        inner = writer.blocks(frozenset(), depth)
        expected.update(writer.expected)
        return inner

    body = story(SpanKind.BODY, 4)
    content = make_docx(
        body,
        header=story(SpanKind.HEADER, 2),
        footnotes=f'<w:footnote w:id="2">{story(SpanKind.FOOTNOTE, 2)}</w:footnote>',
        comments=f'<w:comment w:id="1">{story(SpanKind.COMMENT, 1)}</w:comment>',
    )
    return content, expected


@given(files())
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
def test_each_word_of_a_nested_file_stands_in_one_span_of_its_kind(made):
    """However changes, controls, boxes and tables are put into each other."""
    content, expected = made
    document = read(content, "nested.docx")
    kinds = kinds_of(document)
    for word, allowed in expected.items():
        at = document.text.find(word)
        assert document.text.count(word) == 1, word
        assert set(kinds[at : at + len(word)]) <= allowed, word
    check_account(content)


@pytest.mark.parametrize(
    "change",
    [
        lambda xml: xml,
        lambda xml: xml.replace(WORD, STRICT),
        lambda xml: xml.replace("<w:body>", "<w:body><w:r><w:t>astray</w:t></w:r>"),
        lambda xml: xml.replace("</w:body>", "</w:body><w:t>outside</w:t>"),
        lambda xml: xml.replace("<w:tr>", "<w:tr><w:p><w:r><w:t>between</w:t></w:r></w:p>"),
        lambda xml: xml.replace("<w:pPr>", "<w:pPr><w:t>property</w:t>"),
        lambda xml: xml.replace("<w:tc>", "<w:odd><w:tc>").replace("</w:tc>", "</w:tc></w:odd>"),
    ],
)
def test_words_in_places_where_none_belong_are_accounted_for(change):
    """A damaged file, or one made to hide words, hides none."""
    box = text_box(paragraph("In the margin."))
    parts = parts_of(
        f"<w:p>{run('The Buyer')}{deleted(' may')}{inserted(run(' shall'))} {box}</w:p>"
        f"<w:tbl><w:tr><w:tc>{paragraph('Lot')}</w:tc><w:tc>{paragraph('Tons')}</w:tc></w:tr></w:tbl>",
        header=paragraph("Supply"),
    )
    check_account(package({name: change(str(part)) for name, part in parts.items()}))


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(not DATA.is_dir(), reason="no contracts at ../shared/data beside the checkout")
def test_every_word_of_every_real_file_is_accounted_for():
    """All characters of all Word files, labels aside."""
    paths = [path for path in sorted(DATA.rglob("*")) if path.suffix.lower() in (".docx", ".docm", ".dotx")]
    assert paths
    for path in paths:
        check_account(without_lists(path.read_bytes()))
