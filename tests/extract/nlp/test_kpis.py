"""The KPIs of whole contracts."""

from hypothesis import given
from hypothesis import strategies as st

from contracts import a_contract, a_document
from fourcorners.domain.kpi import KpiDraft
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.kpis import propose_kpis
from fourcorners.segment.segmenter import segment


def kpis_of(*paragraphs: str) -> list[KpiDraft]:
    """The KPIs of a contract between Supplier and Customer with these paragraphs."""
    return propose_kpis(*a_contract(*paragraphs))


def test_a_sentence_with_two_levels_gives_two_kpis_with_one_quote():
    """Each level has its own target; both stand in the same words and bind the same party."""
    sentence = "Supplier shall answer each call within 40 seconds and resolve each fault within 6 hours."
    kpis = kpis_of(f"1. {sentence}")
    assert [(kpi.metric, kpi.target, kpi.unit) for kpi in kpis] == [
        ("answer each call", 40.0, "seconds"),
        ("resolve each fault", 6.0, "hours"),
    ]
    assert {kpi.quotes[0].exact for kpi in kpis} == {sentence}
    assert {kpi.obligor for kpi in kpis} == {"Supplier"}


def test_list_items_are_read_with_their_stem():
    """The stem says the level, its operator and its window; the items say their values."""
    kpis = kpis_of(
        "1. The Portal of Supplier shall have at least the following uptime, measured monthly:",
        "(a) First year: 98.8%;",
        "(b) Every later year: 99.4%.",
    )
    assert [(kpi.operator.value, kpi.target, kpi.window) for kpi in kpis] == [
        (">=", 98.8, "P1M"),
        (">=", 99.4, "P1M"),
    ]


def test_what_follows_a_miss_belongs_to_the_kpi():
    """A later sentence of the same clause gives the consequence, and is evidence of it."""
    [kpi] = kpis_of(
        "1. Supplier shall keep an uptime of at least 99.5% in each month. If Supplier fails to do so, it "
        "shall grant Customer a service credit of 4% of the monthly fee."
    )
    [credit] = kpi.consequences
    assert (credit.kind, credit.trigger, credit.amount, credit.unit) == (
        "service_credit",
        "If Supplier fails to do so",
        4.0,
        "% of monthly fee",
    )
    assert [quote.part for quote in kpi.quotes] == [None, "consequence"]


def test_a_condition_is_no_second_target():
    """Where a target is stated, a lower level in a condition is a tier of it."""
    kpis = kpis_of(
        "1. Supplier shall keep an uptime of at least 99.5% in each month.",
        "2. If the uptime is less than 98% in a month, Supplier shall write a recovery plan.",
    )
    assert [kpi.target for kpi in kpis] == [99.5]


def test_a_table_is_read_as_a_table():
    """A row gives a KPI with the row as quote and its heading as evidence; tiers belong to their level."""
    kpis = kpis_of(
        "1. Supplier shall meet these levels.",
        "| Service level | Target | Period |\n|---|---|---|\n"
        "| Availability | 99.8% | Monthly |\n| Fill rate | 97% | Quarterly |",
        "2. Credits are due as follows.",
        "| Availability | Credit |\n|---|---|\n| 99.8% or more | none |\n"
        "| less than 99.8% | 5% |\n| less than 99% | 9% |",
    )
    assert [(kpi.metric, kpi.target, kpi.window, len(kpi.consequences)) for kpi in kpis] == [
        ("Availability", 99.8, "P1M", 2),
        ("Fill rate", 97.0, "P3M", 0),
    ]
    assert [[quote.part for quote in kpi.quotes] for kpi in kpis] == [
        [None, "header", "consequence"],
        [None, "header"],
    ]


def test_tiers_of_another_metric_stay_apart():
    """The same number does not make two metrics one."""
    kpis = kpis_of(
        "1. Supplier shall meet these levels.",
        "| Service level | Target |\n|---|---|\n| Fill rate | 98% |\n| Order accuracy | 97% |",
        "2. Credits are due as follows.",
        "| Availability | Credit |\n|---|---|\n| 98% or more | none |\n| less than 98% | 5% |",
    )
    assert [(kpi.metric, kpi.target, len(kpi.consequences)) for kpi in kpis] == [
        ("Fill rate", 98.0, 0),
        ("Order accuracy", 97.0, 0),
        ("Availability", 98.0, 1),
    ]


def test_a_bare_dollar_sign_follows_the_contract():
    """A contract that counts in Canadian dollars grants its credits in them."""
    [kpi] = kpis_of(
        "1. All sums are in Canadian dollars.",
        "2. Supplier shall keep an uptime of at least 99.5% in each month. If Supplier fails to do so, it "
        "shall grant Customer a service credit of $400.",
    )
    assert kpi.consequences[0].unit == "CAD"


def test_terms_of_the_bargain_are_no_kpis():
    """Payment, notice, term, interest, liability, insurance, warranty, survival, cure and price are none."""
    assert (
        kpis_of(
            "1. Customer shall pay within 30 days. Late amounts bear interest at 2% per month.",
            "2. The term is three years. Either party may terminate on 90 days' notice, or if a breach is "
            "not cured within 20 days.",
            "3. Liability shall not exceed 100% of the fees. Supplier shall insure for at least $1,000,000.",
            "4. Supplier warrants the Goods for 24 months. Section 3 survives for at least five years.",
            "5. Prices rise by no more than 3% per year. Customer may audit at most once in 12 months.",
        )
        == []
    )


@given(
    st.text(
        alphabet=st.sampled_from("Supplier shall within 4 hours 99.5% uptime\n|:;(1) -at least $ "),
        max_size=300,
    )
)
def test_each_quote_stands_in_the_text(text):
    """Whatever a text holds, what is quoted stands where the quote says, word for word."""
    document = a_document(text)
    for kpi in propose_kpis(document, segment(document)):
        for quote in kpi.quotes:
            assert quote.start is not None
            assert Span(quote.start, quote.start + len(quote.exact)).of(text) == quote.exact


def test_a_schedule_of_least_purchases_gives_a_level_for_each_year():
    """Its lines may part the year from the sum with a colon or with nothing."""
    kpis = kpis_of(
        "1. Minimum Purchases. Customer shall purchase the following minimum amounts of Products:",
        "Year 1 $410,000",
        "Year 2 $520,000",
        "Contract Year 3: $630,000",
    )
    assert [(kpi.operator.value, kpi.target, kpi.unit, kpi.window) for kpi in kpis] == [
        (">=", 410_000.0, "USD", "P1Y"),
        (">=", 520_000.0, "USD", "P1Y"),
        (">=", 630_000.0, "USD", "P1Y"),
    ]
