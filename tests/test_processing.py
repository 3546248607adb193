"""The steps of a document: what each end looks like, and what is nobody's fault."""

import os
import re
import signal
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from fourcorners import isolation, sandbox
from fourcorners.domain.processing import Failure, ProcessingState
from fourcorners.domain.store import SERVICE
from fourcorners.errors import NotFound, StorageFull, StoreUnavailable
from fourcorners.isolation import documents
from fourcorners.processing import (
    IN_HAND,
    MAX_DEATHS,
    MAX_STRIKES,
    Processing,
    Stopped,
    Superseded,
    _Hands,
)
from pdf_making import make_pdf
from working import (
    a_home,
    a_text,
    check_whole,
    children,
    look_at,
    states,
    take_in,
    wait_until,
)

SLOW = a_text(repeated=300)
"""Takes seconds to read: time to do something to it meanwhile."""


@pytest.fixture(autouse=True)
def _started():
    isolation.start()


@pytest.fixture
def place(tmp_path):
    """A home and the processing of its documents."""
    home, settings = a_home(tmp_path / "home", jobs=1)
    return home, Processing(home, settings)


def kill_children_of(home, document_id: str, times: int) -> threading.Thread:
    """Kill the child that extracts a document, as the kernel does where memory runs out; so many times."""

    def kill() -> None:
        for _ in range(times):
            before = look_at(home, document_id).strikes
            wait_until(lambda: look_at(home, document_id).state is ProcessingState.EXTRACTING)
            wait_until(lambda: bool(children()))
            for pid in children():
                os.kill(pid, signal.SIGKILL)
            wait_until(lambda: look_at(home, document_id).strikes > before)  # noqa: B023

    thread = threading.Thread(target=kill)
    thread.start()
    return thread


def is_no_more_work(processing, document) -> None:
    """Nothing is begun for that reading of it."""
    with pytest.raises(Superseded):
        processing.extract(document.id, document.generation)


def in_hand(home) -> list[Path]:
    """The notes of documents that a process has in its hands, or had when it died."""
    return list((home.folder / IN_HAND).iterdir())


def leave_behind(home, document, times: int) -> None:
    """What processes leave that died with a document in their hands."""
    for number in range(times):
        (home.folder / IN_HAND / f"{document.id}.{number}").touch()


def test_a_document_becomes_reviewable(place):
    """Its run is kept with its text, and the event says so once."""
    home, processing = place
    document = take_in(home, a_text())
    assert processing.extract(document.id, 1) is ProcessingState.REVIEWABLE
    is_no_more_work(processing, document)
    assert home.store.run(document.id).text == a_text()
    check_whole(home)


def test_groups_that_were_sent_the_same_file_have_records_of_their_own(place):
    """The ids of a document in an access group are made from its own id."""
    home, processing = place
    documents = [take_in(home, a_text(), access_group=group) for group in ("north", "south", None)]
    for document in documents:
        processing.extract(document.id, 1)
    runs = [home.store.run(document.id).extraction for document in documents]
    ids = [{each.id for each in run.obligations} for run in runs]
    assert not ids[0] & ids[1]
    assert not ids[1] & ids[2]
    assert runs[2] == isolation.process(a_text().encode(), "contract.txt", a_home(home.folder)[1]).extraction


def test_states_are_noted_as_the_document_comes_to_them(place, monkeypatch):
    """Whoever looks meanwhile sees how far it is, each state once."""
    home, processing = place
    document = take_in(home, a_text())
    advance, seen = home.store.advance, []

    def watch(document_id, state, by, **said):
        document = advance(document_id, state, by, **said)
        seen.append(look_at(home, document_id).state.value)
        return document

    monkeypatch.setattr(home.store, "advance", watch)
    assert processing.extract(document.id, 1) is ProcessingState.REVIEWABLE
    assert seen == ["reading", "extracting", "guarding"]


def test_a_document_without_text_ends_as_that(place):
    """It is not said to hold nothing."""
    home, processing = place
    document = take_in(home, make_pdf(lambda _: None), "scan.pdf")
    assert processing.extract(document.id, 1) is ProcessingState.NO_TEXT


