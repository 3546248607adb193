"""What the answers look like, of a contract between parties that do not exist: real objects of the domain."""

import datetime as dt
from typing import Any, Final

from fastapi.openapi.models import Example
from pydantic import BaseModel

from fourcorners.api.record_examples import (
    DOCUMENT_ID,
    KEYS,
    KPI,
    OBLIGATION,
    RENEWAL_FACTS,
    SHA256,
    TEXT,
    VARIABLE,
)
from fourcorners.api.uploads import Links, ReceivedDocument, Upload
from fourcorners.domain.access import Actor
from fourcorners.domain.contract import (
    Contract,
    ContractDocument,
    DocumentRole,
    ReviewProgress,
)
from fourcorners.domain.decision import DecisionRequest
from fourcorners.domain.document import DocumentState, PageState
from fourcorners.domain.event import Event, EventType, Happening, Head
from fourcorners.domain.extraction import Coverage, DocumentSummary, Extraction, PagesRead, ProducedBy
from fourcorners.domain.identity import digest
from fourcorners.domain.kept_document import KeptDocument, contract_id
from fourcorners.domain.processing import ProcessingState, progress_of
from fourcorners.domain.review_item import (
    Action,
    LastDecision,
    RecordKind,
    ReviewItem,
)
from fourcorners.domain.store import SERVICE
from fourcorners.reckoning.renewal import renewal_answer
from fourcorners.release.confirmed_contract import (
    ConfirmedContract,
    ConfirmedDocument,
    ConfirmedRecord,
    KeptDecision,
    KindCounts,
    Unreviewed,
)
from fourcorners.release.statement import state
from fourcorners.review.decide import decide

_AT: Final = dt.datetime(2031, 3, 1, 9, 30, tzinfo=dt.UTC)
FORM: Final = {
    "files": ["(the bytes of the file)"],
    "contract_no": "MSA-2031-007",
    "counterparty_id": "V-4711",
    "priority": 2,
    "role": "base",
    "attributes": {"region": "EMEA"},
}
_CONTRACT_ID: Final = contract_id(KEYS.access_group, KEYS.contract_no, DOCUMENT_ID)
_RUN_ID: Final = f"run_{digest([DOCUMENT_ID])[:20]}"
_PERSON: Final = Actor(name="ada", key_id="key_0a1b2c3d")


def as_example(model: BaseModel) -> dict[str, Any]:
    """The JSON of a model."""
    return model.model_dump(mode="json")


def listing(item: BaseModel) -> dict[str, Any]:
    """A page with one item, and the cursor of the next."""
    return {"items": [as_example(item)], "next": "eyJhZnRlciI6MX0"}


def _kept(state: ProcessingState, review: ReviewProgress, run: str | None) -> KeptDocument:
    return KeptDocument(
        id=DOCUMENT_ID,
        contract_id=_CONTRACT_ID,
        contract=KEYS,
        role=DocumentRole.BASE,
        name="hosting.pdf",
        sha256=SHA256,
        size_bytes=204_800,
        media_type="application/pdf",
        state=state,
        progress=progress_of(state),
        received_at=_AT,
        changed_at=_AT,
        active_run=run,
        pages={PageState.TEXT: 2} if run is not None else {},
        review=review,
    )


DOCUMENT: Final = _kept(ProcessingState.REVIEWABLE, ReviewProgress(proposed=3), _RUN_ID)
READ_AGAIN: Final = _kept(ProcessingState.RECEIVED, DOCUMENT.review, _RUN_ID).model_copy(
    update={"generation": 2}
)
CONTRACT: Final = Contract(
    **dict(KEYS),
    id=_CONTRACT_ID,
    received_at=_AT,
    documents=(
        ContractDocument(
            id=DOCUMENT_ID,
            name=DOCUMENT.name,
            role=DocumentRole.BASE,
            state=ProcessingState.REVIEWABLE,
        ),
    ),
    review=DOCUMENT.review,
)
UPLOAD: Final = Upload(
    documents=(
        ReceivedDocument(
            **dict(_kept(ProcessingState.RECEIVED, ReviewProgress(), None)),
            is_new=True,
            links=Links.to(DOCUMENT_ID, _CONTRACT_ID),
        ),
    )
)


