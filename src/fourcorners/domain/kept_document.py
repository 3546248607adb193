"""A document as it is kept: whose it is, how far it has come, and where its bytes are."""

import datetime as dt

from pydantic import Field

from fourcorners.domain.contract import ContractKeys, DocumentRole, ReviewProgress
from fourcorners.domain.document import PageState
from fourcorners.domain.identity import digest
from fourcorners.domain.processing import Failure, ProcessingState, Progress
from fourcorners.domain.record import Record


class SealedFile(Record):
    """Bytes that are safe on disk, known by what they are."""

    sha256: str
    size_bytes: int
    name: str = Field(description="the file's name as it came: a label only")
    media_type: str


class Submission(Record):
    """A sealed file and what is said of it: what is to be kept."""

    file: SealedFile
    keys: ContractKeys = ContractKeys()
    role: DocumentRole = DocumentRole.BASE


class KeptDocument(Record):
    """A document that is kept."""

    id: str
    contract_id: str
    contract: ContractKeys
    role: DocumentRole
    name: str
    sha256: str
    size_bytes: int
    media_type: str
    state: ProcessingState
    progress: Progress
    error: Failure | None = None
    received_at: dt.datetime
    changed_at: dt.datetime
    active_run: str | None = Field(default=None, description="The extraction run that its records come from.")
    pages: dict[PageState, int] = Field(
        default={},
        description="How many pages that run read in which way; the extraction names them. Nothing was read "
        "of those that are `no_text` or `unreadable`. Empty for a file without pages of its own.",
    )
    generation: int = Field(default=1, description="Counts how often it was asked to be read.")
    strikes: int = Field(default=0, description="How often it ended its reader.")
    review: ReviewProgress = ReviewProgress()


def document_id(sha256: str, access_group: str | None) -> str:
    """The id of a document: the same bytes in the same access group are one document.

    Two groups that are sent the same file have a document each, so that neither learns of the other.
    """
    return f"doc_{digest([sha256, access_group])[:20]}"


def contract_id(access_group: str | None, contract_no: str | None, document: str) -> str:
    """The id of a new contract: made of its number, or of its first document where it has none."""
    return f"ctr_{digest([access_group, contract_no or '', '' if contract_no else document])[:20]}"
