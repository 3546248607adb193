"""The model that ships."""

import time
from importlib.resources import files
from pathlib import Path

import pytest

from fourcorners.cli.main import run
from fourcorners.domain.clause_type import taxonomy
from fourcorners.errors import UsageError
from fourcorners.extract.nlp.clause_model.model import MODEL_FILE, default_model, read_model
from fourcorners.training import card
from fourcorners.training.shipped import shipped_path

CHECKOUT = Path(__file__).parents[2]
CUAD = CHECKOUT.parent / "shared" / "data" / "cuad"
MOST_BYTES = 15_000_000
LONGEST_S = 0.5


def test_it_is_small_and_loaded_at_once():
    """At most 15 MB, and half a second of CPU."""
    content = (files("fourcorners.extract.nlp.clause_model") / MODEL_FILE).read_bytes()
    assert len(content) <= MOST_BYTES
    started_s = time.process_time()
    read_model(content)
    assert time.process_time() - started_s <= LONGEST_S


def test_it_decides_on_types_of_the_taxonomy():
    """Each has a name, a meaning and an owner."""
    model = default_model()
    assert set(model.ranker.types) <= {each.name for each in taxonomy()}
    assert len(model.decided) == len(set(model.decided)) > 0


def test_the_card_is_about_it():
    """Its sizes and thresholds, how it was made, and the table of types are those of today."""
    written = (CHECKOUT / "docs" / "clause-types.md").read_text(encoding="utf-8")
    model = default_model()
    for section in (card.what_it_is(model), card.training(), card.taxonomy_table(model, taxonomy())):
        assert section in written


def test_only_a_checkout_has_a_place_for_it(tmp_path):
    """An installation is not changed."""
    package = tmp_path / "src" / "fourcorners" / "extract" / "nlp" / "clause_model"
    with pytest.raises(UsageError, match="installation and no checkout"):
        shipped_path(package)
    (tmp_path / "pyproject.toml").touch()
    assert shipped_path(package) == package / MODEL_FILE
    assert shipped_path().is_file()


@pytest.mark.slow
@pytest.mark.timeout(1_800)
@pytest.mark.skipif(not CUAD.is_dir(), reason="no contracts at ../shared/data beside the checkout")
# The support vector machine of some types stops before it has converged, at the same step each time.
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.ConvergenceWarning")
def test_it_is_the_one_that_the_command_makes(capsys):
    """Every array, to the digit."""
    code = run(["train", "--cuad", str(CUAD / "spans.jsonl"), "--text", str(CUAD / "txt"), "--check"])
    assert (code, capsys.readouterr().out) == (0, "")
