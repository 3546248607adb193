"""What a matched statement says of each field, against what the gold says of it."""

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Final

from fourcorners.domain.deadline import Deadline
from fourcorners.evaluate.gold import GoldParty
from fourcorners.evaluate.matching import common_words
from fourcorners.evaluate.statement import KpiStatement, NormStatement
from fourcorners.evaluate.units import fold_unit

FieldValue = str | float | dt.date | None
"""What a single field of a statement may hold."""


class FieldOutcome(StrEnum):
    """How our value of a field stands to the gold's."""

    RIGHT = "right"
    WRONG = "wrong"
    """Both state a value, and not the same."""
    MISSED = "missed"
    """Only the gold states a value."""
    INVENTED = "invented"
    """Only we state a value."""
    ABSENT = "absent"
    """Neither states a value."""

    @property
    def agrees(self) -> bool:
        """Whether both say the same, be it nothing."""
        return self in {FieldOutcome.RIGHT, FieldOutcome.ABSENT}


NORM_FIELDS: Final = (
    "modality",
    "obligor",
    "obligee",
    "condition",
    "category",
    "deadline_kind",
    "deadline_date",
    "deadline_offset",
    "deadline_recurrence",
    "deadline_direction",
    "deadline_day_type",
)
KPI_FIELDS: Final = ("target", "operator", "unit", "window", "obligor", "consequences")
MIN_COMMON_WORDS: Final = 0.6
"""Share of the words of two conditions that both have, from which on they are the same condition."""


class PartyNames:
    """Tells whether two words name the same party, by the roles and names of the gold.

    >>> names = PartyNames([GoldParty(role="Supplier", names=("Acme Hosting, Inc.", "we"))])
    >>> names.same("supplier", "We"), names.same("Supplier", "both")
    (True, False)
    """

    def __init__(self, parties: Iterable[GoldParty]) -> None:
        """`parties` as the gold lists them. One name may belong to several."""
        self._roles: dict[str, set[str]] = {}
        for party in parties:
            for name in (party.role, *party.names):
                self._roles.setdefault(fold(name), set()).add(fold(party.role))

    def same(self, one: str, other: str) -> bool:
        """Whether they are equal but for letter case and "the", or names of one party."""
        folded, other_folded = fold(one), fold(other)
        if folded == other_folded:
            return True
        return bool(self._roles.get(folded, set()) & self._roles.get(other_folded, set()))


def fold(words: str) -> str:
    """Words without letter case, doubled white space and a leading article.

    >>> fold("The  Service Provider")
    'service provider'
    """
    return " ".join(words.casefold().split()).removeprefix("the ")


def compare_norms(gold: NormStatement, ours: NormStatement, names: PartyNames) -> dict[str, FieldOutcome]:
    """The outcome of every field of NORM_FIELDS. `none` is a kind of deadline, not the lack of one."""
    theirs, mine = field_values(gold), field_values(ours)
    outcomes = {field: _outcome(theirs[field], mine[field]) for field in NORM_FIELDS}
    return outcomes | {
        "obligor": _party_outcome(gold.obligor, ours.obligor, names),
        "obligee": _party_outcome(gold.obligee, ours.obligee, names),
        "condition": _condition_outcome(gold, ours),
    }


def compare_kpis(gold: KpiStatement, ours: KpiStatement, names: PartyNames) -> dict[str, FieldOutcome]:
    """The outcome of every field of KPI_FIELDS."""
    theirs, mine = field_values(gold), field_values(ours)
    outcomes = {field: _outcome(theirs[field], mine[field]) for field in KPI_FIELDS}
    return outcomes | {"obligor": _party_outcome(gold.obligor, ours.obligor, names)}


def compare_deadlines(gold: Deadline, ours: Deadline) -> FieldOutcome:
    """The outcome of a deadline taken whole: kind, date, offset, recurrence, direction and day type.

    Only a gold deadline that carries a value (date, offset or recurrence) is judged; of others it is
    `absent`.
    """
    if not _carries_value(gold):
        return FieldOutcome.ABSENT
    if not _carries_value(ours):
        return FieldOutcome.MISSED
    return FieldOutcome.RIGHT if _deadline_values(gold) == _deadline_values(ours) else FieldOutcome.WRONG


def field_values(statement: NormStatement | KpiStatement) -> Mapping[str, FieldValue]:
    """The values that are compared, by the names of NORM_FIELDS or KPI_FIELDS.

    Durations are compared as written: the unit is the contract's, so P12M is not P1Y.
    """
    if isinstance(statement, NormStatement):
        return {
            "modality": statement.modality,
            "obligor": statement.obligor,
            "obligee": statement.obligee,
            "condition": statement.condition,
            "category": statement.category,
            **_deadline_values(statement.deadline),
        }
    return {
        "target": statement.target,
        "operator": statement.operator,
        "unit": fold_unit(statement.unit),
        "window": statement.window,
        "obligor": statement.obligor,
        "consequences": "; ".join(sorted(tiers(statement).elements())) or None,
    }


def tiers(kpi: KpiStatement) -> Counter[str]:
    """The consequences of a KPI by kind, amount and unit, in words that are the same for the same tier."""
    return Counter(
        " ".join(
            [each.kind, *([] if each.amount is None else [f"{each.amount:.6g}"]), fold_unit(each.unit) or ""]
        ).strip()
        for each in kpi.consequences
    )


def kinds(kpi: KpiStatement) -> Counter[str]:
    """The consequences of a KPI by nothing but their kind."""
    return Counter(each.kind for each in kpi.consequences)


def _deadline_values(deadline: Deadline) -> dict[str, FieldValue]:
    return {
        "deadline_kind": deadline.kind,
        "deadline_date": deadline.date,
        "deadline_offset": deadline.offset,
        "deadline_recurrence": deadline.recurrence,
        "deadline_direction": deadline.direction,
        "deadline_day_type": deadline.day_type,
    }


def _carries_value(deadline: Deadline) -> bool:
    return any((deadline.date, deadline.offset, deadline.recurrence))


def _outcome(gold: FieldValue, ours: FieldValue) -> FieldOutcome:
    if gold is None or ours is None:
        return _one_sided(gold, ours)
    return FieldOutcome.RIGHT if _equal(gold, ours) else FieldOutcome.WRONG


def _equal(gold: FieldValue, ours: FieldValue) -> bool:
    if isinstance(gold, float) and isinstance(ours, float):
        return math.isclose(gold, ours)
    return gold == ours


def _party_outcome(gold: str | None, ours: str | None, names: PartyNames) -> FieldOutcome:
    if gold is None or ours is None:
        return _one_sided(gold, ours)
    return FieldOutcome.RIGHT if names.same(gold, ours) else FieldOutcome.WRONG


def _condition_outcome(gold: NormStatement, ours: NormStatement) -> FieldOutcome:
    """Right by most of its words; those that we hold for an exception count where they are the gold's."""
    if gold.condition is None:
        return _one_sided(None, ours.condition)
    stated = [words for words in (ours.condition, ours.exception) if words is not None]
    if any(common_words(gold.condition, words) >= MIN_COMMON_WORDS for words in stated):
        return FieldOutcome.RIGHT
    return FieldOutcome.MISSED if ours.condition is None else FieldOutcome.WRONG


def _one_sided(gold: FieldValue, ours: FieldValue) -> FieldOutcome:
    if gold is None:
        return FieldOutcome.ABSENT if ours is None else FieldOutcome.INVENTED
    return FieldOutcome.MISSED
