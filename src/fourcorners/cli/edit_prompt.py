"""Asks for the new values of a record, field by field, and says at once what does not fit."""

import json
from collections.abc import Callable
from typing import Final

from pydantic import JsonValue

from fourcorners.cli.keyboard import Keyboard
from fourcorners.cli.streams import printable, write_text
from fourcorners.domain.review_item import ProvedRecord
from fourcorners.errors import InvalidDecision
from fourcorners.review.changes import editable_fields, said

_HOW: Final = """\
Give new values as name=value, one a line; null where nothing is stated; JSON for what stands in brackets.
An empty line ends the edit, a single ! gives it up.
"""

Changes = dict[str, JsonValue]


def ask_changes(
    record: ProvedRecord, keyboard: Keyboard, check: Callable[[Changes], object]
) -> Changes | None:
    """The changes that a person types; None where the edit was given up, or changes nothing.

    `check` raises InvalidDecision for changes that cannot be made. Raises EndOfInput.
    """
    now = _parts(record)
    for name, value in now.items():
        write_text(f"  {name} = {_shown(value)}\n")
    write_text(_HOW)
    edit = _Edit(check)
    while typed := keyboard.line("edit> ").strip():
        if typed == "!":
            return None
        try:
            edit.add(*_change(typed, now))
        except InvalidDecision as error:
            write_text(f"{printable(error.message)}\n")
    if edit.waiting:
        write_text(f"not taken: {printable(', '.join(edit.waiting))}\n")
    return edit.taken or None


class _Edit:
    """What was typed so far: taken, or waiting for another part without which it does not fit."""

    def __init__(self, check: Callable[[Changes], object]) -> None:
        self.taken: Changes = {}
        self.waiting: Changes = {}
        self._check = check

    def add(self, name: str, value: JsonValue) -> None:
        """Take a value; what was typed last counts. Raises InvalidDecision where it does not fit (yet)."""
        change = {name: value}
        for waiting in (self.waiting, {}) if self.waiting else ({},):
            wanted = _without(self.taken, name) | _without(waiting, name) | change
            try:
                self._check(wanted)
            except InvalidDecision as error:
                misfit = error
                continue
            self.taken, self.waiting = wanted, {}
            return
        if "." not in name:
            raise misfit
        self.waiting = _without(self.waiting, name) | change
        raise InvalidDecision(
            f"{misfit.message}\n{name} waits for what makes it fit: give another part, as {_sibling(name)}"
        )


def _without(changes: Changes, name: str) -> Changes:
    """The changes that another one of that name does not replace: of the whole, of the part, or of it."""
    return {
        each: value
        for each, value in changes.items()
        if each != name and not each.startswith(f"{name}.") and not name.startswith(f"{each}.")
    }


def _sibling(name: str) -> str:
    return f"{name.partition('.')[0]}.kind=..."


def _parts(record: ProvedRecord) -> Changes:
    """What can be given, as it stands; an object part by part."""
    now = said(record)
    parts: Changes = {}
    for name in editable_fields(record):
        value = now[name]
        inner = value.items() if isinstance(value, dict) else ()
        parts |= {f"{name}.{part}": each for part, each in inner} or {name: value}
    return parts


def _shown(value: JsonValue) -> str:
    return printable(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))


def _change(typed: str, now: Changes) -> tuple[str, JsonValue]:
    name, equals, value = (part.strip() for part in typed.partition("="))
    if not equals:
        raise InvalidDecision("give the field and its value with = between them, as in action=pay at once")
    is_whole = any(each.startswith(f"{name}.") for each in now)
    return name, _value(name, value, {} if is_whole else now.get(name))


def _value(name: str, value: str, now: JsonValue) -> JsonValue:
    """Text as it is typed; JSON where the field holds a number or several values, or for null."""
    if value != "null" and (now is None or isinstance(now, str)):
        return value
    try:
        parsed: JsonValue = json.loads(value)
    except ValueError as error:
        raise InvalidDecision(f"{name}: should be JSON, such as {_shown(now)}") from error
    return parsed
