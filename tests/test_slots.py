"""Names for the processes that share a home, each held by one that lives."""

import subprocess
import sys
from contextlib import closing

import pytest

from fourcorners.errors import StoreUnavailable
from fourcorners.slots import Slots


def test_each_process_has_a_slot_of_its_own_and_gives_it_back(tmp_path):
    """The first that is free; whoever comes next may have it."""
    folder = tmp_path / "slots"
    with closing(Slots(folder)) as first:
        with closing(Slots(folder)) as second:
            assert (first.mine, second.mine) == ("slot-0", "slot-1")
            assert second.lock(first.mine) is None
        with closing(first.lock(second.mine)) as held:
            assert held.name.endswith("slot-1.lock")
    with closing(Slots(folder)) as next_one:
        assert next_one.mine == "slot-0"


def test_the_slot_of_a_process_that_was_killed_is_free(tmp_path):
    """Its lock ends with it, whatever ended it."""
    program = """
import os, signal, sys
from pathlib import Path
from fourcorners.slots import Slots
print(Slots(Path(sys.argv[1])).mine, flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path], capture_output=True, text=True, check=False, timeout=60
    )
    assert done.stdout == "slot-0\n"
    with closing(Slots(tmp_path)) as slots:
        assert slots.mine == "slot-0"


def test_a_name_leads_out_of_the_folder_nowhere(tmp_path):
    """The names of owners are read from a file."""
    with closing(Slots(tmp_path / "slots")) as slots:
        slots.lock("../outside").close()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["slots"]


def test_a_folder_that_cannot_be_used_is_told(tmp_path):
    """With its path and what to look at."""
    (tmp_path / "slots").write_text("no folder")
    with pytest.raises(StoreUnavailable, match=r"slots cannot be used .*; check its rights and its disk"):
        Slots(tmp_path / "slots")
