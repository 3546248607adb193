"""How the sentence of a norm is built, told by its quote."""

import pytest

from fourcorners.evaluate.builds import build_of
from statements import PARTIES, a_kpi, a_norm


@pytest.mark.parametrize(
    ("quote", "build"),
    [
        ("The Supplier shall mow the lawn.", "sentence, words of force, a party before them"),
        ("Larkfield will mow the lawn.", "sentence, words of force, a party before them"),
        ("Once it has rained, it must mow the lawn.", "sentence, words of force, a party before them"),
        ("The lawn shall be mown by the Supplier.", "sentence, words of force, no party before them"),
        ("2.1 Mowing. Neither party may mow.", "sentence, words of force, a party before them"),
        ("Mowing of the lawn on Mondays.", "sentence, no words of force"),
        ("(c) mow the lawn; and", "list item, no words of force"),
        ("- mow the lawn", "list item, no words of force"),
        ("mow the lawn, which may be wet;", "list item, words of force, no party before them"),
        ("(c) The Supplier shall mow the lawn.", "sentence, words of force, a party before them"),
        ("Lawn | weekly | Supplier", "table row, no words of force"),
        ("Lawn\tThe Supplier shall mow it", "table row, words of force, a party before them"),
        ("Lawn      weekly", "table row, no words of force"),
        ("The Supplier      shall mow.", "sentence, words of force, a party before them"),  # a broken line
    ],
)
def test_a_norm_is_told_by_what_carries_it(quote, build):
    """A row, an item of a list or a sentence; with words of force or not; after a party or not."""
    assert build_of(a_norm(quote=quote), PARTIES) == build


@pytest.mark.parametrize(
    ("quote", "build"),
    [
        ("Uptime shall be 99.9% each month.", "sentence"),
        ("uptime of 99.9%;", "list item"),
        ("Uptime\t99.9%", "table row"),
    ],
)
def test_a_measure_is_told_by_what_carries_it_alone(quote, build):
    """It need not have words of force, nor a party."""
    assert build_of(a_kpi(quote=quote), PARTIES) == build


def test_a_long_sentence_is_looked_through_in_linear_time():
    """Ten thousand words without a party do not stall."""
    quote = "Upon rain or snow " * 20_000 + "the lawn shall be mown"
    assert build_of(a_norm(quote=quote), PARTIES) == "sentence, words of force, no party before them"
