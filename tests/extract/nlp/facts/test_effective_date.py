"""The date from which a contract has effect: defined, stated, or told by reference to its date."""

import pytest

from facts import answers, passages_of
from fourcorners.extract.nlp.facts.effective_date import propose_effective_date

DATED = "This Agreement is made as of March 3, 2021 between Ferndale Hosting Ltd and Quillmark Foods plc."
CASES = [
    ('This Agreement is made as of May 1, 2021 (the "Effective Date") by the parties.', ["2021-05-01"]),
    ('"Effective Date" means May 1, 2021.', ["2021-05-01"]),
    ("“Commencement Date” means: 1 May 2021.", ["2021-05-01"]),
    ("The commencement date of this Agreement shall be May 1, 2021.", ["2021-05-01"]),
    ("This Agreement is effective as of May 1, 2021.", ["2021-05-01"]),
    ("This Agreement shall come into force on 1 May 2021.", ["2021-05-01"]),
    ("The term of this Agreement shall commence on May 1, 2021 and run for two years.", ["2021-05-01"]),
    ("This SOW takes effect on May 1, 2021.", ["2021-05-01"]),
    ("SUPPLY AGREEMENT\n\nEffective Date: May 1, 2021", ["2021-05-01"]),
    ("“Amendment Effective Date” means May 1, 2021.", []),
    ("The effective date of such termination shall be May 1, 2021.", []),
    ("The policy shall be effective as of May 1, 2021.", []),
    ("Such price list is effective May 1, 2021.", []),
    ("Supplier shall begin the Works by May 1, 2021.", []),
    ("This Agreement is effective upon signature.", []),
    (f"{DATED} This Agreement shall be effective as of the date first written above.", ["2021-03-03"]),
    (f"{DATED} The Commencement Date means the date of this Agreement.", ["2021-03-03"]),
    (f"{DATED} Supplier's appointment is effective upon notice.", []),
]


@pytest.mark.parametrize(("text", "dates"), CASES)
def test_the_effective_date_is_read(text, dates):
    """The contract's own effective date is read; that of a termination, a policy or an amendment is not."""
    assert answers(propose_effective_date, text) == dates


def test_a_reference_quotes_the_sentence_and_the_date_it_refers_to():
    """Evidence of an effective date by reference is the sentence that refers, then the words of the date."""
    text = f"{DATED}\n\nThis Agreement shall be effective as of the date first written above."
    draft = propose_effective_date(passages_of(text))[0]
    assert [quote.exact for quote in draft.quotes] == [
        "This Agreement shall be effective as of the date first written above.",
        "March 3, 2021",
    ]


def test_a_clause_that_an_amendment_quotes_gives_way():
    """The amendment's own date goes before the one in the words that it puts into the other contract."""
    own = "1.2 This Amendment takes effect on 1 December 2026."
    quoted = (
        "“2.1 This Agreement shall commence on 1 March 2025 (the “Commencement Date”) and run for a year.”"
    )
    assert answers(propose_effective_date, own, "2.1 Clause 2.1 is replaced by:", quoted) == ["2026-12-01"]
