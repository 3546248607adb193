"""The keys that open the door, looked up for every request."""

import threading
import time
from collections.abc import Callable
from typing import Final

from fourcorners.domain.access import ApiKey
from fourcorners.domain.api_keys import recognise
from fourcorners.domain.store import Store
from fourcorners.errors import NotAuthenticated

MAX_AGE_S: Final = 0.5
"""A key that was revoked works no longer than this."""


class KeyRing:
    """The keys of a store, remembered for a moment. For many threads."""

    def __init__(self, store: Store, clock: Callable[[], float] = time.monotonic) -> None:
        """`clock` gives seconds."""
        self._store = store
        self._clock = clock
        self._lock = threading.Lock()
        self._keys: tuple[ApiKey, ...] = ()
        self._read_at = float("-inf")

    def recognise(self, shown: str) -> ApiKey:
        """The key that was shown. Raises NotAuthenticated.

        One that is not among those remembered may just have been made, so the store is asked again.
        """
        try:
            return recognise(shown, self._remembered(MAX_AGE_S))
        except NotAuthenticated:
            return recognise(shown, self._remembered(0))

    def _remembered(self, max_age_s: float) -> tuple[ApiKey, ...]:
        with self._lock:
            asked_at = self._clock()
            if asked_at - self._read_at >= max_age_s:
                self._keys = self._store.keys()
                self._read_at = asked_at
            return self._keys
