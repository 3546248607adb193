"""The period over which a level is measured."""

import pytest

from fourcorners.extract.nlp.measures.windows import find_windows


@pytest.mark.parametrize(
    ("text", "windows"),
    [
        ("in any calendar month", ["P1M"]),
        ("per month and each Contract Year", ["P1M", "P1Y"]),
        ("during any 30 day period", ["P30D"]),
        ("in each rolling twelve (12) month period", ["P12M"]),
        ("measured quarterly", ["P3M"]),
        ("2 releases/year", ["P1Y"]),
        ("during any one month", ["P1M"]),
        ("in each Development Year", ["P1Y"]),
        ("during the fourth quarter of 1999", ["P3M"]),
        ("in the second (2nd) year of the Term", ["P1Y"]),
        ("for calendar year 2011", ["P1Y"]),
        ("in 2012", ["P1Y"]),
        ("in any twelve months", ["P12M"]),
        ("during the initial two-year term", ["P2Y"]),
        ("over the first eighteen (18) months", ["P18M"]),
        ("once every four weeks", ["P4W"]),
        ("reported semi-annually", ["P6M"]),
        ("within a year of delivery", []),
        ("by the end of the third Contract Year", []),
        ("the monthly fee and the annual report", []),
        ("24 hours a day, 7 days a week", []),
        ("within one hour", []),
    ],
)
def test_words_that_name_a_window(text, windows):
    """A fee, a report and hours of service name no window."""
    assert [window.iso for window in find_windows(text)] == windows
