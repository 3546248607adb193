"""Many documents at once, and one bad file among them."""

import os
import subprocess
import sys
import time
from multiprocessing import active_children
from pathlib import Path

import pytest

from fourcorners import sandbox
from fourcorners.batch import ENDINGS, extract_all, find_documents, read_text
from fourcorners.errors import (
    ConfigError,
    DocumentTooLarge,
    EmptyFile,
    ReaderDied,
    UnreadableDocument,
    UnsupportedFormat,
    UsageError,
)
from fourcorners.parse.sniff import named_format
from fourcorners.settings import Settings

CONTRACT = """\
GARDEN SERVICES AGREEMENT

This Garden Services Agreement is made on 3 March 2031 between Tansy Grounds Ltd ("Tansy") and
Alder House Trust ("Alder").

1. Services

1.1 Tansy shall mow the lawns every week.

1.2 Alder shall pay each invoice within 30 days after receipt of the invoice.

2. Law

2.1 This Agreement is governed by the laws of Scotland.
"""
SETTINGS = Settings(jobs=2)


def write(folder: Path, *names: str) -> None:
    """Put a contract under each name."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(CONTRACT)


def found(folder: Path, *paths: str) -> list[str]:
    """The documents below a folder that its paths name."""
    documents = find_documents([folder / path for path in paths])
    return [document.relative_to(folder).as_posix() for document in documents]


def test_a_folder_gives_its_documents_by_name(tmp_path):
    """All below it, whatever the case of their endings; hidden, temporary and other files are left out."""
    write(tmp_path, "b.PDF", "a/2.docx", "a/1.txt", "c.Md", "e.docm", "d.xlsx", "noending")
    write(tmp_path, ".hidden.txt", ".git/x.md", "a/.x/y.txt", "~$2.docx")
    assert found(tmp_path, "") == ["a/1.txt", "a/2.docx", "b.PDF", "c.Md", "e.docm"]


def test_a_folder_gives_whatever_the_reader_can_read():
    """Each ending that tells the reader a format is taken out of a folder."""
    endings = [".pdf", ".docx", ".docm", ".dotx", ".dotm", ".md", ".markdown", ".txt"]
    assert sorted(endings) == sorted(ENDINGS)
    assert [ending for ending in endings if named_format(f"x{ending}") is None] == [".txt"]


def test_an_old_word_file_in_a_folder_is_named_not_passed_over(tmp_path):
    """What cannot be read is told, with what to do about it."""
    (tmp_path / "a.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    (tmp_path / "b.rtf").write_bytes(b"{\\rtf1 Tansy shall mow the lawns.}")
    outcomes = list(extract_all(find_documents([tmp_path]), SETTINGS))
    assert [(outcome.path.name, type(outcome.error)) for outcome in outcomes] == [
        ("a.doc", UnsupportedFormat),
        ("b.rtf", UnsupportedFormat),
    ]
    assert all("save it as DOCX or PDF" in outcome.error.message for outcome in outcomes)


def test_documents_come_in_the_order_named_and_once(tmp_path):
    """A document that is named and lies in a named folder is read once, under its first name."""
    write(tmp_path, "a/1.txt", "a/2.txt", "z.txt")
    (tmp_path / "link.txt").symlink_to(tmp_path / "z.txt")
    assert found(tmp_path, "z.txt", "a/2.txt", "a", "link.txt", "z.txt") == ["z.txt", "a/2.txt", "a/1.txt"]


def test_a_named_file_is_tried_whatever_it_is_called(tmp_path):
    """So that its reader says what is wrong with it."""
    write(tmp_path, "agreement.xyz", ".hidden")
    assert found(tmp_path, "agreement.xyz", ".hidden") == ["agreement.xyz", ".hidden"]


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("nowhere", "nowhere does not exist; name"),
        ("empty", r"empty holds no documents; put files of these types there: \.docm, \.docx,"),
        ("pipe", "pipe is neither a file nor a folder; name"),
    ],
)
def test_a_path_without_documents_is_wrong_usage(tmp_path, path, told):
    """What was named is told, and what to name instead."""
    write(tmp_path, "empty/notes.odt")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UsageError, match=told):
        found(tmp_path, path)


def test_one_bad_file_stops_no_other(tmp_path):
    """Each document has its outcome, in the order given: an extraction, or the error that says why not."""
    (tmp_path / "1.txt").write_bytes(b"")
    write(tmp_path, "2.txt")
    (tmp_path / "3.docx").write_bytes(b"PK\x03\x04 and no more")
    write(tmp_path, "4.md")
    documents = find_documents([tmp_path])
    outcomes = list(extract_all([*documents, tmp_path / "5.pdf"], SETTINGS))
    assert [outcome.path for outcome in outcomes] == [*documents, tmp_path / "5.pdf"]
    assert [outcome.is_done for outcome in outcomes] == [False, True, False, True, False]
    assert [type(outcome.error) for outcome in outcomes] == [
        EmptyFile,
        type(None),
        UnreadableDocument,
        type(None),
        UnreadableDocument,
    ]


def test_two_runs_give_the_same_records(tmp_path):
    """What is extracted depends on the document alone."""
    write(tmp_path, "a.txt", "b.txt")
    first, second = extract_all(find_documents([tmp_path]), SETTINGS)
    again, _ = extract_all(find_documents([tmp_path]), Settings(jobs=1))
    assert first.extraction == again.extraction
    assert first.extraction.obligations == second.extraction.obligations
    assert {norm.obligor for norm in first.extraction.obligations} == {"Tansy", "Alder"}


def test_more_documents_than_may_wait_come_in_order(tmp_path):
    """Work goes on ahead of the outcome that is waited for, without bound to their number."""
    write(tmp_path, *(f"{number:02}.txt" for number in range(20)))
    documents = find_documents([tmp_path])
    outcomes = extract_all(documents, Settings(jobs=1))
    assert [outcome.path for outcome in outcomes] == documents


def test_a_document_that_takes_too_long_is_given_up(tmp_path):
    """Its child is ended after the time that the settings allow, and the error says so."""
    write(tmp_path, "a.txt")
    (outcome,) = extract_all([tmp_path / "a.txt"], Settings(jobs=1, wall_clock_s=0.0001))
    assert isinstance(outcome.error, ReaderDied)
    assert "stopped after 0.0001 seconds" in outcome.error.message


def test_a_file_over_the_limit_is_not_opened(tmp_path):
    """Its size is told by the file system; no byte of it comes into memory."""
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(1024 * 1024 + 1)
    (outcome,) = extract_all([tmp_path / "a.txt"], Settings(jobs=1, max_file_mib=1))
    assert isinstance(outcome.error, DocumentTooLarge)


def test_a_batch_that_is_left_early_ends_its_children(tmp_path):
    """Closing the outcomes waits for no document that is still being read, and leaves no child behind."""
    write(tmp_path, "a.txt")
    (tmp_path / "b.txt").write_text(CONTRACT * 4000)
    outcomes = extract_all(find_documents([tmp_path]), SETTINGS)
    assert next(outcomes).path.name == "a.txt"
    assert active_children()
    start = time.monotonic()
    outcomes.close()
    assert time.monotonic() - start < 3
    assert active_children() == []
    assert list(outcomes) == []


def test_a_child_that_cannot_be_started_costs_one_document(tmp_path, monkeypatch):
    """Whatever error of ours one document meets is its outcome, and the others are read."""
    write(tmp_path, "a.txt", "b.txt", "c.txt")
    run = sandbox.run

    def scarce(function, arguments, **options):
        if options.get("file") == "b.txt":
            raise ConfigError("no child process could be started: BlockingIOError")
        return run(function, arguments, **options)

    monkeypatch.setattr(sandbox, "run", scarce)
    outcomes = extract_all(find_documents([tmp_path]), SETTINGS)
    assert [type(outcome.error) for outcome in outcomes] == [type(None), ConfigError, type(None)]


def test_a_name_that_is_no_text_is_no_obstacle(tmp_path):
    """A file whose name is not UTF-8 is read; what cannot be shown of its name is replaced."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/lease-\xff.txt"))
    path.write_text(CONTRACT)
    (outcome,) = extract_all([path], SETTINGS)
    assert outcome.extraction.document.name == "lease-\ufffd.txt"


