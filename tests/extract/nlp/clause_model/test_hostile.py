"""The model of the clause types on texts that no lawyer wrote."""

import time
import tracemalloc

import pytest

from contracts import a_contract, a_document
from fourcorners.domain.clause import ClauseKind, ClauseNode, ClauseTree, Sentence, SentenceKind
from fourcorners.extract.nlp.clause_model.model import Typed, default_model
from fourcorners.extract.nlp.clause_rules import rule_hits
from fourcorners.extract.nlp.passages import Passages

DUTY = "Supplier shall pay. "
BAN = "Neither party may assign this Agreement without the prior written consent of the other party."


def sentences(count: int, words: str = DUTY) -> Passages:
    """One clause of the same sentence again and again."""
    text = words * count
    clause = ClauseNode(path="1", kind=ClauseKind.CLAUSE, start=0, end=len(text))
    starts = range(0, len(text), len(words))
    found = (
        Sentence(start=start, end=start + len(words) - 1, kind=SentenceKind.SENTENCE, clause=0)
        for start in starts
    )
    return Passages(a_document(text), ClauseTree(clauses=(clause,), sentences=tuple(found)))


def typed(passages: Passages) -> list[Typed]:
    """What the model that ships says, with the rules as its witnesses."""
    return list(default_model().types_of(passages, rule_hits(passages)))


def seconds(passages: Passages) -> float:
    """CPU that the model takes."""
    began = time.process_time()
    list(default_model().types_of(passages, ()))
    return time.process_time() - began


@pytest.mark.parametrize(
    "words", ["Word", "?! ;; ... --- ((( ]]] ", "1 2 3 4.5", "\u5951\u7d04", "\U0001f4dc"]
)
def test_words_that_say_nothing_are_of_no_type(words):
    """A single word, marks, figures and other scripts are read without a warning, and nothing is found."""
    assert typed(Passages(*a_contract(words))) == []


def test_a_text_without_sentences_is_of_no_type():
    """Where nothing was cut into sentences there is nothing to rank."""
    document, tree = a_contract(f"1. Assignment. {BAN}")
    assert "anti_assignment" in {each.type for each in typed(Passages(document, tree))}
    assert typed(Passages(document, tree.model_copy(update={"sentences": ()}))) == []


def test_a_sentence_of_two_million_letters_is_read_as_far_as_a_sentence_goes():
    """What stands behind the longest sentence that is read costs nothing."""
    assert seconds(sentences(1, "supply " * 300_000)) < 1


def test_a_ban_behind_a_sentence_without_end_is_still_found():
    """A flood of words in one sentence does not hide the next clause."""
    flood = "goods " * 30_000
    contract = a_contract(f"1. Supplier shall deliver {flood}.", f"2. Assignment. {BAN}")
    assert {each.type for each in typed(Passages(*contract))} == {"anti_assignment"}


def test_time_grows_with_the_number_of_sentences():
    """Eight times the sentences take about eight times as long, and not its square."""
    typed(sentences(10))
    few, many = min(seconds(sentences(5_000)) for _ in range(3)), seconds(sentences(40_000))
    assert many < 8 * few * 4


def test_two_hundred_thousand_sentences_are_read_in_little_memory():
    """The weights of all types are not laid out for all words at once."""
    passages = sentences(200_000)
    tracemalloc.start()
    try:
        list(default_model().types_of(passages, ()))
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 1_000_000_000
