"""Batches: planned, taken in, read to the end, and told in figures that add up."""

from contextlib import contextmanager
from pathlib import Path

import pytest

from fourcorners import engine, isolation
from fourcorners.domain.access import Actor
from fourcorners.domain.processing import Failure, ProcessingState
from fourcorners.domain.store import SERVICE, EventFilter
from fourcorners.errors import UsageError
from fourcorners.ingest import Copy, Tally, ingest, plan
from fourcorners.intake.manifest import read_manifest
from pdf_making import make_pdf, write
from recognition_cases import a_page
from working import a_home, a_text, check_whole, states, take_in

ADA = Actor(name="Ada")
SENTENCE = "The Supplier shall deliver each batch within ten (10) days after the order."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of three short contracts, to work in."""
    monkeypatch.chdir(tmp_path)
    Path("in").mkdir()
    for number in range(3):
        Path(f"in/{number}.txt").write_text(a_text(number))
    return tmp_path


def a_register(*rows: str) -> Path:
    """A register of files and contract numbers."""
    Path("register.csv").write_text("\n".join(("file,contract_no,role", *rows)))
    return Path("register.csv")


def run(folder: Path) -> Tally:
    """Ingest the folder `in` into the home `home`, to the end."""
    home, settings = a_home(folder / "home")
    *_, last = ingest(plan([Path("in")]).incoming, home, settings, ADA)
    return last


def test_figures_add_up(folder):
    """given = new + known + copies + refused, and every document that is kept has come to an end."""
    Path("in/copy.txt").write_text(a_text(0))
    Path("in/empty.txt").write_text("")
    Path("in/cut.docx").write_bytes(b"PK\x03\x04 and no more word/")
    tally = run(folder)
    assert (tally.given, tally.new, tally.known, tally.copies, tally.refused) == (6, 4, 0, 1, 1)
    assert dict(tally.ended) == {ProcessingState.REVIEWABLE: 3, ProcessingState.FAILED: 1}
    assert tally.ended.total() == tally.documents == tally.read == 4
    assert {(each.path.name, each.code) for each in tally.failures} == {
        ("empty.txt", "empty_file"),
        ("cut.docx", "unreadable_document"),
    }


def test_a_second_run_reads_nothing_again(folder):
    """What was done is told from what is kept; a document that failed is told again, and not tried again."""
    Path("in/cut.docx").write_bytes(b"PK\x03\x04 and no more word/")
    run(folder)
    home, _ = a_home(folder / "home")
    before = home.store.head()
    tally = run(folder)
    assert (tally.new, tally.known, tally.read) == (0, 4, 0)
    assert [each.code for each in tally.failures] == ["unreadable_document"]
    assert home.store.head() == before


def test_pages_of_what_was_read_are_counted(folder):
    """A batch knows how many pages it has read, of the documents that have any."""
    Path("in/three.pdf").write_bytes(make_pdf(*[lambda canvas: write(canvas, SENTENCE, 72, 100)] * 3))
    assert run(folder).pages == 3
    assert run(folder).pages == 0


def test_a_file_that_is_kept_again_for_another_group_is_told(folder):
    """A register that puts what is kept without a group into one makes a second document, and says so."""
    before = run(folder)
    assert before.notes == []
    home, settings = a_home(folder / "home")
    Path("register.csv").write_text("file,access_group\n1.txt,north\n2.txt,\n")
    planned = plan([Path("in")], read_manifest(Path("register.csv")))
    *_, tally = ingest(planned.incoming, home, settings, ADA)
    (kept,) = before.seen.keys() - tally.seen.keys()
    (new,) = tally.seen.keys() - before.seen.keys()
    assert tally.notes == [
        f"in/1.txt is kept already without an access group as {kept}; it was kept again in the access group "
        f"north as {new}, with records of its own"
    ]
    *_, again = ingest(planned.incoming, home, settings, ADA)
    assert (again.new, again.notes) == (0, [])


@pytest.mark.parametrize("first", ["base", "amendment"])
def test_two_rows_of_the_same_bytes_are_told(folder, first):
    """Which file is a copy of which is told, and what is kept where their rows contradict each other."""
    other = {"base": "amendment", "amendment": "base"}[first]
    Path("in/copy.txt").write_text(a_text(0))
    register = read_manifest(
        a_register(f"0.txt,C-1,{first}", f"copy.txt,C-1,{other}", "1.txt,C-1,", "2.txt,,")
    )
    home, settings = a_home(folder / "home")
    *_, tally = ingest(plan([Path("in")], register).incoming, home, settings, ADA)
    assert tally.copied == [Copy(Path("in/copy.txt"), Path("in/0.txt"))]
    assert tally.notes == [
        f"in/copy.txt is the same file as in/0.txt; the register has {other} for the one and {first} for the "
        "other: it is kept once, as amendment"
    ]


def test_a_copy_that_is_not_listed_says_nothing_of_roles(folder):
    """Where only one of two files has a role, there is nothing to be told of."""
    Path("in/copy.txt").write_text(a_text(0))
    register = read_manifest(a_register("0.txt,C-1,amendment"))
    home, settings = a_home(folder / "home")
    *_, tally = ingest(plan([Path("in")], register).incoming, home, settings, ADA)
    assert (tally.copies, tally.notes) == (1, [])


def test_work_that_another_process_did_is_told(folder):
    """Whoever brings a document to its end, the batch hears of it."""
    home, settings = a_home(folder / "home")
    tallies = ingest(plan([Path("in/0.txt")]).incoming, home, settings, ADA)
    for tally in tallies:
        if tally.waiting:
            break
    [waited] = tally.waiting
    failure = Failure(code="unreadable_document", message="it is damaged")
    home.store.advance(waited, ProcessingState.FAILED, SERVICE, error=failure)
    *_, last = tallies
    assert last.waiting == {}
    assert [(each.document_id, each.code) for each in last.failures] == [(waited, "unreadable_document")]


def test_whoever_stops_it_goes_on_later(folder):
    """Closed in the middle, nothing is lost, and the next run brings it to its end."""
    home, settings = a_home(folder / "home")
    tallies = ingest(plan([Path("in")]).incoming, home, settings, ADA)
    next(tally for tally in tallies if tally.new)
    tallies.close()
    assert states(home) == [ProcessingState.RECEIVED] * 3
    tally = run(folder)
    assert (tally.known, tally.read) == (3, 3)
    check_whole(home)
    assert len(home.store.events(EventFilter())) == 6


def test_a_plan_joins_files_and_rows(folder):
    """Files without a row are taken in without keys; rows without a file are told."""
    register = read_manifest(a_register("1.txt,C-1,amendment", "gone.txt,C-2,"))
    planned = plan([Path("in")], register)
    assert [(each.path.name, each.keys.contract_no, each.role) for each in planned.incoming] == [
        ("0.txt", None, None),
        ("1.txt", "C-1", "amendment"),
        ("2.txt", None, None),
    ]
    assert [row.file for row in planned.rows_without_file] == ["gone.txt"]
    assert [path.name for path in planned.files_without_row] == ["0.txt", "2.txt"]


def test_a_plan_may_leave_out_what_is_not_listed(folder):
    """The files that were left out are told; a register that lists none of the files is a mistake."""
    planned = plan([Path("in")], read_manifest(a_register("1.txt,C-1,")), only_listed=True)
    assert [each.path.name for each in planned.incoming] == ["1.txt"]
    assert [path.name for path in planned.files_without_row] == ["0.txt", "2.txt"]
    with pytest.raises(UsageError, match=r"no file that was named is listed in register\.csv"):
        plan([Path("in")], read_manifest(a_register("gone.txt,C-1,")), only_listed=True)


def test_the_register_is_no_document(folder):
    """Lying among the contracts, it is not taken for one of them."""
    register = a_register("0.txt,C-1,").rename("in/register.txt")
    planned = plan([Path("in")], read_manifest(register))
    assert [each.path.name for each in planned.incoming] == ["0.txt", "1.txt", "2.txt"]


def test_pages_that_are_recognised_of_scans_are_counted_meanwhile(folder, monkeypatch):
    """A scan takes minutes, and whoever waits sees that it goes on."""
    home, settings = a_home(folder / "home")
    document = take_in(home, make_pdf(lambda _: None), "scan.pdf")
    home.store.advance(document.id, ProcessingState.RECOGNISING, SERVICE)
    order = isolation.order_of(settings)
    for number in (1, 2, 3):
        home.recognised.of(document.sha256, order).keep(a_page(number))

    @contextmanager
    def nobody_works(*_):
        yield

    monkeypatch.setattr(engine, "running", nobody_works)
    Path("in/scan.pdf").write_bytes(home.files.path(document.sha256).read_bytes())
    following = ingest(plan([Path("in/scan.pdf")]).incoming, home, settings, ADA)
    tally = next(each for each in following if each.recognising)
    assert (tally.recognising, tally.recognised, len(tally.waiting)) == (1, 3, 1)
    following.close()
