"""Whether the history is the one that was appended: where it was changed, cut, filled in or reordered."""

from enum import StrEnum
from typing import Final

from fourcorners.domain.event import Event, Head
from fourcorners.domain.record import Record
from fourcorners.domain.store import EventFilter, Store
from fourcorners.errors import BrokenHistory

_PAGE: Final = 1000
_BEFORE_ALL: Final = -(2**63) - 1
"""Whoever inserts events may number them as he likes; this is before all that a database can count."""


class BreakCode(StrEnum):
    """What is wrong at one place of the history."""

    UNREADABLE = "unreadable"
    """The event is not as it was written, or no event at all."""
    CHANGED = "changed"
    """The event says something else than what its hash was made of."""
    OUT_OF_ORDER = "out_of_order"
    """Its number does not follow: events before it are gone, or it was put in."""
    UNLINKED = "unlinked"
    """It does not follow the event before it, but another."""
    CUT_OFF = "cut_off"
    """The history ends before a place that is known to have been in it."""
    NOT_APPENDED = "not_appended"
    """It goes on behind the end that was noted when the last event was appended."""
    OTHER_HISTORY = "other_history"
    """Another event stands where a head is known: this is not the history that the head was taken from."""
    HEAD_LOST = "head_lost"
    """The note of where the history ends is gone."""


class Break(Record):
    """A place where the history is not as it was appended."""

    seq: int
    what: str
    code: BreakCode


def verify(store: Store, *, head: Head | None = None, noted: Head | None = None) -> tuple[Break, ...]:
    """Every place where the history is not as it was appended, in order; none at all for a whole one.

    `head` is one that somebody holds from an export, `noted` the one of the file beside the database:
    each has to be a link of the chain. Events may be appended meanwhile. Who can write everything that is
    kept here, and every head that was given out, can write another history.
    """
    walk = _Walk(store, [known for known in (head, noted) if known is not None])
    walk.go()
    return tuple(walk.breaks)


class _Walk:
    """One way through all events, from the first to the last."""

    def __init__(self, store: Store, known: list[Head]) -> None:
        self.breaks: list[Break] = []
        self._store = store
        self._known = [head for head in known if head.seq > 0]
        self._hashes: dict[int, str] = {}
        self._wanted = {head.seq for head in self._known}
        self._at = _BEFORE_ALL
        self._last = Head()

    def go(self) -> None:
        """Read to the end and compare it, and every head that is known, with what stands there."""
        end = self._read_to_the_end()
        if end is not None:
            self._compare_end(end)
        for head in self._known:
            self._compare(head)

    def _read_to_the_end(self) -> Head | None:
        """Read all events; the end that the store has noted, None where that is gone."""
        end: Head | None = None
        while True:
            before = self._at
            self._read_on()
            if end is not None and self._at == before:
                return end
            try:
                end = self._store.head()
            except BrokenHistory as error:
                self._tell(self._last.seq, BreakCode.HEAD_LOST, error.message)
                return None
            # Further ahead: appended meanwhile, and then it can be read now. Otherwise it was cut off.
            if end.seq <= self._last.seq:
                return end

    def _read_on(self) -> None:
        limit = _PAGE
        while True:
            try:
                page = self._store.events(EventFilter(), after=self._at, limit=limit)
            except BrokenHistory as error:
                # One of the page cannot be read: less and less is asked for, until it comes alone.
                limit = self._skip(error) if limit == 1 else limit // 2
                continue
            if not page:
                return
            for event in page:
                self._follow(event)
            limit = _PAGE

    def _skip(self, error: BrokenHistory) -> int:
        """Tell of an event that cannot be read and go on behind it; how many are asked for next."""
        if error.seq is None:
            raise error
        self._tell(error.seq, BreakCode.UNREADABLE, error.message)
        self._at = error.seq
        # Its hash cannot be told, so the event behind it is not asked what it follows.
        self._last = Head(seq=error.seq, hash="")
        return _PAGE

    def _follow(self, event: Event) -> None:
        last, seq = self._last, event.seq
        if event.seal() != event.hash:
            self._tell(seq, BreakCode.CHANGED, f"event {seq} was changed after it was appended")
        if seq != last.seq + 1:
            self._tell(seq, BreakCode.OUT_OF_ORDER, f"event {seq} comes where {last.seq + 1} should stand")
        elif last.hash and event.previous != last.hash:
            self._tell(seq, BreakCode.UNLINKED, f"event {seq} does not follow event {last.seq} as it stands")
        if seq in self._wanted:
            self._hashes[seq] = event.hash
        self._at, self._last = seq, Head(seq=seq, hash=event.hash)

    def _compare_end(self, end: Head) -> None:
        last = self._last
        if last.seq > end.seq:
            what = f"the history goes on to event {last.seq}; the last that was appended is {end.seq}"
            self._tell(last.seq, BreakCode.NOT_APPENDED, what)
        elif last.seq < end.seq:
            self._tell_cut_off(end)
        elif last.hash and last.hash != end.hash:
            self._tell(end.seq, BreakCode.OTHER_HISTORY, f"event {end.seq} is not the one appended last")

    def _compare(self, head: Head) -> None:
        if self._last.seq < head.seq:
            self._tell_cut_off(head)
        elif self._hashes.get(head.seq, head.hash) != head.hash:
            what = f"event {head.seq} is not the one that the head {head} was noted for"
            self._tell(head.seq, BreakCode.OTHER_HISTORY, what)

    def _tell_cut_off(self, head: Head) -> None:
        what = f"the history ends at event {self._last.seq}; it went to event {head.seq} at least"
        self._tell(head.seq, BreakCode.CUT_OFF, what)

    def _tell(self, seq: int, code: BreakCode, what: str) -> None:
        found = Break(seq=seq, what=what, code=code)
        if found not in self.breaks:
            self.breaks.append(found)
