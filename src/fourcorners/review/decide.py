"""From a record and what a person asks for to the record as decided, and the decision."""

from collections.abc import Mapping
from typing import Final

from pydantic import JsonValue

from fourcorners.domain.decision import Decision, DecisionRequest, Standing
from fourcorners.domain.proof import Proof
from fourcorners.domain.review_item import STATUS_AFTER, Action, ProvedRecord, RecordStatus, ReviewItem
from fourcorners.errors import InvalidDecision, StaleDecision
from fourcorners.review.changes import changed_record, said

_DERIVED_FROM: Final = frozenset({"category", "obligor", "modality", "side"})


def decide(item: ReviewItem, request: DecisionRequest) -> tuple[ReviewItem, Decision]:
    """The record as it stands after the decision, one version on, and the decision to be kept.

    Any decision may follow any other. Each clears a waiting proposal, for the person has seen it; an
    `edit` to the values of the proposal takes it over. The evidence never changes. Raises StaleDecision
    where the record has another version than the request names, and InvalidDecision where the request
    makes no sense for this record.
    """
    if request.version != item.version:
        raise StaleDecision(_say_stale(item, request))
    _refuse_what_does_not_belong(request)
    version = item.version + 1
    record = changed_record(item.record, request.changes, version, item.proposal)
    status = STATUS_AFTER[request.action]
    if status is RecordStatus.CONFIRMED:
        _refuse_contradictions(record, request)
    after = item.model_copy(
        update={
            "status": status,
            "version": version,
            "hash": record.hash,
            "is_edited": item.is_edited or request.action is Action.EDIT,
            "record": record,
            "proposal": None,
        }
    )
    return after, Decision(
        record_id=item.id,
        action=request.action,
        reason=request.reason,
        run_id=item.run_id,
        before=standing(item),
        after=standing(after),
        evidence=item.record.evidence,
    )


def standing(item: ReviewItem) -> Standing:
    """How a record stands: status, version, and what it says."""
    return Standing(status=item.status, version=item.version, hash=item.hash, content=said(item.record))


def changes_to(record: ProvedRecord, content: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """What an `edit` has to change for a record to say `content`: empty where it says that already.

    `content` is what `said` gives of a record of that kind, such as a waiting proposal, or the `content`
    of a Standing.
    """
    now = said(record)
    changes = {name: value for name, value in content.items() if now.get(name) != value}
    if _DERIVED_FROM.isdisjoint(changes):
        return changes
    # Side and owner would be derived from the new values, if none were named.
    told = [name for name in ("side", "responsible") if content.get(name) or now.get(name)]
    return changes | {name: content[name] for name in told}


def contradicted_fields(record: ProvedRecord) -> tuple[str, ...]:
    """The names of what the contract's words contradict: to confirm it as it is needs a reason."""
    return tuple(sorted(name for name, proof in record.proof.items() if proof is Proof.CONTRADICTED))


def _refuse_what_does_not_belong(request: DecisionRequest) -> None:
    action = request.action
    if action is Action.EDIT and not request.changes:
        raise InvalidDecision(
            "an edit needs `changes`: the new values, by the names of the fields; "
            "to let the record stand as it is, confirm it"
        )
    if action is not Action.EDIT and request.changes:
        raise InvalidDecision(
            f"a decision to {action.value} changes no values; leave `changes` out, or send it as an edit"
        )
    if action is Action.REJECT and request.reason is None:
        raise InvalidDecision("to reject a record needs a `reason`: say why it is not to be tracked")


def _refuse_contradictions(record: ProvedRecord, request: DecisionRequest) -> None:
    fields = contradicted_fields(record)
    if fields and request.reason is None:
        raise InvalidDecision(
            f"the contract's words contradict {', '.join(fields)}: edit what is wrong, "
            "or give a `reason` for confirming it all the same"
        )


def _say_stale(item: ReviewItem, request: DecisionRequest) -> str:
    last = item.decision
    who = (
        f"{last.by.name} decided on it last ({last.action.value}, {last.at:%Y-%m-%d %H:%M} UTC)"
        if last is not None
        else "a new reading of the document changed it"
    )
    return (
        f"the decision was made on version {request.version} of {item.id}, which is now at version "
        f"{item.version}: {who}; look at it as it stands now, and decide on version {item.version}"
    )
