"""All that the extractors propose for one document."""

from fourcorners.domain.clause import ClauseTypeDraft
from fourcorners.domain.kpi import KpiDraft
from fourcorners.domain.named_event import NamedEventDraft
from fourcorners.domain.obligation import ObligationDraft
from fourcorners.domain.record import Record
from fourcorners.domain.variable import VariableDraft


class Drafts(Record):
    """Proposals of every kind, from every extractor that ran, before any guard has seen them."""

    variables: tuple[VariableDraft, ...] = ()
    obligations: tuple[ObligationDraft, ...] = ()
    kpis: tuple[KpiDraft, ...] = ()
    clause_types: tuple[ClauseTypeDraft, ...] = ()
    events: tuple[NamedEventDraft, ...] = ()
    """What the deadlines of `obligations` hang on."""
    models: tuple[str, ...] = ()
    """Name and version of each model that took part."""
