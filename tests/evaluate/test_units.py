"""Units that are the same though they are written otherwise."""

import pytest

from fourcorners.evaluate.units import fold_unit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("% of monthly fee", "% of the monthly fee"),
        ("% of monthly fee", "% of the Monthly Fee(s)"),
        ("% of monthly fee", "per cent of the monthly fees"),
        ("% of the Annual Charges", "percent of annual charge"),
        ("USD per Card", "USD for each card"),
        ("EUR/pallet", "EUR per pallet"),
        ("business days", "Business Day"),
        ("inquiries", "inquiry"),
    ],
)
def test_a_unit_may_be_written_otherwise(one, other):
    """Articles, letter case, plurals and what joins the nouns make no other unit."""
    assert fold_unit(one) == fold_unit(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("% of monthly fee", "% of monthly charge"),
        ("% of monthly fee", "% of fee"),
        ("% of monthly fee", "%"),
        ("USD per Card", "USD"),
        ("hours", "business hours"),
        ("gas", "ga"),
        ("business", "busines"),
    ],
)
def test_the_nouns_of_a_unit_stay(one, other):
    """Another noun, or one more, is another unit."""
    assert fold_unit(one) != fold_unit(other)


def test_no_unit_is_no_unit():
    """It is not the same as an empty one."""
    assert fold_unit(None) is None
