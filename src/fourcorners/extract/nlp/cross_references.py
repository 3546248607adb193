"""Norms whose time limit stands in another place: "within the period set out in Section 5.2"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from fourcorners.domain.clause import ClauseKind, ClauseNode, ClauseTree, SentenceKind
from fourcorners.domain.deadline import Deadline, DeadlineKind
from fourcorners.domain.document import Document
from fourcorners.domain.evidence import Quote
from fourcorners.domain.obligation import ObligationDraft
from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.deadlines import read_deadline
from fourcorners.values.dates import find_dates

_PLACE: Final = (
    r"(?P<kind>sections?|clauses?|articles?|paragraphs?|schedules?|exhibits?|ann?ex(?:es)?|appendix|attachments?)\s"
    r"(?P<number>\d{1,3}(?:\.\d{1,3}){0,4}(?:\s?\([a-z\d]{1,4}\)){0,4}|[A-Z](?:-?\d{1,2})?\b|[IVX]{1,5}\b)"
)
_CITED: Final = re.compile(
    r"\b(?P<limit>periods?|times?(?:\s?(?:limits?|frames?|tables?|scales?|lines?|periods?))?|schedules?|deadlines?|dates?|"
    r"frequenc(?:y|ies)|intervals?|milestones?)\s(?:[\w’'()-]+\s){0,5}?(?:in|under|by|of|with|at)\s(?:the\s)?"
    rf"(?:{_PLACE})(?:\s(?:of|to)\s(?:the\s)?(?P<within>schedule|exhibit|annex|appendix|attachment)\s(?P<of>[A-Z\d]{{1,3}})\b)?",
    re.IGNORECASE,
)
_BODY: Final = frozenset({"section", "clause", "article", "paragraph"})
_SPACE: Final = re.compile(r"\s+")
_CELL: Final = re.compile(r"\s*[|\t]\s*")
_WORD: Final = re.compile(r"[a-z]{4,}")
_COMMON: Final = frozenset(
    "shall will must this that such with from within which each other under after before days business party "
    "parties section clause schedule exhibit period time times date dates agreement following accordance "
    "least than".split()
)
_MOST_SENTENCES: Final = 80
"""Of a place that is referred to; a longer one is no place to look one limit up in."""
_VALUES: Final = ("date", "offset", "recurrence")


class _Limit(NamedTuple):
    """A time limit that a place states, and the words around it."""

    deadline: Deadline
    span: Span
    about: frozenset[str]


def tie_limits(
    document: Document, tree: ClauseTree, drafts: Sequence[ObligationDraft]
) -> list[ObligationDraft]:
    """The drafts, those whose limit stands elsewhere with that limit and its words there as evidence.

    A limit is taken where it is the only one of that place, or the only one whose sentence shares most words
    with the act. Where several fit, and where the place is not found, a draft stays as it is.
    """
    places = _Places(document, tree)
    return [_tied(draft, places, document.text) for draft in drafts]


def _tied(draft: ObligationDraft, places: "_Places", text: str) -> ObligationDraft:
    cited = _CITED.search(draft.action) if _is_open(draft.deadline) else None
    if cited is None or draft.quotes[0].start is None:
        return draft
    limit = _fitting(places.limits(cited, draft.quotes[0].start), draft.action)
    if limit is None:
        return draft
    quotes = [quote for quote in draft.quotes if quote.part != "deadline"]
    quotes.append(Quote.at(limit.span, text, part="deadline"))
    return draft.model_copy(update={"deadline": limit.deadline, "quotes": tuple(quotes)})


def _is_open(own: Deadline) -> bool:
    """Whether a limit says no more than that it is told elsewhere: "by the date stated in ..."."""
    is_event = own.anchor is not None and not _CITED.search(own.anchor)
    return own.kind is DeadlineKind.NONE or (
        own.kind is DeadlineKind.RELATIVE and not own.offset and not is_event
    )


def _fitting(limits: Sequence[_Limit], action: str) -> _Limit | None:
    """The only limit, or the one whose words are most like the act's; None where two are."""
    if len(limits) <= 1:
        return limits[0] if limits else None
    act = _content(action)
    ranked = sorted(limits, key=lambda limit: -len(limit.about & act))
    best, second = (len(limit.about & act) for limit in ranked[:2])
    return ranked[0] if best > second else None


