"""Registers: what rows say of files, and all that can be wrong with them."""

import codecs
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.domain.contract import ContractKeys, DocumentRole
from fourcorners.errors import InvalidManifest
from fourcorners.intake.manifest import Manifest, read_manifest


def a_register(folder: Path, *lines: str, encoding: str = "utf-8", end: str = "\n") -> Path:
    """A register of these lines."""
    path = folder / "register.csv"
    path.write_bytes(end.join(lines).encode(encoding))
    return path


def read(folder: Path, *lines: str, **written: str) -> Manifest:
    """What such a register says."""
    return read_manifest(a_register(folder, *lines, **written))


def test_a_row_gives_keys_role_and_attributes(tmp_path):
    """Known columns are keys, every other column is an attribute, and empty cells are null."""
    [row] = read(
        tmp_path,
        "file,contract_no,counterparty_id,business_unit,owner,parent,priority,access_group,role,Region,"
        "effective_date,note",
        "msa.pdf,C-1,V-9,IT,Ana Lind,C-0,2,legal,amendment,North,4 May 2031,",
    ).rows
    assert (row.line, row.file, row.role) == (2, "msa.pdf", DocumentRole.AMENDMENT)
    assert row.keys == ContractKeys(
        contract_no="C-1",
        counterparty_id="V-9",
        business_unit="IT",
        owner="Ana Lind",
        parent="C-0",
        priority=2,
        access_group="legal",
        attributes={"Region": "North", "effective_date": "2031-05-04"},
    )


