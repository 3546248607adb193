"""The bar that is shown while documents are read."""

import io
from pathlib import Path

import pytest
from rich.console import Console

from fourcorners.cli.progress import Bar

SCAN = Path("folder/[scan] of 1999.pdf")


class Clock:
    """A clock that is set by hand."""

    now_s = 100.0

    def __call__(self) -> float:
        """The time it shows."""
        return self.now_s


@pytest.fixture
def terminal():
    """Somebody sits before it."""
    return Console(file=io.StringIO(), force_terminal=True, width=120, _environ={"TERM": "xterm"})


def shown(console: Console) -> str:
    """All that was ever on it."""
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_one_document_has_no_bar_until_its_pages_are_recognised(terminal):
    """Which takes minutes: it says at which page it is, and of which file."""
    with Bar(1, terminal) as bar:
        assert "reading" not in shown(terminal)
        bar.recognised(SCAN, 11, 300)
        assert "recognising page 12 of 300 of [scan] of 1999.pdf" in shown(terminal)
        with bar.one_done():
            pass


def test_several_documents_have_a_bar_at_once(terminal):
    """It counts them, and goes on to say so once the pages of one are done."""
    with Bar(3, terminal) as bar:
        with bar.one_done():
            pass
        bar.recognised(SCAN, 2, 2)
    assert "1/3" in shown(terminal)
    assert "recognising" not in shown(terminal)


def test_nothing_is_shown_once_it_was_taken_away(terminal):
    """A document may be recognised for a moment longer than anybody waits for it."""
    with Bar(2, terminal) as bar:
        pass
    before = shown(terminal)
    bar.recognised(SCAN, 1, 5)
    assert shown(terminal) == before


def test_without_a_terminal_a_line_comes_each_half_minute(capsys):
    """Whoever reads a log sees that it goes on."""
    clock = Clock()
    with Bar(1, Console(file=io.StringIO()), clock) as bar:
        for page in range(13):
            clock.now_s += 5
            bar.recognised(SCAN, page, 300)
    assert capsys.readouterr().err.splitlines() == [
        f"recognising page {page} of 300 of [scan] of 1999.pdf" for page in (6, 12)
    ]
