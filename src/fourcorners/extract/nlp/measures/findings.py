"""Findings: the KPIs of a contract, put together from sentences, listings and tables."""

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from fourcorners.domain.clause import ClauseKind, ClauseTree, SentenceKind
from fourcorners.domain.document import Document
from fourcorners.domain.evidence import Quote
from fourcorners.domain.kpi import Consequence, KpiDraft
from fourcorners.domain.proof import Origin
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.measures.candidates import FoundMeasure, Setting
from fourcorners.extract.nlp.measures.cells import Grid
from fourcorners.extract.nlp.measures.consequences import read_consequences
from fourcorners.extract.nlp.measures.grids import find_grids
from fourcorners.extract.nlp.measures.items import item_around, statement_start
from fourcorners.extract.nlp.measures.levels import nearest_level
from fourcorners.extract.nlp.measures.listings import read_listing, split_listing
from fourcorners.extract.nlp.measures.names import name_listed, name_metric
from fourcorners.extract.nlp.measures.places import Places
from fourcorners.extract.nlp.measures.providers import Providers
from fourcorners.extract.nlp.measures.readings import read_measures
from fourcorners.extract.nlp.measures.shares import IMPLIED
from fourcorners.extract.nlp.measures.surroundings import Surroundings
from fourcorners.extract.nlp.measures.tables import TableMeasure, read_table
from fourcorners.extract.nlp.measures.tiers import Tiers, read_tiers


class FoundKpi(NamedTuple):
    """A draft and the reasoning that found it."""

    draft: KpiDraft
    rule: str


class _Follows(NamedTuple):
    """A consequence and where it is said; None where the KPI's own quote says it."""

    consequence: Consequence
    said: Span | None


_CUE: Final = re.compile(
    r"%|\bper\s?cent|\b(?:milli)?seconds?\b|\bminutes?\b|\bhours?\b|\bdays?\b|\bmonths?\b|\bweeks?\b|\byear|\bms\b|\bppm\b|"
    r"\b(?:least|minimum|maximum|less|fewer|more|greater|lower|longer|higher|under|below|above|exceed|per|each|every|targets?)\b|"
    r"[≥≤<>]",
    re.I,
)
"""One of these stands in every sentence that states a level."""
_SHORT: Final = 80
_LONGEST_NAME: Final = 160
_LONGEST_SENTENCE: Final = 6_000
"""Code points that are read as one sentence: what runs on longer is a list, or hostile."""
_LONGEST_LISTING: Final = 300
_NAMES: Final = re.compile(r"[:=]|\s[-–—]|\.{3}")
"""What parts the name of a listed level from its value."""
_MOST_CONSEQUENCES: Final = 8
_BEGINS_WITH_VALUE: Final = re.compile(
    r"[<>≤≥~]?\s*[$€£]?\d|(?:one|two|three|four|five|six|eight|ten|twelve|next|same)\b", re.I
)
_BULLET: Final = re.compile(r"\n\s*[-*•·–]\s+")
_WORD: Final = re.compile(r"[A-Za-z]{3,}")
_IN_ANY_NAME: Final = frozenset(
    "the and for per rate rates level levels service services percentage percent month monthly quarter "
    "quarterly annual year yearly time times actual target".split()
)
"""Words that tell no metric from another."""
_SILENT: Final = {ClauseKind.RECITAL, ClauseKind.SIGNATURE}


def find_kpis(document: Document, tree: ClauseTree) -> list[FoundKpi]:
    """Every KPI of a document with the rule that found it, in text order."""
    return _Finder(document, tree).find()


