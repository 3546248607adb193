"""`fourcorners reread`: asks for a new run of documents."""

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from fourcorners.cli import streams
from fourcorners.cli.naming import resolve
from fourcorners.cli.person import AsName, person
from fourcorners.domain.contract import Contract
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.listing import every
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.store import DocumentFilter
from fourcorners.errors import UsageError
from fourcorners.settings import read_settings

if TYPE_CHECKING:
    from fourcorners.domain.access import Actor
    from fourcorners.domain.store import Store

_FAILED = (ProcessingState.NO_TEXT, ProcessingState.FAILED, ProcessingState.QUARANTINED)


def reread(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="ID", help="Documents, and contracts with all of theirs.")
    ] = None,
    failed: Annotated[
        bool, typer.Option("--failed", help="All documents without records: failed, quarantined, no text.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="All documents.")] = False,
    as_name: AsName = None,
) -> None:
    """Ask for documents to be read anew, as after an update.

    What was decided stays as it is; what a new run says differently of it waits as a proposal. Documents
    that are still to be read are left alone.
    """
    from fourcorners.home import open_home

    if sum((bool(ids), failed, everything)) != 1:
        raise UsageError("name documents or contracts, or say --failed, or --all; one of the three")
    by = person(as_name)
    store = open_home(read_settings(), make=False).store
    states = _FAILED if failed else ()
    chosen = (
        _named(store, ids) if ids else list(every(partial(store.documents, DocumentFilter(states=states))))
    )
    asked = sum(_is_asked_anew(store, document, by) for document in chosen)
    if waiting := len(chosen) - asked:
        streams.say(f"wait to be read already: {waiting:,}")
    streams.say(f"documents to be read anew: {asked:,}")
    if chosen:
        streams.say(
            "`fourcorners serve` reads them, at once if it runs; so does `fourcorners ingest` of their files"
        )


def _is_asked_anew(store: "Store", document: KeptDocument, by: "Actor") -> bool:
    """Ask for a new run. Nothing comes of it, and no event, where the document still waits for one."""
    return store.advance(document.id, ProcessingState.RECEIVED, by).generation > document.generation


def _named(store: "Store", ids: Sequence[str]) -> list[KeptDocument]:
    found = {document.id: document for typed in ids for document in _documents(store, typed)}
    return list(found.values())


def _documents(store: "Store", typed: str) -> Iterator[KeptDocument]:
    named = resolve(store, typed)
    if isinstance(named, KeptDocument):
        yield named
    elif isinstance(named, Contract):
        yield from every(partial(store.documents, DocumentFilter(contract_id=named.id)))
    else:
        raise UsageError(f"{typed} is a record; name its document, {named.document_id}")
