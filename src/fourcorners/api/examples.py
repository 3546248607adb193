"""What the answers look like, of a contract between parties that do not exist: real objects of the domain."""

import datetime as dt
from typing import Any, Final

from fastapi.openapi.models import Example
from pydantic import BaseModel

from fourcorners.api.uploads import Links, ReceivedDocument, Upload
from fourcorners.domain.access import Actor
from fourcorners.domain.contract import (
    Contract,
    ContractDocument,
    ContractKeys,
    DocumentRole,
    ReviewProgress,
)
from fourcorners.domain.deadline import Deadline, DeadlineKind, Direction
from fourcorners.domain.document import DocumentState
from fourcorners.domain.event import Event, EventType, Happening, Head
from fourcorners.domain.evidence import Evidence
from fourcorners.domain.extraction import Coverage, DocumentSummary, Extraction, ProducedBy
from fourcorners.domain.identity import content_hash, digest, record_id
from fourcorners.domain.kept_document import KeptDocument, contract_id, document_id
from fourcorners.domain.obligation import Category, Modality, Obligation
from fourcorners.domain.period import DayType
from fourcorners.domain.processing import ProcessingState, progress_of
from fourcorners.domain.proof import Origin, Proof
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.review_item import (
    Action,
    LastDecision,
    RecordKind,
    RecordStatus,
    ReviewItem,
)
from fourcorners.release.confirmed_contract import ConfirmedContract, ConfirmedDocument, Unreviewed

TEXT: Final = "3.1 The Customer shall pay each correct invoice within thirty (30) days after receipt of it."

_SHA256: Final = digest(TEXT)
_AT: Final = dt.datetime(2031, 3, 1, 9, 30, tzinfo=dt.UTC)
_KEYS: Final = ContractKeys(
    contract_no="MSA-2031-007",
    counterparty_id="V-4711",
    business_unit="Logistics",
    owner="R. Quill",
    priority=2,
    access_group="emea",
    attributes={"region": "EMEA"},
)
FORM: Final = {
    "files": ["(the bytes of the file)"],
    "contract_no": "MSA-2031-007",
    "counterparty_id": "V-4711",
    "priority": 2,
    "role": "base",
    "attributes": {"region": "EMEA"},
}
_DOCUMENT_ID: Final = document_id(_SHA256, _KEYS.access_group)
_CONTRACT_ID: Final = contract_id(_KEYS.access_group, _KEYS.contract_no, _DOCUMENT_ID)
_RUN_ID: Final = f"run_{digest([_DOCUMENT_ID])[:20]}"
_PERSON: Final = Actor(name="ada", key_id="key_0a1b2c3d")


def as_example(model: BaseModel) -> dict[str, Any]:
    """The JSON of a model."""
    return model.model_dump(mode="json")


def listing(item: BaseModel) -> dict[str, Any]:
    """A page with one item, and the cursor of the next."""
    return {"items": [as_example(item)], "next": "eyJhZnRlciI6MX0"}


def _kept(state: ProcessingState, review: ReviewProgress, run: str | None) -> KeptDocument:
    return KeptDocument(
        id=_DOCUMENT_ID,
        contract_id=_CONTRACT_ID,
        contract=_KEYS,
        role=DocumentRole.BASE,
        name="hosting.pdf",
        sha256=_SHA256,
        size_bytes=204_800,
        media_type="application/pdf",
        state=state,
        progress=progress_of(state),
        received_at=_AT,
        changed_at=_AT,
        active_run=run,
        review=review,
    )


DOCUMENT: Final = _kept(ProcessingState.REVIEWABLE, ReviewProgress(proposed=1), _RUN_ID)
CONTRACT: Final = Contract(
    **dict(_KEYS),
    id=_CONTRACT_ID,
    received_at=_AT,
    documents=(
        ContractDocument(
            id=_DOCUMENT_ID,
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
            links=Links.to(_DOCUMENT_ID, _CONTRACT_ID),
        ),
    )
)

_EVIDENCE: Final = Evidence(start=4, end=len(TEXT), exact=TEXT[4:], prefix="3.1 ", suffix="", pages=(2,))
_UNHASHED: Final = Obligation(
    id=record_id(_SHA256, "obligation", _EVIDENCE, 0),
    hash="",
    modality=Modality.OBLIGATION,
    obligor="Customer",
    obligee="Supplier",
    action="pay each correct invoice",
    deadline=Deadline(
        kind=DeadlineKind.RELATIVE,
        text="within thirty (30) days after receipt of it",
        offset="P30D",
        day_type=DayType.CALENDAR,
        direction=Direction.AFTER,
        anchor="receipt of it",
    ),
    category=Category.PAYMENT,
    confidence=0.91,
    origin=(Origin.NLP,),
    proof={"deadline": Proof.PROVED},
    responsible=Responsible.FINANCE,
    evidence=(_EVIDENCE,),
)
_OBLIGATION: Final = _UNHASHED.model_copy(update={"hash": content_hash(_UNHASHED)})
RECORD: Final = ReviewItem(
    id=_OBLIGATION.id,
    kind=RecordKind.OBLIGATION,
    version=1,
    hash=_OBLIGATION.hash,
    document_id=_DOCUMENT_ID,
    contract_id=_CONTRACT_ID,
    contract=_KEYS,
    run_id=_RUN_ID,
    record=_OBLIGATION,
)
DECIDED: Final = RECORD.model_copy(
    update={
        "status": RecordStatus.CONFIRMED,
        "version": 2,
        "decision": LastDecision(action=Action.CONFIRM, by=_PERSON, at=_AT, event=3),
    }
)
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
        sha256=_SHA256,
        name=DOCUMENT.name,
        media_type=DOCUMENT.media_type,
        state=DocumentState.READ,
        pages=2,
        characters=len(TEXT),
        language="en",
        read_by="pdfium",
    ),
    parties=(),
    clauses=(),
    variables=(),
    obligations=(_OBLIGATION,),
    kpis=(),
    findings=(),
    coverage=Coverage(claimed=1, not_operative=0, unclaimed=0, unclaimed_spans=()),
    produced_by=ProducedBy(version="0.1.0"),
)
EVENT: Final = Event.after(
    Head(),
    Happening(
        type=EventType.DOCUMENT_RECEIVED,
        by=_PERSON,
        contract_id=_CONTRACT_ID,
        document_id=_DOCUMENT_ID,
        contract=_KEYS,
    ),
    _AT,
)
CONFIRMED: Final = ConfirmedContract(
    id=_CONTRACT_ID,
    contract=_KEYS,
    statement="Nothing of this contract is confirmed yet.",
    unreviewed=Unreviewed(is_everything_decided=False),
    documents=(
        ConfirmedDocument(
            id=_DOCUMENT_ID,
            name=DOCUMENT.name,
            role=DocumentRole.BASE,
            sha256=_SHA256,
            state=ProcessingState.REVIEWABLE,
            read_by="pdfium",
        ),
    ),
    records=(),
    head=Head(seq=EVENT.seq, hash=EVENT.hash),
    made_at=_AT,
)
