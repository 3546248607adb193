"""Extractions held against gold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.errors import UsageError
from fourcorners.evaluate import Evaluation, run
from statements import a_credit, a_deadline, a_gold, a_kpi, a_norm, an_extraction

SPANS = st.tuples(st.integers(0, 300), st.integers(20, 120))
MODALITIES = st.sampled_from(["obligation", "prohibition", "right"])
PARTIES = st.sampled_from(["Supplier", "Customer", "both", None])
DEADLINES = st.sampled_from([{}, a_deadline(), a_deadline(offset="P10D"), a_deadline(direction="before")])
NORMS = st.lists(
    st.builds(
        lambda span, modality, obligor, deadline: a_norm(
            span[0], span[0] + span[1], modality=modality, obligor=obligor, deadline=deadline
        ),
        SPANS,
        MODALITIES,
        PARTIES,
        DEADLINES,
    ),
    max_size=6,
)
KPIS = st.lists(
    st.builds(
        lambda span, target, amounts: a_kpi(
            span[0], span[0] + span[1], target=target, consequences=[a_credit(each) for each in amounts]
        ),
        SPANS,
        st.sampled_from([99.0, 99.9]),
        st.lists(st.sampled_from([5, 10]), max_size=3),
    ),
    max_size=4,
)


def evaluate(gold_norms=(), our_norms=(), gold_kpis=(), our_kpis=(), **gold):
    """The figures of one document."""
    result = run({"hosting.txt": an_extraction(our_norms, our_kpis)}, [a_gold(gold_norms, gold_kpis, **gold)])
    return result.total


def counts(score):
    """Gold, ours, matched."""
    return score.gold, score.ours, score.matched


@given(NORMS, KPIS)
def test_saying_what_the_gold_says_is_perfect(norms, kpis):
    """Every figure is 1 where there is something to measure, and null elsewhere."""
    figures = evaluate(norms, norms, kpis, kpis)
    scores = figures.scores().values()
    assert {share for score in scores for share in (score.precision, score.recall, score.f1)} <= {1.0, None}
    assert {score.share for score in figures.field_scores().values()} <= {1.0, None}
    assert counts(figures.norms) == (len(norms), len(norms), len(norms))
    assert counts(figures.kpis_with_target_operator_window) == (len(kpis), len(kpis), len(kpis))


def test_figures_of_a_small_case_are_as_counted_by_hand():
    """Two of three norms found, one of them with the wrong force, and one invented."""
    gold = [a_norm(0, 100), a_norm(200, 300, modality="right"), a_norm(400, 500)]
    ours = [a_norm(0, 90), a_norm(200, 300), a_norm(600, 700)]
    figures = evaluate(gold, ours)
    assert figures.norms.model_dump() == {
        "gold": 3,
        "ours": 3,
        "matched": 2,
        "precision": pytest.approx(2 / 3),
        "recall": pytest.approx(2 / 3),
        "f1": pytest.approx(2 / 3),
    }
    assert {name.value: counts(score) for name, score in figures.norms_by_modality.items()} == {
        "obligation": (2, 3, 1),
        "prohibition": (0, 0, 0),
        "right": (1, 0, 0),
    }
    assert figures.norm_fields["modality"].share == 0.5
    assert figures.norm_fields["obligor"].share == 1


def test_a_duplicate_is_invented():
    """The same norm said twice is one found and one too many."""
    figures = evaluate([a_norm()], [a_norm(), a_norm()])
    assert counts(figures.norms) == (1, 2, 1)


def test_a_statement_outside_the_scope_is_not_judged():
    """The gold says nothing of what stands outside; over the edge, the greater part decides."""
    ours = [a_norm(0, 100), a_norm(1000, 1100), a_norm(960, 1020), a_norm(980, 1060)]
    figures = evaluate([a_norm(0, 100)], ours, scope=[(0, 500), (900, 1000)])
    assert counts(figures.norms) == (1, 2, 1)


def test_a_document_without_extraction_is_all_missed():
    """A file that could not be read counts against the result and is marked."""
    result = run({}, [a_gold([a_norm()], [a_kpi()])])
    assert counts(result.total.norms) == (1, 0, 0)
    assert (result.total.norms.precision, result.total.norms.recall, result.total.norms.f1) == (None, 0, 0)
    assert not result.documents[0].extracted


def test_documents_count_by_their_statements():
    """The total is micro: a document of three norms weighs three times one of a single norm."""
    one, two = (
        a_gold([a_norm()]),
        a_gold([a_norm(0, 9), a_norm(10, 19), a_norm(20, 29)], document="supply.txt"),
    )
    result = run({"hosting.txt": an_extraction([a_norm()])}, [two, one])
    assert result.total.norms.recall == 0.25
    assert [(each.document, each.figures.norms.recall) for each in result.documents] == [
        ("hosting.txt", 1.0),
        ("supply.txt", 0.0),
    ]


def test_kpis_count_by_span_by_target_and_in_full():
    """A wrong target spoils two of the three figures, a wrong window one."""
    gold = [a_kpi(0, 100), a_kpi(200, 300), a_kpi(400, 500)]
    ours = [a_kpi(0, 100, window=None), a_kpi(200, 300, target=99.5), a_kpi(400, 500)]
    figures = evaluate(gold_kpis=gold, our_kpis=ours)
    assert counts(figures.kpis) == (3, 3, 3)
    assert counts(figures.kpis_with_target) == (3, 3, 2)
    assert counts(figures.kpis_with_target_operator_window) == (3, 3, 1)
    assert figures.kpi_fields["window"].model_dump() == {
        "right": 2,
        "wrong": 0,
        "missed": 1,
        "invented": 0,
        "share": pytest.approx(2 / 3),
    }


def test_consequences_count_by_kind_amount_and_unit():
    """Tiers pair within a matched KPI; those of a KPI that was missed are missed."""
    gold = [
        a_kpi(0, 100, consequences=[a_credit(5), a_credit(10)]),
        a_kpi(200, 300, consequences=[a_credit(5)]),
    ]
    ours = [a_kpi(0, 100, consequences=[a_credit(10), a_credit(5, "USD"), a_credit(10)])]
    figures = evaluate(gold_kpis=gold, our_kpis=ours)
    assert counts(figures.consequences) == (3, 3, 1)
    assert counts(figures.consequences_of_matched_kpis) == (2, 3, 1)


def test_consequences_count_by_kind_alone():
    """Whatever amount and unit, as long as there are as many of a kind."""
    gold = [a_kpi(0, 100, consequences=[a_credit(5), a_credit(10)]), a_kpi(200, 300)]
    ours = [a_kpi(0, 100, consequences=[a_credit(7, "USD")]), a_kpi(200, 300, consequences=[a_credit(1)])]
    figures = evaluate(gold_kpis=gold, our_kpis=ours)
    assert counts(figures.consequences_by_kind) == (2, 2, 1)
    assert counts(figures.consequences) == (2, 2, 0)


def test_confidence_is_held_against_what_became_of_it():
    """A norm is right with its modality and obligor, a KPI with its target; invented ones are wrong."""
    gold = [a_norm(0, 100), a_norm(200, 300), a_norm(400, 500)]
    ours = [
        a_norm(0, 100, confidence=0.9),
        a_norm(200, 300, confidence=0.8, obligor="Customer"),
        a_norm(600, 700, confidence=0.3),
    ]
    kpis = [a_kpi(0, 100, confidence=0.6), a_kpi(200, 300, confidence=0.7, target=98)]
    figures = evaluate(gold, ours, [a_kpi(0, 100), a_kpi(200, 300)], kpis)
    norms, measures = figures.calibration["norms"], figures.calibration["KPIs"]
    assert (norms.cases, norms.right, norms.auroc) == (3, 1, 1.0)
    assert norms.error == pytest.approx((0.1 + 0.8 + 0.3) / 3)
    assert (measures.cases, measures.right, measures.auroc) == (2, 1, 0.0)


def test_norms_are_counted_by_the_build_of_their_sentences():
    """Of each build how many the gold has, how many are missed, and how many of ours are invented."""
    row, item = "Pump\t4 hours", "keep the pump dry;"
    gold = [a_norm(0, 100, quote=row), a_norm(200, 300, quote=item), a_norm(400, 500, quote=item)]
    ours = [a_norm(200, 300, quote=item), a_norm(600, 700, quote="The Supplier shall rest.")]
    result = run({"hosting.txt": an_extraction(ours)}, [a_gold(gold)])
    assert [tuple(each.model_dump().values()) for each in result.norm_builds] == [
        ("list item, no words of force", 2, 1, 1, 0),
        ("table row, no words of force", 1, 1, 0, 0),
        ("sentence, words of force, a party before them", 0, 0, 1, 1),
    ]


def test_deadlines_in_full_are_counted_where_the_gold_carries_a_value():
    """Of three matched norms one has no value in the gold, one is right and one is wrong."""
    gold = [a_norm(0, 100), a_norm(200, 300, deadline=a_deadline()), a_norm(400, 500, deadline=a_deadline())]
    ours = [*gold[:2], a_norm(400, 500, deadline=a_deadline(offset="P10D"))]
    score = evaluate(gold, ours).deadlines_in_full
    assert (score.right, score.wrong, score.share) == (1, 1, 0.5)


def test_an_extraction_of_another_text_is_refused():
    """Offsets of two texts cannot be compared; the message names the document and both lengths."""
    with pytest.raises(UsageError, match=r"hosting\.txt .* 90 characters .* 100000"):
        run({"hosting.txt": an_extraction([], characters=90)}, [a_gold()])


def test_an_evaluation_survives_being_written():
    """As JSON and back it is the same."""
    result = run(
        {"hosting.txt": an_extraction([a_norm(), a_norm()], [a_kpi()])}, [a_gold([a_norm()], [a_kpi()])]
    )
    assert Evaluation.model_validate_json(result.model_dump_json()) == result


@given(NORMS, NORMS, KPIS, KPIS)
def test_every_figure_is_a_share(gold_norms, our_norms, gold_kpis, our_kpis):
    """Figures lie between 0 and 1, and no more is matched than there is."""
    figures = evaluate(gold_norms, our_norms, gold_kpis, our_kpis)
    scores = figures.scores().values()
    shares = [share for score in scores for share in (score.precision, score.recall, score.f1)]
    shares += [score.share for score in figures.field_scores().values()]
    assert all(share is None or 0 <= share <= 1 for share in shares)
    assert all(score.matched <= min(score.gold, score.ours) for score in scores)


@given(NORMS, NORMS, KPIS, KPIS)
def test_f1_is_the_same_with_the_roles_exchanged(norms, other_norms, kpis, other_kpis):
    """What is precision one way is recall the other way."""
    there, back = (
        evaluate(norms, other_norms, kpis, other_kpis),
        evaluate(other_norms, norms, other_kpis, kpis),
    )
    for one, other in ((there.norms, back.norms), (there.kpis, back.kpis)):
        assert one.f1 == other.f1
        assert (one.precision, one.recall) == (other.recall, other.precision)


@given(NORMS, NORMS, KPIS, KPIS, st.randoms(use_true_random=False))
def test_the_order_of_records_changes_no_figure(gold_norms, our_norms, gold_kpis, our_kpis, random):
    """Every figure, of fields too, is the same for shuffled records."""
    shuffled = [random.sample(each, len(each)) for each in (gold_norms, our_norms, gold_kpis, our_kpis)]
    assert evaluate(*shuffled) == evaluate(gold_norms, our_norms, gold_kpis, our_kpis)
