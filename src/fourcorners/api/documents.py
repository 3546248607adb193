"""Documents over HTTP: sent, followed, read."""

from collections.abc import AsyncIterator, Iterator
from typing import Annotated, BinaryIO

from fastapi import APIRouter, Depends, Header, Path, Query, Request, Response
from fastapi.responses import StreamingResponse

from fourcorners.api import examples
from fourcorners.api.attachment import attachment_headers
from fourcorners.api.dependencies import Caller, TheService, TheStore
from fourcorners.api.etags import as_json, etag_of, is_known, tagged
from fourcorners.api.lookup import the_document
from fourcorners.api.operations import (
    OF_A_LIST,
    OF_ONE,
    WITH_BODY,
    an_answer,
    operation,
    tagged_answers,
)
from fourcorners.api.problem_kinds import NOT_MULTIPART
from fourcorners.api.queries import DocumentsQuery, RecordsQuery, RenewalQuery, RunQuery, next_link
from fourcorners.api.record_examples import TEXT
from fourcorners.api.upload_form import UploadForm, form_schema, read_form
from fourcorners.api.uploads import Upload, location_of, take_in
from fourcorners.domain.access import Permission
from fourcorners.domain.clock import now
from fourcorners.domain.extraction import Extraction
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.listing import Listing, every
from fourcorners.domain.media_type import MediaType
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.renewal import RenewalAnswer
from fourcorners.domain.review_item import RecordKind, ReviewItem
from fourcorners.domain.store import RecordFilter
from fourcorners.errors import (
    DocumentTooLarge,
    EmptyFile,
    EncryptedDocument,
    FiledElsewhere,
    LostFile,
    RetryMismatch,
    StorageFull,
    UnreadableDocument,
    UnsupportedFormat,
)
from fourcorners.reckoning.renewal import renewal_answer
from fourcorners.review.standing import NOT_REJECTED, standing_facts

SPOOL = "tmp"
"""The folder, under home, of uploads that are still coming."""

_CHUNK_BYTES = 1024 * 1024
_REFUSED_FILES = (
    EmptyFile.code,
    EncryptedDocument.code,
    UnreadableDocument.code,
    UnsupportedFormat.code,
    DocumentTooLarge.code,
    NOT_MULTIPART,
    FiledElsewhere.code,
    RetryMismatch.code,
    StorageFull.code,
)

_BYTES = {"schema": {"type": "string", "format": "binary"}}

router = APIRouter(prefix="/v1/documents", tags=["documents"])

DocumentId = Annotated[str, Path(description="Id of a document.", examples=[examples.DOCUMENT.id])]


async def _form(request: Request, key: Caller, service: TheService) -> AsyncIterator[UploadForm]:  # noqa: ARG001 - a body is read for a known key alone
    async with read_form(request, service.home.folder / SPOOL) as form:
        yield form


@router.post(
    "",
    status_code=202,
    response_model=Upload,
    **operation(
        Permission.UPLOAD,
        "Send documents",
        *WITH_BODY,
        *_REFUSED_FILES,
        answers={
            202: an_answer("They are kept.", examples.as_example(examples.UPLOAD), headers=["Location"])
        },
        requestBody={
            "required": True,
            "content": {"multipart/form-data": {"schema": form_schema(), "example": examples.FORM}},
        },
    ),
)
def send(
    key: Caller,
    service: TheService,
    form: Annotated[UploadForm, Depends(_form)],
    idempotency_key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key",
            min_length=1,
            max_length=200,
            description="What you call this request: sent again under that name, it gives the same answer.",
        ),
    ] = None,
) -> Response:
    """Takes in one or many documents of one contract, all of them or none.

    The answer comes when their bytes are safe on disk; reading them goes on behind it: follow `state`. The
    same file in the same access group is one document, however often it is sent. A key of one access group
    files into that group. Keys that are sent for a contract that is kept already are put over those it has
    (event `contract.changed`); what is not sent stays.

    What the first bytes of a file and its size show is refused at once: a file that is empty, too large, or
    of a type that is not read, text that is named PDF or DOCX, and a Word file with a password where that
    shows so early. What shows only when it is read is taken in (202) and ends as `state: failed`, with the
    reason in `error`: a PDF with a password (`encrypted_document`), a file that is damaged or cut off
    (`unreadable_document`).
    """
    upload = take_in(form, key, idempotency_key, service)
    return Response(
        upload.model_dump_json(),
        status_code=202,
        media_type="application/json",
        headers={"Location": location_of(upload)},
    )


@router.get(
    "",
    response_model=Listing[KeptDocument],
    **operation(
        Permission.FOLLOW,
        "List documents",
        *OF_A_LIST,
        answers=tagged_answers("A page of documents.", examples.listing(examples.DOCUMENT), "Link"),
    ),
)
def documents(
    request: Request, key: Caller, store: TheStore, query: Annotated[DocumentsQuery, Query()]
) -> Response:
    """Documents in the order they came, with how far each has come."""
    listing = store.documents(query.filter(), query.part, key.scope)
    return as_json(request, listing, next_link(request, listing.next))


@router.get(
    "/{document_id}",
    response_model=KeptDocument,
    **operation(
        Permission.FOLLOW,
        "Get a document",
        *OF_ONE,
        answers=tagged_answers("The document.", examples.as_example(examples.DOCUMENT)),
    ),
)
def document(request: Request, key: Caller, store: TheStore, document_id: DocumentId) -> Response:
    """One document: `state` and `progress` tell how far it has come, `error` why it came no further."""
    return as_json(request, the_document(store, document_id, key.scope))


