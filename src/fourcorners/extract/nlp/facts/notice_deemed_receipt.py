"""How long after it is sent a notice counts as received."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.evidence import Quote
from fourcorners.domain.period import Period, PeriodUnit
from fourcorners.domain.variable import DurationValue, VariableDraft
from fourcorners.extract.nlp.facts.notice_modes import Mode, NamedMode, find_modes
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, beginning_with
from fourcorners.values.numbers import find_ordinals
from fourcorners.values.periods import find_periods

NAME: Final = "notice_deemed_receipt"
MODE: Final = "mode"
"""The part of the evidence that names the way of sending that the time belongs to."""

_DEEMED: Final = any_of(
    "deemed", "effective", "considered", "presumed", "conclusive(?:ly)?",
    r"(?:be|been|is|are) (?:\w+ ){0,2}?(?:given|received|served|delivered|made)",
    "take effect", "receipt",
)  # fmt: skip
_SENDING: Final = (
    r"(?:mail\w*|post(?:ed|ing|mark\w*)?|deposit\w*|sen[dt]\w*|dispatch\w*|deliver\w*|transmi\w+|consign\w*|couriers?|"
    r"plac\w+|being|such|it|thereof|thereafter|having|registration|the same|fax\w*)"
)
_AFTER: Final = beginning_with(
    rf"['’]?s?['’]?,? ?(?:\([^()]{{1,30}}\) ?)?(?:after|following|from|of|"
    rf"subsequent to)(?: (?:the )?(?:date|day|time))?(?: (?:of|that|on which|it|when))?"
    rf"(?: \w+){{0,4}}? ?\b{_SENDING}\b",
    r"['’]?,? (?:thereafter|later|after(?=[ ,;.]))",
)
_DAY_AFTER: Final = re.compile(
    r"(?:\([^()]{1,6}\) )?(?:(?P<business>business|working|banking) )?(?:calendar )?day(?P<rest>[^.;]{0,80})",
    re.IGNORECASE,
)
_NEXT_DAY: Final = re.compile(
    r"(?:the )?(?:next|following) (?:\(1st\) )?(?P<business>business |working )?day\b(?! (?:delivery|"
    r"service|air|courier))|"
    r"the (?P<after>business |working )?day (?:after|following)\b",
    re.IGNORECASE,
)
_BREAK: Final = re.compile(r"[,;]|\b(?:and|or)\b")
_UNITS: Final = frozenset({PeriodUnit.HOUR, PeriodUnit.DAY, PeriodUnit.WEEK})
_NOT_RECEIPT: Final = any_of(
    r"(?:change|changes) (?:of|in) address", "cure", r"terminat\w+", r"respon(?:d|se)",
    "confirm(?:ed|ing)? (?:copy|by mail)",
    r"(?:mailed|sent|dispatched|delivered|posted) (?:by \w+ )?within", r"followed\b[^.;]{0,50}?\bwithin",
    "business hours of",
    "for delivery on", r"not (?:on )?a (?:business|working) day", r"(?:business|working|office) hours",
    "other than a business",
)  # fmt: skip
_SLOWEST: Final = 0.9
_OTHER: Final = 0.8
_HOURS: Final = {PeriodUnit.HOUR: 1.0, PeriodUnit.DAY: 24.0, PeriodUnit.WEEK: 168.0}
_LONGEST_HOURS: Final = 40 * 24
_NEAR: Final = 180
_VERB: Final = re.compile(r"(?:mail|post)(?:ed|ing)", re.IGNORECASE)
_SENT_MODES: Final = frozenset(Mode) - {Mode.WRITING, Mode.HAND}


class _Receipt(NamedTuple):
    passage: Passage
    start: int
    end: int
    period: Period
    mode: NamedMode | None


def deemed_receipts(sentences: list[Passage], passages: Passages) -> list[VariableDraft]:
    """One answer for each time that differs, the slowest way of sending first and with most confidence.

    The evidence of each has a part "mode", the words that name its way of sending, where the contract names
    one. A notice that counts only when it is received has no time and no answer.
    """
    slowest: dict[str, _Receipt] = {}
    for passage in sentences:
        if _is_of_receipt(passage, passages):
            for receipt in _receipts(passage):
                slowest.setdefault(receipt.period.iso, receipt)
    ordered = sorted(slowest.values(), key=lambda receipt: -_hours(receipt.period))
    return [
        _draft(receipt, _OTHER if rank else _SLOWEST, passages) for rank, receipt in enumerate(ordered[:4])
    ]


def _is_of_receipt(passage: Passage, passages: Passages) -> bool:
    if _DEEMED.search(passage.text):
        return True
    stem = passages.tree.sentences[passage.sentence].stem
    return stem is not None and _DEEMED.search(passages.at(stem).text) is not None


def _receipts(passage: Passage) -> Iterator[_Receipt]:
    text = passage.text
    times = sorted(_times(text), key=lambda time: time[0])
    modes = [mode for mode in find_modes(text) if mode.mode in _SENT_MODES]
    modes = [mode for mode in modes if not _VERB.fullmatch(text[mode.start : mode.end])] or modes
    reached = 0
    for index, (start, end, period) in enumerate(times):
        if start < reached:
            continue
        reached = end
        if _NOT_RECEIPT.search(text[max(0, start - 70) : start]) or _hours(period) > _LONGEST_HOURS:
            continue
        is_next = _NEXT_DAY.match(text, start) is not None
        last = times[index + 1][0] if index + 1 < len(times) else len(text)
        first = times[index - 1][1] if index else 0
        mode = _mode_of(text, (start, end), (first, last), modes)
        if mode or not is_next:
            yield _Receipt(passage, start, end, period, mode)


def _times(text: str) -> Iterator[tuple[int, int, Period]]:
    """The times of a sentence that run from the sending of a notice."""
    for found in find_periods(text):
        if found.value.unit in _UNITS and _AFTER.match(text[found.end : found.end + 130]):
            yield found.start, found.end, found.value
    for ordinal in find_ordinals(text):
        day = _DAY_AFTER.match(text, ordinal.end + 1)
        if day and _AFTER.match(day["rest"]):
            yield ordinal.start, day.start("rest"), _days(ordinal.value)
    for match in _NEXT_DAY.finditer(text):
        yield match.start(), match.end(), _days(1)


def _days(count: int) -> Period:
    return Period(quantity=float(count), unit=PeriodUnit.DAY)


def _mode_of(
    text: str, at: tuple[int, int], between: tuple[int, int], modes: list[NamedMode]
) -> NamedMode | None:
    """The way of sending that a time belongs to: named right behind it, else closest to it.

    It is looked for no further than the times before and after this one.
    """
    start, end = at
    near = [mode for mode in modes if between[0] - 1 <= mode.start and mode.end <= between[1]]
    near = [mode for mode in near if start - _NEAR <= mode.end and mode.start <= end + _NEAR]
    behind = [mode for mode in near if mode.start >= end and not _BREAK.search(text, end, mode.start)]
    if behind:
        return behind[0]
    return min(near, key=lambda mode: min(abs(mode.start - end), abs(start - mode.end)), default=None)


def _hours(period: Period) -> float:
    return period.quantity * _HOURS[period.unit]


def _draft(receipt: _Receipt, confidence: float, passages: Passages) -> VariableDraft:
    reading = receipt.passage.reading
    words = receipt.passage.text[receipt.start : receipt.end]
    value = DurationValue(iso=receipt.period.iso, text=words)
    draft = passages.draft(NAME, value, confidence, reading, (receipt.start, receipt.end))
    if receipt.mode is None:
        return draft
    place = reading.span(receipt.mode.start, receipt.mode.end)
    named = Quote.at(place, passages.source, part=MODE)
    return draft.model_copy(update={"quotes": (*draft.quotes, named)})
