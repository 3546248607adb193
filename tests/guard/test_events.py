"""Named events: evidence and dates."""

import datetime as dt

import pytest

from contracts import a_contract
from fourcorners.domain.draft import Drafts
from fourcorners.domain.evidence import Quote
from fourcorners.domain.named_event import NamedEvent, NamedEventDraft, Occurrence
from fourcorners.domain.proof import Origin
from fourcorners.domain.variable import DateValue, VariableDraft
from fourcorners.guard.records import prove

DUTY = "Customer shall pay within nine days after the Effective Date."
QUOTE = Quote(exact="the Effective Date")
DAY = dt.date(2031, 3, 1)


def proved(quote: Quote, *dates: dt.date | None) -> tuple[NamedEvent, ...]:
    """The event of a contract whose Effective Date is stated so."""
    document, tree = a_contract(f"1. {DUTY}")
    event = NamedEventDraft(
        name="Effective Date",
        occurrence=Occurrence.ONCE,
        anchors=("the Effective Date",),
        variable="effective_date",
        quotes=(quote,),
    )
    stated = tuple(
        VariableDraft(
            name="effective_date",
            value=DateValue(date=date, text="words"),
            confidence=0.9,
            origin=Origin.NLP,
            quotes=(QUOTE,),
        )
        for date in dates
    )
    return prove(document, tree, Drafts(variables=stated, events=(event,))).events


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        ((DAY,), DAY),
        ((DAY, DAY), DAY),
        ((DAY, dt.date(2032, 3, 1)), None),
        ((DAY, None), None),
        ((None,), None),
        ((), None),
    ],
)
def test_an_event_has_the_date_that_its_variable_states(dates, expected):
    """Only one answer that is a certain date gives the event a date."""
    [event] = proved(QUOTE, *dates)
    assert (event.date, event.evidence[0].exact) == (expected, "the Effective Date")


def test_an_event_whose_words_are_not_there_is_left_out():
    """No record without its words."""
    assert proved(Quote(exact="the Closing Date"), DAY) == ()
