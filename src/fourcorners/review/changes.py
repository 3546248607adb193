"""What a person may change of a record, and the record that it becomes."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from difflib import get_close_matches
from typing import Final

from pydantic import JsonValue, ValidationError
from pydantic_core import ErrorDetails

from fourcorners.domain.computation import Computation
from fourcorners.domain.identity import content_hash
from fourcorners.domain.kpi import Kpi
from fourcorners.domain.obligation import Obligation
from fourcorners.domain.proof import Proved
from fourcorners.domain.review_item import ProvedRecord
from fourcorners.domain.variable import DurationValue, Variable
from fourcorners.errors import InvalidDecision
from fourcorners.review.deadline_rules import refuse_contradictions
from fourcorners.review.derived import with_derived
from fourcorners.review.merge_patch import merged, nested

_NOT_SAID: Final = frozenset(
    {*Proved.model_fields, "confidence", "computed", "our_task", "what_if"} - {"responsible"}
)
"""How a record was found, where it stands, and what follows from what it says."""
_PARTED: Final = frozenset({"deadline", "value"})
_WHOLE: Final = {"consequences": "a list", "exclusions": "a list", "cap": "one object"}
_NESTED: Final = _PARTED | _WHOLE.keys()
_DURATION: Final = re.compile(
    r"P(?=.)(\d+(\.\d+)?[YMWD])*(T(\d+(\.\d+)?[HMS])+)?",
)


def editable_fields(record: ProvedRecord) -> tuple[str, ...]:
    """The names of what the record says, then of who owns it: what a person may change.

    The name of a variable is what it is looked for by, and no value of it.
    """
    return tuple(
        name for name in _said_fields(record) if not (isinstance(record, Variable) and name == "name")
    )


def _said_fields(record: ProvedRecord) -> tuple[str, ...]:
    names = (name for name in type(record).model_fields if name not in _NOT_SAID)
    return tuple(sorted(names, key=lambda name: name == "responsible"))


def said(record: ProvedRecord) -> dict[str, JsonValue]:
    """What the record says and who owns it, as JSON: without how it was found and where it stands."""
    content = record.model_dump(mode="json")
    return {name: content[name] for name in _said_fields(record)}


def changed_record(
    record: ProvedRecord,
    changes: Mapping[str, JsonValue] | None,
    version: int,
    proposal: ProvedRecord | None = None,
) -> ProvedRecord:
    """The record at its next version, made whole anew with the changes put over what it says.

    Of `deadline` and `value` what is not named stays, and `deadline.offset` names a part; `consequences`,
    `exclusions` and `cap` are given whole. The proof of a changed field is dropped, for it was of another
    value, and so are the steps by which a changed value was computed. Side, task, owner and what-if table
    follow from the new values, where the changes do not name them. What the waiting `proposal` says may be
    taken over as it is.
    Raises InvalidDecision for a field that does not exist or is not a person's to change, for a value that
    does not fit, for a deadline that contradicts itself, and for changes without effect.
    """
    if not changes:
        return record.model_copy(update={"version": version})
    changes = nested(_checked(record, changes, proposal))
    changed = _validated(record, changes)
    _refuse_contradictions(record, changed, proposal)
    names = {name for name in changes if getattr(changed, name) != getattr(record, name)}
    if not names:
        raise InvalidDecision("the changes say what the record says already; to let it stand, confirm it")
    changed = with_derived(record, changed, changes.keys())
    if isinstance(changed, Variable) and "value" in names:
        changed = changed.model_copy(update={"computed": _computed(changed, proposal)})
    proof = {name: proof for name, proof in record.proof.items() if not _is_about(name, names, record)}
    return changed.model_copy(update={"version": version, "hash": content_hash(changed), "proof": proof})


def _computed(changed: Variable, proposal: ProvedRecord | None) -> Computation | None:
    """How a new value follows from others: as the proposal says, where its value is taken over."""
    if isinstance(proposal, Variable) and proposal.value == changed.value:
        return proposal.computed
    return None


def _checked(
    record: ProvedRecord, changes: Mapping[str, JsonValue], proposal: ProvedRecord | None
) -> Mapping[str, JsonValue]:
    """The changes, each of which names what is a person's to change, or comes from the proposal."""
    proposed = said(proposal) if proposal is not None else {}
    foreign = (name for name, value in changes.items() if proposed.get(name) != value or value is None)
    _refuse_foreign_fields(record, foreign)
    return changes


