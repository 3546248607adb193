"""What sentences stipulate, by the wording that clauses of their type are written in."""

import re
import time

import pytest
import yaml
from pydantic import ValidationError

from contracts import a_contract
from fourcorners.domain.clause_type import taxonomy
from fourcorners.extract.nlp.clause_rules import RuleHit, default_rules, read_rules, rule_hits
from fourcorners.extract.nlp.passages import Passages

VARIABLES_ONLY = {"document_name", "parties", "agreement_date", "effective_date"}
"""Types of facts that stand in titles and preambles: no sentence stipulates them."""

SAYS = [
    ("expiration_date", "This Agreement shall remain in force until 30 June 2031."),
    ("expiration_date", "The term of this Agreement shall be five years from the Effective Date."),
    ("renewal_term", "This Agreement renews automatically for successive one-year terms."),
    (
        "notice_period_to_terminate_renewal",
        "It renews unless a party gives ninety days' notice of non-renewal.",
    ),
    ("governing_law", "This Agreement shall be governed by the laws of the State of Utah."),
    (
        "most_favored_nation",
        "The prices shall be no less favorable than those offered to any other customer.",
    ),
    (
        "competitive_restriction_exception",
        "The foregoing restrictions shall not apply to holdings in a publicly traded company.",
    ),
    ("non_compete", "Supplier shall not engage in any business that competes with Customer."),
    ("exclusivity", "Supplier appoints Distributor as its exclusive distributor in the Territory."),
    ("exclusivity", "Customer shall exclusively purchase its bottles from Supplier."),
    ("no_solicit_of_customers", "Supplier shall not solicit any customer of Customer for two years."),
    ("no_solicit_of_employees", "Neither party shall solicit for employment any employee of the other."),
    ("non_disparagement", "Neither party shall disparage the other or its products."),
    (
        "termination_for_convenience",
        "Customer may terminate this Agreement at any time on sixty days' notice.",
    ),
    ("termination_for_convenience", "Either party may terminate this Agreement for convenience."),
    ("rofr_rofo_rofn", "Customer shall have a right of first refusal over the sale of the Plant."),
    (
        "change_of_control",
        "Customer may terminate this Agreement upon a change of control of Supplier.",
    ),
    ("anti_assignment", "Neither party may assign this Agreement without the consent of the other."),
    ("anti_assignment", "Any attempted assignment in breach of this clause is void."),
    ("revenue_profit_sharing", "Licensee shall pay a royalty of five percent of Net Sales each quarter."),
    ("price_restrictions", "Supplier may not increase the prices more than once in a year."),
    ("minimum_commitment", "Customer shall purchase at least 4,000 units per year."),
    ("volume_restriction", "Use shall not exceed two hundred named users in any month."),
    (
        "ip_ownership_assignment",
        "Supplier hereby assigns to Customer all right, title and interest in the Works.",
    ),
    ("joint_ip_ownership", "Inventions made by both parties shall be jointly owned by them."),
    ("license_grant", "Licensor hereby grants Licensee a non-exclusive license to use the Software."),
    ("non_transferable_license", "The license granted is non-transferable and for internal use."),
    (
        "affiliate_license_licensor",
        "Licensor, on behalf of itself and its Affiliates, hereby grants Licensee a license to the Patents.",
    ),
    (
        "affiliate_license_licensee",
        "Licensor grants to Licensee and its Affiliates a license to use the Software.",
    ),
    ("unlimited_all_you_can_eat_license", "The license permits an unlimited number of copies and users."),
    ("irrevocable_or_perpetual_license", "Licensor grants a perpetual license to use the Software."),
    ("source_code_escrow", "Supplier shall deposit the source code with the escrow agent each year."),
    (
        "post_termination_services",
        "Upon termination of this Agreement Supplier shall complete all orders in hand.",
    ),
    ("audit_rights", "Customer may audit the books and records of Supplier once a year."),
    ("uncapped_liability", "Nothing in this Agreement limits liability for death or fraud."),
    ("cap_on_liability", "Neither party shall be liable for indirect or consequential damages."),
    ("cap_on_liability", "Supplier's total liability shall not exceed the fees paid."),
    ("liquidated_damages", "Supplier shall pay liquidated damages of $500 for each day of delay."),
    ("warranty_duration", "Supplier warrants the Goods for a period of twelve months from delivery."),
    ("insurance", "Supplier shall maintain public liability insurance during the term."),
    ("covenant_not_to_sue", "Licensee shall not contest the validity of the Marks."),
    ("third_party_beneficiary", "The Lender is a third-party beneficiary of this clause and may enforce it."),
    ("payment_terms", "Invoices are payable net 30 days."),
    ("payment_terms", "Overdue amounts shall bear interest, as shall any late payment, at 1% a month."),
    ("price_adjustment", "The fees shall be adjusted each year by the change in the Consumer Price Index."),
    ("service_levels", "Supplier shall meet each Service Level in every month."),
    ("service_levels", "Availability of the Platform shall be at least 99.9% each month."),
    ("service_credits", "For each missed target Supplier shall give a service credit of 5%."),
    ("reporting", "Supplier shall submit a monthly report on all open incidents."),
    ("governance", "The Steering Committee shall meet once in every quarter."),
    ("governance", "Each party shall appoint a contract manager for the day-to-day work."),
    ("change_control", "This Agreement may be amended only in writing signed by both parties."),
    ("acceptance", "Customer may inspect the Goods and reject what does not conform."),
    ("delivery", "Supplier shall deliver the Goods to the warehouse of Customer."),
    ("subcontracting", "Supplier may not subcontract any Services without the consent of Customer."),
    ("confidentiality", "Each party shall keep the other's information in strict confidence."),
    ("data_protection", "Supplier shall protect personal data as the privacy laws require."),
    ("security", "Supplier shall encrypt all data at rest and keep firewalls."),
    ("business_continuity", "Supplier shall maintain and test a disaster recovery plan."),
    ("indemnity", "Supplier shall indemnify Customer against all third-party claims."),
    ("force_majeure", "Neither party is liable for a delay caused by events beyond its control."),
    ("dispute_resolution", "Any dispute shall be finally settled by arbitration in Oslo."),
    ("record_keeping", "Supplier shall keep accurate records of its work for six years."),
    ("exit_transition", "On expiry of this Agreement Supplier shall return all data to Customer."),
    ("termination_for_cause", "Customer may terminate if Supplier commits a material breach."),
    ("survival", "Clauses 4 and 9 shall survive the termination of this Agreement."),
    ("order_of_precedence", "In case of conflict the Order Form prevails over these terms."),
    ("notices", "All notices under this Agreement shall be in writing and sent by courier."),
]
SAYS_NOT = [
    ("expiration_date", "The duty of confidence shall survive and continue in force until 30 June 2031."),
    ("renewal_term", "The parties may renew this Agreement for additional terms by mutual agreement."),
    ("notice_period_to_terminate_renewal", "Customer shall give thirty days' notice of each inspection."),
    ("governing_law", "Supplier is duly organized under the laws of the State of Utah."),
    (
        "most_favored_nation",
        "Supplier shall have insurance on terms as favorable as any other party can obtain.",
    ),
    (
        "competitive_restriction_exception",
        "The foregoing restrictions shall not apply to Confidential Information.",
    ),
    ("non_compete", "Any court of competent jurisdiction may not hear the claim."),
    ("exclusivity", "Supplier grants Customer a non-exclusive right to sell the Goods."),
    ("exclusivity", "The courts of Oslo have exclusive jurisdiction."),
    ("no_solicit_of_customers", "Supplier shall answer each customer who contacts the hotline."),
    ("no_solicit_of_employees", "Supplier's staff shall not be deemed employees of Customer."),
    ("non_disparagement", "Without derogating from clause 4, Supplier shall repair the Goods."),
    (
        "termination_for_convenience",
        "Customer may terminate this Agreement on notice if Supplier is in breach.",
    ),
    ("termination_for_convenience", "Clause 9 shall survive termination of this Agreement for any reason."),
    ("rofr_rofo_rofn", "The first delivery shall be offered in May."),
    ("change_of_control", "Supplier shall keep a change log and control its versions."),
    ("anti_assignment", "Supplier hereby assigns to Customer all rights in the Works."),
    ("revenue_profit_sharing", "The license is royalty-free and Licensee shall pay nothing for it."),
    ("price_restrictions", "Supplier's liability shall not exceed the increased price of cover."),
    ("minimum_commitment", "Supplier shall carry insurance of at least $1,000,000 per year."),
    ("volume_restriction", "Liability shall not exceed the fees of two hundred hours."),
    ("ip_ownership_assignment", "Neither party may assign this Agreement or transfer its rights."),
    ("joint_ip_ownership", "The joint venture shall own the vessel and its technology."),
    ("license_grant", "Nothing in this Agreement grants a license to the other party."),
    ("non_transferable_license", "Licensor grants Licensee a license to use the Software."),
    ("affiliate_license_licensor", "Licensor hereby grants Licensee a license to the Patents."),
    ("affiliate_license_licensee", "Licensor grants to Licensee a license to use the Software."),
    ("unlimited_all_you_can_eat_license", "Supplier's liability for fraud is unlimited, license or not."),
    (
        "irrevocable_or_perpetual_license",
        "Customer irrevocably submits to the courts that license disputes go to.",
    ),
    ("source_code_escrow", "The purchase price is held in an escrow account until closing."),
    ("audit_rights", "Customer shall inspect the goods on arrival."),
    ("uncapped_liability", "Supplier's total liability shall not exceed the fees paid."),
    ("cap_on_liability", "Supplier shall carry liability insurance of not less than $1,000,000."),
    ("liquidated_damages", "Customer may end this order without penalty and pays no termination fee."),
    ("warranty_duration", "Supplier warrants that it has all rights needed under this Agreement."),
    ("insurance", "The life insurance company shall pay the benefit."),
    ("covenant_not_to_sue", "Customer shall not dispute an invoice later than thirty days."),
    ("third_party_beneficiary", "There are no third-party beneficiaries of this Agreement."),
    ("payment_terms", "Royalties are due on net sales of the Goods within thirty days."),
    ("price_adjustment", "The interest rate shall be adjusted each year by an index."),
    ("service_levels", "The Guide is publicly available and 90% of it is free of charge."),
    ("service_credits", "Customer shall open a letter of credit for the services."),
    ("reporting", "The report of the surveyor is attached for information."),
    ("governance", "The board of directors of Supplier shall appoint a sales representative."),
    ("change_control", "Supplier shall give notice of any change of control."),
    ("acceptance", "Supplier accepts the appointment and may not reject any order."),
    ("delivery", "Supplier shall deliver notices of its shipment delays by courier."),
    ("subcontracting", "Subcontracting means work done by another company under contract."),
    ("confidentiality", "The Goods shall be packed in the usual way without marks."),
    ("data_protection", "Supplier is liable for personal injury and shall insure it."),
    ("security", "The bank shall hold a security interest in the collateral."),
    ("business_continuity", "Licensee may make one backup copy of the Software."),
    ("indemnity", "The indemnity in clause 9 shall survive termination."),
    ("force_majeure", "Supplier shall control the quality of the Goods."),
    ("dispute_resolution", "If a court of competent jurisdiction holds a clause invalid, the rest stands."),
    ("record_keeping", "The record date for the dividend shall be kept as announced."),
    ("exit_transition", "Supplier shall return calls within one hour."),
    ("termination_for_cause", "Either party may terminate this Agreement without cause on notice."),
    ("survival", "The surviving corporation shall sign the deed of merger."),
    ("order_of_precedence", "Supplier shall avoid every conflict of interest that may prevail."),
    ("notices", "Supplier shall post a notice of the opening hours at the gate."),
]


