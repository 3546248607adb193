"""Training the model of the norms."""

from pathlib import Path

import pytest

from fourcorners.cli.main import run
from fourcorners.errors import UsageError
from fourcorners.extract.nlp.norm_model.model import arrays_of, default_model
from fourcorners.training import norm_card as card
from fourcorners.training.norm_model import fit_norm_model, held_out
from fourcorners.training.norms import JudgedNorm
from fourcorners.training.shipped import array_differences, shipped_norms_path

CHECKOUT = Path(__file__).parents[2]
DATA = CHECKOUT.parent / "shared" / "data"
TEXTS = (DATA / "gold" / "texts", DATA / "cuad" / "txt")


def norms(count: int = 60) -> list[JudgedNorm]:
    """Norms of six documents: what is paid is right, and what is deemed is not."""
    return [
        JudgedNorm(
            f"{number % 6}.txt", [f"verb {'deem' if number % 4 == 0 else 'pay'}", f"{number}"], number % 4 > 0
        )
        for number in range(count)
    ]


FOLDS = {f"{number}.txt": number % 3 for number in range(6)}


def test_what_tells_right_from_wrong_is_learned():
    """A verb of right norms speaks for a norm, one of wrong ones against it; rare features are dropped."""
    model = fit_norm_model(norms())
    assert (len(model.vocabulary), model.learned_from) == (2, 60)
    assert model.chance(["verb deem"]) < model.chance(["verb sing"]) < model.chance(["verb pay"])


def test_the_same_norms_give_the_same_model():
    """To the digit; what differs between others is told array by array."""
    made = arrays_of(fit_norm_model(norms()))
    assert list(array_differences(made, arrays_of(fit_norm_model(norms())))) == []
    other = list(array_differences(made, arrays_of(fit_norm_model(norms(48)))))
    assert "learned_from: 1 of 1 values differ" in other


def test_each_norm_is_judged_by_a_model_that_had_not_seen_its_document():
    """Its chance is that of a model of the other folds."""
    told = held_out(norms(), FOLDS)
    assert len(told) == 60
    unseen = fit_norm_model([norm for norm in norms() if FOLDS[norm.document] != 1])
    for each in told:
        if each.fold == 1:
            assert FOLDS[each.norm.document] == 1
            assert each.confidence == unseen.chance(each.norm.features)


@pytest.mark.parametrize(
    ("judged", "folds"),
    [
        ([norm for norm in norms() if norm.is_right], FOLDS),
        ([norm._replace(features=[str(number)]) for number, norm in enumerate(norms())], FOLDS),
        (norms(), dict.fromkeys(FOLDS, 0)),
    ],
)
def test_too_little_to_learn_from_is_told(judged, folds):
    """Only right norms, no feature that two norms share, or one fold."""
    with pytest.raises(UsageError, match="too little to learn from"):
        held_out(judged, folds)


def test_the_card_tells_figures_data_and_failures():
    """How many norms are right, how far confidence can be believed, on which terms the texts are."""
    written = card.norm_card(default_model(), held_out(norms(), FOLDS))
    assert "| 60 | 45 | " in written
    for words in ("60 norms that the grammars found in 6 documents", "CC BY 4.0", "## Known failures"):
        assert words in written


def test_the_card_that_ships_is_about_the_model_that_ships():
    """Its sizes and how it was made are those of today."""
    written = (CHECKOUT / "docs" / "norm-model.md").read_text(encoding="utf-8")
    for section in (card.what_it_is(default_model()), card.what_it_is_not(), card.training(), card.again()):
        assert section in written
    assert shipped_norms_path().is_file()


@pytest.mark.parametrize(
    "options",
    [
        ["--gold", "x"],
        ["--gold", "x", "--text", "x", "--cuad", "x"],
        ["--gold", "x", "--text", "x", "--check", "--out", "y"],
    ],
)
def test_options_that_do_not_go_together_are_refused(options):
    """Gold without texts, two kinds of data, a check that writes."""
    assert run(["train", *options]) == 2


@pytest.mark.slow
@pytest.mark.timeout(900)
@pytest.mark.skipif(not DATA.is_dir(), reason="no contracts at ../shared/data beside the checkout")
def test_it_is_the_one_that_the_command_makes(capsys):
    """Every array, to the digit."""
    texts = [option for folder in TEXTS for option in ("--text", str(folder))]
    assert (run(["train", "--gold", str(DATA / "gold"), *texts, "--check"]), capsys.readouterr().out) == (
        0,
        "",
    )
