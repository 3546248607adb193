"""How often a duty comes back: "monthly", "on a quarterly basis", "twice a year"."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.extract.nlp.time_limits.subordination import MODAL
from fourcorners.extract.nlp.time_limits.time_limit import Strength, TimeLimit, continuous, recurring
from fourcorners.extract.nlp.time_limits.units import KIND_OF_UNIT, divided, duration_of

_ADVERBS: Final = {
    "hourly": "PT1H",
    "daily": "P1D",
    "weekly": "P1W",
    "bi-weekly": "P2W",
    "biweekly": "P2W",
    "fortnightly": "P2W",
    "semi-monthly": "P15D",
    "semimonthly": "P15D",
    "monthly": "P1M",
    "bi-monthly": "P2M",
    "bimonthly": "P2M",
    "quarterly": "P3M",
    "semi-annually": "P6M",
    "semiannually": "P6M",
    "semi-annual": "P6M",
    "semiannual": "P6M",
    "half-yearly": "P6M",
    "biannually": "P6M",
    "biannual": "P6M",
    "bi-annually": "P6M",
    "annually": "P1Y",
    "annual": "P1Y",
    "yearly": "P1Y",
    "biennially": "P2Y",
}
_TIMES: Final = {"once": 1, "one": 1, "twice": 2, "two": 2, "three": 3, "four": 4, "six": 6, "twelve": 12}
_ADVERB: Final = re.compile(
    rf"""\b(?:
        (?:on\s)?(?:an?|the)\s(?P<basis>{"|".join(_ADVERBS)}|regular|periodic|continuing|ongoing|day[\s-]to[\s-]day)\s
           (?:basis|frequency|intervals)
      | on\san?\s(?:{KIND_OF_UNIT}\s)?(?P<by>week|month|quarter|year)
           (?:[\s-](?:by|to)[\s-](?:week|month|quarter|year))?\sbasis
      | (?:at\sleast\s)?(?P<adverb>{"|".join(_ADVERBS)})
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_FREQUENCY: Final = re.compile(
    rf"""\b(?:(?:(?:(?:not|no)\s)?(?:more|less|fewer)(?:\soften|\sfrequently)?\sthan|at\sleast|up\sto|only|
              a\smaximum\sof)\s)?
        (?: (?P<times>once|twice)
          | (?P<count>one|two|three|four|six|twelve|\d{{1,2}})\s(?:\(\d{{1,2}}\)\s)?times? )
        (?:\s\(\d{{1,2}}\))?,?\s(?:(?:in|during|within|per|for|on)\s)?(?:an?|per|each|every|any(?:\sone)?|the)?\s?
        (?:(?:{KIND_OF_UNIT}|single|given|twelve[\s-](?:\(12\)[\s-])?month|12[\s-]month|full)\s){{0,2}}
        (?P<unit>day|week|month|quarter|year|period)\b""",
    re.IGNORECASE | re.VERBOSE,
)
_AFTER_ADVERB: Final = re.compile(
    r"\s?(?:$|[,.;:)\d]|\b(?:in\s(?:advance|arrears)|by|on|to|with|during|within|for|at|and|or|thereafter|from|basis|"
    r"as|based|the|a|an)\b)",
    re.IGNORECASE,
)
_SHARE: Final = re.compile(r"(?:%\)?|per\s?cent(?:\s\([\d.]+%\))?)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_MENTION: Final = re.compile(
    r"\b(?:the|such|each|every|any|said|this|that|of|or|and|last|previous|first|no|whose|then-current|total|"
    r"average)\s$",
    re.IGNORECASE,
)
_A: Final = re.compile(r"\ban?\s$", re.IGNORECASE)
_MODAL: Final = re.compile(rf"\b{MODAL}", re.IGNORECASE)
"""A list item without one is a thing that its stem promises: "monthly lists of the vehicles;"."""
_ARTICLE: Final = re.compile(
    r"\b(?:an?|its|their|your|regular|equal|provide|submit|deliver|send|pay|furnish)\s$", re.IGNORECASE
)
_ANY_NOUN: Final = re.compile(
    r"\s(?!rate|basis|average|minimum|maximum|limit|cap|percentage|salary|aggregate)[a-z]"
)
_DUE_NOUN: Final = re.compile(
    r"\s(?:\w+,?\s){0,4}?(?P<noun>reports?|statements?|meetings?|reviews?|invoices?|accountings?|audits?|payments?|"
    r"instal?lments?|forecasts?|updates?|inspections?|summar(?:y|ies)|plans?|budgets?|certificates?|training|"
    r"tests?|testing|(?P<fee>fees?)|minimums?|conference|newsletters?|calls?|backups?|licen[cs]e|maintenance|"
    r"financial)\b",
    re.IGNORECASE,
)
_RATE_UNITS: Final = {"hourly", "daily"}
"""A daily fee is a price; a monthly fee is paid each month."""


def find_frequencies(sentence: str) -> Iterator[TimeLimit]:
    """Find the words that say how often a duty comes back."""
    for match in _FREQUENCY.finditer(sentence):
        count = (match["times"] or match["count"]).lower()
        times = int(count) if count.isdigit() else _TIMES[count]
        unit = "year" if match["unit"].lower() == "period" else match["unit"].lower()
        if times:
            yield recurring(sentence, match.span(), divided(unit, times), Strength.FREQUENCY)
    for match in _ADVERB.finditer(sentence):
        found = _read_adverb(sentence, match)
        if found:
            yield found


def _read_adverb(sentence: str, match: re.Match[str]) -> TimeLimit | None:
    """ "quarterly", "on a monthly basis", "a monthly report"."""
    if match["adverb"]:
        strength = _adverb_strength(sentence, match)
        return (
            recurring(sentence, match.span(), _ADVERBS[match["adverb"].lower()], strength)
            if strength
            else None
        )
    if match["by"]:
        return recurring(sentence, match.span(), duration_of(match["by"]), Strength.BASIS)
    basis = match["basis"].lower()
    if basis in {"continuing", "ongoing"}:
        return continuous(sentence, match.span(), Strength.ANY_TIME)
    return recurring(sentence, match.span(), _ADVERBS.get(basis), Strength.BASIS)


def _adverb_strength(sentence: str, match: re.Match[str]) -> Strength | None:
    """How surely the word says when: an adverb more than an adjective, a mention not at all."""
    word = match["adverb"].lower()
    before = sentence[max(0, match.start() - 40) : match.start()]
    if word.endswith("ly") and _AFTER_ADVERB.match(sentence, match.end()):
        return None if _SHARE.search(before) else Strength.ADVERB
    if word not in _RATE_UNITS and _A.search(before) and _ANY_NOUN.match(sentence, match.end()):
        return Strength.AN_ADJECTIVE
    if match.start() == 0 and not _MODAL.search(sentence) and _ANY_NOUN.match(sentence, match.end()):
        return Strength.ADJECTIVE
    noun = _DUE_NOUN.match(sentence, match.end())
    if noun is None or _MENTION.search(before) or (noun["fee"] and word in _RATE_UNITS):
        return None
    is_due = _ARTICLE.search(before) is not None and not noun["fee"]
    return Strength.ADJECTIVE if is_due else Strength.BARE_ADJECTIVE