def hits(*paragraphs: str) -> list[tuple[str, RuleHit]]:
    """The hits in a contract of these paragraphs, each with its sentence."""
    document, tree = a_contract(*paragraphs)
    passages = Passages(document, tree)
    return [(passages.at(hit.sentence).text, hit) for hit in rule_hits(passages)]


@pytest.mark.parametrize(("kind", "sentence"), SAYS)
def test_a_sentence_that_says_it_is_of_the_type(kind, sentence):
    """The usual wording of a type is known, and the hit is the sentence that says it."""
    assert (kind, sentence) in {(hit.type, text) for text, hit in hits(sentence)}


@pytest.mark.parametrize(("kind", "sentence"), SAYS_NOT)
def test_what_only_looks_like_it_is_not_of_the_type(kind, sentence):
    """The same words to another purpose stipulate nothing of the type."""
    assert kind not in {hit.type for _, hit in hits(sentence)}


def test_each_type_has_its_rule_and_its_cases():
    """Every type of the taxonomy has one rule, but for those of the title page, and every rule has cases."""
    ruled = [rule.type for rule in default_rules().rules]
    known = {each.name for each in taxonomy()} - VARIABLES_ONLY
    assert (len(ruled), set(ruled)) == (len(known), known)
    assert {kind for kind, _ in SAYS} == known
    assert {kind for kind, _ in SAYS_NOT} == known - {"post_termination_services"}