def test_a_document_that_cannot_be_read_has_failed_and_says_why(place):
    """With the code and the message of the reader's error."""
    home, processing = place
    document = take_in(home, b"%PDF-1.7\ncut off", "cut.pdf")
    assert processing.extract(document.id, 1) is ProcessingState.FAILED
    error = look_at(home, document.id).error
    assert error.code == "unreadable_document"
    is_no_more_work(processing, document)


def test_bytes_that_are_gone_or_changed_are_told(place):
    """A document whose sealed file is not what it was has failed, and is not read as something else."""
    home, processing = place
    gone, changed = take_in(home, a_text(1)), take_in(home, a_text(2))
    home.files.path(gone.sha256).unlink()
    path = home.files.path(changed.sha256)
    path.chmod(0o600)
    path.write_text(a_text(3))
    for document, told in ((gone, "cannot be read any more"), (changed, "not those that were sealed")):
        assert processing.extract(document.id, 1) is ProcessingState.FAILED
        error = look_at(home, document.id).error
        assert (error.code, told in error.message) == ("lost_file", True)


def test_a_document_that_ends_its_reader_twice_is_quarantined(place):
    """It is tried once more, and then no more; the next document is read."""
    home, processing = place
    document, next_one = take_in(home, SLOW), take_in(home, a_text())
    killer = kill_children_of(home, document.id, MAX_STRIKES)
    assert processing.extract(document.id, 1) is ProcessingState.QUARANTINED
    killer.join()
    kept = look_at(home, document.id)
    assert (kept.strikes, kept.error.code) == (MAX_STRIKES, "reader_died")
    assert "SIGKILL" in kept.error.message
    is_no_more_work(processing, document)
    assert processing.extract(next_one.id, 1) is ProcessingState.REVIEWABLE


def test_a_document_that_ended_its_reader_once_is_read_the_second_time(place):
    """One strike may be bad luck."""
    home, processing = place
    document = take_in(home, SLOW)
    killer = kill_children_of(home, document.id, 1)
    assert processing.extract(document.id, 1) is ProcessingState.REVIEWABLE
    killer.join()
    assert look_at(home, document.id).strikes == 1


@pytest.mark.parametrize(
    ("said", "ended"),
    [
        ({"wall_clock_s": 0.001}, (2, "reader_died", "stopped after 0.001 seconds")),
        (
            {"child_cpu_s": 1, "child_cpu_s_per_page": 0},
            (1, "over_limit", "more than 1 seconds of processor time|after 3 s"),
        ),
    ],
)
def test_a_document_that_takes_too_much_gets_no_second_try(tmp_path, said, ended):
    """It would take as much again: it is quarantined at once. The clock alone may say nothing of it."""
    home, settings = a_home(tmp_path, jobs=1, **said)
    document = take_in(home, a_text(repeated=1000))
    processing = Processing(home, settings)
    assert processing.extract(document.id, 1) is ProcessingState.QUARANTINED
    kept = look_at(home, document.id)
    assert (kept.strikes, kept.error.code) == ended[:2]
    assert re.search(ended[2], kept.error.message)
    is_no_more_work(processing, document)


def test_a_document_that_was_asked_to_be_read_anew_has_a_clean_sheet(place):
    """Strikes are forgotten, and what was begun for the earlier asking is none of its business."""
    home, processing = place
    document = take_in(home, a_text())
    home.store.advance(document.id, ProcessingState.READING, SERVICE, is_strike=True)
    failure = Failure(code="reader_died", message="twice")
    home.store.advance(document.id, ProcessingState.QUARANTINED, SERVICE, error=failure)
    again = home.store.advance(document.id, ProcessingState.RECEIVED, SERVICE)
    is_no_more_work(processing, document)
    assert processing.extract(again.id, again.generation) is ProcessingState.REVIEWABLE


