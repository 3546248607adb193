"""The keys that open the door, looked up for every request."""

import threading
import time
from collections.abc import Callable
from typing import Final

from fourcorners.domain.access import ApiKey
from fourcorners.domain.api_keys import key_id_of, recognise
from fourcorners.domain.store import Store

MAX_AGE_S: Final = 0.5
"""A key that was revoked works no longer than this, and a new one works after this at the latest."""


class KeyRing:
    """The keys of a store, remembered for a moment. For many threads."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._keys: tuple[ApiKey, ...] = ()
        self._read_at = float("-inf")
        self._looked_at = float("-inf")

    def recognise(self, shown: str) -> ApiKey:
        """The key that was shown. Raises NotAuthenticated, for what is no key without asking the store."""
        key_id = key_id_of(shown)
        return recognise(shown, self._remembered(key_id) if key_id is not None else ())

    def _remembered(self, key_id: str) -> tuple[ApiKey, ...]:
        with self._lock:
            asked_at = self._clock()
            if asked_at - self._read_at >= MAX_AGE_S:
                self._read(asked_at)
            # It may just have been made. Whoever invents keys does not have them all read each time.
            elif asked_at - self._looked_at >= MAX_AGE_S and all(key.id != key_id for key in self._keys):
                self._looked_at = asked_at
                self._read(asked_at)
            return self._keys

    def _read(self, asked_at: float) -> None:
        self._keys = self._store.keys()
        self._read_at = asked_at
