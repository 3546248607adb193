"""Quantities: numbers together with what they count, as a promised measure states them."""

import re
from enum import StrEnum
from typing import Final, NamedTuple

from fourcorners.domain.period import DayType
from fourcorners.values.money import find_money
from fourcorners.values.numbers import find_numbers
from fourcorners.values.percentages import find_percentages
from fourcorners.values.periods import find_periods


class QuantityKind(StrEnum):
    """What a number is a number of."""

    SHARE = "share"
    """Per cent."""
    TIME = "time"
    MONEY = "money"
    COUNT = "count"


class Quantity(NamedTuple):
    """A value with its unit, at `text[start:end]` of the text that was searched."""

    start: int
    end: int
    value: float
    unit: str
    kind: QuantityKind
    conflict: bool = False
    """Words and figures disagree."""


_NUMBER_WORD: Final = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|"
    "sixty|seventy|eighty|ninety|hundred|thousand|million"
)
_ANY_NUMBER: Final = re.compile(rf"\d|\b(?:{_NUMBER_WORD})\b|\b(?:next|same|following|business)\s+day", re.I)
_ORDINALS: Final = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_ORDINAL_DAY: Final = re.compile(
    rf"\b(?P<ordinal>{'|'.join(_ORDINALS)}|(?P<digits>\d{{1,2}})(?:st|nd|rd|th))\s+"
    r"(?P<day_type>business |working )?day\s+(?:after|following|from)\b",
    re.I,
)
_NAMED_DAY: Final = re.compile(
    r"\b(?:(?P<same>same)|next|following)\s+(?P<business>business|working)?\s*day\b"
    r"|\b(?P<on_day>business|working) day (?:after|following) the (?:business|working) day\b",
    re.I,
)
_SHORT_TIME: Final = re.compile(
    r"(?<![\w.,$])(\d{1,6}(?:\.\d{1,3})?)[\s-]?(?:(?P<ms>milliseconds?|msecs?|ms)|(?P<h>h))\b"
)
_RATE: Final = re.compile(
    r"(?<![\w.])(\d{1,9}(?:\.\d{1,4})?)\s?((?:[KMGT]i?|kilo|mega|giga)(?:bits?|bytes?|b|B)(?:/s(?:ec(?:ond)?)?|ps)?)\b"
)
_ROUND_THE_CLOCK: Final = {
    "hours": re.compile(r"\s*(?:(?:a|per|each|every)\s+day\b|/\s*day|x\s*\d)", re.I),
    "days": re.compile(r"\s*(?:(?:a|per|each|every)\s+(?:week|year)\b|/\s*(?:week|year)|x\s*\d)", re.I),
}
"""Hours of service: "24 hours a day, 7 days a week"."""
_REFERENCE: Final = re.compile(
    r"(?:\b(?:sections?|articles?|exhibits?|schedules?|clauses?|paragraphs?|appendix|annex|page|no\.?|rule|form|"
    r"phase|version|release|severity|levels?|priority|class|tier|year|quarter|part|item|chapter|title|table|"
    r"months?|option|period|iso|step|stage|type|lot|box|suite|room|attachment|addendum|amendment|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\s*\(?|[#§/:.-])$",
    re.I,
)
_CALENDAR_YEAR: Final = re.compile(r"(?:19|20)\d\d")
TECHNICAL: Final = re.compile(
    r"(?:[kmgt]?(?:bit|byte)s?(?:/s(?:ec(?:ond)?)?|ps)?|[kmgt]bps|psi[ga]?|bar|°[cf]?|ppm|ppb|[mk]?hz|"
    r"db[am]?|mg/l|cfu|dpi|fps|lux|cst|megabits?|gigabits?)",
    re.I,
)
"""Units of measure that count no things."""
_COUNTED: Final = re.compile(
    r"(?P<glued>[A-Za-z°]{1,12}(?:/[A-Za-z]{1,8})?)|"
    r"\s?-?\s?[\"“‘]?(?P<words>[A-Za-z°][\w°&'’.-]*(?:[ /-][A-Za-z°][\w°&'’-]*){0,7})"
)
_RATIO: Final = re.compile(
    r"\s*\)?\s+(per\s+(?:million|thousand|hundred|\d[\d,]{0,10})\s+(?:(?!in\b|during\b|each\b|per\b|shall\b|over\b)[\w-]+\s?){1,4})(?<!\s)",
    re.I,
)
_SCORE: Final = re.compile(r"score|rating|gpa|index|grade|csat|nps", re.I)
_SCORED: Final = re.compile(
    r"\b(score|rating|gpa|index|grade|csat|nps)\s+(?:(?:of|at|above|:|(?:shall|will|must)\s+be|is)\s*)?\s*(?:at\s+least\s+|a\s+)?$",
    re.I,
)
PLURAL: Final = re.compile(r"s$|^(?:staff|personnel|people|crew|kg|mcf|mw|kwh|mwh|gpm|rpm|dth)$", re.I)
"""Units that may count more than one."""
_STOP_WORDS: Final = frozenset(
    "a an the and or of for in on at to by from with per each every any during within after before under "
    "over that which who shall will must may is are be been has have if as than until unless into upon "
    "between about such this these those its their his her through throughout when where but not no more "
    "less greater higher lower fewer better required available measured".split()
)