def test_a_document_that_has_all_its_strikes_is_not_opened_again(place):
    """Whoever was killed between the last strike and the quarantine has left it to the next."""
    home, processing = place
    document = take_in(home, a_text())
    for _ in range(MAX_STRIKES):
        home.store.advance(document.id, ProcessingState.READING, SERVICE, is_strike=True)
    assert processing.extract(document.id, 1) is ProcessingState.QUARANTINED
    assert look_at(home, document.id).error == Failure(
        code="reader_died", message="it ended its reader 2 times; look at the file, and leave it out"
    )


@pytest.mark.parametrize("is_asked_again", [False, True])
def test_a_reading_that_is_over_leaves_no_trace(place, is_asked_again):
    """It was worked on elsewhere meanwhile, and perhaps asked to be read anew: the child is ended."""
    home, processing = place
    document = take_in(home, SLOW)
    reader = ThreadPoolExecutor().submit(processing.extract, document.id, 1)
    wait_until(lambda: look_at(home, document.id).state is ProcessingState.EXTRACTING)
    failure = Failure(code="lost_file", message="its bytes are gone")
    after = home.store.advance(document.id, ProcessingState.FAILED, SERVICE, error=failure)
    if is_asked_again:
        after = home.store.advance(document.id, ProcessingState.RECEIVED, SERVICE)
    with pytest.raises(Superseded):
        reader.result()
    assert look_at(home, document.id) == after
    assert (children(), in_hand(home)) == ([], [])


def test_two_that_read_one_document_come_to_one_end(place):
    """As when a process that was taken for dead goes on; neither takes the other for one that died."""
    home, processing = place
    document = take_in(home, a_text(repeated=30))
    peer = Processing(*a_home(home.folder))
    with ThreadPoolExecutor() as pool:
        readings = [pool.submit(each.extract, document.id, 1) for each in (processing, peer)]
    ends = [each.exception() or each.result() for each in readings]
    assert ProcessingState.REVIEWABLE in ends
    assert all(each is ProcessingState.REVIEWABLE or isinstance(each, Superseded) for each in ends)
    check_whole(home)
    assert (look_at(home, document.id).strikes, in_hand(home)) == (0, [])


def test_a_document_in_the_hands_of_a_living_process_is_no_death(place):
    """Only what nobody holds any more is counted, and what is held is left alone."""
    home, processing = place
    document = take_in(home, a_text())
    leave_behind(home, document, MAX_DEATHS - 1)
    held = _Hands(home.folder / IN_HAND, document.id)
    with held:
        assert processing.extract(document.id, 1) is ProcessingState.REVIEWABLE
        assert len(in_hand(home)) == 1
    assert in_hand(home) == []


def test_what_is_in_hand_is_for_the_owner_alone(tmp_path):
    """Also where the folder was there before."""
    home, settings = a_home(tmp_path)
    folder = home.folder / IN_HAND
    folder.mkdir(mode=0o755)
    Processing(home, settings)
    assert folder.stat().st_mode & 0o777 == 0o700


def test_stopping_is_no_strike(place):
    """What is being read when the work is ended is as it was, and nothing more is begun."""
    home, processing = place
    document = take_in(home, SLOW)
    stopper = threading.Thread(
        target=lambda: (
            wait_until(lambda: look_at(home, document.id).state is ProcessingState.EXTRACTING),
            processing.stop(),
        )
    )
    stopper.start()
    with pytest.raises(Stopped):
        processing.extract(document.id, 1)
    with pytest.raises(Stopped):
        processing.extract(document.id, 1)
    stopper.join()
    assert look_at(home, document.id).strikes == 0
    assert look_at(home, document.id).state is ProcessingState.EXTRACTING
    assert in_hand(home) == []


@pytest.mark.parametrize("error", [StorageFull("no room"), StoreUnavailable("locked")])
def test_what_is_not_the_documents_fault_is_raised(place, monkeypatch, error):
    """It is as it was, without a strike, and is worked on when there is room again."""
    home, processing = place
    document = take_in(home, a_text())

    def refuse(*_, **__):
        raise error

    with monkeypatch.context() as patch:
        patch.setattr(home.store, "keep_run", refuse)
        with pytest.raises(type(error)):
            processing.extract(document.id, 1)
    kept = look_at(home, document.id)
    assert (kept.state, kept.strikes) == (ProcessingState.GUARDING, 0)
    assert processing.extract(document.id, 1) is ProcessingState.REVIEWABLE


