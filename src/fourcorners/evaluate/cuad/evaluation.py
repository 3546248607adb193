"""Extractions held against CUAD: clause types, variables, confidence, and the same by fold."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from fourcorners.domain.extraction import Extraction
from fourcorners.evaluate.cuad.corpus import CuadDocument, clause_types
from fourcorners.evaluate.cuad.document_evaluation import CuadDocumentEvaluation, evaluate_cuad_document
from fourcorners.evaluate.cuad.metrics import CuadFigures, measure_cuad
from fourcorners.evaluate.statement import Measured

CUAD_EVALUATION_VERSION: Final = "cuad-1"
"""Raised when a figure changes its meaning, so that results of before and after are not compared."""


class FoldFigures(Measured):
    """The figures of the contracts of one fold."""

    fold: int
    documents: int
    figures: CuadFigures


class CuadEvaluation(Measured):
    """All contracts against their gold. As JSON it can be compared with a later one."""

    evaluation_version: Literal["cuad-1"] = CUAD_EVALUATION_VERSION
    types: tuple[str, ...]
    """The clause types that are judged."""
    total: CuadFigures
    folds: tuple[FoldFigures, ...]
    documents: tuple[CuadDocumentEvaluation, ...]


def evaluate_cuad(
    extractions: Mapping[str, Extraction], gold: Sequence[CuadDocument], folds: Mapping[str, int]
) -> CuadEvaluation:
    """Hold extractions against CUAD; extractions and folds are found by the name of the text's file.

    Whoever makes the extractions of a fold has not learned from its contracts. A contract without
    extraction counts, and all of it is missed. Raises UsageError where an extraction was made from a
    text of another length.
    """
    types = clause_types(gold)
    documents = tuple(
        evaluate_cuad_document(extractions.get(each.file), each, folds[each.file], types)
        for each in sorted(gold, key=lambda each: each.file)
    )
    return CuadEvaluation(
        types=tuple(types),
        total=measure_cuad(documents, types),
        folds=tuple(_by_fold(documents, types)),
        documents=documents,
    )


def _by_fold(documents: Iterable[CuadDocumentEvaluation], types: Sequence[str]) -> list[FoldFigures]:
    by_fold: dict[int, list[CuadDocumentEvaluation]] = {}
    for document in documents:
        by_fold.setdefault(document.fold, []).append(document)
    return [
        FoldFigures(fold=fold, documents=len(by_fold[fold]), figures=measure_cuad(by_fold[fold], types))
        for fold in sorted(by_fold)
    ]
