"""The date that a contract bears, on its title page, in its preamble or where it is signed."""

import pytest

from facts import answers, passages_of
from fourcorners.extract.nlp.facts.agreement_date import propose_agreement_date

MADE = 'between Ferndale Hosting Ltd ("Supplier") and Quillmark Foods plc ("Customer").'
CASES = [
    (f"This Agreement is made as of March 3, 2021 {MADE}", ["2021-03-03"]),
    (f"THIS AGREEMENT is dated 3 March 2021 {MADE}", ["2021-03-03"]),
    (f"This Supply Agreement is entered into this 3rd day of March, 2021, {MADE}", ["2021-03-03"]),
    (f'This Agreement (this "Agreement"), dated as of March 3, 2021, is {MADE}', ["2021-03-03"]),
    (f'Supply Agreement, effective as of March 3, 2021 (this "Agreement"), {MADE}', ["2021-03-03"]),
    (f'This Lease is signed on March 3, 2021 (the "Effective Date") {MADE}', ["2021-03-03"]),
    ("SUPPLY AGREEMENT\n\nDated as of March 3, 2021\n\nby and among the parties below", ["2021-03-03"]),
    ("SUPPLY AGREEMENT\n\nMarch 3, 2021\n\nTABLE OF CONTENTS", ["2021-03-03"]),
    ("IN WITNESS WHEREOF the parties have executed this Agreement as of March 3, 2021.", ["2021-03-03"]),
    (
        "Signed for Supplier\n\nDate: March 3, 2021\n\nSigned for Customer\n\nDate: March 9, 2021",
        ["2021-03-09"],
    ),
    (f"This Agreement is made this 3r d day of March, 2021 {MADE}", ["2021-03-03"]),
    (
        f'Supply Agreement, dated as of March 3, 2021 (as amended or restated, the "Agreement"), {MADE}',
        ["2021-03-03"],
    ),
    (
        "EFFECTIVE DATE: March 3, 2021\n\nThis Agreement binds Ferndale Hosting Ltd.",
        ["2021-03-03"],
    ),
    (
        "“Effective Date” means March 3, 2021.\n\nThe parties have executed this Agreement as of the "
        "Effective Date.",
        ["2021-03-03"],
    ),
    (f"This Agreement is made as of the Closing Date {MADE}", []),
    ("Supplier and Customer are parties to that certain Lease dated as of May 9, 2018.", []),
    ("WHEREAS, the parties entered into a Letter of Intent dated May 9, 2018;", []),
    ("This Amendment supplements the Master Agreement dated May 9, 2018, as amended.", []),
    ("Supplier shall deliver the Goods by March 3, 2021.", []),
    ("The Goods are sold under the United Nations Convention of 11 April 1980.", []),
    ("“Frame Agreement” means the agreement concluded between the parties on 9 May 2018.", []),
    (
        f"This Amendment to the Supply Agreement dated May 9, 2018 is made as of March 3, 2021 {MADE}",
        ["2021-03-03"],
    ),
]


@pytest.mark.parametrize(("text", "dates"), CASES)
def test_the_date_of_the_contract_is_read(text, dates):
    """The contract's own date is read; an event and another contract's date give none."""
    assert answers(propose_agreement_date, text) == dates


BLANKS = [
    ("This Agreement is made this ____ day of ______, 20__", "____ day of ______, 20__"),
    ("This Agreement is entered into as of the ____ day of March, 2021", "____ day of March, 2021"),
    ("This Agreement is made as of [●], 2021", "[●], 2021"),
    ("This Agreement is dated as of March __, 2021", "March __, 2021"),
    ("This Agreement is made this        day of        , 2021", "day of        , 2021"),
    ("This Agreement is entered into as of [Date]", "[Date]"),
]


@pytest.mark.parametrize(("words", "blank"), BLANKS)
def test_a_blank_date_is_not_stated(words, blank):
    """A date that nobody filled in is neither guessed nor passed over: it is not stated, with the blank."""
    (draft,) = propose_agreement_date(passages_of(f"{words} {MADE}"))
    assert draft.value.kind == "not_stated"
    assert draft.quotes[1].exact == blank


def test_two_dates_of_the_same_standing_are_both_given():
    """Where the preamble gives two dates, both are proposed, each with less confidence."""
    text = f"This Agreement is made as of March 3, 2021 and is signed on March 9, 2021 {MADE}"
    assert answers(propose_agreement_date, text) == ["2021-03-03", "2021-03-09"]
