"""What a party owes on top of an amount that it pays late."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from fourcorners.domain.variable import PercentageValue, TextValue, VariableDraft
from fourcorners.extract.nlp.facts.blanks import BLANK, blank_value
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.facts.mentions import mentioning_any, needles
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, beginning_with, ending_in
from fourcorners.values.found import Found
from fourcorners.values.percentages import find_percentages

NAME: Final = "late_payment_interest"

_NEEDLES: Final = needles(
    r"nterest\b", r"INTEREST\b", r"ate\s(?:[Pp]ayment\s)?(?:[Cc]harge|[Ff]ee)", r"inance\s[Cc]harge",
    r"FINANCE\sCHARGE",
    r"ervice\s(?:[Cc]harge|[Ff]ee)\sof", r"iquidated\s[Dd]amages", r"enalty\b", r"LATE\s",
)  # fmt: skip
_CHARGE: Final = any_of(
    "interest(?! in)", "interest charges?",
    "(?:finance|service|late|delinquency|default|carrying)(?: payment)? (?:charges?|fees?|penalt(?:y|ies))",
    "liquidated damages", "penalty", "surcharge", "additional charge", "default interest",
)  # fmt: skip
_OVERDUE: Final = any_of(
    "past[ -]due", "overdue", "late", "unpaid", r"delinquen\w+", "due dates?", "arrears", "outstanding",
    r"not (?:\w+ ){0,3}(?:paid|received|made|remitted)(?: \w+){0,4}", "when due", "fails? to pay",
    "pays late",
    "non-?payment", "delay(?:s|ed)?",
    r"(?:date|day) (?:it|such \w+|the \w+|they|payment) (?:is|was|were|are|became) due",
    "on the due date", "became due", "date due", "originally due", r"default(?:s|ed)?",
    "until (?:\\w+ )?paid",
    "until (?:the date )?(?:\\w+ )?(?:payment|actual payment)",
)  # fmt: skip
_RATE_BEFORE: Final = ending_in(
    r"(?:at|of|to|is|be|than|rate|plus|by|charge|interest|fee|exceeding|equal|and|or|to|:|\(?(?:[abi]|i{1,3}|\d)\)|,)"
    r"(?: an?| the| rate| equal| annual| monthly| daily| yearly| to| of| simple| fixed| default| interest| "
    r"lesser| lower| greater| maximum| sum| additional| \(?(?:[abi]|i{1,3}|\d)\)){0,8},? ?"
)
_AT_RATE: Final = ending_in(
    r"(?:\bat|rate of|interest of|equal to|equivalent to|(?:less[eo]r|greater|lower|higher) of)"
    r"(?: an?| the| rate| of|:| \(\w{1,3}\)){0,4} ?"
)
_PERIODIC_BEFORE: Final = re.compile(
    r"(?:an? |the )?(?:annual|monthly|daily|yearly|per annum)(?: \w+){0,2}? (?:rate )?(?:of |equal to )?$",
    re.IGNORECASE,
)
_PERIOD_AFTER: Final = re.compile(
    r"(?: ?\([^()]{1,40}\))?(?: simple)?(?: interest)?(?: rate)?,? ?"
    r"(?:per|a|an|each|every|for each|for every|/|on an?|(?:compounded )?on an?) ?(?:full |calendar |whole )?"
    r"(?:month|annum|year|day|week|annual basis|monthly basis)(?: or (?:part|fraction|"
    r"portion) (?:of a month|thereof))?|"
    r" ?,?(?: interest| rate)?(?: ?\([^()]{1,40}\))? ?(?:p\. ?[am]\.|p\.?a\b|monthly|annually|daily|"
    r"yearly|annual\b)",
    re.IGNORECASE,
)
_REFERENCE: Final = (
    r"(?:(?:prime|base|discount|bank|lending|reference|repo|refinancing|federal funds|treasury)"
    r"(?: [\w.’'-]+){0,3}? (?:rates?|interest)|LIBOR|EURIBOR|SOFR|SONIA|STIBOR|prime)"
)
_MARGIN_AFTER: Final = re.compile(
    r"(?: ?\([^()]{1,40}\))?(?: (?:(?:per|a|each) (?:annum|year|month)|points?|percentage points?|"
    r"p\.a\.))?,? "
    r"(?:(?:above|over|plus|in excess of|higher than|more than|greater than|on top of)\b[^.;]{0,80}?\b|"
    r"of (?:the )?)" + _REFERENCE + r"(?:[^.;,]{0,60}? (?:bank|rate)\b[^.;,()]{0,40})?",
    re.IGNORECASE,
)
_MARGIN_BEFORE: Final = re.compile(
    rf"(?<!\w)(?:the |a )?(?:(?!at |of |to |rate |interest |equal )[\w.’'-]+ "
    rf"){{0,4}}?\b{_REFERENCE}\b[^;%]{{0,140}}?"
    r"(?:\bplus\b|\+|\bincreased by\b|\bexceed\w* by\b|\band\b)(?: an? (?:additional )?(?:margin of )?)? ?$",
    re.IGNORECASE,
)
_BY_LAW: Final = re.compile(
    r"(?:at |of )(?P<words>(?:the |an? )?(?:rate (?:of interest )?(?:laid down|set|fixed|provided for|"
    r"prescribed|allowed|permitted|specified) "
    r"(?:by|in|under) (?:the )?(?:law|statute|applicable law|[A-Z]\w+)|"
    r"(?:statutory|legal|maximum (?:legal|lawful)|highest (?:legal|lawful)|maximum|"
    r"highest) (?:interest )?(?:rate|interest)"
    r"(?: (?:of interest )?(?:allowed|permitted|allowable|permissible|provided|authorized)"
    r" (?:by|under) (?:applicable |the )?(?:law|statute|laws))?|"
    r"(?:the )?(?:then[ -]current |then[ -]prevailing |published |announced )?prime (?:lending |"
    r"interest )?rate(?: of [^.;,]{1,60})?))",
    re.IGNORECASE,
)
_SHARE_OF_AMOUNT: Final = beginning_with(
    r"(?: ?\([^()]{1,40}\))? (?:or more|of (?!the (?:overdue|unpaid|late|outstanding|delinquent|past)))"
)
_THRESHOLD: Final = ending_in(
    r"(?:exceed\w*|more than|at least|in excess of|greater than|less than)(?: \w+){0,3}? "
)
_AUDIT: Final = any_of(
    r"audit\w*", r"underpa\w+", r"understate\w*", r"overpa\w+", "loans?", "notes?", "dividends?",
    r"inspection", r"examination", r"indemni\w+", "refund", "recouped?", "escrow",
)  # fmt: skip
_FINANCING: Final = any_of("noteholders?", "dividends?", "securities", "principal", "class [a-z]-?\\d?")
_HEADING: Final = re.compile(
    r"\b(?:late|interest|payments?|fees|invoic\w+|pric\w+|compensation|billing|charges|overdue|past due|"
    r"royalt\w+)\b"
)

_LOOK_BACK: Final = 260
_UNDER_ITS_HEADING: Final = 0.93
_ELSEWHERE: Final = 0.85
_BY_RULE_OF_LAW: Final = 0.7
_OF_AN_AUDIT: Final = 0.5
_WITHOUT_PERIOD: Final = 0.8
_IN_ATTACHMENT: Final = 0.9
_MOST: Final = Decimal(40)


def propose_late_payment_interest(passages: Passages) -> list[VariableDraft]:
    """The rate as a percentage with the words of its period, "1.5% per month".

    A margin over a rate that others publish ("2% above the base rate"), and a rate that the law sets, are
    text. A flat fee is no interest.
    """
    drafts = [
        draft for passage in mentioning_any(passages, _NEEDLES) for draft in _interest(passage, passages)
    ]
    return most_telling(drafts)


def _interest(passage: Passage, passages: Passages) -> Iterator[VariableDraft]:
    text = passage.text
    if not _OVERDUE.search(text) or not _CHARGE.search(text) or _FINANCING.search(text):
        return
    standing = _standing(passage, passages)
    for found in find_percentages(text):
        if _is_rate(text, found):
            yield _rate(passage, found, standing, passages)
            return
    for blank in re.finditer(
        rf"{BLANK}(?= ?(?:\(|%|percent|per cent|points|per (?:month|annum|year)|above|over))",
        text,
        re.IGNORECASE,
    ):
        if _CHARGE.search(text[: blank.start()]) and _RATE_BEFORE.search(text[: blank.start()]):
            value = blank_value(text, *blank.span())
            yield passages.draft(NAME, value, standing, passage.reading, blank.span())
            return
    named = _BY_LAW.search(text)
    if named and _CHARGE.search(text, max(0, named.start() - _LOOK_BACK), named.end()):
        words = TextValue(text=named["words"])
        yield passages.draft(
            NAME, words, min(standing, _BY_RULE_OF_LAW), passage.reading, named.span("words")
        )


def _standing(passage: Passage, passages: Passages) -> float:
    if _AUDIT.search(passage.text):
        return _OF_AN_AUDIT
    standing = _UNDER_ITS_HEADING if _HEADING.search(passage.heading) else _ELSEWHERE
    return standing * _IN_ATTACHMENT if passages.is_attached(passage.clause) else standing


def _is_rate(text: str, found: Found[Decimal]) -> bool:
    """Whether a percentage is what is charged on an amount for the time that it is late."""
    before = text[max(0, found.start - _LOOK_BACK) : found.start]
    after = text[found.end : found.end + 160]
    if found.value > _MOST or _THRESHOLD.search(before) or not _CHARGE.search(before + after[:60]):
        return False
    if _PERIOD_AFTER.match(after) or _PERIODIC_BEFORE.search(before):
        return True
    if _SHARE_OF_AMOUNT.match(after):
        return False
    is_margin = _MARGIN_AFTER.match(after) or _MARGIN_BEFORE.search(before)
    return bool(is_margin or ("interest" in before.lower() and _AT_RATE.search(before)))


def _rate(passage: Passage, found: Found[Decimal], standing: float, passages: Passages) -> VariableDraft:
    text = passage.text
    over = _MARGIN_AFTER.match(text, found.end)
    plus = _MARGIN_BEFORE.search(text, max(0, found.start - _LOOK_BACK), found.start)
    if over or plus:
        at = (plus.start() if plus else found.start, over.end() if over else found.end)
        return passages.draft(NAME, TextValue(text=text[slice(*at)]), standing, passage.reading, at)
    after = _PERIOD_AFTER.match(text, found.end)
    before = _PERIODIC_BEFORE.search(text, max(0, found.start - 60), found.start)
    at = (before.start() if before and not after else found.start, after.end() if after else found.end)
    value = PercentageValue(percent=found.value, text=text[slice(*at)])
    is_whole = after or before
    return passages.draft(
        NAME, value, standing if is_whole else standing * _WITHOUT_PERIOD, passage.reading, at
    )
