"""The words of a condition, and words that only look like one."""

import time

import pytest

from contracts import a_contract
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.deontics.conditions import find_condition
from fourcorners.extract.nlp.norms import propose_norms


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Supplier shall repair it upon notice by Customer.", "upon notice by Customer"),
        ("Supplier shall deliver on terms agreed upon in writing by both parties.", None),
        ("Supplier shall return the media upon which the data stand.", None),
        ("Supplier shall file the plan upon ten days' notice.", None),
        (
            "Customer shall pay the fee based upon actual use, unless Supplier waives it.",
            "unless Supplier waives it",
        ),
        ("Supplier shall keep to what was agreed if Customer asks.", "if Customer asks"),
        ("If a pump leaks, then Supplier shall mend it.", "If a pump leaks"),
        ("Supplier, upon request by Customer, shall mend it.", "upon request by Customer"),
        ("Supplier shall, unless told otherwise, keep the key.", "unless told otherwise"),
        (
            "Supplier shall not sublet without the prior consent of Customer, which consent may be oral.",
            "without the prior consent of Customer",
        ),
        (
            "Customer may leave if Supplier breaches it; provided, however, that Supplier may cure it.",
            "if Supplier breaches it",
        ),
        (
            "If Supplier is late, in addition to any other remedy, Customer may cancel the order.",
            "If Supplier is late",
        ),
        ("Supplier shall list the bolts, nuts and washers, if any.", None),
        ("Subject to Section 4, Supplier shall keep the key.", None),
        ("Supplier shall tell Customer about the time when it comes.", None),
        ("Customer shall pay (if the goods arrive) the price.", "if the goods arrive"),
        ("Supplier may visit once a year.", None),
        (
            "Supplier may require Customer to tell it, so that it may, if Customer fails to, act.",
            "if Customer fails to",
        ),
        ("Each plan must name Supplier (and, if it asks, its bank) as payee.", "if it asks"),
    ],
)
def test_a_condition_is_what_makes_a_duty_due(sentence, condition):
    """It ends where the sentence goes on; periods, references and what a verb governs are none."""
    assert propose_norms(*a_contract(f"1. {sentence}"))[0].condition == condition


@pytest.mark.parametrize("words", ["if ( " * 4000, "provided that it shall " * 2000, ", upon it, " * 3000])
def test_hostile_words_are_read_in_time(words):
    """Words that open a condition again and again are not all followed to the end."""
    started = time.process_time()
    find_condition(words, 0, Span(5, len(words)), 10)
    assert time.process_time() - started < 1


def test_a_condition_between_two_acts_is_of_the_second():
    """What stands in front of the second subject is no condition of the first act."""
    norms = propose_norms(
        *a_contract("1. Supplier shall report leaks and, if asked, Supplier shall mend them.")
    )
    assert [norm.condition for norm in norms] == [None, "if asked"]


def test_a_condition_within_a_proviso_is_of_the_proviso():
    """The act that a proviso limits is not conditional on what the proviso supposes."""
    sentence = "Customer shall pay the survey, provided that if it shall show a leak, Supplier shall pay it."
    norms = propose_norms(*a_contract(f"1. {sentence}"))
    assert [norm.condition for norm in norms] == [None, "if it shall show a leak"]
    assert norms[0].action == "pay the survey"


def test_a_condition_is_quoted_where_it_stands():
    """The words of the condition are a part of the evidence, verbatim."""
    document, tree = a_contract("1. If a pump\n   leaks, Supplier shall mend it.")
    [quote] = [each for each in propose_norms(document, tree)[0].quotes if each.part == "condition"]
    assert quote.exact == "If a pump\n   leaks"
    assert document.text[quote.start :].startswith(quote.exact)


def test_a_stem_that_is_a_condition_holds_for_its_items():
    """An item with a subject of its own has the condition of the stem, which is its evidence."""
    stem = "In the event that a pump leaks during the term of this lease"
    norms = propose_norms(
        *a_contract(f"1. {stem}:", "(a) Supplier shall mend it; and", "(b) Customer may wait.")
    )
    assert [norm.condition for norm in norms] == [stem] * 2
    assert {norm.quotes[1].part for norm in norms} == {"stem"}
