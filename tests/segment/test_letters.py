"""The parties of letters."""

from fourcorners.segment.letters import letter_parties

DEFINED = """Dear Ms Oakhurst

In this letter Brindle Wind Limited is referred to as the “Company”, “we” or “us”, and Tamsin Oakhurst as
the “Adviser” or “you”. You will write a report."""
PLAIN = """BRINDLE WIND LIMITED

2 May 2025

Dear Ms Oakhurst,

You will write a report. We will pay you."""


def test_a_letter_names_its_parties():
    """Names, roles and pronouns are read from the sentence that gives them."""
    company, adviser = letter_parties(DEFINED)
    assert (company.role, adviser.role) == ("Company", "Adviser")
    assert company.names[0] == "Brindle Wind Limited"
    assert {"we", "us"} <= set(company.names)
    assert adviser.names[0] == "Tamsin Oakhurst"
    assert "you" in adviser.names


def test_a_letter_without_names_has_we_and_you():
    """Letterhead and salutation tell who writes to whom."""
    assert [(party.role, party.names[0]) for party in letter_parties(PLAIN)] == [
        ("We", "BRINDLE WIND LIMITED"),
        ("You", "Ms Oakhurst"),
    ]


def test_a_contract_is_no_letter():
    """Without a salutation nobody is addressed."""
    assert letter_parties('Brindle Wind Limited, known as "we", agrees with Tamsin Oakhurst.') == []
