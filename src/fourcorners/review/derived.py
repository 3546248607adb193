"""What follows from what a record says: after an edit it is derived anew."""

from collections.abc import Set

from fourcorners.domain.kpi import Kpi
from fourcorners.domain.obligation import BOTH, Modality, Obligation
from fourcorners.domain.responsibility import default_matrix
from fourcorners.domain.review_item import ProvedRecord
from fourcorners.domain.side import OurTask, Side, our_task
from fourcorners.reckoning.what_if import what_if

_OURS = {Side.WE_OWE, Side.OUR_RIGHT}


def with_derived(before: ProvedRecord, changed: ProvedRecord, named: Set[str]) -> ProvedRecord:
    """The changed record with side, task, owner and what-if table as they follow from what it says now.

    `named` are the fields that a person gave: a side or an owner among them stands as given.
    """
    if isinstance(changed, Obligation) and isinstance(before, Obligation):
        return _obligation(before, changed, named)
    if isinstance(changed, Kpi) and isinstance(before, Kpi):
        return _kpi(before, changed, named)
    return changed


def _obligation(before: Obligation, changed: Obligation, named: Set[str]) -> Obligation:
    side = changed.side if "side" in named else _side(before, changed)
    changed = changed.model_copy(update={"side": side, "our_task": our_task(changed.modality, side)})
    matrix = default_matrix()
    owner = matrix.of_obligation(changed.category, side)
    # Where a person has put the owner before, only another category or side is a reason to move it.
    moves = (before.category, before.side) != (changed.category, side)
    if moves and "responsible" not in named:
        changed = changed.model_copy(update={"responsible": owner})
    return changed


def _kpi(before: Kpi, changed: Kpi, named: Set[str]) -> Kpi:
    is_moved = changed.obligor != before.obligor and "side" not in named
    side = None if is_moved else changed.side
    task: OurTask | None = our_task(Modality.OBLIGATION, side)
    return changed.model_copy(update={"side": side, "our_task": task, "what_if": what_if(changed)})


def _side(before: Obligation, changed: Obligation) -> Side | None:
    """The side as far as the record itself tells: the counterparty of ours is not ours, and back."""
    if changed.obligor == BOTH:
        return before.side and Side.BOTH
    if before.side in {None, Side.BOTH} or changed.obligor is None:
        return None if changed.obligor != before.obligor else before.side
    is_ours = before.side in _OURS
    if changed.obligor != before.obligor:
        if changed.obligor != before.obligee:
            return None
        is_ours = not is_ours
    if changed.modality is Modality.RIGHT:
        return Side.OUR_RIGHT if is_ours else Side.THEIR_RIGHT
    return Side.WE_OWE if is_ours else Side.THEY_OWE
