"""Training the model of the clause types, each part on what the part before it had not seen."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from fourcorners.errors import UsageError
from fourcorners.evaluate.matching import spans_match
from fourcorners.extract.nlp.clause_model.candidates import Candidates, candidates_of
from fourcorners.extract.nlp.clause_model.model import ClauseModel, contract_of, text_number
from fourcorners.extract.nlp.clause_model.ranker import Ranker
from fourcorners.extract.nlp.passages import Passages
from fourcorners.training.contracts import MarkedContract, Types, types_of
from fourcorners.training.forest import fit_forest
from fourcorners.training.ranker import fit_ranker
from fourcorners.training.thresholds import Judged, choose_thresholds

Folds = Mapping[str, int]
"""By file name."""


class Training:
    """Trains models of the same contracts, with some folds left out, and fits no ranker twice."""

    def __init__(self, contracts: Sequence[MarkedContract], folds: Folds, jobs: int) -> None:
        """The contracts in an order that hangs on their names alone."""
        self.contracts = sorted(contracts, key=lambda contract: contract.file)
        self.types: Types = types_of(self.contracts)
        self._folds = folds
        self._jobs = jobs
        self._rankers: dict[frozenset[int], Ranker] = {}

    def model(self, without: frozenset[int] = frozenset()) -> ClauseModel:
        """The model of all contracts but those of the folds that are left out.

        The second look learns from scores by rankers that had not seen the contract that they score, and
        the thresholds are chosen on chances by forests that had not. Raises UsageError for fewer than two
        folds, or where none of their sentences is of a type.
        """
        folds = sorted(set(self._folds.values()) - without)
        if len(folds) < 2 or not self.types.decided:
            raise UsageError("there is too little to learn from; name marked contracts of more filers")
        scored = {fold: self._scored(fold, without | {fold}) for fold in folds}
        judged = [each for fold in folds for each in self._judged(scored, fold)]
        return ClauseModel(
            ranker=self.ranker(without),
            forest=fit_forest(*_learnable(scored.values())),
            decided=self.types.decided,
            thresholds=choose_thresholds(judged),
            learned_from=_numbers(self._seen(without)),
        )

    def ranker(self, without: frozenset[int]) -> Ranker:
        """The ranker of all contracts but those of the folds that are left out."""
        if without not in self._rankers:
            self._rankers[without] = fit_ranker(self._seen(without), self.types.all, self._jobs)
        return self._rankers[without]

    def _seen(self, without: frozenset[int]) -> list[MarkedContract]:
        return [each for each in self.contracts if self._folds[each.file] not in without]

    def _scored(self, fold: int, without: frozenset[int]) -> list["_Scored"]:
        ranker = self.ranker(without)
        return [
            scored
            for contract in self.contracts
            if self._folds[contract.file] == fold
            for scored in _score(contract, ranker, self.types.decided)
        ]

    def _judged(self, scored: Mapping[int, Sequence["_Scored"]], fold: int) -> list[Judged]:
        others = [each for number, each in scored.items() if number != fold]
        forest = fit_forest(*_learnable(others))
        return [
            Judged(
                type=each.type,
                spans=tuple(each.contract.tree.sentences[index].span for index in each.candidates.sentences),
                chances=forest.chances(each.candidates.table),
                marked=tuple(each.contract.spans.get(each.type, ())),
            )
            for each in scored[fold]
        ]


def _numbers(contracts: Iterable[MarkedContract]) -> NDArray[np.uint64]:
    return np.array(sorted(text_number(each.document.text) for each in contracts), dtype=np.uint64)


class _Scored(NamedTuple):
    """The candidates of one type in one contract, and which of them are right."""

    contract: MarkedContract
    type: str
    candidates: Candidates
    right: NDArray[np.bool_]


def _score(contract: MarkedContract, ranker: Ranker, decided: Sequence[str]) -> list[_Scored]:
    passages = Passages(contract.document, contract.tree)
    ranked = contract_of(passages, ranker, contract.hits, contract.grams)
    found = ((name, candidates_of(ranked, column)) for column, name in enumerate(decided))
    return [_Scored(contract, name, each, _right(contract, name, each)) for name, each in found]


def _right(contract: MarkedContract, name: str, candidates: Candidates) -> NDArray[np.bool_]:
    """Which candidates are passages that were marked: of several that match one, the best by its score.

    So a chance is that of being counted, one to one, and not that of standing somewhere in a long passage.
    """
    marked = set(contract.spans.get(name, ()))
    right = np.zeros(len(candidates.sentences), dtype=bool)
    for index in np.argsort(-candidates.scores, kind="stable"):
        sentence = contract.tree.sentences[candidates.sentences[index]].span
        matched = min((span for span in marked if spans_match(sentence, span)), default=None)
        if matched is not None:
            marked.remove(matched)
            right[index] = True
    return right


def _learnable(
    scored: Iterable[Sequence[_Scored]],
) -> tuple[list[NDArray[np.float32]], list[NDArray[np.bool_]]]:
    each_one = [each for fold in scored for each in fold]
    return [each.candidates.table for each in each_one], [each.right for each in each_one]
