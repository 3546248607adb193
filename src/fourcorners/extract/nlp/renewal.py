"""How the contract renews itself, and by what notice a party stops that."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.period import Period, PeriodUnit
from fourcorners.domain.variable import DurationValue, VariableDraft
from fourcorners.extract.nlp.choice import most_telling
from fourcorners.extract.nlp.instruments import KIND
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.values.found import Found
from fourcorners.values.periods import find_periods

RENEWAL: Final = "renewal_term"
NOTICE: Final = "notice_period_to_terminate_renewal"

_NEEDLE: Final = re.compile(
    r"\b(?:renew\w*|extend(?:s|ed|ing)?|extensions?|extendable|year[\s-]to[\s-]year|month[\s-]to[\s-]month|successive|"
    r"non-?renewal|continue|prolong\w*)\b",
    re.IGNORECASE,
)
_CONTRACT: Final = rf"(?:{KIND}|jsma|terms?|franchise|periods?)"
_RENEWS: Final = re.compile(
    rf"\b(?:this|the|such|said|our|it)\b(?: [\w'’/-]+){{0,5}}? {_CONTRACT}\b[^.;]{{0,260}}?\b(?<!not been )(?:renew\w*|extend(?:s|ed|able)?(?! until)|prolong\w*)\b"
    rf"|\b(?:renew|extend|prolong)(?:s|ed|ing)? (?:this|the|such|said)(?: [\w'’/-]+){{0,4}}? {_CONTRACT}\b"
    r"|\b(?:renewal|extension) (?:terms?|periods?|options?)\b|\bautomatic(?:ally)? (?:\w+ ){0,2}?(?:renew\w*|exten\w+)|\bterm extensions?\b"
    r"|\b(?:it|and) (?:shall|will) (?:then |thereafter )?(?:be )?(?:automatically )?(?:renew|extend)\w*"
    r"|\b(?:renew\w*|continue\w*|extend\w*|remain|term)\b[^.;]{0,80}?\b(?:year[ -]to[ -]year|month[ -]to[ -]month)\b"
    r"|\bcontinue\w*\b[^.;]{0,80}?\b(?:successive|automatically)\b|\bthereafter\b[^.;]{0,40}?\bcontinue\w*\b[^.;]{0,80}?\b(?:successive|automatic\w*|terminated by)\b"
    r"|\bcontinue\w*\b[^.;]{0,60}?\bthereafter until terminated\b"
    r"|\b(?:option|right) to (?:continue|renew|extend)\b"
    r"|^(?:thereafter|upon)\b[^.;]{0,160}?\b(?:renew|extend)\w*",
    re.IGNORECASE,
)
_BY_AGREEMENT: Final = re.compile(
    r"\b(?:mutual(?:ly)?|(?:agreement|consent) (?:of|by|between|in writing by) (?:both|the|all) parties|both parties|"
    r"parties (?:may|shall|will|can)? ?(?:mutually )?(?:agree|negotiate)|agreed (?:by|between|upon)|negotiat\w+|if the parties agree|"
    r"written (?:agreement|consent))\b",
    re.IGNORECASE,
)
_AUTOMATIC: Final = re.compile(
    r"\b(?:automatic(?:ally)?|evergreen|tacit(?:ly)?|deemed (?:to be )?(?:renewed|extended)|year[ -]to[ -]year|month[ -]to[ -]month)\b|\bunless\b[^.;]{0,160}?\b(?:notice|notif\w+|writing|terminat\w+)\b",
    re.IGNORECASE,
)
_BY_ITSELF: Final = re.compile(r"\b(?:automatic(?:ally)?|tacit(?:ly)?|year[ -]to[ -]year|month[ -]to[ -]month)\b", re.IGNORECASE)
_OPTION: Final = re.compile(
    r"\b(?:option\w*|right|elect\w*|may|sole discretion)\b|\bshall (?:be )?(?:renew|extend)|\bwill (?:be )?(?:renew|extend)", re.IGNORECASE
)
_OTHER_MATTER: Final = re.compile(
    r"\b(?:letters? of credit|insurance|polic(?:y|ies)|patents?|domain names?|registrations?|permits?|warranty period|copyrights?|"
    r"force majeure|payment terms|cure period|delivery|due date|milestones?|deadlines?|survey|purchase orders?|negotiat\w+ to extend|"
    r"beyond)\b",
    re.IGNORECASE,
)
_BEFORE_PERIOD: Final = re.compile(
    r"\b(?:successive|additional|consecutive|further|another|subsequent|automatic|renewals?|extensions?|renew\w*|extend\w*)\b"
    r"(?:[^.;]{0,70}?\b(?:for|of|by|on|an?|to|one|two|three|four|up to|additional|each|optional|periods?|terms?|another|further|successive|the))?[\s(]*$",
    re.IGNORECASE,
)
_AFTER_PERIOD: Final = re.compile(
    r"^['’]?[\s-]*(?:\(\d+\)\s?)?(?:successive |additional |consecutive |renewal |extension |further |option )*"
    r"(?:periods?|terms?|increments?|extensions?|renewals?|basis|each|thereafter|options?)\b",
    re.IGNORECASE,
)
_UP_TO: Final = re.compile(r"\b(?:up to|maximum of|total of|exceed\w*|aggregate of|within|in excess of)(?: an?)?(?: (?:additional|total|aggregate))? $", re.IGNORECASE)
_RATE: Final = re.compile(
    r"\b(?:(?P<year>year[ -]to[ -]year|(?:on an? )?(?:annual|yearly) (?:periods?|terms?|basis|renewals?)|(?:successive|additional|consecutive) annual|"
    r"(?:each|every) year|annually)|(?P<month>month[ -]to[ -]month|monthly (?:periods?|terms?|basis)|each month))\b",
    re.IGNORECASE,
)
_ADVANCE: Final = re.compile(
    r"^['’]?s?['’]?,?(?: \([^)]{1,60}\))?(?: (?:prior|advance|advanced|previous|written|in writing|calendar|of|or more|in advance))*,?"
    r" ?(?:\b(?:prior to|before|in advance of|preceding|previous to|of the end)\b|\b(?:notice|notification)\b)",
    re.IGNORECASE,
)
_PRIOR: Final = re.compile(r"^['’]?s?['’]?,? (?:in advance|prior)\b", re.IGNORECASE)
_NOTICE: Final = re.compile(
    r"\b(?:notice|notif(?:y|ies|ied|ication)|advis(?:e|es|ed)|inform(?:s|ed)?|writing|written|terminat(?:e|es|ed|ion)|request|cancel\w*|object\w*)\b",
    re.IGNORECASE,
)
_NOT_TO_RENEW: Final = re.compile(
    r"\bnon-? ?(?:renew\w*|extension)\b|\bnot (?:to )?(?:be )?(?:further )?(?:renew\w*|extend\w*|continue)\b|\bunless\b(?! (?:this agreement (?:has|is)|it is|earlier|sooner|otherwise|terminated (?:earlier|sooner|in accordance|as)))|"
    r"\buntil\b[^.;]{0,40}?\bterminat\w+|"
    r"\bintent(?:ion)?\b[^.;]{0,20}?\b(?:terminate|cancel|not)\b|\bdoes not wish\b|\b(?:opt|elect)s? out\b|\bin the absence of\b|"
    r"\bterminat\w+\b[^.;]{0,90}?\b(?:at|as of|on|effective (?:on|as of)) the (?:end|expiration|last day)\b|\bfailing (?:such )?notice\b|"
    r"\bdeclin\w+ (?:to renew|renewal)\b|\bprevent\b[^.;]{0,30}?\brenewal\b",
    re.IGNORECASE,
)
_RENEWAL_NOTICE: Final = re.compile(
    r"\b(?:such|said|the|any|this|notice of (?:non-?renewal|termination|intent\w*)) (?:written )?(?:notice|notification)\b|\bnotice of (?:non-?renewal|intent\w*)\b",
    re.IGNORECASE,
)
_END_OF_TERM: Final = re.compile(r"\b(?:expir\w+|end of|anniversary|renew\w*|then[ -]current|conclusion of|terminat\w+ (?:of|date))\b", re.IGNORECASE)

_AUTOMATICALLY: Final = 0.92
_BY_OPTION: Final = 0.7
_IN_SAME_SENTENCE: Final = 0.9
_IN_NEXT_SENTENCE: Final = 0.75
_NEXT_SENTENCES: Final = 3


def propose_renewal(passages: Passages) -> list[VariableDraft]:
    """The length of a renewal, and the notice that keeps it from happening.

    A renewal that takes the agreement of both sides is none: it is a new bargain.
    """
    renewals: list[VariableDraft] = []
    notices: list[VariableDraft] = []
    for passage in passages.mentioning(_NEEDLE):
        if not _is_renewal(passage):
            continue
        periods = find_periods(passage.text)
        found = list(_renewals(passage, periods, passages))
        renewals.extend(found)
        told = list(_notices(passage, periods, passages))
        notices.extend(told or _notices_after(passage, passages) if _AUTOMATIC.search(passage.text) else told)
    return [*most_telling(renewals), *most_telling(notices)]


def _is_renewal(passage: Passage) -> bool:
    match = _RENEWS.search(passage.text)
    return match is not None and not _OTHER_MATTER.search(passage.text[: match.end() + 40])


def _renewals(
    passage: Passage, periods: list[Found[Period]], passages: Passages
) -> Iterator[VariableDraft]:
    text = passage.text
    automatic = _AUTOMATIC.search(text) is not None
    if _BY_AGREEMENT.search(text) and not _BY_ITSELF.search(text):
        return
    if not automatic and not _OPTION.search(text):
        return
    confidence = _AUTOMATICALLY if automatic else _BY_OPTION
    for found in periods:
        if not _is_renewal_period(text, found):
            continue
        at = (found.start, found.end)
        value = DurationValue(iso=found.value.iso, text=text[slice(*at)])
        yield passages.draft(RENEWAL, value, confidence, passage.reading, at)
        return
    rate = _RATE.search(text)
    if rate and automatic:
        value = DurationValue(iso="P1Y" if rate["year"] else "P1M", text=rate[0])
        yield passages.draft(RENEWAL, value, confidence, passage.reading, rate.span())


def _is_renewal_period(text: str, found: Found[Period]) -> bool:
    if found.value.unit in {PeriodUnit.SECOND, PeriodUnit.MINUTE, PeriodUnit.HOUR}:
        return False
    before = text[max(0, found.start - 110) : found.start]
    after = text[found.end : found.end + 60]
    if _ADVANCE.match(after) or _PRIOR.match(after) or _UP_TO.search(before):
        return False
    return bool(_BEFORE_PERIOD.search(before) or (_AFTER_PERIOD.match(after) and _RENEWS.search(text[: found.end + 40])))


def _notices(passage: Passage, periods: list[Found[Period]], passages: Passages) -> Iterator[VariableDraft]:
    text = passage.text
    if _NOTICE.search(text) and _NOT_TO_RENEW.search(text):
        yield from _notice(passage, periods, passages, _IN_SAME_SENTENCE)


def _notices_after(passage: Passage, passages: Passages) -> Iterator[VariableDraft]:
    """ "Such notice must be given ninety days before the end of the term", after the renewal was told."""
    last = min(passage.index + _NEXT_SENTENCES, len(passages.tree.sentences) - 1)
    for index in range(passage.index + 1, last + 1):
        follower = passages.at(index)
        text = follower.text
        if _RENEWAL_NOTICE.search(text) and (_END_OF_TERM.search(text) or _NOT_TO_RENEW.search(text)):
            yield from _notice(follower, find_periods(text), passages, _IN_NEXT_SENTENCE)
            return


def _notice(
    passage: Passage, periods: list[Found[Period]], passages: Passages, confidence: float
) -> Iterator[VariableDraft]:
    text = passage.text
    for found in periods:
        if _ADVANCE.match(text[found.end : found.end + 100]) or _PRIOR.match(text[found.end : found.end + 20]):
            at = (found.start, found.end)
            value = DurationValue(iso=found.value.iso, text=text[slice(*at)])
            yield passages.draft(NOTICE, value, confidence, passage.reading, at)
            return
