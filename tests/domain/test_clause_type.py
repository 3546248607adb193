"""The taxonomy of clause types."""

from collections import Counter

import pytest
import yaml
from pydantic import ValidationError

from fourcorners.domain.clause_type import ClauseTypeDefinition, read_taxonomy, taxonomy
from fourcorners.domain.responsible import Responsible

POST_AWARD = """
payment_terms price_adjustment service_levels service_credits reporting governance change_control acceptance
delivery subcontracting confidentiality data_protection security business_continuity indemnity force_majeure
dispute_resolution record_keeping exit_transition termination_for_cause survival order_of_precedence notices
""".split()
OWNERS = [
    ("insurance", Responsible.PROCUREMENT),
    ("payment_terms", Responsible.FINANCE),
    ("service_levels", Responsible.OPERATIONS),
    ("exclusivity", Responsible.BUSINESS),
    ("indemnity", Responsible.LEGAL),
]


def test_it_has_the_categories_of_cuad_and_what_work_after_the_award_needs():
    """The 41 categories come first, and the 23 types that CUAD lacks follow."""
    labelled = [each.name for each in taxonomy() if each.cuad_label is not None]
    others = [each.name for each in taxonomy() if each.cuad_label is None]
    assert (len(labelled), others) == (41, POST_AWARD)
    assert [each.name for each in taxonomy()] == labelled + others


def test_no_name_and_no_label_stands_for_two_types():
    """A name means one type, and a label of CUAD stands for one."""
    names = Counter(each.name for each in taxonomy())
    labels = Counter(each.cuad_label for each in taxonomy() if each.cuad_label)
    meanings = Counter(each.definition for each in taxonomy())
    assert {*names.values(), *labels.values(), *meanings.values()} == {1}


@pytest.mark.parametrize("each", [each for each in taxonomy() if each.cuad_label], ids=lambda each: each.name)
def test_a_name_is_its_label_in_snake_case(each: ClauseTypeDefinition):
    """Who knows the label of CUAD knows the name of the type."""
    words = "".join(letter if letter.isalnum() else " " for letter in each.cuad_label.lower()).split()
    assert each.name == "_".join(words)


@pytest.mark.parametrize(("name", "owner"), OWNERS)
def test_a_type_has_the_owner_who_deals_with_it(name, owner):
    """Money goes to finance, service to operations, bargains with the market to business."""
    assert {each.name: each.responsible for each in taxonomy()}[name] is owner


def test_every_function_owns_some_type():
    """No function of the company is left out, and each definition is a sentence."""
    assert {each.responsible for each in taxonomy()} == set(Responsible)
    assert all(each.definition.endswith(".") and each.definition[0].isupper() for each in taxonomy())


WRONG = [
    ({"responsible": "janitor"}, "Input should be 'business'"),
    ({"name": "Governing Law"}, "should match pattern"),
    ({"label": "Governing Law"}, "Extra inputs are not permitted"),
]


@pytest.mark.parametrize(("change", "message"), WRONG)
def test_a_wrong_taxonomy_is_refused(change, message):
    """A mistake in the file is named where it stands."""
    entry = {"name": "governing_law", "definition": "The law.", "responsible": "legal"}
    with pytest.raises(ValidationError, match=message):
        read_taxonomy(yaml.safe_dump([entry | change]))
