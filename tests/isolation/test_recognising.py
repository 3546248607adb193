"""Pages that are recognised in children, whatever becomes of those."""

import json
import re
import threading

import pytest

from fourcorners import isolation, sandbox
from fourcorners.domain.recognition import MAX_FAILURE_CHARACTERS, RecognisedPage, RecognitionOrder
from fourcorners.errors import ConfigError, ReaderDied
from fourcorners.isolation import recogniser, recognising
from fourcorners.isolation.recognising import MAX_LOST, PAGES_A_CHILD, Recognition, Scan
from fourcorners.settings import Recogniser, Settings
from recognition_cases import a_page
from working import children, wait_until

ORDER = RecognitionOrder(Recogniser.RAPIDOCR, 200, "eng", 40, 60)


@pytest.fixture(autouse=True)
def _scripted(monkeypatch):
    isolation.start()
    for module in (recogniser, recognising):
        monkeypatch.setattr(module, "PIPELINE", "recognition_cases")


class Desk:
    """Has pages recognised by a script, and remembers what came of it."""

    def __init__(self, monkeypatch, script: dict[int, str], language: str = "eng", **said: object) -> None:
        self.pages = isolation.PagesInMemory()
        self.group = sandbox.Group()
        self.told: list[tuple[int, int]] = []
        self.asked: list[list[int]] = []
        run = sandbox.run

        def count(function, arguments, **options):
            if function.endswith(":recognise_pages"):
                self.asked.append(list(arguments[1]))
            return run(function, arguments, **options)

        monkeypatch.setattr(sandbox, "run", count)
        content = json.dumps({str(number): what for number, what in script.items()}).encode()
        self._recognition = Recognition(
            Scan(content, "scan.pdf", ORDER._replace(language=language), self.pages),
            Settings.model_validate(said),
            isolation.Keeping(),
            self.group,
            lambda done, of: self.told.append((done, of)),
        )

    def recognise(self, *numbers: int) -> dict[int, str | None]:
        """Why each page could not be recognised; None for one that was."""
        self._recognition.recognise(numbers)
        return {page.number: page.failure for page in self.kept()}

    def kept(self) -> list[RecognisedPage]:
        """The pages that are there."""
        return list(map(RecognisedPage.model_validate_json, self.pages.all().values()))


def test_each_page_is_kept_as_it_comes(monkeypatch):
    """In its turn, by one child, and how far it is is told."""
    desk = Desk(monkeypatch, {})
    assert desk.recognise(2, 3, 7) == {2: None, 3: None, 7: None}
    assert desk.kept() == [a_page(2), a_page(3), a_page(7)]
    assert (desk.told, len(desk.asked)) == ([(1, 3), (2, 3), (3, 3)], 1)


def test_many_pages_are_given_to_child_after_child(monkeypatch):
    """So that one that runs wild has the time of some pages, and not of all."""
    numbers = range(1, 2 * PAGES_A_CHILD + 2)
    desk = Desk(monkeypatch, {})
    assert desk.recognise(*numbers) == dict.fromkeys(numbers)
    assert [len(asked) for asked in desk.asked] == [PAGES_A_CHILD, PAGES_A_CHILD, 1]


def test_a_page_at_which_its_reader_dies_twice_is_given_up(monkeypatch):
    """The pages before it are not read again, and those after it are read."""
    desk = Desk(monkeypatch, {3: "die"})
    failures = desk.recognise(1, 2, 3, 4)
    assert "SIGABRT" in (failures.pop(3) or "")
    assert failures == {1: None, 2: None, 4: None}
    assert desk.asked == [[1, 2, 3, 4], [3, 4], [4]]


def test_a_page_over_its_limits_has_no_second_try(monkeypatch):
    """It would take as long again."""
    desk = Desk(monkeypatch, {2: "burn"}, child_cpu_s=0.5, ocr_cpu_s_per_page=0.1)
    failures = desk.recognise(1, 2, 3)
    assert [number for number, failure in failures.items() if failure] == [2]
    # On a machine that is busy with other things the clock runs out before the processor time.
    assert re.search("processor time|stopped after", failures[2] or "")
    assert desk.asked == [[1, 2, 3], [3]]


