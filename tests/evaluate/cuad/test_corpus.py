"""CUAD as it is read, and what is refused."""

import json

import pytest

from cuad_contracts import a_contract, a_passage
from fourcorners.errors import UsageError
from fourcorners.evaluate.cuad.corpus import clause_types, read_cuad

TEXT = "Orchard Lease\r\n\r\nThe Tenant shall insure the barn.\r\n"
INSURANCE = "The Tenant shall insure the barn."


def a_line(**values):
    """A line about TEXT."""
    start = TEXT.index(INSURANCE)
    span = {"category": "Insurance", "start": start, "end": start + len(INSURANCE), "text": INSURANCE}
    line = {"file": "orchard.txt", "n_chars": len(TEXT), "answers": {"Insurance": "Yes"}, "spans": [span]}
    return line | values


@pytest.fixture
def folder(tmp_path):
    """A folder with the text, read in the way that offsets count."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "orchard.txt").write_bytes(TEXT.encode())
    return tmp_path


def read(folder, *lines):
    """What is read of these lines."""
    (folder / "spans.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\n", encoding="utf-8")
    return read_cuad(folder / "spans.jsonl", [folder / "texts"])


def test_a_contract_is_read_with_its_text_as_it_stands(folder):
    """Line breaks are kept, so that offsets hold."""
    [document] = read(folder, a_line())
    assert document.text == TEXT
    assert document.spans[0].span.of(document.text) == INSURANCE
    assert document.text_path == folder / "texts" / "orchard.txt"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (a_line(file="pasture.txt"), r"missing .*pasture\.txt"),
        (a_line(n_chars=7), r"orchard\.txt: the text has 52 characters and 7 are expected"),
        (
            a_line(spans=[{"category": "Insurance", "start": 0, "end": 7, "text": "Meadows"}]),
            'Insurance quotes "Meadows"; at 0-7 stands "Orchard"',
        ),
        (
            a_line(spans=[{"category": "Insurance", "start": -6, "end": 52, "text": "barn.\r\n"}]),
            "Insurance quotes",
        ),
        ({"file": "orchard.txt"}, "Line 1 of .* is not a contract of CUAD: n_chars: Field required"),
    ],
)
def test_what_does_not_fit_its_text_is_refused(folder, line, message):
    """The message names the contract and what is wrong with it."""
    with pytest.raises(UsageError, match=message):
        read(folder, line)


def test_a_contract_stands_once(folder):
    """Else it would count twice."""
    with pytest.raises(UsageError, match="stands twice"):
        read(folder, a_line(), a_line())


def test_a_file_without_contracts_is_refused(folder):
    """An empty file, and one that is not there."""
    with pytest.raises(UsageError, match="holds no contracts"):
        read(folder)
    with pytest.raises(UsageError, match="cannot be read"):
        read_cuad(folder / "none.jsonl", [folder / "texts"])


def test_clause_types_are_the_categories_that_ask_for_no_value():
    """Those that only a passage names count too."""
    contract = a_contract([a_passage("Ip Ownership Assignment", 0, 10)], {"Insurance": "No", "Parties": "A"})
    assert clause_types([contract]) == ["insurance", "ip_ownership_assignment"]
