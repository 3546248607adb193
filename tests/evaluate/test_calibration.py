"""How far a confidence can be believed, against figures that were worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.evaluate.calibration import Calibration

CASES = st.lists(st.tuples(st.floats(0, 1, width=16), st.booleans()), max_size=60)


def calibrated(cases):
    """The calibration of pairs of a confidence and whether it is right."""
    return Calibration.of([confidence for confidence, _ in cases], [right for _, right in cases])


@pytest.mark.parametrize(
    ("cases", "auroc"),
    [
        ([(0.9, True), (0.8, True), (0.3, False)], 1.0),
        ([(0.9, False), (0.1, True)], 0.0),
        ([(0.5, True), (0.5, False)], 0.5),
        # pairs of right and wrong: 0.8 > 0.6, 0.8 > 0.2, 0.6 = 0.6, 0.6 > 0.2, 0.1 < 0.6, 0.1 < 0.2
        ([(0.8, True), (0.6, True), (0.1, True), (0.6, False), (0.2, False)], 3.5 / 6),
        ([(0.8, True), (0.6, True)], None),
        ([], None),
    ],
)
def test_auroc_counts_pairs_in_the_right_order(cases, auroc):
    """A tie is half a pair; without a right or a wrong one there are no pairs."""
    assert calibrated(cases).auroc == (auroc if auroc is None else pytest.approx(auroc))


def test_the_error_is_the_gap_between_confidence_and_share_right():
    """Ten confidences of 0.8 with six right are off by 0.2; ten of 0.3 with three right are not."""
    cases = [(0.8, number < 6) for number in range(10)] + [(0.3, number < 3) for number in range(10)]
    result = calibrated(cases)
    assert result.error == pytest.approx(0.1)
    assert result.error_by_width == pytest.approx(0.1)
    assert [(each.cases, each.confidence, each.right) for each in result.bins] == [
        (10, pytest.approx(0.3), pytest.approx(0.3)),
        (10, pytest.approx(0.8), pytest.approx(0.6)),
    ]


def test_bins_of_equal_number_part_what_bins_of_equal_width_join():
    """What is always wrong at 0.91 and always right at 0.99 is half right in one bin of width."""
    cases = [(0.91, False)] * 10 + [(0.99, True)] * 10
    result = calibrated(cases)
    assert result.error == pytest.approx((0.91 + 0.01) / 2)
    assert result.error_by_width == pytest.approx(0.45)


def test_twenty_confidences_make_ten_bins_of_two():
    """The reliability table goes from the lowest to the highest."""
    bins = calibrated([(number / 20, number % 2 == 0) for number in range(20)]).bins
    assert [each.cases for each in bins] == [2] * 10
    assert (bins[0].lowest, bins[0].highest, bins[0].right) == (0.0, 0.05, 0.5)
    assert bins[-1].highest == 0.95


@given(CASES, st.randoms(use_true_random=False))
def test_the_order_of_cases_makes_no_difference(cases, random):
    """Equal confidences share a bin, so none depends on what came first."""
    one, other = calibrated(cases), calibrated(random.sample(cases, len(cases)))
    assert one.auroc == other.auroc
    assert one.error == (None if other.error is None else pytest.approx(other.error))
    assert [(each.cases, each.right) for each in one.bins] == [
        (each.cases, each.right) for each in other.bins
    ]


@given(CASES)
def test_figures_lie_between_0_and_1(cases):
    """Bins hold each case once."""
    result = calibrated(cases)
    figures = (result.error, result.error_by_width, result.auroc)
    assert all(each is None or 0 <= each <= 1 + 1e-9 for each in figures)
    assert sum(each.cases for each in result.bins) == result.cases == len(cases)
