"""Kept documents whose pages are pictures: recognised page by page, whoever is killed meanwhile."""

import os
import signal
import threading
from pathlib import Path

import pytest

from fourcorners import isolation
from fourcorners.domain.document import PageState
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.store import SERVICE
from fourcorners.processing import Processing
from fourcorners.settings import Recogniser
from fourcorners.worker import sweep
from pdf_making import Draw, make_pdf, write_prose
from recognition_cases import a_page
from scan_making import Scanner, scan
from working import (
    a_home,
    a_worker,
    children,
    kill,
    look_at,
    take_in,
    wait_until,
    wait_until_done,
    wait_until_ready,
)

GOODS = "apples barley cherries damsons eggs flour".split()


def _printed(goods: str) -> Draw:
    """A page that is unlike the others: what stands on all of them is no clause."""
    clauses = (
        f"1. The Supplier shall deliver all {goods} within ten (10) days after the order.",
        f"2. The Customer shall pay for {goods} within thirty (30) days after receipt.",
    )
    return lambda canvas: write_prose(canvas, *clauses)


SCAN = scan(make_pdf(*map(_printed, GOODS)), Scanner(dpi=100))
PAGES = len(GOODS)
SLOW_TESSERACT = r"""#!/bin/sh
case "$1" in
--version) echo "tesseract 9.9.9" ;;
--list-langs) printf 'List of languages:\neng\n' ;;
*)
    sleep 0.4
    printf 'level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n'
    number=1
    goods=$(LC_ALL=C tr -dc g-p </dev/urandom | head -c 8)
    for word in The Supplier shall deliver "$goods."; do
        printf '5\t1\t1\t1\t1\t%d\t%d\t200\t90\t30\t95.5\t%s\n' "$number" "$((number * 100))" "$word"
        number=$((number + 1))
    done
    ;;
esac
"""


@pytest.fixture
def path(tmp_path):
    """A PATH that leads to a tesseract which takes its time, and sees other goods on every page."""
    program = tmp_path / "bin" / "tesseract"
    program.parent.mkdir()
    program.write_text(SLOW_TESSERACT)
    program.chmod(0o755)
    return f"{program.parent}{os.pathsep}{os.environ['PATH']}"


def kept_pages(home) -> dict[str, int]:
    """When each page was recognised."""
    folder = home.folder / "recognised"
    return {path.name: path.stat().st_mtime_ns for path in folder.glob("*/*/*.json")}


def test_a_worker_that_is_killed_goes_on_at_the_next_page(tmp_path, path):
    """Killed as by a power cut, again and again: no page that was recognised is recognised again."""
    home, settings = a_home(tmp_path / "home", jobs=1)
    document = take_in(home, SCAN, "scan.pdf")
    seen: dict[str, int] = {}
    for enough in (1, 3, PAGES):
        worker = a_worker(settings, PATH=path, FOURCORNERS_OCR="tesseract")
        try:
            wait_until_ready(worker)
            wait_until(lambda: len(kept_pages(home)) >= enough)  # noqa: B023
            if enough == PAGES:
                wait_until_done(home)
        finally:
            kill(worker)
        now = kept_pages(home)
        assert seen.items() <= now.items()
        assert enough == PAGES or len(now) < PAGES
        seen = now
    kept = look_at(home, document.id)
    assert (kept.state, kept.strikes) == (ProcessingState.REVIEWABLE, 0)
    assert kept.pages == {PageState.RECOGNISED: PAGES}
    run = home.store.run(document.id)
    assert run.extraction.document.read_by == "tesseract 9.9.9"
    assert {norm.evidence[0].confidence for norm in run.extraction.obligations} == {0.955}


def test_a_child_that_is_killed_at_a_page_costs_no_strike(tmp_path):
    """Another goes on at that page, and the document is read with all its pages."""
    isolation.start()
    home, settings = a_home(tmp_path / "home", jobs=1)
    document = take_in(home, SCAN, "scan.pdf")

    def kill_one() -> None:
        wait_until(lambda: len(kept_pages(home)) >= 1)
        for pid in children():
            os.kill(pid, signal.SIGKILL)

    killer = threading.Thread(target=kill_one)
    killer.start()
    assert Processing(home, settings).extract(document.id, 1) is ProcessingState.REVIEWABLE
    killer.join()
    kept = look_at(home, document.id)
    assert (kept.strikes, kept.pages) == (0, {PageState.RECOGNISED: PAGES})
    assert len(home.store.run(document.id).extraction.obligations) >= PAGES


def test_a_page_that_stays_unreadable_is_a_state_and_is_tried_again_when_asked(tmp_path):
    """It quarantines nothing; a new reading takes the pages that were read as they are."""
    isolation.start()
    home, settings = a_home(tmp_path / "home", jobs=1)
    document = take_in(home, SCAN, "scan.pdf")
    order = isolation.order_of(settings)
    pages = home.recognised.of(document.sha256, order)
    home.store.advance(document.id, ProcessingState.READING, SERVICE)
    for number in range(2, PAGES + 1):
        pages.keep(a_page(number, words=(), failure="It was too much.") if number == 2 else a_page(number))
    processing = Processing(home, settings)
    assert processing.extract(document.id, 1) is ProcessingState.REVIEWABLE
    expected = {PageState.RECOGNISED: PAGES - 1, PageState.UNREADABLE: 1}
    assert look_at(home, document.id).pages == expected
    before = kept_pages(home)
    again = home.store.advance(document.id, ProcessingState.RECEIVED, SERVICE)
    assert processing.extract(document.id, again.generation) is ProcessingState.REVIEWABLE
    assert look_at(home, document.id).pages == {PageState.RECOGNISED: PAGES}
    changed = {name for name, moment in kept_pages(home).items() if before.get(name) != moment}
    assert changed == {"2.json"}


def test_pages_go_with_the_bytes_of_a_document_that_is_not_kept(tmp_path):
    """The hourly sweep takes both."""
    home, _ = a_home(tmp_path / "home")
    document = take_in(home, SCAN, "scan.pdf")
    order = isolation.order_of(a_home(tmp_path / "home", ocr="rapidocr")[1])
    for sha256 in (document.sha256, "b" * 64):
        home.recognised.of(sha256, order).keep(a_page(1))
    for path in (home.folder / "recognised").rglob("*"):
        os.utime(path, (0, 0))
    sweep(home, threading.Event())
    assert (home.recognised.count(document.sha256), home.recognised.count("b" * 64)) == (1, 0)


def test_no_page_is_recognised_where_that_is_off(tmp_path):
    """A document of pictures then ends as one without text."""
    isolation.start()
    home, settings = a_home(tmp_path / "home", jobs=1, ocr=Recogniser.OFF)
    document = take_in(home, SCAN, "scan.pdf")
    assert Processing(home, settings).extract(document.id, 1) is ProcessingState.NO_TEXT
    assert kept_pages(home) == {}
    assert not Path(home.folder / "recognised").exists()