RECORD: Final = ReviewItem(
    id=OBLIGATION.id,
    kind=RecordKind.OBLIGATION,
    version=1,
    hash=OBLIGATION.hash,
    document_id=DOCUMENT_ID,
    contract_id=_CONTRACT_ID,
    contract=KEYS,
    run_id=_RUN_ID,
    record=OBLIGATION,
)
_CONFIRMING: Final = DecisionRequest(action=Action.CONFIRM, version=RECORD.version)
_AFTER, _DECISION = decide(RECORD, _CONFIRMING)
DECISIONS: Final[dict[str, Example]] = {
    "confirm": {"summary": "It stands as it is", "value": {"action": "confirm", "version": 1}},
    "edit": {
        "summary": "It stands with these changes",
        "value": {"action": "edit", "version": 1, "changes": {"obligee": "Quince Hosting Ltd"}},
    },
    "reject": {
        "summary": "It is not to be tracked",
        "value": {"action": "reject", "version": 1, "reason": "replaced by amendment no. 2"},
    },
    "defer": {"summary": "To be decided later", "value": {"action": "defer", "version": 1}},
}

EXTRACTION: Final = Extraction(
    document=DocumentSummary(
        sha256=SHA256,
        name=DOCUMENT.name,
        media_type=DOCUMENT.media_type,
        state=DocumentState.READ,
        pages=2,
        characters=len(TEXT),
        language="en",
        read_by="pdfium",
        pages_read=(PagesRead(state=PageState.TEXT, read_by="pdfium", pages=(1, 2)),),
    ),
    parties=(),
    clauses=(),
    variables=(VARIABLE,),
    obligations=(OBLIGATION,),
    kpis=(KPI,),
    findings=(),
    coverage=Coverage(claimed=2, not_operative=0, unclaimed=0, unclaimed_spans=()),
    produced_by=ProducedBy(version="0.1.0"),
)
RENEWAL: Final = renewal_answer(RENEWAL_FACTS, _AT.date())
EVENT: Final = Event.after(
    Head(),
    Happening(
        type=EventType.DOCUMENT_RECEIVED,
        by=_PERSON,
        contract_id=_CONTRACT_ID,
        document_id=DOCUMENT_ID,
        contract=KEYS,
    ),
    _AT,
)
_READ: Final = Event.after(
    Head(seq=EVENT.seq, hash=EVENT.hash),
    Happening(
        type=EventType.DOCUMENT_REVIEWABLE,
        by=SERVICE,
        contract_id=_CONTRACT_ID,
        document_id=DOCUMENT_ID,
        contract=KEYS,
    ),
    _AT,
)
_DECIDED: Final = Event.after(
    Head(seq=_READ.seq, hash=_READ.hash),
    Happening(
        type=EventType.RECORD_DECIDED,
        by=_PERSON,
        contract_id=_CONTRACT_ID,
        document_id=DOCUMENT_ID,
        record_id=RECORD.id,
        contract=KEYS,
        body=_DECISION.model_dump(mode="json"),
    ),
    _AT,
)
DECIDED: Final = _AFTER.model_copy(
    update={"decision": LastDecision(action=Action.CONFIRM, by=_PERSON, at=_AT, event=_DECIDED.seq)}
)
_DOCUMENTS: Final = (
    ConfirmedDocument(
        id=DOCUMENT_ID,
        name=DOCUMENT.name,
        role=DocumentRole.BASE,
        sha256=SHA256,
        state=ProcessingState.REVIEWABLE,
        read_by=EXTRACTION.document.read_by,
    ),
)
_UNREVIEWED: Final = Unreviewed(is_everything_decided=False, proposed=KindCounts(variable=1, kpi=1))
CONFIRMED: Final = ConfirmedContract(
    id=_CONTRACT_ID,
    contract=KEYS,
    statement=state(_UNREVIEWED, _DOCUMENTS, 1),
    unreviewed=_UNREVIEWED,
    documents=_DOCUMENTS,
    records=(
        ConfirmedRecord(
            id=DECIDED.id,
            kind=DECIDED.kind,
            version=DECIDED.version,
            hash=DECIDED.hash,
            is_edited=DECIDED.is_edited,
            is_found=DECIDED.is_found,
            document_id=DOCUMENT_ID,
            record=DECIDED.record,
            decisions=(
                KeptDecision(
                    action=Action.CONFIRM, by=_PERSON, at=_AT, event=_DECIDED.seq, hash=_DECIDED.hash
                ),
            ),
        ),
    ),
    head=Head(seq=_DECIDED.seq, hash=_DECIDED.hash),
    made_at=_AT,
)
