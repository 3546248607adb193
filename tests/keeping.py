"""Builders of what a store keeps: submissions, runs, and records in review, each in a line."""

import hashlib
from collections.abc import Callable
from typing import Final

from extractions import an_extraction, an_obligation
from fourcorners.domain.access import Actor, ApiKey, Role
from fourcorners.domain.api_keys import new_key
from fourcorners.domain.contract import ContractKeys, DocumentRole
from fourcorners.domain.decision import Decision, Standing
from fourcorners.domain.document import DocumentState
from fourcorners.domain.extraction import PagesRead, ProducedBy
from fourcorners.domain.identity import content_hash
from fourcorners.domain.kept_document import KeptDocument, SealedFile, Submission
from fourcorners.domain.listing import Slice
from fourcorners.domain.obligation import Obligation
from fourcorners.domain.proof import Proved
from fourcorners.domain.review_item import STATUS_AFTER, Action, ProvedRecord, ReviewItem
from fourcorners.domain.run import Processed, Run
from fourcorners.domain.store import RecordFilter, Store

CLERK: Final = Actor(name="Ines Okafor", key_id="key_00000001")
REVIEWER: Final = Actor(name="Tomas Lind", key_id="key_00000002")
TEXT: Final = "An agreement between Quince Hosting Ltd and Bramley Foods plc. " * 40


def a_file(content: str = "hosting", name: str | None = None) -> SealedFile:
    """A file of that content, named after it; nothing of it lies on a disk."""
    return SealedFile(
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        size_bytes=len(content),
        name=name or f"{content}.pdf",
        media_type="application/pdf",
    )


def a_submission(
    content: str = "hosting",
    role: DocumentRole = DocumentRole.BASE,
    name: str | None = None,
    **keys: object,
) -> Submission:
    """A file of that content with these keys of its contract."""
    return Submission(file=a_file(content, name), keys=ContractKeys.model_validate(keys), role=role)


def a_key(name: str = "intake", role: Role = Role.UPLOADER, *access_groups: str) -> ApiKey:
    """A new key as it is kept."""
    return new_key(name, role, access_groups)[1]


def a_run(document: KeptDocument, *records: ProvedRecord, reader: str = "1") -> Run:
    """What that version of the reader made of a document; with no records named, a small contract.

    The ids of the small contract are made with the document, so that no two documents share one.
    """
    said: dict[str, object] = {"produced_by": ProducedBy(version=reader)}
    if records:
        said |= dict.fromkeys(("variables", "kpis"), ())
        said["obligations"] = records
    else:
        small = an_extraction()
        for kind in ("variables", "obligations", "kpis"):
            said[kind] = tuple(_of(document, record) for record in getattr(small, kind))
    extraction = an_extraction(**said)
    summary = extraction.document.model_copy(update={"sha256": document.sha256, "name": document.name})
    extraction = extraction.model_copy(update={"document": summary})
    return Run.of(document.id, Processed(text=TEXT, extraction=extraction))


def with_pages(run: Run, *groups: PagesRead) -> Run:
    """The run of a document whose pages were read in these ways."""
    summary = run.extraction.document.model_copy(update={"pages_read": groups})
    return run.model_copy(update={"extraction": run.extraction.model_copy(update={"document": summary})})


def a_run_without_text(document: KeptDocument) -> Run:
    """What a reader makes of pages that hold images alone."""
    run = a_run(document)
    summary = run.extraction.document.model_copy(update={"state": DocumentState.NO_TEXT})
    empty = {"document": summary, "variables": (), "obligations": (), "kpis": ()}
    return run.model_copy(
        update={"id": f"{run.id}_empty", "text": "", "extraction": run.extraction.model_copy(update=empty)}
    )


def a_duty(number: int | str, action: str = "pay each correct invoice", **said: object) -> Obligation:
    """An obligation with an id of its own and the hash of what it says."""
    duty = an_obligation(action, id=f"obligation_{number}", **said)
    return duty.model_copy(update={"hash": content_hash(duty)})


def received(store: Store, content: str = "hosting", **keys: object) -> KeptDocument:
    """A document of that content, kept in the store."""
    return store.receive([a_submission(content, **keys)], CLERK)[0].document


def in_review(store: Store, content: str = "hosting", *records: ProvedRecord, **keys: object) -> KeptDocument:
    """A document of that content with its records, ready for review."""
    return store.keep_run(a_run(received(store, content, **keys), *records), CLERK)


def items_of(store: Store, document: KeptDocument) -> tuple[ReviewItem, ...]:
    """The records of a document as they stand."""
    return store.records(RecordFilter(document_id=document.id), Slice(limit=1000)).items


def deciding(
    action: Action, change: ProvedRecord | None = None, reason: str | None = None
) -> Callable[[ReviewItem], tuple[ReviewItem, Decision]]:
    """A decision for `Store.decide`, without the rules of review; `change` is what an edit puts in."""

    def decide(item: ReviewItem) -> tuple[ReviewItem, Decision]:
        record = item.record if change is None else change
        after = item.model_copy(
            update={
                "status": STATUS_AFTER[action],
                "version": item.version + 1,
                "hash": record.hash,
                "is_edited": item.is_edited or action is Action.EDIT,
                "record": record,
                "proposal": None,
            }
        )
        return after, Decision(
            record_id=item.id,
            action=action,
            reason=reason,
            run_id=item.run_id,
            before=_standing(item),
            after=_standing(after),
            evidence=item.record.evidence,
        )

    return decide


def _of(document: KeptDocument, record: Proved) -> Proved:
    own = hashlib.sha256(f"{document.id} {record.id}".encode()).hexdigest()[:20]
    return record.model_copy(update={"id": f"{record.id}_{own}", "hash": content_hash(record)})


def _standing(item: ReviewItem) -> Standing:
    content = item.record.model_dump(mode="json", exclude={"evidence"})
    return Standing(status=item.status, version=item.version, hash=item.hash, content=content)
