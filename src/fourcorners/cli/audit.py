"""`fourcorners audit`: whether the history is the one that was appended."""

from contextlib import closing
from typing import Annotated, Final

import typer

from fourcorners.cli import streams
from fourcorners.cli.groups import help_when_alone
from fourcorners.domain.event import Head
from fourcorners.errors import UsageError
from fourcorners.settings import read_settings

audit = typer.Typer(help="Look whether the history of documents, decisions and keys is whole.")
audit.callback(invoke_without_command=True)(help_when_alone)

_WHAT_TO_DO: Final = (
    "stop what writes there (`fourcorners serve`, `ingest`, `review`), keep a copy of the folder as it is, "
    "and compare it with a backup and with the head of an export"
)


@audit.command(short_help="Find what was changed, cut out, put in or reordered.")
def verify(
    head: Annotated[
        str | None,
        typer.Option(
            metavar="SEQ:HASH", help="A head that you hold, as of an export: it must be in the history."
        ),
    ] = None,
) -> None:
    """Read all events, compare each with its hash and with the one before, and print where they end.

    Exit code 1 where anything was changed, deleted, put in, reordered or cut off. Whoever can write all that
    is kept can write another history: it shows only against a head that was kept elsewhere, with --head.
    """
    from fourcorners.home import open_home
    from fourcorners.review import audit as history

    held = _parse(head) if head is not None else None
    home = open_home(read_settings(), make=False)
    with closing(home.store) as store:
        noted = store.noted_head()
        breaks = history.verify(store, head=held, noted=noted)
        for each in breaks:
            streams.report(each.code.value, each.what)
        if breaks:
            streams.say(_WHAT_TO_DO)
            raise typer.Exit(streams.SOME_FAILED)
        end = store.head()
    if noted is None and end.seq:
        streams.say("warning: the file audit.head is gone, so a cut at the end shows only against --head")
    streams.write_text(f"{end.seq} events in {home.folder} are as they were appended\nhead {end}\n")


def _parse(head: str) -> Head:
    try:
        return Head.parse(head.strip())
    except ValueError as error:
        raise UsageError(f"--head {streams.printable(head)}: {error}; copy it from an export") from error
