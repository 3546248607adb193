"""What a person reads of an evaluation."""

import io
import re

from rich.console import Console

from fourcorners.evaluate import run
from fourcorners.evaluate.examples import examples
from fourcorners.evaluate.report import tables
from statements import a_deadline, a_gold, a_kpi, a_norm, an_extraction


def an_evaluation():
    """One norm found with a wrong limit, one missed, one invented, one KPI with a wrong target."""
    gold = a_gold(
        [a_norm(0, 100, deadline=a_deadline()), a_norm(200, 300, action="insure")], [a_kpi(400, 500)]
    )
    ours = an_extraction(
        [
            a_norm(0, 100, deadline=a_deadline(offset="P10D", direction=None)),
            a_norm(600, 700, action="store"),
        ],
        [a_kpi(400, 500, target=99.5)],
    )
    return run({"hosting.txt": ours}, [gold, a_gold([a_norm()], document="[bold]never read.txt")])


def printed(evaluation, width=150):
    """The tables as text."""
    console = Console(file=io.StringIO(), width=width)
    for table in tables(evaluation):
        console.print(table)
    return console.file.getvalue()


def test_the_tables_show_counts_and_shares():
    """A line for each kind and each field, and one for each document, with a dash for what has no figure."""
    rows = [re.split(r"\s{2,}|\s(?=[\d–])", line.strip()) for line in printed(an_evaluation()).splitlines()]
    cells = {row[0]: row[1:] for row in reversed(rows)}
    assert cells["norms"] == ["3", "2", "1", "50.0%", "33.3%", "40.0%"]
    assert cells["KPIs: target right"] == ["1", "1", "0", "0.0%", "0.0%", "0.0%"]
    assert cells["norm: deadline offset"] == ["0", "1", "0", "0", "0.0%"]
    assert cells["norm: deadline direction"] == ["0", "0", "1", "0", "0.0%"]
    assert cells["norm: deadline date"][-1] == "–"
    assert cells["norm: obligee"][-1] == "–"
    assert cells["consequences: kind only"] == ["0", "0", "0", "–", "–", "–"]
    assert cells["sentence, no words of force"] == ["3", "2", "2", "1"]
    assert cells["hosting"] == ["2", "50%", "50%", "50%", "100%", "100%", "0%", "1", "0%"]


def test_the_tables_show_how_far_confidence_holds():
    """Of norms and of KPIs: cases, right ones, calibration error both ways, and AUROC."""
    [table] = [each for each in tables(an_evaluation()) if each.title == "Confidence"]
    rows = list(zip(*(column.cells for column in table.columns), strict=True))
    assert rows == [
        ("norms", "2", "1", "0.500", "0.500", "0.500"),
        ("KPIs", "1", "0", "1.000", "1.000", "–"),
    ]


def test_the_tables_fit_a_narrow_terminal():
    """At 80 columns names give way and every figure stays."""
    lines = printed(an_evaluation(), width=80).splitlines()
    assert max(map(len, lines)) <= 80
    [hosting] = [line.split()[1:] for line in lines if line.startswith("hosting")]
    assert hosting == ["2", "50%", "50%", "50%", "100%", "100%", "0%", "1", "0%"]


def test_a_file_name_is_shown_as_it_is():
    """It is a label only, so markup in it is not obeyed."""
    assert "failed: [bold]never read" in printed(an_evaluation())


def test_errors_are_told_in_words():
    """What was missed, invented and said wrongly, each with its quote and place."""
    text = examples(an_evaluation())
    build = "sentence, no words of force"
    assert f"### Missed norms: {build} (1)\n\n- obligation of Supplier: insure; other\n  “200 xxx" in text
    assert f"### Invented norms: {build} (1)\n\n- obligation of Supplier: store; other\n  “600 xxx" in text
    assert (
        "  - deadline offset: gold P30D, ours P10D\n  - deadline direction: gold after, ours nothing" in text
    )
    assert "  - target: gold 99.9, ours 99.5" in text
    assert "(400-500)" in text


def test_what_a_limit_leaves_out_is_counted():
    """Nothing is cut off in silence."""
    result = run({}, [a_gold([a_norm(0, 9), a_norm(20, 29), a_norm(40, 49)])])
    text = examples(result, limit=1)
    assert "### Missed norms: sentence, no words of force (3)" in text
    assert "- and 2 more" in text
    assert text.count("obligation of Supplier") == 1


def test_missed_norms_are_grouped_by_the_build_of_their_sentences():
    """The greatest group first, each with its count."""
    rows = [a_norm(place, place + 9, quote="Pump\t4 hours") for place in (0, 20)]
    text = examples(run({}, [a_gold([a_norm(40, 49, quote="We may rest."), *rows])]))
    heads = [line for line in text.splitlines() if line.startswith("###")]
    assert heads == [
        "### Missed norms: table row, no words of force (2)",
        "### Missed norms: sentence, words of force, a party before them (1)",
    ]


def test_contract_text_cannot_steer_a_terminal():
    """Control characters of a quote are shown as what they are not."""
    norm = a_norm(0, 20, action="pay \x1b[2J", quote="Buyer\n shall \x1b]0;x pay")
    text = examples(run({}, [a_gold([norm])]))
    assert "\x1b" not in text
    assert "“Buyer shall \ufffd]0;x pay”" in text