def test_a_list_item_goes_on_from_its_stem():
    """ "Supplier shall not:" makes prohibitions of its items, and each item is its own evidence."""
    said = hits(
        "8. Supplier shall not, during the term:",
        "(a) solicit any employee of Customer for employment; or",
        "(b) disparage Customer or its products.",
    )
    found = {hit.type: text for text, hit in said}
    assert found["no_solicit_of_employees"].startswith("solicit any employee")
    assert found["non_disparagement"].startswith("disparage Customer")


def test_a_heading_makes_it_surer():
    """The same sentence is surer under the heading of its type."""
    sentence = "This Agreement shall be governed by the laws of the State of Utah."
    (_, alone), (_, headed) = hits(sentence)[0], hits("12. GOVERNING LAW", f"12.1 {sentence}")[0]
    assert (alone.type, alone.is_headed) == ("governing_law", False)
    assert (headed.type, headed.is_headed) == ("governing_law", True)
    assert alone.confidence < headed.confidence


def test_a_heading_lends_its_subject():
    """Under its heading a sentence need not name what it is about."""
    sentence = "Such party shall resume performance as soon as the strikes and the flood are over."
    types = {hit.type for _, hit in hits("15. FORCE MAJEURE", f"15.1 {sentence}")}
    assert "force_majeure" in types
    assert "force_majeure" not in {hit.type for _, hit in hits(sentence)}


