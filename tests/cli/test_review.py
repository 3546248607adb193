"""`fourcorners review`, as a person at a terminal and a script at a pipe meet it."""

import io
import os
import pty
import re
import select
import signal
import subprocess
import sys
import termios
import time
from contextlib import closing
from pathlib import Path

import pytest

from extractions import a_kpi, an_extraction, an_obligation, evidence
from fourcorners.cli import review_session
from fourcorners.cli.main import run
from fourcorners.domain.decision import DecisionRequest
from fourcorners.domain.document import PageState
from fourcorners.domain.extraction import PagesRead
from fourcorners.domain.review_item import Action
from fourcorners.domain.store import EventFilter
from fourcorners.domain.variable import TextValue
from fourcorners.home import open_home
from fourcorners.review.decide import decide
from fourcorners.settings import Settings
from kept_contracts import TEXT, decided, keep, receive, records

COMMAND = Path(sys.executable).parent / "fourcorners"


@pytest.fixture
def store(tmp_path, monkeypatch):
    """The store of the home that commands work on, with one contract of six records."""
    monkeypatch.setenv("FOURCORNERS_HOME", str(tmp_path))
    with closing(open_home(Settings(home=tmp_path)).store) as store:
        keep(store, contract_no="C-1")
        yield store


@pytest.fixture
def review(store, monkeypatch, capsys):
    """Type keys, one a line, and give what was shown."""

    def type_keys(keys: str, *arguments: str) -> str:
        monkeypatch.setattr(sys, "stdin", io.StringIO(keys))
        assert run(["review", "--as", "Bo", *arguments]) == 0
        return capsys.readouterr().out

    return type_keys


def stands(store) -> list[tuple[str, str, int]]:
    """Kind, status and version of each record, in order."""
    return [(item.kind.value, item.status.value, item.version) for item in records(store)]


def test_each_key_decides_and_shows_the_next(store, review):
    """Confirm, reject with a reason, defer, skip and quit; what is left is counted."""
    out = review("c\nr\nwrong amount\nd\ns\nq\n", "C-1")
    assert stands(store) == [
        ("variable", "confirmed", 2),
        ("variable", "rejected", 2),
        ("variable", "deferred", 2),
        ("obligation", "proposed", 1),
        ("obligation", "proposed", 1),
        ("kpi", "proposed", 1),
    ]
    assert re.findall(r"C-1: (\d) left", out) == ["6", "5", "4", "3", "2"]
    assert out.endswith("3 decided, 1 skipped, 2 left in C-1\n")
    assert [(item.decision.by.name, item.decision.reason) for item in records(store)[:2]] == [
        ("Bo", None),
        ("Bo", "wrong amount"),
    ]


def test_a_card_shows_the_words_in_their_surroundings(store, review):
    """The record's own words are marked in the text around them; place and understanding stand beside."""
    start = TEXT.index("Word700.")
    duty = an_obligation(evidence=evidence("Word700. Word701.", start, 7))
    keep(store, "long.pdf", contract_no="C-2", said=an_extraction(obligations=(duty,), variables=(), kpis=()))
    out = " ".join(review("q\n", "C-2").split())
    assert "C-2, long.pdf, Schedule 2/1, page 7" in out
    assert "Word699. >>Word700. Word701.<< Word702." in out
    assert "who: Bramley must what: pay each correct invoice by when: 30 business days after receipt" in out
    assert "responsible: finance confidence: 0.91" in out


