"""The types of clauses by the formulas that they are written in."""

import pytest
import yaml
from pydantic import ValidationError

from contracts import a_contract
from fourcorners.domain.clause import ClauseTypeDraft
from fourcorners.extract.nlp.clause_types import default_formulas, propose_clause_types, read_formulas

SAYS = [
    ("governing_law", "This Agreement shall be governed by the laws of the State of Utah."),
    ("anti_assignment", "Neither party may assign this Agreement without the consent of the other."),
    ("anti_assignment", "Any attempted assignment in breach of this clause is void."),
    ("audit_rights", "Customer may audit the books and records of Supplier once a year."),
    ("cap_on_liability", "Neither party shall be liable for indirect or consequential damages."),
    ("cap_on_liability", "Supplier's total liability shall not exceed the fees paid."),
    ("insurance", "Supplier shall maintain public liability insurance during the term."),
    (
        "termination_for_convenience",
        "Customer may terminate this Agreement at any time on sixty days' notice.",
    ),
    ("termination_for_convenience", "Either party may terminate this Agreement for convenience."),
    ("renewal_term", "This Agreement renews automatically for successive one-year terms."),
    ("non_compete", "Supplier shall not engage in any business that competes with Customer."),
    ("exclusivity", "Supplier appoints Distributor as its exclusive distributor in the Territory."),
    ("confidentiality", "Each party shall keep the other's information in strict confidence."),
    ("indemnity", "Supplier shall indemnify Customer against all third-party claims."),
    ("force_majeure", "Neither party is liable for a delay caused by events beyond its control."),
    ("payment_terms", "Invoices are payable net 30 days."),
    ("service_levels", "Supplier shall meet each Service Level in every month."),
    ("service_levels", "Availability of the Platform shall be at least 99.9% each month."),
    ("notices", "All notices under this Agreement shall be in writing and sent by courier."),
    ("warranty_duration", "Supplier warrants the Goods for a period of twelve months from delivery."),
    ("license_grant", "Licensor hereby grants Licensee a non-exclusive license to use the Software."),
    ("dispute_resolution", "Any dispute shall be finally settled by arbitration in Oslo."),
    ("survival", "Clauses 4 and 9 shall survive the termination of this Agreement."),
    ("data_protection", "Supplier shall protect personal data as the privacy laws require."),
]
SAYS_NOT = [
    ("governing_law", "Supplier is duly organized under the laws of the State of Utah."),
    ("anti_assignment", "Supplier hereby assigns to Customer all rights in the Works."),
    ("audit_rights", "Customer shall inspect the goods on arrival."),
    ("cap_on_liability", "Supplier shall carry liability insurance of not less than $1,000,000."),
    ("insurance", "The life insurance company shall pay the benefit."),
    (
        "termination_for_convenience",
        "Customer may terminate this Agreement on notice if Supplier is in breach.",
    ),
    ("termination_for_convenience", "Clause 9 shall survive termination of this Agreement for any reason."),
    ("renewal_term", "The parties may renew this Agreement for additional terms by mutual agreement."),
    ("non_compete", "Any court of competent jurisdiction may not hear the claim."),
    ("exclusivity", "Supplier grants Customer a non-exclusive right to sell the Goods."),
    ("exclusivity", "The courts of Oslo have exclusive jurisdiction."),
    ("license_grant", "Nothing in this Agreement grants a license to the other party."),
    ("dispute_resolution", "If a court of competent jurisdiction holds a clause invalid, the rest stands."),
    ("payment_terms", "Royalties are due on net sales of the Goods within thirty days."),
]


def types(*paragraphs: str) -> list[ClauseTypeDraft]:
    """The types that are proposed for a contract of these paragraphs."""
    return propose_clause_types(*a_contract(*paragraphs))


@pytest.mark.parametrize(("kind", "sentence"), SAYS)
def test_a_sentence_that_says_it_makes_the_type(kind, sentence):
    """The formula of a type is known, and the evidence is the sentence that says it."""
    found = {draft.type: [quote.exact for quote in draft.quotes] for draft in types(sentence)}
    assert found.get(kind) == [sentence]


@pytest.mark.parametrize(("kind", "sentence"), SAYS_NOT)
def test_what_only_looks_like_it_makes_no_type(kind, sentence):
    """The same words to another purpose are not of the type."""
    assert kind not in {draft.type for draft in types(sentence)}


def test_a_heading_makes_it_surer():
    """The same sentence is surer under the heading of its type."""
    sentence = "This Agreement shall be governed by the laws of the State of Utah."
    alone, headed = types(sentence)[0], types("12. GOVERNING LAW", f"12.1 {sentence}")[0]
    assert (alone.type, headed.type) == ("governing_law", "governing_law")
    assert alone.confidence < headed.confidence


def test_a_clause_has_each_type_once_with_all_its_sentences():
    """Two sentences of one clause that say the same are two quotes of one draft."""
    first = "Neither party may assign this Agreement without the consent of the other."
    second = "Any attempted assignment without it is void."
    drafts = [draft for draft in types(f"9.1 {first} {second}") if draft.type == "anti_assignment"]
    assert [[quote.exact for quote in draft.quotes] for draft in drafts] == [[first, second]]


def test_a_recital_stipulates_nothing():
    """Background that speaks of a license grants none."""
    recital = "WHEREAS, Licensor hereby grants licenses to use the Software to companies of all kinds;"
    assert "license_grant" not in {
        draft.type for draft in types("RECITALS", recital, "1. The Goods are sold.")
    }


def test_the_formulas_of_the_package_are_whole():
    """Each type is there once, with what it means, who owns it, and a confidence of its own."""
    formulas = default_formulas()
    assert len({formula.type for formula in formulas}) == len(formulas) == 20
    assert all(formula.definition.endswith(".") for formula in formulas)


WRONG = [
    ({"sentences": ["law ... (of"]}, "not a phrase"),
    ({"confidence": 1.5}, "less than or equal to 1"),
    ({"responsible": "janitor"}, "Input should be 'business'"),
    ({"headngs": ["law"]}, "Extra inputs are not permitted"),
    ({"type": "Governing Law"}, "should match pattern"),
]


@pytest.mark.parametrize(("change", "message"), WRONG)
def test_a_wrong_file_of_formulas_is_refused(change, message):
    """A mistake in a file of formulas is named where it stands, before any contract is read."""
    entry = {
        "type": "governing_law",
        "definition": "The law.",
        "responsible": "legal",
        "words": ["law"],
        "headings": ["law"],
        "sentences": ["law ... of"],
        "confidence": 0.9,
        "confidence_under_heading": 0.9,
    }
    with pytest.raises(ValidationError, match=message):
        read_formulas(yaml.safe_dump([entry | change]))
