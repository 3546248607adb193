"""A function in a child of its own: its answer, its notes, its errors, its death."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fourcorners import sandbox
from fourcorners.errors import EncryptedDocument, OverLimit, ReaderDied, StorageFull
from fourcorners.sandbox import Limits, frames
from sandbox_cases import Deadly, hand_over, tell
from working import lives, wait_until


def test_a_child_answers_with_bytes():
    """What the named function returns comes back, whatever its length."""
    assert sandbox.run("sandbox_cases:repeat", ("ab", 3)) == b"ababab"
    assert sandbox.run("sandbox_cases:repeat", ("ab", 0)) == b""
    assert len(sandbox.run("sandbox_cases:repeat", ("x", 3_000_000))) == 3_000_000


def test_our_errors_cross_the_border():
    """An error of ours is raised again with its message and the file's name."""
    with pytest.raises(EncryptedDocument, match="opens only with a password") as caught:
        sandbox.run("sandbox_cases:refuse", ("deed.pdf",))
    assert caught.value.file == "deed.pdf"


def test_an_unforeseen_exception_tells_its_class_and_place_and_no_contract_text():
    """The words of an exception may be words of the contract."""
    with pytest.raises(ReaderDied, match=r"failed with KeyError at [\w.]+:\d+") as caught:
        sandbox.run("sandbox_cases:stumble", ("the price is 7 million",), file="deed.pdf")
    assert "million" not in caught.value.message
    assert caught.value.file == "deed.pdf"


def test_a_child_that_dies_while_it_is_given_the_file_is_an_error_of_that_file():
    """It says nothing of the installation, and the next file has a child again."""
    with pytest.raises(ReaderDied, match="before it had the whole file") as caught:
        sandbox.run("sandbox_cases:repeat", (Deadly(), b"x" * 8_000_000), file="deed.pdf")
    assert caught.value.file == "deed.pdf"
    assert sandbox.run("sandbox_cases:repeat", ("next", 1)) == b"next"


def test_a_group_ends_its_own_children_and_starts_no_more():
    """The children of others work on."""
    group = sandbox.Group()
    heard: list[str] = []
    with ThreadPoolExecutor(2) as pool:
        doomed = pool.submit(sandbox.run, "sandbox_cases:hang", (), group=group, on_note=heard.append)
        other = pool.submit(sandbox.run, "sandbox_cases:rest", (2.0,))
        wait_until(lambda: bool(heard))
        group.end()
        with pytest.raises(ReaderDied, match="SIGKILL"):
            doomed.result(timeout=5)
        assert other.result() == b"rested"
    with pytest.raises(ReaderDied, match="the work was stopped"):
        sandbox.run("sandbox_cases:repeat", ("x", 1), group=group)


def test_a_child_that_hangs_is_killed_with_all_that_it_started():
    """The limit on the clock holds, and no process is left behind."""
    heard: list[str] = []
    with pytest.raises(ReaderDied, match="stopped after 2 seconds"):
        sandbox.run("sandbox_cases:hang", (), limits=Limits(wall_clock_s=2), on_note=heard.append)
    child, grandchild = map(int, heard)
    assert not lives(child)
    wait_until(lambda: not lives(grandchild))


def test_notes_come_before_the_answer_and_in_their_order():
    """A child tells how far it has come while it works; whoever does not listen gets the answer alone."""
    heard: list[str] = []
    assert sandbox.run("sandbox_cases:tell", ("reading", "guarding"), on_note=heard.append) == b"told"
    assert heard == ["reading", "guarding"]
    assert sandbox.run("sandbox_cases:tell", ("reading", "guarding")) == b"told"


def test_parts_come_before_the_answer_and_in_their_order():
    """Work that is done stays done; whoever does not listen gets the answer alone."""
    parts: list[bytes] = []
    assert sandbox.run("sandbox_cases:hand_over", (3, 2), on_part=parts.append) == b"done"
    assert parts == [b"00", b"11", b"22"]
    assert sandbox.run("sandbox_cases:hand_over", (3, 2)) == b"done"