def test_a_card_says_what_was_read_unsurely_or_not_at_all(store, review):
    """The least sure word of all its evidence, and the pages of its document that were not read."""
    first, second = evidence("Word3.", TEXT.index("Word3."), 4), evidence("Word5.", TEXT.index("Word5."), 4)
    sure = {
        "evidence": tuple(
            each.model_copy(update={"confidence": c}) for (each,), c in ((first, 0.91), (second, 0.46))
        )
    }
    groups = (
        PagesRead(state=PageState.RECOGNISED, read_by="tesseract 5", pages=(4,), confidence=0.9),
        PagesRead(state=PageState.UNREADABLE, read_by=None, pages=(5, 6)),
        PagesRead(state=PageState.PICTURES, read_by="pdfium", pages=(8,)),
    )
    said = an_extraction(obligations=(an_obligation(**sure),), variables=(), kpis=())
    summary = said.document.model_copy(update={"pages_read": groups})
    keep(store, "scan.pdf", contract_no="C-2", said=said.model_copy(update={"document": summary}))
    out = review("q\n", "C-2")
    assert "words: recognised, least sure word 0.46\n" in out
    assert "pages of this document that were not read: 5-6, 8\n" in out
    plain = review("q\n", "C-1")
    assert "recognised" not in plain
    assert "not read" not in plain


def test_an_edit_is_typed_field_by_field_and_asked_again(store, review):
    """What does not fit is said at once and can be typed again; what fits is kept."""
    typed = [
        *("e", "actoin=pay", "deadline=soon", 'deadline={"kind": "absolute", "date": "2031-02-30"}'),
        *('deadline={"kind": "absolute", "date": "2031-02-28"}', "obligor=null", "pay", "", "q"),
    ]
    out = review("\n".join([*typed, ""]), "C-1", "--kind", "obligation")
    for message in (
        "actoin is not a field of this record; did you mean action?",
        "deadline: should be JSON",
        "deadline.date: should be a valid date",
        "give the field and its value with = between them",
    ):
        assert message in out
    item = records(store)[3]
    assert (item.status, item.is_edited, item.record.obligor) == ("confirmed", True, None)
    assert item.record.deadline.model_dump(mode="json", exclude_defaults=True) == {
        "kind": "absolute",
        "date": "2031-02-28",
        "text": "within thirty (30) business days after receipt of it",
    }


@pytest.mark.parametrize(
    "typed",
    [
        ("deadline.offset=P10D",),
        ("deadline.offset=ten", "deadline.offset=P10D"),
        ("deadline.kind=absolute", "deadline.offset=P10D"),
        ('deadline={"kind": "none"}', "deadline.kind=relative", "deadline.offset=P10D"),
    ],
)
def test_a_part_is_typed_with_a_dot(store, review, typed):
    """What is not typed stays, and what was typed last counts."""
    out = review("\n".join(["e", *typed, "", "q", ""]), "C-1", "--kind", "obligation")
    assert "deadline.offset = P30D" in out
    deadline = records(store)[3].record.deadline
    assert (deadline.kind, deadline.offset) == ("relative", "P10D")
    assert deadline.text == "within thirty (30) business days after receipt of it"


def test_parts_that_fit_only_together_are_taken_together(store, review):
    """A part waits for the other; what still waits when the edit ends is told, and is not taken."""
    typed = ("e", "deadline.date=2031-02-28", "deadline.kind=absolute", "")
    out = review("\n".join([*typed, "e", "deadline.date=2031-02-28", "", ""]), "C-1", "--kind", "obligation")
    assert "deadline.date waits for what makes it fit" in out
    assert "not taken: deadline.date" in out
    assert [(item.record.deadline.kind.value, item.status.value) for item in records(store)[3:5]] == [
        ("absolute", "confirmed"),
        ("none", "proposed"),
    ]


@pytest.mark.parametrize("keys", ["e\n!\n", "e\n\n", "r\n\n", "x\n", "\n", "u\n", f"r\n{'x' * 2001}\n"])
def test_what_is_given_up_decides_nothing(store, review, keys):
    """An edit or a rejection that is given up, and a key that is none, leave the record as it is."""
    review(keys, "C-1", "--kind", "kpi")
    assert stands(store)[5] == ("kpi", "proposed", 1)


def test_a_contradicted_record_is_confirmed_with_a_reason_only(store, review):
    """What the words contradict asks why it is confirmed; without an answer it is not."""
    assert "contradicted by the text: amount" in review("s\nc\n\nc\nsee annex\n", "C-1")
    item = records(store)[1]
    assert (item.status, item.decision.reason) == ("confirmed", "see annex")