NOT_PROVISIONS = [
    ("RECITALS", "WHEREAS, Supplier shall indemnify companies of all kinds against claims;", "1. The Goods."),
    ("Force majeure events excuse no one.", '"Indemnity" shall have the meaning set forth in clause 12.'),
    ("14. INDEMNITY AND HOLD HARMLESS",),
]


@pytest.mark.parametrize("paragraphs", NOT_PROVISIONS)
def test_what_is_no_provision_stipulates_nothing(paragraphs):
    """A recital, a heading, and a reference to where a term is defined are no evidence of an indemnity."""
    assert "indemnity" not in {hit.type for _, hit in hits(*paragraphs)}


def test_phrases_are_written_in_lower_case():
    """A capital in a phrase could never be met: sentences are read in lower case."""
    phrases = [
        phrase.source
        for rule in default_rules().rules
        for phrase in (*rule.sentences, *rule.under_heading, *rule.unless)
    ]
    assert [each for each in phrases if re.search(r"(?<!\\)[A-Z]", each)] == []


WRONG = [
    ({"sentences": ["law ... (of"]}, "not a phrase"),
    ({"words": ["Law"]}, "not a word in lower case"),
    ({"words": ["la*"]}, "too short a stem"),
    ({"confidence": 1.5}, "less than or equal to 1"),
    ({"headngs": ["law"]}, "Extra inputs are not permitted"),
    ({"type": "Governing Law"}, "should match pattern"),
]


@pytest.mark.parametrize(("change", "message"), WRONG)
def test_a_wrong_file_of_rules_is_refused(change, message):
    """A mistake in a file of rules is named where it stands, before any contract is read."""
    entry = {
        "type": "governing_law",
        "words": ["law"],
        "headings": ["law"],
        "sentences": ["law ... of"],
        "confidence": 0.9,
        "confidence_under_heading": 0.9,
    }
    with pytest.raises(ValidationError, match=message):
        read_rules(yaml.safe_dump([entry | change]))


HOSTILE = [
    "shall not may not terminate assign license affiliates grants rights to sublicense " * 4_000,
    "Supplier shall " + "x" * 300_000 + " indemnify the Customer. ",
    "neither party shall be liable for damages except for claims of negligence, " * 4_000,
    "shall provide, shall deliver, shall keep records of payments within days of invoices; " * 4_000,
]


@pytest.mark.parametrize("text", HOSTILE, ids=("words", "run", "liability", "lists"))
def test_a_hostile_text_is_read_in_a_moment(text):
    """A text made to be read for ever is not: the time grows with its length."""
    document, tree = a_contract(text)
    passages = Passages(document, tree)
    begun = time.process_time()
    rule_hits(passages)
    assert time.process_time() - begun < 2
