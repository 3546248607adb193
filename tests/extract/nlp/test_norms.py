"""Who must, must not or may do what."""

import csv
from pathlib import Path

import pytest

from contracts import a_contract
from fourcorners.domain.deadline import DeadlineKind
from fourcorners.domain.obligation import Category, Modality, ObligationDraft
from fourcorners.extract.nlp.norms import propose_norms

CASES = Path(__file__).parents[3] / "fixtures" / "cases" / "norms.csv"


def norms_of(*paragraphs: str) -> list[ObligationDraft]:
    """The norms of a contract with these paragraphs."""
    return propose_norms(*a_contract(*paragraphs))


def case_rows() -> list[dict[str, str]]:
    """The hard cases, each with the reason why it is one."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", case_rows(), ids=lambda case: case["why"])
def test_modality_and_obligor_of_a_hard_case(case):
    """Each sentence gives the norms that the table says, and no other."""
    first = "1. Customer shall pay the Price."
    found = [f"{norm.modality} {norm.obligor}" for norm in norms_of(first, f"2. {case['text']}")[1:]]
    assert found == [norm for norm in case["norms"].split("; ") if norm != "none"]


def test_list_items_go_on_from_their_stem():
    """Each item is a norm with its own quote, and the stem is kept as evidence."""
    norms = norms_of("1. Supplier shall:", "(a) clean the tanks monthly; and", "(b) replace worn seals.")
    assert [(norm.quotes[0].exact, norm.obligor, norm.quotes[1].part) for norm in norms] == [
        ("clean the tanks monthly; and", "Supplier", "stem"),
        ("replace worn seals.", "Supplier", "stem"),
    ]


def test_the_time_limit_of_a_stem_holds_for_its_items():
    """Time words of the stem are carried to the items."""
    [norm] = norms_of("1. Within ten days after the Closing, Supplier shall:", "(a) remove the cranes.")
    assert norm.deadline.kind is DeadlineKind.RELATIVE
    assert norm.deadline.offset == "P10D"


def test_a_norm_says_what_on_what_condition_and_to_whom():
    """Action, condition, obligee and category are read from the sentence."""
    [norm] = norms_of("1. If a pallet is damaged, Supplier shall refund the Price of it to Customer.")
    assert norm.action == "refund the Price of it to Customer"
    assert norm.condition == "If a pallet is damaged"
    assert norm.obligee == "Customer"
    assert norm.category is Category.PAYMENT


def test_each_act_of_a_sentence_keeps_its_object():
    """Two acts under one subject are told whole, and a bracket is not cut through."""
    norms = norms_of(
        "1. Buyer shall pay the price and shall collect the goods.",
        "2. Supplier may, in its sole discretion, recall the goods within ten (10) days after a warning.",
    )
    assert [norm.action for norm in norms] == [
        "pay the price",
        "collect the goods",
        "recall the goods within ten (10) days after a warning",
    ]


def test_a_sentence_in_a_table_cell_is_quoted_alone():
    """A norm in a cell is quoted from the cell, not from the whole row."""
    norms = norms_of(
        "1. Tasks", "| Task | Standard |\n|---|---|\n| Cooling | Supplier must test the fans daily. |"
    )
    assert "Supplier must test the fans daily." in [norm.quotes[0].exact for norm in norms]


def test_every_quote_is_verbatim():
    """Quotes are slices of the canonical text, however it is wrapped."""
    document, tree = a_contract(
        "1. Supplier shall\n   deliver the\n   Goods.", "2. Customer   may\nreject them."
    )
    norms = propose_norms(document, tree)
    assert [norm.modality for norm in norms] == [Modality.OBLIGATION, Modality.RIGHT]
    for quote in (quote for norm in norms for quote in norm.quotes):
        assert document.text[quote.start :].startswith(quote.exact)


def test_nouns_listed_under_a_duty_to_provide_are_duties():
    """A list of things to be provided gives one norm an item, and none for the stem."""
    norms = norms_of("1. Supplier shall provide the following:", "(a) weekly reports;", "(b) a spare key.")
    assert [norm.quotes[0].exact for norm in norms] == ["weekly reports;", "a spare key."]
    assert {norm.obligor for norm in norms} == {"Supplier"}


def test_a_stem_with_conditions_for_items_is_a_norm():
    """A stem that says a whole thing is a norm beside its items."""
    norms = norms_of(
        "1. Customer may renew the lease on the following terms and conditions:",
        "(a) Customer shall give notice; and",
        "(b) Customer shall pay a fee.",
    )
    assert [norm.modality for norm in norms] == [Modality.RIGHT, Modality.OBLIGATION, Modality.OBLIGATION]


def test_an_earlier_act_of_a_stem_is_a_norm():
    """Only the last act of a stem is that of its items."""
    norms = norms_of(
        "1. Supplier shall keep the tanks full and shall:", "(a) clean them; and", "(b) paint them."
    )
    assert len(norms) == 3


def test_every_sentence_of_an_endless_list_is_read():
    """A norm that stands far behind in a long sentence is found and quoted."""
    long = "; ".join(f"Supplier shall clean tank number {number} of the eastern yard" for number in range(90))
    assert len(norms_of(f"1. {long}.")) >= 89


def test_who_is_asked_must_not_withhold_consent():
    """The duty not to withhold consent is that of the party whose consent is needed."""
    norms = norms_of(
        "1. Supplier shall not sell the site without the approval of Customer, which approval shall not be "
        "unreasonably withheld."
    )
    assert [(norm.modality, norm.obligor) for norm in norms] == [
        (Modality.PROHIBITION, "Supplier"),
        (Modality.PROHIBITION, "Customer"),
    ]