def test_undo_decides_back(store, review):
    """Undo is a new decision: the record says what it said, and is shown again."""
    out = review("s\ns\ns\ne\naction=wait\n\nu\nq\n", "C-1")
    item = records(store)[3]
    assert (item.record.action, item.status, item.version) == ("pay each correct invoice", "deferred", 4)
    assert out.count(item.id) == 2
    assert "undone: nothing leads back to proposed, so it is deferred, and is still to be decided" in out
    events = store.events(EventFilter(record_id=item.id))
    assert [event.body["action"] for event in events] == ["edit", "edit", "defer"]


def test_the_last_decision_can_be_undone(store, review):
    """Behind the last record the way back is still open, as often as one likes."""
    out = review("c\nu\nr\nno\nu\ns\nq\n", "C-1", "--kind", "kpi")
    assert out.count("nothing is left to decide; u undo, q quit: ") == 2
    assert stands(store)[5] == ("kpi", "deferred", 5)


def test_a_contract_without_a_number_is_headed_by_its_files(store, review):
    """An id tells a person nothing."""
    keep(store, "loan.pdf")
    assert "\nloan.pdf: 6 left\nloan.pdf, " in review("q\n", "loan.pdf")
    assert "loan.pdf: 6 left\n" in review("s\n" * 6 + "q\n")


def test_who_asks_for_a_kind_is_not_told_of_what_was_not_read(store, review, capsys):
    """Documents without records are told where all records are asked for."""
    receive(store, "scan.pdf", contract_no="C-1")
    review("q\n", "C-1", "--kind", "kpi")
    assert "scan.pdf" not in capsys.readouterr().err


def test_undo_tells_where_the_record_stands(store, review):
    """What was decided before stands so again."""
    for number in (0, 2):
        decided(store, records(store)[number], Action.CONFIRM)
    assert "undone: it is confirmed again" in review("d\nu\nq\n", "C-1", "--status", "confirmed")
    assert stands(store)[0] == ("variable", "confirmed", 4)


def test_undo_leaves_alone_what_somebody_else_has_changed(store, review, monkeypatch):
    """Undo never overwrites a decision that came after."""
    answers = iter("cuq")

    def key(_keyboard, _prompt: str) -> str:
        answer = next(answers)
        if answer == "u":
            decided(store, records(store)[0], Action.REJECT, reason="no")
        return answer

    monkeypatch.setattr(review_session.Keyboard, "key", key)
    assert "it was changed since by somebody else" in review("", "C-1")
    assert stands(store)[0] == ("variable", "rejected", 3)


def test_who_was_slower_sees_the_record_as_it_stands_now(store, review, monkeypatch):
    """A decision on an old version is not taken: the record is shown anew, and can be decided then."""
    answers = iter("cdq")

    def key(_keyboard, _prompt: str) -> str:
        answer = next(answers)
        if answer == "c":
            decided(store, records(store)[0], Action.CONFIRM, reason="mine")
        return answer

    monkeypatch.setattr(review_session.Keyboard, "key", key)
    out = review("", "C-1")
    assert "which is now at version 2: Ada decided on it last" in " ".join(out.split())
    assert "Ada decided to confirm it" in out
    assert stands(store)[0] == ("variable", "deferred", 3)


def test_a_waiting_proposal_is_shown_and_taken_by_one_key(store, review):
    """A decided record of which a later reading says something else comes up, and t takes that over."""
    decided(store, records(store)[5], Action.CONFIRM)
    later = an_extraction()
    keep(
        store,
        contract_no="C-1",
        text="Read again.",
        said=later.model_copy(update={"kpis": (later.kpis[0].model_copy(update={"target": 98.5}),)}),
    )
    out = review("t\n", "C-1", "--kind", "kpi")
    assert "a later reading says target: 98.5 (here: 99.9)" in out
    item = records(store)[5]
    assert (item.record.target, item.status, item.proposal) == (98.5, "confirmed", None)


