"""Asks for the new values of a record, field by field, and says at once what does not fit."""

import json
from collections.abc import Callable
from typing import Final

from pydantic import JsonValue

from fourcorners.cli.keyboard import Keyboard
from fourcorners.cli.streams import printable, write_text
from fourcorners.domain.review_item import ProvedRecord
from fourcorners.errors import InvalidDecision
from fourcorners.review.changes import said

_HOW: Final = """\
Give new values as name=value, one a line; null where nothing is stated; JSON for what stands in braces or
brackets. An empty line ends the edit, a single ! gives it up.
"""


def ask_changes(
    record: ProvedRecord, keyboard: Keyboard, check: Callable[[dict[str, JsonValue]], object]
) -> dict[str, JsonValue] | None:
    """The changes that a person types; None where the edit was given up, or changes nothing.

    `check` raises InvalidDecision for changes that cannot be made. Raises EndOfInput.
    """
    now = said(record)
    for name, value in now.items():
        write_text(f"  {name} = {_shown(value)}\n")
    write_text(_HOW)
    changes: dict[str, JsonValue] = {}
    while typed := keyboard.line("edit> ").strip():
        if typed == "!":
            return None
        try:
            wanted = changes | _change(typed, now)
            check(wanted)
        except InvalidDecision as error:
            write_text(f"{printable(error.message)}\n")
        else:
            changes = wanted
    return changes or None


def _shown(value: JsonValue) -> str:
    return printable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _change(typed: str, now: dict[str, JsonValue]) -> dict[str, JsonValue]:
    name, equals, value = (part.strip() for part in typed.partition("="))
    if not equals:
        raise InvalidDecision("give the field and its value with = between them, as in action=pay at once")
    return {name: _value(name, value, now.get(name))}


def _value(name: str, value: str, now: JsonValue) -> JsonValue:
    """Text as it is typed; JSON where the field holds a number or several values, or for null."""
    if value != "null" and (now is None or isinstance(now, str)):
        return value
    try:
        parsed: JsonValue = json.loads(value)
    except ValueError as error:
        raise InvalidDecision(f"{name}: should be JSON, such as {_shown(now)}") from error
    return parsed
