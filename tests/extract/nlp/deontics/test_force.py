"""Which words carry deontic force, and what force."""

import time

import pytest

from fourcorners.extract.nlp.deontics.force import find_triggers, has_force

HOSTILE = [
    "shall not also further hereby only always " * 3000,
    "Aa Bb Cc Dd Ee Ff " * 6000,
    "has the a b c d right and " * 4000,
    "unless aa bb cc dd ee ff gg " * 4000,
    "subject to no in no event " * 4000,
]


@pytest.mark.parametrize(
    ("words", "force"),
    [
        ("Buyer cannot resell them", "prohibition"),
        ("Buyer does not have the right to sublet", None),
        ("Seller will commit to repair it", "obligation"),
        ("the parties may agree to extend it", None),
        ("Fees: due within nine days", "obligation"),
        ("the amount due within nine days", None),
        ("Seller to pay all tolls", "obligation"),
        ("such delay shall entitle Buyer to cancel", "right"),
        ("Seller has the requisite power and authority to sign", None),
        ("on May 9 the ship sails", None),
        ("visits are limited to two a year", "prohibition"),
        ("each user is only allowed three keys", "prohibition"),
        ("smoking is strictly prohibited", "prohibition"),
        ("the drums may only be used once", "prohibition"),
        ("such papers as may be needed", None),
        ("to Buyer or Seller, as the case may be", None),
        ("Buyer incurs the responsibility to read it", "obligation"),
    ],
)
def test_force_of_words(words, force):
    """A stretch of words carries one force, or none where it denies or only describes it."""
    assert [trigger.modality.value for trigger in find_triggers(words)] == ([force] if force else [])
    assert has_force(words) is (force is not None)


@pytest.mark.parametrize("words", HOSTILE, ids=lambda words: words[:12])
def test_hostile_words_are_read_in_linear_time(words):
    """A text made to be slow takes about twice as long when it is twice as long."""
    start = time.process_time()
    find_triggers(words)
    assert time.process_time() - start < 5