class _Finder:
    """One contract in which KPIs are looked for: tables first, then what they leave of the sentences."""

    def __init__(self, document: Document, tree: ClauseTree) -> None:
        self.document = document
        self.text = document.text
        self.tree = tree
        self.around = Surroundings(document, tree)
        self.providers = Providers(tree.parties, document.text)
        self._tabled = Places()
        self._read: dict[int, list[Consequence]] = {}

    def find(self) -> list[FoundKpi]:
        found: list[FoundKpi] = []
        for grid in find_grids(self.document):
            found += self._of_grid(grid, found)
        for index, sentence in enumerate(self.tree.sentences):
            if self.tree.clauses[sentence.clause].kind not in _SILENT:
                found += self._of_sentence(index)
        kept = [kpi for kpi in found if not _is_said_elsewhere(kpi, found)]
        return sorted(kept, key=lambda kpi: kpi.draft.quotes[0].start or 0)

    def _of_grid(self, grid: Grid, before: list[FoundKpi]) -> list[FoundKpi]:
        index = self.around.index_at(grid.span.start)
        setting = self.around.of_grid(grid)
        tiers = read_tiers(grid, self.around.dollar)
        if tiers is not None:
            self._tabled.add(grid.span)
            return self._of_tiers(tiers, setting, index, before)
        measures = read_table(grid, setting)
        if measures:
            self._tabled.add(grid.span)
        follows = self._following(index + 1)
        return [self._tabled_kpi(measure, setting, index, follows) for measure in measures]

    def _of_tiers(self, tiers: Tiers, setting: Setting, index: int, before: list[FoundKpi]) -> list[FoundKpi]:
        """Tiers of a level that an earlier table promises belong to it; others promise their own level."""
        place = next((place for place, kpi in enumerate(before) if _is_level_of(kpi.draft, tiers)), None)
        if place is not None:
            draft, rule = before[place]
            quote = Quote.at(tiers.span, self.text, part="consequence")
            joined = draft.model_copy(
                update={"consequences": tiers.consequences, "quotes": (*draft.quotes, quote)}
            )
            before[place] = FoundKpi(joined, rule)
            return []
        if tiers.target is None:
            return []
        measure = TableMeasure(
            span=tiers.span,
            metric=tiers.metric,
            operator=tiers.operator,
            target=tiers.target,
            unit="%",
            window=tiers.window,
            rule="tiers",
            confidence=0.6,
            consequences=tiers.consequences,
        )
        return [self._tabled_kpi(measure, setting, index, [])]

    def _tabled_kpi(
        self, measure: TableMeasure, setting: Setting, index: int, follows: list[_Follows]
    ) -> FoundKpi:
        quotes = [Quote.at(measure.span, self.text)]
        if measure.heading is not None:
            quotes.append(Quote.at(measure.heading, self.text, part="header"))
        own = [_Follows(each, None) for each in measure.consequences]
        draft = KpiDraft(
            metric=measure.metric or "level",
            operator=measure.operator,
            target=measure.target,
            unit=measure.unit,
            window=measure.window,
            obligor=self.providers.of_table(setting.stem, self.around.clause_text(index)),
            consequences=_consequences(own + follows),
            confidence=measure.confidence,
            origin=Origin.NLP,
            quotes=(*quotes, *self._quotes(follows, measure.span)),
        )
        return FoundKpi(draft, measure.rule)

    def _of_sentence(self, index: int) -> Iterator[FoundKpi]:
        sentence = self.tree.sentences[index]
        for free in self._outside_tables(sentence.span):
            span = self._with_name(index, free)
            if not _CUE.search(span.of(self.text)):
                continue
            setting = self.around.of_sentence(index, index if span == free else index - 1)
            listed = list(self._listed(index, span, setting))
            yield from listed or self._stated(index, span, setting)

    def _outside_tables(self, span: Span) -> list[Span]:
        """What is left of a sentence outside of the tables that were read."""
        pieces = [span]
        for table in self._tabled.touching(span):
            pieces = [part for piece in pieces for part in _cut(piece, table)]
        items = [part for piece in pieces for part in _bulleted(piece, self.text)]
        short = [part for piece in items for part in _shortened(piece, self.text)]
        trimmed = [piece.trimmed(self.text) for piece in short]
        return [piece for piece in trimmed if piece.length > 0]

    def _with_name(self, index: int, span: Span) -> Span:
        """A short value together with the heading before it: "Critical:" and "1 hour" are one statement."""
        if not index or span.length > _SHORT or not _BEGINS_WITH_VALUE.match(span.of(self.text)):
            return span
        before = self.tree.sentences[index - 1]
        gap = self.text[before.end : span.start]
        named = before.kind is SentenceKind.HEADING and before.end - before.start < _LONGEST_NAME
        if named and len(gap) < _SHORT and not gap.strip(" \n\t\r:.-–*_"):
            return Span(before.start, span.end)
        return span

    def _listed(self, index: int, span: Span, setting: Setting) -> Iterator[FoundKpi]:
        """Levels that the sentence lists as names and values."""
        for start, end in split_listing(span.of(self.text)):
            piece = Span(span.start + start, span.start + end).trimmed(self.text)
            if not 0 < piece.length <= _LONGEST_LISTING or not _NAMES.search(piece.of(self.text)):
                continue
            words = self.around.read(piece).text
            listing = read_listing(words, setting)
            if listing is not None:
                metric = name_listed(listing, setting)
                yield self._stated_kpi(index, piece, words, listing.measure, metric, setting)

    def _stated(self, index: int, span: Span, setting: Setting) -> Iterator[FoundKpi]:
        """Levels that the sentence states. A heading must compare to state one."""
        reading = self.around.read(span)
        heads = self.tree.sentences[index].kind is SentenceKind.HEADING
        for measure in read_measures(reading.text, setting):
            position = measure.comparison.start
            if heads and measure.comparison.operator is None:
                continue
            start, end = item_around(reading.text, position)
            start = max(start, statement_start(reading.text, position, self.providers.is_named))
            metric = name_metric(reading.text, measure, setting)
            yield self._stated_kpi(index, reading.span(start, end), reading.text, measure, metric, setting)

    def _stated_kpi(
        self, index: int, span: Span, words: str, measure: FoundMeasure, metric: str, setting: Setting
    ) -> FoundKpi:
        follows = self._following(index)
        quotes = [Quote.at(span, self.text)]
        stem = self.tree.sentences[index].stem
        announced = setting.stem or (setting.introduction if measure.rule == "listing" else "")
        if stem is not None:
            quotes.append(Quote.at(self.tree.sentences[stem].span, self.text, part="stem"))
        draft = KpiDraft(
            metric=metric or "level",
            operator=measure.operator,
            target=measure.comparison.quantity.value,
            unit=measure.unit,
            window=measure.window,
            obligor=self.providers.of_level(
                words, measure.comparison.start, announced, self.around.clause_text(index)
            ),
            consequences=_consequences(follows),
            confidence=measure.confidence,
            origin=Origin.NLP,
            quotes=(*quotes, *self._quotes(follows, self.tree.sentences[index].span)),
        )
        return FoundKpi(draft, measure.rule)

    def _following(self, index: int) -> list[_Follows]:
        found: dict[Consequence, _Follows] = {}
        for later in self.around.following(index):
            if later not in self._read:
                self._read[later] = read_consequences(
                    self.around.words(later)[:_LONGEST_SENTENCE], self.around.dollar
                )
            for consequence in self._read[later]:
                found.setdefault(consequence, _Follows(consequence, self.tree.sentences[later].span))
        return list(found.values())[:_MOST_CONSEQUENCES]

    def _quotes(self, follows: Sequence[_Follows], own: Span) -> list[Quote]:
        """Where the consequences are said, each place once."""
        places = dict.fromkeys(each.said for each in follows if each.said is not None and each.said != own)
        return [Quote.at(place, self.text, part="consequence") for place in places]


