"""The persons who sign a contract, in which capacity and for whom."""

import pytest

from facts import passages_of
from fourcorners.extract.nlp.facts.signatories import propose_signatories

INTRODUCTION = (
    'This Agreement is between Ferndale Hosting Ltd ("Supplier") and Quillmark Foods plc ("Customer").'
)
CASES = {
    "one below the other": (
        "FERNDALE HOSTING LTD\n\nBy: /s/ Ines Valder\n\nName: Ines Valder\n\nTitle: Managing Director\n\n"
        "QUILLMARK FOODS PLC\n\nBy: /s/ T. Orrin\n\nName: Thomas Orrin\n\nTitle: Head of Purchasing",
        [
            ("Ines Valder", "Managing Director", "FERNDALE HOSTING LTD"),
            ("Thomas Orrin", "Head of Purchasing", "QUILLMARK FOODS PLC"),
        ],
    ),
    "side by side": (
        "Ferndale Hosting Ltd          Quillmark Foods plc\n\nBy: /s/ Ines Valder   By: /s/ Thomas Orrin\n\n"
        "Name: Ines Valder   Name: Thomas Orrin\n\nTitle: Director   Title: Buyer",
        [
            ("Ines Valder", "Director", "Ferndale Hosting Ltd"),
            ("Thomas Orrin", "Buyer", "Quillmark Foods plc"),
        ],
    ),
    "a name printed and nothing signed": (
        "Ferndale Hosting Ltd\n\nBy: ______________\n\nName: Ines Valder\n\nTitle: Director",
        [("Ines Valder", "Director", "Ferndale Hosting Ltd")],
    ),
    "a person for himself": ("/s/ Rosa Quenby\n\nRosa Quenby", [("Rosa Quenby", None, None)]),
    "the same person once a party": (
        "Ferndale Hosting Ltd\n\nBy: /s/ Ines Valder\n\nName: I. Valder\n\nTitle: Director\n\n"
        "Ferndale Hosting Ltd\n\nBy: /s/ Ines Valder\n\nTitle: Director",
        [("I. Valder", "Director", "Ferndale Hosting Ltd")],
    ),
    "through another company": (
        "Ferndale Hosting Ltd\n\nBy: Ferndale Manager LLC, its manager\n\nBy: /s/ Ines Valder\n\n"
        "Name: Ines Valder\n\nTitle: Director",
        [("Ines Valder", "Director", "Ferndale Hosting Ltd")],
    ),
    "told in words": (
        "Signed by Ines Valder, Managing Director, for and on behalf of FERNDALE HOSTING LTD\n\n"
        "Signed by Thomas Orrin, Head of Purchasing, for and on behalf of QUILLMARK FOODS PLC",
        [
            ("Ines Valder", "Managing Director", "FERNDALE HOSTING LTD"),
            ("Thomas Orrin", "Head of Purchasing", "QUILLMARK FOODS PLC"),
        ],
    ),
    "a letter": (
        "Yours sincerely\n\nInes Valder\n\nManaging Director for and on behalf of Ferndale Hosting Ltd\n\n"
        "I agree to the terms of this letter.\n\nRosa Quenby",
        [("Ines Valder", "Managing Director", "Ferndale Hosting Ltd"), ("Rosa Quenby", None, None)],
    ),
    "a table": (
        "| For Ferndale | For Quillmark |\n| Ines Valder, Director | Thomas Orrin, President |\n"
        "| Signed: May 1, 2021 | Signed: May 9, 2021 |",
        [("Ines Valder", "Director", None), ("Thomas Orrin", "President", None)],
    ),
    "a blank": ("Ferndale Hosting Ltd\n\nBy: ____________\n\nName: ____________\n\nTitle: ________", []),
    "a form": ("By:\n\nName:\n\nTitle:\n\nDate:", []),
    "no signature": ("Supplier shall sign every delivery note by hand.", []),
}


@pytest.mark.parametrize(("signatures", "signed"), CASES.values(), ids=CASES.keys())
def test_who_signs_is_told(signatures, signed):
    """Each person with capacity and party where they stand; a blank line gives nobody."""
    drafts = propose_signatories(passages_of(INTRODUCTION, signatures))
    found = []
    for draft in drafts:
        parts = {quote.part: quote.exact for quote in draft.quotes}
        assert parts["value"] == draft.value.text
        found.append((draft.value.text, parts.get("title"), parts.get("party")))
    assert found == signed


def test_the_evidence_is_the_signature_block():
    """The first quote runs from the line that is signed to the last of the block."""
    block = "By: /s/ Ines Valder\n\nName: Ines Valder\n\nTitle: Director"
    (draft,) = propose_signatories(passages_of(INTRODUCTION, f"Ferndale Hosting Ltd\n\n{block}"))
    assert draft.quotes[0].exact == block
