"""What a child may use of the machine, and what is said of one that wants more."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners import sandbox
from fourcorners.errors import DocumentTooLarge, OverLimit, ReaderDied, UnreadableDocument
from fourcorners.sandbox import WALL_CLOCK_PER_CPU, Limits, limits

MIB = 1024 * 1024
SMALL = Limits(cpu_s=1, cpu_s_per_unit=1, max_units=2, memory_bytes=768 * MIB)


@pytest.fixture
def _patient(monkeypatch):
    """On a machine where many other things run, the clock would come before the processor time is used up."""
    monkeypatch.setattr(limits, "WALL_CLOCK_PER_CPU", 60)


def test_a_child_has_its_limits_before_it_does_anything():
    """Soft ones as they are now, hard ones as they can become."""
    bounds = Limits(
        cpu_s=7, cpu_s_per_unit=0.5, max_units=10, memory_bytes=900 * MIB, open_files=40, file_bytes=MIB
    )
    told = json.loads(sandbox.run("sandbox_cases:limits", (), limits=bounds))
    assert told == {
        "AS": [900 * MIB] * 2,
        "CPU": [7, 7 + 5 + 5],
        "FSIZE": [MIB] * 2,
        "NOFILE": [40] * 2,
        "CORE": [0, 0],
    }


@given(
    st.floats(0.1, 100),
    st.floats(0, 10),
    st.integers(0, 10_000),
    st.floats(1, 10_000),
    st.integers(-(2**70), 2**70),
)
def test_no_expectation_gains_more_than_the_most_units(cpu_s, per_unit, max_units, wall_clock_s, units):
    """Nor does one take away what there was; and a child never gets more time than the clock allows."""
    bounds = Limits(wall_clock_s=wall_clock_s, cpu_s=cpu_s, cpu_s_per_unit=per_unit, max_units=max_units)
    assert bounds.cpu_s_of(0) <= bounds.cpu_s_of(units) <= bounds.cpu_s_of(max_units)
    assert bounds.wall_clock_s_of(units) <= wall_clock_s
    assert bounds.wall_clock_s_of(units) <= WALL_CLOCK_PER_CPU * bounds.cpu_s_of(units)


@pytest.mark.usefixtures("_patient")
def test_a_child_that_takes_too_much_processor_time_is_over_its_limit():
    """It is said how much it had, and of which file."""
    with pytest.raises(OverLimit, match="took more than 1 seconds of processor time; split it") as caught:
        sandbox.run("sandbox_cases:work", (60.0,), file="deed.pdf", limits=SMALL)
    assert caught.value.file == "deed.pdf"


@pytest.mark.usefixtures("_patient")
def test_a_child_that_says_what_to_expect_has_processor_time_for_it():
    """More pages, more time; and what it once had it keeps, but gains no more than the most units."""
    assert sandbox.run("sandbox_cases:work", (1.6, 2, 0), limits=SMALL) == b"worked"
    with pytest.raises(OverLimit, match="more than 3 seconds of processor time"):
        sandbox.run("sandbox_cases:work", (60.0, 2**80), limits=SMALL)


def test_a_child_that_says_what_to_expect_has_time_for_it_by_the_clock():
    """In the same measure; also one that was taken over."""
    brief = Limits(cpu_s=0.2, cpu_s_per_unit=1, max_units=1)
    assert sandbox.run("sandbox_cases:rest", (1.0, 1), limits=brief) == b"rested"
    with pytest.raises(ReaderDied, match=r"stopped after 0\.6 seconds"):
        sandbox.run("sandbox_cases:rest", (60.0, 0), limits=brief)
    with pytest.raises(ReaderDied, match=r"stopped after 3\.6 seconds"):
        sandbox.run("sandbox_cases:rest", (60.0, 2**80), limits=brief)


def test_the_clock_holds_however_much_is_expected():
    """One limit is the same for a contract of any length."""
    bounds = Limits(wall_clock_s=0.5, cpu_s=100)
    with pytest.raises(ReaderDied, match=r"stopped after 0\.5 seconds"):
        sandbox.run("sandbox_cases:rest", (60.0, 1_000), limits=bounds)


@pytest.mark.parametrize(
    ("function", "is_over"), [("work_deaf", True), ("start_work", True), ("hang", False)]
)
def test_the_clock_alone_says_nothing_of_a_file(function, is_over):
    """Where a child had little of its processor time, the machine may be busy, and it may have a second try.

    What it has others do for it is its own.
    """
    bounds = Limits(wall_clock_s=3, cpu_s=1)
    with pytest.raises(ReaderDied, match="stopped after 3 seconds") as caught:
        sandbox.run(f"sandbox_cases:{function}", (), limits=bounds)
    assert isinstance(caught.value, OverLimit) is is_over


@pytest.mark.parametrize(
    "code", ["config_error", "storage_full", "store_unavailable", "not_found", "not_authenticated", "none"]
)
def test_a_child_has_no_say_on_the_store_or_the_machine(code):
    """One that was taken over would be tried for ever, or would have another be taken for the guilty one."""
    with pytest.raises(ReaderDied, match="makes no sense"):
        sandbox.run("sandbox_cases:accuse", (code,))


@pytest.mark.parametrize("how", ["raised", "taken for damage", "stumbled over"])
def test_want_of_memory_is_an_error_of_its_own(how):
    """Also where a library, or a reader of ours, makes another error of it."""
    function, arguments = ("swell", ()) if how == "raised" else ("fail_for_memory", (how,))
    with pytest.raises(OverLimit, match="takes more than 768 MiB of memory; split it"):
        sandbox.run(f"sandbox_cases:{function}", arguments, limits=SMALL)


@pytest.mark.parametrize(
    ("how", "error"), [("said to be too large", DocumentTooLarge), ("kept back", UnreadableDocument)]
)
def test_a_reader_may_say_better_what_took_the_memory(how, error):
    """An error that it made on purpose is told as it is."""
    with pytest.raises(error) as caught:
        sandbox.run("sandbox_cases:fail_for_memory", (how,), limits=SMALL)
    assert type(caught.value) is error


def test_files_are_limited_in_number_and_in_size():
    """A child that wants more meets an error like any program."""
    bounds = Limits(open_files=20, file_bytes=MIB)
    assert sandbox.run("sandbox_cases:open_files", (), limits=bounds) == b"EMFILE 19"
    assert sandbox.run("sandbox_cases:fill_a_file", (MIB,), limits=bounds) == b"written"
    assert sandbox.run("sandbox_cases:fill_a_file", (MIB + 1,), limits=bounds) == b"EFBIG"


@pytest.mark.parametrize(
    ("function", "arguments", "told"),
    [
        ("leave", (7,), "exit code 7"),
        ("leave", (0,), "exit code 0"),
        ("die", (9,), "SIGKILL"),
        ("die", (6,), "SIGABRT"),
        ("segfault", (), "SIGSEGV"),
        ("die", (40,), "signal 40"),
    ],
)
def test_another_death_names_its_cause_and_is_no_limit(function, arguments, told):
    """A child that goes without an answer never looks like an empty answer, and may have a second try."""
    with pytest.raises(ReaderDied, match=told) as caught:
        sandbox.run(f"sandbox_cases:{function}", arguments)
    assert not isinstance(caught.value, OverLimit)
