import pytest

from fourcorners.parse.layout.hyphenation import Hyphenation

DOCUMENT = [
    "The performance of a non-exclusive licence",
    "written notice, hand delivered",
    "to the sub-licensee",
]


@pytest.mark.parametrize(
    ("first", "second", "keeps"),
    [
        ("perfor", "mance", False),  # joined elsewhere
        ("non", "exclusive", True),  # hyphened elsewhere
        ("Know", "How", True),  # a capital begins the second half
        ("10A", "3;", True),  # a figure
        ("out-of", "pocket", True),  # a compound already
        ("hand", "delivered", True),  # two words of the document
        ("newly", "built", True),  # an adverb
        ("reim", "bursement", False),  # two halves that are no words
        ("sub", "licensee", True),
    ],
)
def test_the_hyphen_of_a_broken_line_stays_where_it_belongs_to_the_word(first, second, keeps):
    """The document's own words decide; halves that are no words belong together."""
    assert Hyphenation(DOCUMENT).keeps(first, second) is keeps