@pytest.mark.parametrize(
    ("arguments", "shown"),
    [
        (["--kind", "variable"], 3),
        (["--responsible", "operations"], 1),
        (["--status", "confirmed"], 1),
        (["--kind", "kpi", "--status", "confirmed"], 0),
        ([], 5),
    ],
)
def test_options_choose_what_is_shown(store, review, arguments, shown):
    """Kind, owner and status choose; by default it is all that is open."""
    decided(store, records(store)[4], Action.CONFIRM)
    out = review("s\n" * 9, "C-1", *arguments)
    assert len(re.findall(r"C-1: \d left", out)) == shown


def test_waiting_proposals_are_shown_in_their_place(store, review):
    """What a later reading says otherwise comes where it stands in the text, among what is open."""
    keep(store, "annex.pdf", contract_no="C-1")
    ids = [item.id for item in records(store)]
    for number in (0, 2, 5, 8):
        decided(store, records(store)[number], Action.CONFIRM, reason="checked")
    later = an_extraction()
    facts = (*later.variables[:2], later.variables[2].model_copy(update={"value": TextValue(text="net 60")}))
    keep(store, contract_no="C-1", text="Read again.", said=later.model_copy(update={"variables": facts}))
    out = review("s\n" * 20, "C-1")
    waiting = ids[2]
    shown = re.findall(r"^(\w+) \((?:variable|obligation|kpi),", out, re.MULTILINE)
    assert shown == [each for number, each in enumerate(ids) if number not in {0, 5, 8}]
    assert waiting in shown


def test_a_contract_in_which_only_a_proposal_waits_is_not_done(store, review):
    """With all decided, what a later reading says otherwise is still shown; then none is left."""
    for item in records(store):
        decided(store, item, Action.REJECT, reason="no")
    assert review("c\n", "C-1").endswith("0 decided, none left\n")
    kpis = (a_kpi(target=98.5),)
    keep(store, contract_no="C-1", text="Read again.", said=an_extraction(kpis=kpis))
    assert review("t\n", "C-1").endswith("1 decided, none left\n")


def test_without_a_name_all_contracts_follow_each_other(store, review):
    """Contract by contract; what cannot be reviewed yet is said."""
    keep(store, "second.pdf", contract_no="C-2")
    assert re.findall(r"(C-\d): (\d) left", review("s\n" * 20)) == [
        *(("C-1", str(number)) for number in range(6, 0, -1)),
        *(("C-2", str(number)) for number in range(6, 0, -1)),
    ]


def test_a_document_can_be_named(store, review, capsys):
    """The records of one document alone; one that is not read says so."""
    unread = receive(store, "annex.pdf", contract_no="C-1")
    review("", unread.id)
    assert review("q\n", records(store)[0].document_id).count("left\n") == 1


def test_hostile_words_do_not_steer_the_terminal(store, review):
    """Control characters of a contract are shown as replacement characters, wherever they stand."""
    words = "pay \x1b[2J\x9b31m\u202e now"
    duty = an_obligation(words, obligor=words, condition=words, evidence=evidence(words, 3))
    keep(store, "evil\x1b[2J.pdf", contract_no="C-2", text="...", said=an_extraction(obligations=(duty,)))
    out = review("e\n!\nq\n", "C-2", "--kind", "obligation")
    assert not [character for character in out if not character.isprintable() and character != "\n"]
    assert "pay \ufffd[2J" in out


@pytest.mark.parametrize("columns", ["30", "200"])
def test_a_card_fits_the_terminal(store, review, monkeypatch, columns):
    """No line of a card is wider than the terminal."""
    monkeypatch.setenv("COLUMNS", columns)
    out = review("", "C-1")
    card = out.split(" left\n")[1].split("c confirm")[0]
    assert max(len(line) for line in card.splitlines()) <= int(columns)


