"""The named facts of a contract, each with the sentence that states it."""

from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.document import Document
from fourcorners.domain.variable import VariableDraft
from fourcorners.extract.nlp.facts.agreement_date import propose_agreement_date
from fourcorners.extract.nlp.facts.contract_value import propose_contract_value
from fourcorners.extract.nlp.facts.document_name import propose_document_name
from fourcorners.extract.nlp.facts.effective_date import propose_effective_date
from fourcorners.extract.nlp.facts.governing_law import propose_governing_law
from fourcorners.extract.nlp.facts.parties import propose_parties
from fourcorners.extract.nlp.facts.payment_terms import propose_payment_terms
from fourcorners.extract.nlp.facts.renewal import propose_renewal
from fourcorners.extract.nlp.facts.term import propose_term
from fourcorners.extract.nlp.passages import Passages

_FAMILIES = (
    propose_document_name,
    propose_parties,
    propose_agreement_date,
    propose_effective_date,
    propose_term,
    propose_renewal,
    propose_governing_law,
    propose_contract_value,
    propose_payment_terms,
)


def propose_variables(document: Document, tree: ClauseTree) -> list[VariableDraft]:
    """What each family of facts finds. A name is answered at most once, save `parties` and disagreements."""
    passages = Passages(document, tree)
    return [draft for propose in _FAMILIES for draft in propose(passages)]
