"""How often a level has to be missed before something follows."""

import pytest

from fourcorners.domain.kpi import Repetition
from fourcorners.extract.nlp.measures.repetitions import read_repetition


@pytest.mark.parametrize(
    ("words", "times", "in_a_row", "within"),
    [
        ("in three (3) consecutive months", 3, True, None),
        ("in any five months of a calendar year", 5, False, "P12M"),
        ("for two (2) out of any three (3) consecutive months", 2, False, "P3M"),
        ("more than twice", 2, False, None),
        ("in two months running", 2, True, None),
        ("in three quarters in a row", 3, True, None),
        ("in any four months of a period of twelve months", 4, False, "P12M"),
        ("in any three months of a Contract Year", 3, False, "P12M"),
        ("more than three times in any rolling six month period", 4, False, "P6M"),
    ],
)
def test_repeated_misses(words, times, in_a_row, within):
    """How often, whether one after the other, and in what span."""
    assert read_repetition(words) == Repetition(times=times, is_consecutive=in_a_row, within=within)


@pytest.mark.parametrize("words", ["within thirty (30) days", "the third month", "not cured in 60 days"])
def test_a_span_is_no_repetition(words):
    """Days of notice and of cure count no misses."""
    assert read_repetition(words) is None
