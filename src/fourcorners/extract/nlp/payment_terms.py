"""When an invoice is to be paid."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.period import Period, PeriodUnit
from fourcorners.domain.variable import DurationValue, TextValue, VariableDraft
from fourcorners.extract.nlp.choice import most_telling
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.values.found import Found
from fourcorners.values.numbers import find_numbers
from fourcorners.values.periods import find_periods

NAME: Final = "payment_terms"

_NEEDLE: Final = re.compile(r"\b(?:invoices?d?|net\s(?:\d|[a-z]+\s\()|billed|billing|statements?)", re.IGNORECASE)
_NET: Final = re.compile(
    r"(?<![.\w])net[ -](?=\d{1,3}(?:[.,;)]| (?:days?|on|from|of|after|terms|eom)\b|$)|[a-z]+(?:[ -][a-z]+)?(?: \(\d+\))? days?\b)", re.IGNORECASE)
_PAY: Final = re.compile(r"\b(?:pa(?:y|ys|id|yable|yments?)|due|remit(?:ted)?|settled?)\b", re.IGNORECASE)
_INVOICE: Final = re.compile(r"\b(?:invoices?d?|bills?|billed|billing|statements?)\b", re.IGNORECASE)
_LIMIT: Final = re.compile(
    r"\b(?:within|in|no later than|not later than|not more than|by|due|payable|is|are|be|basis of|terms of|on|at|least|than)"
    r"(?: an?| the| a period of)? $",
    re.IGNORECASE,
)
_FROM_INVOICE: Final = re.compile(
    r"^['’]?s?['’]?,? ?(?:\([^)]{1,40}\) )?(?:period |term )?(?:days )?(?:after|of|from|following|upon|since)\b[^.;]{0,80}?"
    r"\b(?:invoices?|receipt|billing|bills?|statements?|rendering|presentation)\b",
    re.IGNORECASE,
)
_UPON_RECEIPT: Final = re.compile(
    r"\b(?:due|payable|paid)(?: and payable)?(?: in full)?(?: immediately| promptly)? (?P<words>(?:up)?on (?:the )?(?:receipt|presentation|delivery|date)"
    r" of (?:the |an? |each |such |any )?(?:\w+ ){0,2}?invoices?|upon receipt(?= ?[.;,]|$))",
    re.IGNORECASE,
)
_OTHER_MATTER: Final = re.compile(
    r"\b(?:disput\w+|object\w*|late|overdue|past due|interest|refund\w*|audit\w*|terminat\w+|breach|default|cur(?:e|ed)|suspend\w*|"
    r"not (?:been )?(?:paid|received)|fails?|failure|underpa\w+|overpa\w+|shortfall|deficien\w+|withh\w+|if|in the event|discount|report)\b",
    re.IGNORECASE,
)
_HEADING: Final = re.compile(r"\b(?:payments?|fees|invoic\w+|prices?|pricing|compensation|billing|charges)\b")

_NET_TERMS: Final = 0.93
_UNDER_ITS_HEADING: Final = 0.88
_ELSEWHERE: Final = 0.75
_ON_RECEIPT: Final = 0.7
_IN_ATTACHMENT: Final = 0.9


def propose_payment_terms(passages: Passages) -> list[VariableDraft]:
    """The time to pay an invoice as a duration; as words where it is due on receipt."""
    drafts = [draft for passage in passages.mentioning(_NEEDLE) for draft in _terms(passage, passages)]
    return most_telling(drafts)


def _terms(passage: Passage, passages: Passages) -> Iterator[VariableDraft]:
    text = passage.text
    net = _NET.search(text)
    if net:
        yield from _net_terms(passage, net, passages)
    if not _PAY.search(text) or not _INVOICE.search(text):
        return
    standing = _standing(passage, passages)
    for found in find_periods(text):
        if _is_payment_period(text, found):
            at = (found.start, found.end)
            value = DurationValue(iso=found.value.iso, text=text[slice(*at)])
            yield passages.draft(NAME, value, standing, passage.reading, at)
            return
    receipt = _UPON_RECEIPT.search(text)
    if receipt and not _OTHER_MATTER.search(text[: receipt.start()]):
        words = receipt["words"]
        yield passages.draft(NAME, TextValue(text=words), _ON_RECEIPT, passage.reading, receipt.span("words"))


def _standing(passage: Passage, passages: Passages) -> float:
    standing = _UNDER_ITS_HEADING if _HEADING.search(passage.heading) else _ELSEWHERE
    return standing * _IN_ATTACHMENT if passages.is_attached(passage.clause) else standing


def _net_terms(passage: Passage, net: re.Match[str], passages: Passages) -> Iterator[VariableDraft]:
    """ "Net 30", and "net thirty (30) days"."""
    text = passage.text[net.end() : net.end() + 40]
    for found in [*find_periods(text), *_bare_days(text)]:
        if found.start == 0 and found.value.unit is PeriodUnit.DAY:
            at = (net.start(), net.end() + found.end)
            value = DurationValue(iso=found.value.iso, text=passage.text[slice(*at)])
            yield passages.draft(NAME, value, _NET_TERMS, passage.reading, at)
            return


def _bare_days(text: str) -> Iterator[Found[Period]]:
    for number in find_numbers(text):
        if number.value == int(number.value) and 0 < number.value <= 365:
            yield Found(number.start, number.end, Period(quantity=float(number.value), unit=PeriodUnit.DAY))


def _is_payment_period(text: str, found: Found[Period]) -> bool:
    if found.value.unit in {PeriodUnit.SECOND, PeriodUnit.MINUTE, PeriodUnit.HOUR, PeriodUnit.YEAR}:
        return False
    before = text[max(0, found.start - 220) : found.start]
    after = text[found.end : found.end + 130]
    if _OTHER_MATTER.search(before) or not _LIMIT.search(before):
        return False
    return _FROM_INVOICE.match(after) is not None and (_PAY.search(before) or _PAY.search(after)) is not None
