"""The date from which a contract has effect: defined, stated, or told by reference to its date."""

import pytest

from facts import answers, in_a_word, passages_of
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
    (f"{DATED} This Agreement commences on the date first above written.", ["2021-03-03"]),
    ("This Agreement is signed and effective this 1st day of May, 2021.", ["2021-05-01"]),
    ("Supplier and Customer have a Lease Agreement, effective as of May 1, 2021.", []),
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


SIGNED = "Signed for Ferndale\n\nDate: May 1, 2021\n\nSigned for Quillmark\n\nDate: May 9, 2021"
WHEN_SIGNED = [
    "This Agreement is effective as of the date of the last signature below.",
    "“Effective Date” means the date of the most recent final signature on this Agreement.",
    "This Agreement is entered into as of the date last written below (the “Effective Date”).",
    "This Agreement takes effect upon the signatures of both parties.",
]


@pytest.mark.parametrize("sentence", WHEN_SIGNED)
def test_the_date_of_the_last_signature_is_computed(sentence):
    """Where a contract runs from its last signature, the latest date beside one answers, with the steps."""
    (draft,) = propose_effective_date(passages_of(sentence, SIGNED))
    assert in_a_word(draft.value) == "2021-05-09"
    assert [quote.exact for quote in draft.quotes] == [sentence, "May 9, 2021"]
    assert [each.value for each in draft.computed.inputs] == ["2021-05-01", "2021-05-09"]
    assert draft.computed.steps == ("the latest of 2021-05-01, 2021-05-09 = 2021-05-09",)


def test_the_date_of_a_signature_that_is_not_dated_is_no_fact():
    """Without a date beside a signature nothing follows."""
    assert answers(propose_effective_date, WHEN_SIGNED[0], "Signed for Ferndale\n\nDate: ____") == []


BLANKS = [
    ("This Agreement is effective as of ____ __, 2021.", "____ __, 2021"),
    ("This Agreement is made as of [●], 2021 (the “Effective Date”).", "[●], 2021"),
    ("Effective Date: ____________", "____________"),
]


@pytest.mark.parametrize(("sentence", "blank"), BLANKS)
def test_a_blank_effective_date_is_not_stated(sentence, blank):
    """A blank that is left for the effective date is given as one, with its words."""
    (draft,) = propose_effective_date(passages_of(sentence))
    assert (draft.value.kind, draft.quotes[1].exact) == ("not_stated", blank)