def find_quantities(text: str, dollar: str | None = None) -> list[Quantity]:
    """Every number of a sentence with its unit, in text order.

    Left out are numbers that name something ("Section 3", "Severity 1"), calendar years, and hours of
    service ("24 hours a day"). A count has the unit that follows it ("units"), or an empty one. `dollar` is
    the currency that a bare "$" means; where the document has not settled it, US dollars.

    >>> [(q.value, q.unit) for q in find_quantities("99.9% uptime and a reply in two (2) business hours")]
    [(99.9, '%'), (2.0, 'business hours')]
    """
    if _ANY_NUMBER.search(text) is None:
        return []
    found = [*_shares(text), *_times(text), *_money(text, dollar), *_rates(text)]
    taken = [(quantity.start, quantity.end) for quantity in found]
    found += [each for each in _counted(text) if not _overlaps(each, taken)]
    return sorted(each for each in found if not _is_service_time(text, each))


def _is_service_time(text: str, quantity: Quantity) -> bool:
    """Whether a time says when a service runs: "24 hours a day"."""
    pattern = _ROUND_THE_CLOCK.get(quantity.unit)
    return pattern is not None and pattern.match(text, quantity.end) is not None


def _shares(text: str) -> list[Quantity]:
    return [
        Quantity(each.start, each.end, float(each.value), "%", QuantityKind.SHARE, each.conflict)
        for each in find_percentages(text)
    ]


def _times(text: str) -> list[Quantity]:
    found = []
    for each in find_periods(text):
        unit = f"{each.value.unit.value}s"
        words = text[each.start : each.end].lower()
        if each.value.day_type is DayType.BUSINESS or re.search(r"\b(?:business|working)\b", words):
            unit = f"business {unit}"
        found.append(
            Quantity(each.start, each.end, each.value.quantity, unit, QuantityKind.TIME, each.conflict)
        )
    return [*found, *_named_days(text), *_short_times(text)]


def _short_times(text: str) -> list[Quantity]:
    """ "500ms", "24h": units that no period of a contract's prose has."""
    return [
        Quantity(
            match.start(),
            match.end(),
            float(match[1]),
            "milliseconds" if match["ms"] else "hours",
            QuantityKind.TIME,
        )
        for match in _SHORT_TIME.finditer(text)
    ]


def _named_days(text: str) -> list[Quantity]:
    found = []
    for match in _NAMED_DAY.finditer(text):
        business = match["business"] or match["on_day"]
        value = 0.0 if match["same"] else 1.0
        unit = "business days" if business else "days"
        found.append(Quantity(match.start(), match.end(), value, unit, QuantityKind.TIME))
    for match in _ORDINAL_DAY.finditer(text):
        value = float(match["digits"] or _ORDINALS.index(match["ordinal"].lower()) + 1)
        unit = "business days" if match["day_type"] else "days"
        end = match.start() + match[0].lower().index("day") + len("day")
        found.append(Quantity(match.start(), end, value, unit, QuantityKind.TIME))
    return found


def _rates(text: str) -> list[Quantity]:
    return [
        Quantity(match.start(), match.end(), float(match[1]), match[2], QuantityKind.COUNT)
        for match in _RATE.finditer(text)
    ]


def _money(text: str, dollar: str | None) -> list[Quantity]:
    """Sums with their currency; a bare dollar sign that nothing settles is taken for US dollars."""
    found = []
    for each in find_money(text, dollar):
        unit = each.value.currency or ("USD" if "$" in text[each.start : each.end] else "")
        found.append(
            Quantity(each.start, each.end, float(each.value.amount), unit, QuantityKind.MONEY, each.conflict)
        )
    return found


def _counted(text: str) -> list[Quantity]:
    """Numbers with the thing that they count."""
    found = []
    for number in find_numbers(text):
        before = text[max(0, number.start - 30) : number.start]
        if _REFERENCE.search(before) or _CALENDAR_YEAR.fullmatch(text[number.start : number.end]):
            continue
        value = float(number.value)
        unit = _ratio(text, number.end) or read_counted_thing(text, number.end) or _scored(before)
        found.append(Quantity(number.start, number.end, value, unit, QuantityKind.COUNT, number.conflict))
    return found


def _ratio(text: str, start: int) -> str:
    """ "Per million units sold": what a number is so many of."""
    match = _RATIO.match(text, start)
    return match[1] if match else ""


def is_score(quantity: Quantity) -> bool:
    """Whether a number is a mark on a scale ("a CSAT score of 4.5")."""
    return quantity.kind is QuantityKind.COUNT and _SCORE.fullmatch(quantity.unit) is not None


def _scored(before: str) -> str:
    """The scale that a number stands on: "a rating of 4.5"."""
    match = _SCORED.search(before)
    return match[1] if match else ""


def read_counted_thing(text: str, start: int) -> str:
    """The noun that a number counts, standing right after it; empty where none does.

    >>> read_counted_thing("two (2) dedicated releases/year for the Bank", 7)
    'releases'
    >>> read_counted_thing("fifty (50) signed items for each year", 10)
    'items'
    """
    match = _COUNTED.match(text, start)
    if match is None:
        return ""
    if match["glued"]:
        return match["glued"]
    words: list[str] = []
    plural = ""
    first = match["words"].split(" ", 1)[0].rstrip(".")
    if TECHNICAL.fullmatch(first):
        return first
    for word in re.split(r"[ /]", match["words"]):
        bare = word.rstrip(".'’-")
        if bare.lower() in _STOP_WORDS or (plural and re.search(r"(?:ing|ed)$", bare)):
            break
        words.append(bare)
        if len(bare) > 3 and re.search(r"[^s]s$", bare):
            plural = bare
        elif plural and bare.islower():
            break
    return _plain(plural or words[-1]) if words else ""


def _plain(word: str) -> str:
    """A counted thing in lower case; abbreviations ("MW") and other names of units stay."""
    return word.lower() if word.istitle() and len(word) > 2 else word


def _overlaps(quantity: Quantity, taken: list[tuple[int, int]]) -> bool:
    return any(start < quantity.end and quantity.start < end for start, end in taken)
