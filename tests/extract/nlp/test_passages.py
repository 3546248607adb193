"""Looking things up in one contract: only where a word occurs, on one line, without the furniture."""

import re

from hypothesis import given
from hypothesis import strategies as st

from contracts import a_document
from facts import passages_of
from fourcorners.domain.clause import ClauseKind, ClauseNode, ClauseTree, Sentence, SentenceKind
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.passages import Passages

LAW = re.compile(r"\blaws?\b")


def test_only_sentences_with_the_word_are_read_and_each_once():
    """Two hits in one sentence give it once; a sentence without one is passed over."""
    passages = passages_of("The law of laws is short.", "Goods are sold.", "Another law applies.")
    texts = [passage.text for passage in passages.mentioning(LAW)]
    assert texts == ["The law of laws is short.", "Another law applies."]


def test_furniture_is_left_out_of_what_is_read():
    """A page number within a sentence does not part its words, and the quote still stands in the text."""
    text = "governed by the laws of\n- 12 -\nUtah."
    sentence = Sentence(start=0, end=len(text), kind=SentenceKind.SENTENCE, clause=0)
    clause = ClauseNode(path="1", kind=ClauseKind.CLAUSE, start=0, end=len(text))
    tree = ClauseTree(clauses=(clause,), sentences=(sentence,), furniture=(Span(24, 30),))
    passages = Passages(a_document(text), tree)
    passage = next(passages.mentioning(LAW))
    assert passage.text == "governed by the laws of Utah."
    assert passages.quote(passage).exact == text


@given(st.text("ab \t\n", min_size=1), st.integers(0, 8), st.integers(1, 4))
def test_a_line_has_the_words_of_the_reading(text, start, length):
    """The fast way to the words of a stretch gives what the exact way gives, furniture or none."""
    hole = Span(min(start, len(text)), min(start + length, len(text)))
    tree = ClauseTree(clauses=(), sentences=(), furniture=(hole,) if hole.length else ())
    passages = Passages(a_document(text), tree)
    for span in (Span(0, len(text)), Span(0, max(1, hole.start))):
        assert passages.line(span) == passages.read(span).text


def test_the_quote_of_words_over_two_sentences_is_both():
    """A value that a full stop of an abbreviation parts is still quoted whole."""
    passages = passages_of("Made by Ferndale Hosting. Ltd is its form. Nothing else.")
    first, second = passages.tree.sentences[:2]
    assert passages.sentence_around(Span(first.end - 2, second.start + 2)) == Span(first.start, second.end)


def test_a_quoted_clause_is_told_from_a_defined_term():
    """A clause that an amendment quotes is quoted; a term in quotation marks is not."""
    clause = "“2.1 This Agreement shall commence on 1 March 2025 and shall continue for three years.”"
    term = "“Effective Date” means 1 March 2025."
    assert [passages_of(text).is_quoted(20) for text in (clause, term)] == [True, False]


def test_a_needle_is_found_in_any_case_and_beside_letters_that_lower_case_lengthens():
    """ "İ" is two letters in lower case: the places of what is found after it are right all the same."""
    needle = re.compile(r"\bnotice\b", re.IGNORECASE)
    for text in ("One day passes. NOTICE is given.", "İİİİ day passes. Notice is given."):
        found = list(passages_of(text).mentioning(needle))
        assert [each.text.lower() for each in found] == ["notice is given."]
