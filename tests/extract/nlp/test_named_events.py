"""What deadlines hang on, each under one name."""

import csv
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest

from contracts import a_contract, a_document
from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.deadline import Deadline, DeadlineKind
from fourcorners.domain.evidence import Quote
from fourcorners.domain.named_event import NamedEventDraft, Occurrence
from fourcorners.domain.obligation import Modality, ObligationDraft
from fourcorners.domain.proof import Origin
from fourcorners.domain.span import Span
from fourcorners.domain.variable import DateValue, VariableDraft
from fourcorners.extract.nlp.named_events import name_events
from fourcorners.extract.nlp.norms import propose_norms

CASES = Path(__file__).parents[3] / "fixtures" / "cases" / "events.csv"
NO_TREE = ClauseTree(clauses=(), sentences=())


def case_rows() -> list[dict[str, str]]:
    """The hard cases, each with the reason why it is one."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def a_duty(anchor: str, text: str) -> ObligationDraft:
    """A duty whose limit is counted from the anchor, quoted where the anchor first stands in the text."""
    start = text.index(anchor)
    deadline = Deadline(kind=DeadlineKind.RELATIVE, text=anchor, offset="P9D", anchor=anchor)
    return ObligationDraft(
        modality=Modality.OBLIGATION,
        obligor="Buyer",
        action="pay",
        deadline=deadline,
        confidence=0.9,
        origin=Origin.NLP,
        quotes=(
            Quote.at(Span(0, len(text)), text),
            Quote.at(Span(start, start + len(anchor)), text, part="deadline"),
        ),
    )


def a_date_variable(name: str, start: int) -> VariableDraft:
    """A date that the contract states at a place."""
    quote = Quote(exact="1 March 2031", start=start, part="value")
    value = DateValue(date=dt.date(2031, 3, 1), text="1 March 2031")
    return VariableDraft(name=name, value=value, confidence=0.9, origin=Origin.NLP, quotes=(quote,))


def events_of(*paragraphs: str, variables: Sequence[VariableDraft] = ()) -> tuple[NamedEventDraft, ...]:
    """The events of a contract with these paragraphs."""
    document, tree = a_contract(*paragraphs)
    return name_events(document, tree, propose_norms(document, tree), variables)[1]


@pytest.mark.parametrize("case", case_rows(), ids=lambda case: f"{case['why']}: {case['anchor']}")
def test_an_anchor_names_the_event_of_a_hard_case(case):
    """Each wording gives the event and how often it comes, and the deadline bears its name."""
    text = f"Buyer shall pay within 9 days after {case['anchor']}."
    [draft], [event] = name_events(a_document(text), NO_TREE, [a_duty(case["anchor"], text)])
    assert (event.name, event.occurrence.value) == (case["event"], case["occurrence"])
    assert (draft.deadline.event, event.anchors) == (case["event"], (case["anchor"],))


def test_two_wordings_are_one_event_with_a_quote_of_each():
    """The wordings stand in the order of the text, each with the place where it stands first."""
    text = "Pay 9 days after receipt of the invoice, or 9 days after its receipt of such invoice."
    duties = [a_duty(words, text) for words in ("receipt of the invoice", "its receipt of such invoice")]
    drafts, [event] = name_events(a_document(text), NO_TREE, [*duties, duties[0]])
    assert event.anchors == ("receipt of the invoice", "its receipt of such invoice")
    assert [(quote.exact, quote.start) for quote in event.quotes] == [
        (words, text.index(words)) for words in event.anchors
    ]
    assert {draft.deadline.event for draft in drafts} == {"receipt of an invoice"}


@pytest.mark.parametrize("anchor", ["such date", "that event", "it", "thereof"])
def test_words_that_point_back_are_no_event(anchor):
    """ "10 days after such date" stays an expression."""
    text = f"Pay 9 days after {anchor}."
    drafts, events = name_events(a_document(text), NO_TREE, [a_duty(anchor, text)])
    assert (drafts[0].deadline.event, events) == (None, ())


def test_an_event_names_the_variable_that_the_contract_states():
    """The Effective Date is tied to its variable, and only where the contract states one."""
    duty = "1. Supplier shall deliver the plan within 5 days after the Effective Date."
    [event] = events_of(duty, variables=[a_date_variable("effective_date", 0)])
    assert (event.name, event.variable) == ("Effective Date", "effective_date")
    assert events_of(duty)[0].variable is None


@pytest.mark.parametrize(
    ("term", "variable"), [("Go-live Date", "effective_date"), ("End Date", "expiration_date")]
)
def test_a_defined_date_is_that_of_the_variable_which_stands_nearest_before_it(term, variable):
    """The terms of one sentence name each its own date."""
    term_clause = (
        '1. This Agreement begins on 1 March 2031 (the "Go-live Date") and lasts until 28 February 2034 '
        '(the "End Date").'
    )
    duty = f"2. Supplier shall deliver the plan within 5 days before the {term}."
    text = a_contract(term_clause, duty)[0].text
    stated = [
        a_date_variable("effective_date", text.index("1 March")),
        a_date_variable("expiration_date", text.index("28 February")),
    ]
    [event] = events_of(term_clause, duty, variables=stated)
    assert (event.name, event.variable, event.occurrence) == (term, variable, Occurrence.ONCE)


def test_notices_of_two_clauses_are_two_events():
    """No date can be given to all notices of a contract at once."""
    first, second, third = events_of(
        "1. Customer may terminate this Agreement upon thirty days' written notice.",
        "2. Customer may audit the records of Supplier upon ten days' written notice.",
        "3. Supplier shall give at least sixty days' written notice of any price change to Customer.",
    )
    assert first.name == "notice of termination by Customer (1)"
    assert second.name == "notice of audit by Customer (2)"
    assert third.name == "notice of any price change by Supplier"


def test_bare_words_of_one_clause_are_told_apart_by_a_number():
    """Where a clause has no number of its own, or two notices, a name still stands for one event."""
    events = events_of(
        "1. Supplier shall answer within nine days after notice. "
        "Supplier shall pay within five days after notice."
    )
    assert [event.name for event in events] == ["notice (1)", "notice (1), no. 2"]


@pytest.mark.parametrize(
    ("sentence", "event"),
    [
        (
            "Customer shall pay each approved invoice within 30 days of its receipt.",
            "receipt of an approved invoice",
        ),
        ("Customer may challenge a report within 20 days after receiving it.", "receipt of a report"),
        (
            "Customer shall return an invoice without a number within 9 days of receipt.",
            "receipt of an invoice",
        ),
        ("Customer may reject the Goods within 7 days after delivery.", "delivery of the Goods"),
        (
            "Supplier shall send the minutes of each project meeting within 5 days after the meeting.",
            "project meeting",
        ),
        (
            "Supplier shall warn Customer 5 days before it carries out any work that may interrupt the Site.",
            "Supplier carries out any work that may interrupt the Site",
        ),
        (
            "Customer may extend this Agreement by notice given 60 days before it ends.",
            "end of this Agreement",
        ),
        (
            "Supplier shall supply a deputy within 3 days after Customer asks for one.",
            "Customer asks for one (1)",
        ),
    ],
)
def test_words_that_point_back_take_the_thing_of_their_sentence(sentence, event):
    """The name tells a person what it is, without the sentence around it."""
    assert [each.name for each in events_of(f"1. {sentence}")] == [event]


def test_the_date_of_the_agreement_is_the_effective_date_where_a_definition_says_so():
    """The contract's own definition decides whether two dates are one event."""
    duties = (
        "2. Supplier shall deliver the plan within 5 days after the date hereof.",
        "3. Customer shall pay the deposit within 9 days after the Effective Date.",
    )
    joined = events_of('1. "Effective Date" means the date of this Agreement.', *duties)
    apart = events_of('1. "Effective Date" means the day on which the permit is given.', *duties)
    assert [event.anchors for event in joined] == [("the date hereof", "the Effective Date")]
    assert [event.name for event in apart] == ["date hereof", "Effective Date"]


def test_an_event_that_a_stem_tells_is_quoted_from_the_stem():
    """The event of list items is shown where it stands, in their stem."""
    [event] = events_of(
        "1. Upon termination\nof this Agreement:", "(a) Supplier shall promptly return the data."
    )
    assert (event.name, event.occurrence) == ("termination of this Agreement", Occurrence.ONCE)
    assert event.quotes[0].exact == "termination\nof this Agreement"
