"""The number of a contract, in its title, its running line or its opening."""

import pytest

from facts import passages_of
from fourcorners.extract.nlp.facts.contract_number import propose_contract_number

CASES = [
    ("SUPPLY AGREEMENT\n\nContract No. 4711\n\nbetween", ("text", "4711")),
    ("Agreement Number: FH-2021/07", ("text", "FH-2021/07")),
    ("CONTRACT NO.: 076C/01", ("text", "076C/01")),
    ("This Contract #QF88 is made by the parties.", ("text", "QF88")),
    ("STATEMENT OF WORK\n\nSOW No. 12-B", ("text", "12-B")),
    ("Purchase Order Number 450012", ("text", "450012")),
    ("Contract No.: ____________", ("not_stated", "Contract No.: ____________")),
    ("Contract No. [●]", ("not_stated", "Contract No. [●]")),
    ("AMENDMENT NO. 2 TO THE SUPPLY AGREEMENT", None),
    ("This order is placed under Contract No. 4711.", None),
    ("This is a Statement of Work to the Master Agreement No. 4711.", None),
    ("Supplier shall put the contract number on each invoice.", None),
    ("Agreement No. 2", None),
    ("Call the number 4711.", None),
]


@pytest.mark.parametrize(("text", "answer"), CASES)
def test_the_number_of_the_contract_is_read(text, answer):
    """Its own number is read, a blank is given as one; an ordinal and another contract's are none."""
    found = [(draft.value.kind, draft.value.text) for draft in propose_contract_number(passages_of(text))]
    assert found == ([answer] if answer else [])


def test_two_numbers_are_both_given():
    """Where the title page and the next page disagree, both are shown, each with less confidence."""
    drafts = propose_contract_number(passages_of("Contract No. 4711", "Contract No. 4712"))
    assert [draft.value.text for draft in drafts] == ["4711", "4712"]
    assert {draft.confidence for draft in drafts} == {0.85 * 0.75}