def _content(words: str) -> frozenset[str]:
    """The words that say what it is about, without their plural."""
    return frozenset(word.rstrip("s") for word in _WORD.findall(words.lower()) if word not in _COMMON)


class _Places:
    """The units of a document by the numbers that others refer to them with."""

    def __init__(self, document: Document, tree: ClauseTree) -> None:
        self._text = document.text
        self._tree = tree
        self._by_path: dict[str, list[ClauseNode]] = {}
        for node in tree.clauses:
            if node.path:
                self._by_path.setdefault(_folded(node.path), []).append(node)

    def limits(self, cited: re.Match[str], start: int) -> list[_Limit]:
        """The limits with a value that the cited place states, without those of the sentence at `start`."""
        place = self._resolve(cited, start)
        if place is None:
            return []
        inside = [each for each in self._tree.sentences if place.start <= each.start < place.end]
        if len(inside) > _MOST_SENTENCES:
            return []
        return [
            limit
            for sentence in inside
            if not sentence.start <= start < sentence.end and sentence.kind is not SentenceKind.HEADING
            for limit in self._stated(sentence.span, is_row=sentence.kind is SentenceKind.TABLE_ROW)
        ]

    def _resolve(self, cited: re.Match[str], start: int) -> ClauseNode | None:
        """The unit of that number: in the attachment named, else in the body, else in the own attachment."""
        kind, number = cited["kind"].lower().removesuffix("s"), _folded(cited["number"])
        if kind not in _BODY:
            return self._only(f"{_folded(kind)}{number}")
        if cited["within"]:
            return self._only(f"{_folded(cited['within'])}{_folded(cited['of'])}/{number}")
        own = self._attachment(start)
        in_own = self._only(f"{own}/{number}") if own else None
        in_body = self._only(number) or self._only(f"{kind}{number}")
        return (in_own or in_body) if kind == "paragraph" else (in_body or in_own)

    def _only(self, path: str) -> ClauseNode | None:
        nodes = self._by_path.get(path, [])
        return nodes[0] if len(nodes) == 1 else None

    def _attachment(self, start: int) -> str | None:
        for node in self._tree.clauses:
            if node.kind is ClauseKind.ATTACHMENT and node.start <= start < node.end:
                return _folded(node.path)
        return None

    def _stated(self, span: Span, *, is_row: bool) -> Iterator[_Limit]:
        """The limit of a sentence, or of the cells of a row, as it stands in the text."""
        reading = Reading.of(self._text, span, self._tree.furniture)
        about = _content(reading.text)
        for start, end in _cells(reading.text) if is_row else [(0, len(reading.text))]:
            deadline, place = _read(reading.text[start:end], is_cell=is_row)
            if place is not None and any(getattr(deadline, name) for name in _VALUES):
                yield _Limit(deadline, reading.span(start + place[0], start + place[1]), about)


def _cells(row: str) -> Iterator[tuple[int, int]]:
    start = 0
    for border in _CELL.finditer(row):
        yield start, border.start()
        start = border.end()
    yield start, len(row)


def _read(words: str, *, is_cell: bool) -> tuple[Deadline, tuple[int, int] | None]:
    """The limit that words state; a cell that holds a date and nothing else states that date."""
    if is_cell:
        for found in find_dates(words):
            if words[: found.start].strip() == "" and words[found.end :].strip(" .") == "":
                place = (found.start, found.end)
                return Deadline(
                    kind=DeadlineKind.ABSOLUTE, text=words[slice(*place)], date=found.value
                ), place
    return read_deadline(words)


def _folded(path: str) -> str:
    return _SPACE.sub("", path).lower()
