"""Quantities: numbers together with what they count, as a promised measure states them."""

import re
from enum import StrEnum
from typing import Final, NamedTuple

from fourcorners.domain.period import DayType
from fourcorners.extract.nlp.measures.multiples import Multiple, find_multiples
from fourcorners.extract.nlp.measures.named_days import NamedDay, find_named_days, find_own_days
from fourcorners.extract.nlp.measures.scales import scale_of
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
    "sixty|seventy|eighty|ninety|hundred|thousand|million|once|twice"
)
_ANY_NUMBER: Final = re.compile(rf"\d|\b(?:{_NUMBER_WORD})\b|\b(?:next|same|following|business)\s+day", re.I)
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
    r"db[am]?|mg/(?:l|ml|kg|g)|[µu]g/m?[lg]|(?:cfu|eu|iu)(?:/m?[lg])?|dpi|fps|lux|cst|cp|mpa\.?s|[kmg]pa|n\.?t\.?u|"
    r"(?:kilo|mega|giga)?(?:bits?|bytes?)|degrees?(?:\s(?:c(?:elsius|entigrade)?|f(?:ahrenheit)?)\b)?|[km]?btu/\w{2,4}|"
    r"microns?|µm|ph|[km]?volts?|kv|amperes?|amps)",
    re.I,
)
"""Units of measure that count no things."""
_COUNTED: Final = re.compile(
    r"(?P<glued>[A-Za-z°]{1,12}(?:/[A-Za-z]{1,8})?)|"
    r"\s?-?\s?[\"“‘]?(?P<words>[A-Za-z°][\w°&'’.-]*(?:[ /-][A-Za-z°][\w°&'’-]*){0,7})"
)
_RANGE_START: Final = re.compile(r"\d\s?(?:°\s?[CF]?)?\s?[-–]\s?$")
""" "15-25°C": the dash is neither a minus nor a part of a name."""
_DEGREES: Final = re.compile(r"\s?(?:°|degrees?\b)", re.I)
_CELSIUS: Final = re.compile(
    r"\s?(?:°|º|degrees?)\s?(?P<scale>c(?:elsius|entigrade)?|f(?:ahrenheit)?)\b", re.I
)
_OCCURRENCES: Final = re.compile(
    r"\b(?:(?P<once>once)|twice)\b(?=\s+(?:per|an?|in|each|every|during|within|or\s+more)\b)|"
    r"(?<=than )(?:(?P<single>once)|twice)\b",
    re.I,
)
_SEVERITY: Final = re.compile(
    r"\s*(?:severity|priority|class|category|level)\s+(?:\d|[a-d]|one|two)\s+(?=[a-z])", re.I
)
"""What stands between a number and the thing it counts in "three Severity 1 incidents"."""

_PARTS: Final = re.compile(r"\s*\)?\s*parts\s+per\s+(?P<power>million|billion)\b", re.I)
_MINUS: Final = re.compile(r"(?:^|[\s(])(?P<sign>[-−–]|minus\s)\s?$")
_RATIO: Final = re.compile(
    r"\s*\)?\s+(per\s+(?:million|thousand|hundred|\d[\d,]{0,10})\s+(?:(?!in\b|during\b|each\b|per\b|shall\b|over\b)[\w-]+\s?){1,4})(?<!\s)",
    re.I,
)
_SCORE: Final = re.compile(r"score|rating|gpa|index|grade|csat|nps", re.I)
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
    found = [
        *_shares(text),
        *_times(text),
        *_money(text, dollar),
        *_rates(text),
        *_occurrences(text),
        *map(_of_multiple, find_multiples(text)),
    ]
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
    found += [*map(_of_day, find_named_days(text)), *_short_times(text)]
    taken = [(quantity.start, quantity.end) for quantity in found]
    own = map(_of_day, find_own_days(text))
    return [*found, *(each for each in own if not _overlaps(each, taken))]


def _of_day(day: NamedDay) -> Quantity:
    return Quantity(day.start, day.end, day.value, day.unit, QuantityKind.TIME)


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


def _rates(text: str) -> list[Quantity]:
    return [
        Quantity(match.start(), match.end(), float(match[1]), match[2], QuantityKind.COUNT)
        for match in _RATE.finditer(text)
    ]


def _occurrences(text: str) -> list[Quantity]:
    """ "Twice in any calendar year": how often something happens."""
    return [
        Quantity(
            match.start(),
            match.end(),
            1.0 if match["once"] or match["single"] else 2.0,
            "times",
            QuantityKind.COUNT,
        )
        for match in _OCCURRENCES.finditer(text)
    ]


def _of_multiple(multiple: Multiple) -> Quantity:
    return Quantity(multiple.start, multiple.end, multiple.value, multiple.unit, QuantityKind.COUNT)


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
        minus = _MINUS.search(before)
        if minus is not None and not _RANGE_START.search(before) and _DEGREES.match(text, number.end):
            start = number.start - len(minus[0]) + minus.start("sign") - minus.start()
            unit = read_counted_thing(text, number.end)
            found.append(Quantity(start, number.end, -float(number.value), unit, QuantityKind.COUNT))
            continue
        ends = _RANGE_START.search(before) and _DEGREES.match(text, number.end)
        if (_REFERENCE.search(before) and not ends) or _CALENDAR_YEAR.fullmatch(
            text[number.start : number.end]
        ):
            continue
        value = float(number.value)
        unit = _ratio(text, number.end) or read_counted_thing(text, number.end)
        unit = unit or scale_of(text, number.start, value)
        found.append(Quantity(number.start, number.end, value, unit, QuantityKind.COUNT, number.conflict))
    return found


def _ratio(text: str, start: int) -> str:
    """ "Per million units sold": what a number is so many of."""
    match = _RATIO.match(text, start)
    return match[1] if match else ""


def is_score(quantity: Quantity) -> bool:
    """Whether a number is a mark on a scale ("a CSAT score of 4.5")."""
    return quantity.kind is QuantityKind.COUNT and _SCORE.fullmatch(quantity.unit) is not None


def read_counted_thing(text: str, start: int) -> str:
    """The noun that a number counts, standing right after it; empty where none does.

    >>> read_counted_thing("two (2) dedicated releases/year for the Bank", 7)
    'releases'
    >>> read_counted_thing("fifty (50) signed items for each year", 10)
    'items'
    """
    parts = _PARTS.match(text, start)
    if parts is not None:
        return f"pp{parts['power'][0].lower()}"
    severity = _SEVERITY.match(text, start)
    degrees = _CELSIUS.match(text, start)
    if degrees is not None:
        return f"°{degrees['scale'][0].upper()}"
    match = _COUNTED.match(text, severity.end() if severity else start)
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
