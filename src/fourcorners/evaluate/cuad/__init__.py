"""Records against the answers and passages of CUAD."""

from fourcorners.evaluate.cuad.corpus import CuadDocument, read_cuad
from fourcorners.evaluate.cuad.evaluation import CuadEvaluation, evaluate_cuad
from fourcorners.evaluate.cuad.families import assign_folds, find_families

__all__ = ["CuadDocument", "CuadEvaluation", "assign_folds", "evaluate_cuad", "find_families", "read_cuad"]
