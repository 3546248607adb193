"""The stores that the contract suite is run against: whoever keeps it can take the other's place."""

from collections.abc import Callable

import pytest

from fourcorners.domain.store import Store
from fourcorners.store.sqlite import SqliteStore


@pytest.fixture(params=["sqlite"])
def open_store(request, tmp_path) -> Callable[..., Store]:
    """Opens the same store again and again, with a `clock` where one is given; the first time it is empty."""
    adapters = {"sqlite": lambda **said: SqliteStore(tmp_path / "store.sqlite", durable=False, **said)}
    return adapters[request.param]


@pytest.fixture
def store(open_store) -> Store:
    """An empty store."""
    return open_store()
