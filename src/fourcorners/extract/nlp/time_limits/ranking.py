"""All the time limits of a sentence, put together and in order."""

import re
from bisect import bisect_right
from itertools import accumulate
from typing import Final

from fourcorners.domain.deadline import DeadlineKind, Direction
from fourcorners.extract.nlp.time_limits.continuities import find_continuities
from fourcorners.extract.nlp.time_limits.due_dates import find_due_dates
from fourcorners.extract.nlp.time_limits.events import find_events
from fourcorners.extract.nlp.time_limits.frequencies import find_frequencies
from fourcorners.extract.nlp.time_limits.haste import find_haste
from fourcorners.extract.nlp.time_limits.notices import find_open_notices
from fourcorners.extract.nlp.time_limits.offsets import find_offsets
from fourcorners.extract.nlp.time_limits.ordinal_days import find_ordinal_days
from fourcorners.extract.nlp.time_limits.recurrences import find_recurrences
from fourcorners.extract.nlp.time_limits.subordination import Aside, AsideKind, find_asides
from fourcorners.extract.nlp.time_limits.time_limit import Strength, TimeLimit

_FINDERS: Final = (
    find_offsets,
    find_ordinal_days,
    find_due_dates,
    find_recurrences,
    find_frequencies,
    find_haste,
    find_events,
    find_open_notices,
    find_continuities,
)
_UNLESS: Final = re.compile(
    r"unless\b[^.;]{0,300}?\b(?:notice|notif\w+|requests?|elects?|renew\w*|terminated?)\b", re.IGNORECASE
)
_RENEWS: Final = re.compile(r"\b(?:renew|extend|continue)\w*", re.IGNORECASE)
_LINK: Final = re.compile(
    r"\s?,?\s?\(?(?:(?:and|but|or),?\s)?(?:in\s(?:any|all|every)\s(?:event|case),?\s|in\sno\s(?:event|case)\s(?=more))?",
    re.IGNORECASE,
)


def find_time_limits(sentence: str) -> list[TimeLimit]:
    """Find all the time limits of a one-line sentence, the one that binds most first.

    Those in a condition, a proviso, a bracket or a relative clause come last and carry its place.

    >>> [found.deadline.text for found in find_time_limits("Promptly, and within 5 days, Host shall reply.")]
    ['Promptly, and within 5 days']
    """
    found = [each for finder in _FINDERS for each in finder(sentence)]
    judged = _with_asides(_without_parts(found), find_asides(sentence), sentence)
    return sorted(_joined(judged, sentence), key=lambda each: (each.is_aside, -each.strength, each.start))


def _without_parts(found: list[TimeLimit]) -> list[TimeLimit]:
    """Drop what stands inside a longer limit: "each month" in "30 days after the end of each month"."""
    kept: list[TimeLimit] = []
    holder: TimeLimit | None = None
    for each in sorted(found, key=lambda each: (each.start, -each.end, -each.strength)):
        if holder and each.start > holder.start and each.end <= holder.end:
            continue
        kept.append(each)
        if each.strength >= Strength.LASTING and (holder is None or each.end > holder.end):
            holder = each
    return kept


def _with_asides(found: list[TimeLimit], asides: list[Aside], sentence: str) -> list[TimeLimit]:
    """Mark what stands in an aside: of those that begin before it, the one that reaches farthest."""
    starts = [aside.span.start for aside in asides]
    farthest = list(accumulate(asides, _farther))
    judged = []
    for each in found:
        index = bisect_right(starts, each.start) - 1
        aside = farthest[index] if index >= 0 else None
        inside = aside is not None and each.start < aside.span.end
        if aside is not None and inside and not _is_non_renewal(each, aside, sentence):
            judged.append(each._replace(aside=aside.span))
        else:
            judged.append(each)
    return judged


def _farther(one: Aside, other: Aside) -> Aside:
    return one if one.span.end >= other.span.end else other


def _is_non_renewal(found: TimeLimit, aside: Aside, sentence: str) -> bool:
    """ "renews unless a party gives notice at least 60 days before the end": the right not to renew."""
    if aside.kind is not AsideKind.CONDITION or not found.deadline.offset:
        return False
    if not _UNLESS.match(sentence, aside.span.start):
        return False
    is_before = found.deadline.direction is Direction.BEFORE
    return is_before or _RENEWS.search(sentence, 0, aside.span.start) is not None


def _joined(found: list[TimeLimit], sentence: str) -> list[TimeLimit]:
    """Join "as soon as practicable after execution, but in any event within ten days" to one limit."""
    spans = {each.start: each for each in found if each.deadline.offset}
    joined: list[TimeLimit] = []
    taken: set[int] = set()
    for each in found:
        link = _LINK.match(sentence, each.end)
        is_open = each.deadline.kind is DeadlineKind.RELATIVE and not each.deadline.offset
        other = spans.get(link.end()) if link and is_open else None
        if other is None:
            joined.append(each)
            continue
        taken.add(other.start)
        changes = {
            "text": sentence[each.start : other.end],
            "anchor": other.deadline.anchor or each.deadline.anchor,
        }
        deadline = other.deadline.model_copy(update=changes)
        joined.append(TimeLimit(each.start, other.end, deadline, other.strength, each.aside))
    return [each for each in joined if each.start not in taken or not each.deadline.offset]
