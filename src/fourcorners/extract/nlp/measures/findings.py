"""Findings: the KPIs of a contract, put together from sentences, listings and tables."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Final, NamedTuple
import re

from fourcorners.domain.clause import ClauseKind, ClauseTree, SentenceKind
from fourcorners.domain.document import Document
from fourcorners.domain.evidence import Quote
from fourcorners.domain.kpi import Consequence, KpiDraft
from fourcorners.domain.proof import Origin
from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.measures.candidates import FoundMeasure, Setting
from fourcorners.extract.nlp.measures.cells import is_level_label
from fourcorners.extract.nlp.measures.consequences import read_consequences
from fourcorners.extract.nlp.measures.grids import Grid, find_grids
from fourcorners.extract.nlp.measures.items import item_around
from fourcorners.extract.nlp.measures.listings import read_listing, split_listing
from fourcorners.extract.nlp.measures.names import name_metric
from fourcorners.extract.nlp.measures.providers import Providers
from fourcorners.extract.nlp.measures.readings import read_measures
from fourcorners.extract.nlp.measures.tables import TableMeasure, read_table
from fourcorners.extract.nlp.measures.tiers import Tiers, read_tiers
from fourcorners.extract.nlp.obligors import Roles


class FoundKpi(NamedTuple):
    """A draft and the reasoning that found it."""

    draft: KpiDraft
    rule: str


_LOOK_BACK: Final = 12
_SHORT: Final = 80
_LONGEST_NAME: Final = 160
_BEGINS_WITH_VALUE: Final = re.compile(r"[<>≤≥~]?\s*[$€£]?\d|(?:one|two|three|four|five|six|eight|ten|twelve|next|same)\b", re.I)
_NAMES_VALUE: Final = re.compile(r":\W*$|^\W*\d")
"""A heading that is the name of one value, or a value: not what announces values."""
_LOOK_AHEAD: Final = 7
_LONGEST_STEM: Final = 500
_ANNOUNCES: Final = re.compile(r"\b(?:the\s+following|as\s+follows|below|schedule\s+of|set\s+(?:forth|out))\b|:\s*$", re.I)
_ANNOUNCES_LEVELS: Final = re.compile(
    r"\b(?:least|less\s+than|minimum|exceed|more\s+than|greater\s+than|within)\s+(?:the\s+)?(?:amounts?\s+)?(?:following|times?\s+set)|"
    r"\bfollowing\s+(?:[\w-]+\s+){0,4}(?:levels?|times?|availability|uptime|minimums?|targets?|quotas?|commitments?|li(?:fe|ves)|standards?|slas?|schedule)\b",
    re.I,
)
_CUE: Final = re.compile(
    r"%|\bper\s?cent|\b(?:milli)?seconds?\b|\bminutes?\b|\bhours?\b|\bdays?\b|\bmonths?\b|\bweeks?\b|\bleast\b|\bminimum\b|\b(?:less|fewer|more|greater|lower|longer|higher)\b|"
    r"\bexceed|\bmaximum\b|\b(?:per|each|every)\b|\btargets?\b|\byear|\bms\b|[≥≤<>]",
    re.I,
)
_SILENT: Final = {ClauseKind.RECITAL, ClauseKind.SIGNATURE}


def find_kpis(document: Document, tree: ClauseTree) -> list[FoundKpi]:
    """Every KPI of a document with the rule that found it, in text order."""
    return _Finder(document, tree).find()


class _Finder:
    def __init__(self, document: Document, tree: ClauseTree) -> None:
        self.text = document.text
        self.tree = tree
        self.providers = Providers(Roles(tree.parties), document.text)
        self.grids = find_grids(document)
        self._starts = [sentence.start for sentence in tree.sentences]
        self._hole_ends = [hole.end for hole in tree.furniture]
        self._certain = [table.span for table in document.tables]
        self._taken: list[Span] = []

    def find(self) -> list[FoundKpi]:
        found = [kpi for grid in self.grids for kpi in self._from_grid(grid)]
        for index, sentence in enumerate(self.tree.sentences):
            if self.tree.clauses[sentence.clause].kind not in _SILENT:
                found += self._from_sentence(index)
        return sorted(found, key=lambda kpi: kpi.draft.quotes[0].start or 0)

    def _read(self, span: Span) -> Reading:
        first = bisect_left(self._hole_ends, span.start)
        holes = []
        for hole in self.tree.furniture[first:]:
            if hole.start >= span.end:
                break
            holes.append(hole)
        return Reading.of(self.text, span, holes)

    def _from_grid(self, grid: Grid) -> Iterator[FoundKpi]:
        index = bisect_right(self._starts, grid.span.start) - 1
        setting = self._setting_of_grid(grid, index)
        tiers = read_tiers(grid)
        measures = [] if tiers is not None else read_table(grid, setting)
        if tiers is not None and tiers.target is not None:
            measures = [
                TableMeasure(grid.span, tiers.metric, tiers.operator, tiers.target, "%", self._window(tiers, setting), "tiers", 0.6)
            ]
        if measures or tiers:
            self._taken.append(grid.span)
        consequences = [(each, None) for each in tiers.consequences] if tiers else self._consequences(index + 1, index)
        for measure in measures:
            own = [(each, None) for each in measure.consequences]
            yield self._draft_of_cell(measure, setting, index, [*own, *consequences])

    def _window(self, tiers: Tiers, setting: Setting) -> str | None:
        from fourcorners.extract.nlp.measures.windows import find_windows
        for words in (tiers.metric, tiers.heading, setting.stem):
            if windows := find_windows(words):
                return windows[-1].iso
        return None

    def _setting_of_grid(self, grid: Grid, index: int) -> Setting:
        before = self._read(Span(max(0, grid.span.start - 400), grid.span.start)).text if grid.span.start else ""
        heading = ""
        if 0 <= index < len(self.tree.sentences):
            heading = self.tree.heading_path(self.tree.sentences[index].clause, self.text)
        header = " ".join(cell.text for cell in grid.header)
        return Setting(heading, f"{before[-300:]} {header}", header)

    def _draft_of_cell(self, measure: TableMeasure, setting: Setting, index: int, consequences: list[tuple[Consequence, Span | None]]) -> FoundKpi:
        quotes = [Quote.at(measure.span, self.text)]
        if measure.heading is not None:
            quotes.append(Quote.at(measure.heading, self.text, part="header"))
        above = setting.stem.removesuffix(setting.introduction)
        obligor = self.providers.find(above, len(above), around=self._around(index))
        draft = KpiDraft(
            metric=measure.metric or "level",
            operator=measure.operator,
            target=measure.target,
            unit=measure.unit,
            window=measure.window,
            obligor=obligor,
            consequences=tuple(consequence for consequence, _ in consequences),
            confidence=measure.confidence,
            origin=Origin.NLP,
            quotes=(*quotes, *self._proofs(consequences, measure.span)),
        )
        return FoundKpi(draft, measure.rule)

    def _from_sentence(self, index: int) -> Iterator[FoundKpi]:
        sentence = self.tree.sentences[index]
        for span in self._free(sentence.span):
            named = self._with_name(index, span)
            if not _CUE.search(named.of(self.text)):
                continue
            setting = self._setting(index, index if named == span else index - 1)
            span = named
            listed = list(self._listed(span, setting)) 
            if listed:
                for piece, reading, measure in listed:
                    yield self._draft(index, piece, reading.text, measure, setting)
                continue
            if sentence.kind is SentenceKind.HEADING:
                continue
            reading = self._read(span)
            for measure in read_measures(reading.text, setting):
                start, end = item_around(reading.text, measure.comparison.start)
                yield self._draft(index, reading.span(start, end), reading.text, measure, setting)

    def _free(self, span: Span) -> list[Span]:
        """What is left of a sentence outside of the tables."""
        pieces = [span]
        for taken in self._taken:
            if taken.overlap(span):
                pieces = [
                    part.trimmed(self.text)
                    for piece in pieces
                    for part in (Span(piece.start, min(piece.end, taken.start)), Span(max(piece.start, taken.end), piece.end))
                    if part.start < part.end
                ]
        return [piece for piece in pieces if piece.start < piece.end]

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

    def _listed(self, span: Span, setting: Setting) -> Iterator[tuple[Span, Reading, FoundMeasure]]:
        for start, end in split_listing(span.of(self.text)):
            piece = Span(span.start + start, span.start + end).trimmed(self.text)
            if piece.length > 300 or not _CUE.search(piece.of(self.text)) and "$" not in piece.of(self.text):
                continue
            reading = self._read(piece)
            measure = read_listing(reading.text, setting)
            if measure is not None:
                yield piece, reading, measure

    def _setting(self, index: int, first: int) -> Setting:
        sentence = self.tree.sentences[index]
        heading = self.tree.heading_path(sentence.clause, self.text)
        stems: list[str] = []
        stem = sentence.stem
        while stem is not None and len(stems) < 4:
            stems.append(self._read(self.tree.sentences[stem].span).text)
            stem = self.tree.sentences[stem].stem
        return Setting(heading, " ".join(reversed(stems))[-_LONGEST_STEM:], self._introduction(first))

    def _introduction(self, index: int) -> str:
        """The heading above and the earlier sentence below it that announces levels, else one that announces anything."""
        second = ""
        for earlier in range(index - 1, max(-1, index - _LOOK_BACK - 1), -1):
            sentence = self.tree.sentences[earlier]
            words = self._read(sentence.span).text
            if sentence.kind is SentenceKind.HEADING:
                if not _NAMES_VALUE.search(words) and not is_level_label(words):
                    return f"{words}: {second}"
            elif _ANNOUNCES_LEVELS.search(words):
                return words[-_LONGEST_STEM:]
            elif not second and _ANNOUNCES.search(words):
                second = words[-_LONGEST_STEM:]
        return second

    def _top(self, index: int) -> int:
        clause = self.tree.sentences[index].clause
        while (parent := self.tree.clauses[clause].parent) is not None and self.tree.clauses[parent].kind is not ClauseKind.ATTACHMENT:
            clause = parent
        return clause

    def _draft(self, index: int, span: Span, words: str, measure: FoundMeasure, setting: Setting) -> FoundKpi:
        consequences = self._consequences(index, index)
        quantity = measure.comparison.quantity
        quotes = [Quote.at(span, self.text)]
        stem = self.tree.sentences[index].stem
        if stem is not None:
            quotes.append(Quote.at(self.tree.sentences[stem].span, self.text, part="stem"))
        draft = KpiDraft(
            metric=name_metric(words, measure, setting) or "level",
            operator=measure.operator,
            target=quantity.value,
            unit=measure.unit,
            window=measure.window,
            obligor=self.providers.find(words, measure.comparison.start, setting.stem or setting.introduction, self._around(index)),
            consequences=tuple(consequence for consequence, _ in consequences),
            confidence=measure.confidence,
            origin=Origin.NLP,
            quotes=(*quotes, *self._proofs(consequences, span)),
        )
        return FoundKpi(draft, measure.rule)

    def _around(self, index: int) -> str:
        if not 0 <= index < len(self.tree.sentences):
            return self.text[:20000]
        top = self.tree.clauses[self._top(index)]
        return self.text[top.start : min(top.end, top.start + 20000)]

    def _consequences(self, index: int, home: int) -> list[tuple[Consequence, Span | None]]:
        """What the sentence and those after it in its clause say follows."""
        found: list[tuple[Consequence, Span | None]] = []
        for later in range(max(0, index), min(len(self.tree.sentences), index + _LOOK_AHEAD)):
            if home >= 0 and self._top(later) != self._top(home):
                break
            sentence = self.tree.sentences[later]
            for consequence in read_consequences(self._read(sentence.span).text):
                found.append((consequence, sentence.span))
        return found[:8]

    def _proofs(self, consequences: list[tuple[Consequence, Span | None]], own: Span) -> list[Quote]:
        spans = dict.fromkeys(span for _, span in consequences if span is not None and span != own)
        return [Quote.at(span, self.text, part="consequence") for span in spans]
