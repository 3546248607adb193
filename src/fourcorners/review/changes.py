"""What a person may change of a record, and the record that it becomes."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Set
from difflib import get_close_matches
from typing import Final

from pydantic import JsonValue, ValidationError
from pydantic_core import ErrorDetails

from fourcorners.domain.identity import content_hash
from fourcorners.domain.kpi import Kpi
from fourcorners.domain.obligation import Obligation
from fourcorners.domain.proof import Proved
from fourcorners.domain.responsibility import default_matrix
from fourcorners.domain.review_item import ProvedRecord
from fourcorners.domain.variable import DurationValue
from fourcorners.errors import InvalidDecision

_NOT_SAID: Final = frozenset({*Proved.model_fields, "confidence"} - {"responsible"})
"""How a record was found and where it stands: with that changed, the proof would be of something else."""
_NESTED: Final = frozenset({"deadline", "value", "consequences"})
_DURATION: Final = re.compile(
    r"P(?=.)(\d+(\.\d+)?[YMWD])*(T(\d+(\.\d+)?[HMS])+)?",
)


def editable_fields(record: ProvedRecord) -> tuple[str, ...]:
    """The names of what the record says, then of who owns it: what a person may change."""
    names = (name for name in type(record).model_fields if name not in _NOT_SAID)
    return tuple(sorted(names, key=lambda name: name == "responsible"))


def said(record: ProvedRecord) -> dict[str, JsonValue]:
    """What the record says and who owns it, as JSON: without how it was found and where it stands."""
    content = record.model_dump(mode="json")
    return {name: content[name] for name in editable_fields(record)}


def changed_record(
    record: ProvedRecord, changes: Mapping[str, JsonValue] | None, version: int
) -> ProvedRecord:
    """The record at its next version, made whole anew with the changes put over what it says.

    Fields that hold several values (`deadline`, `value`, `consequences`) are given whole. The proof of a
    changed field is dropped, for it was of another value. An obligation of another category goes to who
    owns that category, unless the changes name somebody. Raises InvalidDecision for a field that does not
    exist or is not a person's to change, for a value that does not fit, and for changes without effect.
    """
    if not changes:
        return record.model_copy(update={"version": version})
    _refuse_foreign_fields(record, changes)
    _refuse_blanks(changes)
    changed = _validated(record, changes)
    names = {name for name in changes if getattr(changed, name) != getattr(record, name)}
    if not names:
        raise InvalidDecision("the changes say what the record says already; to let it stand, confirm it")
    if isinstance(changed, Obligation) and "category" in names and "responsible" not in changes:
        owner = default_matrix().obligations[changed.category]
        changed = changed.model_copy(update={"responsible": owner})
    proof = {name: proof for name, proof in record.proof.items() if not _is_about(name, names, record)}
    return changed.model_copy(update={"version": version, "hash": content_hash(changed), "proof": proof})


def _refuse_foreign_fields(record: ProvedRecord, changes: Iterable[str]) -> None:
    editable = editable_fields(record)
    for name in changes:
        if name in editable:
            continue
        if name in type(record).model_fields:
            raise InvalidDecision(
                f"{name} is not a person's to change: it tells how the record was found; "
                f"what can be changed is {', '.join(editable)}"
            )
        near = get_close_matches(name, editable, n=1)
        hint = f"did you mean {near[0]}?" if near else f"its fields are {', '.join(editable)}"
        raise InvalidDecision(f"{name} is not a field of this record; {hint}")


def _refuse_blanks(changes: Mapping[str, JsonValue]) -> None:
    for name, value in changes.items():
        if isinstance(value, str) and not value.strip():
            raise InvalidDecision(f"{name} is blank: say it in words, or give null where nothing is stated")


def _validated(record: ProvedRecord, changes: Mapping[str, JsonValue]) -> ProvedRecord:
    """The record made anew out of JSON, where a number is no text and a text no number."""
    content = record.model_dump(mode="json") | dict(changes)
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