def test_a_document_whose_pages_end_reader_after_reader_is_left_alone(monkeypatch):
    """After so many pages the rest is not tried, and says so."""
    numbers = range(1, MAX_LOST + 3)
    desk = Desk(monkeypatch, dict.fromkeys(numbers, "die"))
    failures = desk.recognise(*numbers)
    assert len(desk.asked) == 2 * MAX_LOST
    assert "SIGABRT" in (failures[MAX_LOST] or "")
    assert "was not tried" in (failures[MAX_LOST + 1] or "")
    assert "was not tried" in (failures[MAX_LOST + 2] or "")


@pytest.mark.parametrize("what", ["garbage", "another", "outside", "infinite", "wordy", "both", "stop"])
def test_a_page_that_does_not_hold_is_not_kept(monkeypatch, what):
    """A child that was taken over hands over what it likes; the next page is read by another."""
    desk = Desk(monkeypatch, {2: what})
    failures = desk.recognise(1, 2, 3)
    assert [number for number, failure in failures.items() if failure] == [2]
    assert desk.asked == [[1, 2, 3], [2, 3], [3]]


@pytest.mark.parametrize("language", ["unknown", "deadly"])
def test_an_engine_that_cannot_be_used_is_the_operators(monkeypatch, language):
    """No page is said to be unreadable for that, and a child that holds no document says so."""
    desk = Desk(monkeypatch, {1: "misconfigured"}, language=language)
    with pytest.raises(ConfigError):
        desk.recognise(1, 2)
    assert list(desk.pages.all()) == []


def test_a_child_that_accuses_its_engine_in_vain_is_a_dead_reader(monkeypatch):
    """The document would be tried for ever, and others would wait behind it."""
    desk = Desk(monkeypatch, {1: "misconfigured"})
    failures = desk.recognise(1, 2)
    assert "makes no sense" in (failures.pop(1) or "")
    assert failures == {2: None}


def test_what_was_kept_meanwhile_is_not_recognised_again(monkeypatch):
    """The same bytes may be read for two access groups at the same time."""
    desk = Desk(monkeypatch, {})
    desk.pages.keep(a_page(2))
    assert desk.recognise(1, 2, 3) == dict.fromkeys((1, 2, 3))
    assert desk.asked == [[1, 3]]


def test_all_words_of_a_document_have_a_bound(monkeypatch):
    """On the disk and in the memory of this process; the pages beyond say why they are left out."""
    size = len(a_page(1).model_dump_json())
    monkeypatch.setattr(recognising, "MAX_MIB", 2 * size / 1024**2)
    failures = Desk(monkeypatch, {}).recognise(1, 2, 3, 4)
    assert (failures[1], failures[2]) == (None, None)
    assert all("fill" in (failures[number] or "") for number in (3, 4))


def test_a_long_reason_is_cut(monkeypatch):
    """A child that was taken over may give any."""
    failures = Desk(monkeypatch, {1: "talk"}).recognise(1, 2)
    assert [len(failure or "") for failure in failures.values()] == [MAX_FAILURE_CHARACTERS] * 2


def test_a_file_that_cannot_be_opened_for_pictures_says_so_on_each_page(monkeypatch):
    """One reader may read a file whose pictures the other cannot make."""
    desk = Desk(monkeypatch, {1: "no pdf"})
    assert desk.recognise(1, 2) == dict.fromkeys((1, 2), "it cannot be opened")


def test_what_is_ended_from_outside_is_no_fault_of_a_page(monkeypatch):
    """It is raised, and no page is given up."""
    desk = Desk(monkeypatch, {2: "rest"})

    def stop() -> None:
        wait_until(lambda: bool(desk.told) and bool(children()))
        desk.group.end()

    stopper = threading.Thread(target=stop)
    stopper.start()
    with pytest.raises(ReaderDied):
        desk.recognise(1, 2, 3)
    stopper.join()
    assert list(desk.pages.all()) == [1]
