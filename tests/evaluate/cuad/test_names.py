"""When two ways to write a name or a title are the same."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.evaluate.cuad.names import full_names, match_names, name_likeness, same_title

FERNLEAF_AND_ELM = ["Fernleaf Ltd", "Elm"]
ALDER_TO_ELM = ["Alder I, LLC", "Birch Co., Ltd", "Cedar, Inc", "Elm Co"]


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        ('Fernleaf Ltd. ("Fernleaf"); Mosswood, Inc. ("Buyer")', ["Fernleaf Ltd", "Mosswood, Inc"]),
        ('Fernleaf Ltd ("Seller"), Mosswood LLC ("Buyer")', ["Fernleaf Ltd", "Mosswood LLC"]),
        ('Fernleaf Ltd; Fernleaf Ltd.; (each a "Party", collectively the "Parties")', ["Fernleaf Ltd"]),
        ("Birch (U.S.), Ltd.; Fernleaf Ltd", ["Birch (U.S.), Ltd", "Fernleaf Ltd"]),
        ('Fernleaf Ltd ("Seller"); Agent ("Agent"); sales agent (the "Agent")', ["Fernleaf Ltd"]),
        ('JUNE HAWTHORN ("Artist")', ["JUNE HAWTHORN"]),
        ('XXXXXXXXXX ("Buyer"); ________ ("Seller"); [●] ("Agent")', []),
        ('Each Party or any of its Affiliates ("Provider")', []),
        ('Fernleaf Ltd ("Seller"); Elm ("Company"); Company and Seller (each a "Party")', FERNLEAF_AND_ELM),
        (
            'Fernleaf Ltd. ("F")("Party" and together, the "Parties"); (Elm ("E"), (F and E each a "Party")',
            FERNLEAF_AND_ELM,
        ),
        ("Alder I, LLC, Birch Co., Ltd., and Cedar, Inc. and Elm Co", ALDER_TO_ELM),
        (
            'Alder (Canada) Ltd ("Alder"); Birch Corporation (BIRCHCO)',
            ["Alder (Canada) Ltd", "Birch Corporation"],
        ),
        ('fernleaf.example, inc. ("Fernleaf"); the person named above ("You")', ["fernleaf.example, inc"]),
        ("Alder Savings and Loan Association", ["Alder Savings and Loan Association"]),
        ('Fernleaf Company ("Fernleaf Company")', ["Fernleaf Company"]),
        ("", []),
    ],
)
def test_full_names_are_taken_out_of_an_answer(answer, names):
    """Aliases, roles, groups and blanks are none."""
    assert full_names(answer) == names


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Fernleaf Hosting, Ltd.", "FERNLEAF HOSTING LTD", True),
        ("Fernleaf Hosting", "Fernleaf Hosting Limited", True),
        ("Fernleaf Hostings Ltd", "Fernleaf Hosting Ltd", True),
        ("Fernleaf", "Fernwood", False),
        ("Fern", "Fernleaf Hosting Ltd", False),
    ],
)
def test_a_name_survives_case_legal_form_and_a_slip_of_the_pen(one, other, expected):
    """A short beginning of a name may be anybody's."""
    assert (len(match_names([one], [other])) == 1) is expected
    assert name_likeness(one, other) == name_likeness(other, one)


def test_names_pair_one_to_one_and_the_likest_first():
    """A name that is like two is given to the one that it is."""
    gold = ["Fernleaf Holdings A Ltd", "Fernleaf Holdings B Ltd"]
    assert match_names(gold, ["Fernleaf Holdings B Ltd"]) == [(1, 0)]
    assert match_names(gold, gold[::-1]) == [(0, 1), (1, 0)]


@given(st.lists(st.text(min_size=1), unique=True, max_size=6))
def test_every_name_is_itself(names):
    """A list of names is matched whole by itself."""
    assert [i for i, _ in match_names(names, names)] == list(range(len(names)))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("ORCHARD LEASE AGREEMENT", "Orchard   Lease\nAgreement", True),
        (
            "First Amendment to the Orchard Lease Agreement",
            "First Amendment to Orchard Lease Agreement",
            True,
        ),
        ("Master Services Agreement", "Services Agreement", False),
        ("Lease", "", False),
        ("", "", False),
    ],
)
def test_titles_are_the_same_with_nearly_all_words_in_common(one, other, expected):
    """Case and line breaks do not matter; a word of five does."""
    assert same_title(one, other) is expected
