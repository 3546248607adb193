"""On which side of a norm we stand, and what that makes of it for us."""

from collections.abc import Collection
from enum import StrEnum

from fourcorners.domain.modality import BOTH, Modality


class Side(StrEnum):
    """Whose norm it is, seen from our entities."""

    WE_OWE = "we_owe"
    THEY_OWE = "they_owe"
    BOTH = "both"
    """Each party owes it, or has the right."""
    OUR_RIGHT = "our_right"
    THEIR_RIGHT = "their_right"


class OurTask(StrEnum):
    """What a norm asks of us."""

    PERFORM = "perform"
    """We owe it, alone or as each party does."""
    MONITOR = "monitor"
    """They owe it: see that it is done."""
    EXERCISE = "exercise"
    """Our right: before its window closes."""
    WATCH = "watch"
    """Their right: be ready for it."""


_TASKS = {
    Side.WE_OWE: OurTask.PERFORM,
    Side.THEY_OWE: OurTask.MONITOR,
    Side.OUR_RIGHT: OurTask.EXERCISE,
    Side.THEIR_RIGHT: OurTask.WATCH,
}


def side_of(
    modality: Modality, obligor: str | None, ours: Collection[str], all_roles: Collection[str]
) -> Side | None:
    """The side of a norm, by the roles that are ours; None where none is, or its obligor is no party."""
    if not ours or obligor is None:
        return None
    if obligor == BOTH:
        return Side.BOTH
    if obligor not in all_roles:
        return None
    is_right, is_ours = modality is Modality.RIGHT, obligor in ours
    if is_right:
        return Side.OUR_RIGHT if is_ours else Side.THEIR_RIGHT
    return Side.WE_OWE if is_ours else Side.THEY_OWE


def our_task(modality: Modality, side: Side | None) -> OurTask | None:
    """What a norm on that side asks of us; a right of both parties is ours to exercise."""
    if side is Side.BOTH:
        return OurTask.EXERCISE if modality is Modality.RIGHT else OurTask.PERFORM
    return None if side is None else _TASKS[side]
