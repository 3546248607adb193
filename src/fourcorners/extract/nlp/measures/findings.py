"""Findings: the KPIs of a contract, put together from sentences, listings and tables."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.clause import ClauseKind, ClauseTree, SentenceKind
from fourcorners.domain.document import Document
from fourcorners.domain.evidence import Quote
from fourcorners.domain.kpi import KpiDraft
from fourcorners.domain.proof import Origin
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.measures.candidates import FoundMeasure, Setting
from fourcorners.extract.nlp.measures.cells import Cell, Grid
from fourcorners.extract.nlp.measures.completions import complete
from fourcorners.extract.nlp.measures.consequences import based, read_amount
from fourcorners.extract.nlp.measures.facing_columns import Strand, find_strands, split_strand
from fourcorners.extract.nlp.measures.grids import find_grids
from fourcorners.extract.nlp.measures.items import item_around, statement_start
from fourcorners.extract.nlp.measures.listings import read_listing, split_listing
from fourcorners.extract.nlp.measures.names import name_listed, name_metric
from fourcorners.extract.nlp.measures.places import Places
from fourcorners.extract.nlp.measures.providers import Providers
from fourcorners.extract.nlp.measures.quantities import QuantityKind
from fourcorners.extract.nlp.measures.readings import read_measures
from fourcorners.extract.nlp.measures.sameness import distance_to, is_level_of, is_said_elsewhere
from fourcorners.extract.nlp.measures.stretches import split_at_tables
from fourcorners.extract.nlp.measures.surroundings import Surroundings
from fourcorners.extract.nlp.measures.tables import TableMeasure, read_table
from fourcorners.extract.nlp.measures.tiers import Tiers, read_tiers


class FoundKpi(NamedTuple):
    """A draft and the reasoning that found it."""

    draft: KpiDraft
    rule: str


_CUE: Final = re.compile(
    r"%|\bper\s?cent|\b(?:milli)?seconds?\b|\bminutes?\b|\bhours?\b|\bdays?\b|\bmonths?\b|\bweeks?\b|\byear|\bms\b|\bppm\b|"
    r"\b(?:least|minimum|maximum|less|fewer|more|greater|lower|longer|higher|under|below|above|exceed|per|each|every|targets?|"
    r"quarter|annually|quarterly|monthly|weekly|daily|twice|once|between|capable|capacity|degrees|quota)\b|"
    r"[≥≤<>]",
    re.I,
)
"""One of these stands in every sentence that states a level."""
_SHORT: Final = 80
_LONGEST_NAME: Final = 160
_LONGEST_LISTING: Final = 300
_NAMES: Final = re.compile(r"[:=]|\s[-–—]|\.{3}|\b[Yy](?:ear|EAR)\b")
"""What parts the name of a listed level from its value."""
_SUM_REACH: Final = 500
"""Code points around a table of credits in which it is said what they are shares of."""
_TABLED: Final = {"table", "table words", "tiers"}
_BEGINS_WITH_VALUE: Final = re.compile(
    r"[<>≤≥~]?\s*[$€£]?\d|(?:one|two|three|four|five|six|eight|ten|twelve|next|same)\b", re.I
)
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

    def find(self) -> list[FoundKpi]:
        found: list[FoundKpi] = []
        scales: list[Tiers] = []
        for strands in find_strands(self.text) if self.tree.sentences else ():
            for strand in strands:
                found += self._of_strand(strand)
            self._tabled.add(Span.hull(strand.span for strand in strands))
        for grid in find_grids(self.document):
            if self._tabled.touch(grid.span):
                continue
            tiers = read_tiers(grid, self.around.dollar)
            if tiers is None:
                found += self._of_grid(grid)
            else:
                scales.append(tiers)
                self._tabled.add(grid.span)
        for index, sentence in enumerate(self.tree.sentences):
            if self.tree.clauses[sentence.clause].kind not in _SILENT:
                found += self._of_sentence(index)
        for tiers in scales:
            self._place(tiers, found)
        kept = [kpi for kpi in found if not is_said_elsewhere(kpi, found)]
        kept.sort(key=lambda kpi: kpi.draft.quotes[0].start or 0)
        drafts = complete(self.around, [(kpi.draft, kpi.rule in _TABLED) for kpi in kept])
        return [FoundKpi(draft, kpi.rule) for draft, kpi in zip(drafts, kept, strict=True)]

    def _of_strand(self, strand: Strand) -> Iterator[FoundKpi]:
        """Levels that the sentences of a column state, beside which another column runs."""
        for start, end in split_strand(strand):
            words, span = strand.reading.text[start:end], strand.reading.span(start, end)
            index = max(0, self.around.index_at(span.start))
            setting = Setting(self.around.of_sentence(index, index).heading, dollar=self.around.dollar)
            for measure in read_measures(words, setting):
                name = ", ".join(filter(None, (name_metric(words, measure, setting), strand.name)))
                yield self._stated_kpi(index, span, words, measure, name, setting)

    def _of_grid(self, grid: Grid) -> list[FoundKpi]:
        index = self.around.index_at(grid.span.start)
        setting = self.around.of_grid(grid)
        measures = read_table(grid, setting)
        if measures:
            self._tabled.add(grid.span)
        return [self._tabled_kpi(measure, setting, index) for measure in measures]

    def _place(self, tiers: Tiers, found: list[FoundKpi]) -> None:
        """Tiers of a promised level belong to it, to the last before them first; others promise their own."""
        start = tiers.span.start
        fitting = [place for place, kpi in enumerate(found) if is_level_of(kpi.draft, tiers)]
        consequences = tuple(based(each, self._sums_around(tiers.span)) for each in tiers.consequences)
        if fitting:
            place = min(fitting, key=lambda place: distance_to(found[place].draft, start))
            draft, rule = found[place]
            quote = Quote.at(tiers.span, self.text, part="consequence")
            changed = {"consequences": (*draft.consequences, *consequences), "quotes": (*draft.quotes, quote)}
            found[place] = FoundKpi(draft.model_copy(update=changed), rule)
        elif tiers.target is not None:
            measure = TableMeasure(
                span=tiers.span,
                metric=tiers.metric,
                operator=tiers.operator,
                target=tiers.target,
                unit=tiers.unit,
                window=tiers.window,
                rule="tiers",
                confidence=0.6,
                consequences=consequences,
            )
            setting = self.around.of_grid(Grid((), ((Cell(*tiers.span, ""),),)))
            found.append(self._tabled_kpi(measure, setting, self.around.index_at(start)))

    def _sums_around(self, span: Span) -> str:
        """The words before and behind a table in which it may be said what its shares are shares of."""
        start = max(0, span.start - _SUM_REACH)
        before = self.around.read(Span(start, span.start)).text if start < span.start else ""
        end = min(len(self.text), span.end + _SUM_REACH)
        behind = self.around.read(Span(span.end, end)).text if span.end < end else ""
        return f"{behind} {before}"

    def _tabled_kpi(self, measure: TableMeasure, setting: Setting, index: int) -> FoundKpi:
        quotes = [Quote.at(measure.span, self.text)]
        if measure.heading is not None:
            quotes.append(Quote.at(measure.heading, self.text, part="header"))
        draft = KpiDraft(
            metric=measure.metric or "level",
            operator=measure.operator,
            target=measure.target,
            unit=measure.unit,
            window=measure.window,
            obligor=self.providers.of_table(setting.stem, self.around.clause_text(index)),
            consequences=measure.consequences,
            confidence=measure.confidence,
            origin=Origin.NLP,
            quotes=tuple(quotes),
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
        return split_at_tables(span, self._tabled.touching(span), self.text)

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
            if _is_credit(reading.text, measure):
                continue
            start, end = item_around(reading.text, position)
            start = max(start, statement_start(reading.text, position, self.providers.is_named))
            metric = name_metric(reading.text, measure, setting)
            yield self._stated_kpi(index, reading.span(start, end), reading.text, measure, metric, setting)

    def _stated_kpi(
        self, index: int, span: Span, words: str, measure: FoundMeasure, metric: str, setting: Setting
    ) -> FoundKpi:
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
            confidence=measure.confidence,
            origin=Origin.NLP,
            quotes=tuple(quotes),
        )
        return FoundKpi(draft, measure.rule)


def _is_credit(words: str, measure: FoundMeasure) -> bool:
    """Whether a span of time is one of fees: "a credit equal to one day of the monthly fee"."""
    quantity = measure.comparison.quantity
    return quantity.kind is QuantityKind.TIME and read_amount(words, quantity) is not None
