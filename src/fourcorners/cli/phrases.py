"""The values of records in a few words, for people; JSON has them in full."""

from typing import Final

from fourcorners.domain.deadline import Deadline, DeadlineKind
from fourcorners.domain.kpi import Consequence, Measure, WhatIf
from fourcorners.domain.obligation import Modality
from fourcorners.domain.period import DayType, Period, PeriodUnit
from fourcorners.domain.variable import (
    ChoiceValue,
    DateValue,
    DurationValue,
    MoneyValue,
    NotStatedValue,
    PartyValue,
    PercentageValue,
    Value,
)

_ELLIPSIS: Final = "…"
_MODALITIES: Final = {
    Modality.OBLIGATION: "must",
    Modality.PROHIBITION: "must not",
    Modality.RIGHT: "may",
}


def shortened(words: str, characters: int) -> str:
    """The words on one line, cut at a word with an ellipsis where they are longer than `characters`.

    >>> shortened("deliver the Goods to the Buyer", 20)
    'deliver the Goods…'
    """
    line = " ".join(words.split())
    if len(line) <= characters:
        return line
    head = line[: characters - 1]
    at_word, _, _ = head.rpartition(" ")
    return (at_word or head).rstrip(" ,;:") + _ELLIPSIS


def say_modality(modality: Modality) -> str:
    """ "must", "must not" or "may"."""
    return _MODALITIES[modality]


def say_period(iso: str, day_type: DayType | None = None) -> str:
    """An ISO 8601 duration in words; one that holds more than a quantity and a unit as it is.

    >>> say_period("P30D", DayType.BUSINESS), say_period("P1M"), say_period("P1Y6M")
    ('30 business days', '1 month', 'P1Y6M')
    """
    try:
        period = Period.from_iso(iso)
    except ValueError:
        return iso
    unit = period.unit.value if period.quantity == 1 else f"{period.unit.value}s"
    kind = "business " if day_type is DayType.BUSINESS and period.unit is PeriodUnit.DAY else ""
    return f"{period.quantity:g} {kind}{unit}"


def say_deadline(deadline: Deadline) -> str:
    """What was understood of a time limit; its own words where nothing was; empty where there is none.

    >>> say_deadline(Deadline(kind="relative", text="thirty days after receipt", offset="P30D",
    ...                       direction="after", anchor="receipt"))
    '30 days after receipt'
    >>> say_deadline(Deadline(kind="recurring", text="monthly", recurrence="P1M"))
    'every month'
    """
    words = deadline.text or ""
    if deadline.kind is DeadlineKind.ABSOLUTE and deadline.date:
        return deadline.date.isoformat()
    if deadline.kind is DeadlineKind.RELATIVE and deadline.offset:
        return _say_offset(deadline, deadline.offset)
    if deadline.kind is DeadlineKind.RECURRING and deadline.recurrence:
        return _say_recurrence(deadline, deadline.recurrence)
    if deadline.kind is DeadlineKind.CONTINUOUS:
        return words or "all through"
    return words


def _say_offset(deadline: Deadline, offset: str) -> str:
    direction = deadline.direction.value if deadline.direction and deadline.anchor else ""
    parts = (say_period(offset, deadline.day_type), direction, deadline.anchor or "")
    return " ".join(part for part in parts if part)


def _say_recurrence(deadline: Deadline, recurrence: str) -> str:
    every = f"every {say_period(recurrence).removeprefix('1 ')}"
    return f"{every}, {_say_offset(deadline, deadline.offset)}" if deadline.offset else every


def say_value(value: Value) -> str:
    """The value of a variable as it was understood; the contract's words where it was not.

    >>> say_value(MoneyValue(amount="1250000", currency="USD", text="US$1.25 million"))
    'USD 1,250,000'
    >>> say_value(NotStatedValue(text="____ day of ____"))
    'not stated: ____ day of ____'
    """
    match value:
        case MoneyValue(currency=str() as currency):
            said = f"{currency} {value.amount:,}"
        case DateValue() if value.date:
            said = value.date.isoformat()
        case DurationValue(iso=str() as iso):
            said = say_period(iso)
        case PercentageValue():
            said = f"{value.percent}%"
        case PartyValue(role=str() as role) if role != value.text:
            said = f"{value.text} ({role})"
        case ChoiceValue():
            said = value.choice.replace("_", " ")
        case NotStatedValue():
            said = f"not stated: {value.text}"
        case _:
            said = value.text
    return said


def say_level(measure: Measure) -> str:
    """Operator, target and unit: ">= 99.9%"."""
    space = "" if measure.unit.startswith("%") else " "
    return f"{measure.operator.value} {measure.target:,.10g}{space}{measure.unit}"


def say_consequence(consequence: Consequence) -> str:
    """What follows and what sets it off: "service credit 5% of monthly fee: less than 99.9%"."""
    amount = ""
    if consequence.amount is not None:
        unit = consequence.unit or ""
        space = "" if unit.startswith("%") or not unit else " "
        amount = f" {consequence.amount:,.10g}{space}{unit}"
    step = f" for each {consequence.step:,.10g}" if consequence.step is not None else ""
    return f"{consequence.kind.value.replace('_', ' ')}{amount}{step}: {shortened(consequence.trigger, 80)}"


def say_what_if(row: WhatIf, unit: str) -> str:
    """A level and what follows at it.

    >>> say_what_if(WhatIf(level=98, follows=("service credit 15% of monthly fee",), is_capped=True), "%")
    '98% -> service credit 15% of monthly fee, cap reached'
    """
    space = "" if unit.startswith("%") else " "
    capped = ", cap reached" if row.is_capped else ""
    return f"{row.level:,.10g}{space}{unit} -> {'; '.join(row.follows) or 'nothing'}{capped}"