def test_an_error_that_nobody_foresaw_is_a_strike_and_tells_no_words(place, monkeypatch):
    """It stops neither the other documents nor for ever this one's."""
    home, processing = place
    document = take_in(home, a_text())

    def stumble(*_, **__):
        raise KeyError("the price is 7 million")

    monkeypatch.setattr(home.store, "keep_run", stumble)
    assert processing.extract(document.id, 1) is ProcessingState.QUARANTINED
    assert look_at(home, document.id).error.message == "the service failed on it with KeyError; report this"


def test_a_document_that_is_gone_is_no_work(place):
    """An id that nothing is kept under has nothing to begin."""
    _, processing = place
    with pytest.raises(NotFound):
        processing.extract("doc_unknown", 1)


def test_a_document_that_ends_the_service_itself_is_quarantined_at_last(place):
    """Deaths with the document in the service's own hands are counted over processes, and have a bound."""
    home, processing = place
    document = take_in(home, a_text())
    leave_behind(home, document, MAX_DEATHS)
    assert processing.extract(document.id, 1) is ProcessingState.QUARANTINED
    assert f"ended the service {MAX_DEATHS} times" in look_at(home, document.id).error.message
    assert in_hand(home) == []


def test_deaths_below_the_bound_are_forgotten_with_the_document(place):
    """So that kills on a bad day do not add up to a quarantine."""
    home, processing = place
    document = take_in(home, a_text())
    leave_behind(home, document, MAX_DEATHS - 1)
    assert processing.extract(document.id, 1) is ProcessingState.REVIEWABLE
    assert in_hand(home) == []


def test_a_child_at_work_is_not_in_the_services_hands(place):
    """A service that is killed while a child reads has done nothing to be counted for."""
    home, processing = place
    document = take_in(home, SLOW)
    worker = threading.Thread(target=processing.extract, args=(document.id, 1))
    worker.start()
    wait_until(lambda: look_at(home, document.id).state is ProcessingState.EXTRACTING)
    notes = in_hand(home)
    worker.join()
    assert notes == []
    assert states(home) == [ProcessingState.REVIEWABLE]


@pytest.mark.parametrize(
    ("content", "end"),
    [(a_text(), ProcessingState.REVIEWABLE), (make_pdf(lambda _: None), ProcessingState.NO_TEXT)],
)
def test_an_answer_is_in_the_services_hands_while_it_is_looked_at_and_kept(place, monkeypatch, content, end):
    """Whatever its child has said before: an answer that ends the service is counted."""
    home, processing = place
    document = take_in(home, content)
    attest, keep_run, held = documents.attest, home.store.keep_run, []

    def watched(work):
        return lambda *arguments, **said: (held.append(len(in_hand(home))), work(*arguments, **said))[1]

    def run(*arguments, on_note, **options):
        on_note("guarding")
        on_note("reading")
        return sandbox_run(*arguments, on_note=on_note, **options)

    sandbox_run = sandbox.run
    monkeypatch.setattr(sandbox, "run", run)
    monkeypatch.setattr(documents, "attest", watched(attest))
    monkeypatch.setattr(home.store, "keep_run", watched(keep_run))
    assert processing.extract(document.id, 1) is end
    assert (held, in_hand(home)) == ([1, 1], [])


def test_a_file_that_is_called_like_no_text_is_told_of(place):
    """The name of a file is a label, in errors too."""
    home, processing = place
    document = take_in(home, b"%PDF-1.7\ncut off", os.fsdecode(b"cut\xff.pdf"))
    assert processing.extract(document.id, 1) is ProcessingState.FAILED
    assert Path(look_at(home, document.id).name).suffix == ".pdf"
