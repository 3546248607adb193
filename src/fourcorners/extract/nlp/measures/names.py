"""Names: what a level is a level of, in the words of the text."""

import re
from typing import Final

from fourcorners.extract.nlp.measures.candidates import NO_SETTING, FoundMeasure, Setting
from fourcorners.extract.nlp.measures.levels import nearest_level
from fourcorners.extract.nlp.measures.listings import Listing
from fourcorners.extract.nlp.measures.quantities import TECHNICAL, QuantityKind
from fourcorners.extract.nlp.measures.schedules import SCHEDULE, find_entries
from fourcorners.extract.nlp.measures.shares import VARIATION
from fourcorners.extract.nlp.measures.volumes import COMMITMENT

_LONGEST: Final = 110
_REACH: Final = 300
_BESIDE: Final = 30
_BREAK: Final = re.compile(r";|\.\s+(?=[A-Z(])|:\s+(?=.{4})|\bprovided,?\s+(?:however,?\s+)?that\b", re.I)
_EARLIER: Final = re.compile(
    r".*(?:%|\b(?:percent|seconds?|minutes?|hours?|days?|weeks?|months?))\)?[^\w(]{0,3}(?:of\s+release\s+)?\b(?:and|or|but)\s+",
    re.I,
)
"""What comes before the second level of a sentence: "within 15 minutes and | resolve it"."""
_MODAL: Final = re.compile(
    r"\b(?:shall|will|must|may\s+not|cannot|agrees?\s+(?:to|that)|undertakes?\s+to|is\s+to|are\s+to|guarantees?|should|targets?|"
    r"(?:is|are)\s+(?:required|obliged|obligated)\s+to|warrants?(?:\s+that)?|commits?\s+to)\b\s*",
    re.I,
)
_EFFORT: Final = re.compile(
    r"^(?:(?:also|promptly|at\s+all\s+times|be|have|use|make|exercise|take|its|all|best|commercially|reasonable|"
    r"diligent|efforts?|endeavou?rs?|steps|to|and|ensure|procure|that|achieve|maintain|provide|generally|an?|the|no|"
    r"not|sustained)\b[\s,]*)+",
    re.I,
)
_FIRST_WORD: Final = re.compile(
    r"^(?:of|the|an?|its|any|all|each|such|that|and|or|if|should|in\s+addition,?|provided\s+that)(?:\s+|$)",
    re.I,
)
_NAMED_LEAST: Final = re.compile(
    r"(?:an?\s+|the\s+)?(?P<name>(?:minimum|maximum)(?:\s+[\w-]+){1,6}?)\s+(?:(?:shall|will|must)\s+be|of|is|are|be|to|:)\b.*",
    re.I,
)
""" "A minimum purchase commitment of": the comparing words are the name."""
_LEAST_OF: Final = re.compile(r"(?:total|average|aggregate|cumulative|amount|quantity|number|sum|\s)+", re.I)
_LAST_WORD: Final = re.compile(
    r"\s(?:be|is|are|of|to|at|for|in|between|from|than|and|or|an?|the|by|with|no|not|may|means|that|on|falls?|drops?)$",
    re.I,
)
_PIECES: Final = re.compile(r",\s|\b(?:and|but)\s")
_EDGES: Final = " ,;:.)([]-–—%\"'“”*_"
_RIGHT_END: Final = re.compile(r"[;:.,(\[]\s")
_NEXT_PHRASE: Final = re.compile(
    r"\b(?:between|during|in|per|each|for|excluding|exclusive|as|on|from|measured|within|shall|will)\b"
)
_COUNTS: Final = re.compile(r"(?!per )\w", re.I)
_FOLLOWING: Final = re.compile(r"^(?:\w+\s+){0,4}?the\s+following\s+|\s+as\s+follows$", re.I)
_OPENS_RANGE: Final = re.compile(r"\b(?:between|(?:(?:within|in)\s+(?:the|a)\s+)?range)\b", re.I)
_LOWER_END: Final = re.compile(
    r"\s+[-−]?\d[\d.,]{0,9}\s?(?:°|degrees\b)?\s?(?:[CF]\b|%)?\s?(?:to\s+|and\s+|[-–]\s?)$|\s+$"
)
"""The lower end of a range before its upper one."""
_OTHER_TIMES: Final = re.compile(r"times\b", re.I)
""" "More than three times" counts what is done, "twice the average" nothing at all."""
_SUM: Final = re.compile(r"\s*\b(?:US|USD|EUR)?\s?[$€£]\s?\d|\s[$€£]\s?\d")
_NO_OBJECT: Final = re.compile(r"\s*(?:of\s+the\s+time|and|or|between)\b", re.I)
_QUALIFIER: Final = re.compile(r"\s+(?:(?!and\b|or\b|shall\b|may\b|will\b)[\w-]+\s*){1,10}")
_SEVERITY: Final = re.compile(
    r"\b(?:severity|priority|class|level|sev|category)[\s-]*(?:level\s*)?"
    r"(?:\(?[1-6]\)?|one|two|three|four|five|[A-D])\b(?:\s+\w+)?",
    re.I,
)


