"""Labels are read with all that they may count."""

import pytest

from fourcorners.segment.labels import find_labels, roman


@pytest.mark.parametrize(
    ("text", "counts", "number"),
    [
        ("7.2 Fees", (("decimal", 2),), (7, 2)),
        ("2.0 Definitions", (("decimal", 2),), (2,)),
        ("Section 3.6 Fees", (("decimal", 6),), (3, 6)),
        ("ARTICLE IV", (("article", 4),), (4,)),
        ("(i) pay", (("(a)", 9), ("(i)", 1)), ()),
        ("(ii) pay", (("(a)", 35), ("(i)", 2)), ()),
        ("B. Fees", (("A.", 2),), ()),
        ("12. Fees", (("1.", 12),), (12,)),
        ("a) pay", (("a)", 1),), ()),
        ("Schedule 2", (("attachment", 0),), ()),
    ],
)
def test_a_label_tells_what_it_may_count(text, counts, number):
    """A numeral that is also a letter counts both ways until its neighbours decide."""
    label = next(find_labels(text, 0, len(text)))
    assert (label.counts, label.number) == (counts, number)


def test_labels_behind_a_label_are_read():
    """Labels that stand together are one behind the other."""
    text = "7.2(b)(ii) The Supplier"
    assert [label.printed for label in find_labels(text, 0, len(text))] == ["7.2", "(b)", "(ii)"]


def test_numerals_are_numerals():
    """A numeral has one way of being written."""
    assert [roman(each) for each in ("i", "iv", "ix", "xiv", "XL", "iix", "d")] == [1, 4, 9, 14, 40, 0, 0]