def test_what_was_handed_over_outlives_the_child():
    """A page that ends its reader costs none of those before it."""
    parts: list[bytes] = []
    with pytest.raises(ReaderDied, match="SIGABRT"):
        sandbox.run("sandbox_cases:hand_over_and_die", (3,), on_part=parts.append)
    assert parts == [b"0", b"1", b"2"]


def test_outside_a_child_there_is_nobody_to_tell(capfd):
    """The same functions can be called in the process itself, which has limits of its own."""
    assert tell("reading") == b"told"
    assert hand_over(1) == b"done"
    sandbox.expect(1_000)
    assert sandbox.is_cut_off() is None
    assert capfd.readouterr() == ("", "")


def test_a_note_is_heard_while_the_child_still_works():
    """It is not kept back until the end: a child that then dies, or hangs, was heard."""
    heard: list[str] = []
    with pytest.raises(ReaderDied, match="exit code 9"):
        sandbox.run("sandbox_cases:tell_and_die", ("reading",), on_note=heard.append)
    short = Limits(wall_clock_s=1)
    with pytest.raises(ReaderDied, match="stopped after 1 seconds"):
        sandbox.run("sandbox_cases:tell_and_hang", ("guarding",), on_note=heard.append, limits=short)
    assert heard == ["reading", "guarding"]


@pytest.mark.parametrize(
    ("function", "arguments", "said"),
    [
        ("flood", (1_000_000,), f"more than {frames.MAX_NOTES} notes"),
        ("tell", ("x" * 1000,), f"more than {frames.MAX_NOTE_BYTES} bytes"),
        ("hand_over", (6,), "more than 5 parts"),
        ("hand_over", (1, 1001), "more than 1000 bytes"),
        ("repeat", ("x", 2001), "more than 2000 bytes"),
        ("expect_for_ever", (), "more than 6 words on what to expect"),
    ],
)
def test_a_child_cannot_say_more_than_it_may(function, arguments, said):
    """All that it says is capped in number and in size: the parent never holds more than it said it would."""
    notes: list[str] = []
    parts: list[bytes] = []
    limits = Limits(max_units=5, part_bytes=1000, answer_bytes=2000)
    with pytest.raises(OverLimit, match=said) as caught:
        sandbox.run(
            f"sandbox_cases:{function}",
            arguments,
            file="deed.pdf",
            limits=limits,
            on_note=notes.append,
            on_part=parts.append,
        )
    assert caught.value.file == "deed.pdf"
    assert (len(notes) <= frames.MAX_NOTES, len(parts) <= 5) == (True, True)


@pytest.mark.parametrize(
    ("function", "listener"), [("tell_and_hang", "on_note"), ("hand_over_for_ever", "on_part")]
)
def test_what_a_listener_raises_ends_the_child_at_once(function, listener):
    """A full disk is told at once, not when the child has come to its end."""

    def refuse(_: object) -> None:
        raise StorageFull("no room")

    start = time.monotonic()
    with pytest.raises(StorageFull, match="no room"):
        sandbox.run(f"sandbox_cases:{function}", ("reading",), **{listener: refuse})
    assert time.monotonic() - start < 5


def test_what_a_child_prints_is_not_heard(capfd):
    """Noise of a parser never gets into what a door prints."""
    assert sandbox.run("sandbox_cases:chatter", ()) == b"answer"
    assert capfd.readouterr() == ("", "")


def test_many_threads_may_start_children_at_once():
    """Each gets the answer of its own child."""
    with ThreadPoolExecutor(8) as pool:
        answers = pool.map(lambda n: sandbox.run("sandbox_cases:repeat", (str(n), 2)), range(24))
        assert list(answers) == [f"{n}{n}".encode() for n in range(24)]


def test_no_child_is_left_when_all_have_answered():
    """Nor the pipes to them."""
    sandbox.run("sandbox_cases:repeat", ("x", 1))
    before = len(list(Path("/proc/self/fd").iterdir()))
    for _ in range(10):
        sandbox.run("sandbox_cases:repeat", ("x", 1))
    assert len(list(Path("/proc/self/fd").iterdir())) == before
