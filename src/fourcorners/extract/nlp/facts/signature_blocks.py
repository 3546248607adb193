"""The places where a contract is signed: who signs, in which capacity, for whom and when."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import Final, NamedTuple

from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.facts.people import find_organisations, person_at
from fourcorners.extract.nlp.facts.signatures import Signature
from fourcorners.extract.nlp.passages import Passages

_MARK: Final = re.compile(
    r"(?P<signed>(?:\b(?:By|BY|Signature|SIGNATURE|Signed|SIGNED|Per)\s{0,9}:?[\s_]{0,80})?/[sS]/)"
    r"|(?<!\w)(?:(?P<by>By|BY|Signature|SIGNATURE|Signed [Bb]y|SIGNED BY|Per)"
    r"|(?P<name>(?:(?:Print(?:ed)?|Typed|PRINT(?:ED)?|Full)\s)?(?:Name|NAME|name))"
    r"|(?P<title>(?:Job\s)?(?:Title|TITLE|Its|ITS|Position|Capacity|Office))"
    r"|(?P<date>Dated?|DATED?|Date [Ss]igned))\s{0,3}:"
    r"|\bBy(?P<ruled>)[\s]{0,3}_{3,}"
)
_ANCHOR: Final = re.compile(r"/[sS]/|\b(?:By|BY|Signature|SIGNATURE)\s{0,3}(?::|_{3})")
_TITLE_END: Final = re.compile(
    r"[_\-–—=.*|]{3,}|[(\[§•<]|\s(?:\d|(?:EXHIBIT|SCHEDULE|ANNEX|APPENDIX|ATTACHMENT|Exhibit|Schedule|Annex"
    r"|Appendix"
    r"|Source|Signature|SIGNATURE|Agreed|AGREED|Accepted|ACCEPTED|Witness|WITNESS|Attest|ATTEST|Address|Tel"
    r"|Fax)\b)"
    r"|(?<=[a-z]{3})\.\s"
)
_SENTENCE_END: Final = re.compile(r"[a-z)\"”]\.\s")
_PARAGRAPH: Final = re.compile(r"\n\s*\n|\f")
_APART: Final = 1_500
"""Characters between two signatures; more is another place of signing."""
_BEFORE: Final = 500
_BEHIND: Final = 400
_LONGEST_VALUE: Final = 160
_MOST_SIGNATURES: Final = 300


class _Kind(StrEnum):
    SIGNATURE = "signature"
    NAME = "name"
    TITLE = "title"
    DATE = "date"


class _Field(NamedTuple):
    """A line to fill in, as read on one line with its neighbours."""

    kind: _Kind
    label_start: int
    start: int
    end: int


def find_block_signatures(passages: Passages) -> list[Signature]:
    """The signatures in text order, blank ones too; columns side by side are told apart."""
    return [
        signature
        for place in _places(passages.source)
        for signature in _signatures(passages.read(place), passages)
    ]


def _places(source: str) -> Iterator[Span]:
    """The stretches of the text in which signatures stand together."""
    anchors = [
        anchor.span() for anchor, _ in zip(_ANCHOR.finditer(source), range(_MOST_SIGNATURES), strict=False)
    ]
    while anchors:
        last = 0
        while last + 1 < len(anchors) and anchors[last + 1][0] - anchors[last][1] < _APART:
            last += 1
        yield Span(max(0, anchors[0][0] - _BEFORE), min(len(source), anchors[last][1] + _BEHIND))
        anchors = anchors[last + 1 :]


def _signatures(reading: Reading, passages: Passages) -> Iterator[Signature]:
    parties = [party.names[0] for party in passages.tree.parties if " " in party.names[0]]
    reached = 0
    for block in _blocks(_fields(reading, passages.source)):
        yield from _read_block(block, reached, reading, parties)
        reached = block[-1].start


def _fields(reading: Reading, source: str) -> list[_Field]:
    marks = list(_MARK.finditer(reading.text))
    ends = [*(mark.start() for mark in marks[1:]), len(reading.text)]
    return [
        _Field(_kind(mark), mark.start(), mark.end(), _end_of_value(mark.end(), end, reading, source))
        for mark, end in zip(marks, ends, strict=False)
    ]


def _end_of_value(start: int, end: int, reading: Reading, source: str) -> int:
    """Where what is filled in ends: at the next label, or with its paragraph."""
    end = min(end, start + _LONGEST_VALUE)
    words = reading.text[start:end]
    first = start + len(words) - len(words.lstrip(" _"))
    if first >= end:
        return end
    place = reading.span(first, end)
    paragraph = _PARAGRAPH.search(source, place.start, place.end)
    return bisect_left(reading.offsets, paragraph.start()) if paragraph else end


def _kind(mark: re.Match[str]) -> _Kind:
    if mark["name"]:
        return _Kind.NAME
    if mark["title"]:
        return _Kind.TITLE
    return _Kind.DATE if mark["date"] else _Kind.SIGNATURE


def _blocks(fields: list[_Field]) -> Iterator[list[_Field]]:
    """The fields from one signature, or from several in a row, to the next."""
    block: list[_Field] = []
    for field in fields:
        if field.kind is _Kind.SIGNATURE and block and block[-1].kind is not _Kind.SIGNATURE:
            yield block
            block = []
        if block or field.kind is _Kind.SIGNATURE:
            block.append(field)
    if block:
        yield block


def _read_block(
    block: list[_Field], reached: int, reading: Reading, parties: Sequence[str]
) -> Iterator[Signature]:
    text = reading.text
    lines = [field for field in block if field.kind is _Kind.SIGNATURE and not _is_by_another(field, text)]
    names = [field for field in block if field.kind is _Kind.NAME]
    titles = [field for field in block if field.kind is _Kind.TITLE]
    signed_for = _signed_for(text[reached : block[0].label_start], parties)[-max(1, len(lines)) :]
    for column, line in enumerate(lines):
        person = _person(column, line, names, text)
        party = signed_for[column] if column < len(signed_for) else None
        yield Signature(
            reading,
            (line.label_start, _end(block, text)),
            person,
            _title(column, titles, person, text),
            (reached + party[0], reached + party[1]) if party else None,
        )


def _signed_for(before: str, parties: Sequence[str]) -> list[tuple[int, int]]:
    """The organisations right before a signature; those of a sentence that ends before it are none."""
    found = find_organisations(before, parties)
    return [] if found and _SENTENCE_END.search(before, found[-1][1]) else found


def _is_by_another(line: _Field, text: str) -> bool:
    """Whether an organisation stands on the line, that signs through the next: "By: Acme GP LLC, its ..."."""
    return bool(find_organisations(text[line.start : line.end], ())) and person_at(text, line.start) is None


def _person(column: int, line: _Field, names: list[_Field], text: str) -> tuple[int, int] | None:
    printed = person_at(text, names[column].start, names[column].end) if column < len(names) else None
    return printed or person_at(text, line.start, line.end)


def _title(
    column: int, titles: list[_Field], person: tuple[int, int] | None, text: str
) -> tuple[int, int] | None:
    """The capacity: as labelled, else what follows the name on its line."""
    if column >= len(titles):
        return None
    field = titles[column]
    organisation = next(iter(find_organisations(text[field.start : field.end], ())), None)
    end = field.start + organisation[0] if organisation else field.end
    stop = _TITLE_END.search(text, field.start, end)
    words = text[field.start : stop.start() if stop else end]
    start = field.start + len(words) - len(words.lstrip(" ,:"))
    end = field.start + len(words.rstrip(" ,;:-"))
    return (start, end) if start < end and person else None


def _end(block: list[_Field], text: str) -> int:
    last = block[-1]
    return last.start + len(text[last.start : last.end].rstrip()) if last.end > last.start else last.start
