"""What the tests of the API share."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from doors import Door
from fourcorners import isolation


@pytest.fixture(scope="session", autouse=True)
def _children() -> None:
    """A process has one fork server: the one that reads documents in other tests makes pictures here."""
    isolation.start()


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """The service over an empty home."""
    return Door(tmp_path / "home")


@pytest.fixture
def client(door: Door) -> TestClient:
    """A client with the key of an admin, who sees everything."""
    return door.client()