def test_the_text_of_a_document_is_its_own(tmp_path):
    """A text file's canonical text is the file, character for character."""
    (tmp_path / "a.txt").write_bytes(b"Tansy shall\r\n\tmow \xe2\x80\x9cthe lawns\xe2\x80\x9d.\r\n")
    assert read_text(tmp_path / "a.txt", SETTINGS) == (tmp_path / "a.txt").read_bytes()


def test_the_parent_holds_neither_parsers_nor_models(tmp_path):
    """After a batch, no library that opens documents or reads language is loaded in the parent process."""
    write(tmp_path, "a.txt")
    program = """
import sys
from pathlib import Path
from fourcorners.cli.main import run
code = run(["extract", sys.argv[1], "--format", "json"])
homes = {"pypdfium2", "pdfplumber", "pdfminer", "docx", "lxml", "spacy", "thinc", "numpy", "nupunkt"}
print(code, sorted(homes & {name.partition(".")[0] for name in sys.modules}), file=sys.stderr)
"""
    done = subprocess.run(
        [sys.executable, "-c", program, tmp_path / "a.txt"], capture_output=True, text=True, check=True
    )
    assert done.stderr == "0 []\n"


def test_a_link_to_nowhere_is_told_and_stops_nothing(tmp_path):
    """What a folder holds and cannot be opened is one error among the outcomes."""
    (tmp_path / "a.txt").write_text("Made on 4 May 2031.", encoding="utf-8")
    (tmp_path / "b.pdf").symlink_to(tmp_path / "nowhere.pdf")
    documents = find_documents([tmp_path])
    outcomes = list(extract_all(documents, Settings()))
    assert [outcome.is_done for outcome in outcomes] == [True, False]
    assert "cannot be opened" in outcomes[1].error.message
