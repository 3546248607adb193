"""Parties are named as the contract introduces them."""

import pytest

from fourcorners.segment.parties import find_parties

CASES = {
    "roles in brackets": (
        'This Agreement ("Agreement") is made as of May 1, 2020 by and between Acme Hosting, '
        "Inc., a Delaware "
        'corporation having its office at 1 Main Street (the "Supplier") and Beta Ltd ("Customer").',
        [("Supplier", "Acme Hosting, Inc."), ("Customer", "Beta Ltd")],
    ),
    "hereinafter": (
        "This Agreement is made between CRO Works (Pty) Limited, whose office is at 5 Elm Road "
        "(hereinafter referred "
        'to as "CRO") and Violet Pharma LLC, a company of Ohio (hereinafter referred to as "Client").',
        [("CRO", "CRO Works (Pty) Limited"), ("Client", "Violet Pharma LLC")],
    ),
    "a list of parties": (
        'BETWEEN\n\n1. Elm Data Corp., a Delaware corporation ("Elm"); and\n\n2. Oak Science '
        "Limited, a company "
        'registered in England ("Oak").\n\nWHEREAS:\n\nElm hosts data.',
        [("Elm", "Elm Data Corp."), ("Oak", "Oak Science Limited")],
    ),
    "behind the address of the first": (
        'between Pinecone Corp. ("Pinecone"), an Ontario corporation at 5 Elm Road, Toronto, '
        "Ontario, and 4471 Ontario "
        'Limited, with its place of business at 1 Main Street (the "Reseller").',
        [("Pinecone", "Pinecone Corp."), ("Reseller", "4471 Ontario Limited")],
    ),
    "lines with a colon": (
        "Cooperation Agreement\n\nParty A: Dawn Networks Co., Ltd.\n\nParty B: Dusk Games Co., Ltd.\n\n"
        "The parties agree.",
        [("Party A", "Dawn Networks Co., Ltd."), ("Party B", "Dusk Games Co., Ltd.")],
    ),
    "names only": (
        "This Agreement is made between Elm Data, Inc. and Oak Science LLC on 1 May 2020. Elm "
        "shall host. Elm will "
        "report. Elm may bill. Oak shall pay. Oak will call. Oak may ask.",
        [("Elm", "Elm Data, Inc."), ("Oak", "Oak Science LLC")],
    ),
    "one with a role and one without": (
        'between Elm Data, Inc. and Oak Science, LLC, an Ohio company ("Buyer").',
        [("Elm Data, Inc.", "Elm Data, Inc."), ("Buyer", "Oak Science, LLC")],
    ),
    "a last one without a role": (
        'among Elm Corp. ("Elm"), Oak Ltd ("Oak") and Ash Trading GmbH.',
        [("Elm", "Elm Corp."), ("Oak", "Oak Ltd"), ("Ash Trading GmbH", "Ash Trading GmbH")],
    ),
    "a person whom another lends": (
        'between Elm Artists LLC ("Lender"), for services of Ines Valder ("Endorser"), and Oak Ltd ("Oak").',
        [("Lender", "Elm Artists LLC"), ("Endorser", "Ines Valder"), ("Oak", "Oak Ltd")],
    ),
    "a bracket that goes on": (
        'among Elm Corp. ("Elm"), Oak Ltd ("Oak" and, together with Elm, the "Sellers"), and Ash plc '
        '("Ash").',
        [("Elm", "Elm Corp."), ("Oak", "Oak Ltd"), ("Ash", "Ash plc")],
    ),
    "roles before the names": (
        'between\n\nParty A: Elm (Orrin) Data Co., Ltd. ("Provider")\n\nAddress: 5 Elm Road\n\n'
        'Party B: Oak Science Co., Ltd. ("Recipient")',
        [("Provider", "Elm (Orrin) Data Co., Ltd."), ("Recipient", "Oak Science Co., Ltd.")],
    ),
    "lines with a colon and a role": (
        "Transport Agreement\n\nParty A (Shipper): Elm Data Co., Ltd. Address: 5 Elm Road\n\n"
        "Party B (Carrier): Oak Logistics Ltd. Address: 1 Main Street\n\nThe parties agree.",
        [("Party A", "Elm Data Co., Ltd."), ("Party B", "Oak Logistics Ltd.")],
    ),
    "two apostrophes for a quotation mark": (
        'BETWEEN:\n\n(1) ELM LIMITED a company of Orrin (the "Company"); and\n\n'
        "(2) INES VALDER of [address] (the ''Employee\").",
        [("Company", "ELM LIMITED"), ("Employee", "INES VALDER")],
    ),
    "no introduction": (
        "The contractor shall perform the work. The contractor must report. The Government may inspect it.",
        [("Contractor", "Contractor"), ("Government", "Government")],
    ),
}


@pytest.mark.parametrize(("text", "parties"), CASES.values(), ids=CASES.keys())
def test_parties_are_found(text, parties):
    """Each case gives the roles in order, each with its full name first."""
    assert [(party.role, party.names[0]) for party in find_parties(text, text)] == parties


def test_you_and_we_are_names_of_parties():
    """A contract that speaks to its reader says who "we" and "you" are: names of the parties."""
    text = (
        'by and between Pinewood Group, Inc., a Nevada corporation (hereinafter "PINEWOOD" or by '
        'reference "we", "us", '
        '"our"), and Lake Ventures LLC (hereinafter "You" or by reference "Franchisee").'
    )
    first, second = find_parties(text, text)
    assert {"PINEWOOD", "we", "us", "our"} <= set(first.names)
    assert {"You", "Franchisee"} <= set(second.names)


def test_several_together_are_a_party_too():
    """A name for several parties together is introduced as one more."""
    text = (
        'between Elm Corp. ("Elm") and Oak Science Limited ("Oak"), and Ash A/S, a company '
        "registered in Denmark "
        '("Ash") (together, Oak and Ash are referred to as the "Publishers").'
    )
    assert [party.role for party in find_parties(text, text)] == ["Elm", "Oak", "Ash", "Publishers"]


def test_what_is_no_party_is_left_out():
    """Names for the agreement, its dates and its parts are no parties."""
    text = (
        'This Services Agreement (the "Agreement") is made on 1 May 2020 (the "Effective Date") '
        "between Elm Corp. "
        '("Elm") and Oak Ltd ("Oak"), each a "Party" and together the "Parties".'
    )
    assert [party.role for party in find_parties(text, text)] == ["Elm", "Oak"]


def test_a_role_that_nothing_introduces_is_quoted_where_it_is_first_named():
    """No party without words that it stands on."""
    text = "1. The contractor shall clean the hall. The Government shall pay. The contractor shall report."
    parties = find_parties(text, text)
    assert parties
    assert all(party.quotes and party.quotes[0].exact.lower() == party.role.lower() for party in parties)


def test_a_name_for_roles_together_is_no_name():
    """What repeats the aliases of others, "Elm and Oak together", is no full name of anyone."""
    text = 'between Elm Corp. ("Elm") and Oak Ltd ("Oak"). Elm and Oak together are called the "Sellers".'
    assert "Elm and Oak together" not in {name for party in find_parties(text, text) for name in party.names}


def test_a_text_that_breaks_off_has_no_parties():
    """A text may end with the word that introductions follow."""
    assert find_parties("This contract is between", "This contract is between") == ()
