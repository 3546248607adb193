"""Limits that are a span counted from an event: "within thirty (30) days after receipt of the invoice"."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.deadline import Direction
from fourcorners.extract.nlp.time_limits.counting import after_event, before_event, counted, end_of_span
from fourcorners.extract.nlp.time_limits.notices import read_notice_of_span, read_span_notice
from fourcorners.extract.nlp.time_limits.stretches import Stretch, find_stretches
from fourcorners.extract.nlp.time_limits.time_limit import Strength, TimeLimit, continuous, recurring

_NAMED: Final = re.compile(r"\s\((?:each,?\s)?(?:an?\s|the\s)?[\"“][^\"”()]{1,60}[\"”]\)")
_PERIOD: Final = re.compile(r"\s(?:period|block|increment|interval)s?\b", re.IGNORECASE)
_RATE: Final = re.compile(r"\s?(?:an?|per|each|every|/)\s?(?:day|week|month|quarter|year)\b", re.IGNORECASE)
_OTHER_NOUN: Final = re.compile(
    r"[\s-](?:supply|worth|warranty|trial|cure|grace|salary|advance\spayment)\b", re.IGNORECASE
)
_HAVE: Final = re.compile(
    r"\bha(?:ve|s|ving)\s(?:a\s(?:period|maximum)\sof\s|up\sto\s|only\s|an\sadditional\s)?$", re.IGNORECASE
)
_TO_ACT: Final = (" to ", " in which to ", " within which to ")
_KEEPS: Final = re.compile(r"\b(?:retain|keep|kept|preserve|maintain|archive)(?:s|ed|ing)?\b", re.IGNORECASE)
_BARE_CUES: Final = {"in", "at least", "by"}
"""Cues that make a limit of a span that ends its clause: "in 30 days."."""


def find_offsets(sentence: str) -> Iterator[TimeLimit]:
    """Find the spans that are counted from an event, and those that a duty lasts or comes back after."""
    keeps = _KEEPS.search(sentence)
    for stretch in find_stretches(sentence):
        if _RATE.match(sentence, stretch.end) or _OTHER_NOUN.match(sentence, stretch.end):
            continue
        found = read_span_notice(sentence, stretch) or _read(
            sentence, stretch, is_kept=keeps is not None and keeps.start() < stretch.start
        )
        if found:
            yield found


def _read(sentence: str, stretch: Stretch, *, is_kept: bool) -> TimeLimit | None:
    if not stretch.has_unit and (stretch.cue is None or stretch.is_cued("lasting")):
        return None
    if stretch.is_cued("each"):
        is_block = _PERIOD.match(sentence, stretch.end) is not None
        span = (stretch.cue_start, stretch.end)
        return None if is_block else recurring(sentence, span, stretch.iso, Strength.EVERY_SPAN)
    if stretch.is_cued("lasting"):
        return _lasting(sentence, stretch)
    if stretch.is_cued("least") and is_kept and end_of_span(sentence, stretch):
        return _lasting(sentence, stretch)
    return read_notice_of_span(sentence, stretch) or _counted(sentence, stretch)


def _counted(sentence: str, stretch: Stretch) -> TimeLimit | None:
    """A span with its direction and event: "at least ten days before delivery"."""
    named = _NAMED.match(sentence, stretch.end)
    stretch = stretch._replace(end=named.end()) if named else stretch
    if _HAVE.search(sentence[max(0, stretch.start - 40) : stretch.start]):
        return _time_to_act(sentence, stretch)
    is_certain = stretch.is_cued("within")
    found = before_event(sentence, stretch, stretch.end) or after_event(
        sentence, stretch, stretch.cue_start, is_certain=is_certain
    )
    if found or not (is_certain or _ends_clause(sentence, stretch)):
        return found
    return counted(sentence, stretch, Direction.AFTER, _past_period(sentence, stretch), None)


def _time_to_act(sentence: str, stretch: Stretch) -> TimeLimit | None:
    """ "shall have thirty (30) days from receipt to object": the span without "have"."""
    found = after_event(sentence, stretch, stretch.start, is_certain=False)
    if found or not sentence.startswith(_TO_ACT, stretch.end):
        return found
    return counted(sentence, stretch._replace(cue_start=stretch.start), Direction.AFTER, stretch.end, None)


def _ends_clause(sentence: str, stretch: Stretch) -> bool:
    is_bare = stretch.cue is not None and stretch.cue["cue"].lower() in _BARE_CUES and stretch.iso is not None
    return is_bare and sentence[stretch.end : stretch.end + 1] in {"", ".", ";", ","}


def _lasting(sentence: str, stretch: Stretch) -> TimeLimit:
    """ "for three years after termination": how long a duty holds, without an offset."""
    end = end_of_span(sentence, stretch) or _past_period(sentence, stretch)
    return continuous(sentence, (stretch.cue_start, end), Strength.LASTING)


def _past_period(sentence: str, stretch: Stretch) -> int:
    period = _PERIOD.match(sentence, stretch.end)
    return period.end() if period else stretch.end
