"""What a person reads of an evaluation against CUAD."""

import io
import re

from rich.console import Console

from cuad_contracts import a_contract, a_date, a_passage, a_variable, types_extracted
from fourcorners.evaluate.cuad.evaluation import evaluate_cuad
from fourcorners.evaluate.cuad.examples import cuad_examples
from fourcorners.evaluate.cuad.report import cuad_tables


def an_evaluation():
    """Insurance found, invented and missed, a wrong date, and a contract that was not extracted."""
    gold = a_contract(
        [a_passage("Insurance", 0, 100), a_passage("Insurance", 200, 300), a_passage("Insurance", 800, 900)],
        {"Insurance": "Yes", "Audit Rights": "No", "Agreement Date": "3/4/07"},
    )
    ours = types_extracted(
        ("insurance", 0, 100, 0.9),
        ("insurance", 200, 230, 0.7),
        ("insurance", 500, 600, 0.8),
        ("audit_rights", 700, 750, 0.6),
        variables=[a_variable("agreement_date", a_date(2007, 4, 3), 0.75, 40)],
    )
    unread = a_contract([], {"Insurance": "No", "Agreement Date": "[]"}, "unread.txt")
    return evaluate_cuad({"orchard.txt": ours}, [gold, unread], {"orchard.txt": 0, "unread.txt": 1})


def rows(width=150):
    """The cells of each line of the tables, by their first one."""
    console = Console(file=io.StringIO(), width=width)
    for table in cuad_tables(an_evaluation()):
        console.print(table)
    lines = console.file.getvalue().splitlines()
    assert max(map(len, lines)) <= width
    cells = [re.split(r"\s{2,}|(?<=[\d%–])\s(?=[\d–])", line.strip()) for line in lines]
    return {each[0]: each[1:] for each in cells}


def test_the_tables_show_types_variables_confidence_and_folds():
    """A line for each type with both judgements, for each variable, and for each fold."""
    told = rows()
    assert told["insurance"] == ["1", "100.0%", "100.0%", "100.0%", "3", "3", "33.3%", "33.3%", "33.3%"]
    assert told["audit rights"] == ["0", "0.0%", "–", "0.0%", "0", "1", "0.0%", "–", "0.0%"]
    assert told["agreement date"] == ["1", "1", "0", "0.0%", "0.0%", "0.0%"]
    assert told["all types"] == ["4", "1", "0.550", "0.550", "1.000"]
    assert told["0.900 to 0.900"] == ["1", "90.0%", "100.0%"]
    assert told["fold 1"] == ["1", "66.7%", "28.6%", "16.7%", "0.0%", "–"]
    assert told["fold 2"] == ["1", "–", "–", "–", "–", "–"]
    assert "1 documents were not extracted; all of their gold is missed" in " ".join(told)


def test_the_tables_fit_a_narrow_terminal():
    """At 80 columns names give way and every figure stays."""
    assert rows(80)["insurance"][-3:] == ["33.3%", "33.3%", "33.3%"]


def test_the_most_confident_errors_come_first():
    """What is beside a passage is told with it; a miss beside which we propose another comes first."""
    text = cuad_examples(an_evaluation())
    invented, missed = text.split("### Missed passages (2)")
    assert invented.index("- 0.80 orchard.txt\n  “500 xx") < invented.index("- 0.70 orchard.txt\n  “200 xx")
    assert "  - the gold marks beside it “200 xx" in invented
    assert missed.index("  - 0.70 ours beside it “200 xx") < missed.index("(800-900)")
    assert "### Wrong answers (1)\n\n- 0.75 orchard.txt\n  - gold: 3/4/07, from “”" in text
    assert "  - ours: 2007-04-03, from “40 xx" in text


def test_what_a_limit_leaves_out_is_counted():
    """So many of each kind."""
    text = cuad_examples(an_evaluation(), limit=1)
    assert "### Invented passages (2)\n\n- 0.80 orchard.txt" in text
    assert "- and 1 more" in text
    assert "- 0.70 orchard.txt" not in text
