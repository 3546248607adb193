"""Which rules may speak in a sentence, by its words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.extract.nlp.needles import Needle, NeedleIndex

RULES = [("assign*|transfer*", "delegat*"), ("terminat* & notice|convenience",), ("law", "laws")]
INDEX = NeedleIndex([[Needle.of(each) for each in rule] for rule in RULES])

CASES = [
    ("Neither party may assign it.", [0]),
    ("ASSIGNMENT without consent is void.", [0]),
    ("It may be terminated for convenience.", [1]),
    ("It may be terminated for cause.", []),
    ("Notice of every transfer; termination by law.", [0, 1, 2]),
    ("The lawn belongs to the lawyer.", []),
]


def rules_in(text: str) -> list[int]:
    """The rules that may speak in a text."""
    return INDEX.rules_for(INDEX.words().within(text, 0, len(text)))


@pytest.mark.parametrize(("text", "rules"), CASES)
def test_a_rule_may_speak_where_its_words_are(text, rules):
    """Whole words and stems count, in any case; "&" asks for a word of each group."""
    assert rules_in(text) == rules


def test_only_the_stretch_is_looked_at():
    """Words before and after a sentence do not count."""
    text = "The law rules. Neither may assign. Notice is given."
    assert INDEX.rules_for(INDEX.words().within(text, 15, 34)) == [0]


@given(st.lists(st.sampled_from("assigns Transfer notice laws law terminated goods of".split())))
def test_the_order_of_words_does_not_matter(words):
    """What may speak hangs on which words are there, not on where."""
    assert rules_in(" ".join(words)) == rules_in(" ".join(reversed(words)))


@pytest.mark.parametrize(
    ("source", "message"), [("Law", "not a word"), ("two words", "not a word"), ("la*", "too short")]
)
def test_a_wrong_needle_is_refused(source, message):
    """Words are single, in lower case, and a stem has three letters."""
    with pytest.raises(ValueError, match=message):
        Needle.of(source)
