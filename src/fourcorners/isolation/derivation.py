"""Whether what a child says to follow from its records does follow: it is reckoned again, and compared."""

from collections.abc import Iterator

from fourcorners.domain.extraction import Extraction
from fourcorners.domain.obligation import Modality
from fourcorners.domain.side import our_task
from fourcorners.errors import ReaderDied
from fourcorners.reckoning.what_if import what_if


def attest_derived(extraction: Extraction, name: str) -> None:
    """Return where tasks and what-if tables follow from the records; raises ReaderDied where one does not."""
    for claim in _untrue(extraction):
        raise ReaderDied(f"its reader gave an answer in which {claim} does not hold; leave it out", file=name)


def _untrue(extraction: Extraction) -> Iterator[str]:
    for norm in extraction.obligations:
        if norm.our_task is not our_task(norm.modality, norm.side):
            yield "what a norm asks of us"
    for kpi in extraction.kpis:
        if kpi.our_task is not our_task(Modality.OBLIGATION, kpi.side):
            yield "what a KPI asks of us"
        if kpi.what_if != what_if(kpi):
            yield "the what-if table of a KPI"
