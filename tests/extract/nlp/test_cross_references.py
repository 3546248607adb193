"""Time limits that stand in another place than their norm."""

import pytest

from contracts import a_contract
from fourcorners.domain.obligation import ObligationDraft
from fourcorners.extract.nlp.cross_references import tie_limits
from fourcorners.extract.nlp.norms import propose_norms

TIMES = (
    "3. Times",
    "3.1 Reports are due within ten Business Days after the end of each calendar quarter.",
    "3.2 The following applies.",
    "(a) An invoice is payable within 30 days after its receipt.",
    "(b) A deposit is payable within 5 days after the signing of this Agreement.",
    "Schedule 1 Timetable",
    "1. The Manual is due by 30 June 2021.",
)


def first_tied(duty: str, *more: str) -> tuple[ObligationDraft, str]:
    """The first norm of a contract with this duty, tied; and the text."""
    document, tree = a_contract(f"1. {duty}", "2. Supplier shall keep a log.", *TIMES, *more)
    return tie_limits(document, tree, propose_norms(document, tree))[0], document.text


CASES = [
    ("Supplier shall deliver the reports within the period set out in Section 3.1.", "P10D", None),
    ("Customer shall pay each invoice in accordance with the time limits of clause 3.2.", "P30D", None),
    ("Customer shall pay the deposit in accordance with the time limits of clause 3.2.", "P5D", None),
    ("Customer shall pay the deposit within the time stated in Section 3.2(b).", "P5D", None),
    ("Supplier shall hand over the Manual by the date stated in Schedule 1.", None, "2021-06-30"),
]


@pytest.mark.parametrize(("duty", "offset", "date"), CASES, ids=[case[0] for case in CASES])
def test_a_limit_is_taken_from_the_place_that_is_referred_to(duty, offset, date):
    """The deadline is the one of that place, and its words there are the evidence."""
    draft, text = first_tied(duty)
    [evidence] = [quote for quote in draft.quotes if quote.part == "deadline"]
    assert (draft.deadline.offset, str(draft.deadline.date or "") or None) == (offset, date)
    assert evidence.start is not None
    assert evidence.start > text.index("3. Times")
    assert evidence.exact == draft.deadline.text


LOOSE = [
    ("Supplier shall return the keys within the time specified in Section 9.9.", "no such place"),
    ("Supplier shall return the keys within the time specified in Section 3.2.", "two limits, neither fits"),
    ("Supplier shall return the keys in accordance with Section 3.1.", "the place is not cited for a time"),
]


@pytest.mark.parametrize(("duty", "why"), LOOSE, ids=[case[1] for case in LOOSE])
def test_no_limit_is_guessed(duty, why):
    """Where the place, the limit or the reason is not certain, the norm has no value of time."""
    deadline = first_tied(duty)[0].deadline
    assert (deadline.offset, deadline.date, deadline.recurrence) == (None, None, None)


def test_a_limit_of_its_own_is_kept():
    """A norm that states its limit needs no other place."""
    duty = "Supplier shall deliver the reports within 3 days after the period set out in Section 3.1."
    assert first_tied(duty)[0].deadline.offset == "P3D"


@pytest.mark.timeout(30)
def test_a_place_as_long_as_a_contract_is_not_searched():
    """A reference to a whole schedule of duties gives no limit."""
    many = [f"{number}. Customer shall pay part {number} within {number} days." for number in range(2, 120)]
    duty = "Supplier shall return the keys by the date stated in Schedule 1."
    assert first_tied(duty, *many)[0].deadline.offset is None
