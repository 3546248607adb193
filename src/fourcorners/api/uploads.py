"""Taking documents in: the way of an upload from its form to receipts."""

from collections.abc import Sequence
from typing import Final, Self
from urllib.parse import urlencode

from pydantic import Field

from fourcorners.api.dependencies import Service
from fourcorners.api.field_problems import FieldProblem
from fourcorners.api.problems import invalid
from fourcorners.api.upload_form import UploadForm
from fourcorners.domain.access import ApiKey
from fourcorners.domain.identity import digest
from fourcorners.domain.kept_document import KeptDocument, Submission
from fourcorners.domain.record import Record
from fourcorners.domain.store import Receipt, Retry
from fourcorners.errors import NotAllowed
from fourcorners.intake.sealed_files import check

_MIB: Final = 1024 * 1024


class Links(Record):
    """Where to go on from a document."""

    document: str
    contract: str
    records: str
    events: str

    @classmethod
    def to(cls, document_id: str, contract_id: str) -> Self:
        """The links of a document."""
        return cls(
            document=f"/v1/documents/{document_id}",
            contract=f"/v1/contracts/{contract_id}",
            records=f"/v1/documents/{document_id}/records",
            events=f"/v1/events?document_id={document_id}",
        )


class ReceivedDocument(KeptDocument):
    """A document that was taken in."""

    is_new: bool = Field(description="False where the same file was kept before: then it is that document.")
    links: Links


class Upload(Record):
    """What was taken in, in the order of the files."""

    documents: tuple[ReceivedDocument, ...]


def take_in(form: UploadForm, key: ApiKey, retry_name: str | None, service: Service) -> Upload:
    """Seal the files and keep them, all or none.

    Raises NotAllowed for a group that is not the key's, what sealing raises for a file, and what
    `Store.receive` raises.
    """
    keys = form.keys.model_copy(update={"access_group": _group(form.keys.access_group, key)})
    max_bytes = service.settings.max_file_mib * _MIB
    # All are looked at before the first is sealed: what is refused for one of them leaves nothing.
    for file in form.files:
        check(file.content, file.name, max_bytes)
    sealed = [service.home.files.seal(file.content, file.name, max_bytes) for file in form.files]
    submissions = [Submission(file=file, keys=keys, role=form.role) for file in sealed]
    receipts = service.home.store.receive(
        submissions, key.actor, retry=_retry(retry_name, key, submissions) if retry_name else None
    )
    return Upload(documents=tuple(_received(receipt) for receipt in receipts))


def location_of(upload: Upload) -> str:
    """Where the documents of an upload are: the one, or the list of them."""
    ids = list(dict.fromkeys(document.id for document in upload.documents))
    if len(ids) == 1:
        return f"/v1/documents/{ids[0]}"
    return f"/v1/documents?{urlencode([('id', each) for each in ids])}"


def _group(named: str | None, key: ApiKey) -> str | None:
    """The access group that the documents go into: a key of one group files into that."""
    groups = key.access_groups
    if not groups or named in groups:
        return named
    if named is not None:
        raise NotAllowed(
            f"the key files into {' or '.join(groups)}, not into {named!r}; name one of the key's"
        )
    if len(groups) > 1:
        message = f"the key has several groups; name the one to file into: {', '.join(groups)}"
        raise invalid([FieldProblem(where="form.access_group", message=message)])
    return groups[0]


def _retry(name: str, key: ApiKey, submissions: Sequence[Submission]) -> Retry:
    sent = [submission.model_dump(mode="json") for submission in submissions]
    return Retry(holder=key.id, value=name, fingerprint=digest(sent))


def _received(receipt: Receipt) -> ReceivedDocument:
    document = receipt.document
    links = Links.to(document.id, document.contract_id)
    return ReceivedDocument(**dict(document), is_new=receipt.is_new, links=links)
