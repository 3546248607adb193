"""When things are due, of the contract of the examples."""

import datetime as dt
from typing import Final

from fourcorners.api.examples import CONTRACT, DOCUMENT
from fourcorners.api.record_examples import OBLIGATION, VARIABLE
from fourcorners.domain.due import ContractDue, DocumentDue, DocumentEvents
from fourcorners.domain.named_event import NamedEvent, Occurrence
from fourcorners.reckoning.calendar_codes import calendar_named
from fourcorners.reckoning.due import DueQuestion, StandingRecords, due_answer
from fourcorners.reckoning.moment import Moment

_EVENT: Final = NamedEvent(
    name=OBLIGATION.deadline.event or "receipt of an invoice",
    occurrence=Occurrence.EACH_TIME,
    anchors=("receipt of it",),
    evidence=OBLIGATION.evidence[-1:],
)
_STANDING: Final = StandingRecords((OBLIGATION,), (_EVENT,), (VARIABLE,))
_AS_OF: Final = dt.date(2031, 3, 1)
_UNTIL: Final = dt.date(2032, 3, 1)

DUE: Final = due_answer(
    _STANDING,
    DueQuestion(_AS_OF, _UNTIL, {_EVENT.name: Moment(dt.date(2031, 3, 6))}, calendar_named("GB-ENG")),
)
EVENTS: Final = DocumentEvents(events=due_answer(_STANDING, DueQuestion(_AS_OF, _UNTIL)).events)
CONTRACT_DUE: Final = ContractDue(
    contract_id=CONTRACT.id,
    documents=(DocumentDue(document_id=DOCUMENT.id, name=DOCUMENT.name, answer=DUE),),
)
