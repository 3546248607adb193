"""The options that pick contracts by their keys, the same for every command that lists."""

from typing import Annotated

import typer

from fourcorners.domain.contract import FIRST_PRIORITY, LAST_PRIORITY
from fourcorners.errors import UsageError

ContractNo = Annotated[str | None, typer.Option(metavar="NO", help="Only of the contract of that number.")]
CounterpartyId = Annotated[str | None, typer.Option(metavar="ID", help="Only with that other side.")]
BusinessUnit = Annotated[str | None, typer.Option(metavar="UNIT", help="Only of that unit of ours.")]
Owner = Annotated[str | None, typer.Option(metavar="NAME", help="Only those that this person answers for.")]
Parent = Annotated[str | None, typer.Option(metavar="NO", help="Only those that hang on that contract.")]
Priority = Annotated[
    int | None, typer.Option(min=FIRST_PRIORITY, max=LAST_PRIORITY, help="Only of that priority.")
]
AccessGroup = Annotated[str | None, typer.Option(metavar="GROUP", help="Only of that access group.")]
Attributes = Annotated[
    list[str] | None,
    typer.Option("--attribute", metavar="NAME=VALUE", help="Only with that attribute; may be repeated."),
]


def read_attributes(given: list[str] | None) -> dict[str, str]:
    """The attributes of NAME=VALUE options. Raises UsageError for one that is written in another way."""
    attributes = {}
    for each in given or []:
        name, sign, value = each.partition("=")
        if not name or not sign:
            raise UsageError(f"--attribute {each!r} names no value; write NAME=VALUE")
        attributes[name] = value
    return attributes
