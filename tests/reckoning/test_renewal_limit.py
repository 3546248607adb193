"""The greatest number of renewals, as contracts write it."""

import pytest

from fourcorners.reckoning.renewal_limit import most_renewals


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("up to two (2) successive terms of one year", 2),
        ("three (3) additional one (1) year terms", 3),
        ("a maximum of four renewals of 12 months each", 4),
        ("two 12-month periods", 2),
        ("one (1) further three (3) year term", 1),
        ("renewed once for two years", 1),
        ("extended twice, each time by six months", 2),
        ("successive one-year terms", None),
        ("additional periods of twelve (12) months each", None),
        ("one (1) year", None),
        ("another year", None),
        ("", None),
    ],
)
def test_a_count_of_terms_is_told_from_their_length(words, expected):
    """The number that goes with years or months is the length, and no count."""
    assert most_renewals(words) == expected
