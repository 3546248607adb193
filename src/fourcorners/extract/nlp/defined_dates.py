"""Terms that a contract gives to dates which its variables state: the "Commencement Date"."""

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.document import Document
from fourcorners.domain.variable import VariableDraft

VARIABLES: Final = ("effective_date", "agreement_date", "expiration_date")
"""Variables that are dates; of two that state the same day for one term the first counts."""
_DATE_TERM: Final = re.compile(r"\b(?:date|day|commencement|start)$", re.IGNORECASE)
_REACH: Final = 160
"""Characters between a date and the term that names it."""


class _Tie(NamedTuple):
    distance: int
    rank: int
    variable: str


def tie_terms(document: Document, tree: ClauseTree, variables: Iterable[VariableDraft]) -> dict[str, str]:
    """The variable of each defined term that names its date, by the term in lower case.

    A term names the date that stands nearest before it, as in 'on 1 March 2031 (the "Start Date")', or in
    the sentence that it begins; it names none where the variable is quoted from another sentence.
    """
    places = list(_places(variables))
    ties: dict[str, str] = {}
    for definition in tree.definitions:
        term = definition.term
        if not _DATE_TERM.search(term):
            continue
        start = definition.definition.start
        at = start + max(0, definition.definition.of(document.text).find(term))
        near = [
            _Tie(_distance(at, stated), VARIABLES.index(name), name)
            for name, stated in places
            if start <= stated < definition.definition.end
        ]
        if near and min(near).distance <= _REACH:
            ties[term.lower()] = min(near).variable
    return ties


def _places(variables: Iterable[VariableDraft]) -> Iterator[tuple[str, int]]:
    """Where each date is stated: its value, else the sentence it is read from."""
    for variable in variables:
        if variable.name not in VARIABLES:
            continue
        quotes = [quote for quote in variable.quotes if quote.part == "value"] or variable.quotes[:1]
        yield from ((variable.name, quote.start) for quote in quotes if quote.start is not None)


def _distance(term: int, stated: int) -> int:
    """A date behind its term is as far off as it stands: in between stands what is said of another."""
    return term - stated if stated <= term else 2 * (stated - term)
