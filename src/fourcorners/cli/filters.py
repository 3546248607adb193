"""The options that pick contracts by their keys, the same for every command that lists."""

import inspect
import re
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Final

import typer

from fourcorners.domain.contract import FIRST_PRIORITY, LAST_PRIORITY
from fourcorners.domain.store import KeyFilter
from fourcorners.errors import UsageError

_KEYS: Final = "keys"
_NAME_AND_VALUE: Final = re.compile(r"([^:=]+)[:=](.*)", re.DOTALL)
"""As HTTP takes it, too: the first of the two signs ends the name."""


def key_filter(
    contract_no: Annotated[
        str | None, typer.Option(metavar="NO", help="Only of the contract of that number.")
    ] = None,
    counterparty_id: Annotated[
        str | None, typer.Option(metavar="ID", help="Only with that other side.")
    ] = None,
    business_unit: Annotated[
        str | None, typer.Option(metavar="UNIT", help="Only of that unit of ours.")
    ] = None,
    owner: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only those that this person answers for.")
    ] = None,
    parent: Annotated[
        str | None, typer.Option(metavar="NO", help="Only those that hang on that contract.")
    ] = None,
    priority: Annotated[
        int | None, typer.Option(min=FIRST_PRIORITY, max=LAST_PRIORITY, help="Only of that priority.")
    ] = None,
    access_group: Annotated[
        str | None, typer.Option(metavar="GROUP", help="Only of that access group.")
    ] = None,
    attribute: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=VALUE", help="Only with that attribute; may be repeated."),
    ] = None,
) -> KeyFilter:
    """The contracts that the options pick. Raises UsageError for an attribute that is no NAME=VALUE."""
    return KeyFilter(
        contract_no=contract_no,
        counterparty_id=counterparty_id,
        business_unit=business_unit,
        owner=owner,
        parent=parent,
        priority=priority,
        access_group=access_group,
        attributes=_read_attributes(attribute),
    )


def picked_by_keys(command: Callable[..., None]) -> Callable[..., None]:
    """The command with the options of `key_filter` in the place of its parameter `keys`, a KeyFilter."""
    pick: Callable[..., KeyFilter] = key_filter
    options = inspect.signature(pick).parameters
    own = inspect.signature(command).parameters

    @wraps(command)
    def with_options(**given: object) -> None:
        picked = {name: given.pop(name) for name in options}
        command(**given, keys=pick(**picked))

    # What a command is asked for is read from its signature, and is given to it by name.
    parameters = [
        each.replace(kind=inspect.Parameter.KEYWORD_ONLY)
        for name in own
        for each in (options.values() if name == _KEYS else [own[name]])
    ]
    vars(with_options)["__signature__"] = inspect.Signature(parameters)
    with_options.__annotations__ = {each.name: each.annotation for each in parameters}
    return with_options


def _read_attributes(given: list[str] | None) -> dict[str, str]:
    attributes = {}
    for each in given or []:
        named = _NAME_AND_VALUE.fullmatch(each)
        if named is None:
            raise UsageError(f"--attribute {each!r} names no value; write NAME=VALUE")
        name, value = named.groups()
        attributes[name] = value
    return attributes
