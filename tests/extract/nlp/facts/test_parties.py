"""The parties as facts, from the parties that the text introduces."""

import pytest

from contracts import a_document
from facts import answers
from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.evidence import Quote
from fourcorners.domain.party import PartyDraft
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.facts.parties import propose_parties
from fourcorners.extract.nlp.passages import Passages

INTRODUCED = 'Between {} (the "Supplier") and others.'
CASES = [
    ("Ferndale Hosting Ltd", "Supplier", "Ferndale Hosting Ltd"),
    ("Ferndale Hosting, Inc.", "Supplier", "Ferndale Hosting, Inc."),
    ("FERNDALE HOSTING PTY LTD", "Supplier", "FERNDALE HOSTING PTY LTD"),
    ("Ferndale Hosting S.à r.l.", "Supplier", "Ferndale Hosting S.à r.l."),
    ("Ines Valder-Marsh", "Supplier", "Ines Valder-Marsh"),
    ("The Town of Quenby", "Supplier", "The Town of Quenby"),
    ("Ferndale & Sons (Hosting) Limited", "Supplier", "Ferndale & Sons (Hosting) Limited"),
    ("Ferndale  Hosting\nGmbH", "Supplier", "Ferndale Hosting GmbH"),
    ("University of Orrin", "Supplier", "University of Orrin"),
    ("Ferndale Ltd", "Ferndale Ltd", "Ferndale Ltd"),
    ("Quillmark Bank", "Quillmark Bank", "Quillmark Bank"),
    ("Supplier", "Supplier", None),
    ("Party A", "Party A", None),
    ("Company", "Company", None),
    ("________________", "Supplier", None),
    ("[name of Supplier]", "Supplier", None),
    ("[●]", "Supplier", None),
]


@pytest.mark.parametrize(("written", "role", "name"), CASES)
def test_a_party_is_a_fact_by_its_full_name(written, role, name):
    """Full name and role are given as they stand; a blank, and a role for want of a name, are no facts."""
    text = INTRODUCED.format(written)
    place = Span(text.index(written), text.index(written) + len(written))
    party = PartyDraft(role=role, names=(" ".join(written.split()),), quotes=(Quote.at(place, text),))
    tree = ClauseTree(clauses=(), sentences=(), parties=(party,))
    drafts = propose_parties(Passages(a_document(text), tree))
    found = [(draft.value.text, draft.value.role, draft.quotes[1].exact) for draft in drafts]
    assert found == ([(name, role, written)] if name else [])


def test_a_party_that_does_not_stand_in_the_text_is_left_out():
    """A name that the text does not have has no evidence, so it is no fact."""
    tree = ClauseTree(clauses=(), sentences=(), parties=(PartyDraft(role="Buyer", names=("Nobody Ltd",)),))
    assert propose_parties(Passages(a_document("Between others."), tree)) == []


def test_who_signs_is_a_party_where_nobody_is_introduced():
    """The parties of "the undersigned" are those for whom it is signed, and who sign for themselves."""
    signatures = (
        "FERNDALE FUND L.P.\n\nBy: Ferndale GP LLC, its general partner\n\nBy: /s/ Ines Valder\n\n"
        "Name: Ines Valder\n\nTitle: Director\n\nQUILLMARK HOLDINGS (JERSEY) LIMITED\n\nBy: /s/ Tom Orrin\n\n"
        "Name: Tom Orrin\n\nTitle: Director"
    )
    text = "The undersigned agree that the statement is filed on behalf of each of them."
    assert answers(propose_parties, text, signatures) == [
        "FERNDALE FUND L.P.",
        "QUILLMARK HOLDINGS (JERSEY) LIMITED",
    ]
    assert answers(propose_parties, text, "/s/ Rosa Quenby", "/s/ Tom Orrin") == ["Rosa Quenby", "Tom Orrin"]


def test_who_signs_is_no_further_party_where_two_are_introduced():
    """A witness or a general partner that signs does not become a party."""
    text = 'Between Ferndale Ltd ("Supplier") and Quillmark plc ("Customer").'
    signatures = "ORRIN PARTNERS LLP\n\nBy: /s/ Ines Valder\n\nName: Ines Valder"
    assert answers(propose_parties, text, signatures) == ["Ferndale Ltd", "Quillmark plc"]
