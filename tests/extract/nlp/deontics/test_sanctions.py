"""What follows where a norm is not kept, told in another sentence than the norm's."""

import time

import pytest

from contracts import a_contract
from fourcorners.domain.modality import Modality
from fourcorners.extract.nlp.deontics.obligors import Roles
from fourcorners.extract.nlp.deontics.sanctions import Sanctions
from fourcorners.extract.nlp.norms import propose_norms


def consequence_of(*paragraphs: str) -> str | None:
    """What follows where the first norm of a contract with these paragraphs is not kept."""
    return propose_norms(*a_contract(*paragraphs))[0].consequence


PAY = "4.1 Customer shall pay each invoice within ten days."
DELIVER = "4.1 Supplier shall deliver the pumps to the depot in May."
SHIFTS = [
    (PAY, "Supplier may charge interest at two percent on any amount that is not paid when due."),
    (PAY, "Interest shall accrue on overdue amounts."),
    (PAY, "If Customer pays late, Supplier may claim interest."),
    (PAY, "Any failure to pay an invoice entitles Supplier to stop work."),
    (PAY, "Where an invoice has not been paid, Supplier may stop work."),
    (DELIVER, "If Supplier delivers the pumps late, Customer may deduct two percent of the price."),
    (DELIVER, "Customer may cancel the order if Supplier fails to deliver the pumps."),
    (
        "4.1 Customer shall order at least 90 pumps.",
        "If Customer orders fewer than 90 pumps, Customer shall pay $9.",
    ),
    ("4.1 Supplier shall meet the Target Levels.", "If a Target Level is not met, Customer may deduct $9."),
    (
        "4.1 Customer shall accept or reject each draft.",
        "A draft that is not rejected in time is deemed good.",
    ),
]


@pytest.mark.parametrize(("norm", "sanction"), SHIFTS, ids=[case[1] for case in SHIFTS])
def test_a_consequence_stands_in_the_next_clause_of_the_section(norm, sanction):
    """It is about the norm where the same party does not do the same to the same thing."""
    assert consequence_of("4. Trade", norm, f"4.2 {sanction}") == sanction


@pytest.mark.parametrize(
    ("norm", "other"),
    [
        (PAY, "If Supplier fails to pay an invoice, Customer may stop work."),
        (PAY, "If Supplier does not receive the pumps, Supplier shall say so."),
        (PAY, "If Customer fails to return the pumps, Supplier may charge rent."),
        ("4.1 Customer shall pay all import taxes.", "Late payments shall bear interest."),
        (DELIVER, "Supplier shall not be liable if Supplier fails to deliver the pumps."),
        (DELIVER, "Failure by Customer to insist on delivery of the pumps shall not be a waiver."),
        (DELIVER, "Supplier shall not use pumps that have not been delivered to the depot."),
        ("4.1 Customer shall not reject a good draft.", "A draft that is not rejected is deemed good."),
    ],
)
def test_what_another_fails_to_do_or_excuses_is_no_consequence(norm, other):
    """Another party, another act, another thing, or words by which nothing follows."""
    assert consequence_of("4. Trade", norm, f"4.2 {other}") is None


def test_a_consequence_in_another_section_has_to_name_the_clause():
    """ "Breach of clause 4.1" is about what stands there; the next section is not about it by its place."""
    named = "If Supplier is in breach of clause 4.1, Customer may cancel."
    assert consequence_of("4. Trade", DELIVER, "5. End", f"5.1 {named}") == named
    unnamed = "If Supplier fails to deliver the pumps, Customer may cancel."
    assert consequence_of("4. Trade", DELIVER, "5. End", f"5.1 {unnamed}") is None


def test_a_consequence_is_quoted_where_it_stands():
    """The evidence is the sentence of the other clause, letter for letter."""
    sanction = "If Customer fails to pay an invoice, Supplier may stop work."
    document, tree = a_contract("4. Trade", PAY, f"4.2 {sanction}")
    [quote] = [each for each in propose_norms(document, tree)[0].quotes if each.part == "consequence"]
    assert document.text[quote.start :].startswith(sanction)


@pytest.mark.parametrize("words", ["if late " * 4000, "on any that is not " * 2000, "may fail to if " * 3000])
def test_hostile_sentences_are_read_in_time(words):
    """Words that open a condition again and again are looked through once."""
    document, tree = a_contract(f"4. {words}")
    started = time.process_time()
    Sanctions(document, tree, Roles([])).of(0, "pay the price", None, Modality.OBLIGATION)
    assert time.process_time() - started < 1
