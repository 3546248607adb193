"""Which sentences promise a level, and which level."""

import csv
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from fourcorners.extract.nlp.measures.candidates import Setting
from fourcorners.extract.nlp.measures.names import name_metric
from fourcorners.extract.nlp.measures.readings import read_measures

CASES = Path(__file__).parents[4] / "fixtures" / "cases" / "kpis.csv"


def sentences() -> Iterator[tuple[str, str, list[tuple[str, ...]]]]:
    """Each sentence of the table with the reason why it is hard, and the levels that it promises."""
    with CASES.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for text, group in groupby(rows, key=lambda row: row["text"]):
        cases = list(group)
        levels = [(c["metric"], c["operator"], c["target"], c["unit"], c["window"]) for c in cases]
        yield cases[0]["why"], text, [level for level in levels if level[1]]


@pytest.mark.parametrize(
    ("why", "text", "levels"),
    list(sentences()),
    ids=lambda value: value[:60] if isinstance(value, str) else "",
)
def test_the_levels_of_a_hard_sentence(why, text, levels):
    """Each sentence promises the levels that the table says, and no other."""
    found = [
        (
            name_metric(text, measure),
            measure.operator.value,
            f"{measure.comparison.quantity.value:.12g}",
            measure.unit,
            measure.window or "",
        )
        for measure in read_measures(text)
    ]
    assert found == levels


def test_a_window_may_be_announced():
    """A share that states no window has that of the sentence which announces the levels."""
    setting = Setting(introduction="The monthly service levels are the following.")
    [measure] = read_measures("For the leased lifts the SLA is a minimum of 98.4 percent.", setting)
    assert measure.window == "P1M"


def test_figures_that_contradict_their_words_are_less_certain():
    """ "Ninety (95) percent" gives the words, with less confidence than words and figures that agree."""
    agreed, doubtful = (
        read_measures(f"Uptime shall be at least {words} in each month.")[0].confidence
        for words in ("ninety-five (95) percent", "ninety (95) percent")
    )
    assert doubtful < agreed