def test_what_is_left_open_is_null(tmp_path):
    """A row may say no more than its file, or less."""
    rows = read(tmp_path, "file;owner;role", "a.pdf;;", "b.pdf", ";Ana;", ";;", "").rows
    assert [(row.line, row.file, row.keys.owner, row.role) for row in rows] == [
        (2, "a.pdf", None, None),
        (3, "b.pdf", None, None),
        (4, None, "Ana", None),
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_register_may_be_written_as_programs_write_them(tmp_path, delimiter, end, encoding):
    """Commas, semicolons or tabs; any line ends; UTF-8 with or without its mark, UTF-16 with it."""
    lines = (f"FileName{delimiter}Contract No.{delimiter}Owner", f'"ü, v;1.pdf"{delimiter}C-1{delimiter}Zoë')
    manifest = read(tmp_path, *lines, encoding=encoding, end=end)
    [row] = manifest.rows
    assert (row.file, row.keys.contract_no, row.keys.owner) == ("ü, v;1.pdf", "C-1", "Zoë")
    assert row.keys.attributes == {}
    assert manifest.notes == ()


def test_what_only_resembles_a_key_is_an_attribute(tmp_path):
    """Names that mean something else, and a second column beside the key itself, are kept as they are."""
    names = ("contract_name", "counterparty", "code", "region", "group", "contracts", "owners")
    [row] = read(tmp_path, f"file,owner,{','.join(names)}", f"a.pdf,Ana,{','.join(names)}").rows
    assert row.keys.attributes == {name: name for name in names}


def test_another_encoding_is_guessed_aloud(tmp_path):
    """What is not UTF-8 is read as Windows-1252, and that is told."""
    manifest = read(tmp_path, "file,owner", "a.pdf,Zoë", encoding="cp1252")
    assert manifest.rows[0].keys.owner == "Zoë"
    [note] = manifest.notes
    assert "Windows-1252" in note


def test_lines_are_counted_as_an_editor_counts_them(tmp_path):
    """A cell over several lines, and empty lines, move what follows."""
    rows = read(tmp_path, "", "file,note", 'a.pdf,"one', 'two"', "", "b.pdf,").rows
    assert [(row.line, row.file) for row in rows] == [(3, "a.pdf"), (6, "b.pdf")]


def test_the_rows_of_a_contract_share_its_keys(tmp_path):
    """What one row of a contract leaves open is taken from another: one group, one owner."""
    rows = read(
        tmp_path, "file,contract_no,owner,access_group", "a.pdf,C-1,Ana,", "b.pdf,C-1,,legal", "c.pdf,,,"
    ).rows
    assert [(row.keys.owner, row.keys.access_group) for row in rows] == [
        ("Ana", "legal"),
        ("Ana", "legal"),
        (None, None),
    ]


def test_an_attribute_that_differs_within_a_contract_is_told(tmp_path):
    """A contract keeps one value of each attribute; which one is no secret."""
    lines = ("file,contract_no,signed_date", "a.pdf,C-1,2031-01-01", "b.pdf,C-1,2032-01-01")
    [note] = read(tmp_path, *lines).notes
    assert note == "contract 'C-1' has several values of signed_date; the last of its rows stands"


WRONG = {
    "contract_no\nC-1": ["line 1: there is no column 'file'; the columns are 'contract_no'"],
    "file,Owner,owner\na.pdf,A,B": ["line 1: 'Owner' and 'owner': two columns say the same; leave one"],
    "file,x,x\na.pdf,1,2": ["line 1: 'x': two columns say the same; leave one"],
    "file,path\na.pdf,b.pdf": ["line 1: 'file' and 'path': two columns say the same; leave one"],
    "file,,owner\na.pdf,x,B": ["line 1: column 2 has no name; give it one, or take it out"],
    "file,owner\na.pdf,A,B": ["line 2: the row has more cells than there are columns, with 'B'; mend it"],
    "file,priority\na.pdf,high": [
        "line 2: priority: 'high' is no priority; write a number from 1 (first) to 9"
    ],
    "file,Priority\na.pdf,0\nb.pdf,10": [
        "line 2: Priority: '0' is no priority; write a number from 1 (first) to 9",
        "line 3: Priority: '10' is no priority; write a number from 1 (first) to 9",
    ],
    "file,role\na.pdf,annex": [
        "line 2: role: 'annex' is no role; write one of base, amendment, statement_of_work, schedule, copy"
    ],
    "file,effective_date\na.pdf,04/05/2031": [
        "line 2: effective_date: '04/05/2031' may be 2031-04-05 or 2031-05-04; write one of these"
    ],
    "file,Signing Date\na.pdf,soon": ["line 2: Signing Date: 'soon' is no date; write it as 2031-12-31"],
    "file,date\na.pdf,2031-02-30": ["line 2: date: '2031-02-30' is no date; write it as 2031-12-31"],
    f"file,owner\na.pdf,{'x' * 201}": [
        f"line 2: owner: '{'x' * 39}…': String should have at most 200 characters"
    ],
    f"file,note\na.pdf,{'x' * 2001}": [
        f"line 2: note: '{'x' * 39}…': String should have at most 2000 characters"
    ],
    'file,owner\na.pdf,"Ana': [
        "line 2: the row cannot be split into cells (unexpected end of data); mend its quotation marks"
    ],
    "file,contract_no,owner\na.pdf,C-1,Ana\nb.pdf,C-1,Ben": [
        "line 3: owner: contract 'C-1' has 'Ben' here and 'Ana' on line 2; "
        "write the same on all its rows, or leave it empty on some"
    ],
    "file,contractno,Buisness Unit,rol\na.pdf,C-1,IT,base": [
        f"line 1: '{name}': did you mean {key}? If it is something else, give it a name that differs more"
        for name, key in (("contractno", "contract_no"), ("Buisness Unit", "business_unit"), ("rol", "role"))
    ],
    "": ["the register is empty; its first line names the columns"],
    ",,\n\n": ["the register is empty; its first line names the columns"],
    "file\0": ["the register is no table of text; save it as CSV in UTF-8 and name that"],
    "PK\x03\x04": ["the register is a workbook; save it as CSV in UTF-8 and name that"],
}


@pytest.mark.parametrize(
    ("content", "told"), WRONG.items(), ids=[f"{number}" for number in range(len(WRONG))]
)
def test_what_is_wrong_is_told_with_its_line_and_column(tmp_path, content, told):
    """A register that is wrong somewhere is not taken at all."""
    path = tmp_path / "register.csv"
    path.write_text(content)
    with pytest.raises(InvalidManifest) as caught:
        read_manifest(path)
    assert caught.value.message.splitlines() == told
    assert caught.value.file == str(path)


def test_all_that_is_wrong_is_told_at_once(tmp_path):
    """Twenty problems are told in the order of their lines, and how many more there are."""
    lines = ["file,priority,role", *(f"{number}.pdf,x,y" for number in range(15))]
    with pytest.raises(InvalidManifest) as caught:
        read(tmp_path, *lines)
    told = caught.value.message.splitlines()
    assert [line.split(":")[0] for line in told[:4]] == ["line 2", "line 2", "line 3", "line 3"]
    assert (len(told), told[-1]) == (21, "and 10 more")


def test_a_register_that_is_not_there_is_told(tmp_path):
    """So is one that is a folder."""
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(InvalidManifest, match="cannot be opened"):
            read_manifest(path)


@pytest.mark.parametrize(
    ("cell", "date"),
    [
        ("2031-05-04", "2031-05-04"),
        ("2031/5/4", "2031-05-04"),
        ("2031-05-04T00:00:00", "2031-05-04"),
        ("31.12.2031", "2031-12-31"),
        ("12/31/2031", "2031-12-31"),
        ("05/05/2031", "2031-05-05"),
        ("4-May-2031", "2031-05-04"),
        ("May 4, 2031", "2031-05-04"),
    ],
)
def test_a_date_has_one_form_when_it_is_kept(tmp_path, cell, date):
    """Any form that can be read in one way is kept as ISO 8601."""
    [row] = read(tmp_path, "file\tdate", f"a.pdf\t{cell}").rows
    assert row.keys.attributes == {"date": date}


@given(st.binary(max_size=300) | st.text("file,owner;\t\"\r\n'12=", max_size=80).map(str.encode))
def test_any_bytes_are_a_register_or_an_error_of_ours(tmp_path_factory, content):
    """Nothing else comes out of a broken file."""
    path = tmp_path_factory.mktemp("registers") / "register.csv"
    path.write_bytes(content)
    with suppress(InvalidManifest):
        assert all(row.line > 1 for row in read_manifest(path).rows)


def test_a_mark_alone_is_an_empty_register(tmp_path):
    """A file with nothing but its mark of encoding says nothing."""
    path = tmp_path / "register.csv"
    path.write_bytes(codecs.BOM_UTF8)
    with pytest.raises(InvalidManifest, match="empty"):
        read_manifest(path)
