"""Which statement of ours is which of the gold's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.domain.span import Span
from fourcorners.evaluate.matching import match, match_spans, spans_match
from statements import a_norm

SPANS = st.tuples(st.integers(0, 60), st.integers(1, 60)).map(lambda each: Span(each[0], each[0] + each[1]))
NORMS = st.lists(SPANS.map(lambda span: a_norm(*span)), max_size=8)


def no_fields(*_):
    return 0


def same_obligor(gold, ours):
    return int(gold.obligor == ours.obligor)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (Span(0, 100), Span(0, 100), True),
        (Span(0, 100), Span(100, 200), False),
        (Span(0, 100), Span(0, 50), True),  # half of the joint extent
        (Span(0, 100), Span(0, 49), True),  # not half, but wholly inside and not three times as long
        (Span(0, 100), Span(0, 33), False),  # inside, and more than three times as long
        (Span(0, 99), Span(0, 33), True),
        (Span(0, 100), Span(70, 130), False),  # 30 of 60: half of the shorter is not 80%
        (Span(0, 100), Span(52, 112), True),  # 48 of 60
        (Span(0, 100), Span(53, 113), False),  # 47 of 60
        (Span(0, 0), Span(0, 10), False),
    ],
)
def test_spans_match_by_joint_extent_or_by_containment(one, other, expected):
    """Half of the joint extent in common, or 80% of one in another that is at most three times as long."""
    assert spans_match(one, other) is expected
    assert spans_match(other, one) is expected


def test_a_second_prediction_of_a_passage_stays_alone():
    """One gold norm takes one prediction, the one that fits it best."""
    gold = [a_norm(0, 100)]
    ours = [a_norm(0, 60), a_norm(0, 99)]
    assert match(gold, ours, no_fields) == [(0, 1)]


def test_there_are_as_many_pairs_as_can_be():
    """A norm gives way to a worse pair where that lets another norm have one."""
    gold = [a_norm(0, 100), a_norm(60, 110)]
    ours = [a_norm(0, 100), a_norm(0, 55)]
    assert match(gold, ours, no_fields) == [(0, 1), (1, 0)]


def test_of_two_norms_in_one_sentence_the_right_ones_pair():
    """Ties are broken by the fields that agree."""
    gold = [a_norm(obligor="Supplier"), a_norm(obligor="Customer")]
    ours = [a_norm(obligor="Customer"), a_norm(obligor="Supplier")]
    assert set(match(gold, ours, same_obligor)) == {(0, 1), (1, 0)}


def test_fields_outvote_a_better_fitting_span():
    """What is said counts before where the quote begins and ends."""
    gold = [a_norm(0, 100, obligor="Customer")]
    ours = [a_norm(0, 100, obligor="Supplier"), a_norm(0, 70, obligor="Customer")]
    assert match(gold, ours, same_obligor) == [(0, 1)]


def test_norms_alike_in_every_field_pair_by_their_action():
    """Two duties of one sentence with the same obligor are told apart by what is to be done."""
    gold = [a_norm(action="deliver the goods"), a_norm(action="insure the goods")]
    ours = [a_norm(action="insure the goods in transit"), a_norm(action="deliver")]
    assert set(match(gold, ours, no_fields)) == {(0, 1), (1, 0)}


@given(NORMS, NORMS)
def test_no_statement_stands_in_two_pairs(gold, ours):
    """Pairs are one to one, and only of spans that match."""
    pairs = match(gold, ours, no_fields)
    assert len({i for i, _ in pairs}) == len({j for _, j in pairs}) == len(pairs)
    assert all(spans_match(gold[i].span, ours[j].span) for i, j in pairs)


@given(NORMS, NORMS)
def test_who_is_the_gold_makes_no_difference_to_the_number_of_pairs(gold, ours):
    """Matching is symmetric."""
    assert len(match(gold, ours, no_fields)) == len(match(ours, gold, no_fields))


@given(NORMS, NORMS, st.randoms(use_true_random=False))
def test_the_order_of_statements_makes_no_difference(gold, ours, random):
    """The same passages pair whatever order they come in."""

    def passages(golds, mine):
        return sorted((golds[i].span, mine[j].span) for i, j in match(golds, mine, no_fields))

    expected = passages(gold, ours)
    assert passages(random.sample(gold, len(gold)), random.sample(ours, len(ours))) == expected


def test_of_equal_numbers_of_pairs_the_heavier_ones_are_taken():
    """Plain spans pair by whatever weight the caller gives them; as many pairs as can be come first."""
    gold, ours = [Span(0, 100), Span(0, 90)], [Span(0, 95), Span(0, 92)]
    assert match_spans(gold, ours, lambda i, j: 9 if i == j else 1) == [(0, 0), (1, 1)]
    assert match_spans(gold, ours, lambda i, j: 1 if i == j else 9) == [(0, 1), (1, 0)]
    assert match_spans(gold, [*ours, Span(500, 600)], lambda i, j: 9 if (i, j) == (0, 0) else 0) == [
        (0, 0),
        (1, 1),
    ]
