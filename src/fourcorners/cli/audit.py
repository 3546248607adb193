"""`fourcorners audit`: whether the history is the one that was appended."""

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING, Annotated, Final

import typer

from fourcorners.cli import streams
from fourcorners.cli.groups import help_when_alone
from fourcorners.domain.event import Head
from fourcorners.domain.listing import every
from fourcorners.domain.store import ContractFilter, DocumentFilter, Store
from fourcorners.errors import BrokenHistory, ContractError, LostFile, UsageError
from fourcorners.settings import read_settings

if TYPE_CHECKING:
    from fourcorners.home import Home

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
    files: Annotated[
        bool, typer.Option("--files", help="Hold each kept file against its hash too, which reads them all.")
    ] = False,
) -> None:
    """Hold all events against their hashes and each other, and each record against its last decision.

    Prints where the events end. Exit code 1 where an event was changed, deleted, put in, reordered or cut
    off, or where a record does not stand as its last decision left it. Whoever can write all that is kept can
    write another history: it shows only against a head that was kept elsewhere, with --head.
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
        changed = 0 if breaks else _report(_changed_records(store))
        lost = _report(_lost_files(home)) if files else 0
        if breaks or changed or lost:
            streams.say(_WHAT_TO_DO)
            raise typer.Exit(streams.SOME_FAILED)
        end = store.head()
    if noted is None and end.seq:
        streams.say("warning: the file audit.head is gone, so a cut at the end shows only against --head")
    streams.write_text(f"{end.seq} events in {home.folder} are as they were appended\nhead {end}\n")


def _report(errors: Iterator[ContractError]) -> int:
    count = 0
    for error in errors:
        streams.report(error.code, error.message)
        count += 1
    return count


def _changed_records(store: Store) -> Iterator[ContractError]:
    """Of each contract what was changed past its history, as an export would refuse it."""
    from fourcorners.release.confirmed import gather

    for contract in every(lambda part: store.contracts(ContractFilter(), part)):
        try:
            gather(store, contract.id)
        except BrokenHistory as error:
            yield error


def _lost_files(home: "Home") -> Iterator[ContractError]:
    for document in every(lambda part: home.store.documents(DocumentFilter(), part)):
        try:
            home.files.open(document.sha256).close()
        except LostFile as error:
            yield error


def _parse(head: str) -> Head:
    try:
        return Head.parse(head.strip())
    except ValueError as error:
        raise UsageError(f"--head {streams.printable(head)}: {error}; copy it from an export") from error
