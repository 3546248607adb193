"""How the contract renews itself, and by what notice a party stops that."""

from collections.abc import Iterator
from typing import Final

from fourcorners.domain.period import Period, PeriodUnit
from fourcorners.domain.variable import DurationValue, VariableDraft
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.facts.instruments import KIND
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, beginning_with, ending_in
from fourcorners.values.found import Found
from fourcorners.values.periods import find_periods

RENEWAL: Final = "renewal_term"
NOTICE: Final = "notice_period_to_terminate_renewal"

_NEEDLE: Final = any_of(
    r"renew\w*", "extend(?:s|ed|ing)?", "extensions?", "extendable", r"year[\s-]to[\s-]year",
    r"month[\s-]to[\s-]month", "successive", "non-?renewal", "continue", r"prolong\w*",
)  # fmt: skip
_CONTRACT: Final = rf"(?:{KIND}|terms?|periods?|\w+ renewal)"
_FROM_TIME_TO_TIME: Final = r"(?:year[ -]to[ -]year|month[ -]to[ -]month)"
_RENEWS: Final = any_of(
    rf"(?:this|the|such|said|our|it)(?: [\w'’/-]+){{0,5}}? {_CONTRACT}\b[^.;]{{0,260}}?"
    r"\b(?<!not been )(?:renew\w*|extend(?:s|ed|able)?(?! until)|prolong\w*)",
    r"this (?-i:[A-Z]{3,6})\b[^.;]{0,260}?\b(?:renew\w*|extend(?:s|ed)?)",
    rf"(?:renew|extend|prolong)(?:s|ed|ing)? (?:this|the|such|said)(?: [\w'’/-]+){{0,4}}? {_CONTRACT}",
    r"(?:renewal|extension) (?:terms?|periods?|options?)",
    r"automatic(?:ally)? (?:\w+ ){0,2}?(?:renew\w*|exten\w+)",
    r"term extensions?",
    r"(?:it|and) (?:shall|will) (?:then |thereafter )?(?:be )?(?:automatically )?(?:renew|extend)\w*",
    rf"(?:renew\w*|continue\w*|extend\w*|remain|term)\b[^.;]{{0,80}}?\b{_FROM_TIME_TO_TIME}",
    r"continue\w*\b[^.;]{0,80}?\b(?:successive|automatically)",
    r"thereafter\b[^.;]{0,40}?\bcontinue\w*\b[^.;]{0,80}?\b(?:successive|automatic\w*|terminated by)",
    r"continue\w*\b[^.;]{0,60}?\bthereafter until terminated",
    r"(?:option|right) to (?:continue|renew|extend)",
)
_OPENS_WITH_RENEWAL: Final = beginning_with(r"(?:thereafter|upon)\b[^.;]{0,160}?\b(?:renew|extend)")
_BY_AGREEMENT: Final = any_of(
    r"mutual(?:ly)?",
    r"(?:agreement|consent) (?:of|by|between|in writing by) (?:both|the|all) parties",
    "both parties",
    r"parties (?:may|shall|will|can)? ?(?:mutually )?(?:agree|negotiate)",
    r"agreed (?:by|between|upon)",
    r"negotiat\w+",
    r"written (?:agreement|consent)",
)
_BY_ITSELF: Final = any_of("automatic(?:ally)?", "tacit(?:ly)?", _FROM_TIME_TO_TIME)
_AUTOMATIC: Final = any_of(
    "automatic(?:ally)?",
    "evergreen",
    "tacit(?:ly)?",
    "deemed (?:to be )?(?:renewed|extended)",
    _FROM_TIME_TO_TIME,
    r"unless\b[^.;]{0,160}?\b(?:notice|notif\w+|writing|terminat\w+)",
)
_OPTION: Final = any_of(
    r"option\w*",
    "right",
    r"elect\w*",
    "may",
    "sole discretion",
    r"(?:shall|will) (?:be )?(?:renew|extend)\w*",
)
_OTHER_MATTER: Final = any_of(
    "letters? of credit", "insurance", "polic(?:y|ies)", "patents?", "domain names?", "registrations?",
    "permits?", "warranty period", "copyrights?", "force majeure", "payment terms", "cure period",
    "delivery", "due date", "milestones?", "deadlines?", "survey", "purchase orders?", "beyond",
)  # fmt: skip
_BEFORE_PERIOD: Final = ending_in(
    r"(?:successive|additional|consecutive|further|another|subsequent|automatic|renewals?|extensions?|"
    r"renew\w*|extend\w*)\b(?:[^.;]{0,70}?\b"
    r"(?:for|of|by|on|an?|to|one|two|three|four|up to|additional|each|optional|periods?|terms?|another|"
    r"further|successive|the))?[\s(]*"
)
_AFTER_PERIOD: Final = beginning_with(
    r"['’]?[\s-]*(?:\(\d+\)\s?)?"
    r"(?:successive |additional |consecutive |renewal |extension |further |option )*"
    r"(?:periods?|terms?|increments?|extensions?|renewals?|basis|each|thereafter|options?)\b"
)
_UP_TO: Final = ending_in(
    r"(?:up to|maximum of|total of|exceed\w*|aggregate of|within|in excess of)(?: an?)?"
    r"(?: (?:additional|total|aggregate))? "
)
_RATE: Final = any_of(
    r"(?P<year>year[ -]to[ -]year|(?:on an? )?(?:annual|yearly) (?:periods?|terms?|basis|renewals?)|"
    r"(?:successive|additional|consecutive) annual|(?:each|every) year|annually)",
    r"(?P<month>month[ -]to[ -]month|monthly (?:periods?|terms?|basis)|each month)",
)
_ADVANCE: Final = beginning_with(
    r"['’]?s?['’]?,?(?: \([^)]{1,60}\))?"
    r"(?: (?:prior|advance|advanced|previous|written|in writing|calendar|of|or more|in advance))*,? ?"
    r"(?:\b(?:prior to|before|in advance of|preceding|previous to|of the end)\b|"
    r"\b(?:notice|notification)\b)",
    r"['’]?s?['’]?,? (?:in advance|prior)\b",
)
_NOTICE: Final = any_of(
    "notice", "notif(?:y|ies|ied|ication)", "advis(?:e|es|ed)", "inform(?:s|ed)?", "writing", "written",
    "terminat(?:e|es|ed|ion)", "request", r"cancel\w*", r"object\w*",
)  # fmt: skip
_NOT_TO_RENEW: Final = any_of(
    r"non-? ?(?:renew\w*|extension)",
    r"not (?:to )?(?:be )?(?:further )?(?:renew\w*|extend\w*|continue)",
    r"unless(?! (?:this agreement (?:has|is)|it is|earlier|sooner|otherwise|"
    r"terminated (?:earlier|sooner|in accordance|as)))",
    r"until\b[^.;]{0,40}?\bterminat\w+",
    r"intent(?:ion)?\b[^.;]{0,20}?\b(?:terminate|cancel|not)",
    "does not wish",
    "(?:opt|elect)s? out",
    "in the absence of",
    r"terminat\w+\b[^.;]{0,90}?\b(?:at|as of|on|effective (?:on|as of)) the (?:end|expiration|last day)",
    r"declin\w+ (?:to renew|renewal)",
    r"prevent\b[^.;]{0,30}?\brenewal",
)
_RENEWAL_NOTICE: Final = any_of(
    r"(?:such|said|the|any|this) (?:written )?(?:notice|notification)",
    r"notice of (?:non-?renewal|intent\w*)",
)
_END_OF_TERM: Final = any_of(
    r"expir\w+",
    "end of",
    "anniversary",
    r"renew\w*",
    "then[ -]current",
    "conclusion of",
    r"terminat\w+ (?:of|date)",
)

