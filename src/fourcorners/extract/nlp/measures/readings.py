"""Measures read from one sentence: which of its comparisons state a promised level."""

import re
from typing import Final

from fourcorners.extract.nlp.measures.candidates import (
    NO_SETTING,
    Candidate,
    FoundMeasure,
    Setting,
    find_candidates,
)
from fourcorners.extract.nlp.measures.counted_levels import read_counted_level
from fourcorners.extract.nlp.measures.implied_levels import read_implied_level
from fourcorners.extract.nlp.measures.promptness import read_promptness
from fourcorners.extract.nlp.measures.quantities import QuantityKind
from fourcorners.extract.nlp.measures.schedules import read_scheduled
from fourcorners.extract.nlp.measures.service_times import read_service_time
from fourcorners.extract.nlp.measures.shares import read_share
from fourcorners.extract.nlp.measures.volumes import read_volume

_RULES: Final = (
    read_share,
    read_service_time,
    read_promptness,
    read_counted_level,
    read_volume,
    read_scheduled,
    read_implied_level,
)


def read_measures(text: str, setting: Setting = NO_SETTING) -> list[FoundMeasure]:
    """The promised levels that a sentence states, in its order.

    >>> [measure.comparison.quantity.value for measure in read_measures("Uptime shall be at least 99.9%.")]
    [99.9]
    """
    measures: list[FoundMeasure] = []
    for candidate in find_candidates(text, setting):
        if candidate.is_waived:
            continue
        measure = next(filter(None, (rule(candidate) for rule in _RULES)), None)
        if measure is None and measures:
            measure = _continued(candidate, measures[-1])
        if measure is not None:
            measures.append(measure)
    levels: list[FoundMeasure] = []
    for measure in measures:
        if not any(_qualifies(measure, level, text) for level in levels):
            levels.append(measure)
    return levels


def _continued(candidate: Candidate, previous: FoundMeasure) -> FoundMeasure | None:
    """ "Within one hour for critical issues; for all others, within four hours": the verb is said once."""
    comparison, before = candidate.comparison, previous.comparison
    if comparison.quantity.kind is not before.quantity.kind or comparison.conditional:
        return None
    if comparison.operator not in (before.operator, None) or comparison.quantity.kind is QuantityKind.COUNT:
        return None
    between = candidate.text[before.end : comparison.start]
    if not _GOES_ON.fullmatch(_TIME_LIMIT.sub("", between)):
        return None
    return candidate.measure(previous.operator, previous.rule, previous.confidence * 0.8)


def _qualifies(measure: FoundMeasure, level: FoundMeasure, text: str) -> bool:
    """Whether a quantity only says more about a level before it: "5 seconds in at least 90% of all cases".

    Of a share and a time, what is said first is the level: "80% of calls within 20 seconds" promises 80%.
    """
    between = text[level.comparison.end : measure.comparison.start]
    if len(between) > _QUALIFIER_REACH:
        return False
    kinds = (level.comparison.quantity.kind, measure.comparison.quantity.kind)
    if kinds == (QuantityKind.SHARE, QuantityKind.TIME) and not _SECOND_VERB.search(between):
        return _SHARE_OF.match(text, level.comparison.end) is not None
    if _NEW_STATEMENT.search(between):
        return False
    if kinds[1] is QuantityKind.SHARE and kinds[0] is not QuantityKind.SHARE:
        return bool(_IN_SHARE.search(between))
    return (
        kinds == (QuantityKind.COUNT, QuantityKind.TIME)
        and between.rstrip().endswith(" of")
        and not _NAMED_TIME.search(between)
    )


_QUALIFIER_REACH: Final = 140
_NEW_STATEMENT: Final = re.compile(r"[;:]|\.\s|\b(?:shall|will|must|may)\b", re.I)
_TIME_LIMIT: Final = re.compile(r"\bwithin\s+[\w\s()-]{1,30}?\b(?:seconds|minutes|hours?|days?)\b", re.I)
_GOES_ON: Final = re.compile(
    r"[\s,;)]*(?:\b(?:for|of|on|to|in|during)\s+[\w\s/'’-]{1,50})?[\s,;)]*(?:and|or|but|,|;)\s*(?:(?:for|of|on|to)\s+[\w\s/'’-]{1,50},?)?[\s(]*",
    re.I,
)
_NAMED_TIME: Final = re.compile(r"\b(?:rto|rpo|mttr|times?|latency|objective)\s+of\s*$", re.I)
_SECOND_VERB: Final = re.compile(r"[;:]|\.\s|\b(?:and|but)\b[^.;]{0,60}\b(?:shall|will|must|may)\b", re.I)
_IN_SHARE: Final = re.compile(r"\b(?:in|for|on|of)\s*$", re.I)
_SHARE_OF: Final = re.compile(r"\s*\)?\s*(?:of|for)\b", re.I)
