"""A sitting of review: shows records, takes decisions, and knows the way back."""

import signal
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Final, NamedTuple

from pydantic import JsonValue
from rich.console import Console

from fourcorners.cli.edit_prompt import ask_changes
from fourcorners.cli.keyboard import EndOfInput, Keyboard
from fourcorners.cli.review_card import card
from fourcorners.cli.streams import printable, write_text
from fourcorners.domain.access import Actor
from fourcorners.domain.decision import DecisionRequest
from fourcorners.domain.listing import Slice
from fourcorners.domain.review_item import STATUS_AFTER, Action, RecordStatus, ReviewItem
from fourcorners.domain.run import Run
from fourcorners.domain.store import RecordFilter, Store
from fourcorners.errors import InputError, StaleDecision
from fourcorners.review.changes import changed_record, said
from fourcorners.review.decide import changes_to, contradicted_fields, decide
from fourcorners.review.undo import requests_back

_MAX_REASON_CHARACTERS: Final = 2000
_KEYS: Final = "c confirm, e edit, r reject, d defer, s skip, u undo, q quit"
_TAKE: Final = "t take the later reading, "


class Done(NamedTuple):
    """A record before and after one decision of this sitting."""

    before: ReviewItem
    after: ReviewItem


class Session:
    """One person at one terminal, or one script."""

    def __init__(self, store: Store, by: Actor, keyboard: Keyboard) -> None:
        """Nothing was decided yet."""
        self._store = store
        self._by = by
        self._keyboard = keyboard
        self._console = Console()
        self._done: list[Done] = []
        self._queue: deque[str] = deque()
        self._skipped = 0
        self._name = ""
        self._run: Run | None = None

    def go_through(self, name: str, queue: Sequence[str]) -> bool:
        """Show the records of these ids, one after the other; False where the person has had enough."""
        self._name, self._queue = name, deque(queue)
        while self._queue:
            item = self._fresh(self._queue[0])
            if item is None:
                # A new reading no longer proposes it, and nobody had decided on it.
                self._queue.popleft()
                continue
            try:
                if not self._show(item):
                    return False
            except EndOfInput:
                return False
        return True

    def offer_undo(self) -> None:
        """When nothing is left to be shown, what was decided last can still be undone."""
        try:
            while self._done and self._keyboard.key("nothing is left to decide; u undo, q quit: ") == "u":
                self._undo()
                if not self.go_through(self._name, tuple(self._queue)):
                    return
        except EndOfInput:
            return

    def say_end(self) -> str:
        """What was done, and what is left."""
        left = f"{len(self._queue)} left in {printable(self._name)}" if self._queue else "none left"
        skipped = f", {self._skipped} skipped" if self._skipped else ""
        return f"{len(self._done)} decided{skipped}, {left}\n"

    def _fresh(self, record_id: str) -> ReviewItem | None:
        found = self._store.records(RecordFilter(ids=(record_id,)), Slice(limit=1)).items
        return found[0] if found else None

    def _show(self, item: ReviewItem) -> bool:
        """Show a record and do what is asked until it is dealt with; False to quit."""
        run = self._run_of(item.document_id)
        write_text(f"\n{printable(self._name)}: {len(self._queue)} left\n")
        write_text(card(item, run, run.extraction.document.name, self._console))
        keys = f"{_TAKE if item.proposal else ''}{_KEYS}"
        while True:
            match self._keyboard.key(f"{keys}: "):
                case "q":
                    return False
                case "s":
                    self._queue.popleft()
                    self._skipped += 1
                    return True
                case "u":
                    if self._undo():
                        return True
                case key:
                    if self._answer(key, item):
                        return True

    def _answer(self, key: str, item: ReviewItem) -> bool:
        """Decide as the key says; False where nothing came of it, and the person is asked again."""
        asking = {"c": self._confirm, "e": self._edit, "r": self._reject, "d": self._defer}
        if item.proposal is not None:
            asking["t"] = self._take
        if key not in asking:
            write_text(f"no such key; press one of these: {', '.join([*asking, 's', 'u', 'q'])}\n")
            return False
        request = asking[key](item)
        if request is None:
            write_text("nothing was decided\n")
            return False
        return self._decide(item, request)

    def _confirm(self, item: ReviewItem) -> DecisionRequest | None:
        return self._affirm(item, Action.CONFIRM, None)

    def _edit(self, item: ReviewItem) -> DecisionRequest | None:
        check = partial(changed_record, item.record, version=item.version, proposal=item.proposal)
        changes = ask_changes(item.record, self._keyboard, check)
        return self._affirm(item, Action.EDIT, changes) if changes else None

    def _take(self, item: ReviewItem) -> DecisionRequest | None:
        changes = changes_to(item.record, said(item.proposal)) if item.proposal else None
        return self._affirm(item, Action.EDIT, changes) if changes else None

    def _reject(self, item: ReviewItem) -> DecisionRequest | None:
        reason = self._reason("why reject it? (empty: do not) ")
        return DecisionRequest(action=Action.REJECT, version=item.version, reason=reason) if reason else None

    def _defer(self, item: ReviewItem) -> DecisionRequest | None:
        return DecisionRequest(action=Action.DEFER, version=item.version)

    def _affirm(
        self, item: ReviewItem, action: Action, changes: dict[str, JsonValue] | None
    ) -> DecisionRequest | None:
        """Say that it stands so: with a reason, where the contract's words say otherwise."""
        reason = None
        if fields := contradicted_fields(changed_record(item.record, changes, item.version)):
            reason = self._reason(
                f"the text contradicts {', '.join(fields)}; why confirm it? (empty: do not) "
            )
            if reason is None:
                return None
        return DecisionRequest(action=action, version=item.version, reason=reason, changes=changes)

    def _reason(self, prompt: str) -> str | None:
        """What a person gives as the reason, None where that is nothing or too much."""
        reason = self._keyboard.line(prompt).strip()
        if len(reason) > _MAX_REASON_CHARACTERS:
            write_text(f"a reason has at most {_MAX_REASON_CHARACTERS} characters\n")
            return None
        return reason or None

    def _decide(self, item: ReviewItem, request: DecisionRequest) -> bool:
        """Whether the record was dealt with, or has to be shown anew."""
        try:
            after = self._store.decide(item.id, partial(decide, request=request), self._by)
        except StaleDecision as error:
            write_text(f"{printable(error.message)}\n")
            return True
        except InputError as error:
            write_text(f"{printable(error.message)}\n")
            return False
        self._done.append(Done(item, after))
        self._queue.popleft()
        write_text(f"{STATUS_AFTER[request.action].value}\n")
        return True

    def _undo(self) -> bool:
        """Decide back to what stood before the last decision of this sitting, and show that record next."""
        if not self._done:
            write_text("nothing was decided in this sitting\n")
            return False
        before, after = self._done.pop()
        now = self._fresh(after.id)
        if now is None or now.version != after.version:
            write_text("it was changed since by somebody else, and is left as it stands\n")
        else:
            write_text(f"{printable(self._decide_back(before, now))}\n")
        self._queue.appendleft(after.id)
        return True

    def _decide_back(self, before: ReviewItem, now: ReviewItem) -> str:
        try:
            with _uninterrupted():
                for request in requests_back(before, now):
                    self._store.decide(now.id, partial(decide, request=request), self._by)
        except InputError as error:
            return f"it cannot be undone: {error.message}"
        return _say_undone(before)

    def _run_of(self, document_id: str) -> Run:
        if self._run is None or self._run.document_id != document_id:
            self._run = self._store.run(document_id)
        return self._run


def _say_undone(before: ReviewItem) -> str:
    if before.status is not RecordStatus.PROPOSED:
        return f"undone: it is {before.status.value} again"
    return "undone: nothing leads back to proposed, so it is deferred, and is still to be decided"


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Hold Ctrl-C back: a way back of two steps is gone whole."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
