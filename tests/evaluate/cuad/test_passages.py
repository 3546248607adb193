"""Which passage of ours is which of the gold's, and the counts that a threshold is chosen by."""

from hypothesis import given
from hypothesis import strategies as st

from fourcorners.domain.span import Span
from fourcorners.evaluate.cuad.passages import Predicted, macro_f1, match_passages, score_passages
from fourcorners.evaluate.metrics import Score

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda each: Span(each[0], each[0] + each[1]))
PREDICTED = st.lists(st.builds(Predicted, SPANS, st.floats(0, 1, width=16)), max_size=8)
GOLD = st.lists(SPANS, max_size=8)


def test_of_two_that_fit_alike_the_more_confident_is_right():
    """The same words told twice are one right passage and one invented."""
    ours = [Predicted(Span(0, 100), 0.4), Predicted(Span(0, 100), 0.9)]
    assert match_passages([Span(0, 100)], ours) == [(0, 1)]


def test_a_better_fit_goes_before_confidence():
    """Which words they are decides first."""
    ours = [Predicted(Span(0, 70), 0.99), Predicted(Span(0, 98), 0.2)]
    assert match_passages([Span(0, 100)], ours) == [(0, 1)]


def test_gold_passages_that_overlap_are_taken_as_they_are():
    """One prediction finds one of them; the other is missed."""
    gold = {("a.txt", "insurance"): [Span(0, 100), Span(0, 90)]}
    ours = {("a.txt", "insurance"): [Predicted(Span(0, 100), 0.9)]}
    assert score_passages(gold, ours) == {"insurance": Score.of(gold=2, ours=1, matched=1)}


def test_types_are_scored_each_over_all_documents():
    """A passage of another type or in another document is none of this."""
    gold = {("a.txt", "insurance"): [Span(0, 100)], ("b.txt", "insurance"): [Span(0, 100)]}
    ours = {
        ("a.txt", "insurance"): [Predicted(Span(0, 100), 0.9), Predicted(Span(500, 600), 0.9)],
        ("c.txt", "exclusivity"): [Predicted(Span(0, 100), 0.9)],
    }
    scores = score_passages(gold, ours)
    assert scores == {
        "exclusivity": Score.of(gold=0, ours=1, matched=0),
        "insurance": Score.of(gold=2, ours=2, matched=1),
    }
    assert macro_f1(scores.values()) == 0.25


def test_the_macro_leaves_out_what_nobody_states():
    """A type without gold and without ours has no F1."""
    assert macro_f1([Score.of(1, 1, 1), Score.of(0, 0, 0)]) == 1.0
    assert macro_f1([]) is None


@given(GOLD, PREDICTED, st.randoms(use_true_random=False))
def test_the_order_of_passages_makes_no_difference(gold, ours, random):
    """The same spans pair whatever order they come in."""

    def paired(golds, mine):
        return sorted((golds[i], mine[j]) for i, j in match_passages(golds, mine))

    assert paired(gold, ours) == paired(random.sample(gold, len(gold)), random.sample(ours, len(ours)))


@given(GOLD)
def test_what_is_the_gold_itself_is_all_right(gold):
    """Each passage is found once, also where several are the same or overlap."""
    ours = [Predicted(span, 0.5) for span in gold]
    assert len(match_passages(gold, ours)) == len(gold)
