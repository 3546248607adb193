"""The responsibility matrix."""

import pytest
from pydantic import ValidationError

from fourcorners.domain.obligation import Category
from fourcorners.domain.responsibility import ResponsibilityMatrix, default_matrix
from fourcorners.domain.responsible import Responsible


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