def _refuse_foreign_fields(record: ProvedRecord, changes: Iterable[str]) -> None:
    editable = editable_fields(record)
    for dotted in changes:
        name, dot, _ = dotted.partition(".")
        if name not in editable:
            raise InvalidDecision(_say_foreign(record, name, editable))
        if dot and name not in _PARTED:
            whole = _WHOLE.get(name, "one value")
            raise InvalidDecision(f"{dotted}: {name} is {whole} and is given whole")


def _say_foreign(record: ProvedRecord, name: str, editable: Sequence[str]) -> str:
    can_be = f"what can be changed is {', '.join(editable)}"
    if name in _said_fields(record):
        return f"{name} is not a person's to change: it tells which fact this is; {can_be}"
    if name in type(record).model_fields:
        return f"{name} is not a person's to change: it tells how the record was found; {can_be}"
    near = get_close_matches(name, editable, n=1)
    hint = f"did you mean {near[0]}?" if near else f"its fields are {', '.join(editable)}"
    return f"{name} is not a field of this record; {hint}"


def _refuse_contradictions(
    record: ProvedRecord, changed: ProvedRecord, proposal: ProvedRecord | None
) -> None:
    """A person says what makes sense; what was read may be odd, and is taken over as it stands."""
    if not isinstance(changed, Obligation):
        return
    read = [each.deadline for each in (record, proposal) if isinstance(each, Obligation)]
    if changed.deadline not in read:
        refuse_contradictions(changed.deadline)


def _validated(record: ProvedRecord, changes: Mapping[str, JsonValue]) -> ProvedRecord:
    """The record made anew out of JSON, where a number is no text and a text no number."""
    content = merged(record.model_dump(mode="json"), dict(changes))
    try:
        written = json.dumps(content, allow_nan=False, ensure_ascii=False).encode()
        changed = type(record).model_validate_json(written, strict=True)
    except ValidationError as error:
        # Without the library's error: it repeats what was put in.
        raise InvalidDecision(_say_misfit(error.errors(include_url=False)[0])) from None
    except ValueError as error:
        reason = "text that is no Unicode" if isinstance(error, UnicodeError) else "a number without end"
        raise InvalidDecision(f"{', '.join(changes)}: {reason} cannot be kept; give another value") from None
    for field, duration in _durations(changed):
        if field.partition(".")[0] in changes and not _DURATION.fullmatch(duration):
            raise InvalidDecision(f"{field}: should be an ISO 8601 duration, such as P30D, P1M or PT4H")
    return changed


def _say_misfit(misfit: ErrorDetails) -> str:
    """What does not fit in plain words, under the name of the field: "deadline.date: should be a date"."""
    field = ".".join(str(part) for part in misfit["loc"])
    if misfit["type"] == "union_tag_invalid":
        return f"{field}.kind: should be one of {misfit['ctx']['expected_tags']}"
    message = misfit["msg"].removeprefix("Input ")
    return f"{field}: {message[:1].lower()}{message[1:]}"


def _durations(record: ProvedRecord) -> Iterator[tuple[str, str]]:
    """The durations that a record states, by the names of their fields."""
    if isinstance(record, Obligation):
        stated = {
            "deadline.offset": record.deadline.offset,
            "deadline.recurrence": record.deadline.recurrence,
        }
    elif isinstance(record, Kpi):
        stated = {"window": record.window}
    else:
        stated = {"value.iso": record.value.iso if isinstance(record.value, DurationValue) else None}
    yield from ((field, duration) for field, duration in stated.items() if duration is not None)


def _is_about(proof: str, changed: Set[str], record: ProvedRecord) -> bool:
    """Whether a proof is of a changed field. One named for a part, as `amount`, is of the nested fields."""
    if proof in type(record).model_fields:
        return proof in changed
    return not changed.isdisjoint(_NESTED)
