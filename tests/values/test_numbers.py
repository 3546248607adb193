"""Numbers in figures, in words, and in both."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.values.numbers import figures_at, find_numbers, find_ordinals

CASES = [
    ("a fleet of 12 vans", ["12"]),
    ("a price of 1,250,000 crowns", ["1250000"]),
    ("a level of 99.95 in March", ["99.95"]),
    ("a ratio of 2.5.", ["2.5"]),
    ("some 1.2 million litres", ["1200000"]),
    ("about 3 thousand crates", ["3000"]),
    ("thirty crates", ["30"]),
    ("Forty-Five crates", ["45"]),
    ("twenty four crates", ["24"]),
    ("one hundred and twenty crates", ["120"]),
    ("one million, two hundred fifty thousand crates", ["1250000"]),
    ("two million five hundred thousand crates", ["2500000"]),
    ("twelve hundred crates", ["1200"]),
    ("ninety-nine point nine", ["99.9"]),
    ("two point five million", ["2500000"]),
    ("one and one-half crates", ["1.5"]),
    ("three and a quarter crates", ["3.25"]),
    ("2½ crates", ["2.5"]),
    ("1 1/2 crates", ["1.5"]),
    ("1-3/4 crates", ["1.75"]),
    ("thirty (30) crates", ["30"]),
    ("(30) thirty crates", ["30"]),
    ("30 (thirty) crates", ["30"]),
    ("Thirty Thousand (30,000) crates", ["30000"]),
    ("thirty- (30-) crate lots", ["30"]),
    ("sixty [60 ] crates", ["60"]),
    ("three five-crate lots", ["3", "5"]),
    ("ten and fifteen crates", ["10", "15"]),
    ("5-10 crates", ["5", "10"]),
    ("one-crate lots", ["1"]),
    ("0.5 or .5", ["0.5", "0.5"]),
    ("Severity 1 4 hours", ["1", "4"]),
    ("30days", ["30"]),
    ("five lakh rupees", ["500000"]),
    ("three (3) million crates", ["3000000"]),
    ("one-hundred-and-eighty (180) crates", ["180"]),
    ("$18.00 501 crates", ["18.00", "501"]),
]

TRAPS = [
    ("10.000,00", "dots between thousands may be decimals"),
    ("1,50,000", "grouping by lakh is not guessed"),
    ("see Section 3.1.2", "a clause is addressed, not counted"),
    ("1 4 crates", "digits apart may be one number torn in two"),
    ("dated 01/02/2024", "a date is no number"),
    ("on 2020-01-31", "a date is no number"),
    ("Form 10-K", "the name of a form"),
    ("size A4 and B-12", "names of things"),
    ("call 555-1234", "a telephone number"),
    ("support 24/7", "a way of saying always"),
    ("the twenty-first crate", "an ordinal"),
    ("the 3rd crate", "an ordinal"),
    ("no one and one another", "pronouns"),
    ("one or more crates", "no certain number"),
    ("4,5 crates", "a comma that may be a decimal point"),
    ("1" * 30, "an account, not a quantity"),
]


@pytest.mark.parametrize(("text", "values"), CASES)
def test_a_number_is_read_as_it_is_written(text, values):
    """Figures, words and both give the value that a reader sees."""
    assert [str(found.value) for found in find_numbers(text)] == values


@pytest.mark.parametrize(("text", "why"), TRAPS)
def test_what_is_not_certain_is_no_number(text, why):
    """What could be read in two ways, or is a name, gives nothing."""
    assert find_numbers(text) == []


def test_words_and_figures_that_disagree_are_a_conflict():
    """Of "sixty (90)" the words are taken, and the conflict is told."""
    [found] = find_numbers("within sixty (90) days")
    assert (found.value, found.conflict) == (Decimal(60), True)
    assert "within sixty (90) days"[found.start : found.end] == "sixty (90)"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("the fifth crate", [5]),
        ("the twenty-first crate", [21]),
        ("the 2nd and the 3rd", [2, 3]),
        ("the fifteenth (15th) day", [15]),
        ("five crates", []),
        ("thirty seconds", []),
    ],
)
def test_ordinals_are_found_apart(text, values):
    """Ordinals in words and in figures are found, cardinals are not."""
    assert [found.value for found in find_ordinals(text)] == values


def test_figures_behind_letters_are_read_where_asked():
    """A caller that knows the letters can read what stands behind them."""
    assert figures_at(3, "RMB5,000.50 due") == (3, 11, Decimal("5000.50"), False)
    assert figures_at(3, "RMB5,00,000") is None


@given(st.integers(0, 10**12))
def test_grouped_figures_come_back(number):
    """A number written with commas is found again, whole."""
    assert [found.value for found in find_numbers(f"a sum of {number:,} in all")] == [number]


@given(st.decimals(0, 10**6, places=2))
def test_decimals_come_back(number):
    """A number with two decimals is found again, whole."""
    assert [found.value for found in find_numbers(f"a sum of {number:,} in all")] == [number]


@given(st.text(alphabet="one two-thirty(30), and 1.5hundred", max_size=200))
def test_found_numbers_stand_in_order_and_apart(text):
    """Whatever the text, what is found lies in it, in order, without overlaps."""
    found = find_numbers(text)
    assert all(0 <= each.start < each.end <= len(text) for each in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.timeout(30)
@pytest.mark.parametrize("unit", ["one ", "1 ", "1,", "(1) ", "thirty (30) ", "1-", "one and ", "one - "])
def test_long_texts_are_read_in_linear_time(unit):
    """A text made to be slow to read is read."""
    find_numbers(unit * (60_000 // len(unit)))
