"""What holds of a contract as its records stand: what people said first, then what was read."""

from collections.abc import Iterable
from typing import Final

from fourcorners.domain.obligation import Obligation
from fourcorners.domain.review_item import RecordStatus, ReviewItem
from fourcorners.domain.variable import Variable

NOT_REJECTED: Final = (RecordStatus.PROPOSED, RecordStatus.CONFIRMED, RecordStatus.DEFERRED)


def standing_facts(items: Iterable[ReviewItem]) -> tuple[Variable, ...]:
    """The facts that count: those that were confirmed or edited; of a name without such, those proposed.

    What was rejected does not count, nor what the newest reading no longer finds and nobody confirmed.
    """
    confirmed: dict[str, list[Variable]] = {}
    proposed: dict[str, list[Variable]] = {}
    for item in items:
        if not isinstance(item.record, Variable) or item.status is RecordStatus.REJECTED:
            continue
        if item.status is RecordStatus.CONFIRMED:
            confirmed.setdefault(item.record.name, []).append(item.record)
        elif item.is_found:
            proposed.setdefault(item.record.name, []).append(item.record)
    return tuple(fact for facts in (proposed | confirmed).values() for fact in facts)


def confirmed_names(items: Iterable[ReviewItem]) -> frozenset[str]:
    """The names of the facts that a person confirmed or edited."""
    return frozenset(
        item.record.name
        for item in items
        if isinstance(item.record, Variable) and item.status is RecordStatus.CONFIRMED
    )


def standing_obligations(items: Iterable[ReviewItem]) -> tuple[Obligation, ...]:
    """The norms that count: those that were confirmed or edited, and those that are proposed, as they came.

    What was rejected does not count, nor what the newest reading no longer finds and nobody confirmed.
    """
    return tuple(
        item.record
        for item in items
        if isinstance(item.record, Obligation)
        and item.status is not RecordStatus.REJECTED
        and (item.is_found or item.status is RecordStatus.CONFIRMED)
    )
