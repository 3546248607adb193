"""Contracts in a real store, read and ready for review, without a reader."""

from functools import partial
from typing import Final

from extractions import an_extraction
from fourcorners.domain.access import Actor
from fourcorners.domain.contract import ContractKeys
from fourcorners.domain.decision import DecisionRequest
from fourcorners.domain.extraction import Extraction
from fourcorners.domain.identity import digest
from fourcorners.domain.kept_document import KeptDocument, SealedFile, Submission
from fourcorners.domain.listing import Slice
from fourcorners.domain.review_item import Action, ReviewItem
from fourcorners.domain.run import Processed, Run
from fourcorners.domain.store import RecordFilter, Store
from fourcorners.review.decide import decide
from review_items import hashed

ADA: Final = Actor(name="Ada")
TEXT: Final = " ".join(f"Word{number}." for number in range(1_500))


def receive(store: Store, name: str = "hosting.pdf", **keys: object) -> KeptDocument:
    """A document that was sent and not read yet."""
    sealed = SealedFile(sha256=digest(name), size_bytes=10, name=name, media_type="application/pdf")
    submission = Submission(file=sealed, keys=ContractKeys.model_validate(keys))
    return store.receive([submission], ADA)[0].document


def keep(
    store: Store,
    name: str = "hosting.pdf",
    *,
    text: str = TEXT,
    said: Extraction | None = None,
    **keys: object,
) -> KeptDocument:
    """A document whose records wait for review: those of a small hosting contract, unless others are said."""
    document = receive(store, name, **keys)
    extraction = _known_by(name, said or an_extraction())
    summary = extraction.document.model_copy(update={"sha256": document.sha256, "name": name})
    extraction = extraction.model_copy(update={"document": summary})
    return store.keep_run(Run.of(document.id, Processed(text=text, extraction=extraction)), ADA)


def _known_by(name: str, extraction: Extraction) -> Extraction:
    """The extraction with hashes, and with ids that no other document has."""
    return extraction.model_copy(
        update={
            kind: tuple(
                hashed(record).model_copy(update={"id": f"{record.id}_{digest(name)[:6]}"})
                for record in getattr(extraction, kind)
            )
            for kind in ("variables", "obligations", "kpis")
        }
    )


def records(store: Store, **wanted: object) -> tuple[ReviewItem, ...]:
    """Records as they stand, all of them."""
    found: list[ReviewItem] = []
    cursor = None
    while True:
        listing = store.records(RecordFilter.model_validate(wanted), Slice(limit=1000, cursor=cursor))
        found += listing.items
        if (cursor := listing.next) is None:
            return tuple(found)


def decided(store: Store, item: ReviewItem, action: Action, **said: object) -> ReviewItem:
    """The record after Ada's decision."""
    request = DecisionRequest.model_validate({"action": action, "version": item.version} | said)
    return store.decide(item.id, partial(decide, request=request), ADA)
