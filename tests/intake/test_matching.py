"""Rows of a register find their files."""

from pathlib import Path

import pytest

from fourcorners.errors import InvalidManifest
from fourcorners.intake.manifest import read_manifest
from fourcorners.intake.matching import Matching, match_rows


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with a register's place and contracts in several folders."""
    monkeypatch.chdir(tmp_path)
    for name in (
        "in/msa.pdf",
        "in/2031/sow.pdf",
        "in/2032/sow.pdf",
        "in/2032/Lease.PDF",
        "elsewhere/nda.pdf",
    ):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(name)
    Path("in/scan.tif").write_text("no document")
    return tmp_path


def match(
    *rows: str, roots: tuple[str, ...] = ("in",), header: str = "file,contract_no,role,title"
) -> Matching:
    """Match such a register with the documents below the roots."""
    Path("register.csv").write_text("\n".join((header, *rows)))
    files = sorted(
        path for root in roots for path in Path(root).rglob("*.*") if path.suffix.lower() == ".pdf"
    )
    return match_rows(read_manifest(Path("register.csv")), files, [Path(root) for root in roots])


def places(matching: Matching) -> dict[int, str]:
    """The file of each line."""
    return {row.line: path.as_posix() for path, row in matching.rows.items()}


@pytest.mark.parametrize(
    ("row", "file"),
    [
        ("in/msa.pdf", "in/msa.pdf"),
        ("msa.pdf", "in/msa.pdf"),
        ("2031/sow.pdf", "in/2031/sow.pdf"),
        ("2031\\sow.pdf", "in/2031/sow.pdf"),
        ("./in/../in/msa.pdf", "in/msa.pdf"),
        ("lease.pdf", "in/2032/Lease.PDF"),
        ("in/scan.tif", "in/scan.tif"),
    ],
)
def test_a_row_finds_its_file(folder, row, file):
    """By a path from the register's folder or from a folder that was named, or by a name that is unique."""
    matching = match(row)
    assert places(matching) == {2: file}
    assert matching.notes == ()
    assert Path(file) not in matching.files_without_row


def test_a_path_from_another_machine_is_matched_by_name_aloud(folder):
    """Of several files of that name it is the one with most folders in common."""
    matching = match("S:\\Contracts\\2031\\sow.pdf", "/mnt/old/msa.pdf")
    assert places(matching) == {2: "in/2031/sow.pdf", 3: "in/msa.pdf"}
    assert matching.notes == (
        "line 2: 'S:\\\\Contracts\\\\2031\\\\sow.pdf' was taken to be in/2031/sow.pdf, by its name",
        "line 3: '/mnt/old/msa.pdf' was taken to be in/msa.pdf, by its name",
    )


def test_what_is_left_over_is_told(folder):
    """Files without a row, rows without a file, and rows of files that were not named as a path."""
    matching = match("msa.pdf", "gone.pdf", ",C-7", "elsewhere/nda.pdf", f"{'x' * 5000}.pdf")
    assert [row.line for row in matching.rows_without_file] == [3, 4, 5, 6]
    assert [path.as_posix() for path in matching.files_without_row] == [
        "in/2031/sow.pdf",
        "in/2032/Lease.PDF",
        "in/2032/sow.pdf",
    ]


def test_an_absolute_path_counts_where_it_was_named(folder):
    """A row names a file in full; nothing outside of what was named is taken."""
    matching = match(str(folder / "in/msa.pdf"), "/etc/hostname")
    assert places(matching) == {2: "in/msa.pdf"}
    assert [row.file for row in matching.rows_without_file] == ["/etc/hostname"]


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        (
            ["sow.pdf"],
            "line 2: file: 'sow.pdf' may be in/2031/sow.pdf, in/2032/sow.pdf; write its whole path",
        ),
        (
            ["msa.pdf,C-1", "in/msa.pdf,C-2"],
            "line 3: contract_no: msa.pdf has 'C-2' here and 'C-1' on line 2; a file belongs to one contract",
        ),
        (
            ["msa.pdf,C-1,base", "msa.pdf,C-1,copy"],
            "line 3: role: msa.pdf has 'copy' here and 'base' on line 2; a file belongs to one contract",
        ),
    ],
)
def test_a_row_that_fits_several_files_or_another_row_is_wrong(folder, rows, told):
    """Nothing is guessed where two answers are as good."""
    with pytest.raises(InvalidManifest) as caught:
        match(*rows)
    assert caught.value.message == told


def test_rows_of_one_file_are_joined(folder):
    """A file may stand in a register twice, as long as the rows agree."""
    matching = match("msa.pdf,C-1,,", "in/msa.pdf,,amendment,Hosting")
    [row] = matching.rows.values()
    assert (row.keys.contract_no, row.role, row.keys.attributes) == ("C-1", "amendment", {"title": "Hosting"})
