"""Extractions held against CUAD."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cuad_contracts import a_contract, a_date, a_passage, a_variable, types_extracted
from fourcorners.errors import UsageError
from fourcorners.evaluate.cuad.comparison import compare_cuad, cuad_comparison_text, read_cuad_evaluation
from fourcorners.evaluate.cuad.evaluation import CuadEvaluation, evaluate_cuad
from fourcorners.evaluate.cuad.metrics import ALL_TYPES, ALL_VARIABLES, OTHER_TYPES

LABELS = {"insurance": "Insurance", "audit_rights": "Audit Rights", "non_compete": "Non-Compete"}
PASSAGES = st.lists(
    st.tuples(
        st.sampled_from(sorted(LABELS)), st.integers(0, 60), st.integers(1, 60), st.floats(0, 1, width=16)
    ).map(lambda each: (each[0], each[1], each[1] + each[2], each[3])),
    max_size=8,
)


def counts(score):
    """Gold, ours, matched."""
    return score.gold, score.ours, score.matched


def marked(passages):
    """The same passages as a lawyer marks them."""
    return [a_passage(LABELS[type_], start, end) for type_, start, end, _ in passages]


def evaluated(gold, ours, **values):
    """One contract with these passages, against the ones that we propose."""
    extraction = types_extracted(*ours, **values)
    return evaluate_cuad({"orchard.txt": extraction}, [a_contract(gold)], {"orchard.txt": 0})


def test_a_type_is_in_the_document_whatever_its_passages_are():
    """Insurance is found with the wrong passage, audit rights are missed, a non-compete is invented."""
    gold = [
        a_passage("Insurance", 0, 100),
        a_passage("Insurance", 200, 300),
        a_passage("Audit Rights", 0, 90),
    ]
    ours = [("insurance", 0, 100, 0.9), ("insurance", 500, 600, 0.6), ("non_compete", 0, 90, 0.5)]
    figures = evaluated(gold, ours).total
    assert counts(figures.presence) == (2, 2, 1)
    assert counts(figures.passages) == (3, 3, 1)
    assert counts(figures.passages_by_type["insurance"]) == (2, 2, 1)
    assert figures.passage_macro_f1 == pytest.approx(0.5 / 3)


def test_only_evidence_of_the_type_itself_is_a_passage():
    """An item with a part, as the heading of a clause, is none; nor is a type that CUAD lacks one."""
    [document] = evaluated([], [("insurance", 0, 100, 0.9), ("payment_terms", 0, 100, 0.9)]).documents
    assert [(each.type, each.start, each.end) for each in document.invented] == [("insurance", 0, 100)]
    assert document.our_types == ("insurance",)


def test_confidence_is_judged_by_what_became_of_it():
    """Types with few passages are judged together; variables by their values."""
    gold = [a_passage("Insurance", 0, 100), a_passage("Audit Rights", 0, 90)]
    ours = [("insurance", 0, 100, 0.9), ("audit_rights", 500, 600, 0.4)]
    date = a_variable("agreement_date", a_date(2007, 3, 4), 0.7)
    calibration = evaluated(gold, ours, variables=[date]).total.calibration
    assert sorted(calibration) == [ALL_TYPES, OTHER_TYPES, ALL_VARIABLES]
    assert (calibration[OTHER_TYPES].cases, calibration[OTHER_TYPES].right) == (2, 1)
    assert calibration[OTHER_TYPES].error == pytest.approx((0.1 + 0.4) / 2)
    assert calibration[OTHER_TYPES].auroc == 1.0
    assert (calibration[ALL_VARIABLES].cases, calibration[ALL_VARIABLES].right) == (1, 0)


def test_a_type_with_many_passages_is_calibrated_by_itself():
    """From 200 passages of the gold on."""
    gold = [a_passage("Insurance", start, start + 10) for start in range(0, 4000, 20)]
    assert "insurance" not in evaluated(gold[1:], []).total.calibration
    calibration = evaluated(gold, [("insurance", 0, 10, 0.9)]).total.calibration
    assert calibration["insurance"].cases == 1
    assert calibration[OTHER_TYPES].cases == 0


def test_a_contract_without_extraction_is_all_missed():
    """A file that could not be read counts against the result and is marked."""
    contract = a_contract([a_passage("Insurance", 0, 100)], {"Insurance": "Yes", "Agreement Date": "3/4/07"})
    result = evaluate_cuad({}, [contract], {"orchard.txt": 0})
    assert not result.documents[0].extracted
    assert [counts(each) for each in (result.total.presence, result.total.passages, result.total.values)] == [
        (1, 0, 0)
    ] * 3


def test_folds_are_counted_each_by_itself():
    """The figures of a fold are those of its contracts, and they add up to the total."""
    contracts = [a_contract([a_passage("Insurance", 0, 100)], file=f"{number}.txt") for number in range(3)]
    extractions = {"0.txt": types_extracted(("insurance", 0, 100, 0.9))}
    result = evaluate_cuad(extractions, contracts, {"0.txt": 1, "1.txt": 0, "2.txt": 1})
    assert [(each.fold, each.documents, counts(each.figures.passages)) for each in result.folds] == [
        (0, 1, (1, 0, 0)),
        (1, 2, (2, 1, 1)),
    ]
    assert counts(result.total.passages) == (3, 1, 1)


def test_an_extraction_of_another_text_is_refused():
    """Offsets of two texts cannot be compared."""
    with pytest.raises(UsageError, match=r"orchard\.txt .* 90 characters .* 10000"):
        evaluated([], [], characters=90)


def test_an_evaluation_survives_being_written(tmp_path):
    """As JSON and back it is the same; what is none is refused."""
    result = evaluated([a_passage("Insurance", 0, 100)], [("insurance", 0, 90, 0.9)])
    path = tmp_path / "result.json"
    path.write_text(result.model_dump_json(), encoding="utf-8")
    assert read_cuad_evaluation(path) == result
    assert CuadEvaluation.model_validate_json(result.model_dump_json()) == result
    path.write_text('{"evaluation_version": "1"}', encoding="utf-8")
    with pytest.raises(UsageError, match="not a result of evaluate --cuad"):
        read_cuad_evaluation(path)


def test_gains_and_losses_are_told_by_figure():
    """A smaller error of calibration is a gain; what did not move is not told."""
    gold = [a_passage("Insurance", 0, 100), a_passage("Audit Rights", 0, 90)]
    before = evaluated(gold, [("insurance", 0, 100, 0.5), ("audit_rights", 0, 90, 0.5)])
    after = evaluated(gold, [("insurance", 0, 100, 0.9)])
    text = cuad_comparison_text(compare_cuad(before, after))
    gains, losses = text.split("## Losses")
    assert "confidence of all types, calibration error: 50.0% to 10.0% (-40.0)" in gains
    assert "passages, recall: 100.0% to 50.0% (-50.0)" in losses
    assert "insurance passages" not in text


@given(PASSAGES)
def test_what_is_the_gold_itself_is_all_right(passages):
    """Every share is 1 where the extraction says just what the lawyers marked."""
    figures = evaluated(marked(passages), passages).total
    scores = [figures.presence, figures.passages, *figures.passages_by_type.values()]
    assert all(each in {None, 1.0} for score in scores for each in (score.precision, score.recall, score.f1))
    assert figures.passage_macro_f1 == (1.0 if passages else None)


@given(PASSAGES, PASSAGES, st.randoms(use_true_random=False))
def test_the_order_of_passages_changes_no_figure(gold, ours, random):
    """Nor which pairs there are, and every share lies between 0 and 1."""
    one = evaluated(marked(gold), ours)
    other = evaluated(marked(random.sample(gold, len(gold))), random.sample(ours, len(ours)))
    assert one.total.passages_by_type == other.total.passages_by_type
    assert one.documents == other.documents
    assert all(each is None or 0 <= each <= 1 + 1e-9 for each in one.total.shares().values())
