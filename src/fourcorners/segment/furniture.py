"""Page numbers, running lines and legends that stand in the body: read over, not read."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median
from typing import Final, NamedTuple

from fourcorners.domain.span import Span

_BREAK: Final = re.compile(r"[\n\f]\s*")
_GAP: Final = re.compile(r"[\n\f]\s*|[^\S\n\f]{3,}\s*")
_ALWAYS: Final = re.compile(
    r"Source: .{3,120}, \S{1,10}(?: \S{1,6})?, \d{1,2}/\d{1,2}/\d{2,4}"
    r"|[-–— ]{0,4}Page:? {0,3}\d{1,4}(?: {0,3}(?:of|/) {0,3}\d{1,4})?[-–— .]{0,4}"
    r"|(?:[-–—] {0,3}){1,2}(?:\d{1,4}|(?-i:[ivxl]{1,6}))(?: {0,3}[-–—]){1,2}"
    r"|\d{1,3} of \d{1,3}"
    r"|\[?(?:signature|remainder of (?:this )?)?page (?:follows|intentionally left blank)\]?\.?"
    r"|\[?(?:graphic|logo)(?: omitted)?\]?",
    re.IGNORECASE,
)
_RULE: Final = re.compile(r"[-–—_=~*][- –—_=~*]{0,400}[-–—_=~*]")
_DRAWN: Final = re.compile(r"(?:- )?(?:-{5,}|={5,})")
"""Lines drawn with characters, in tables mostly."""
_NUMBER: Final = re.compile(r"(?:[A-Z]{1,2} ?- ?)?(?P<number>\d{1,3})(?: ?/ ?\d{1,3})?|[ivxl]{1,6}")
_LEGEND: Final = re.compile(
    r"confidential treatment|(?:omitted|redacted).{0,160}(?:commission|filed separately|regulation s-k)"
    r"|filed separately with the (?:securities|commission|sec)"
    r"|excluded because it is (?:both )?(?:\(?i\)? )?not material",
    re.IGNORECASE,
)
_LEGEND_SENTENCE: Final = re.compile(
    r"(?:\[\*+\]|\*{1,3})? ?(?:=|-)? ?(?:Certain|Portions of|The omitted)\b[^.;]{20,500}\.", re.IGNORECASE
)
_LEFT_OUT: Final = re.compile(r"\b(?:excluded|omitted|redacted|filed separately)\b", re.IGNORECASE)
_TAIL: Final = re.compile(
    r"(?:Confidential )?\bPage \d{1,4} of \d{1,4}\b[^\n.;]{0,60}$|(?<=[.;:]) {3,}\d{1,3}$", re.MULTILINE
)
_NEVER: Final = re.compile(
    r"(?:by|name|title|date|its|and|or|attn|attention|signature|between|to|from)\b[:.]?"
    r"|\W*(?:article|section|clause|part|schedule|exhibit|annex|appendix|attachment|phase|year"
    r"|tier|level|amendment)?[#\W]*|.*(?:_{3,}|:$)|\$?[#,.% ]+",
    re.IGNORECASE,
)
_DIGITS: Final = re.compile(r"\d+")
_PAGE_CHARACTERS: Final = 700
"""Shortest distance between two page numbers: less is a column of figures."""
_RUNNING_CHARACTERS: Final = 160


class _Piece(NamedTuple):
    """A stretch between line breaks, or between wide gaps within a line."""

    start: int
    end: int
    before: str
    after: str
    key: str
    """Its words on one line, in small letters, digits folded."""

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)

    @property
    def begins_or_ends_line(self) -> bool:
        return "\n" in self.before or "\n" in self.after

    @property
    def is_line(self) -> bool:
        return "\n" in self.before and "\n" in self.after

    @property
    def is_paragraph(self) -> bool:
        return self.before.count("\n") > 1 and self.after.count("\n") > 1

    @property
    def at_page_edge(self) -> bool:
        """Whether a page break (four line ends in succession, or a form feed) stands on one side."""
        return max(self.before.count("\n"), self.after.count("\n")) >= 4 or "\f" in self.before + self.after


def find_furniture(text: str, body: list[Span]) -> list[Span]:
    """Page numbers, running lines, legends and rules within the body ranges, in order."""
    lines = [piece for span in body for piece in _pieces(text, span, _BREAK)]
    pieces = [piece for span in body for piece in _pieces(text, span, _GAP)]
    found = {Span(*rule.span()) for part in body for rule in _DRAWN.finditer(text, *part)}
    found |= {*_certain(text, lines), *_certain(text, pieces), *_legends(text, lines), *_tails(text, lines)}
    known = {border for span in found for border in span}
    running = {*_repeated(text, lines, known), *_repeated(text, pieces, known)}
    found |= running
    known |= {border for span in running for border in span}
    found |= set(_page_numbers(text, pieces, known))
    return _merged(found)


def _merged(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span.hull((merged[-1], span))
        else:
            merged.append(span)
    return merged


def _pieces(text: str, within: Span, separator: re.Pattern[str]) -> Iterator[_Piece]:
    start, before = within.start, "\n\n\n\n"
    for gap in separator.finditer(text, within.start, within.end):
        piece = Span(start, gap.start()).trimmed(text)
        if piece.start < piece.end:
            yield _Piece(*piece, before, gap[0], _folded(text, *piece))
            before = ""
        start, before = gap.end(), before + gap[0]
    piece = Span(start, within.end).trimmed(text)
    if piece.start < piece.end:
        yield _Piece(*piece, before, "\n\n\n\n", _folded(text, *piece))


def _folded(text: str, start: int, end: int) -> str:
    if end - start > 600:
        return ""
    return _DIGITS.sub("#", " ".join(text[start:end].split())).lower()


def _certain(text: str, pieces: list[_Piece]) -> Iterator[Span]:
    for piece in pieces:
        if piece.end - piece.start > 400:
            continue
        words = text[piece.start : piece.end].strip()
        alone = piece.begins_or_ends_line or piece.key.startswith("page")
        rule = piece.is_line and len(words) > 2 and words.strip("* ") and _RULE.fullmatch(words)
        if (alone and _ALWAYS.fullmatch(words)) or rule:
            yield piece.span


def _legends(text: str, lines: list[_Piece]) -> Iterator[Span]:
    """Words on confidential treatment that come back: paragraphs, or a sentence at the head of a page."""
    counts = Counter(line.key for line in lines if line.key)
    heads: dict[str, list[Span]] = defaultdict(list)
    for line in lines:
        if counts[line.key] > 1 and _LEGEND.search(line.key):
            yield line.span
        elif (head := _LEGEND_SENTENCE.match(text, line.start, line.end)) and _LEFT_OUT.search(head[0]):
            heads[_folded(text, *head.span())].append(Span(*head.span()))
    for spans in heads.values():
        if len(spans) > 1:
            yield from spans


def _tails(text: str, lines: list[_Piece]) -> Iterator[Span]:
    """A footer at the end of a page's last paragraph, where it comes back on other pages."""
    tails: dict[str, list[Span]] = defaultdict(list)
    for line in lines:
        match = _TAIL.search(text, max(line.start, line.end - 100), line.end)
        if match:
            tails[_folded(text, *match.span())].append(Span(*match.span()).trimmed(text))
    for spans in tails.values():
        if len(spans) > 2:
            yield from spans


