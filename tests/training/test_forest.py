"""Trees as plain arrays."""

import lightgbm
import numpy as np
import pytest

from fourcorners.training import forest as fitting


@pytest.mark.parametrize("rows", [90, 700, 3_000])
def test_the_arrays_say_what_the_library_says(monkeypatch, rows):
    """The same chances for tables of any length, within rounding."""
    drawn = np.random.default_rng(rows)
    table = drawn.normal(size=(rows, 9)).astype(np.float32)
    table[:, 0] = np.rint(table[:, 0] * 3)
    marks = table[:, 0] + table[:, 1] * table[:, 2] + drawn.normal(size=rows) > 0.5
    boosters = []

    def train(*arguments):
        boosters.append(lightgbm.Booster(model_str=real(*arguments).model_to_string()))
        return boosters[-1]

    real = lightgbm.train
    monkeypatch.setattr(lightgbm, "train", train)
    forest = fitting.fit_forest([table[:30], table[30:]], [marks[:30], marks[30:]])
    assert len(forest.roots) == boosters[0].num_trees() > 1
    unseen = np.concatenate([table, drawn.normal(size=(600, 9)).astype(np.float32)])
    np.testing.assert_allclose(forest.chances(unseen), boosters[0].predict(unseen), rtol=0, atol=1e-9)


def test_an_empty_table_has_no_chances():
    """Nothing is asked and nothing is said."""
    table = np.random.default_rng(1).normal(size=(90, 4)).astype(np.float32)
    forest = fitting.fit_forest([table], [table[:, 0] > 0])
    assert forest.chances(table[:0]).shape == (0,)