def test_a_script_pipes_its_keys_in(store):
    """The installed command reads keys from a pipe and ends with the input."""
    done = subprocess.run(
        [COMMAND, "review", "C-1", "--as", "Bo"],
        input=b"c\nr\n\xff why\n",
        capture_output=True,
        check=False,
        env=os.environ,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.endswith(b"2 decided, 4 left in C-1\n")
    assert [status for _, status, _ in stands(store)[:3]] == ["confirmed", "rejected", "proposed"]


TAKE_TERMINAL = """\
import fcntl, os, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
os.execv(sys.argv[1], sys.argv[1:])
"""


class Terminal:
    """The installed command at a terminal of its own."""

    def __init__(self, *arguments: str) -> None:
        self._terminal, theirs = pty.openpty()
        self._mode = termios.tcgetattr(theirs)
        self._process = subprocess.Popen(
            [sys.executable, "-c", TAKE_TERMINAL, COMMAND, *arguments],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self._shown = ""

    def wait_for(self, words: str) -> None:
        """Read until the words were shown, each time anew."""
        end = time.monotonic() + 60
        while words not in self._shown:
            assert time.monotonic() < end, f"{words!r} was not shown, but {self._shown!r}"
            if select.select([self._terminal], [], [], 0.2)[0]:
                self._shown += os.read(self._terminal, 4096).decode()
        self._shown = self._shown.partition(words)[2]

    def press(self, keys: str) -> None:
        """Press keys, without Enter."""
        os.write(self._terminal, keys.encode())

    def end(self) -> int:
        """The exit code; the terminal must be left as it was."""
        code = self._process.wait(60)
        assert termios.tcgetattr(self._terminal) == self._mode
        os.close(self._terminal)
        return code


def test_at_a_terminal_one_key_is_enough(store):
    """Keys work without Enter, also in capitals; arrows do nothing; reasons are lines; q quits."""
    terminal = Terminal("review", "C-1", "--as", "Bo")
    for prompt, keys in [
        ("quit: ", "C"),
        ("quit: ", "\x1b[A"),
        ("no such key", ""),
        ("quit: ", "r"),
        ("why reject it?", "no fact\n"),
        ("quit: ", "q"),
    ]:
        terminal.wait_for(prompt)
        terminal.press(keys)
    terminal.wait_for("2 decided, 4 left in C-1")
    assert terminal.end() == 0
    assert [status for _, status, _ in stands(store)[:3]] == ["confirmed", "rejected", "proposed"]
    assert records(store)[1].decision.reason == "no fact"


@pytest.mark.parametrize("keys", ["", "e", "r"])
def test_ctrl_c_leaves_nothing_half(store, keys):
    """Wherever Ctrl-C comes, what was decided stays, and nothing else was."""
    terminal = Terminal("review", "C-1")
    terminal.wait_for("quit: ")
    terminal.press("c")
    terminal.wait_for("quit: ")
    if keys:
        terminal.press(keys)
        terminal.wait_for("edit> " if keys == "e" else "why reject it?")
        terminal.press("half")
    terminal.press("\x03")
    assert terminal.end() == 130
    assert [status for _, status, _ in stands(store)[:3]] == ["confirmed", "proposed", "proposed"]


def test_keys_pressed_ahead_are_not_lost(store):
    """Who is faster than the screen has each key taken, in turn."""
    terminal = Terminal("review", "C-1")
    terminal.wait_for("quit: ")
    terminal.press("cdsq")
    terminal.wait_for("2 decided, 1 skipped, 3 left in C-1")
    assert terminal.end() == 0
    assert [status for _, status, _ in stands(store)[:3]] == ["confirmed", "deferred", "proposed"]


def test_ctrl_d_quits(store):
    """The end of input is the end of the sitting."""
    terminal = Terminal("review", "C-1")
    terminal.wait_for("quit: ")
    terminal.press("\x04")
    terminal.wait_for("0 decided, 6 left in C-1")
    assert terminal.end() == 0


def test_a_way_back_of_two_steps_is_not_interrupted(store, review, monkeypatch):
    """Ctrl-C in the middle of an undo waits until both of its decisions are kept."""

    def decide_and_interrupt(item, request: DecisionRequest):
        if request.reason == "undone":
            os.kill(os.getpid(), signal.SIGINT)
        return decide(item, request)

    monkeypatch.setattr(review_session, "decide", decide_and_interrupt)
    review("s\ns\ns\ne\naction=wait\n\nu\nq\n", "C-1")
    item = records(store)[3]
    assert (item.record.action, item.status) == ("pay each correct invoice", "deferred")
