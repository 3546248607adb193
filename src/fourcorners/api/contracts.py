"""Contracts over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response

from fourcorners.api import examples
from fourcorners.api.attachment import attachment_headers
from fourcorners.api.dependencies import Caller, TheStore
from fourcorners.api.etags import as_json, etag_of, tagged
from fourcorners.api.lookup import the_contract
from fourcorners.api.operations import OF_A_LIST, OF_ONE, operation, tagged_answers
from fourcorners.api.queries import ContractsQuery, next_link
from fourcorners.domain.access import Permission
from fourcorners.domain.contract import Contract
from fourcorners.domain.listing import Listing
from fourcorners.domain.record import Record
from fourcorners.release.confirmed import gather
from fourcorners.release.confirmed_contract import ConfirmedContract
from fourcorners.release.export_format import ExportFormat
from fourcorners.release.spreadsheet import as_xlsx
from fourcorners.release.table import as_csv

router = APIRouter(prefix="/v1/contracts", tags=["contracts"])

ContractId = Annotated[str, Path(description="Id of a contract.", examples=[examples.CONTRACT.id])]


_MEDIA_TYPES = {
    ExportFormat.CSV: "text/csv",
    ExportFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class ConfirmedQuery(Record):
    """How what was confirmed is asked for."""

    format: ExportFormat = ExportFormat.JSON


@router.get(
    "",
    response_model=Listing[Contract],
    **operation(
        Permission.FOLLOW,
        "List contracts",
        *OF_A_LIST,
        answers=tagged_answers("A page of contracts.", examples.listing(examples.CONTRACT), "Link"),
    ),
)
def contracts(
    request: Request, key: Caller, store: TheStore, query: Annotated[ContractsQuery, Query()]
) -> Response:
    """Contracts in the order they came, with their keys, their documents, and how far review has come."""
    listing = store.contracts(query.filter(), query.part, key.scope)
    return as_json(request, listing, next_link(request, listing.next))


@router.get(
    "/{contract_id}",
    response_model=Contract,
    **operation(
        Permission.FOLLOW,
        "Get a contract",
        *OF_ONE,
        answers=tagged_answers("The contract.", examples.as_example(examples.CONTRACT)),
    ),
)
def contract(request: Request, key: Caller, store: TheStore, contract_id: ContractId) -> Response:
    """One contract, with its keys, its documents, and how far review has come."""
    return as_json(request, the_contract(store, contract_id, key.scope))


def _confirmed_answers() -> dict[int | str, dict[str, object]]:
    answers = tagged_answers("What was confirmed.", examples.as_example(examples.CONFIRMED))
    answers[200]["content"] |= {
        _MEDIA_TYPES[ExportFormat.CSV]: {"schema": {"type": "string"}},
        _MEDIA_TYPES[ExportFormat.XLSX]: {"schema": {"type": "string", "format": "binary"}},
    }
    return answers


@router.get(
    "/{contract_id}/confirmed",
    response_model=ConfirmedContract,
    **operation(Permission.READ, "Get what was confirmed", *OF_ONE, answers=_confirmed_answers()),
)
def confirmed(
    request: Request,
    key: Caller,
    store: TheStore,
    contract_id: ContractId,
    query: Annotated[ConfirmedQuery, Query()],
) -> Response:
    """The records of a contract that a person has confirmed, and nothing else.

    Each comes with its evidence and its decisions. `statement` tells what is still unreviewed, so that what
    is not listed is not taken for what is not there; `head` is where the history ended. The ETag stays while
    all of that but `head` and `made_at` does.
    """
    the_contract(store, contract_id, key.scope)
    found = gather(store, contract_id, key.scope)
    # Neither says what was confirmed, and the head moves with whatever happens to others.
    said = found.model_dump_json(exclude={"made_at", "head"})
    etag = etag_of(f"{query.format}{said}".encode(), is_weak=True)
    return tagged(request, etag, _in_form(found, query.format))


def _in_form(found: ConfirmedContract, form: ExportFormat) -> Response:
    if form is ExportFormat.JSON:
        return Response(found.model_dump_json(), media_type="application/json")
    content = as_csv([found]).encode() if form is ExportFormat.CSV else as_xlsx([found])
    name = f"{found.contract.contract_no or found.id}.{form}"
    return Response(content, media_type=_MEDIA_TYPES[form], headers=attachment_headers(name))
