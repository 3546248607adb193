"""How long goods, software or work are warranted."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.period import Period, PeriodUnit
from fourcorners.domain.variable import DurationValue, VariableDraft
from fourcorners.extract.nlp.facts.blanks import BLANK, blank_value
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.facts.mentions import mentioning_any, needles
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, beginning_with, ending_in
from fourcorners.values.found import Found
from fourcorners.values.periods import find_periods

NAME: Final = "warranty_duration"

_NEEDLES: Final = needles(
    r"arrant(?:y|ies|s|ed)?\b",
    "WARRANT",
    r"uarantee[sd]?\s(?:period|that|against|to|for|the)",
    r"efects?\s[Ll]iability",
)
_WARRANTS: Final = any_of(
    r"warrant(?:s|ed)?(?! to purchase)",
    r"guarantees?",
    "guaranteed",
    r"warrant(?:y|ies)",
    "defects? liability",
)
_THINGS: Final = any_of(
    "products?", "software", "goods", "services?", r"work(?:s|manship)?", "materials?", "equipment",
    r"defect\w*",
    "systems?", "licensed", "deliverables?", "media", "parts?", "units?", "items?", "articles?",
    "components?",
    "repairs?", "plant", "platform", "applications?", "machines?", "vehicles?", "warranty period",
)  # fmt: skip
_PERIOD_OF_WARRANTY: Final = any_of(
    r"(?:warranty|guarantee|defects liability|defects correction) (?:period|term|coverage)",
    r"period of (?:the )?(?:warranty|guarantee)",
    "warranty duration",
)
_LASTS: Final = ending_in(
    r"(?:warranty|guarantee|defects liability|warranties)\b[^.;]{0,160}?"
    r"(?:means?|is|be|are|for|of|valid|extends?|continues?|expires?|lasts?|runs?|remain\w*|during|until|ends?|"
    r"terminates?|end|limited to|:|=|[”\"] ?[–-])(?: an?| the| to| of| for| all| period| initial| not|"
    r" less| least| minimum| shorter| "
    r"lesser| earlier| later| longer| first| date| that| is| time| at| term| effect| in| force| full|"
    r" equal| continue| and|[”\"(:,–-]){0,10} ?"
)
_FOR_A_PERIOD: Final = ending_in(
    r"(?:for|during|within|throughout)(?: an?| the| period| initial| first| at| least| not| less| than|"
    r" minimum| of| "
    r"each| case| in| and| warranty| term| further|,|[”\"(:]){0,8} ?"
)
_AFTER_WARRANTY: Final = beginning_with(
    r"['’]?s?[ -]?(?:\([^()]{1,30}\) )?(?:limited |express |product |parts |standard |"
    r"full )?(?:warranty|guarantee)\b"
)
_FROM_DELIVERY: Final = beginning_with(
    r"['’]?s?['’]? ?(?:\([^()]{1,60}\) ?)?(?:period |term )?(?:,? ?commencing |,? ?beginning |"
    r",? ?starting |,? ?as )?"
    r"(?:of|from|after|following|beyond|since|on|upon)\b(?! the (?:expiration|termination) (?:or|"
    r"of (?:this|the) agreement))"
    r"[^.;]{0,80}?\b"
    r"(?:deliver\w*|date|purchase|acceptance|installation|shipment|receipt|completion|performance|manufactur\w+|"
    r"sale|sold|commissioning|shipped|provision|invoice|launch|use|activation|effective|handover|supply|"
    r"ex works|"
    r"performed|title|start|closing|taking over|issue)\b"
)
_OTHER_MATTER: Final = any_of(
    r"notif\w+", r"notices?", r"inspect\w*", r"reject\w*", r"surviv\w+", r"terminat\w+", r"audit\w*",
    r"cure[ds]?",
    "claims? (?:must|shall|may)", r"respond\w*", "advance", "at least", "prior", "insurance", "shares",
    "stock",
    "payments? (?:of|within)", "invoices?", r"exclusiv\w+", "extended warranty", "reports?",
    r"confidential\w*",
    r"renew\w*", "litigation", "financial statements", "taxes", "past", "previous", "preceding",
    r"exercis\w+", "options?", "writs?", "vacated", "cannot",
)  # fmt: skip
_REMEDY_TIME: Final = any_of(
    r"(?:repair|replace|correct|remedy|re-?perform|rectify|credit|refund|return)\w*\b[^.;]{0,60}? within"
)
_AT_LEAST: Final = re.compile(r"(?:at least|not less than|minimum of|prior)", re.IGNORECASE)
_NOT_OURS: Final = beginning_with(
    r"['’]?s?['’]? ?(?:\([^()]{1,40}\) )?(?:prior|advance|before|written|notice|preceding|"
    r"of (?:receipt of )?(?:notice|written)|"
    r"after (?:receipt of |receiving )?(?:notice|written|such notice|the notice|termination|expiration|"
    r"being notified))\b"
)

_BLANK_TIME: Final = re.compile(
    rf"{BLANK}(?! ?(?:%|percent))"
    r"(?P<unit>[ )]{1,2}(?:business |calendar )?(?:days?|weeks?|months?|years?)\b)?",
    re.IGNORECASE,
)
_DEFINED: Final = 0.9
_WARRANTED: Final = 0.85
_OF_WARRANTY: Final = 0.75
_IN_ATTACHMENT: Final = 0.9
_LOOK_BACK: Final = 330
_NEAR: Final = 120
_UNITS: Final = frozenset({PeriodUnit.DAY, PeriodUnit.WEEK, PeriodUnit.MONTH, PeriodUnit.YEAR})


def propose_warranty_duration(passages: Passages) -> list[VariableDraft]:
    """The time for which something is warranted; two where two things have warranties of the same standing.

    A warranty of title or authority lasts no stated time and is none. A time left blank is not stated.
    """
    drafts = [
        draft for passage in mentioning_any(passages, _NEEDLES) for draft in _durations(passage, passages)
    ]
    return most_telling(drafts)


def _durations(passage: Passage, passages: Passages) -> Iterator[VariableDraft]:
    text = passage.text
    if not _WARRANTS.search(text) or not _THINGS.search(text):
        return
    share = _IN_ATTACHMENT if passages.is_attached(passage.clause) else 1.0
    for found in find_periods(text):
        standing = _standing(text, found.start, found.end) if _is_long(found) else 0.0
        if standing:
            at = (found.start, found.end)
            value = DurationValue(iso=found.value.iso, text=text[slice(*at)])
            yield passages.draft(NAME, value, standing * share, passage.reading, at)
            return
    for blank in _BLANK_TIME.finditer(text):
        standing = _standing(text, *blank.span()) if _is_time(text, blank) else 0.0
        if standing:
            unknown = blank_value(text, *blank.span())
            yield passages.draft(NAME, unknown, standing * share, passage.reading, blank.span())
            return


def _is_time(text: str, blank: re.Match[str]) -> bool:
    """Whether a time belongs in the blank, by its unit, by what it runs from, or by what it is said to be."""
    tells = _FROM_DELIVERY.match(text[blank.end() : blank.end() + 160])
    return bool(tells or blank["unit"] or _PERIOD_OF_WARRANTY.search(text, 0, blank.start()))


def _is_long(found: Found[Period]) -> bool:
    return found.value.unit in _UNITS and found.value.quantity > 0


def _standing(text: str, start: int, end: int) -> float:
    """How sure it is that the time between these places is that of a warranty; 0 where it is another."""
    before = text[max(0, start - _LOOK_BACK) : start]
    after = text[end : end + 400]
    if _NOT_OURS.match(after):
        return 0.0
    near = before[-_NEAR:]
    if _AFTER_WARRANTY.match(after):
        return _OF_WARRANTY
    if _REMEDY_TIME.search(near):
        return 0.0
    if _LASTS.search(before) and not _OTHER_MATTER.search(_AT_LEAST.sub("", near)):
        return _DEFINED if _PERIOD_OF_WARRANTY.search(before) else _OF_WARRANTY
    told = _FOR_A_PERIOD.search(before)
    is_limit = told is not None and told[0].lower().startswith("within")
    if told is None or _OTHER_MATTER.search(_AT_LEAST.sub("", before if is_limit else near)):
        return 0.0
    return _for_a_period(text, before, after)


def _for_a_period(text: str, before: str, after: str) -> float:
    """ "Warrants that, for twelve months from delivery, ..."."""
    if not _FROM_DELIVERY.match(after) and not _PERIOD_OF_WARRANTY.search(after):
        return 0.0
    if _WARRANTS.search(before) or _WARRANTS.search(after) or _PERIOD_OF_WARRANTY.search(text):
        return _WARRANTED
    return 0.0
