"""What becomes of the records of a document when a run is kept: what is replaced, and what waits."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from fourcorners.domain.review_item import ProvedRecord, RecordStatus


class KeptRecord(NamedTuple):
    """What has to be known of a record that is kept. Hashes tell what it says, and what readers said.

    `read_hash` is what was read when the record last took over a reading, or was last decided on: a run
    that says that again says nothing new, even where a person has put other values.
    """

    id: str
    status: RecordStatus
    version: int
    hash: str
    read_hash: str
    proposal_hash: str | None
    is_listed: bool

    @property
    def is_decided(self) -> bool:
        """Whether a person has said something of it, be it that it is put off."""
        return self.status is not RecordStatus.PROPOSED


class Waiting(NamedTuple):
    """What a run means for a record that is decided: it stands, with this beside it."""

    id: str
    version: int
    is_found: bool
    proposal: ProvedRecord | None


class Merge(NamedTuple):
    """What is to be written. `replaced` holds records with their new versions."""

    added: tuple[ProvedRecord, ...]
    replaced: tuple[tuple[ProvedRecord, int], ...]
    waiting: tuple[Waiting, ...]
    dropped: tuple[str, ...]


def merge(kept: Sequence[KeptRecord], proposed: Iterable[ProvedRecord]) -> Merge:
    """What a run makes of the records that are kept.

    What nobody decided follows the run. What somebody decided stands: where the run says something that
    was not there when it was decided, that waits as its proposal. A version grows where what is said, or
    what waits, is something else than before, and never otherwise.
    """
    run = {record.id: record for record in proposed}
    known = {each.id for each in kept}
    open_ones = [each for each in kept if not each.is_decided]
    return Merge(
        added=tuple(record for number, record in run.items() if number not in known),
        replaced=tuple(_replace(each, run[each.id]) for each in open_ones if each.id in run),
        waiting=tuple(_beside(each, run) for each in kept if each.is_decided),
        dropped=tuple(each.id for each in open_ones if each.id not in run and each.is_listed),
    )


def _replace(kept: KeptRecord, record: ProvedRecord) -> tuple[ProvedRecord, int]:
    return record, kept.version + (record.hash != kept.hash)


def _beside(kept: KeptRecord, run: Mapping[str, ProvedRecord]) -> Waiting:
    record = run.get(kept.id)
    proposal = None if record is None or record.hash in {kept.hash, kept.read_hash} else record
    proposal_hash = None if proposal is None else proposal.hash
    version = kept.version + (proposal_hash != kept.proposal_hash)
    return Waiting(kept.id, version, record is not None, proposal)
