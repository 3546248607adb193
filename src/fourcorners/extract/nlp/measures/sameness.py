"""Sameness: whether two places of a contract speak of the same level."""

import re
from collections.abc import Sequence
from typing import Final

from fourcorners.domain.kpi import KpiDraft
from fourcorners.extract.nlp.measures.implied_levels import IMPLIED, is_repetition
from fourcorners.extract.nlp.measures.levels import nearest_level
from fourcorners.extract.nlp.measures.tiers import Tiers

_WORD: Final = re.compile(r"[A-Za-z]{3,}")
_IN_ANY_NAME: Final = frozenset(
    "the and for per rate rates level levels service services percentage percent month monthly quarter "
    "quarterly annual year yearly time times actual target".split()
)
"""Words that tell no metric from another."""


def is_said_elsewhere(kpi: tuple[KpiDraft, str], found: Sequence[tuple[KpiDraft, str]]) -> bool:
    """Whether a level that a condition implies has a target elsewhere: then the condition is a tier of it.

    Each KPI comes with the rule that found it.
    """
    draft, rule = kpi
    if rule != IMPLIED:
        return False
    if is_repetition(draft, found):
        return True
    level = nearest_level(draft.metric, "", strong_only=True)
    if level is None:
        return False
    said = _telling_words(level.word)
    return any(
        other_rule != IMPLIED
        and other.unit == "%"
        and (level.word.lower() in other.metric.lower() or said & _telling_words(other.metric))
        for other, other_rule in found
    )


def is_level_of(draft: KpiDraft, tiers: Tiers) -> bool:
    """Whether a KPI promises the level that tiers step down from: the same metric, and no other number.

    A heading that names no level ("Percentage") fits any metric with that number.
    """
    if draft.unit != tiers.unit or tiers.target not in (None, draft.target):
        return False
    if _telling_words(draft.metric) & _telling_words(tiers.metric):
        return True
    return tiers.target is not None and nearest_level(tiers.metric, "", strong_only=True) is None


def _telling_words(metric: str) -> set[str]:
    """The words of a metric's name; availability and uptime are one."""
    words = {word.lower() for word in _WORD.findall(metric)} - _IN_ANY_NAME
    return words | {"availability"} if words & {"uptime", "available"} else words


def distance_to(draft: KpiDraft, position: int) -> tuple[bool, int]:
    """How far a KPI stands from a place; those behind it come last."""
    start = draft.quotes[0].start or 0
    return start > position, abs(start - position)
