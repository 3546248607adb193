"""Promptness: how soon goods follow an order, a customer is seen to, or an update follows the last one."""

import re
from typing import Final

from fourcorners.domain.kpi import Operator
from fourcorners.extract.nlp.measures.candidates import Candidate, FoundMeasure
from fourcorners.extract.nlp.measures.quantities import QuantityKind
from fourcorners.extract.nlp.measures.volumes import PAYING

_DELIVERS: Final = re.compile(
    r"\b(?:deliver(?:s|ed|y)?|ship(?:s|ped|ment)?|suppl(?:y|ies|ied)|dispatch(?:es|ed)?|fulfil(?:l|ls|led)?|"
    r"fill(?:s|ed)?|deliveries|shipments|install(?:s|ed)?)\b(?P<what>[^;]{0,120})$",
    re.I,
)
_BOUND: Final = re.compile(
    r"(?P<subject>[^,;]{0,100})\b(?:shall|will|must|agrees?\s+to|undertakes?\s+to|guarantees?(?:\s+to)?|commits?\s+to)\b"
    r"(?P<done>(?:(?!\b(?:shall|will|must)\b)[^;]){0,160})$",
    re.I,
)
_HAPPENS: Final = re.compile(
    r"\s*(?:be\s*(?:made|completed|effected|performed)?|occur|take\s+place|follow)?\s*", re.I
)
""" "Delivery of the goods shall be made": what is bound is the subject."""
_PAPERS: Final = re.compile(
    r"\b(?:invoices?|reports?|notices?|certificates?|forecasts?|statements?|schedules?|plans?|information|cop(?:y|ies)|"
    r"documents?|documentation|quotations?|quotes?|confirmations?|approv\w+|acknowledge?ments?|responses?|records?|lists?|"
    r"evidence|opinions?|specifications?|samples?|accept\w*|reject\w*|written|in\s+writing|cancel\w*|terminat\w+)\b",
    re.I,
)
"""Papers that are delivered are no goods."""
_ANSWERS: Final = re.compile(
    r"\b(?:accept|reject|confirm|acknowledge|approve|notify|advise|inform|decline|refuse)\b", re.I
)
"""Who answers an order has not delivered yet."""
_AFTER_ORDER: Final = re.compile(
    r"\s*\)?\s*(?:of|after|from|following)\s+(?:the\s+|its\s+)?(?:date\s+(?:of|on\s+which)\s+)?(?:(?:actual|its|the)\s+)?"
    r"(?:receipt|receiving|acceptance|accepting|confirmation|placement|placing|submission)?[^.;,]{0,50}?"
    r"\b(?:purchase\s+orders?|work\s+orders?|orders?)\b",
    re.I,
)
_SEES: Final = re.compile(
    r"\b(?:shall|will|must)\s+[^;]{0,60}?\b(?:contact|call|phone|visit|telephone|interview|invitation|meet|inspect)\b[^;]{0,60}$",
    re.I,
)
_AFTER_REQUEST: Final = re.compile(
    r"\s*\)?\s*(?:of|after|from|following)\s+[^.;,]{0,50}?\b(?:orders?|requests?|bookings?|complaints?|inquir(?:y|ies)|leads?|"
    r"referrals?|calls?)\b",
    re.I,
)
_SECOND_ACT: Final = re.compile(
    r"\b(?:and|or)\s+(?:\w+\s+){0,3}?(?:contact|call|phone|visit|telephone|interview|meet|inspect|deliver|install)\b[^;.]{0,40}$",
    re.I,
)
_MEETING: Final = re.compile(r"\b(?:meetings?|boards?|committees?|chair\w*|arbitrat\w+|conferences?)\b", re.I)
_FIRST_TIME: Final = re.compile(
    r"\bwithin\s+[\w\s()-]{1,30}?(?:minutes|hours?|days?)\s+(?:of|after|from|following)\b[^.;]{0,60}\b(?:orders?|requests?|bookings?)\b",
    re.I,
)
_UPDATES: Final = re.compile(
    r"\b(?:(?:status|progress)\s+(?:updates?|reports?|information)|updates?|updated|informed|briefed)\b", re.I
)
_EVERY: Final = re.compile(
    r"\b(?:every|at\s+intervals\s+of|at\s+intervals\s+(?:not\s+exceeding|of\s+no\s+more\s+than))\s+$", re.I
)
_SHORT: Final = frozenset(("minutes", "hours", "business hours"))
_REACH: Final = 160
_SUBJECT: Final = 50
_ACT_REACH: Final = 110


def read_promptness(candidate: Candidate) -> FoundMeasure | None:
    """The level that a time from an order or request states; None where no service is rendered in it."""
    comparison = candidate.comparison
    if comparison.quantity.kind is not QuantityKind.TIME or comparison.conditional:
        return None
    return _updates(candidate) or _delivery(candidate) or _visit(candidate)


def _updates(candidate: Candidate) -> FoundMeasure | None:
    """ "Status updates every two hours"."""
    every = _EVERY.search(f"{candidate.left[-_ACT_REACH:]}{_own_words(candidate)}")
    updated = _UPDATES.search(candidate.left[-_ACT_REACH:]) or _UPDATES.match(candidate.right.lstrip()[:20])
    if not every or not updated or candidate.comparison.quantity.unit not in _SHORT or not candidate.is_duty:
        return None
    return candidate.measure(Operator.AT_MOST, "updates", 0.6, None)


def _own_words(candidate: Candidate) -> str:
    """The comparing words as the text has them; empty of a bare quantity."""
    return candidate.text[candidate.comparison.start : candidate.comparison.quantity.start]


def _delivery(candidate: Candidate) -> FoundMeasure | None:
    """ "Shall deliver the Products within 60 days of receipt of an order"."""
    clause = _BOUND.search(candidate.left[-_REACH:])
    if clause is None or candidate.comparison.operator is not Operator.AT_MOST:
        return None
    done = f"{clause['subject'] if _HAPPENS.fullmatch(clause['done']) else ''} {clause['done']}"
    delivers = _DELIVERS.search(done)
    if delivers is None or _ANSWERS.search(done) or PAYING.search(done):
        return None
    if _PAPERS.search(delivers["what"]) or _PAPERS.search(clause["subject"][-_SUBJECT:]):
        return None
    bound = _AFTER_ORDER.match(candidate.right)
    return candidate.measure(Operator.AT_MOST, "delivery time", 0.6, None) if bound else None


def _visit(candidate: Candidate) -> FoundMeasure | None:
    """ "Shall contact the customer within 1 day after an order": and visit him within 7 days."""
    if candidate.comparison.operator is not Operator.AT_MOST or candidate.comparison.words.startswith("up"):
        return None
    sees = _SEES.search(candidate.left[-_REACH:]) or _SECOND_ACT.search(candidate.left[-_REACH:])
    if (
        sees is None
        or _MEETING.search(candidate.left[-_REACH:])
        or PAYING.search(candidate.left[-_REACH:])
        or _PAPERS.search(sees[0])
    ):
        return None
    behind = _AFTER_REQUEST.match(candidate.right)
    return (
        candidate.measure(Operator.AT_MOST, "visit", 0.5, None) if behind or _is_second(candidate) else None
    )


def _is_second(candidate: Candidate) -> bool:
    """Whether the act follows another one that is counted from an order or request."""
    second = _SECOND_ACT.search(candidate.left[-_REACH:])
    first = _FIRST_TIME.search(candidate.left[-_REACH:])
    return second is not None and first is not None
