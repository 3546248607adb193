"""Drafts to records: evidence, identity, owner, and findings for the rest."""

import datetime as dt
import re

from contracts import a_contract
from fourcorners.domain.draft import Drafts
from fourcorners.domain.evidence import Quote
from fourcorners.domain.obligation import Category, Modality, ObligationDraft
from fourcorners.domain.proof import Origin
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.span import Span
from fourcorners.domain.variable import DateValue, VariableDraft
from fourcorners.guard.records import prove

DUTY = "Customer shall pay each invoice within thirty days."


def a_draft(quote: Quote, **values: object) -> ObligationDraft:
    """The Customer's duty to pay, unless told otherwise."""
    values = {
        "modality": Modality.OBLIGATION,
        "obligor": "Customer",
        "action": "pay",
        "confidence": 0.9,
    } | values
    return ObligationDraft.model_validate({"origin": Origin.NLP, "quotes": (quote,)} | values)


def test_a_draft_with_its_words_on_the_page_becomes_a_record():
    """The record has the evidence, an id, an owner and the category's function."""
    document, tree = a_contract(f"1. {DUTY}")
    start = document.text.index(DUTY)
    draft = a_draft(Quote(exact=DUTY, start=start), category=Category.PAYMENT)
    [record] = prove(document, tree, Drafts(obligations=(draft,))).obligations
    assert record.evidence[0].span == Span(start, start + len(DUTY))
    assert record.responsible is Responsible.FINANCE
    assert record.id.startswith("obligation_")


def test_a_draft_whose_words_are_not_there_becomes_a_finding():
    """Nothing without evidence goes on, and nothing is dropped in silence."""
    document, tree = a_contract(f"1. {DUTY}")
    extraction = prove(document, tree, Drafts(obligations=(a_draft(Quote(exact="within sixty days")),)))
    assert extraction.obligations == ()
    assert [finding.code for finding in extraction.findings] == ["quote_not_found"]


def test_two_norms_of_one_sentence_have_ids_of_their_own():
    """The second norm of a sentence is told from the first by its turn, also in a second run."""
    document, tree = a_contract(f"1. {DUTY}")
    quote = Quote(exact=DUTY, start=document.text.index(DUTY))
    drafts = Drafts(obligations=(a_draft(quote), a_draft(quote, action="keep receipts")))
    ids = [record.id for record in prove(document, tree, drafts).obligations]
    assert len(set(ids)) == 2
    assert ids == [record.id for record in prove(document, tree, drafts).obligations]


def test_answers_that_disagree_are_both_shown():
    """Two effective dates are two records and a finding that names them."""
    document, tree = a_contract("1. Effective 1 May 2024.", "2. Effective 2 May 2024.")
    drafts = Drafts(variables=tuple(a_date(day, document.text) for day in (1, 2)))
    extraction = prove(document, tree, drafts)
    [finding] = extraction.findings
    assert finding.code == "candidates_disagree"
    assert set(finding.records) == {variable.id for variable in extraction.variables}


def a_date(day: int, text: str) -> VariableDraft:
    """An effective date in May 2024 as the text says it."""
    words = f"Effective {day} May 2024"
    return VariableDraft(
        name="effective_date",
        value=DateValue(date=dt.date(2024, 5, day), text=words),
        confidence=0.8,
        origin=Origin.NLP,
        quotes=(Quote(exact=words, start=text.index(words)),),
    )


def test_the_same_words_twice_are_two_records():
    """A sentence that is repeated with the same surroundings gets an id of its own each time."""
    filler = "Nothing else is said in this paragraph of the schedule."
    document, tree = a_contract(*(f"{filler} {DUTY} {filler}" for _ in range(2)))
    starts = [match.start() for match in re.finditer(DUTY, document.text)]
    drafts = Drafts(obligations=tuple(a_draft(Quote(exact=DUTY, start=start)) for start in starts))
    first, second = prove(document, tree, drafts).obligations
    assert first.evidence[0].prefix == second.evidence[0].prefix
    assert first.id != second.id
