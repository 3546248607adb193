"""`fourcorners review`: one record at a time, with its words, until all are decided."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from typing import Annotated, Final, NamedTuple

import typer

from fourcorners.cli.keyboard import Keyboard
from fourcorners.cli.naming import resolve_contract, resolve_document
from fourcorners.cli.pages import every
from fourcorners.cli.person import AsName, person
from fourcorners.cli.streams import say, write_text
from fourcorners.domain.contract import Contract, ContractDocument
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.review_item import RecordKind, RecordStatus, ReviewItem
from fourcorners.domain.store import ContractFilter, RecordFilter, Store
from fourcorners.settings import read_settings

_OPEN: Final = (RecordStatus.PROPOSED, RecordStatus.DEFERRED)


class Part(NamedTuple):
    """What is reviewed in one go: a contract or a document."""

    name: str
    wanted: RecordFilter
    unread: tuple[str, ...] = ()
    """Documents that have no records to review, and why."""


def review(
    name: Annotated[
        str | None,
        typer.Argument(metavar="CONTRACT|DOCUMENT", help="By contract_no or id; without it, all contracts."),
    ] = None,
    kind: Annotated[RecordKind | None, typer.Option(help="Only records of this kind.")] = None,
    responsible: Annotated[Responsible | None, typer.Option(help="Only what this function owns.")] = None,
    status: Annotated[
        RecordStatus | None,
        typer.Option(help="Only records that stand so (default: what is open, and where a proposal waits)."),
    ] = None,
    as_name: AsName = None,
) -> None:
    """Decide on records, one at a time, each with its words in their surroundings.

    Keys: c confirm, e edit, r reject (asks why), d defer, t take over what a later reading says, s skip,
    u undo, q quit. Every decision is safe on disk before the next record is shown. Keys can be piped in, one
    a line.
    """
    from fourcorners.cli.review_session import Session
    from fourcorners.home import open_home

    by = person(as_name)
    with closing(open_home(read_settings()).store) as store, Keyboard() as keyboard:
        session = Session(store, by, keyboard)
        for part in _parts(store, name):
            for unread in part.unread:
                say(f"{unread}: it has no records to review")
            wanted = part.wanted.model_copy(
                update={"kinds": (kind,) if kind else (), "responsible": responsible}
            )
            if not session.go_through(part.name, _queue(store, wanted, status)):
                break
        write_text(session.say_end())


def _parts(store: Store, name: str | None) -> Iterator[Part]:
    if name is None:
        for contract in every(partial(store.contracts, ContractFilter())):
            yield _part_of(contract)
    elif name.startswith("doc_"):
        yield _part_of(resolve_document(store, name))
    else:
        yield _part_of(resolve_contract(store, name))


def _part_of(kept: Contract | KeptDocument) -> Part:
    if isinstance(kept, KeptDocument):
        return Part(kept.name, RecordFilter(document_id=kept.id), _unread([kept]))
    name = kept.contract_no or kept.id
    return Part(name, RecordFilter(contract_id=kept.id), _unread(kept.documents))


def _unread(documents: Iterable[KeptDocument | ContractDocument]) -> tuple[str, ...]:
    return tuple(
        f"{document.name} is {document.state.value}"
        for document in documents
        if document.state is not ProcessingState.REVIEWABLE
    )


def _queue(store: Store, wanted: RecordFilter, status: RecordStatus | None) -> list[str]:
    """Ids of what is to be decided, in the order of the text."""
    if status is not None:
        wanted = wanted.model_copy(update={"statuses": (status,)})
    items = every(partial(store.records, wanted))
    return [item.id for item in items if status is not None or _is_open(item)]


def _is_open(item: ReviewItem) -> bool:
    return item.status in _OPEN or item.proposal is not None
