"""What the tests of the API share."""

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from doors import Door


@pytest.fixture
def door(tmp_path: Path) -> Door:
    """The service over an empty home."""
    return Door(tmp_path / "home")


@pytest.fixture
def client(door: Door) -> TestClient:
    """A client with the key of an admin, who sees everything."""
    return door.client()
