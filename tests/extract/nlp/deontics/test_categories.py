"""What a norm is about."""

import pytest

from fourcorners.domain.obligation import Category
from fourcorners.extract.nlp.deontics.categories import categorise

LONG = 100_000


@pytest.mark.parametrize(
    ("action", "heading", "subject", "category"),
    [
        ("pay the rent of the kiln each month", "", "", Category.PAYMENT),
        ("be borne by the Potter", "Kilns", "The fuel for the kiln", Category.PAYMENT),
        ("be settled in a week", "Kilns", "Each balance", Category.PAYMENT),
        ("be fired twice", "", "Invoiced tiles", Category.PAYMENT),
        ("keep the glaze books and records", "", "", Category.RECORD_KEEPING),
        ("be retained for six years", "Kilns", "All firing logs", Category.RECORD_KEEPING),
        ("prevent unauthorised access to the pattern store", "", "", Category.DATA_PROTECTION),
        ("encrypt the customer list", "", "", Category.DATA_PROTECTION),
        ("certify each firing", "", "", Category.REPORTING),
        ("list of tiles due each month", "Glazes", "", Category.REPORTING),
        ("repair the kiln at its own cost", "", "", Category.SERVICE),
        ("stack the tiles", "Insurance", "", Category.INSURANCE),
        ("stack the tiles", "", "", Category.SERVICE),
    ],
)
def test_the_first_words_that_name_a_category_tell_it(action, heading, subject, category):
    """Of the action; of its subject where the action is done to it; else of the heading; else it is work."""
    assert categorise(action, heading, subject) is category


@pytest.mark.parametrize("words", ["keep the ", "provide all ", "maintain, ", "be document"])
def test_a_long_action_is_read_in_time_linear_in_it(words):
    """However often it begins like a category's words."""
    assert categorise(words * (LONG // len(words)), "", words) in set(Category)
