"""A script: CPU of what is proposed for some texts, part by part, and of loading what it needs, as JSON."""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.document import Document
from fourcorners.extract.nlp.clause_model.model import default_model
from fourcorners.extract.nlp.clause_rules import default_rules
from fourcorners.extract.nlp.clause_types import propose_clause_types
from fourcorners.extract.nlp.kpis import propose_kpis
from fourcorners.extract.nlp.norms import propose_norms
from fourcorners.extract.nlp.variables import propose_variables
from fourcorners.parse.reader import read
from fourcorners.segment.segmenter import segment
from fourcorners.settings import PAGE_CHARACTERS

Read = list[tuple[Document, ClauseTree]]


def seconds_of(work: Callable[[], object]) -> float:
    """CPU of this process for some work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def main(paths: list[str]) -> dict[str, float]:
    """Pages of 3,000 characters, and seconds of each part; one contract goes first, to warm."""
    loading = seconds_of(lambda: (default_model(), default_rules()))
    documents = [read(Path(path).read_bytes(), path) for path in paths]
    contracts = [(document, segment(document)) for document in documents]
    _propose(contracts[:1])
    propose_statements(*contracts[0])
    return {
        "pages": sum(len(document.text) for document in documents) / PAGE_CHARACTERS,
        "loading_s": loading,
        "proposing_s": seconds_of(lambda: _propose(contracts)),
        "variables_s": seconds_of(lambda: [propose_variables(*contract) for contract in contracts]),
        "statements_s": seconds_of(lambda: [propose_statements(*contract) for contract in contracts]),
    }


def propose_statements(document: Document, tree: ClauseTree) -> None:
    """Norms with their deadlines, and KPIs: all that the goal of 40 ms a page is for."""
    propose_norms(document, tree)
    propose_kpis(document, tree)


def _propose(contracts: Read) -> None:
    for document, tree in contracts:
        propose_clause_types(document, tree, propose_variables(document, tree))


if __name__ == "__main__":
    print(json.dumps(main(sys.argv[1:])))
