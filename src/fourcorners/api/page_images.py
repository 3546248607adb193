"""`GET /v1/documents/{id}/pages/{page}/image`: a page as a person sees it on paper."""

from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request, Response

from fourcorners import __version__
from fourcorners.api.dependencies import Caller, TheService
from fourcorners.api.documents import DocumentId
from fourcorners.api.etags import etag_of, is_known, tagged
from fourcorners.api.lookup import the_document
from fourcorners.api.operations import OF_ONE, operation, tagged_answers
from fourcorners.api.problem_kinds import BUSY, QUARANTINED
from fourcorners.api.queries import ImageQuery
from fourcorners.api.response_headers import FILE_POLICY
from fourcorners.domain.access import Permission
from fourcorners.errors import (
    ConfigError,
    DocumentTooLarge,
    EncryptedDocument,
    LostFile,
    OverLimit,
    ReaderDied,
    UnreadableDocument,
)

_MEDIA_TYPE: Final = "image/png"
_MOST_PAGES: Final = 1_000_000
_PROBLEMS: Final = (
    EncryptedDocument.code,
    UnreadableDocument.code,
    DocumentTooLarge.code,
    ReaderDied.code,
    OverLimit.code,
    QUARANTINED,
    BUSY,
    LostFile.code,
    ConfigError.code,
)
_HEADERS: Final = {
    # Whoever is no longer allowed to see it is not shown what his browser has kept.
    "Cache-Control": "private, no-cache",
    "Content-Security-Policy": FILE_POLICY,
}

router = APIRouter(prefix="/v1/documents", tags=["documents"])


@router.get(
    "/{document_id}/pages/{page}/image",
    response_class=Response,
    **operation(
        Permission.READ,
        "Get the picture of a page",
        *OF_ONE,
        *_PROBLEMS,
        answers={
            **tagged_answers("", ""),
            200: {
                "description": "The page, as it is displayed.",
                "content": {_MEDIA_TYPE: {"schema": {"type": "string", "format": "binary"}}},
            },
        },
    ),
)
def page_image(
    request: Request,
    key: Caller,
    service: TheService,
    document_id: DocumentId,
    page: Annotated[int, Path(ge=1, le=_MOST_PAGES, description="Number of the page, from 1.", examples=[1])],
    query: Annotated[ImageQuery, Query()],
) -> Response:
    """A page of a PDF as PNG, with nothing on it but what stands there.

    The boxes of evidence count points from its top left corner: a point is `dpi` / 72 pixels, unless the
    picture had to be made smaller. A Word file or a text has no pages (404). Pictures are made a few at a
    time, each in a process that opens this file alone; where too many are asked for, the answer is 429.
    """
    found = the_document(service.home.store, document_id, key.scope)
    etag = etag_of(f"{__version__} {found.sha256} {page} {query.dpi}".encode())
    # A client that has the picture had it from here; one that says "*" may have none.
    if is_known(request, etag) and "*" not in request.headers.getlist("if-none-match"):
        return tagged(request, etag, Response(), _HEADERS)
    content = service.pictures.picture(found, page, query.dpi)
    return tagged(request, etag, Response(content, media_type=_MEDIA_TYPE), _HEADERS)
