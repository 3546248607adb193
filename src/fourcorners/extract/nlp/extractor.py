"""All that the offline extractors propose for one document."""

from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.document import Document
from fourcorners.domain.draft import Drafts
from fourcorners.domain.extraction_terms import ExtractionTerms
from fourcorners.extract.nlp.clause_types import propose_clause_types
from fourcorners.extract.nlp.cross_references import tie_limits
from fourcorners.extract.nlp.kpis import propose_kpis
from fourcorners.extract.nlp.language import model_name
from fourcorners.extract.nlp.named_events import name_events
from fourcorners.extract.nlp.norms import propose_norms
from fourcorners.extract.nlp.own_definitions import propose_own
from fourcorners.extract.nlp.passages import Passages
from fourcorners.extract.nlp.variables import propose_variables


def propose(document: Document, tree: ClauseTree, terms: ExtractionTerms | None = None) -> Drafts:
    """Variables, norms, KPIs and clause types, each with the words it is read from.

    `terms` hold what users look for beside the built-in variables and clause types.
    """
    own = propose_own(Passages(document, tree), terms or ExtractionTerms())
    variables = propose_variables(document, tree)
    norms = tie_limits(document, tree, propose_norms(document, tree))
    obligations, events = name_events(document, tree, norms, variables)
    return Drafts(
        variables=(*variables, *own.variables),
        obligations=obligations,
        events=events,
        kpis=tuple(propose_kpis(document, tree)),
        clause_types=(*propose_clause_types(document, tree, variables), *own.clause_types),
        models=(model_name(),),
    )
