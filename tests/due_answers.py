"""Due answers in a line, from deadlines and facts."""

import datetime as dt

from extractions import a_variable, an_obligation, evidence
from fourcorners.domain.deadline import Deadline
from fourcorners.domain.due import Due, DueAnswer
from fourcorners.domain.named_event import NamedEvent, Occurrence
from fourcorners.domain.obligation import Obligation
from fourcorners.domain.variable import ChoiceValue, DateValue, JurisdictionValue, Variable
from fourcorners.reckoning.calendar_codes import calendar_named
from fourcorners.reckoning.due import DueQuestion, StandingRecords, due_answer, horizon
from fourcorners.reckoning.moment import Moment

RECEIPT = "receipt of an invoice"
TODAY = dt.date(2026, 11, 24)


def a_norm(number: int = 1, **deadline: object) -> Obligation:
    """A duty to pay with this deadline: thirty days after the receipt of an invoice where none is told."""
    told = {
        "kind": "relative",
        "text": "within thirty days after receipt of it",
        "offset": "P30D",
        "day_type": "calendar",
        "direction": "after",
        "anchor": "receipt of it",
        "event": RECEIPT,
    }
    return an_obligation(id=f"obligation_{number}", deadline=Deadline.model_validate(deadline or told))


def an_event(name: str = RECEIPT, variable: str | None = None, *anchors: str) -> NamedEvent:
    """An event that comes each time, unless a variable states its date."""
    return NamedEvent(
        name=name,
        occurrence=Occurrence.ONCE if variable else Occurrence.EACH_TIME,
        anchors=anchors or (name,),
        variable=variable,
        evidence=evidence(name),
    )


def a_date(name: str, iso: str) -> Variable:
    """A variable that states a date."""
    return a_variable(name, DateValue(date=dt.date.fromisoformat(iso), text=iso))


def a_law(text: str, sentence: str | None = None) -> Variable:
    """The law that governs."""
    said = {"evidence": evidence(sentence)} if sentence else {}
    return a_variable("governing_law", JurisdictionValue(text=text), **said)


def a_convention(choice: str, text: str = "if the last day of a period is not a Business Day") -> Variable:
    """What the contract says of days that are no business days."""
    return a_variable("business_day_convention", ChoiceValue(choice=choice, text=text))


def answer(
    *norms: Obligation,
    events: tuple[NamedEvent, ...] = (),
    facts: tuple[Variable, ...] = (),
    confirmed: tuple[str, ...] = (),
    calendar: str | None = None,
    until: dt.date | None = None,
    **given: str,
) -> DueAnswer:
    """The answer as of a day in November 2026; `given` are dates by name of events, with "_" for " "."""
    question = DueQuestion(
        TODAY,
        horizon(TODAY, until),
        {name.replace("_", " "): Moment.from_iso(date) for name, date in given.items()},
        calendar_named(calendar) if calendar else None,
    )
    return due_answer(StandingRecords(norms, events, facts, frozenset(confirmed)), question)


def due_of(norm: Obligation, **asked: object) -> Due:
    """What is told of one norm."""
    (due,) = answer(norm, **asked).due
    return due
