"""The way back from a decision: new decisions, for history is never taken out."""

from typing import Final

from fourcorners.domain.decision import DecisionRequest
from fourcorners.domain.review_item import Action, RecordStatus, ReviewItem
from fourcorners.review.changes import said
from fourcorners.review.decide import changes_to

UNDONE: Final = "undone"
"""The reason that such a decision carries."""


def requests_back(before: ReviewItem, now: ReviewItem) -> tuple[DecisionRequest, ...]:
    """The decisions, in order, after which the record says and stands what it did before.

    Nothing leads back to `proposed`: a record that was not decided before is deferred, which leaves it
    among what is still to be decided.
    """
    changes = changes_to(now.record, said(before.record))
    edit = [DecisionRequest(action=Action.EDIT, version=now.version, reason=UNDONE, changes=changes)]
    requests = edit if changes else []
    if before.status is RecordStatus.CONFIRMED and changes:
        return tuple(requests)
    return (*requests, _standing_request(before, now.version + len(requests)))


def _standing_request(before: ReviewItem, version: int) -> DecisionRequest:
    reason = (before.decision.reason if before.decision else None) or UNDONE
    match before.status:
        case RecordStatus.CONFIRMED:
            return DecisionRequest(action=Action.CONFIRM, version=version, reason=UNDONE)
        case RecordStatus.REJECTED:
            return DecisionRequest(action=Action.REJECT, version=version, reason=reason)
        case RecordStatus.DEFERRED | RecordStatus.PROPOSED:
            return DecisionRequest(action=Action.DEFER, version=version, reason=UNDONE)
