"""`fourcorners review`: one record at a time, with its words, until all are decided."""

from collections.abc import Iterable, Iterator
from contextlib import closing
from functools import partial
from typing import Annotated, Final, NamedTuple

import typer

from fourcorners.cli.keyboard import Keyboard
from fourcorners.cli.naming import resolve
from fourcorners.cli.person import AsName, person
from fourcorners.cli.streams import say, write_text
from fourcorners.domain.contract import Contract, ContractDocument
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.listing import every
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.review_item import RecordKind, RecordStatus, ReviewItem
from fourcorners.domain.store import ContractFilter, RecordFilter, Store
from fourcorners.errors import UsageError
from fourcorners.settings import read_settings

_OPEN: Final = (RecordStatus.PROPOSED, RecordStatus.DEFERRED)
_DECIDED: Final = (RecordStatus.CONFIRMED, RecordStatus.REJECTED)


class Part(NamedTuple):
    """What is reviewed in one go: a contract or a document."""

    name: str
    wanted: RecordFilter
    documents: tuple[str, ...]
    """Ids, in the order that they are listed in."""
    open: int
    """Records that wait for a decision."""
    unread: tuple[str, ...] = ()
    """Documents that have no records to review, and why."""


def review(
    name: Annotated[
        str | None,
        typer.Argument(
            metavar="CONTRACT|DOCUMENT", help="By contract_no, id or file name; without it, all contracts."
        ),
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
    with closing(open_home(read_settings(), make=False).store) as store, Keyboard() as keyboard:
        session = Session(store, by, keyboard)
        for part in _parts(store, name):
            # Who asks for one sort of record is not helped by what holds none of any.
            for unread in part.unread if kind is None and responsible is None else ():
                say(f"{unread}: it has no records to review")
            wanted = part.wanted.model_copy(
                update={"kinds": (kind,) if kind else (), "responsible": responsible}
            )
            if not session.go_through(part.name, _queue(store, part._replace(wanted=wanted), status)):
                break
        else:
            session.offer_undo()
        write_text(session.say_end())


def _parts(store: Store, name: str | None) -> Iterator[Part]:
    if name is None:
        for contract in every(partial(store.contracts, ContractFilter())):
            yield _part_of(contract)
    else:
        named = resolve(store, name)
        if isinstance(named, ReviewItem):
            raise UsageError(f"{name} is a record; name its document, {named.document_id}")
        yield _part_of(named)


def _part_of(kept: Contract | KeptDocument) -> Part:
    if isinstance(kept, KeptDocument):
        wanted = RecordFilter(document_id=kept.id)
        return Part(kept.name, wanted, (kept.id,), kept.review.open, _unread([kept]))
    wanted = RecordFilter(contract_id=kept.id)
    documents = tuple(document.id for document in kept.documents)
    name = kept.contract_no or ", ".join(document.name for document in kept.documents) or kept.id
    return Part(name, wanted, documents, kept.review.open, _unread(kept.documents))


def _unread(documents: Iterable[KeptDocument | ContractDocument]) -> tuple[str, ...]:
    return tuple(
        f"{document.name} is {document.state.value}"
        for document in documents
        if document.state is not ProcessingState.REVIEWABLE
    )


def _queue(store: Store, part: Part, status: RecordStatus | None) -> list[str]:
    """Ids of what is to be decided, in the order of the text."""
    if status is not None:
        wanted = part.wanted.model_copy(update={"statuses": (status,)})
        return [item.id for item in every(partial(store.records, wanted))]
    if not part.open:
        return []
    undecided = part.wanted.model_copy(update={"statuses": _OPEN})
    waiting = part.wanted.model_copy(update={"statuses": _DECIDED, "has_proposal": True})
    order = {document: place for place, document in enumerate(part.documents)}
    places = {
        item.id: (order.get(item.document_id, len(order)), item.record.evidence[0].start)
        for wanted in (undecided, waiting)
        for item in every(partial(store.records, wanted))
    }
    return sorted(places, key=places.__getitem__)
