"""Places on a page that lies askew, and on the same page upright."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.parse.layout.display import Rectangle
from fourcorners.parse.recognition.turn import Turn

DEGREES = st.one_of(st.sampled_from([0, 90, 180, 270, -90]), st.floats(-6, 360))
EDGES = st.floats(0, 500)


@given(DEGREES, st.tuples(EDGES, EDGES, st.floats(1, 80), st.floats(1, 80)))
def test_a_box_that_is_turned_there_and_back_is_what_it_was(degrees, box):
    """Whatever the angle: a record's box lies where its words are on the page that one sees."""
    turn = Turn(degrees, 595, 842)
    x, y, width, height = box
    before = Rectangle(x, y, x + width, y + height)
    assert turn.displayed(turn.upright(before)) == pytest.approx(before, abs=0.01)


@pytest.mark.parametrize(
    ("degrees", "upright"),
    [(0, (10, 20, 30, 25)), (90, (75, 10, 80, 30)), (180, (170, 75, 190, 80)), (-90, (20, 170, 25, 190))],
)
def test_a_quarter_turn_moves_a_box_as_it_moves_the_paper(degrees, upright):
    """Of a sheet of 200 by 100, clockwise."""
    assert Turn(degrees, 200, 100).upright(Rectangle(10, 20, 30, 25)) == pytest.approx(upright)


def test_a_page_on_its_side_is_as_wide_as_it_was_high():
    """Also when it was askew beside."""
    assert Turn(91.2, 595, 842).upright_size == (842, 595)
    assert Turn(-1.4, 595, 842).upright_size == (595, 842)
