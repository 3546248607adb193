"""Variables and clause types that users define, found in a contract."""

import time

import pytest

from contracts import a_contract
from facts import in_a_word
from fourcorners.domain.draft import Drafts
from fourcorners.domain.extraction_terms import ExtractionTerms, OwnClauseType, OwnVariable
from fourcorners.extract.nlp.own_definitions import propose_own
from fourcorners.extract.nlp.passages import Passages

PARAGRAPHS = (
    "1. Rebates",
    "1.1 Supplier pays Customer an annual rebate of 2.5% of all fees above EUR 400,000.",
    "1.2 The quality bond is EUR 75,000 and is handed back by 31 March 2034.",
    "2. Climate",
    "2.1 Supplier shall reduce the greenhouse gas emissions of its production by 4% in each year.",
    "2.2 Supplier shall keep spare parts for twelve (12) years after the last delivery.",
    "2.3 The site manager is Maud Ferris, Quay 4; any other person has to be named in writing.",
)


def own(*definitions: OwnVariable | OwnClauseType) -> Drafts:
    """What is found of these definitions in the contract."""
    document, tree = a_contract(*PARAGRAPHS)
    terms = ExtractionTerms(
        own_variables=tuple(each for each in definitions if isinstance(each, OwnVariable)),
        own_clause_types=tuple(each for each in definitions if isinstance(each, OwnClauseType)),
    )
    return propose_own(Passages(document, tree), terms)


def a_variable(**said: object) -> OwnVariable:
    """A variable of that definition."""
    return OwnVariable.model_validate({"name": "own", "description": "what we look for"} | said)


def a_type(**said: object) -> OwnClauseType:
    """A clause type of that definition."""
    return OwnClauseType.model_validate({"name": "own", "description": "what we look for"} | said)


@pytest.mark.parametrize(
    ("kind", "pattern", "expected"),
    [
        ("percentage", "Rebate of", "2.5"),
        ("money", "rebate ... above", "400000 EUR"),
        ("money", "quality bond is", "75000 EUR"),
        ("date", "handed back by", "2034-03-31"),
        ("duration", "spare parts? ... for", "P12Y"),
        ("text", "site manager", "Maud Ferris, Quay 4"),
    ],
)
def test_the_value_behind_a_pattern_is_read_by_its_kind(kind, pattern, expected):
    """The first of that kind; capitals do not count."""
    [draft] = own(a_variable(kind=kind, patterns=(pattern,))).variables
    said = str(draft.value.percent) if draft.value.kind == "percentage" else in_a_word(draft.value)
    assert said == expected
    assert draft.quotes[1].exact == draft.value.text
    assert draft.quotes[1].exact in draft.quotes[0].exact


def test_a_variable_is_found_in_a_sentence_like_an_example():
    """The first value of its kind there, and with less confidence than by a pattern."""
    example = "Vendor keeps spare parts for seven years after the last delivery."
    [by_example] = own(a_variable(kind="duration", examples=(example,))).variables
    [by_pattern] = own(a_variable(kind="duration", patterns=("spare parts",))).variables
    assert by_example.value == by_pattern.value
    assert by_example.confidence < by_pattern.confidence


def test_values_that_disagree_are_both_given():
    """Two places that a pattern finds give two answers."""
    drafts = own(a_variable(kind="percentage", patterns=("rebate of", "production by"))).variables
    assert [str(draft.value.percent) for draft in drafts] == ["2.5", "4"]


@pytest.mark.parametrize(
    "definition",
    [
        {"patterns": ("reduce ... emissions",)},
        {"examples": ("Vendor cuts the greenhouse gas emissions of its production each year.",)},
    ],
)
def test_a_clause_type_is_found_where_it_is_said(definition):
    """Its evidence is the sentence."""
    [draft] = own(a_type(**definition)).clause_types
    assert [quote.exact for quote in draft.quotes] == [PARAGRAPHS[4].removeprefix("2.1 ")]


def test_a_heading_makes_the_clauses_under_it_of_its_type():
    """Each by its first sentence."""
    drafts = own(a_type(headings=("climate",))).clause_types
    assert [draft.quotes[0].exact.split()[1] for draft in drafts] == ["shall", "shall", "site"]


def test_nothing_is_found_where_nothing_is_like_it():
    """No guess is made."""
    drafts = own(a_variable(kind="money", patterns=("parking fee",)), a_type(patterns=("sublicen[cs]e",)))
    assert drafts == Drafts()


def test_a_long_sentence_without_a_full_stop_takes_no_long_time():
    """Only its first page is read, whatever the definitions are."""
    document, tree = a_contract("1. Supplier pays a rebate of the rebate of " * 20_000)
    passages = Passages(document, tree)
    terms = ExtractionTerms(
        own_variables=(a_variable(kind="money", patterns=("rebate ... rebate ... paid",)),),
        own_clause_types=(a_type(examples=("Supplier pays a rebate to the Customer each year.",)),),
    )
    start = time.process_time()
    propose_own(passages, terms)
    assert time.process_time() - start < 5