def name_metric(text: str, measure: FoundMeasure, setting: Setting = NO_SETTING) -> str:
    """What is measured, cut from the sentence around the quantity.

    >>> from fourcorners.extract.nlp.measures.readings import read_measures
    >>> text = "The error rate of the Service shall not exceed 2%."
    >>> name_metric(text, read_measures(text)[0])
    'error rate of the Service'
    """
    if measure.rule == SCHEDULE:
        return _scheduled(text, measure)
    start = measure.comparison.start
    if measure.comparison.words == "between":
        opened = list(_OPENS_RANGE.finditer(text, max(0, start - _BESIDE), start))
        start = opened[0].start() if opened else len(_LOWER_END.sub("", text[:start]))
    left = _own_words(text, start)
    if measure.rule == COMMITMENT and _SUM.search(left):
        left = _SUM.split(left, maxsplit=1)[0]
    right = _RIGHT_END.split(text[measure.comparison.end :][:_REACH])[0].lstrip("'’ ")
    modals = list(_MODAL.finditer(left))
    name = _tidy(left[: modals[-1].start()]) if measure.rule == VARIATION and modals else ""
    name = name or (
        _named_least(text, measure) or _counted(text, measure) or _beside(left, right) or _before(left, right)
    )
    name = name or _tidy(setting.stem[-_LONGEST:]) or _tidy(setting.heading)
    severity = _SEVERITY.search(f"{setting.stem} {setting.heading}")
    if severity and not _SEVERITY.search(name):
        name = f"{name}, {severity[0]}"
    return name or measure.unit


def _scheduled(text: str, measure: FoundMeasure) -> str:
    """What the schedule is one of, and the period or date of this entry: "net sales, Year 2"."""
    first, entry = find_entries(text, measure.comparison.start)
    announced = _FOLLOWING.sub("", _before(_own_words(text, first).rstrip(" :"), ""))
    return ", ".join(filter(None, (announced, entry)))


def _named_least(text: str, measure: FoundMeasure) -> str:
    """The name that the comparing words hold: "a minimum remaining shelf life of"."""
    match = _NAMED_LEAST.match(text, measure.comparison.start, measure.comparison.quantity.start)
    if match is None or _LEAST_OF.fullmatch(match["name"].split(maxsplit=1)[1]):
        return ""
    return _tidy(match["name"])


def _own_words(text: str, position: int) -> str:
    """The words of the clause before a level, without those of a level before it."""
    before = text[max(0, position - _REACH) : position]
    ends = [match.end() for match in _BREAK.finditer(before)]
    words = before[ends[-1] :] if ends else before
    earlier = _EARLIER.match(words)
    return words[earlier.end() :] if earlier else words


def _counted(text: str, measure: FoundMeasure) -> str:
    """What is counted: "full-time technicians"; of none at all, how: "errors reported in manual testing"."""
    quantity = measure.comparison.quantity
    if (
        quantity.kind is not QuantityKind.COUNT
        or not _COUNTS.match(quantity.unit)
        or TECHNICAL.fullmatch(quantity.unit)
    ):
        return ""
    said = text[quantity.start : quantity.end].lower()
    if said in ("once", "twice") or _OTHER_TIMES.match(quantity.unit):
        return ""
    start = text.lower().find(quantity.unit.lower(), quantity.end)
    if start < 0:
        return ""
    end = start + len(quantity.unit)
    tail = _QUALIFIER.match(text, end) if quantity.value == 0 else None
    behind = min(max(quantity.end, measure.comparison.end), start)
    return _tidy(text[behind : tail.end() if tail else end])


def _beside(left: str, right: str) -> str:
    """The level that is named behind its value: "99.9% uptime"."""
    level = nearest_level("", right[:_BESIDE], strong_only=True)
    if level is None or level.word.startswith("of ") or nearest_level(left, "", strong_only=True):
        return ""
    words = _tidy(_NEXT_PHRASE.split(right)[0])
    return f"{words}, {_tidy(left)}" if words and left.rstrip(" *_").endswith(":") else words


def _before(left: str, right: str) -> str:
    """The subject where it names a level, else what is done, with an object or the subject to one word."""
    modals = list(_MODAL.finditer(left))
    if not modals:
        return _tidy(left) or _tidy(right)
    pieces = [piece for piece in left[: modals[-1].start()].split(", ") if piece.strip()]
    named = [piece for piece in pieces if nearest_level(piece, "", strong_only=True)]
    done = _tidy(_EFFORT.sub("", left[modals[-1].end() :]))
    if named or not done:
        return _tidy((named or pieces or [""])[-1])
    if " " in done:
        return done
    subject = _PIECES.split(left[: modals[-1].start()].strip())[-1]
    has_object = len(right.split()) > 1 and not _NO_OBJECT.match(right)
    return _tidy(f"{done} {right}" if has_object else f"{subject} {done}")


def name_listed(listing: Listing, setting: Setting) -> str:
    """What a listed level is a level of: the word that announces it, and the name that it is listed under.

    >>> from fourcorners.extract.nlp.measures.listings import read_listing
    >>> setting = Setting(stem="The Service shall have at least the following uptime:")
    >>> name_listed(read_listing("First year: 98.8%", setting), setting)
    'uptime, First year'
    """
    quantity = listing.measure.comparison.quantity
    severity = list(_SEVERITY.finditer(f"{setting.heading} {setting.introduction} {setting.stem}"))
    if severity and not _SEVERITY.search(listing.name):
        return f"{listing.name}, {severity[-1][0]}"
    if nearest_level(listing.name, "", strong_only=True):
        return listing.name
    announced = nearest_level(
        f"{setting.heading} {setting.introduction} {setting.stem}", "", strong_only=True
    )
    if quantity.kind is QuantityKind.MONEY:
        return listing.name
    if quantity.kind is QuantityKind.COUNT and quantity.unit:
        return f"{quantity.unit}, {listing.name}"
    return f"{announced.word}, {listing.name}" if announced else listing.name


def _tidy(words: str) -> str:
    """Without articles and dangling words, and not longer than a name is."""
    words = " ".join(words.split())
    if len(words) > _LONGEST:
        words = words[-_LONGEST:].split(" ", 1)[-1]
    previous = ""
    while previous != words:
        previous = words
        words = _LAST_WORD.sub("", _FIRST_WORD.sub("", words.strip(_EDGES)))
        words = f"{words})" if words.count("(") > words.count(")") else words
    return words
