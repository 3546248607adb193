"""The thing that words of an event point back at: of "each invoice ... after its receipt", the invoice."""

import re
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

_STOP: Final = (
    r"(?:of|in|on|at|by|for|from|to|with|without|within|under|after|before|upon|until|unless|if|that|which|who|when|"
    r"where|as|and|or|but|nor|than|then|so|not|no|is|are|was|were|be|been|has|have|had|shall|will|must|may|can|"
    r"cannot|it|its|they|their|them|you|your|we|our|us|the|an?|any|each|every|all|such|this|during|against|prior|"
    r"through|into|per|does|do|did|promptly|immediately|due|includes?|including)"
)
_THING: Final = re.compile(
    r"(?:(?P<before>[\w’'-]+)[,\s]\s?)?\b(?P<determiner>each|every|an?|any|all|the|such)\s"
    rf"(?P<noun>(?!{_STOP}\b)[\w&-]+(?:[’']s)?(?:\s(?!{_STOP}\b)[\w&-]+){{0,3}})",
    re.IGNORECASE,
)
_LINKS: Final = frozenset(
    "of in on at by for from with without within under after before to into through during per as against "
    "upon than until between among".split()
)
"""A noun behind one of these tells more of another; it is not what the sentence deals with."""
_NO_THINGS: Final = re.compile(
    r"(?:days?|weeks?|months?|quarters?|years?|hours?|minutes?|times?|date|part(?:y|ies)|rights?|event|case|option|extent|"
    r"purposes?|period|other|others|same|following|latter|manner|way)$",
    re.IGNORECASE,
)
_PARTICIPLE: Final = re.compile(r"\s\w+ed$")
_REACH: Final = 400
"""Characters that are looked through on either side."""


class Thing(NamedTuple):
    """A noun of a sentence with its determiner."""

    determiner: str
    noun: str

    def __str__(self) -> str:
        return f"{self.determiner} {self.noun}"


def find_antecedent(sentence: str, start: int, end: int, actors: Collection[str]) -> Thing | None:
    """The nearest thing before the words at [start, end), else the first behind them; None where none is.

    `actors` are those who act, by name: no invoice is a party. Names of times and of parties are left out.

    >>> str(find_antecedent("Buyer shall pay each invoice within 9 days of its receipt.", 46, 57, ["Buyer"]))
    'each invoice'
    """
    named = {actor.casefold() for actor in actors}
    before = list(_things(sentence[max(0, start - _REACH) : start], named))
    if before:
        return before[-1]
    return next(_things(sentence[end : end + _REACH], named), None)


def longer_name(noun: str, sentence: str, start: int) -> str | None:
    """The noun as the sentence names it in full before `start`: of "the meeting" the service meeting."""
    ending = f" {noun.casefold()}"
    found = (match["noun"] for match in _THING.finditer(sentence, max(0, start - _REACH), start))
    return next((each for each in found if each.casefold().endswith(ending)), None)


def _things(words: str, actors: Collection[str]) -> Iterator[Thing]:
    for match in _THING.finditer(words):
        if (match["before"] or "").casefold() in _LINKS:
            continue
        noun = _PARTICIPLE.sub("", match["noun"])
        if noun.casefold() not in actors and not _NO_THINGS.search(noun):
            yield Thing(match["determiner"].lower(), noun)
