"""The words of an event."""

import pytest

from fourcorners.extract.nlp.time_limits.anchors import read_event

CASES = [
    ("receipt of the invoice, unless", "receipt of the invoice", "a comma ends it"),
    ("receipt of the invoice unless it is disputed", "receipt of the invoice", "a condition ends it"),
    ("termination Supplier shall leave", "termination", "the subject of the main verb is not of it"),
    ("delivery and Buyer shall pay", "delivery", "a second sentence is not of it"),
    (
        "completion or termination of the call order",
        "completion or termination of the call order",
        "or joins nouns",
    ),
    ("the later of A and B", "the later of A and B", "and joins nouns"),
    ("receipt by wire transfer", "receipt", "how it is paid is not of it"),
    ("January 5, 2004 of the report", "January 5, 2004 of the report", "the comma of a date"),
    ("the first (1) year of the Term", "the first (1) year of the Term", "a figure in brackets"),
    (
        "the Buyer (or its agent) receiving notice",
        "the Buyer (or its agent) receiving notice",
        "it goes on behind a bracket",
    ),
    ("closing (the Date)", "closing", "a bracket at its end is not of it"),
    ("its discovery.", "its discovery", "the end of the sentence"),
    ("", None, "no words"),
]


@pytest.mark.parametrize(("text", "event", "why"), CASES, ids=[case[2] for case in CASES])
def test_an_event_ends_where_its_words_end(text, event, why):
    """The event is quoted whole, and nothing of what follows it."""
    span = read_event(text, 0)
    assert (text[slice(*span)] if span else None) == event
