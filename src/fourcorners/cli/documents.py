"""`fourcorners documents`: what is kept, and how far each has come."""

from functools import partial
from typing import Annotated, Final

import typer
from rich.table import Table

from fourcorners.cli.filters import picked_by_keys
from fourcorners.cli.listings import FormatOption, ListFormat, give, short
from fourcorners.cli.tables import new_table
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.listing import every
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.store import DocumentFilter, KeyFilter
from fourcorners.settings import read_settings

_STATE_CHARACTERS: Final = 12
_COLUMNS: Final = (
    ("id", 12),
    ("name", None),
    ("contract", 12),
    ("role", 9),
    ("state", _STATE_CHARACTERS),
    ("open", 5),
    ("conf.", 5),
)


@picked_by_keys
def documents(
    state: Annotated[
        list[ProcessingState] | None, typer.Option(help="Only in that state; may be repeated.")
    ] = None,
    *,
    keys: KeyFilter,
    form: FormatOption = ListFormat.TABLE,
) -> None:
    """List the documents that are kept, in the order they came: their states, and what is open in them.

    The table shows the beginning of each id, which is enough to name a document by; JSON has all of it.
    """
    from fourcorners.home import open_home

    wanted = DocumentFilter(**dict(keys), states=tuple(state or ()))
    store = open_home(read_settings(), make=False).store
    table = document_table()
    table.caption = "open: wait for a decision, also on what a later reading says; conf.: confirmed"
    give(every(partial(store.documents, wanted)), form, table, document_row)


def document_table() -> Table:
    """A table of documents, still empty."""
    return new_table("Documents", *_COLUMNS)


def document_row(document: KeptDocument) -> tuple[str, ...]:
    """The cells of a document."""
    error = f"\n{_on_lines(document.error.code)}" if document.error is not None else ""
    return (
        short(document.id),
        document.name,
        document.contract.contract_no or "",
        document.role.value.replace("_", " "),
        document.state.value + error,
        str(document.review.open),
        str(document.review.confirmed),
    )


def _on_lines(code: str) -> str:
    """A code, broken behind its first word where it is long: whole, it would leave the name no room."""
    return code if len(code) <= _STATE_CHARACTERS else code.replace("_", "_\n", 1)
