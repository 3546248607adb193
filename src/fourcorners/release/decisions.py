"""The decisions on the records of a contract as the history holds them, and what they say of each record."""

from collections.abc import Iterable, Mapping
from typing import Final

from pydantic import ValidationError

from fourcorners.domain.access import Scope
from fourcorners.domain.decision import Decision
from fourcorners.domain.event import Event, EventType
from fourcorners.domain.identity import content_hash
from fourcorners.domain.review_item import Action, RecordStatus, ReviewItem
from fourcorners.domain.store import EventFilter, Store
from fourcorners.errors import BrokenHistory
from fourcorners.release.confirmed_contract import KeptDecision

_PAGE: Final = 1000
_WHAT_TO_DO: Final = "nothing of the contract is given out; put a backup in its place"


class Decisions:
    """What was decided on the records of some documents, record by record, in order."""

    def __init__(self) -> None:
        """Nothing was decided."""
        self._kept: dict[str, list[KeptDecision]] = {}
        self._last: dict[str, Decision] = {}

    def add(self, event: Event) -> None:
        """Take note of the next event. Raises BrokenHistory where it holds no decision as it was sealed."""
        decision = _decision(event)
        self._kept.setdefault(decision.record_id, []).append(_kept(event, decision))
        self._last[decision.record_id] = decision

    def of(self, record_id: str) -> tuple[KeptDecision, ...]:
        """All decisions on a record."""
        return tuple(self._kept.get(record_id, ()))

    def check_statuses(self, statuses: Mapping[str, RecordStatus]) -> None:
        """Raise BrokenHistory for a record that does not stand where its last decision put it.

        `statuses` has all records, by id: one that was decided on and is not among them is gone.
        """
        for record_id in dict.fromkeys((*statuses, *self._last)):
            last, status = self._last.get(record_id), statuses.get(record_id)
            decided = RecordStatus.PROPOSED if last is None else last.after.status
            if status is not decided:
                stands = "is gone" if status is None else f"stands as {status.value}"
                raise self._broken(record_id, f"{stands}, and by its decisions it is {decided.value}")

    def check_content(self, items: Iterable[ReviewItem]) -> None:
        """Raise BrokenHistory for a decided record that says, or rests on, something else than was decided.

        A reading that comes later may raise the version of a record, for what waits beside it is new; what
        stands keeps the version that it was decided as.
        """
        for item in items:
            last = self._last.get(item.id)
            if last is None or not _is_as_decided(item, last):
                raise self._broken(item.id, "says something else than what was decided on")

    def _broken(self, record_id: str, what: str) -> BrokenHistory:
        kept = self._kept.get(record_id)
        return BrokenHistory(
            f"the record {record_id} {what} ({_say_events(kept)}): it was changed past its history; "
            f"{_WHAT_TO_DO}",
            seq=kept[-1].event if kept else None,
        )


def read_decisions(store: Store, document_ids: Iterable[str], scope: Scope) -> Decisions:
    """All decisions on records of the documents.

    By document, for one may come from another contract. Raises BrokenHistory.
    """
    decisions = Decisions()
    for document_id in document_ids:
        wanted = EventFilter(types=(EventType.RECORD_DECIDED,), document_id=document_id)
        after = 0
        while events := store.events(wanted, after=after, limit=_PAGE, scope=scope):
            for event in events:
                decisions.add(event)
            after = events[-1].seq
    return decisions


def _decision(event: Event) -> Decision:
    try:
        decision = Decision.model_validate(event.body)
    except ValidationError:
        # Without the library's error: it repeats what stands in the event.
        raise BrokenHistory(
            f"the event {event.seq} holds no decision any more; run `fourcorners audit verify`",
            seq=event.seq,
        ) from None
    if event.hash != event.seal():
        raise BrokenHistory(
            f"the event {event.seq} is not the one that was appended; run `fourcorners audit verify`",
            seq=event.seq,
        )
    return decision


def _kept(event: Event, decision: Decision) -> KeptDecision:
    is_edit = decision.action is Action.EDIT
    return KeptDecision(
        action=decision.action,
        by=event.by,
        at=event.at,
        reason=decision.reason,
        event=event.seq,
        hash=event.hash,
        before=decision.before if is_edit else None,
        after=decision.after if is_edit else None,
    )


def _is_as_decided(item: ReviewItem, last: Decision) -> bool:
    """Whether words, values, owner and version are those of the decision; the hash covers no owner."""
    record, after = item.record, last.after
    return (
        content_hash(record) == item.hash == after.hash
        and record.version == after.version <= item.version
        and record.responsible == after.content.get("responsible")
        and record.evidence == last.evidence
    )


def _say_events(kept: list[KeptDecision] | None) -> str:
    return f"the last is event {kept[-1].event}" if kept else "there are none"
