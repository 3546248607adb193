"""The garbage collector at rest while many small values are made that form no cycles."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """Let nothing be collected inside; also a decorator.

    The words of a long contract are some hundred thousand tuples: the collector would walk through all of
    them again and again and find nothing, for a tenth of the time that reading takes.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
