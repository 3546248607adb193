"""Numbers with what they count."""

import pytest

from fourcorners.extract.nlp.measures.quantities import find_quantities


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("99.9% and ninety-five percent (95%)", [(99.9, "%"), (95.0, "%")]),
        (
            "fifteen (15) minutes, 2 business hours, 3 working days",
            [(15, "minutes"), (2, "business hours"), (3, "business days")],
        ),
        ("by the next business day or the same day", [(1, "business days"), (0, "days")]),
        ("on the second Business Day after receipt", [(2, "business days")]),
        ("200ms or 24h", [(200, "milliseconds"), (24, "hours")]),
        ("USD 2,000,000 or $500", [(2_000_000, "USD"), (500, "USD")]),
        ("four (4) personal appearances", [(4, "appearances")]),
        ("100 Sales Representatives of the Company", [(100, "representatives")]),
        ("two releases/year", [(2, "releases")]),
        ("50Kbits/sec and 1440 psig", [(50, "Kbits/sec"), (1440, "psig")]),
        ("a CSAT score of 4.5", [(4.5, "score")]),
        ("12 per million units sold", [(12, "per million units sold"), (1_000_000, "units")]),
        ("more than twice, and once per quarter", [(2, "times"), (1, "times")]),
        ("three Severity 1 incidents", [(3, "incidents")]),
        ("two Banking Days or five (5) Support Hours", [(2, "business days"), (5, "business hours")]),
        ("by the end of the business day following", [(1, "business days")]),
        ("-18 degrees Celsius, 60°F", [(-18, "°C"), (60, "°F")]),
        ("250 parts per million", [(250, "ppm"), (1_000_000, "")]),
        ("once the goods have arrived", []),
        ("Section 3, Severity 1, in 2024", []),
        ("24 hours a day, 7 days a week", []),
    ],
)
def test_a_number_has_the_unit_it_counts(text, quantities):
    """What names something, calendar years and hours of service count nothing."""
    assert [(each.value, each.unit) for each in find_quantities(text)] == quantities


def test_a_bare_dollar_sign_is_what_the_document_says():
    """US dollars only where nothing settles it."""
    assert [each.unit for each in find_quantities("$500", "CAD")] == ["CAD"]
    assert [each.unit for each in find_quantities("$500")] == ["USD"]
