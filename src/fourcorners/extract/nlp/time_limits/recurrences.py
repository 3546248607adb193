"""Duties that come back on a day or in each period: "by the 15th day of each quarter", "every month"."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.extract.nlp.time_limits.anchors import read_event
from fourcorners.extract.nlp.time_limits.months import MONTH, find_months, months_between
from fourcorners.extract.nlp.time_limits.time_limit import Strength, TimeLimit, continuous, recurring
from fourcorners.extract.nlp.time_limits.units import KIND_OF_UNIT, MONTH_BEHIND, UNIT, divided, duration_of

_DAY_OF: Final = re.compile(
    rf"""\b(?P<cue>(?:(?:on|by|before|until|no\slater\sthan|not\slater\sthan|on\sor\s(?:before|about)|prior\sto|
              monthly\sby)\s){{0,2}})
        (?:the\s)?(?:(?:close|end|opening)\sof\s(?:business\s)?(?:on\s)?(?:the\s)?)?
        (?P<also>(?:\w{{3,11}}|\d{{1,2}}\s?(?:st|nd|rd|th))(?:\s\(\d{{1,2}}(?:st|nd|rd|th)?\))?
              (?:\s(?:day|business\sday))?\sand\s(?:the\s)?)?
        (?P<day> (?: \w{{3,11}}(?:-\w{{5,7}})?\s?(?:\(\d{{1,2}}(?:st|nd|rd|th)?\)\s?)?
                   | \d{{1,2}}\s?(?:st|nd|rd|th)\s )
                 (?:(?:calendar|business|working|banking)\s)?
                 (?:day\s|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\s)? )
        (?:of|after\sthe\send\sof|following\sthe\send\sof)\s(?P<which>each|every|the|any|such|a)\s
        (?:(?:and\severy|following|next|succeeding|subsequent|preceding|current|same|{KIND_OF_UNIT})\s){{0,3}}
        (?P<unit>week|month|quarter|year)\b (?:\s(?:following|for|during|after)\s[^,;.()]{{1,60}})?""",
    re.IGNORECASE | re.VERBOSE,
)
_ORDINAL: Final = re.compile(
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|twent\w+|"
    r"thirt\w+|last|final|\d{1,2}\s?(?:st|nd|rd|th))",
    re.IGNORECASE,
)
_EACH: Final = re.compile(
    rf"""\b(?:(?:on|by|in|for|during|within|from|at|no\slater\sthan|not\slater\sthan|on\sor\sbefore|over)\s)?
        (?P<each> each(?:\sand\severy)? | every(?:\sother)? | in\sany(?:\sone|\sgiven)? | per | in\san?
          | during\s(?:any(?:\sone|\sgiven)?|an?)
          | (?:calculated|measured)\s(?:over|in|during|for|on)\san? )\s
        (?:one\s(?:\(1\)\s)?)?
        (?:(?:successive|succeeding|subsequent|consecutive|full|whole|such|{KIND_OF_UNIT})\s){{0,3}}
        {UNIT}\b(?!['’]s\b|[\s-]period|ly)
        (?:(?:,\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day){{0,5}},?\sand\s(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b)?""",
    re.IGNORECASE | re.VERBOSE,
)
_SLASH: Final = re.compile(rf"(?<=[a-z])\s?/\s?{UNIT}\b", re.IGNORECASE)
_EACH_EVENT: Final = re.compile(
    r"""\b(?:on|by|at|in|before|prior\sto|for|after|following|upon)\s
        (?:the\s(?:conclusion|end|beginning|start|completion|anniversary)\sof\s)?
        (?:each|every|the(?=\sanniversary))\s
        (?P<event>(?:of\sthe\s)?(?:\w+\s){0,2}?(?:payment\sdate|anniversary|sprint|iteration|due\sdate|
           distribution\sdate|contract\syears?|delivery|shipment|release))\b(?:\sof\s(?=(?P<of>\S)))?""",
    re.IGNORECASE | re.VERBOSE,
)
_MONTHS: Final = re.compile(
    rf"""\b(?:[Ii]n|[Dd]uring|[Bb]y\s(?:the\s)?end\sof)\s(?:the\smonths?\sof\s)?
        {MONTH}(?:(?:,\s|,?\s(?:and|or)\s){MONTH}){{0,11}}
        (?P<again>,?\s(?:of|in|during)\s(?:each|every)\s(?:calendar\s)?year|,?\s(?:each|every)\syear|,?\sannually)?\b
        (?!,?\s(?:of\s)?\d)""",
    re.VERBOSE,
)
"""Months by their names, without the year of which they are: one of them has to be said to come back."""
_RATES: Final = {"per", "in a", "in an"}
_SHARE: Final = re.compile(r"(?:%\)?|per\s?cent(?:\s\([\d.]+%\))?)\s(?:\w+\s){0,2}$", re.IGNORECASE)
_PRICE: Final = re.compile(
    r"(?:%|\bper\s?cent(?:\s\([\d.]+%\))?|\brate(?:\sof\s\S+)?|\binterest|\bhours?|\bdollars?|"
    r"[$€£]\s?[\d,.\[\]*]+(?:\s(?:million|thousand))?)(?:\s\w+){0,2}\s?$",
    re.IGNORECASE,
)
_PAYS: Final = re.compile(
    r"\b(?:(?:pays?|paid|payable|reimburse|remit)\b[^;]{0,120}|fees?\s(?:of|equal\sto|is|shall\sbe)\b[^;]{0,80})$",
    re.IGNORECASE,
)
_PAY_PERIODS: Final = {"week", "month", "quarter", "year"}
_OF_DELAY: Final = re.compile(
    r"\s(?:of\s(?:any\s|such\s|the\s)?(?:delay|default|lateness|late|downtime|breach|absence)|that|in\swhich|"
    r"for\swhich|or\s(?:part|portion)|you|we|it|they|he|she)\b",
    re.IGNORECASE,
)
_OPEN: Final = re.compile(
    r"\b(?:periodically|regularly|routinely|at\s(?:the\s|such\s)?(?:[\w-]+\s)?intervals(?:\sthroughout\s[^,.;(]{3,60})?|"
    r"on\sa\s(?:regular|periodic)\sbasis)\b",
    re.IGNORECASE,
)
_FROM_TIME_TO_TIME: Final = re.compile(r"\bfrom\stime\sto\stime\b", re.IGNORECASE)


def find_recurrences(sentence: str) -> Iterator[TimeLimit]:
    """Find the days and periods that a duty comes back on."""
    yield from _days_of_units(sentence)
    yield from _each_unit(sentence)
    yield from _each_event(sentence)
    yield from _named_months(sentence)
    for match in _OPEN.finditer(sentence):
        yield recurring(sentence, match.span(), None, Strength.AT_EVENT)
    for match in _FROM_TIME_TO_TIME.finditer(sentence):
        yield continuous(sentence, match.span(), Strength.FROM_TIME_TO_TIME)


def _days_of_units(sentence: str) -> Iterator[TimeLimit]:
    """ "by the 15th day of each quarter", "on the last day of the month"."""
    for match in _DAY_OF.finditer(sentence):
        repeats = match["which"].lower() in {"each", "every"} or match["cue"]
        if not repeats or not _ORDINAL.match(match["day"]):
            continue
        behind = MONTH_BEHIND.search(sentence, match.start("unit"), match.end())
        period = duration_of((behind or match)["unit"])
        if match["also"] and _ORDINAL.match(match["also"]):
            period = divided(match["unit"].lower(), 2) or period
        yield recurring(sentence, match.span(), period, Strength.SPAN_EACH_PERIOD)


def _each_unit(sentence: str) -> Iterator[TimeLimit]:
    """ "each month", "every other week", "per calendar year", "during any one month"."""
    for match in [*_EACH.finditer(sentence), *_SLASH.finditer(sentence)]:
        each = match.groupdict().get("each") or "per"
        strength = Strength.EACH_PERIOD
        if each.lower() in _RATES:
            strength = _rate_strength(sentence, match)
        if strength > Strength.MENTION and not _OF_DELAY.match(sentence, match.end()):
            yield recurring(sentence, match.span(), duration_of(match["unit"], each), strength)


def _rate_strength(sentence: str, match: re.Match[str]) -> Strength:
    """How much "per month" says of time: nothing in a rate of interest, more where a sum is to be paid."""
    before = sentence[max(0, match.start() - 140) : match.start()]
    if _SHARE.search(before[-50:]):
        return Strength.RATE
    if not _PRICE.search(before[-50:]):
        return Strength.EACH_PERIOD
    is_paid = match["unit"].lower() in _PAY_PERIODS and _PAYS.search(before) is not None
    return Strength.PAY_RATE if is_paid else Strength.RATE


def _each_event(sentence: str) -> Iterator[TimeLimit]:
    """ "on each Payment Date", "at the end of every sprint"."""
    for match in _EACH_EVENT.finditer(sentence):
        event = match["event"].lower()
        recurrence = "P1Y" if "anniversary" in event or "year" in event else None
        whole = read_event(sentence, match.end()) if match["of"] else None
        span = (match.start(), whole[1] if whole else match.end())
        yield recurring(sentence, span, recurrence, Strength.EACH_EVENT)


def _named_months(sentence: str) -> Iterator[TimeLimit]:
    """ "in March, June, September and December", "by the end of February in each year"."""
    for match in _MONTHS.finditer(sentence):
        months = find_months(match[0])
        if len(months) > 1 or match["again"]:
            yield recurring(sentence, match.span(), months_between(months), Strength.EACH_PERIOD)
