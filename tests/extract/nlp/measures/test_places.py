"""Stretches of a text that are taken already."""

from hypothesis import given
from hypothesis import strategies as st

from fourcorners.domain.span import Span
from fourcorners.extract.nlp.measures.places import Places

spans = st.tuples(st.integers(0, 60), st.integers(1, 9)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@given(st.lists(spans), spans)
def test_a_place_is_taken_where_an_earlier_one_overlaps(taken, asked):
    """Whether there is room is what comparing with each earlier span would say."""
    places = Places()
    kept = [span for span in taken if places.add(span)]
    assert all(not a.overlap(b) for a in kept for b in kept if a is not b)
    assert places.touching(asked) == sorted(span for span in kept if span.overlap(asked))
