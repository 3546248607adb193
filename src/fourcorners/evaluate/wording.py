"""How figures and statements are written for a person."""

from collections.abc import Iterator
from typing import Final

from fourcorners.evaluate.fields import field_values
from fourcorners.evaluate.metrics import Pair
from fourcorners.evaluate.statement import AnyStatement, KpiStatement, NormStatement, Statement

_QUOTE_LENGTH: Final = 400
"""Characters of a quote that are shown; the offsets beside it tell where the rest stands."""


def percentage(share: float | None) -> str:
    """A share as a person writes it; a dash where there was nothing to measure.

    >>> percentage(0.7654), percentage(None)
    ('76.5%', '–')
    """
    return "–" if share is None else f"{share:.1%}"


def describe(statement: Statement) -> str:
    """One line on what a statement says: for a norm who, what and when, for a KPI the level."""
    match statement:
        case NormStatement():
            said = [f"{statement.modality} of {statement.obligor or 'nobody named'}: {statement.action}"]
            said += [statement.category.value, *_deadline(statement)]
        case KpiStatement():
            window = f" over {statement.window}" if statement.window else ""
            said = [f"{statement.metric} {statement.operator} {statement.target:g} {statement.unit}{window}"]
            said += [f"owed by {statement.obligor or 'nobody named'}"]
            said += [
                f"{each.kind} {_known(each.amount, each.unit)}".strip() for each in statement.consequences
            ]
        case _:
            said = [statement.quote]
    return one_line("; ".join(said))


def quotation(statement: Statement) -> str:
    """The words of a statement on one line, cut where they are long, with their offsets."""
    return quoted(statement.quote, statement.start, statement.end)


def quoted(text: str, start: int | None = None, end: int | None = None) -> str:
    r"""Words on one line, cut where they are long, with their offsets where these are known.

    >>> quoted("Buyer\n  shall pay", 10, 28)
    '“Buyer shall pay” (10-28)'
    """
    words = one_line(text)
    if len(words) > _QUOTE_LENGTH:
        words = f"{words[:_QUOTE_LENGTH]} …"
    return f"“{words}”" if start is None else f"“{words}” ({start}-{end})"


def differences(pair: Pair[AnyStatement]) -> dict[str, str]:
    """The fields of a matched statement that are not as in the gold, with what each side says."""
    gold, ours = field_values(pair.gold), field_values(pair.ours)
    return {
        field: f"{field.replace('_', ' ')}: gold {_shown(gold[field])}, ours {_shown(ours[field])}"
        for field, outcome in pair.fields.items()
        if not outcome.agrees
    }


def one_line(text: str) -> str:
    r"""Text of a contract without line breaks and without what would steer a terminal.

    >>> one_line("Buyer\n  shall \x1b[2Jpay")
    'Buyer shall \ufffd[2Jpay'
    """
    return "".join(each if each.isprintable() else "\ufffd" for each in " ".join(text.split()))


def _deadline(norm: NormStatement) -> Iterator[str]:
    deadline = norm.deadline
    values = (deadline.date, deadline.offset, deadline.day_type, deadline.direction, deadline.recurrence)
    if deadline.kind != "none":
        yield f"{deadline.kind} {_known(*values)}".strip() + (f" ({deadline.text})" if deadline.text else "")


def _known(*values: object) -> str:
    return " ".join(str(value) for value in values if value is not None)


def _shown(value: object) -> str:
    return "nothing" if value is None else one_line(str(value))
