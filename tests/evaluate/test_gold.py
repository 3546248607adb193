"""Gold files and the texts that they are about."""

import json

import pytest

from fourcorners.domain.span import Span
from fourcorners.errors import UsageError
from fourcorners.evaluate.gold import read_gold

TEXT = "1. Supply\n\nLarkfield shall deliver the goods.\r\nOsprey may inspect them – at any time.\n"
DUTY = "Larkfield shall deliver the goods."


def a_gold_file(**values):
    """The gold of TEXT with one duty."""
    start = TEXT.index(DUTY)
    norm = {
        "start": start,
        "end": start + len(DUTY),
        "quote": DUTY,
        "modality": "obligation",
        "obligor": "Larkfield",
        "obligee": None,
        "action": "deliver the goods",
        "deadline": {"kind": "none", "text": None, "date": None, "offset": None},
        "condition": None,
        "category": "delivery",
    }
    gold = {
        "document": "supply.txt",
        "scope": [[0, len(TEXT)]],
        "parties": [],
        "obligations": [norm],
        "kpis": [],
    }
    return gold | values


@pytest.fixture
def folders(tmp_path):
    """A folder for gold and one for texts, with the text in a folder below."""
    gold, texts = tmp_path / "gold", tmp_path / "texts" / "1998"
    gold.mkdir()
    texts.mkdir(parents=True)
    (texts / "supply.txt").write_bytes(TEXT.encode())
    return gold, texts.parent


def read(folders, *contents):
    """The gold of these files."""
    for number, content in enumerate(contents, start=1):
        (folders[0] / f"{number}.json").write_text(json.dumps(content), encoding="utf-8")
    return read_gold(folders[0], [folders[1]])


def test_gold_is_read_with_its_text(folders):
    """Offsets count code points of the text as it is, its line ends included."""
    [document] = read(folders, a_gold_file())
    assert document.scope == (Span(0, len(TEXT)),)
    assert document.characters == len(TEXT)
    assert document.text_path == folders[1] / "1998" / "supply.txt"
    assert document.obligations[0].span.of(TEXT) == document.obligations[0].quote == DUTY


def test_a_quote_that_does_not_stand_at_its_offsets_is_named(folders):
    """The message has the file, the record, what it quotes and what stands there."""
    wrong = a_gold_file()
    wrong["obligations"] = [wrong["obligations"][0] | {"start": 12, "end": 46}]
    with pytest.raises(
        UsageError, match=r'1\.json: obligations\[0\] quotes "Larkfield .* 12-46 stands "arkfield'
    ):
        read(folders, wrong)


def test_every_disagreement_is_told_at_once(folders):
    """A person corrects them in one go."""
    wrong = a_gold_file(scope=[[0, 9_999]])
    wrong["obligations"] = [wrong["obligations"][0] | {"quote": "Larkfield must deliver."}] * 12
    with pytest.raises(UsageError) as caught:
        read(folders, wrong)
    assert "1.json: scope [0, 9999] does not lie in" in caught.value.message
    assert caught.value.message.endswith("and 3 more")


def test_missing_texts_are_listed(folders):
    """All of them, and where they were looked for."""
    with pytest.raises(UsageError, match=r"missing in .*texts; .*: hosting\.txt; leasing\.txt"):
        read(folders, a_gold_file(document="leasing.txt"), a_gold_file(), a_gold_file(document="hosting.txt"))


@pytest.mark.parametrize(
    ("values", "message"),
    [
        (
            {"obligations": [{"start": 1}]},
            r"1\.json is not a gold file.* obligations\.0\.end: Field required",
        ),
        ({"document": None}, r"1\.json is not a gold file.* document: "),
        ({"scope": [[0]]}, r"1\.json is not a gold file.* scope\.0"),
    ],
)
def test_a_file_that_is_no_gold_is_named_with_what_is_wrong(folders, values, message):
    """A person finds the field that is wrong."""
    with pytest.raises(UsageError, match=message):
        read(folders, a_gold_file(**values))


def test_an_annotators_own_fields_are_passed_over(folders):
    """A note in a gold file does no harm."""
    assert read(folders, a_gold_file(note="doubtful")) == read(folders, a_gold_file())


def test_one_text_has_one_gold_file(folders):
    """Two about the same text would be counted twice."""
    with pytest.raises(UsageError, match=r"1\.json and 2\.json are about the same text"):
        read(folders, a_gold_file(), a_gold_file())


def test_a_folder_without_gold_and_a_folder_that_is_not_there_are_told(folders, tmp_path):
    """Each with its path."""
    with pytest.raises(UsageError, match=r"no \.json files in .*gold"):
        read_gold(folders[0], [folders[1]])
    (folders[0] / "1.json").write_text(json.dumps(a_gold_file()), encoding="utf-8")
    with pytest.raises(UsageError, match="nowhere is not a folder"):
        read_gold(folders[0], [tmp_path / "nowhere"])
