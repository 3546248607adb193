"""A contract of 2014 that renews yearly, as it is kept."""

import datetime as dt

from extractions import a_variable
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.renewal import RenewalKind
from fourcorners.domain.store import SERVICE, Store
from fourcorners.domain.variable import ChoiceValue, DateValue, DurationValue, Variable
from keeping import a_run
from review_items import hashed


def renewing_facts() -> tuple[Variable, ...]:
    """All that its renewal is computed from."""
    return (
        a_variable("expiration_date", DateValue(date=dt.date(2015, 2, 28), text="28 February 2015")),
        a_variable("renewal_kind", ChoiceValue(choice=RenewalKind.AUTOMATIC, text="renews by itself")),
        a_variable("renewal_term", DurationValue(iso="P1Y", text="one year")),
        a_variable("notice_period_to_terminate_renewal", DurationValue(iso="P60D", text="sixty days")),
    )


def keep_facts(store: Store, document: KeptDocument, *facts: Variable) -> None:
    """Keep a reading of the document that found these facts."""
    run = a_run(document)
    extraction = run.extraction.model_copy(update={"variables": tuple(map(hashed, facts))})
    store.keep_run(run.model_copy(update={"extraction": extraction}), SERVICE)
