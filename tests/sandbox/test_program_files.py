"""What a child can read: the files of programs, and nothing else that its user has."""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import pytest

from docx_making import make_docx, paragraph
from fourcorners import isolation, sandbox
from fourcorners.sandbox import program_files
from fourcorners.settings import Recogniser, Settings
from pdf_making import make_pdf, write_prose
from sandbox_scripts import run_script
from scan_making import Scanner, scan
from working import a_home, take_in

CLAUSE = "1. The Supplier shall deliver each batch within ten (10) days after the order."
PRINTED = make_pdf(lambda canvas: write_prose(canvas, CLAUSE))
ENGINES = [
    pytest.param(
        Recogniser.TESSERACT,
        marks=pytest.mark.skipif(shutil.which("tesseract") is None, reason="tesseract is not installed"),
    ),
    Recogniser.RAPIDOCR,
]


@pytest.fixture(autouse=True)
def _shut_in():
    isolation.start()
    sandbox.check()
    confinement = sandbox.known_confinement()
    if confinement is None or not confinement.is_read_only:
        pytest.skip("the kernel has no Landlock")


def _look(*paths: Path | str) -> list[str]:
    """What comes of it when a child reads each file, and lists each folder."""
    return json.loads(sandbox.run("sandbox_cases:look", tuple(map(str, paths))))


def test_a_child_reads_nothing_of_the_home(tmp_path):
    """Neither the store nor the documents of others; it cannot even list them."""
    home, settings = a_home(tmp_path / "home")
    take_in(home, "kept")
    kept = [settings.home, *settings.home.rglob("*")]
    assert settings.home / "store.sqlite" in kept
    assert set(_look(*kept)) == {"EACCES"}


def test_a_child_reads_no_other_document(tmp_path):
    """In the temporary folder, in the home folder of its user, or where it works."""
    document = tmp_path / "lease.txt"
    document.write_text("confidential")
    assert _look(document, tmp_path, Path.home(), Path.cwd(), tempfile.gettempdir(), "/") == ["EACCES"] * 6


def test_a_link_in_a_readable_folder_leads_nowhere_else(tmp_path, monkeypatch):
    """What counts is where a file lies, not how it is called."""
    programs, document = tmp_path / "bin", tmp_path / "lease.txt"
    programs.mkdir()
    document.write_text("confidential")
    (programs / "module.py").write_text("x = 1")
    (programs / "link.py").symlink_to(document)
    monkeypatch.setattr(sys, "path", [*sys.path, str(programs)])
    assert _look(programs / "module.py", programs / "link.py") == ["read", "EACCES"]


def test_a_child_sees_no_other_process():
    """Not even what it was called with, which may name documents."""
    assert _look("/proc", f"/proc/{os.getpid()}/cmdline", "/proc/self/cmdline") == [
        "EACCES",
        "EACCES",
        "read",
    ]


def test_a_child_starts_programs_of_the_system_alone(tmp_path):
    """One that lies beside a document is not run."""
    program = tmp_path / "true"
    shutil.copy2(shutil.which("true") or "", program)
    assert sandbox.run("sandbox_cases:start", (str(program),)) == b"EACCES"
    assert sandbox.run("sandbox_cases:start", ("true",)) == b"0"


@pytest.mark.parametrize("name", ["wave", "xml.dom.pulldom", "numpy.polynomial.hermite", "sandbox_scripts"])
def test_modules_are_imported_when_they_are_needed(name):
    """Of Python, of packages, and of what lies on the path for modules."""
    was_there, found = json.loads(sandbox.run("sandbox_cases:import_late", (name,)))
    assert (was_there, found) == (False, name)


def test_the_working_folder_is_not_readable_though_modules_are_looked_for_there(tmp_path):
    """`python -m` puts it on the path, and it may be the one with the documents."""
    done = run_script(
        tmp_path,
        """
        import os, sys
        from fourcorners import sandbox
        assert os.getcwd() in sys.path
        print(sandbox.run("sandbox_cases:look", (os.getcwd(), sys.argv[0])).decode())
        """,
    )
    assert done.stdout.strip() == '["EACCES", "EACCES"]', done.stderr


def test_a_relative_entry_of_a_search_path_opens_nothing(monkeypatch):
    """It would be read from whatever folder one works in."""
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "bin", "/programs"]))
    monkeypatch.setattr(sys, "path", ["", ".", "modules", "/modules"])
    found = program_files.places()
    assert {"/programs", "/modules"} <= set(found)
    assert all(Path(path).is_absolute() for path in found)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", PRINTED), ("a.docx", make_docx(paragraph(CLAUSE))), ("a.txt", CLAUSE.encode())],
)
def test_documents_are_read_as_before(name, content):
    """Their readers have all that they look for."""
    processed = isolation.process(content, name, Settings(jobs=1))
    assert processed.text.strip() == CLAUSE


@pytest.mark.parametrize("engine", ENGINES)
def test_pages_are_recognised_as_before(engine):
    """With their models, and with programs of the system."""
    processed = isolation.process(scan(PRINTED, Scanner()), "scan.pdf", Settings(jobs=1, ocr=engine))
    assert processed.text.split() == CLAUSE.split()
