"""What proposing costs, page by page, and as texts grow."""

from bench import command, long_texts, proposing
from bench.reading import cpu_of_proposing, growth_of_proposing
from working import a_text


def test_the_cpu_of_each_part_is_measured(tmp_path):
    """Over the texts that are given: every part takes some time, and norms take more than nothing."""
    path = tmp_path / "a.txt"
    path.write_text(a_text(repeated=20), encoding="utf-8")
    spent = proposing.main([str(path)])
    assert spent["pages"] == len(path.read_text(encoding="utf-8")) / 3_000
    assert all(seconds > 0 for name, seconds in spent.items() if name.endswith("_s") and name != "loading_s")


def test_norms_deadlines_and_kpis_have_a_goal_of_their_own(tmp_path):
    """Beside clause types and variables, and the loading of models."""
    (tmp_path / "a.txt").write_text(a_text(repeated=20), encoding="utf-8")
    figures = {figure.name: figure.goal for figure in cpu_of_proposing([tmp_path / "a.txt"])}
    assert figures == {
        "CPU a page of clause types and variables": "<= 5 ms",
        "CPU of loading models and rules": "<= 0.5 s",
        "CPU a page of norms, deadlines and KPIs": "<= 40 ms",
    }


def test_a_long_text_repeats_contracts_with_other_numbers():
    """As long as it is told to be; the first time as they are, then each number moved by one."""
    contract = "7.9 The Buyer shall pay 099 within 30 days.\n" * 20
    text = long_texts.long_text(contract, pages=1)
    assert len(text) == 3_000
    assert text.startswith(contract)
    assert "8.0 The Buyer shall pay 100 within 31 days." in text
    assert text.count("pay 099") == 20


def test_shorter_texts_are_parts_of_the_longest():
    """Ten of them, or as many as there are, from its beginning on and spread over all of it."""
    text = "".join(str(page % 10) * 3_000 for page in range(40))
    assert long_texts.parts_of(text, 40) == [text]
    assert long_texts.parts_of(text, 20) == [text[:60_000], text[60_000:]]
    assert [part[0] for part in long_texts.parts_of(text, 1)] == [
        "0",
        "4",
        "8",
        "2",
        "6",
        "0",
        "4",
        "8",
        "2",
        "6",
    ]


def test_a_page_of_a_longer_text_is_set_against_one_of_a_shorter(tmp_path):
    """The ratio of the two longest, and the milliseconds of each."""
    (tmp_path / "a.txt").write_text(a_text(), encoding="utf-8")
    figure = growth_of_proposing([tmp_path / "a.txt"], pages=(1, 2, 4))
    assert (figure.name, figure.goal) == ("a page of 4 against one of 2", "<= 1.3")
    assert 0.1 < float(figure.figure.removesuffix(" times")) < 10
    assert [each.split(" ms ")[1] for each in figure.details] == ["a page of 1", "a page of 2", "a page of 4"]


def test_the_section_on_proposing_prints_each_figure_with_its_goal(tmp_path, capsys, monkeypatch):
    """Of the folder that is named, and of the project's own contracts; nothing but that section."""
    monkeypatch.setattr(command, "growth_of_proposing", lambda texts: growth_of_proposing(texts, (1, 2)))
    (tmp_path / "a.txt").write_text(a_text(repeated=20), encoding="utf-8")
    assert command.main([str(tmp_path), "--only", "proposing"]) == 0
    printed = capsys.readouterr().out
    assert "what is proposed for 1 texts" in printed
    for name in ("CPU a page of norms, deadlines and KPIs", "a page of 2 against one of 1"):
        (line,) = [each for each in printed.splitlines() if name in each]
        assert "goal" in line
    assert "evidence verbatim" not in printed
