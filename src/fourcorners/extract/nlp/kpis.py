"""KPIs: promised levels with a numeric target, from sentences, listings and tables."""

from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.document import Document
from fourcorners.domain.kpi import KpiDraft
from fourcorners.extract.nlp.measures.findings import find_kpis


def propose_kpis(document: Document, tree: ClauseTree) -> list[KpiDraft]:
    """The measures that a contract promises, in text order.

    Several levels in one sentence give several drafts with the same quote. `quotes[0]` is the sentence,
    list item, table row or cell; further quotes are its `stem`, its `header`, and each `consequence`.
    """
    return [found.draft for found in find_kpis(document, tree)]
