"""Patterns that users write are checked before any contract is read."""

import time

import pytest

from fourcorners.domain.pattern import MAX_PATTERN_CHARACTERS, checked_pattern
from fourcorners.extract.nlp.phrase import Phrase


@pytest.mark.parametrize(
    "pattern",
    [
        "rebate (?:of|at) ... per cent",
        r"penalt(?:y|ies) of \d{1,3}%",
        "(?:very )?late",
        r"carbon[ -]footprint\w*",
        r"a\+b[+*]c",
        r"(?:net|gross){2} price",
    ],
)
def test_ordinary_patterns_are_taken(pattern):
    """As they are written."""
    assert checked_pattern(pattern) == pattern


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("rebate (of", "no regular expression"),
        ("*", "no regular expression"),
        ("rebate ... (?P<", "no regular expression"),
        ("(?:new )*", "found in no words at all"),
        ("rebate ... ", "found in no words at all"),
        ("", "found in no words at all"),
        (r"(\w+ )+rebate", "a repeat within a repeat"),
        (r"(?:(?:a|b)*c){2,}", "a repeat within a repeat"),
        (r"((very ){1,9})*late", "a repeat within a repeat"),
        ("a" * (MAX_PATTERN_CHARACTERS + 1), "write several patterns"),
    ],
)
def test_a_pattern_that_cannot_be_is_refused(pattern, reason):
    """With what is wrong with it."""
    with pytest.raises(ValueError, match=reason):
        checked_pattern(pattern)


def test_a_pattern_that_is_taken_reads_a_long_sentence_fast():
    """A thousand words that nearly match take no second."""
    phrase = Phrase.of(checked_pattern(r"(?:net )?price[\w ]{0,40} of ... per (?:cent|annum)"))
    start = time.process_time()
    assert not phrase.is_in("price of the net price of " * 1_000)
    assert time.process_time() - start < 1
