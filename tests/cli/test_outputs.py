"""Where the JSON of a document is written."""

from pathlib import Path

import pytest

from fourcorners.cli.outputs import name_outputs, prepare, write_whole
from fourcorners.errors import UsageError


def named(paths: str, documents: str) -> str:
    """The outputs, given and told as names with spaces between."""
    outputs = name_outputs(
        [Path(p) for p in paths.split()], [Path(d) for d in documents.split()], Path("out")
    )
    return " ".join(str(output) for output in outputs.values())


@pytest.mark.parametrize(
    ("paths", "documents", "outputs"),
    [
        ("in/msa.pdf", "in/msa.pdf", "out/msa.json"),
        ("../msa.PDF", "../msa.PDF", "out/msa.json"),
        ("in", "in/msa.pdf in/2031/q1/sow.docx", "out/msa.json out/2031/q1/sow.json"),
        (".", "msa.pdf in/msa.pdf", "out/msa.json out/in/msa.json"),
        ("..", "../a/msa.pdf", "out/a/msa.json"),
        ("in", "in/msa.pdf in/msa.docx in/sow.txt", "out/msa.pdf.json out/msa.docx.json out/sow.json"),
        ("in", "in/Msa.pdf in/msa.docx", "out/Msa.pdf.json out/msa.docx.json"),
        ("in", "in/a.pdf in/a.docx in/a.pdf.txt", "out/a.pdf.json out/a.docx.json out/a.pdf.txt.json"),
        ("contract-v1.2 .profile", "contract-v1.2 .profile", "out/contract-v1.2.json out/.profile.json"),
    ],
)
def test_an_output_is_named_as_its_document(paths, documents, outputs):
    """The ending gives way to .json, the place below a named folder is kept, and no two share a name."""
    assert named(paths, documents) == outputs


def test_what_cannot_be_told_apart_is_refused():
    """Two documents with one whole name are told before anything is read."""
    with pytest.raises(
        UsageError, match=r"a/msa.pdf and b/msa.pdf would both be written to out/msa.pdf.json"
    ):
        named("a/msa.pdf b/msa.pdf", "a/msa.pdf b/msa.pdf")


def test_a_document_is_never_overwritten():
    """An output that is one of the documents is refused."""
    with pytest.raises(UsageError, match=r"out/msa.json is one of the documents"):
        named("out/msa.json", "out/msa.json")


def test_a_file_is_written_whole(tmp_path):
    """Folders are made, an older file is replaced, and nothing else is left."""
    path = tmp_path / "deep" / "msa.json"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(path.parent.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    """When the disk refuses the last step, the name still holds what it held."""

    def refuse(_self, _target):
        raise OSError(28, "No space left on device")

    path = tmp_path / "msa.json"
    write_whole(path, b"old")
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(UsageError, match=r"msa.json cannot be written \(No space left on device\)"):
        write_whole(path, b"new")
    assert [(each.name, each.read_bytes()) for each in tmp_path.iterdir()] == [("msa.json", b"old")]


def test_a_file_in_the_way_of_the_folder_is_told(tmp_path):
    """An output folder that is a file is wrong usage."""
    (tmp_path / "out").write_text("")
    with pytest.raises(UsageError, match="out cannot be written"):
        prepare(tmp_path / "out")
