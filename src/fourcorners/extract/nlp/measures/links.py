"""Links: which of a contract's levels a remedy, a cap or a way of measuring belongs to."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence, Set
from functools import lru_cache
from typing import Final

from fourcorners.domain.kpi import KpiDraft
from fourcorners.domain.party import PartyDraft
from fourcorners.extract.nlp.measures.promises import Promise, fit, promise_of, stems_of
from fourcorners.extract.nlp.measures.quantities import Quantity, find_quantities
from fourcorners.extract.nlp.measures.remedies import Reach, Remedy
from fourcorners.extract.nlp.measures.surroundings import Surroundings

_NEAR: Final = 14
"""Sentences behind a level in which it is said what follows without naming it."""
_NEXT: Final = 6
"""Sentences before a paragraph without a number in which the level stands that it goes on from."""
_SHORTEST_NAME: Final = 4
_COMPARES: Final = frozenset("below above under over betwe great lower highe equal excee fewer".split())
_REMEDIES_BEHIND: Final = 60
"""Sentences behind a level of the body in which an article on remedies is on that level."""
_ACTS: Final = frozenset({"respo", "resol"})
"""What a time is given for: who is late with one may be in time with the other."""
_POINTS_BACK: Final = re.compile(
    r"\b(?:such|so|foregoing|above|aforesaid|aforementioned|same|these|those|thereof|said|(?:this|that)\s+(?:level|target|time|requirement|commitment|guarantee|standard|obligation))\b",
    re.I,
)
_SEVERITY: Final = re.compile(
    r"\b(?:severity|priority|class|sev|level)\s*(?:level\s*)?(?P<level>[1-5]|one|two|three|four|[A-D]\b)",
    re.I,
)
_REFERENCE: Final = re.compile(
    r"\b(?:levels?|targets?|standards?|requirements?|times?|limits?)\b[^.;,]{0,40}\b(?:clause|section|paragraph|article)\s+"
    r"(?P<label>\d{1,3}(?:\.\d{1,3}){0,3})",
    re.I,
)
_OPENING: Final = re.compile(
    r"\s*(?:if|where|when|whenever|should|in\s+the\s+event(?:\s+that)?)\s+(?:(?:the|any)\s+)?", re.I
)
_OF_SHARES: Final = re.compile(r"\b(?:percentages?|uptime|availability)\b", re.I)
"""What is measured in per cent and not in hours."""
_FAULT: Final = (
    r"\s+(?:shall\s+|has\s+)?(?:fail|does\s+not|do\s+not|breach|default|delay|is\s+late|notif|request)"
)


class Links:
    """The KPIs of a contract, to look up those that a statement means."""

    def __init__(self, around: Surroundings, drafts: Sequence[tuple[KpiDraft, bool]]) -> None:
        """`drafts` are the KPIs, each with whether it stands in a table."""
        self._around = around
        self.promises = [promise_of(around, *each, number) for number, each in enumerate(drafts)]
        self._places = [each.sentence for each in self.promises]
        self._by_attachment: dict[int | None, list[Promise]] = {}
        self._by_metric: dict[str, list[Promise]] = {}
        self._by_label: dict[tuple[int | None, str], list[Promise]] = {}
        for each in self.promises:
            self._by_attachment.setdefault(each.attachment, []).append(each)
            self._by_metric.setdefault(each.draft.metric, []).append(each)
            for label in around.labels_of(each.sentence):
                self._by_label.setdefault((each.attachment, label), []).append(each)
        self._metric_lengths = sorted({len(metric) for metric in self._by_metric}, reverse=True)
        self._faults = [
            (party.role, re.compile(rf"\b(?:{_any_name(party)}){_FAULT}", re.I))
            for party in around.tree.parties
        ]
        self._articles: dict[tuple[int, str], bool] = {}

    def meant_by(self, remedy: Remedy) -> dict[int, int]:
        """The numbers of the KPIs that a remedy follows on, each with how well its words fit."""
        trigger = remedy.consequence.trigger
        if referred := self._referred(remedy):
            return {each.number: fit(stems_of(trigger), each) + 1 for each in referred}
        at_fault = {role for role, pattern in self._faults if pattern.search(trigger)}
        within = [each for each in self._within(remedy) if not self._is_others_fault(at_fault, each)]
        words = stems_of(trigger)
        if severity := _SEVERITY.search(trigger):
            within = [each for each in within if _has_severity(each, severity["level"])]
        if acts := words & _ACTS:
            within = [each for each in within if not each.metric & _ACTS or each.metric & acts]
        if _OF_SHARES.search(trigger):
            within = [each for each in within if each.draft.unit.startswith("%")]
        if remedy.reach not in (Reach.NEAR, Reach.SECTION):
            return {each.number: fit(words, each) for each in within}
        exact = [each for each in within if _names_target(trigger, each)]
        if exact:
            best = max(_rank(each, remedy, words) for each in exact)
            return {each.number: fit(words, each) + 1 for each in exact if _rank(each, remedy, words) == best}
        scores = {each.number: fit(words, each) for each in within}
        return self._fitting(scores, within, remedy)

    def _fitting(self, scores: dict[int, int], within: list[Promise], remedy: Remedy) -> dict[int, int]:
        """Those that the words fit; where they fit none, the last before that they can point back to."""
        best = max(scores.values(), default=0)
        if best > 0:
            return {number: score for number, score in scores.items() if score * 2 >= best}
        before = [each for each in within if each.sentence <= remedy.sentence]
        if not before:
            return {}
        if remedy.reach is Reach.SECTION:
            return scores
        nearest = max(each.sentence for each in before)
        trigger = remedy.consequence.trigger
        points_back = _POINTS_BACK.search(trigger) or nearest == remedy.sentence
        return {
            each.number: 0
            for each in before
            if each.sentence == nearest and (points_back or _has_unit_of(trigger, each))
        }

    def _within(self, remedy: Remedy) -> list[Promise]:
        stem = self._around.tree.sentences[remedy.sentence].stem
        article = self._around.article_of(remedy.sentence if stem is None else stem)
        attachment = self._around.attachment_of(remedy.sentence)
        if remedy.reach is Reach.NEAR:
            spread = self._around.is_remedial(article)
            nearest = _NEXT if self._around.is_loose(article) else 0
            near = [
                each
                for each in self._soon_before(remedy, attachment if spread else None)
                if (each.article == article and remedy.sentence - _NEAR <= each.sentence <= remedy.sentence)
                or (0 <= remedy.sentence - each.sentence <= nearest and each.attachment == attachment)
                or (spread and each.attachment == attachment and self._is_just_behind(remedy, each))
                or (each.attachment == attachment and self._is_named_with_target(remedy, each))
            ]
            named = self._named(remedy.consequence.trigger)
            return near if not named or any(each in near for each in named) else named
        return [each for each in self.promises if self._reaches(remedy, each, article, attachment)]

    def _referred(self, remedy: Remedy) -> list[Promise]:
        """The levels of a clause that the trigger points to: "if the level in clause 3.3 is not reached"."""
        reference = _REFERENCE.search(remedy.consequence.trigger)
        if reference is None:
            return []
        attachment = self._around.attachment_of(remedy.sentence)
        return self._by_label.get((attachment, reference["label"]), [])

    def _named(self, trigger: str) -> list[Promise]:
        """The levels that the trigger opens with by their whole name, wherever they stand."""
        opening = _OPENING.match(trigger)
        if opening is None:
            return []
        said = trigger[opening.end() :]
        for length in self._metric_lengths:
            named = self._by_metric.get(said[:length], []) if _opens_with(said, length) else []
            if named:
                return named
        return []

    def _soon_before(self, remedy: Remedy, attachment: int | None) -> list[Promise]:
        """The levels soon before a remedy, and all of the attachment."""
        if attachment is not None:
            return self._by_attachment.get(attachment, [])
        first = bisect_left(self._places, remedy.sentence - _REMEDIES_BEHIND)
        return self.promises[first : bisect_right(self._places, remedy.sentence)]

    def _is_named_with_target(self, remedy: Remedy, promise: Promise) -> bool:
        """Whether the trigger soon behind a level names it and its figure."""
        trigger = remedy.consequence.trigger
        is_behind = 0 <= remedy.sentence - promise.sentence <= _REMEDIES_BEHIND
        return is_behind and bool(stems_of(trigger) & promise.metric) and _names_target(trigger, promise)

    def _is_just_behind(self, remedy: Remedy, promise: Promise) -> bool:
        """Whether an article on remedies is on the level: in its attachment, or soon behind and naming it."""
        if promise.attachment is not None:
            return True
        names = stems_of(remedy.consequence.trigger) & promise.metric
        return bool(names) and 0 <= remedy.sentence - promise.sentence <= _REMEDIES_BEHIND

    def _reaches(self, remedy: Remedy, promise: Promise, article: int, attachment: int | None) -> bool:
        match remedy.reach:
            case Reach.ATTACHMENT:
                return attachment in (None, promise.attachment)
            case Reach.STANDARDS:
                return promise.is_tabled and promise.attachment == attachment
            case Reach.NAMED:
                return self._is_called(promise, remedy.name, article)
        return promise.article == article

    def _is_called(self, promise: Promise, name: str, article: int) -> bool:
        """Whether the article of a KPI calls its levels by that name."""
        if promise.article == article:
            return True
        key = (promise.article, name)
        if key not in self._articles:
            pattern = re.compile(r"\s+".join(map(re.escape, name.split())), re.I)
            heading = self._around.of_sentence(promise.sentence, promise.sentence).heading
            text = self._around.clause_text(promise.sentence)
            self._articles[key] = bool(pattern.search(text) or pattern.search(heading))
        return self._articles[key]

    def _is_others_fault(self, at_fault: Set[str], promise: Promise) -> bool:
        """Whether the trigger is a miss of a party that does not promise the level."""
        obligor = promise.draft.obligor
        if obligor is None or obligor not in {role for role, _ in self._faults}:
            return False
        return bool(at_fault) and obligor not in at_fault


def _opens_with(said: str, length: int) -> bool:
    """Whether words may open with a name so long: with a capital, as defined terms and rows of tables."""
    return said[:1].isupper() and length >= _SHORTEST_NAME and not said[length : length + 1].isalnum()


def _any_name(party: PartyDraft) -> str:
    return "|".join(re.escape(name) for name in (party.role, *party.names) if len(name) > 1)


def _rank(promise: Promise, remedy: Remedy, words: frozenset[str]) -> tuple[bool, int, int]:
    """Of levels with one figure: those before the remedy first, then those that fit best, then the last."""
    return promise.sentence <= remedy.sentence, fit(words, promise), promise.sentence


def _has_severity(promise: Promise, level: str) -> bool:
    """Whether a KPI is of that severity, or of none."""
    named = _SEVERITY.search(promise.draft.metric)
    return named is None or named["level"].lower() == level.lower()


def _has_unit_of(trigger: str, promise: Promise) -> bool:
    """Whether the trigger is a level and no more, in the unit of what is promised: "below 98%"."""
    quantities = _quantities(trigger)
    return any(each.unit == promise.draft.unit for each in quantities) and not stems_of(trigger) - _COMPARES


@lru_cache(maxsize=64)
def _quantities(trigger: str) -> tuple[Quantity, ...]:
    return tuple(find_quantities(trigger))


def _names_target(trigger: str, promise: Promise) -> bool:
    """Whether the trigger names the figure that is promised."""
    return any(
        quantity.value == promise.draft.target
        and (quantity.unit == promise.draft.unit or promise.draft.unit.startswith(quantity.unit or "-"))
        for quantity in _quantities(trigger)
    )
