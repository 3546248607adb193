"""How the sentence of a statement is built, as far as its quote tells: where errors come in groups."""

import re
from collections import Counter
from collections.abc import Iterable
from enum import StrEnum
from typing import Final

from fourcorners.evaluate.gold import GoldParty
from fourcorners.evaluate.metrics import Pairing
from fourcorners.evaluate.statement import AnyStatement, KpiStatement, Measured, Statement


class Form(StrEnum):
    """What carries a statement."""

    TABLE_ROW = "table row"
    LIST_ITEM = "list item"
    """Of a stem that stands outside its quote."""
    SENTENCE = "sentence"


class BuildCount(Measured):
    """The statements of one build: how many of the gold's are missed, and of ours invented."""

    build: str
    gold: int
    missed: int
    ours: int
    invented: int


_CELLS: Final = re.compile(r"\t|\|")
_COLUMNS: Final = re.compile(r"\S {3,80}\S")
"""White space between columns, or that of a line that was broken in a plain text."""
_ITEM: Final = re.compile(r"\s*(?:[-•*·–—o]\s|\(?(?:[a-z]{1,2}|[ivx]{1,5}|[A-H]|\d{1,2})[).]\s|[a-z])")
"""A bullet, a letter or a single number, or a lower-case word: what goes on from a stem."""
_LABEL: Final = re.compile(r"\s*(?:[-•*·–—]|\(?(?:\w{1,5}\.?){1,4}[).]?)\s{1,4}(?=[A-Z])")
_TRIGGER: Final = re.compile(
    r"\b(?:shall|must|will|may|can|cannot|should|agrees?|undertakes?|covenants?|reserves?|warrants?"
    r"|(?:is|are|be) (?:required|obliged|obligated|entitled|responsible|permitted|liable|prohibited)"
    r"|has the (?:right|option|obligation)|have the (?:right|option|obligation))\b",
    re.IGNORECASE,
)
_PRONOUN: Final = re.compile(
    r"\b(?:it|we|you|they|party|parties|either of (?:us|them)|neither of (?:us|them))\b", re.I
)
_BEFORE: Final = 200
"""Characters before the words of force in which a subject is looked for."""


def build_of(statement: Statement, parties: Iterable[GoldParty]) -> str:
    """How the sentence is built, in words. Of a KPI only what carries it.

    Of a norm also whether it has words that carry a force, and whether a party, or a pronoun for one, is
    named before them.
    """
    form = _form(statement.quote)
    if isinstance(statement, KpiStatement):
        return form.value
    trigger = _TRIGGER.search(statement.quote)
    if trigger is None:
        return f"{form.value}, no words of force"
    before = statement.quote[max(0, trigger.start() - _BEFORE) : trigger.start()]
    subject = "a party before them" if _names_party(before, parties) else "no party before them"
    return f"{form.value}, words of force, {subject}"


def count_builds(
    documents: Iterable[tuple[Pairing[AnyStatement], tuple[GoldParty, ...]]],
) -> tuple[BuildCount, ...]:
    """The builds that occur; those with the most missed first, then those with the most invented."""
    gold, missed, ours, invented = (Counter[str]() for _ in range(4))
    for pairing, parties in documents:
        for counts, statements in (
            (gold, pairing.gold()),
            (missed, pairing.missed),
            (ours, pairing.ours()),
            (invented, pairing.invented),
        ):
            counts.update(build_of(each, parties) for each in statements)
    counted = [
        BuildCount(
            build=build, gold=gold[build], missed=missed[build], ours=ours[build], invented=invented[build]
        )
        for build in gold | ours
    ]
    return tuple(sorted(counted, key=lambda each: (-each.missed, -each.invented, each.build)))


def _form(quote: str) -> Form:
    if _CELLS.search(quote.strip()) or (_COLUMNS.search(quote) and not _TRIGGER.search(quote)):
        return Form.TABLE_ROW
    if _ITEM.match(quote) and not _is_whole(quote):
        return Form.LIST_ITEM
    return Form.SENTENCE


def _is_whole(quote: str) -> bool:
    """Whether a labelled item is a sentence of its own: "(a) Supplier shall pay."."""
    label = _LABEL.match(quote)
    trigger = _TRIGGER.search(quote)
    return label is not None and trigger is not None and trigger.start() > label.end()


def _names_party(words: str, parties: Iterable[GoldParty]) -> bool:
    folded = words.casefold()
    names = {name.casefold() for party in parties for name in (party.role, *party.names)}
    named = any(re.search(rf"\b{re.escape(name)}(?!\w)", folded) for name in names if name.strip())
    return named or _PRONOUN.search(words) is not None