def _is_said_elsewhere(kpi: FoundKpi, found: Sequence[FoundKpi]) -> bool:
    """Whether a level that a condition implies has a target elsewhere: then the condition is a tier of it."""
    if kpi.rule != IMPLIED:
        return False
    level = nearest_level(kpi.draft.metric, "", strong_only=True)
    return level is not None and any(
        other.rule != IMPLIED and other.draft.unit == "%" and level.word.lower() in other.draft.metric.lower()
        for other in found
    )


def _is_level_of(draft: KpiDraft, tiers: Tiers) -> bool:
    """Whether a KPI promises the level that tiers step down from: the same metric, and no other number.

    A heading that names no level ("Percentage") fits any metric with that number.
    """
    if draft.unit != "%" or tiers.target not in (None, draft.target):
        return False
    if _telling_words(draft.metric) & _telling_words(tiers.metric):
        return True
    return tiers.target is not None and nearest_level(tiers.metric, "", strong_only=True) is None


def _telling_words(metric: str) -> set[str]:
    """The words of a metric's name; availability and uptime are one."""
    words = {word.lower() for word in _WORD.findall(metric)} - _IN_ANY_NAME
    return words | {"availability"} if words & {"uptime", "available"} else words


def _consequences(follows: Sequence[_Follows]) -> tuple[Consequence, ...]:
    return tuple(each.consequence for each in follows)


def _bulleted(piece: Span, text: str) -> Iterator[Span]:
    """A piece in the items that bullets at line starts part."""
    start = piece.start
    for bullet in _BULLET.finditer(text, piece.start, piece.end):
        yield Span(start, bullet.start())
        start = bullet.end()
    yield Span(start, piece.end)


def _shortened(piece: Span, text: str) -> Iterator[Span]:
    """A piece in stretches that are not too long, parted at white space."""
    start = piece.start
    while piece.end - start > _LONGEST_SENTENCE:
        space = text.rfind(" ", start + 1, start + _LONGEST_SENTENCE)
        end = space if space > start else start + _LONGEST_SENTENCE
        yield Span(start, end)
        start = end
    yield Span(start, piece.end)


def _cut(piece: Span, table: Span) -> Iterator[Span]:
    """What stands of a piece before and behind a table."""
    for start, end in ((piece.start, min(piece.end, table.start)), (max(piece.start, table.end), piece.end)):
        if start < end:
            yield Span(start, end)
