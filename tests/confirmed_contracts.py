"""Confirmed contracts, in a line."""

import datetime as dt

from fourcorners.domain.access import Actor
from fourcorners.domain.contract import ContractKeys, DocumentRole
from fourcorners.domain.event import Head
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.review_item import Action, ProvedRecord, kind_of
from fourcorners.release.confirmed_contract import (
    ConfirmedContract,
    ConfirmedDocument,
    ConfirmedRecord,
    KeptDecision,
    KindCounts,
    Unreviewed,
)
from review_items import hashed

NOON = dt.datetime(2031, 5, 4, 12, 0, tzinfo=dt.UTC)


def a_confirmed_record(record: ProvedRecord, **said: object) -> ConfirmedRecord:
    """A record that Ada has confirmed."""
    record = hashed(record)
    decision = KeptDecision(
        action=Action.CONFIRM, by=Actor(name="Ada", key_id="key_1"), at=NOON, event=7, hash="e" * 64
    )
    fields: dict[str, object] = {
        "id": record.id,
        "kind": kind_of(record),
        "version": 2,
        "hash": record.hash,
        "is_edited": False,
        "is_found": True,
        "document_id": "doc_1",
        "record": record,
        "decisions": (decision,),
    }
    return ConfirmedRecord.model_validate(fields | said)


def a_confirmed_contract(*records: ProvedRecord, **said: object) -> ConfirmedContract:
    """The contract C-1 with these records confirmed, and one that is not."""
    fields: dict[str, object] = {
        "id": "ctr_1",
        "contract": ContractKeys(contract_no="C-1", priority=2, attributes={"Region": "North"}),
        "statement": "Still open: 1 proposed record is not decided yet (1 KPI).",
        "unreviewed": Unreviewed(is_everything_decided=False, proposed=KindCounts(kpi=1)),
        "documents": (
            ConfirmedDocument(
                id="doc_1",
                name="hosting.pdf",
                role=DocumentRole.BASE,
                sha256="a" * 64,
                state=ProcessingState.REVIEWABLE,
                read_by="pdfium",
            ),
        ),
        "records": tuple(a_confirmed_record(record) for record in records),
        "head": Head(seq=9, hash="d" * 64),
        "made_at": NOON,
    }
    return ConfirmedContract.model_validate(fields | said)
