"""Findings on the tiers of a KPI."""

from contracts import a_contract
from fourcorners.domain.draft import Drafts
from fourcorners.domain.evidence import Quote
from fourcorners.domain.kpi import Consequence, ConsequenceKind, KpiDraft, LevelRange, Operator
from fourcorners.domain.proof import Origin
from fourcorners.guard.records import prove

WORDS = "Supplier shall keep uptime at 99% or above; between 97% and 98% it grants a credit of 5%."


def test_a_gap_between_tiers_is_a_finding_on_the_kpi():
    """The finding names the levels and points to the record and its words; the record has its table."""
    document, tree = a_contract(WORDS)
    draft = KpiDraft(
        metric="uptime",
        operator=Operator.AT_LEAST,
        target=99,
        unit="%",
        consequences=(
            Consequence(
                kind=ConsequenceKind.SERVICE_CREDIT,
                trigger="between 97% and 98%",
                amount=5,
                unit="%",
                levels=LevelRange(lower=97, upper=98),
            ),
        ),
        confidence=0.9,
        origin=Origin.NLP,
        quotes=(Quote(exact=WORDS),),
    )
    extraction = prove(document, tree, Drafts(kpis=(draft,)))
    [kpi] = extraction.kpis
    [finding] = [each for each in extraction.findings if each.code == "tiers_leave_gap"]
    assert finding.records == (kpi.id,)
    assert "below 97%" in finding.message
    assert finding.spans == (kpi.evidence[0].span,)
    assert [row.level for row in kpi.what_if] == [99, 98, 97, 96]