@router.get(
    "/{document_id}/records",
    response_model=Listing[ReviewItem],
    **operation(
        Permission.READ,
        "List the records of a document",
        *OF_ONE,
        *OF_A_LIST,
        answers=tagged_answers("A page of records.", examples.listing(examples.RECORD), "Link"),
    ),
)
def records(
    request: Request,
    key: Caller,
    store: TheStore,
    document_id: DocumentId,
    query: Annotated[RecordsQuery, Query()],
) -> Response:
    """What was found in a document, by its place there: variables, obligations, rights, KPIs.

    Those of the newest reading, and all that were decided.
    """
    the_document(store, document_id, key.scope)
    listing = store.records(query.filter(document_id), query.part, key.scope)
    return as_json(request, listing, next_link(request, listing.next))


@router.get(
    "/{document_id}/extraction",
    response_model=Extraction,
    **operation(
        Permission.READ,
        "Get a reading of a document",
        *OF_ONE,
        answers=tagged_answers("The reading.", examples.as_example(examples.EXTRACTION)),
    ),
)
def extraction(
    request: Request,
    key: Caller,
    store: TheStore,
    document_id: DocumentId,
    query: Annotated[RunQuery, Query()],
) -> Response:
    """All that a reading proposed, the newest or an earlier one, with clauses, findings, coverage ledger.

    What people decided stands in the records, not here.
    """
    return as_json(request, store.run(document_id, key.scope, run_id=query.run).extraction)


@router.get(
    "/{document_id}/renewal",
    response_model=RenewalAnswer,
    **operation(
        Permission.READ,
        "Get how a document's contract renews",
        *OF_ONE,
        answers=tagged_answers("The answer.", examples.as_example(examples.RENEWAL)),
    ),
)
def renewal(
    request: Request,
    key: Caller,
    store: TheStore,
    document_id: DocumentId,
    query: Annotated[RenewalQuery, Query()],
) -> Response:
    """Tells when the term ends that runs on a day, when it renews, and by when notice must be given.

    Computed from the records as they stand now: of each fact what was confirmed or edited, else what is
    proposed; what was rejected does not count. `steps` are for a person to check, and `missing` tells what
    is not known. There is no answer (404) before the document was read.
    """
    store.run(document_id, key.scope)
    wanted = RecordFilter(document_id=document_id, kinds=(RecordKind.VARIABLE,), statuses=NOT_REJECTED)
    items = every(lambda part: store.records(wanted, part, key.scope))
    return as_json(request, renewal_answer(standing_facts(items), query.as_of or now().date()))


@router.get(
    "/{document_id}/text",
    response_class=Response,
    **operation(
        Permission.READ,
        "Get the text that offsets count in",
        *OF_ONE,
        answers={
            **tagged_answers("", ""),
            200: {
                "description": "The text, as UTF-8.",
                "content": {"text/plain": {"schema": {"type": "string"}, "example": TEXT}},
            },
        },
    ),
)
def text(
    request: Request,
    key: Caller,
    store: TheStore,
    document_id: DocumentId,
    query: Annotated[RunQuery, Query()],
) -> Response:
    """The canonical text of a reading, the newest or an earlier one.

    The offsets of a record's evidence count its code points in the reading that the record names as `run_id`:
    one that was decided keeps the words it was decided on, whatever a newer reading makes of the document.
    """
    content = store.run(document_id, key.scope, run_id=query.run).text.encode("utf-8", "replace")
    return tagged(request, etag_of(content), Response(content, media_type="text/plain; charset=utf-8"))


@router.get(
    "/{document_id}/original",
    response_class=Response,
    **operation(
        Permission.READ,
        "Get the file as it was sent",
        *OF_ONE,
        LostFile.code,
        answers={
            **tagged_answers("", ""),
            200: {
                "description": "The bytes, to be saved and not shown.",
                "content": {media_type.value: _BYTES for media_type in MediaType},
            },
        },
    ),
)
def original(request: Request, key: Caller, service: TheService, document_id: DocumentId) -> Response:
    """The bytes that were sent. Whoever opens them trusts the one who wrote the contract.

    They are held against their hash before the first of them is given.
    """
    found = the_document(service.home.store, document_id, key.scope)
    etag = f'"{found.sha256}"'
    if is_known(request, etag):
        return tagged(request, etag, Response())
    headers = attachment_headers(found.name) | {
        # Nobody has told in what characters a text was written.
        "Content-Type": found.media_type,
        "Content-Length": str(found.size_bytes),
        "ETag": etag,
    }
    return StreamingResponse(_chunks(service.home.files.open(found.sha256)), headers=headers)


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    with file:
        while chunk := file.read(_CHUNK_BYTES):
            yield chunk


@router.post(
    "/{document_id}/runs",
    status_code=202,
    response_model=KeptDocument,
    **operation(
        Permission.UPLOAD,
        "Have a document read again",
        *OF_ONE,
        StorageFull.code,
        answers={
            202: an_answer("It will be read.", examples.as_example(examples.READ_AGAIN), headers=["Location"])
        },
    ),
)
def read_again(key: Caller, store: TheStore, document_id: DocumentId) -> Response:
    """Asks for a new reading: of a document that failed or was quarantined, or after an upgrade.

    No record that was decided is replaced; what the new reading says differently waits as its `proposal`.
    """
    the_document(store, document_id, key.scope)
    found = store.advance(document_id, ProcessingState.RECEIVED, key.actor)
    return Response(
        found.model_dump_json(),
        status_code=202,
        media_type="application/json",
        headers={"Location": f"/v1/documents/{found.id}"},
    )
