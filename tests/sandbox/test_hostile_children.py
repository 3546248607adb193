"""Every way in which a child can fail or do harm: each ends in its class, and the next child answers."""

import struct
import time
from dataclasses import replace
from pathlib import Path

import pytest

from fourcorners import sandbox
from fourcorners.errors import OverLimit, ReaderDied
from fourcorners.sandbox import Limits
from fourcorners.sandbox.frames import Kind

MIB = 1024 * 1024
LIMITS = Limits(
    wall_clock_s=4,
    cpu_s=1,
    cpu_s_per_unit=0,
    max_units=20,
    memory_bytes=768 * MIB,
    answer_bytes=8 * MIB,
    part_bytes=MIB,
)
LONGEST_S = 15
"""That the parent waits for a child of these limits, on a machine that is busy."""
GROWTH_MIB = 24
"""Of the parent at its highest: a few of its largest parts, and none of what was sent beyond."""


def a_frame(kind: int, length: int, body: bytes = b"") -> bytes:
    """A frame that need not be as long as it says."""
    return struct.pack("!BQ", kind, length) + body


DIE = {
    "exits": ("leave", (3,), "exit code 3"),
    "is killed": ("die", (9,), "SIGKILL"),
    "aborts": ("die", (6,), "SIGABRT"),
    "reads where nothing is": ("segfault", (), "SIGSEGV"),
    "dies between two parts": ("hand_over_and_die", (2,), "SIGABRT"),
    "cuts a frame off": ("speak", (a_frame(Kind.ANSWER, 100, b"half"),), "without an answer"),
    "cuts a head off": ("speak", (b"\x00\x00",), "without an answer"),
    "sends a kind that is none": ("speak", (a_frame(77, 2, b"{}"),), "makes no sense"),
    "sends an error that is no JSON": ("speak", (a_frame(Kind.ERROR, 4, b"\xff[{]"),), "makes no sense"),
    "sends an error that is no error": ("speak", (a_frame(Kind.ERROR, 2, b"[]"),), "makes no sense"),
    "nests its error deeply": ("speak", (a_frame(Kind.ERROR, 60_000, b"[" * 60_000),), "makes no sense"),
    "hangs": ("rest", (60.0,), "stopped after 3 seconds"),
    "answers byte by byte, without end": ("drip", (), "stopped after 3 seconds"),
    "fails as nobody foresaw": ("stumble", ("words",), "failed with KeyError"),
}
EXCEED = {
    "sends nothing but noise": ("speak", (b"\xff" * 5_000,), "more than 65536 bytes"),
    "works without end": ("work", (60.0,), "1 seconds of processor time|stopped after 3 seconds"),
    "works without end, deaf to signals": ("work_deaf", (), "stopped after 3 seconds"),
    "allocates without end": ("swell", (10 * MIB,), "takes more than 768 MiB"),
    "says that it answers more than there is": (
        "speak",
        (a_frame(Kind.ANSWER, 2**64 - 1, b"x" * MIB),),
        "more than 8388608 bytes",
    ),
    "sends notes without end": ("flood", (1_000_000,), "more than 64 notes"),
    "hands over parts without end": ("hand_over", (1_000_000, MIB), "more than 20 parts"),
    "hands over a part that is too large": ("hand_over", (1, MIB + 1), "more than 1048576 bytes"),
    "expects more and more": ("expect_for_ever", (), "more than 21 words on what to expect"),
}
HARMLESS = {
    "prints noise": ("chatter", (100_000,), b"answer"),
    "opens files without end": ("open_files", (), b"EMFILE 63"),
    "fills a file without end": ("fill_a_file", (65 * MIB,), b"EFBIG"),
}


@pytest.fixture(autouse=True)
def _the_next_child_answers():
    """After each: and the parent has not grown, not even for a moment."""
    sandbox.run("sandbox_cases:repeat", ("first", 1))
    Path("/proc/self/clear_refs").write_text("5")
    before, start = _peak_mib(), time.monotonic()
    yield
    assert time.monotonic() - start < LONGEST_S
    assert _peak_mib() - before < GROWTH_MIB
    assert sandbox.run("sandbox_cases:repeat", ("next", 1)) == b"next"


def _peak_mib() -> float:
    """The most memory that this process had since its peak was reset."""
    (line,) = (
        line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM")
    )
    return int(line.split()[1]) / 1024


@pytest.mark.parametrize(("function", "arguments", "told"), DIE.values(), ids=DIE)
def test_a_child_that_fails_is_a_dead_reader(function, arguments, told):
    """It may have a second try."""
    with pytest.raises(ReaderDied, match=told) as caught:
        sandbox.run(f"sandbox_cases:{function}", arguments, limits=LIMITS)
    assert caught.type is ReaderDied


@pytest.mark.parametrize(("function", "arguments", "told"), EXCEED.values(), ids=EXCEED)
def test_a_child_that_wants_too_much_is_over_its_limits(function, arguments, told):
    """It would want as much the second time."""
    with pytest.raises(OverLimit, match=told):
        sandbox.run(f"sandbox_cases:{function}", arguments, limits=LIMITS)


def test_a_child_that_answers_a_gibibyte_is_not_heard_out():
    """Which it may have in its own memory, and nobody has in his."""
    limits = replace(LIMITS, memory_bytes=1_536 * MIB)
    with pytest.raises(OverLimit, match="more than 8388608 bytes"):
        sandbox.run("sandbox_cases:answer_a_gibibyte", (), limits=limits)


@pytest.mark.parametrize(("function", "arguments", "answer"), HARMLESS.values(), ids=HARMLESS)
def test_some_harm_is_none(function, arguments, answer):
    """What a child does only to itself, it may go on from."""
    assert sandbox.run(f"sandbox_cases:{function}", arguments, limits=LIMITS) == answer
