"""Fitting the second look: boosted trees over the candidates of all types together."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

import lightgbm
import numpy as np
from numpy.typing import NDArray

from fourcorners.extract.nlp.clause_model.candidates import Table
from fourcorners.extract.nlp.clause_model.forest import Forest

TREES: Final = 200
_PARAMETERS: Final[dict[str, Any]] = {
    "objective": "binary",
    "learning_rate": 0.05,
    "num_leaves": 15,
    "min_data_in_leaf": 30,
    "feature_fraction": 0.7,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 1,
    "verbose": -1,
}


class _Node(NamedTuple):
    column: int
    threshold: float
    left: int
    right: int
    value: float


def fit_forest(tables: Sequence[Table], marks: Sequence[NDArray[np.bool_]]) -> Forest:
    """The forest of candidates, whose order matters."""
    data = lightgbm.Dataset(np.concatenate(tables), np.concatenate(marks).astype(np.float64))
    booster = lightgbm.train(_PARAMETERS, data, TREES)
    nodes: list[_Node] = []
    roots: list[int] = []
    depth = 0
    for tree in booster.dump_model()["tree_info"]:
        roots.append(len(nodes))
        depth = max(depth, _add(tree["tree_structure"], nodes))
    return Forest(
        columns=np.array([node.column for node in nodes], dtype=np.int16),
        thresholds=np.array([node.threshold for node in nodes], dtype=np.float64),
        left=np.array([node.left for node in nodes], dtype=np.int32),
        right=np.array([node.right for node in nodes], dtype=np.int32),
        values=np.array([node.value for node in nodes], dtype=np.float64),
        roots=np.array(roots, dtype=np.int32),
        depth=depth,
    )


def _add(structure: dict[str, Any], nodes: list[_Node]) -> int:
    """Add a node and all below it; gives the tests on the longest way down."""
    place = len(nodes)
    if "split_feature" not in structure:
        nodes.append(_Node(-1, 0.0, place, place, structure["leaf_value"]))
        return 0
    nodes.append(_Node(structure["split_feature"], structure["threshold"], 0, 0, 0.0))
    left = len(nodes)
    left_depth = _add(structure["left_child"], nodes)
    right = len(nodes)
    right_depth = _add(structure["right_child"], nodes)
    nodes[place] = nodes[place]._replace(left=left, right=right)
    return 1 + max(left_depth, right_depth)
