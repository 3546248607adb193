"""The date from which the contract has effect."""

import re
from typing import Final

from fourcorners.domain.evidence import Quote
from fourcorners.domain.variable import VariableDraft
from fourcorners.extract.nlp.facts.agreement_date import find_agreement_dates
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.facts.date_candidate import DateCandidate
from fourcorners.extract.nlp.facts.instruments import KIND
from fourcorners.extract.nlp.facts.signature_dates import (
    computation_of_latest,
    find_signature_dates,
    latest,
)
from fourcorners.extract.nlp.facts.stated_effective_dates import (
    BEGINS,
    EFFECT_NEEDLE,
    OTHER_MATTER,
    find_stated_effective_dates,
)
from fourcorners.extract.nlp.facts.undated import find_undated_effect
from fourcorners.extract.nlp.passages import Passages
from fourcorners.extract.nlp.words import any_of

NAME: Final = "effective_date"

_THAT_DATE: Final = (
    r"(?:(?:date|day|year)(?: and year)? "
    r"(?:hereof|first (?:above )?(?:written|set forth|stated|mentioned|indicated)|"
    r"of (?:this|the) (?:agreement|contract|amendment)|of execution|of (?:its )?sign(?:ing|ature)|"
    r"set forth (?:above|below)|written above)|(?:execution|signing|signature) (?:date|hereof|of this)|"
    r"date (?:it|this agreement) is (?:signed|executed))"
)
_REFERENCE: Final = re.compile(
    rf"(?:\bthis (?:[\w-]+ ){{0,4}}?{KIND}|^(?:the )?(?:initial )?(?:term|agreement))\b[^.;]{{0,80}}?"
    rf"\b{BEGINS}\b[^.;]{{0,50}}?\b{_THAT_DATE}"
    rf"|\b(?:effective|commencement) date[\"”]? (?:means|shall mean|is|shall be) the {_THAT_DATE}",
    re.IGNORECASE,
)
_SIGNED_DATE: Final = (
    r"(?:(?:date|day) (?:of|on which)[\w ,]{0,25}? (?:last|latest|most recent|final|both)\b[\w ,]{0,25}? "
    r"(?:sign(?:s|ed|atures?|ing|atory)|execut(?:e[sd]?|ion))\b"
    r"|(?:last|latest|later|final|most recent)\b[\w ,]{0,25}?\b(?:signature|execution|signing|signed"
    r"|written below|"
    r"dates? (?:of|set forth|indicated|noted|written|beneath|below|on)[\w ,]{0,25}?(?:signatures?|below"
    r"|signed))\b"
    r"|date (?:last )?(?:written|noted|indicated|set forth|stated|signed|specified)(?: last)? below"
    r"|(?:upon|on|after|from)(?: the)?(?: date of)?(?: the)?(?: completion of the)? (?:sign(?:ing|atures?)"
    r"|execution)"
    r"(?: and seals?)?(?: date)?(?: (?:of|by|hereof)(?: this agreement)?(?: (?:by|of))?(?: the)?(?: both"
    r"| all| two)?"
    r"(?: parties)?)?(?=[ ,.;(]|$)"
    r"|date (?:of )?(?:last )?signed by (?:both|all|the last))"
)
"""How contracts say that they run from when the last has signed."""
_WHEN_SIGNED: Final = re.compile(
    rf"(?:\bthis (?:[\w-]+ ){{0,4}}?{KIND}|^(?:the )?(?:initial )?(?:term|agreement))\b[^.;]{{0,80}}?"
    rf"\b(?:{BEGINS}|made|entered into)\b[^.;]{{0,40}}?\b{_SIGNED_DATE}"
    rf"|\b(?:effective|commencement) date[\"”]?\)? (?:means|shall mean|is|shall be) (?:the )?{_SIGNED_DATE}"
    rf"|\b{_SIGNED_DATE}[^.;]{{0,60}}?\(?(?:the |hereinafter )?[\"“]?(?:the )?effective date",
    re.IGNORECASE,
)
_SIGNING: Final = any_of("sign(?:ed|ing|atures?|s)", "execution", "executed", "below")
_BY_REFERENCE: Final = 0.69
_WHEN_LAST_SIGNED: Final = 0.7


def propose_effective_date(passages: Passages) -> list[VariableDraft]:
    """The date by definition, else as stated, else that of the last signature or of the contract, as it says.

    Where the contract leaves a blank for it, that it is not stated.
    """
    candidates = find_stated_effective_dates(passages)
    if candidates:
        return most_telling(candidate.draft(NAME, passages) for candidate in candidates)
    return (
        _when_signed(passages)
        or _by_reference(passages)
        or [blank.draft(NAME, passages) for blank in find_undated_effect(passages)][:1]
    )


def _when_signed(passages: Passages) -> list[VariableDraft]:
    """ "Effective as of the date of the last signature": that sentence, and the latest date beside one."""
    dates = find_signature_dates(passages)
    if not dates:
        return []
    for passage in passages.mentioning(_SIGNING):
        match = _WHEN_SIGNED.search(passage.text)
        if match is None or passages.is_attached(passage.clause):
            continue
        draft = DateCandidate(*latest(dates), _WHEN_LAST_SIGNED).draft(NAME, passages)
        computed = computation_of_latest(match[0], dates)
        quotes = (passages.quote(passage), *draft.quotes[1:])
        return [draft.model_copy(update={"quotes": quotes, "computed": computed})]
    return []


def _by_reference(passages: Passages) -> list[VariableDraft]:
    """ "Effective as of the date first written above": that sentence, and the words of the date."""
    for passage in passages.mentioning(EFFECT_NEEDLE):
        match = _REFERENCE.search(passage.text)
        if match and not OTHER_MATTER.search(passage.text[max(0, match.start() - 200) : match.start()]):
            sentence = passages.quote(passage)
            return [_referring(sentence, date, passages) for date in find_agreement_dates(passages)]
    return []


def _referring(sentence: Quote, date: DateCandidate, passages: Passages) -> VariableDraft:
    draft = date._replace(confidence=_BY_REFERENCE).draft(NAME, passages)
    return draft.model_copy(update={"quotes": (sentence, *draft.quotes[1:])})
