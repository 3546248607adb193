"""What all tests share."""

import pytest

from fourcorners import sandbox


@pytest.fixture(scope="session", autouse=True)
def _one_preload():
    """Children of one test process have one preload, so it is named before any test starts a child."""
    sandbox.configure(preload=["fourcorners.pipeline"])
