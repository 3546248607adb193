"""The sentences that tell what follows the first term."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.renewal import RenewalKind
from fourcorners.extract.nlp.facts.instruments import KIND
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, beginning_with

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
_NOT_AT_ALL: Final = any_of(
    r"(?:shall|will|may|does|do|can) not (?:be )?(?:renew\w*|extend(?:ed)?(?! (?:to|beyond|over)\b))",
    r"no (?:automatic )?(?:right|option|obligation)s? (?:of|to|for) (?:renew\w*|extend|extension)",
    r"no (?:renewals?|extensions?)(?: or (?:renewals?|extensions?))?(?: of this)?",
    r"(?:is|are|be) not (?:subject to )?(?:renew(?:ed|al|able)|extend(?:ed|able))",
    r"without (?:any )?(?:right|option) (?:of|to) renew\w*",
)
_NOT_BY_ITSELF: Final = any_of(r"not\b[^.;]{0,20}?\bautomatic(?:ally)?", "no automatic")
_CONTRACT_ITSELF: Final = any_of(rf"(?:this|the) (?:[\w'’-]+ ){{0,3}}?{_CONTRACT}")
_MENTIONED: Final = any_of(
    r"(?:unless|until|if)(?: [\w,'’-]+){0,6}? (?:renewed|extended)",
    r"hereby (?:renewed|extended)",
    r"(?:as|if) (?:renewed|extended)",
)
"""A renewal that is told elsewhere, or that has happened."""
_ANYTHING_ELSE: Final = any_of("unless", "except", "without", "until", "only", "but", "however")
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
_IN_ATTACHMENT: Final = 0.85
_REACH: Final = 120


class RenewalSentence(NamedTuple):
    """A sentence about a renewal of the contract."""

    passage: Passage
    at: tuple[int, int]
    """The words of the sentence that speak of it."""
    kind: RenewalKind | None
    """None where it only mentions one."""
    is_option: bool
    """Whether a party may have the renewal that follows without the other's agreement."""
    share: float
    """Of the confidence, how much is left of it."""


def find_renewal_sentences(passages: Passages) -> Iterator[RenewalSentence]:
    """Each sentence that speaks of the contract's renewal, with the kind of renewal that it tells."""
    for passage in passages.mentioning(_NEEDLE):
        refusal = _refusal(passage.text)
        match = refusal or renewal_in(passage.text)
        if match is not None:
            kind, is_option = (RenewalKind.NONE, False) if refusal else _kind(passage.text)
            share = _IN_ATTACHMENT if passages.is_attached(passage.clause) else 1.0
            yield RenewalSentence(passage, match.span(), kind, is_option, share)


def renewal_in(text: str) -> re.Match[str] | None:
    """Where a text tells of a renewal of the contract or its term; None where of that of something else."""
    match = _RENEWS.search(text) or _OPENS_WITH_RENEWAL.match(text)
    return None if match and _OTHER_MATTER.search(text, 0, match.end() + 40) else match


def _kind(text: str) -> tuple[RenewalKind | None, bool]:
    """The kind, and whether it is at the option of one side."""
    needs_both = _BY_AGREEMENT.search(text) is not None
    if _MENTIONED.search(text) and not _BY_ITSELF.search(text):
        return (RenewalKind.BY_AGREEMENT if needs_both else None), False
    if _NOT_BY_ITSELF.search(text) or (needs_both and not _BY_ITSELF.search(text)):
        return RenewalKind.BY_AGREEMENT, False
    if _AUTOMATIC.search(text):
        return RenewalKind.AUTOMATIC, False
    if _OPTION.search(text):
        return RenewalKind.BY_AGREEMENT, True
    return None, False


def _refusal(text: str) -> re.Match[str] | None:
    """Where a sentence says that the contract does not renew, and not only on what condition it does."""
    match = _NOT_AT_ALL.search(text)
    if match is None or _OTHER_MATTER.search(text):
        return None
    around = text[max(0, match.start() - _REACH) : match.end() + _REACH]
    is_ours = _CONTRACT_ITSELF.search(around) is not None and not _ANYTHING_ELSE.search(around)
    return match if is_ours else None
