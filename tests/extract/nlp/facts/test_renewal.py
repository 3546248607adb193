"""What follows the initial term by itself, and the notice that stops it."""

import pytest

from facts import answers
from fourcorners.extract.nlp.facts.renewal import NOTICE, RENEWAL, propose_renewal

CASES = [
    (
        "This Agreement shall automatically renew for successive one (1) year terms unless either party "
        "gives notice of non-renewal at least sixty (60) days before the end of the term.",
        ["P1Y"],
        ["P60D"],
    ),
    (
        "Thereafter this Agreement will be renewed for additional periods of twelve (12) months each, unless "
        "a party notifies the other of its intent not to renew no later than ninety days prior to expiry.",
        ["P12M"],
        ["P90D"],
    ),
    (
        "The term shall be extended automatically for two further three-year periods unless Customer "
        "terminates by six months' written notice.",
        ["P3Y"],
        ["P6M"],
    ),
    (
        "After the Initial Term this Agreement shall continue from year to year until terminated by either "
        "party upon thirty (30) days' prior written notice.",
        ["P1Y"],
        ["P30D"],
    ),
    ("This Agreement shall continue on a month-to-month basis thereafter until terminated.", ["P1M"], []),
    ("This Agreement renews automatically each year.", ["P1Y"], []),
    ("Customer may renew this Agreement for one additional term of two years.", ["P2Y"], []),
    ("The Authority may extend this SOW for one further year.", ["P1Y"], []),
    ("This MSA automatically renews for further terms of one year.", ["P1Y"], []),
    ("This order of goods, however, may not renew for a further term of one year.", [], []),
    (
        "Upon expiration this Agreement shall automatically renew for consecutive one-year periods. Such "
        "notice must be given ninety (90) days before the expiration of the term.",
        ["P1Y"],
        ["P90D"],
    ),
    ("This Agreement may be renewed for one year by mutual written agreement of the parties.", [], []),
    ("The parties may negotiate an extension of this Agreement for two additional years.", [], []),
    ("Either party may terminate this Agreement for cause on thirty (30) days' written notice.", [], []),
    (
        "Customer may terminate this Agreement if a breach is not cured within sixty days after notice.",
        [],
        [],
    ),
    ("Supplier shall renew the insurance policy for successive one-year periods.", [], []),
    ("The delivery date shall be extended for a period of thirty days.", [], []),
    ("Supplier shall renew the letter of credit thirty days prior to its expiration.", [], []),
    ("The access fee increases from year to year.", [], []),
    ("The term of this Agreement is three years.", [], []),
]


@pytest.mark.parametrize(("sentence", "renewals", "notices"), CASES)
def test_renewal_and_the_notice_that_stops_it_are_read(sentence, renewals, notices):
    """A renewal by itself or at an option is read; one that needs both parties, or another notice, is not."""
    found = answers(propose_renewal, sentence, name=RENEWAL), answers(propose_renewal, sentence, name=NOTICE)
    assert found == (renewals, notices)
