"""What makes somebody act, told apart from what only makes something so."""

import pytest

from fourcorners.extract.nlp.deontics.frames import Frame, find_frames
from fourcorners.extract.nlp.deontics.operative import actor_name, is_norm
from fourcorners.extract.nlp.language import parse


def frame_of(sentence: str) -> Frame:
    """The last frame of a sentence."""
    [doc] = parse([sentence])
    return find_frames(doc)[-1]


@pytest.mark.parametrize(
    ("sentence", "is_duty"),
    [
        ("The logbook shall contain the date of each repair.", True),
        ("Words in the singular shall include the plural.", False),
        ("The fund shall not be terminated before June.", True),
        ("This lease shall be terminated by law.", False),
        ("Rebates will be applied to the next invoice.", True),
        ("Norwegian law shall be applied.", False),
        ("The helpline shall be free of charge.", True),
        ("The Term shall be nine years.", False),
        ("An audit may be conducted at any time.", True),
        ("The task cannot be performed.", False),
        ("No sales shall take place in Denmark.", True),
        ("For example, the fee shall be paid in June.", False),
    ],
)
def test_what_a_thing_shall_be_or_do(sentence, is_duty):
    """A thing binds nobody, save by what somebody must do for it."""
    assert is_norm(frame_of(sentence), obligor=None, agent=None) is is_duty


@pytest.mark.parametrize(
    ("sentence", "is_duty"),
    [
        ("Seller shall hold a licence.", True),
        ("Seller shall retain all right and title in the moulds.", False),
        ("Seller shall have no responsibility for rust.", False),
        ("Seller shall be excused.", False),
        ("Seller shall be present.", True),
    ],
)
def test_what_a_party_shall_be_or_do(sentence, is_duty):
    """What is said of a party binds it, save where it states how things are."""
    assert is_norm(frame_of(sentence), obligor="Seller", agent=None) is is_duty


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The ABC will assess the code.", "ABC"),
        ("The project manager shall sign it.", "project manager"),
        ("The letter shall arrive.", None),
        ("The Court shall decide.", None),
    ],
)
def test_who_acts_though_it_is_no_party(sentence, name):
    """People and bodies act under a name of their own; things and strangers do not."""
    assert actor_name(frame_of(sentence)) == name
