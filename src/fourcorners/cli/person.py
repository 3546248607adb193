"""Who acts at a command line."""

import getpass
from typing import Annotated, Final

import typer

from fourcorners.cli.streams import printable
from fourcorners.domain.access import Actor
from fourcorners.errors import UsageError

_MAX_CHARACTERS: Final = 200

AsName = Annotated[
    str | None,
    typer.Option("--as", metavar="NAME", help="Who does this, for the history (default: the login name)."),
]
"""The option of every command that changes something."""


def person(name: str | None) -> Actor:
    """The person of that name, or the one who is logged in. Raises UsageError where there is none."""
    given = printable(_login_name() if name is None else name)
    if not given or len(given) > _MAX_CHARACTERS:
        raise UsageError(f"a person has a name of 1 to {_MAX_CHARACTERS} characters; say --as NAME")
    return Actor(name=given)


def _login_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise UsageError("nobody is logged in here by name; say who does this with --as NAME") from error
