"""When two places of a contract speak of the same level."""

from fourcorners.domain.evidence import Quote
from fourcorners.domain.kpi import KpiDraft, Operator
from fourcorners.domain.proof import Origin
from fourcorners.extract.nlp.measures.implied_levels import IMPLIED
from fourcorners.extract.nlp.measures.sameness import distance_to, is_said_elsewhere

TEXT = "Uptime is 99%. If uptime falls below 98%, the fee is cut."


def a_kpi(metric: str, target: float, quoted: str) -> KpiDraft:
    """A promised share of a metric, as some words of the text state it."""
    return KpiDraft(
        metric=metric,
        operator=Operator.AT_LEAST,
        target=target,
        unit="%",
        confidence=0.5,
        origin=Origin.NLP,
        quotes=(Quote(exact=quoted, start=TEXT.index(quoted)),),
    )


STATED = (a_kpi("Availability", 99, "Uptime is 99%."), "share")
IMPLIED_ONE = (a_kpi("uptime", 98, "If uptime falls below 98%"), IMPLIED)


def test_a_condition_on_a_stated_level_is_no_level_of_its_own():
    """Availability and uptime are one: what lies below the promised share is a tier of it."""
    assert is_said_elsewhere(IMPLIED_ONE, [STATED, IMPLIED_ONE])
    assert not is_said_elsewhere(IMPLIED_ONE, [IMPLIED_ONE])


def test_a_stated_level_is_never_said_elsewhere():
    """What a sentence states stands, whatever a condition implies."""
    assert not is_said_elsewhere(STATED, [STATED, IMPLIED_ONE])


def test_a_kpi_behind_a_place_is_farther_than_any_before_it():
    """The last KPI before a table comes first, then those behind it."""
    place = TEXT.index("If")
    before, behind = STATED[0], a_kpi("fee", 1, "the fee is cut.")
    assert distance_to(before, place) < distance_to(behind, place)
