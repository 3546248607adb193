"""The types of clauses, as drafts with their evidence."""

from contracts import a_contract
from fourcorners.domain.clause import ClauseTypeDraft
from fourcorners.domain.clause_type import taxonomy
from fourcorners.extract.nlp.clause_types import propose_clause_types
from fourcorners.extract.nlp.variables import propose_variables


def types(*paragraphs: str) -> list[ClauseTypeDraft]:
    """The types that are proposed for a contract of these paragraphs."""
    return propose_clause_types(*a_contract(*paragraphs))


def test_the_evidence_is_the_sentence_that_says_it():
    """A draft quotes the sentence, as it stands in the text."""
    sentence = "Supplier shall indemnify Customer\nagainst all third-party claims."
    (draft,) = [each for each in types(f"9.1 {sentence} The Goods are blue.") if each.type == "indemnity"]
    assert [quote.exact for quote in draft.quotes] == [sentence]


def test_each_sentence_has_the_confidence_of_its_own():
    """Two sentences of one clause that say the same are two drafts, in the order of the text."""
    first = "Neither party may assign this Agreement without the consent of the other."
    second = "Any attempted assignment without it is void."
    drafts = [draft for draft in types(f"9.1 {first} {second}") if draft.type == "anti_assignment"]
    assert [[quote.exact for quote in draft.quotes] for draft in drafts] == [[first], [second]]
    assert drafts[0].clause == drafts[1].clause
    assert drafts[0].confidence > drafts[1].confidence


def test_a_clause_may_be_of_several_types():
    """A clause that treats two subjects has both types, in order of their names."""
    cover = "Supplier shall maintain commercial general liability insurance of at least EUR 1,000,000."
    records = "Supplier shall keep records of it for six years."
    assert [draft.type for draft in types(f"7.1 {cover} {records}")] == ["insurance", "record_keeping"]


def test_a_recital_stipulates_nothing_by_rule():
    """Background that speaks of an indemnity is none."""
    recital = "WHEREAS, Supplier shall indemnify Customer against all third-party claims of other kinds;"
    assert types("RECITALS", recital, "1. The Goods are sold.") == []


def test_a_clause_where_a_variable_is_stated_is_of_its_type():
    """With the words that state it, and as sure as it is; a variable that is no type makes none."""
    document, tree = a_contract("4. This Agreement is governed by the laws of Vermont.")
    variables = propose_variables(document, tree)
    drafts = propose_clause_types(document, tree, variables)
    (stated,) = [each for each in variables if each.name == "governing_law"]
    (law,) = [each for each in drafts if each.type == "governing_law"]
    assert (law.quotes, law.confidence) == (stated.quotes[:1], stated.confidence)
    assert {each.type for each in drafts} <= {each.name for each in taxonomy()}
