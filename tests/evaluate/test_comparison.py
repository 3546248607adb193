"""What a change has won and lost."""

import pytest

from fourcorners.errors import UsageError
from fourcorners.evaluate import run
from fourcorners.evaluate.comparison import Changes, compare, comparison_text, read_evaluation
from statements import a_gold, a_kpi, a_norm, an_extraction

DELIVER, INSURE = a_norm(0, 100), a_norm(200, 300, action="insure")
STORE, LEND = a_norm(400, 500, action="store"), a_norm(600, 700, action="lend")


def evaluation(norms, kpis=(), document="hosting.txt"):
    """Ours against a gold of two norms and a KPI."""
    gold = a_gold([DELIVER, INSURE], [a_kpi(800, 900)], document=document)
    return run({document: an_extraction(norms, kpis)}, [gold])


def texts(changes):
    """How many lines each list has."""
    return {kind: len(getattr(changes, kind)) for kind in Changes.model_fields if getattr(changes, kind)}


def test_statements_are_found_and_lost_invented_and_no_longer():
    """Each list holds what changed and nothing else."""
    changes = compare(evaluation([DELIVER, STORE]), evaluation([INSURE, LEND])).changes
    assert texts(changes) == {"found": 1, "lost": 1, "no_longer_invented": 1, "newly_invented": 1}
    assert changes.found[0].text.startswith("obligation of Supplier: insure; other “200 x")
    assert changes.lost[0].text.startswith("obligation of Supplier: deliver the goods; other “0 x")
    assert changes.newly_invented[0].text.startswith("obligation of Supplier: lend")


def test_fields_are_put_right_and_spoilt():
    """A statement matched both times is told by the fields that fare otherwise."""
    before = evaluation([a_norm(0, 100, modality="right"), INSURE], [a_kpi(800, 900)])
    after = evaluation([DELIVER, INSURE], [a_kpi(800, 900, target=99)])
    changes = compare(before, after).changes
    assert texts(changes) == {"put_right": 1, "spoilt": 1}
    assert changes.put_right[0].text.endswith("was: modality: gold obligation, ours right")
    assert changes.spoilt[0].text.endswith("target: gold 99.9, ours 99.0")


def test_what_we_say_of_an_invented_norm_may_change():
    """It is not newly invented for having another obligor."""
    before, after = evaluation([STORE]), evaluation([a_norm(400, 500, obligor="Customer")])
    assert compare(before, after).changes == Changes()


def test_figures_that_moved_are_listed():
    """With before and after, and none that stayed."""
    moved = compare(evaluation([DELIVER]), evaluation([DELIVER, INSURE])).figures
    assert {each.name: (each.before, each.after) for each in moved} == {
        "norms, recall": (0.5, 1.0),
        "norms, F1": (pytest.approx(2 / 3), 1.0),
        "norms: obligations, recall": (0.5, 1.0),
        "norms: obligations, F1": (pytest.approx(2 / 3), 1.0),
    }


def test_a_confidence_that_came_nearer_the_truth_is_listed():
    """Calibration error and AUROC move as shares do."""
    sure, unsure = (
        evaluation([a_norm(0, 100, confidence=said), a_norm(400, 500, action="store", confidence=0.5)])
        for said in (0.9, 0.4)
    )
    moved = {each.name: (each.before, each.after) for each in compare(unsure, sure).figures}
    assert moved == {
        "confidence of norms, calibration error": (pytest.approx(0.55), pytest.approx(0.3)),
        "confidence of norms, AUROC": (0.0, 1.0),
    }


def test_only_documents_of_both_are_compared():
    """A document that came new moves no figure; it is named."""
    one, two = evaluation([DELIVER]), evaluation([], document="supply.txt")
    comparison = compare(one, two)
    assert (comparison.documents, comparison.figures, comparison.changes) == ((), (), Changes())
    assert (comparison.only_before, comparison.only_after) == (("hosting.txt",), ("supply.txt",))


def test_gains_and_losses_read_as_a_list():
    """A heading with a count for each sort, and a line for each change."""
    text = comparison_text(compare(evaluation([DELIVER, STORE]), evaluation([DELIVER, INSURE])))
    assert "- norms, precision: 50.0% to 100.0% (+50.0)" in text
    assert "## Found (1)\n\n- hosting.txt: obligation of Supplier: insure" in text
    assert "## No longer invented (1)\n\n- hosting.txt: obligation of Supplier: store" in text
    assert "Lost" not in text


def test_a_result_is_read_back_from_its_file(tmp_path):
    """What was written with --json is compared with itself without change."""
    result = evaluation([DELIVER, STORE])
    file = tmp_path / "old.json"
    file.write_text(result.model_dump_json(), encoding="utf-8")
    assert compare(read_evaluation(file), result).changes == Changes()


@pytest.mark.parametrize("content", [b"", b"{}", b'{"evaluation_version": "1"}'])
def test_a_file_that_is_no_result_is_named(tmp_path, content):
    """The message names the file and what to do."""
    file = tmp_path / "old.json"
    file.write_bytes(content)
    with pytest.raises(UsageError, match=r"old\.json is not a result of evaluate .* --json"):
        read_evaluation(file)
    with pytest.raises(UsageError, match=r"none\.json cannot be read \(No such file"):
        read_evaluation(tmp_path / "none.json")
