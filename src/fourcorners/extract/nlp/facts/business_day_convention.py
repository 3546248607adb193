"""Where a due day goes that is no business day, where the contract says that it moves."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.business_day import BusinessDayConvention
from fourcorners.domain.variable import ChoiceValue, VariableDraft
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of

NAME: Final = "business_day_convention"

_DAY: Final = r"(?:business|working|banking) days?"
_OFF: Final = (
    r"(?:an? )?(?:saturdays?|sundays?|weekends?|weekend day|(?:public|bank|legal|national|statutory|federal|"
    r"[a-z]+) holidays?|holidays?|non-(?:business|working|banking) days?)"
)
_NEEDLE: Final = re.compile(
    r"\b(?:business|working|banking)\sdays?\b|\bbusiness\sday\sconvention|\bholidays?\b|\bweekends?\b",
    re.IGNORECASE,
)
_NO_BUSINESS_DAY: Final = any_of(
    rf"(?:is|are|be|was|were|falls?|falling|fall|occurs?|ends?|ending|expires?|being)(?: due)?(?: to be)?"
    rf"(?: (?:up)?on)? (?:(?:a|any) (?:day|date) (?:that|which) (?:is|are) )?(?:not|other than|neither)"
    rf"(?: (?:up)?on)? an? {_DAY}",
    rf"(?:not|other than) (?:fall|occur|end|expire) (?:up)?on an? {_DAY}",
    rf"(?:up)?on (?:a|any) (?:day|date) (?:that|which) (?:is|are) (?:not|other than) an? {_DAY}",
    rf"(?:up)?on (?:a|any) day other than an? {_DAY}",
    rf"(?:is|are|be|falls?|falling|fall|occurs?|ends?|ending|expires?)(?: due)?"
    rf"(?: (?:up)?on| to fall on)? {_OFF}",
)
_NEXT: Final = any_of(
    rf"(?:next|following|succeeding|subsequent)(?:,? (?:next|following|succeeding|subsequent|day that is an?|"
    rf"day which is an?|day,? not being)){{0,2}} (?:full )?{_DAY}",
    rf"first (?:succeeding |following )?{_DAY} (?:immediately )?(?:after|thereafter|following|next)",
    rf"{_DAY} (?:immediately |next )?(?:following|succeeding|thereafter|after)",
    r"(?:next|following|succeeding)(?: succeeding| following)? day (?:that|which) is (?:not|neither|an?) "
    r"(?:an? )?(?:business|working|banking|saturday|sunday|weekend|\w+ holiday|holiday)",
)
_BEFORE: Final = any_of(
    rf"(?:preceding|previous|prior)(?: full)? {_DAY}",
    rf"{_DAY} (?:immediately |next )?(?:preceding|prior to|before)",
)
_SAME_MONTH: Final = any_of(
    r"(?:unless|except|provided|but if)[^.;]{0,140}?(?:calendar )?month",
    r"modified following",
)
_NAMED: Final = any_of(
    r"(?P<kind>modified following|following|preceding)(?: business day)?[”\"’]? (?:business day )?convention"
)
_OF_NOTICES: Final = any_of(
    r"(?:notices?|communications?|demands?|e-?mails?|fax(?:es)?|facsimiles?|transmissions?|consignments?)"
    r"[^.;]{0,160}?(?:deemed|considered|taken|regarded|treated|effective|served|received)",
    r"deemed (?:to (?:be|have been) )?(?:given|received|served|delivered|made)",
)
_ALL_TIMES: Final = any_of(
    "last day", r"final day", "acts?", r"periods?", r"deadlines?", "steps?", r"perform\w*", "time",
    "any (?:date|day)", r"obligations?", r"dates? (?:specified|provided|set|fixed)", r"expir\w+",
)  # fmt: skip
_DUE: Final = any_of(
    r"pa(?:y|ys|id|yable|yments?|ying)", "due", "made", "done", r"fees?", r"instal?lments?", r"interest",
    r"invoices?", r"deliver\w*", r"reports?", r"delivery", "required", "payment date", r"remitted",
)  # fmt: skip
_IF: Final = re.compile(
    r"\b(?:if|where|whenever|when|should|in the event(?: that)?|to the extent)\b", re.IGNORECASE
)
_LOOK_AROUND: Final = 260
_OF_ALL: Final = 0.93
_OF_SOME: Final = 0.85


def propose_business_day_convention(passages: Passages) -> list[VariableDraft]:
    """The convention of the most telling sentence, with its condition and its consequence as its words."""
    return most_telling(
        draft for passage in passages.mentioning(_NEEDLE) for draft in _told(passage, passages)
    )


def _told(passage: Passage, passages: Passages) -> Iterator[VariableDraft]:
    text = passage.text
    if named := _NAMED.search(text):
        yield _draft(passage, passages, _kind_named(named["kind"]), named.span(), _OF_ALL)
        return
    for off in _NO_BUSINESS_DAY.finditer(text):
        around = (max(0, off.start() - _LOOK_AROUND), min(len(text), off.end() + _LOOK_AROUND))
        if _OF_NOTICES.search(text, *around):
            continue
        goes = _goes(text, off.span(), around)
        if goes is None:
            continue
        start = _start(text, min(off.start(), goes[1][0]))
        end = max(off.end(), goes[1][1])
        standing = _standing(text[start:end])
        if standing:
            yield _draft(passage, passages, goes[0], (start, end), standing)
            return


def _goes(
    text: str, off: tuple[int, int], around: tuple[int, int]
) -> tuple[BusinessDayConvention, tuple[int, int]] | None:
    """Into which direction the day moves, and where that is said: behind the condition, else before it."""
    for stretch in ((off[1], around[1]), (around[0], off[0])):
        later, earlier = _NEXT.search(text, *stretch), _BEFORE.search(text, *stretch)
        if later and (earlier is None or later.start() < earlier.start()):
            month = _SAME_MONTH.search(text, later.end(), around[1] + _LOOK_AROUND) if earlier else None
            if month is not None and earlier is not None:
                span = (later.start(), max(month.end(), earlier.end()))
                return BusinessDayConvention.MODIFIED_FOLLOWING, span
            return BusinessDayConvention.FOLLOWING, later.span()
        if earlier:
            return BusinessDayConvention.PRECEDING, earlier.span()
    return None


def _start(text: str, at: int) -> int:
    """Where the condition begins that leads to a place; the place itself where none does."""
    first = max(text.rfind(". ", 0, at) + 1, text.rfind("; ", 0, at) + 1, at - _LOOK_AROUND, 0)
    begins = _IF.search(text, first, at)
    return begins.start() if begins else at


def _standing(words: str) -> float:
    if _ALL_TIMES.search(words):
        return _OF_ALL
    return _OF_SOME if _DUE.search(words) else 0.0


def _kind_named(words: str) -> BusinessDayConvention:
    return BusinessDayConvention("_".join(words.lower().split()))


def _draft(
    passage: Passage,
    passages: Passages,
    convention: BusinessDayConvention,
    at: tuple[int, int],
    confidence: float,
) -> VariableDraft:
    value = ChoiceValue(choice=convention.value, text=passage.text[slice(*at)])
    return passages.draft(NAME, value, confidence, passage.reading, at)
