"""The thing that words of an event point back at."""

import pytest

from fourcorners.extract.nlp.time_limits.antecedents import find_antecedent, longer_name


@pytest.mark.parametrize(
    ("sentence", "words", "thing"),
    [
        (
            "Buyer shall accept each Purchase Order in writing within 3 days of its receipt.",
            "its receipt",
            "each Purchase Order",
        ),
        ("Buyer shall pay an invoice on the last day of a month after receipt.", "receipt", "an invoice"),
        (
            "The Buyer shall have nine days after its receipt to refuse any sample that is sent.",
            "its receipt",
            "any sample",
        ),
        ("Dealer shall inspect all software delivered to it upon receipt.", "receipt", "all software"),
        ("Buyer shall pay within 9 days after receipt.", "receipt", None),
    ],
)
def test_the_nearest_thing_that_the_sentence_deals_with_is_taken(sentence, words, thing):
    """Not a party, not a time, and nothing that a preposition ties to another noun."""
    start = sentence.rindex(words)
    found = find_antecedent(sentence, start, start + len(words), ["Buyer", "Dealer"])
    assert (str(found) if found else None) == thing


def test_a_noun_is_named_in_full_where_the_sentence_does():
    """Of "the meeting" the words before tell which."""
    sentence = "Host shall circulate minutes of each service review meeting within 5 days after the meeting."
    assert longer_name("meeting", sentence, sentence.rindex("the meeting")) == "service review meeting"
    assert longer_name("audit", sentence, sentence.rindex("the meeting")) is None


@pytest.mark.timeout(30)
@pytest.mark.parametrize("unit", ["the ", "each x ", "any Order-", "a b c d e "])
def test_long_sentences_are_searched_in_linear_time(unit):
    """A sentence made to be slow to search is searched."""
    sentence = unit * (40_000 // len(unit))
    find_antecedent(sentence, len(sentence), len(sentence), [])
    longer_name("x", sentence, len(sentence))
