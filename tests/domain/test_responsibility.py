"""The responsibility matrix."""

import pytest
from pydantic import ValidationError

from fourcorners.domain.obligation import Category
from fourcorners.domain.responsibility import ResponsibilityMatrix, default_matrix
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.side import Side


def test_every_category_has_an_owner():
    """The shipped matrix leaves no obligation without a function that owns it."""
    assert set(default_matrix().obligations) == set(Category)


def test_an_unknown_function_is_refused():
    """A matrix that names a function that does not exist says which entry is wrong."""
    text = "obligations: {payment: treasury}\nvariables: {}\nkpis: operations\ndefault: legal\n"
    with pytest.raises(ValidationError, match=r"obligations\.payment"):
        ResponsibilityMatrix.from_yaml(text)


def test_a_fact_that_the_matrix_does_not_name_goes_to_the_default():
    """Legal owns what nobody else was given."""
    assert default_matrix().of_variable("colour_of_the_seal") is Responsible.LEGAL


@pytest.mark.parametrize(
    ("category", "side", "owner"),
    [
        (Category.PAYMENT, Side.WE_OWE, Responsible.FINANCE),
        (Category.PAYMENT, Side.THEY_OWE, Responsible.PROCUREMENT),
        (Category.PAYMENT, None, Responsible.FINANCE),
        (Category.SERVICE, Side.OUR_RIGHT, Responsible.BUSINESS),
        (Category.AUDIT, Side.THEIR_RIGHT, Responsible.OPERATIONS),
        (Category.GOVERNANCE, Side.BOTH, Responsible.BUSINESS),
        (Category.TERMINATION, Side.THEIR_RIGHT, Responsible.LEGAL),
    ],
)
def test_the_owner_of_a_norm_hangs_on_the_side(category, side, owner):
    """To pay and to be paid are different people's tasks; a side that is not named has the default."""
    assert default_matrix().of_obligation(category, side) is owner


def test_a_suppliers_level_is_watched_by_another_than_our_own():
    """Procurement holds a supplier to its levels, operations meets ours."""
    matrix = default_matrix()
    owners = [matrix.of_kpi(side) for side in (Side.THEY_OWE, Side.WE_OWE, None)]
    assert owners == [Responsible.PROCUREMENT, Responsible.OPERATIONS, Responsible.OPERATIONS]


def test_a_matrix_of_one_function_a_category_holds_for_every_side():
    """A file that tells no sides apart is valid, and so is one that leaves a category out."""
    text = "obligations: {payment: finance}\nvariables: {}\nkpis: operations\ndefault: legal\n"
    matrix = ResponsibilityMatrix.from_yaml(text)
    assert {matrix.of_obligation(Category.PAYMENT, side) for side in (None, *Side)} == {Responsible.FINANCE}
    assert matrix.of_obligation(Category.IP, Side.WE_OWE) is Responsible.LEGAL
    assert matrix.of_kpi(Side.THEY_OWE) is Responsible.OPERATIONS


def test_a_mapping_by_side_needs_a_default():
    """Who owns the sides that are left out must be said."""
    text = "obligations: {payment: {we_owe: finance}}\nvariables: {}\nkpis: operations\ndefault: legal\n"
    with pytest.raises(ValidationError, match=r"obligations\.payment"):
        ResponsibilityMatrix.from_yaml(text)
