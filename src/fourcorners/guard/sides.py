"""On which side of a record we stand, told by the parties that are ours."""

from collections.abc import Iterable
from typing import NamedTuple

from fourcorners.domain.modality import Modality
from fourcorners.domain.party import Party
from fourcorners.domain.side import OurTask, Side, our_task, side_of


class Standing(NamedTuple):
    """Our side of a record and the task that comes of it; both None where it is on no side."""

    side: Side | None
    our_task: OurTask | None


class Sides:
    """The roles of one contract, and which of them are ours."""

    def __init__(self, parties: Iterable[Party]) -> None:
        """Where we were told of no entities of ours, or none is a party, there is no side."""
        parties = tuple(parties)
        self._all = frozenset(party.role for party in parties)
        self._ours = frozenset(party.role for party in parties if party.is_us)

    def of(self, modality: Modality, obligor: str | None) -> Standing:
        """Where we stand to a norm of that obligor; an obligor that is no party is on nobody's side."""
        side = side_of(modality, obligor, self._ours, self._all)
        return Standing(side, our_task(modality, side))

    def of_kpi(self, obligor: str | None) -> Standing:
        """Where we stand to a measure: who has to reach it owes it."""
        return self.of(Modality.OBLIGATION, obligor)
