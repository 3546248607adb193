"""The notice that keeps a contract from renewing."""

from collections.abc import Iterator
from typing import Final

from fourcorners.domain.renewal import RenewalKind
from fourcorners.domain.variable import DurationValue, VariableDraft
from fourcorners.extract.nlp.facts.renewal_sentences import RenewalSentence
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, beginning_with
from fourcorners.values.periods import find_periods

NAME: Final = "notice_period_to_terminate_renewal"

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


_IN_SAME_SENTENCE: Final = 0.95
_IN_NEXT_SENTENCE: Final = 0.7
_NEXT_SENTENCES: Final = 3


def stands_before_an_end(after: str) -> bool:
    """Whether the words after a span put it before something: "days prior to", "days' notice"."""
    return _ADVANCE.match(after) is not None


def renewal_notices(sentence: RenewalSentence, passages: Passages) -> list[VariableDraft]:
    """The notice in the sentence that tells the renewal, else in one of those that follow it."""
    text = sentence.passage.text
    if _NOTICE.search(text) and _NOT_TO_RENEW.search(text):
        told = list(_notice(sentence.passage, passages, _IN_SAME_SENTENCE * sentence.share))
        if told:
            return told
    if sentence.kind is not RenewalKind.AUTOMATIC:
        return []
    return list(_notice_after(sentence, passages))


def _notice_after(sentence: RenewalSentence, passages: Passages) -> Iterator[VariableDraft]:
    """ "Such notice must be given ninety days before the end of the term", after the renewal was told."""
    first = sentence.passage.sentence + 1
    for index in range(first, min(first + _NEXT_SENTENCES, len(passages.tree.sentences))):
        follower = passages.at(index)
        text = follower.text
        if _RENEWAL_NOTICE.search(text) and (_END_OF_TERM.search(text) or _NOT_TO_RENEW.search(text)):
            yield from _notice(follower, passages, _IN_NEXT_SENTENCE * sentence.share)
            return


def _notice(passage: Passage, passages: Passages, confidence: float) -> Iterator[VariableDraft]:
    text = passage.text
    for found in find_periods(text):
        if stands_before_an_end(text[found.end : found.end + 100]):
            at = (found.start, found.end)
            value = DurationValue(iso=found.value.iso, text=text[slice(*at)])
            yield passages.draft(NAME, value, confidence, passage.reading, at)
            return
