"""What a record says, in lines for people."""

from collections.abc import Sequence

from fourcorners.cli.phrases import (
    say_consequence,
    say_deadline,
    say_level,
    say_modality,
    say_period,
    say_value,
    say_what_if,
)
from fourcorners.domain.computation import Computation
from fourcorners.domain.evidence import Evidence
from fourcorners.domain.kpi import Kpi
from fourcorners.domain.obligation import Obligation
from fourcorners.domain.proof import Proof
from fourcorners.domain.review_item import ProvedRecord
from fourcorners.domain.variable import Variable

Fields = list[tuple[str, str]]


def say_record(record: ProvedRecord) -> str:
    """A record in one line."""
    if isinstance(record, Obligation):
        deadline = say_deadline(record.deadline)
        what = f"{record.obligor or '?'} {say_modality(record.modality)} {record.action}"
        return f"{what} [{deadline}]" if deadline else what
    if isinstance(record, Kpi):
        return f"{record.metric} {say_level(record)}"
    return f"{record.name.replace('_', ' ')}: {say_value(record.value)}"


def fields_of(record: ProvedRecord) -> Fields:
    """The fields of a record that say anything, by their names."""
    if isinstance(record, Obligation):
        fields = _obligation(record)
    elif isinstance(record, Kpi):
        fields = _kpi(record)
    else:
        fields = _variable(record)
    contradicted = [name for name, state in record.proof.items() if state is Proof.CONTRADICTED]
    fields += [
        ("responsible", record.responsible.value),
        ("confidence", f"{record.confidence:.2f}"),
        ("contradicted by the text", ", ".join(contradicted)),
    ]
    return [(name, value) for name, value in fields if value]


def say_place(evidence: Evidence) -> str:
    """Where words stand: pages where the document has any, and characters of its text."""
    pages = ", ".join(str(page) for page in evidence.pages)
    place = f"characters {evidence.start}-{evidence.end}"
    return f"page {pages}, {place}" if pages else place


def _obligation(record: Obligation) -> Fields:
    return [
        ("modality", record.modality.value),
        ("obligor", record.obligor or ""),
        ("obligee", record.obligee or ""),
        ("action", record.action),
        ("deadline", say_deadline(record.deadline)),
        ("deadline's words", record.deadline.text or ""),
        ("event", record.deadline.event or ""),
        ("rule", record.deadline.rrule or ""),
        ("object", record.object or ""),
        ("condition", record.condition or ""),
        ("exception", record.exception or ""),
        ("consequence", record.consequence or ""),
        ("category", record.category.value),
        *say_side(record),
    ]


def _kpi(record: Kpi) -> Fields:
    consequences: Sequence[str] = [say_consequence(each) for each in record.consequences]
    return [
        ("metric", record.metric),
        ("level", say_level(record)),
        ("window", say_period(record.window) if record.window else ""),
        ("obligor", record.obligor or ""),
        ("formula", record.formula or ""),
        *(("not counted", each) for each in record.exclusions),
        *(("consequence", each) for each in consequences),
        ("cap", record.cap.text if record.cap else ""),
        ("earn back", record.earn_back or ""),
        *(("what if", say_what_if(row, record.unit)) for row in record.what_if),
        *say_side(record),
    ]


def say_side(record: Obligation | Kpi) -> Fields:
    """Whose it is seen from us, and what that asks of us; nothing where it is not known who is us."""
    return [
        (name, value.value.replace("_", " "))
        for name, value in (("side", record.side), ("our task", record.our_task))
        if value is not None
    ]


def _variable(record: Variable) -> Fields:
    return [
        ("name", record.name),
        ("value", say_value(record.value)),
        ("value's words", record.value.text),
        *say_computation(record.computed),
    ]


def say_computation(computed: Computation | None) -> Fields:
    """How a value follows from others, step by step; nothing where the contract prints it."""
    if computed is None:
        return []
    inputs = (f"{each.name.replace('_', ' ')} {each.value}" for each in computed.inputs)
    return [
        ("computed from", "; ".join((computed.expression, *inputs))),
        *(("step", step) for step in computed.steps),
    ]
