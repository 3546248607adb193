"""What models say of contracts that they have not seen."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context

from fourcorners.domain.draft import Drafts
from fourcorners.domain.extraction import Extraction
from fourcorners.evaluate.cuad.corpus import CuadDocument
from fourcorners.extract.nlp.clause_model.model import ClauseModel, read_model, write_model
from fourcorners.extract.nlp.clause_types import propose_clause_types
from fourcorners.extract.nlp.variables import propose_variables
from fourcorners.guard.records import prove
from fourcorners.training.contracts import MarkedContract, read_contracts
from fourcorners.training.model import Folds, Training


def held_out_extractions(
    documents: Sequence[CuadDocument], folds: Folds, jobs: int
) -> Iterator[tuple[str, Extraction]]:
    """Clause types and variables of each contract by its file name, fold by fold.

    Those of a fold are proposed by a model that was trained, with its second look and its thresholds, on
    the other folds alone. Variables are read by rules, which no fold is held out from.
    """
    contracts = read_contracts(documents, jobs)
    training = Training(contracts, folds, jobs)
    for fold in sorted(set(folds.values())):
        model = training.model(without=frozenset({fold}))
        yield from _extractions([each for each in contracts if folds[each.file] == fold], model, jobs)


def _extractions(
    contracts: Sequence[MarkedContract], model: ClauseModel, jobs: int
) -> Iterator[tuple[str, Extraction]]:
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        yield from pool.map(partial(_extract, write_model(model)), contracts, chunksize=8)


_models: dict[bytes, ClauseModel] = {}


def _extract(model: bytes, contract: MarkedContract) -> tuple[str, Extraction]:
    if model not in _models:
        _models.clear()
        _models[model] = read_model(model)
    variables = propose_variables(contract.document, contract.tree)
    types = propose_clause_types(contract.document, contract.tree, variables, _models[model])
    drafts = Drafts(variables=tuple(variables), clause_types=tuple(types))
    return contract.file, prove(contract.document, contract.tree, drafts)
