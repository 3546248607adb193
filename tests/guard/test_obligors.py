"""What is noticed about whose norm it is."""

from contracts import a_contract
from fourcorners.domain.draft import Drafts
from fourcorners.domain.evidence import Quote
from fourcorners.domain.extraction_terms import ExtractionTerms, OurEntity
from fourcorners.domain.obligation import Category, Modality, ObligationDraft
from fourcorners.domain.proof import Origin
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.side import OurTask, Side
from fourcorners.guard.records import prove

GATE = "The gate shall be painted."
PRICE = "Supplier shall pay the credits."


def a_norm(words: str, document_text: str, obligor: str | None) -> ObligationDraft:
    """A duty in these words."""
    return ObligationDraft(
        modality=Modality.OBLIGATION,
        obligor=obligor,
        action="be painted",
        category=Category.PAYMENT,
        confidence=0.8,
        origin=Origin.NLP,
        quotes=(Quote(exact=words, start=document_text.index(words)),),
    )


def test_a_norm_that_nobody_is_named_for_is_a_finding_of_its_own():
    """The finding tells the record and its place; a norm with an obligor raises none."""
    document, tree = a_contract(f"1. {GATE}", f"2. {PRICE}")
    drafts = Drafts(obligations=(a_norm(GATE, document.text, None), a_norm(PRICE, document.text, "Supplier")))
    extraction = prove(document, tree, drafts)
    [finding] = [each for each in extraction.findings if each.code == "obligor_not_named"]
    nobodys = extraction.obligations[0]
    assert (finding.records, finding.spans) == ((nobodys.id,), (nobodys.evidence[0].span,))
    assert finding.message.startswith('The contract does not name who has to do it: "be painted".')


def test_a_record_tells_our_side_and_who_owns_it_on_that_side():
    """Credits that the supplier owes us are for procurement to claim."""
    document, tree = a_contract(f"1. {PRICE}")
    terms = ExtractionTerms(our_entities=(OurEntity(name="Quillmark Foods plc"),))
    drafts = Drafts(obligations=(a_norm(PRICE, document.text, "Supplier"),))
    [record] = prove(document, tree, drafts, terms=terms).obligations
    assert (record.side, record.our_task) == (Side.THEY_OWE, OurTask.MONITOR)
    assert record.responsible is Responsible.PROCUREMENT
