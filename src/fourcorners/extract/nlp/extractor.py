"""All that the offline extractors propose for one document."""

from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.document import Document
from fourcorners.domain.draft import Drafts
from fourcorners.extract.nlp.clause_types import propose_clause_types
from fourcorners.extract.nlp.kpis import propose_kpis
from fourcorners.extract.nlp.language import model_name
from fourcorners.extract.nlp.norms import propose_norms
from fourcorners.extract.nlp.variables import propose_variables


def propose(document: Document, tree: ClauseTree) -> Drafts:
    """Variables, norms, KPIs and clause types, each with the words it is read from."""
    return Drafts(
        variables=tuple(propose_variables(document, tree)),
        obligations=tuple(propose_norms(document, tree)),
        kpis=tuple(propose_kpis(document, tree)),
        clause_types=tuple(propose_clause_types(document, tree)),
        models=(model_name(),),
    )
