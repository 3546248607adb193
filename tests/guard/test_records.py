"""Drafts to records: evidence, identity, owner, and findings for the rest."""

import datetime as dt
import re

from contracts import a_contract
from fourcorners.domain.clause import ClauseTypeDraft
from fourcorners.domain.draft import Drafts
from fourcorners.domain.evidence import Quote
from fourcorners.domain.extraction_terms import ExtractionTerms, OwnClauseType
from fourcorners.domain.obligation import Category, Modality, ObligationDraft
from fourcorners.domain.proof import Origin
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.span import Span
from fourcorners.domain.variable import DateValue, NotStatedValue, TextValue, VariableDraft
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


def test_a_blank_is_a_finding():
    """What is blank, where, and what to do."""
    words = "This Agreement is made on the ____ day of ____ 20__."
    document, tree = a_contract(words)
    quote = Quote(exact=words, start=document.text.index(words))
    draft = VariableDraft(
        name="agreement_date",
        value=NotStatedValue(text="____ day of ____ 20__"),
        confidence=0.8,
        origin=Origin.NLP,
        quotes=(quote,),
    )
    extraction = prove(document, tree, Drafts(variables=(draft,)))
    [finding] = extraction.findings
    assert (finding.code, finding.records) == ("not_stated", (extraction.variables[0].id,))
    assert 'agreement_date is left blank: "____ day of ____ 20__"' in finding.message
    assert finding.spans == (extraction.variables[0].evidence[0].span,)


def test_several_signatories_do_not_disagree():
    """There is one for each signature, as there are several parties."""
    document, tree = a_contract("By: Maud Ferris", "By: Ole Quill")
    drafts = tuple(
        VariableDraft(
            name="signatories",
            value=TextValue(text=name),
            confidence=0.8,
            origin=Origin.NLP,
            quotes=(Quote(exact=name, start=document.text.index(name)),),
        )
        for name in ("Maud Ferris", "Ole Quill")
    )
    extraction = prove(document, tree, Drafts(variables=drafts))
    assert len(extraction.variables) == 2
    assert extraction.findings == ()


def test_a_clause_type_has_the_owner_that_its_definition_names():
    """The taxonomy's for what is built in, the user's for what the user defined."""
    document, tree = a_contract(f"1. {DUTY}")
    clause = next(sentence.clause for sentence in tree.sentences if sentence.span.of(document.text) == DUTY)
    drafts = tuple(
        ClauseTypeDraft(
            clause=clause,
            type=name,
            confidence=0.8,
            origin=Origin.NLP,
            quotes=(Quote(exact=DUTY, start=document.text.index(DUTY)),),
        )
        for name in ("payment_terms", "climate")
    )
    own = OwnClauseType(name="climate", description="x", patterns=("emissions",), responsible="procurement")
    extraction = prove(
        document, tree, Drafts(clause_types=drafts), terms=ExtractionTerms(own_clause_types=(own,))
    )
    found = {each.type: each.responsible for clause in extraction.clauses for each in clause.types}
    assert found == {"payment_terms": Responsible.FINANCE, "climate": Responsible.PROCUREMENT}
