"""The name of a file is a label: whatever it says, the file is read and nothing else happens."""

from pathlib import Path

import pytest

from fourcorners import isolation
from fourcorners.settings import Settings
from hostile.contract import as_pdf
from hostile.names import NAMES
from hostile.outcome import PDF

SETTINGS = Settings(jobs=1)
HALF = "\udcff"


@pytest.fixture(scope="module")
def text() -> str:
    """What the file is read as under an honest name."""
    isolation.start()
    return isolation.process(as_pdf(), PDF, SETTINGS).text


@pytest.mark.parametrize("name", NAMES, ids=[f"{number:02}" for number in range(len(NAMES))])
def test_a_file_is_read_whatever_its_name_is(name, text, tmp_path, monkeypatch):
    """The text is the same, the name comes back as it was, and no file is made or opened by it."""
    monkeypatch.chdir(tmp_path)
    processed = isolation.process(as_pdf(), name, SETTINGS)
    assert processed.extraction.document.name == name.replace(HALF, "\ufffd")
    assert processed.text == text
    assert list(Path.cwd().iterdir()) == []
