"""A contract with deadlines, as it is kept."""

from due_answers import a_date, a_law, a_norm, an_event
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.named_event import NamedEvent
from fourcorners.domain.obligation import Obligation
from fourcorners.domain.store import SERVICE, Store
from fourcorners.domain.variable import Variable
from keeping import a_run
from review_items import hashed

START = "Commencement Date"
EVENTS = (an_event(START, "effective_date"), an_event())


def norms() -> tuple[Obligation, ...]:
    """Thirty days after an invoice, ten business days after the beginning, and once a month."""
    return (
        a_norm(1),
        a_norm(2, kind="relative", offset="P10D", day_type="business", direction="after", event=START),
        a_norm(3, kind="recurring", rrule="FREQ=MONTHLY;BYMONTHDAY=5", recurrence="P1M"),
    )


def facts() -> tuple[Variable, ...]:
    """When it begins, and whose law governs."""
    return a_date("effective_date", "2026-03-02"), a_law("England and Wales")


def keep_deadlines(
    store: Store,
    document: KeptDocument,
    obligations: tuple[Obligation, ...] | None = None,
    variables: tuple[Variable, ...] | None = None,
    events: tuple[NamedEvent, ...] = EVENTS,
) -> None:
    """Keep a reading of the document that found these; ids are made with the document."""
    run = a_run(document)
    found = {
        "obligations": norms() if obligations is None else obligations,
        "variables": facts() if variables is None else variables,
    }
    own = {
        kind: tuple(
            hashed(record.model_copy(update={"id": f"{record.id}_{document.id[-6:]}"})) for record in records
        )
        for kind, records in found.items()
    }
    extraction = run.extraction.model_copy(update=own | {"events": events, "kpis": ()})
    store.keep_run(run.model_copy(update={"extraction": extraction}), SERVICE)
