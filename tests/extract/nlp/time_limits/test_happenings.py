"""What happens in the words of an event."""

import pytest

from fourcorners.extract.nlp.time_limits.happenings import AGREEMENT, TERM, read_happening

CASES = [
    ("its receipt of such undisputed invoices", "receipt", "invoice"),
    ("the date the invoice is received", "receipt", "invoice"),
    ("Buyer receives the invoice", "receipt", "invoice"),
    ("the giving of notice", "notice", ""),
    ("the invoice date", "date", "invoice"),
    ("the date of the invoice", "date", "invoice"),
    ("the effective date of termination", "termination", AGREEMENT),
    ("the Effective Date", "date", "effective"),
    ("the date hereof", "date", AGREEMENT),
    ("expiration or earlier termination of this Agreement", "expiration or termination", AGREEMENT),
    ("the end of the then-current Term", "expiration", TERM),
    ("approval by Owner to be applied to the drawings of the works", "approval", ""),
    ("becoming aware of the breach", "discovery", "breach"),
    ("the service is restored", "restored", "service"),
]


@pytest.mark.parametrize(("words", "head", "thing"), CASES, ids=[case[0] for case in CASES])
def test_wordings_of_one_event_say_the_same(words, head, thing):
    """The head tells what happens, the object to what; articles, owners and qualities tell nothing."""
    assert read_happening(words) == (head, thing)


@pytest.mark.parametrize("words", ["any change in the Fees", "the casualty", ""])
def test_words_without_a_known_noun_say_nothing(words):
    """What is not known is not guessed."""
    assert read_happening(words) is None


@pytest.mark.timeout(30)
@pytest.mark.parametrize("unit", ["the ", "date of ", "receipt of ", "by Buyer ", "is ", "Buyer's ", "x "])
def test_long_events_are_read_in_linear_time(unit):
    """An event made to be slow to read is read."""
    read_happening(unit * (20_000 // len(unit)))
