"""What a sentence is known by."""

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts import a_contract
from fourcorners.domain.clause import ClauseTree
from fourcorners.extract.nlp.clause_model.features import LONGEST, features_of, masked_sentences
from fourcorners.extract.nlp.passages import Passages

CLAUSES = (
    "Supplier shall insure the Goods.",
    "Customer may audit the books of Ferndale Hosting Ltd.",
    "The fee is $1,250.00 a month.",
    "Either party may assign this Agreement.",
)


def passages(*paragraphs: str) -> Passages:
    """A contract between Supplier and Customer to look things up in."""
    return Passages(*a_contract(*paragraphs))


def test_names_of_parties_are_masked_and_roles_are_kept():
    """What is learned does not hang on who concluded the contract, but on who may do what."""
    said = " ".join(masked_sentences(passages(f"1. {CLAUSES[1]}", "2. Quillmark Foods plc pays.")))
    assert "customer may audit the books of partyx" in " ".join(said.split())
    assert "ferndale" not in said
    assert "quillmark" not in said


def test_figures_are_zeros():
    """An amount is known as one, not by its size."""
    assert "$0,000.00 a month." in masked_sentences(passages(f"1. {CLAUSES[2]}"))[-1]


def test_a_page_without_a_full_stop_is_read_to_a_limit():
    """A hostile sentence costs no more than a long one."""
    said = masked_sentences(passages("1. Supplier shall " + "pay and " * 2_000 + "go."))
    assert max(map(len, said)) <= LONGEST


def test_each_feature_is_there_once_in_order():
    """Rows ascend, and in a row the hashes."""
    grams = features_of(passages(*(f"{n}. {each} {each}" for n, each in enumerate(CLAUSES, start=1))))
    pairs = list(zip(grams.rows.tolist(), grams.hashes.tolist(), strict=True))
    assert pairs == sorted(set(pairs))


@settings(max_examples=20, deadline=None)
@given(st.permutations(CLAUSES[:3]))
def test_a_sentence_is_known_by_its_neighbours_and_not_by_those_beyond(order):
    """The last two clauses stay, so the last is known by the same features whatever comes before."""
    tail = (CLAUSES[3], "Each party keeps secrets.")
    numbered = [f"{n}. {each}" for n, each in enumerate((*order, *tail), start=1)]
    straight = [f"{n}. {each}" for n, each in enumerate((*CLAUSES[:3], *tail), start=1)]
    assert last_features(*numbered) == last_features(*straight)


def last_features(*paragraphs: str) -> set[int]:
    """The features of the last sentence."""
    grams = features_of(passages(*paragraphs))
    return set(grams.hashes[grams.rows == grams.rows.max()].tolist())


def test_a_contract_without_sentences_has_no_features():
    """An empty tree is no error."""
    document, _ = a_contract()
    assert len(features_of(Passages(document, ClauseTree(clauses=(), sentences=()))).rows) == 0