_AUTOMATICALLY: Final = 0.93
_BY_OPTION: Final = 0.65
_IN_SAME_SENTENCE: Final = 0.93
_IN_NEXT_SENTENCE: Final = 0.7
_IN_ATTACHMENT: Final = 0.85
_NEXT_SENTENCES: Final = 3
_SHORT_UNITS: Final = frozenset({PeriodUnit.SECOND, PeriodUnit.MINUTE, PeriodUnit.HOUR})


def propose_renewal(passages: Passages) -> list[VariableDraft]:
    """The length of a renewal, and the notice that keeps it from happening.

    A renewal that takes the agreement of both sides is none: it is a new bargain.
    """
    renewals: list[VariableDraft] = []
    notices: list[VariableDraft] = []
    for passage in passages.mentioning(_NEEDLE):
        if _is_renewal(passage.text):
            renewals.extend(_renewals(passage, passages))
            notices.extend(_notices(passage, passages))
    return [*most_telling(renewals), *most_telling(notices)]


def _is_renewal(text: str) -> bool:
    match = _RENEWS.search(text) or _OPENS_WITH_RENEWAL.match(text)
    if match is None:
        return False
    return not _OTHER_MATTER.search(text, 0, match.end() + 40)


def _share(passage: Passage, passages: Passages) -> float:
    return _IN_ATTACHMENT if passages.is_attached(passage.clause) else 1.0


