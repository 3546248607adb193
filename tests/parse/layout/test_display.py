from hypothesis import given
from hypothesis import strategies as st

from fourcorners.parse.layout.display import Display, Rectangle

EDGES = st.integers(-500, 500)
SIZES = st.integers(1, 900)


@given(EDGES, EDGES, SIZES, SIZES, st.sampled_from([0, 90, 180, 270]), st.tuples(EDGES, EDGES, SIZES, SIZES))
def test_a_box_that_is_turned_and_turned_back_is_the_box(left, bottom, width, height, rotation, place):
    """Displayed coordinates and the page's own say the same, for every turn and crop."""
    display = Display(left, bottom, left + width, bottom + height, rotation)
    x, y, across, up = place
    box = display.box(x, y, x + across, y + up)
    assert display.own(box) == (x, y, x + across, y + up)
    assert box.x0 < box.x1
    assert box.top < box.bottom


@given(EDGES, EDGES, SIZES, SIZES, st.sampled_from([0, 90, 180, 270]))
def test_the_whole_page_is_displayed_from_its_top_left_corner(left, bottom, width, height, rotation):
    """Nothing that stands on the page gets a place outside of it."""
    display = Display(left, bottom, left + width, bottom + height, rotation)
    whole = display.box(left, bottom, left + width, bottom + height)
    assert whole == Rectangle(0, 0, display.width, display.height)
