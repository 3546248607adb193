"""Records against gold."""

from fourcorners.evaluate.evaluation import DocumentEvaluation, Evaluation, run

__all__ = ["DocumentEvaluation", "Evaluation", "run"]
