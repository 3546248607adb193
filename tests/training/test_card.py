"""The model card."""

from cuad_contracts import a_contract, a_passage, types_extracted
from fourcorners.domain.clause_type import taxonomy
from fourcorners.evaluate.cuad.evaluation import evaluate_cuad
from fourcorners.extract.nlp.clause_model.model import default_model
from fourcorners.training.card import model_card, taxonomy_table

GOLD = a_contract([a_passage("Audit Rights", 100, 200), a_passage("Insurance", 300, 400)])
OURS = types_extracted(("audit_rights", 100, 200, 0.9), ("audit_rights", 700, 800, 0.4))
EVALUATION = evaluate_cuad({GOLD.file: OURS}, [GOLD], {GOLD.file: 0})


def a_card() -> str:
    """The card of the shipped model with figures of one contract."""
    return model_card(default_model(), EVALUATION, taxonomy())


def test_figures_are_told_by_type():
    """Contracts with the type and precision, recall, F1; then the same of its passages."""
    lines = a_card().splitlines()
    assert "| `audit_rights` | 1 | 1.000 | 1.000 | 1.000 | 1 | 0.500 | 1.000 | 0.667 |" in lines
    assert "| `insurance` | 1 | – | 0.000 | 0.000 | 1 | – | 0.000 | 0.000 |" in lines
    assert "| **all, micro** | 2 | 1.000 | 0.500 | 0.667 | 2 | 0.500 | 0.500 | 0.500 |" in lines


def test_weak_and_rare_types_are_named():
    """With their F1, the weakest first."""
    card = a_card()
    assert "F1 of passages below 0.5: `insurance` (0.000), `non_compete`" not in card
    assert "F1 of passages below 0.5: `insurance` (0.000)." in card
    assert "`audit_rights`, `insurance`, `non_compete`." in card


def test_data_and_licence_are_named():
    """Who made the data, and on which terms."""
    card = a_card()
    for words in ("1 contracts with 2 passages", "The Atticus Project", "CC BY 4.0", "## Known failures"):
        assert words in card


def test_every_type_says_what_decides_on_it():
    """The model, a rule, or where a variable is stated."""
    model = default_model()
    table = taxonomy_table(model, taxonomy()).splitlines()
    assert len(table) == len(taxonomy()) + 4
    endings = {line.split("`")[1]: line.split("|")[-2].strip() for line in table[4:]}
    assert endings["audit_rights"] == "model"
    assert endings["indemnity"] == "rules"
    assert endings["governing_law"] == "variable"
