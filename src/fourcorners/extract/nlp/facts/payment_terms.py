"""When an invoice is to be paid."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.period import Period, PeriodUnit
from fourcorners.domain.variable import DurationValue, TextValue, VariableDraft
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, beginning_with, ending_in
from fourcorners.values.found import Found
from fourcorners.values.numbers import find_numbers
from fourcorners.values.periods import find_periods

NAME: Final = "payment_terms"

_NEEDLE: Final = re.compile(
    r"\b(?:invoices?d?|net\s(?:\d|[a-z]+\s\()|billed|billing|statements?)", re.IGNORECASE
)
_NET: Final = re.compile(
    r"(?<![.\w])net[ -](?=\d{1,3}(?:[.,;)]| (?:days?|on|from|of|after|terms|eom)\b|$)|"
    r"\d{1,3} days?\b|[a-z]+(?:[ -][a-z]+)?(?: \(\d+\))? days?\b)",
    re.IGNORECASE,
)
_PAY: Final = any_of("pa(?:y|ys|id|yable|yments?)", "due", "remit(?:ted)?", "settled?")
_INVOICE: Final = any_of("invoices?d?", "bills?", "billed", "billing", "statements?")
_LIMIT: Final = ending_in(
    r"(?:within|in|no later than|not later than|not more than|by|due|payable|is|are|be|basis of|terms of|"
    r"on|at|least|than)(?: an?| the| a period of)? "
)
_FROM_INVOICE: Final = beginning_with(
    r"['’]?s?['’]?,? ?(?:\([^)]{1,40}\) )?(?:period |term )?(?:days )?"
    r"(?:after|of|from|following|upon|since)\b"
    r"[^.;]{0,80}?\b(?:invoices?|receipt|billing|bills?|statements?|rendering|presentation|receiving)\b"
)
_UPON_RECEIPT: Final = any_of(
    r"(?:due|payable|paid)(?: and payable)?(?: in full)?(?: immediately| promptly)? "
    r"(?P<words>(?:up)?on (?:the )?(?:receipt|presentation|delivery|date) of (?:the |an? |each |such |any )?"
    r"(?:\w+ ){0,2}?invoices?|upon receipt(?= ?[.;,]|$))"
)
_OTHER_MATTER: Final = any_of(
    r"disput\w+", r"object\w*", "late", "overdue", "past due", "interest", r"refund\w*", r"audit\w*",
    r"terminat\w+", "breach", "default", "cur(?:e|ed)", r"suspend\w*", "not (?:been )?(?:paid|received)",
    "fails?", "failure", r"underpa\w+", r"overpa\w+", "shortfall", r"deficien\w+", r"withh\w+", "if",
    "in the event", "discount", "report",
)  # fmt: skip
_HEADING: Final = re.compile(r"\b(?:payments?|fees|invoic\w+|prices?|pricing|compensation|billing|charges)\b")

_LOOK_BACK: Final = 220
_NET_TERMS: Final = 0.92
_UNDER_ITS_HEADING: Final = 0.9
_ELSEWHERE: Final = 0.8
_ON_RECEIPT: Final = 0.7
_IN_ATTACHMENT: Final = 0.9
_LONG_UNITS: Final = frozenset({PeriodUnit.DAY, PeriodUnit.WEEK, PeriodUnit.MONTH})


def propose_payment_terms(passages: Passages) -> list[VariableDraft]:
    """The time to pay an invoice as a duration; as words where it is due on receipt."""
    drafts = [draft for passage in passages.mentioning(_NEEDLE) for draft in _terms(passage, passages)]
    return most_telling(drafts)


def _terms(passage: Passage, passages: Passages) -> Iterator[VariableDraft]:
    text = passage.text
    for net in _NET.finditer(text):
        yield from _net_terms(passage, net, passages)
    if not _PAY.search(text) or not _INVOICE.search(text):
        return
    for found in find_periods(text):
        if _is_payment_period(text, found):
            at = (found.start, found.end)
            value = DurationValue(iso=found.value.iso, text=text[slice(*at)])
            yield passages.draft(NAME, value, _standing(passage, passages), passage.reading, at)
            return
    receipt = _UPON_RECEIPT.search(text)
    if receipt and not _OTHER_MATTER.search(text, max(0, receipt.start() - _LOOK_BACK), receipt.start()):
        words = TextValue(text=receipt["words"])
        yield passages.draft(NAME, words, _ON_RECEIPT, passage.reading, receipt.span("words"))


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
            period = Period(quantity=float(number.value), unit=PeriodUnit.DAY)
            yield Found(number.start, number.end, period)


def _is_payment_period(text: str, found: Found[Period]) -> bool:
    if found.value.unit not in _LONG_UNITS:
        return False
    before = text[max(0, found.start - _LOOK_BACK) : found.start]
    after = text[found.end : found.end + 130]
    if _OTHER_MATTER.search(before) or not _LIMIT.search(before):
        return False
    return _FROM_INVOICE.match(after) is not None and bool(_PAY.search(before) or _PAY.search(after))
