"""What follows from records is reckoned again, and an answer in which it differs is refused."""

import pytest

from extractions import a_kpi, an_extraction, an_obligation
from fourcorners.domain.kpi import Consequence, LevelRange, WhatIf
from fourcorners.errors import ReaderDied
from fourcorners.isolation.derivation import attest_derived
from fourcorners.reckoning.what_if import what_if

TIER = Consequence(
    kind="service_credit", trigger="below 99%", amount=7, unit="% of fee", levels=LevelRange(upper=99)
)


def test_what_follows_from_the_records_passes():
    """A table as it is reckoned, a task as it follows from its side."""
    kpi = a_kpi(consequences=(TIER,))
    kpi = kpi.model_copy(update={"what_if": what_if(kpi)})
    norm = an_obligation(side="they_owe", our_task="monitor")
    attest_derived(an_extraction(kpis=(kpi,), obligations=(norm,)), "hosting.pdf")
    assert kpi.what_if


@pytest.mark.parametrize(
    ("said", "claim"),
    [
        ({"kpis": (a_kpi(consequences=(TIER,), what_if=(WhatIf(level=98),)),)}, "the what-if table of a KPI"),
        ({"kpis": (a_kpi(side="they_owe", our_task="perform"),)}, "what a KPI asks of us"),
        ({"obligations": (an_obligation(side="they_owe"),), "kpis": ()}, "what a norm asks of us"),
    ],
)
def test_what_does_not_follow_is_refused(said, claim):
    """A child cannot say that nothing follows below a level, nor that a duty of ours is theirs to do."""
    with pytest.raises(ReaderDied, match=claim):
        attest_derived(an_extraction(**said), "hosting.pdf")