def _renewals(passage: Passage, passages: Passages) -> Iterator[VariableDraft]:
    text = passage.text
    automatic = _AUTOMATIC.search(text) is not None
    if _BY_AGREEMENT.search(text) and not _BY_ITSELF.search(text):
        return
    if not automatic and not _OPTION.search(text):
        return
    confidence = (_AUTOMATICALLY if automatic else _BY_OPTION) * _share(passage, passages)
    for found in find_periods(text):
        if _is_renewal_period(text, found):
            at = (found.start, found.end)
            value = DurationValue(iso=found.value.iso, text=text[slice(*at)])
            yield passages.draft(RENEWAL, value, confidence, passage.reading, at)
            return
    rate = _RATE.search(text)
    if rate and automatic:
        value = DurationValue(iso="P1Y" if rate["year"] else "P1M", text=rate[0])
        yield passages.draft(RENEWAL, value, confidence, passage.reading, rate.span())


def _is_renewal_period(text: str, found: Found[Period]) -> bool:
    if found.value.unit in _SHORT_UNITS:
        return False
    before = text[max(0, found.start - 110) : found.start]
    after = text[found.end : found.end + 60]
    if _ADVANCE.match(after) or _UP_TO.search(before):
        return False
    if _BEFORE_PERIOD.search(before):
        return True
    near = text[max(0, found.start - 400) : found.end + 40]
    return _AFTER_PERIOD.match(after) is not None and _is_renewal(near)


def _notices(passage: Passage, passages: Passages) -> list[VariableDraft]:
    """The notice in the sentence that tells the renewal, else in one of those that follow it."""
    text = passage.text
    if _NOTICE.search(text) and _NOT_TO_RENEW.search(text):
        told = list(_notice(passage, passages, _IN_SAME_SENTENCE))
        if told:
            return told
    return list(_notice_after(passage, passages)) if _AUTOMATIC.search(text) else []


def _notice_after(passage: Passage, passages: Passages) -> Iterator[VariableDraft]:
    """ "Such notice must be given ninety days before the end of the term", after the renewal was told."""
    last = min(passage.sentence + _NEXT_SENTENCES, len(passages.tree.sentences) - 1)
    for index in range(passage.sentence + 1, last + 1):
        follower = passages.at(index)
        text = follower.text
        if _RENEWAL_NOTICE.search(text) and (_END_OF_TERM.search(text) or _NOT_TO_RENEW.search(text)):
            yield from _notice(follower, passages, _IN_NEXT_SENTENCE)
            return


def _notice(passage: Passage, passages: Passages, confidence: float) -> Iterator[VariableDraft]:
    text = passage.text
    for found in find_periods(text):
        if _ADVANCE.match(text[found.end : found.end + 100]):
            at = (found.start, found.end)
            value = DurationValue(iso=found.value.iso, text=text[slice(*at)])
            share = _share(passage, passages)
            yield passages.draft(NOTICE, value, confidence * share, passage.reading, at)
            return
