"""The parties of a letter, which speaks as "we" to "you"."""

import re
from typing import Final

from fourcorners.domain.evidence import Quote
from fourcorners.domain.party import PartyDraft
from fourcorners.domain.span import Span
from fourcorners.segment.names import SUFFIX

_HEAD: Final = 8_000
"""Characters of a letter in which it says who writes to whom."""
_SALUTATION: Final = re.compile(r"^[ \t]*Dear\s+(?P<name>[^\n,:]{2,60})", re.MULTILINE)
_NAME: Final = r"(?P<name>(?:[A-Z][\w.&'’-]{0,40},?\s+){1,7})"
_TERM: Final = re.compile(r"[\"“”]([^\"“”]{1,40})[\"“”]")
_CALLED: Final = re.compile(
    _NAME + r"(?:(?:is|are|will\s+be|shall\s+be)\s+)?(?:(?:referred\s+to|called|known)\s+)?as\s+(?:the\s+)?"
    r"(?P<terms>[\"“][^\"“”]{1,40}[\"”](?:[\s,]{1,3}(?:or|and)?\s?(?:the\s+)?[\"“][^\"“”]{1,40}[\"”]){0,4})"
)
_LETTERHEAD: Final = re.compile(rf"^[ \t]*(?P<name>[A-Z][^\n]{{2,80}}?\b{SUFFIX}\b\.?)[ \t]*$", re.MULTILINE)
_WRITER: Final = frozenset({"we", "us", "our", "ours", "i", "me"})
_ADDRESSEE: Final = frozenset({"you", "your", "yours"})


def letter_parties(text: str) -> list[PartyDraft]:
    """Writer and addressee of a letter, by what it calls them; empty for what is no letter.

    A letter that gives them no names of their own has the roles "We" and "You".
    """
    salutation = _SALUTATION.search(text, 0, _HEAD)
    if salutation is None:
        return []
    return _called(text) or _unnamed(text, salutation)


def _called(text: str) -> list[PartyDraft]:
    """The parties of "Acme Ltd is referred to as the "Company" or "we", and Jo Doe as "you"."""
    parties: list[PartyDraft] = []
    for match in _CALLED.finditer(text, 0, _HEAD):
        terms = _TERM.findall(match["terms"])
        name = " ".join(match["name"].split()).strip(" ,")
        addresses = {term.lower() for term in terms} & (_WRITER | _ADDRESSEE)
        if addresses:
            role = next((term for term in terms if term.lower() not in addresses), terms[0].capitalize())
            names = (name, *terms, *_pronouns(addresses))
            quote = Quote.at(Span(match.start(), match.end()), text)
            parties.append(PartyDraft(role=role, names=tuple(dict.fromkeys(names)), quotes=(quote,)))
    return parties if len(parties) > 1 else []


def _unnamed(text: str, salutation: re.Match[str]) -> list[PartyDraft]:
    letterhead = _LETTERHEAD.search(text, 0, salutation.start())
    addressee = Span(salutation.start("name"), salutation.end("name"))
    parties = [_party("You", _ADDRESSEE, addressee, text)]
    if letterhead is not None:
        parties.insert(0, _party("We", _WRITER, Span(letterhead.start("name"), letterhead.end("name")), text))
    return parties


def _party(role: str, addresses: frozenset[str], span: Span, text: str) -> PartyDraft:
    names = (" ".join(span.of(text).split()), role, *sorted(addresses))
    return PartyDraft(role=role, names=names, quotes=(Quote.at(span, text),))


def _pronouns(addresses: set[str]) -> list[str]:
    """All forms of the pronouns that a party is called by."""
    return sorted(_WRITER if addresses & _WRITER else _ADDRESSEE)
