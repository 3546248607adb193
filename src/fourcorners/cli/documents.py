"""`fourcorners documents`: what is kept, and how far each has come."""

from functools import partial
from typing import Annotated

import typer

from fourcorners.cli.filters import (
    AccessGroup,
    Attributes,
    BusinessUnit,
    ContractNo,
    CounterpartyId,
    Owner,
    Parent,
    Priority,
    read_attributes,
)
from fourcorners.cli.listings import FormatOption, ListFormat, give, short
from fourcorners.cli.pages import every
from fourcorners.cli.tables import new_table
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.store import DocumentFilter
from fourcorners.settings import read_settings


def documents(
    state: Annotated[
        list[ProcessingState] | None, typer.Option(help="Only in that state; may be repeated.")
    ] = None,
    contract_no: ContractNo = None,
    counterparty_id: CounterpartyId = None,
    business_unit: BusinessUnit = None,
    owner: Owner = None,
    parent: Parent = None,
    priority: Priority = None,
    access_group: AccessGroup = None,
    attribute: Attributes = None,
    form: FormatOption = ListFormat.TABLE,
) -> None:
    """List the documents that are kept, in the order they came: their states, and what is open in them.

    The table shows the beginning of each id, which is enough to name a document by; JSON has all of it.
    """
    from fourcorners.home import open_home

    wanted = DocumentFilter(
        states=tuple(state or ()),
        contract_no=contract_no,
        counterparty_id=counterparty_id,
        business_unit=business_unit,
        owner=owner,
        parent=parent,
        priority=priority,
        access_group=access_group,
        attributes=read_attributes(attribute),
    )
    store = open_home(read_settings()).store
    table = new_table(
        "Documents",
        ("id", 12),
        ("name", None),
        ("contract", 12),
        ("role", 9),
        ("state", 11),
        ("open", 5),
        ("conf.", 5),
    )
    table.caption = "open: records that wait for a decision; conf.: records that are confirmed"
    give(every(partial(store.documents, wanted)), form, table, document_row)


def document_row(document: KeptDocument) -> tuple[str, ...]:
    """The cells of a document."""
    error = f"\n{document.error.code}" if document.error is not None else ""
    return (
        short(document.id),
        document.name,
        document.contract.contract_no or "",
        document.role.value.replace("_", " "),
        document.state.value + error,
        str(document.review.open),
        str(document.review.confirmed),
    )
