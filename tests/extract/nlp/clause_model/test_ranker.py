"""The first look."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fourcorners.extract.nlp.clause_model.ranker import Ranker
from fourcorners.extract.nlp.clause_model.tokens import Grams


def a_ranker(drawn: np.random.Generator, features: int, types: int) -> Ranker:
    """A ranker of random weights."""
    return Ranker(
        types=tuple(f"type_{number}" for number in range(types)),
        vocabulary=np.sort(drawn.choice(1_000, features, replace=False)).astype(np.uint64),
        rarity=drawn.uniform(0.5, 9, features).astype(np.float32),
        weights=drawn.integers(-127, 128, (features, types)).astype(np.int8),
        scales=drawn.uniform(0.001, 0.1, types).astype(np.float32),
        biases=drawn.normal(size=types).astype(np.float32),
    )


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 12), st.integers(1, 5))
def test_scores_are_those_of_a_plain_computation(seed, count, types):
    """Weights times rarity over the length of the sentence, and the bias; unknown features count nothing."""
    drawn = np.random.default_rng(seed)
    ranker = a_ranker(drawn, 60, types)
    has = drawn.random((count, 1_000)) < 0.05
    rows, hashes = np.nonzero(has)
    table = has[:, ranker.vocabulary.astype(int)] * ranker.rarity.astype(np.float64)
    lengths = np.maximum(np.sqrt((table**2).sum(axis=1, keepdims=True)), 1e-9)
    expected = table / lengths @ (ranker.weights * ranker.scales.astype(np.float64)) + ranker.biases
    scores = ranker.score(Grams(rows, hashes.astype(np.uint64)), count)
    np.testing.assert_allclose(scores, expected, rtol=1e-4, atol=1e-4)


def test_a_sentence_of_unknown_words_scores_the_bias():
    """So does one without words."""
    ranker = a_ranker(np.random.default_rng(1), 5, 3)
    grams = Grams(np.array([0]), np.array([5_000], dtype=np.uint64))
    assert (ranker.score(grams, 2) == ranker.biases).all()
