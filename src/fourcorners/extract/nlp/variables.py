"""The named facts of a contract, each with the sentence that states it."""

from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.document import Document
from fourcorners.domain.variable import VariableDraft
from fourcorners.extract.nlp.facts.agreement_date import propose_agreement_date
from fourcorners.extract.nlp.facts.business_day_convention import propose_business_day_convention
from fourcorners.extract.nlp.facts.contract_number import propose_contract_number
from fourcorners.extract.nlp.facts.contract_value import propose_contract_value
from fourcorners.extract.nlp.facts.currency import propose_currency
from fourcorners.extract.nlp.facts.dispute_forum import propose_dispute_forum
from fourcorners.extract.nlp.facts.document_name import propose_document_name
from fourcorners.extract.nlp.facts.effective_date import propose_effective_date
from fourcorners.extract.nlp.facts.governing_law import propose_governing_law
from fourcorners.extract.nlp.facts.insurance_minimum import propose_insurance_minimum
from fourcorners.extract.nlp.facts.late_payment_interest import propose_late_payment_interest
from fourcorners.extract.nlp.facts.liability_cap import propose_liability_cap
from fourcorners.extract.nlp.facts.notices import propose_notices
from fourcorners.extract.nlp.facts.parties import propose_parties
from fourcorners.extract.nlp.facts.payment_terms import propose_payment_terms
from fourcorners.extract.nlp.facts.price_adjustment_index import propose_price_adjustment_index
from fourcorners.extract.nlp.facts.renewal import propose_renewal
from fourcorners.extract.nlp.facts.signatories import propose_signatories
from fourcorners.extract.nlp.facts.term import propose_term
from fourcorners.extract.nlp.facts.warranty_duration import propose_warranty_duration
from fourcorners.extract.nlp.passages import Passages

_FAMILIES = (
    propose_document_name,
    propose_contract_number,
    propose_parties,
    propose_signatories,
    propose_agreement_date,
    propose_effective_date,
    propose_governing_law,
    propose_contract_value,
    propose_payment_terms,
    propose_currency,
    propose_late_payment_interest,
    propose_price_adjustment_index,
    propose_liability_cap,
    propose_warranty_duration,
    propose_insurance_minimum,
    propose_notices,
    propose_dispute_forum,
    propose_business_day_convention,
)
_COUNTED = (propose_term, propose_renewal)
"""Families that start from facts found before."""


def propose_variables(document: Document, tree: ClauseTree) -> list[VariableDraft]:
    """What each family of facts finds. A name is answered at most once, save `parties` and disagreements."""
    passages = Passages(document, tree)
    drafts = [draft for propose in _FAMILIES for draft in propose(passages)]
    for propose_from in _COUNTED:
        drafts.extend(propose_from(passages, drafts))
    return drafts