def _repeated(text: str, pieces: list[_Piece], known: set[int]) -> Iterator[Span]:
    """Running titles: the same words, digits folded, at the edges of pages."""
    places: dict[str, list[int]] = defaultdict(list)
    for index, piece in enumerate(pieces):
        if 0 < len(piece.key) <= _RUNNING_CHARACTERS and (
            piece.begins_or_ends_line or _is_at_edge(pieces, index, known)
        ):
            places[piece.key].append(index)
    for key, indices in places.items():
        if len(indices) < 3 or _NEVER.fullmatch(key):
            continue
        edges = [index for index in indices if _is_at_edge(pieces, index, known)]
        starts = [pieces[index].start for index in edges]
        steps = [second - first for first, second in pairwise(starts)]
        if len(edges) >= max(3, 0.6 * len(indices)) and median(steps) >= _PAGE_CHARACTERS:
            kept = edges[1:] if _names_an_attachment(key) else edges
            yield from (pieces[index].span for index in kept)
        elif "#" in key and _counts_pages(text, [pieces[index] for index in indices]):
            yield from (pieces[index].span for index in indices)


def _counts_pages(text: str, pieces: list[_Piece]) -> bool:
    """Whether the first number of a running line goes up by one from page to page."""
    places = [
        (piece.start, int(found[0]))
        for piece in pieces
        if (found := _DIGITS.search(text, piece.start, piece.end))
    ]
    lengths = _chain_lengths(places)
    return max(lengths, default=0) >= max(3, 0.7 * len(pieces))


def _is_at_edge(pieces: list[_Piece], index: int, known: set[int]) -> bool:
    """Whether a page break or other furniture (by its borders) stands beside a piece."""
    if pieces[index].at_page_edge:
        return True
    before = pieces[index - 1].end if index else -1
    after = pieces[index + 1].start if index + 1 < len(pieces) else -1
    return before in known or after in known


def _names_an_attachment(key: str) -> bool:
    return key.startswith(("exhibit", "schedule", "annex", "appendix", "attachment"))


def _page_numbers(text: str, pieces: list[_Piece], known: set[int]) -> Iterator[Span]:
    """Bare numbers that count the pages: at a page's edge, or one up from each other at page distance."""
    candidates: list[tuple[int, int, bool]] = []
    for index, piece in enumerate(pieces):
        if len(piece.key) > 8 or not piece.begins_or_ends_line:
            continue
        match = _NUMBER.fullmatch(text[piece.start : piece.end].strip())
        if match is not None:
            sure = piece.is_paragraph and _is_at_edge(pieces, index, known)
            candidates.append((index, int(match["number"] or 0), sure))
    lengths = _chain_lengths([(pieces[index].start, number) for index, number, _ in candidates])
    for (index, _, sure), length in zip(candidates, lengths, strict=True):
        if sure or length >= 3:
            yield pieces[index].span


def _chain_lengths(numbers: list[tuple[int, int]]) -> list[int]:
    """For each (offset, number): how long the run of consecutive page numbers is that it belongs to."""
    previous: list[int | None] = []
    last: dict[int, int] = {}
    for index, (offset, number) in enumerate(numbers):
        before = [last[number - step] for step in (1, 2) if number - step in last]
        fits = [each for each in before if offset - numbers[each][0] >= _PAGE_CHARACTERS]
        previous.append(fits[0] if fits else None)
        last[number] = index
    lengths = [1] * len(numbers)
    for index, earlier in enumerate(previous):
        if earlier is not None:
            lengths[index] = lengths[earlier] + 1
    for index in range(len(numbers) - 1, -1, -1):
        earlier = previous[index]
        if earlier is not None:
            lengths[earlier] = max(lengths[earlier], lengths[index])
    return lengths
