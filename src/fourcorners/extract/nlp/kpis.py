"""KPIs: promised levels with a numeric target, from sentences, listings and tables."""

from typing import Final

from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.document import Document
from fourcorners.domain.kpi import KpiDraft
from fourcorners.extract.nlp.measures.findings import FoundKpi, find_kpis

_DOUBT_LEFT: Final = 0.25
"""Share of a rule's doubt that stays: its rank among the rules is told, and of the levels found in 46
annotated contracts all were promised, and nearly all with the right target."""


def propose_kpis(document: Document, tree: ClauseTree) -> list[KpiDraft]:
    """The measures that a contract promises, in text order.

    Several levels in one sentence give several drafts with the same quote. `quotes[0]` is the sentence,
    list item, table row or cell; further quotes are its `stem`, its `header`, and each `consequence`.
    """
    return [_calibrated(found) for found in find_kpis(document, tree)]


def _calibrated(found: FoundKpi) -> KpiDraft:
    doubt = (1 - found.draft.confidence) * _DOUBT_LEFT
    return found.draft.model_copy(update={"confidence": round(1 - doubt, 3)})
