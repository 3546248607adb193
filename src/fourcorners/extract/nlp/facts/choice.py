"""Choosing among the places that answer the same question."""

from collections.abc import Hashable, Iterable
from typing import Final

from fourcorners.domain.variable import (
    ChoiceValue,
    DateValue,
    DurationValue,
    MoneyValue,
    NotStatedValue,
    Value,
    VariableDraft,
)

_DISAGREEING: Final = 0.75
"""What is left of the confidence where two places of the same standing answer differently."""


def most_telling(drafts: Iterable[VariableDraft]) -> list[VariableDraft]:
    """The most confident answer; of several of that standing the first.

    Where two of the same standing say different things, both are given with less confidence, so that a
    person decides. Different words for the same value do not disagree.
    """
    ranked = sorted(drafts, key=lambda draft: -draft.confidence)
    best = [draft for draft in ranked if draft.confidence == ranked[0].confidence]
    distinct: dict[Hashable, VariableDraft] = {}
    for draft in best:
        distinct.setdefault(_meaning(draft.value), draft)
    answers = list(distinct.values())[:2]
    if len(answers) < 2:
        return answers
    return [draft.model_copy(update={"confidence": draft.confidence * _DISAGREEING}) for draft in answers]


def _meaning(value: Value) -> Hashable:
    match value:
        case DateValue():
            return value.date
        case DurationValue():
            return value.iso
        case MoneyValue():
            return value.amount, value.currency
        case ChoiceValue():
            return value.choice
        case NotStatedValue():
            return value.kind
        case _:
            return value.text
