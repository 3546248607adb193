"""Which verbs that share one "shall" are acts of their own."""

import pytest

from fourcorners.extract.nlp.deontics.frames import find_frames
from fourcorners.extract.nlp.language import parse


def verbs_of(sentence: str) -> list[str]:
    """The verbs of all frames of a sentence."""
    [doc] = parse([sentence])
    return [frame.verb.text for frame in find_frames(doc)]


@pytest.mark.parametrize(
    ("sentence", "verbs"),
    [
        ("Seller shall deliver the Goods and pay the duties.", ["deliver", "pay"]),
        ("Seller shall prepare and submit a budget.", ["prepare"]),
        ("Seller shall repair the pump or replace the motor.", ["repair"]),
        ("Seller shall submit the draft and revise it.", ["submit"]),
        ("Buyer may (a) extend the lease or (b) return the machine.", ["extend", "return"]),
        ("Seller shall deliver (a) the engines and (b) the axles.", ["deliver"]),
        ("Seller shall have deals with any card issuers, check cashing firms, and card networks.", ["have"]),
        ("Seller shall (i) clean the tanks; and (ii) oil the hinges.", ["clean", "oil"]),
    ],
)
def test_acts_under_one_force(sentence, verbs):
    """Two verbs are two acts where each has its own object, or a letter of its own."""
    assert verbs_of(sentence) == verbs


def test_an_act_with_a_not_of_its_own_is_forbidden():
    """A promise to do one thing and not to do another gives two forces."""
    [doc] = parse(["Buyer agrees to pay the rent and not to sublet the hall."])
    assert [frame.trigger.modality.value for frame in find_frames(doc)] == ["obligation", "prohibition"]


def test_a_further_act_begins_at_its_own_words():
    """The words of a further act are told apart from those of the act before it."""
    sentence = "Seller shall deliver the Goods and promptly pay the duties."
    [doc] = parse([sentence])
    further = find_frames(doc)[1]
    assert sentence[further.trigger.start :].startswith("promptly pay")
    assert further.is_coordinated
