"""How long a contract runs, and when it ends."""

import pytest

from facts import answers
from fourcorners.extract.nlp.facts.term import EXPIRATION, TERM, propose_term

ENDS = [
    ("This Agreement shall remain in effect until December 31, 2027.", ["2027-12-31"]),
    ("This Agreement shall expire on 31 December 2027, unless terminated earlier.", ["2027-12-31"]),
    ("The Term commences on May 1, 2025 and ends on December 31, 2027.", ["2027-12-31"]),
    ("The assignment begins on 1 May 2025 and ends on 31 December 2027.", ["2027-12-31"]),
    ('"Term" means the period from May 1, 2025 through December 31, 2027.', ["2027-12-31"]),
    ('"Expiration Date" means December 31, 2027.', ["2027-12-31"]),
    (
        "This Agreement shall continue until the earlier of (i) December 31, 2027 and (ii) its completion.",
        ["2027-12-31"],
    ),
    ("This Agreement shall continue in force indefinitely.", ["perpetual"]),
    ("This Agreement is made for an indefinite term.", ["perpetual"]),
    (
        "The term of this Agreement shall begin on the date hereof and continue until terminated by either "
        "party on thirty days' notice.",
        ["perpetual"],
    ),
    ("This Agreement shall continue for five years from the Effective Date.", []),
    ("During the term of this Agreement, until December 31, 2027, Supplier shall report monthly.", []),
    ("Supplier shall pay the fee until December 31, 2027.", []),
    ("The confidentiality obligations shall continue indefinitely.", []),
    ("After the Initial Term this Agreement shall continue until terminated by either party.", []),
    ("This Agreement may be terminated by Customer if the Plant is not built by December 31, 2027.", []),
]
TERMS = [
    ("The initial term of this Agreement is three (3) years.", ["P3Y"]),
    ("This Agreement shall remain in force for a period of eighteen (18) months.", ["P18M"]),
    ("This Agreement shall terminate on the fifth anniversary of the Effective Date.", ["P5Y"]),
    ("Unless terminated earlier, this Agreement expires two years from the Effective Date.", ["P2Y"]),
    (
        "This Agreement shall have an initial term of one (1) year, and shall then renew for six months.",
        ["P1Y"],
    ),
    ("During the term of this Agreement and for two years thereafter, Supplier shall keep records.", []),
    ('The term "Records" means the books of the last three years.', []),
    ("This Agreement may be terminated by either party on thirty days' notice.", []),
    ("This Agreement may be terminated if a breach is not cured within thirty days.", []),
    ("The terms of this Agreement bind the parties for each of three years.", []),
]


@pytest.mark.parametrize(("sentence", "ends"), ENDS)
def test_the_day_of_expiration_is_read_where_it_is_stated(sentence, ends):
    """A stated end is read, and that there is none; what would have to be computed is not."""
    assert answers(propose_term, sentence, name=EXPIRATION) == ends


@pytest.mark.parametrize(("sentence", "terms"), TERMS)
def test_the_term_is_read_as_a_span_of_time(sentence, terms):
    """The contract's own term is read; a span of notice, cure or survival is not."""
    assert answers(propose_term, sentence, name=TERM) == terms


def test_an_item_of_a_list_goes_on_from_its_stem():
    """The end stands in the item, and that it is the end of the term in the stem."""
    text = (
        "The Term shall end on the earlier of:\n\n(a) December 31, 2027; and\n\n(b) the closing of the Plant."
    )
    assert answers(propose_term, "4. TERM", text, name=EXPIRATION) == ["2027-12-31"]
