"""The named facts of whole contracts: the project's own, with what is true of each, and real ones."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import a_contract, a_document
from expectations import NAMES, ExpectedMoney, ExpectedVariables, files, load
from facts import in_a_word
from fourcorners.domain.variable import MoneyValue, VariableDraft
from fourcorners.extract.nlp.variables import propose_variables
from fourcorners.parse.reader import read
from fourcorners.segment.segmenter import segment

TEXTS = Path(__file__).parents[4] / "shared" / "data" / "cuad" / "txt"
SEVERAL_TIMES = {"parties", "signatories", "insurance_minimum", "notice_address"}
ONE_A_WAY_OF_SENDING = {"notice_deemed_receipt"}
AT_MOST_TWICE = 2


def propose(path: Path) -> list[VariableDraft]:
    """The facts of a file, as the product reads it."""
    document = read(path.read_bytes(), path.name)
    return propose_variables(document, segment(document))


def in_short(draft: VariableDraft) -> str:
    """The value in a word; an amount without its currency, which a bare "$" leaves open."""
    value = draft.value
    return str(value.amount.normalize()) if isinstance(value, MoneyValue) else in_a_word(value)


def first_answers(drafts: list[VariableDraft]) -> dict[str, str]:
    """The first answer to each name that has one answer."""
    return {draft.name: in_short(draft) for draft in reversed(drafts) if draft.name not in SEVERAL_TIMES}


def expected_answers(expected: ExpectedVariables) -> dict[str, str]:
    """What is true of a contract, as `first_answers` has it; what is not stated is left out."""
    stated = {name: value for name, value in expected if value is not None and name not in SEVERAL_TIMES}
    return {
        name: str(value.amount.normalize()) if isinstance(value, ExpectedMoney) else str(value)
        for name, value in stated.items()
    }


@pytest.mark.parametrize("name", NAMES)
def test_the_facts_of_the_projects_own_contracts_are_read(name):
    """Every fact that is true of a contract is the first answer to its name, and no other name has one."""
    path = next(each for each in files(name) if each.suffix != ".pdf")
    expected = expected_answers(load(name).variables)
    read_of_it = first_answers(propose(path))
    assert {each: read_of_it.get(each) for each in expected} == expected
    assert set(read_of_it) <= set(expected)


@pytest.mark.parametrize("name", NAMES)
def test_the_insurance_of_the_projects_own_contracts_is_read(name):
    """Each line of insurance has its amount, and is named as the contract names it."""
    path = next(each for each in files(name) if each.suffix != ".pdf")
    read_of_it = [
        (draft.quotes[-1].part, draft.quotes[-1].exact, in_short(draft))
        for draft in propose(path)
        if draft.name == "insurance_minimum"
    ]
    assert read_of_it == [
        ("line_of_insurance", cover.line_of_insurance, str(cover.amount.normalize()))
        for cover in load(name).variables.insurance_minimum
    ]


@pytest.mark.parametrize("name", NAMES)
def test_the_signatories_of_the_projects_own_contracts_are_read(name):
    """Who signs for a party is an answer of its own."""
    path = next(each for each in files(name) if each.suffix != ".pdf")
    signers = [draft.value.text for draft in propose(path) if draft.name == "signatories"]
    assert signers == list(load(name).variables.signatories)


def test_each_name_has_one_answer_and_two_where_places_disagree():
    """A second answer to one name is another answer, with the same lower confidence."""
    document, tree = a_contract(
        "1. This Agreement shall be governed by the laws of the State of Utah.",
        "2. Charges are payable within fourteen days of the invoice date.",
        "3. Extra work is payable within thirty days of the invoice date.",
    )
    drafts = [draft for draft in propose_variables(document, tree) if draft.name not in SEVERAL_TIMES]
    answers = [(draft.name, in_a_word(draft.value)) for draft in drafts]
    assert answers == [("governing_law", "Utah"), ("payment_terms", "P14D"), ("payment_terms", "P30D")]
    assert drafts[1].confidence == drafts[2].confidence < drafts[0].confidence


WORDS = st.sampled_from(
    "this Agreement shall renew until January 5, 2020 the laws of State Utah net 30 invoice pay $500 total "
    "term "
    'expire notice thirty days Date: ( ) " “ . ; \n 1.1 (a) EXHIBIT'.split(" ")
)


@given(st.lists(WORDS, max_size=60))
def test_whatever_is_proposed_is_quoted_from_the_text(words):
    """Each quote stands at its offsets, the value's words lie in it, and a second run says the same."""
    document = a_document(" ".join(words))
    tree = segment(document)
    drafts = propose_variables(document, tree)
    for quote in (quote for draft in drafts for quote in draft.quotes):
        assert quote.start is not None
        assert document.text[quote.start : quote.start + len(quote.exact)] == quote.exact
    assert propose_variables(document, tree) == drafts


@pytest.mark.skipif(not TEXTS.is_dir(), reason="the shared contracts are not beside this checkout")
def test_facts_of_real_contracts_are_verbatim():
    """On real contracts every quote stands at its offsets, and no name with one answer has more than two."""
    for path in sorted(TEXTS.glob("*.txt"))[::40]:
        text = path.read_bytes().decode("utf-8")
        drafts = propose(path)
        quotes = [quote for draft in drafts for quote in draft.quotes if quote.start is not None]
        assert [each for each in quotes if not text.startswith(each.exact, each.start)] == []
        names = [draft.name for draft in drafts if draft.name not in SEVERAL_TIMES | ONE_A_WAY_OF_SENDING]
        assert max(map(names.count, names), default=0) <= AT_MOST_TWICE
