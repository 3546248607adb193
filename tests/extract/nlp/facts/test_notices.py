"""How, where and with what effect notices are given."""

import pytest

from facts import answers, in_a_word, passages_of
from fourcorners.extract.nlp.facts.notices import propose_notices

FORMS = [
    ("All notices shall be in writing.", ["in writing"]),
    (
        "Any notice under this Agreement must be in writing and sent by registered mail or by e-mail.",
        ["in writing; registered mail; e-mail"],
    ),
    (
        "Notices shall be delivered by hand or by courier to the address that a party specified in writing.",
        ["delivered by hand; courier"],
    ),
    ("A notice must be in writing, which excludes e-mail.", ["in writing"]),
    ("Supplier shall place copyright notices on each copy.", []),
    ("Either party may terminate on thirty days' written notice.", []),
]


@pytest.mark.parametrize(("sentence", "forms"), FORMS)
def test_the_form_of_notices_is_read(sentence, forms):
    """Each way of sending is named once in the words of the contract; a notice of one matter tells none."""
    assert answers(propose_notices, sentence, name="notice_form") == forms


RECEIPTS = [
    (
        "A notice sent by post shall be deemed received three business days after posting.",
        [("P3D", "post")],
    ),
    (
        "Notices are deemed given one (1) day after deposit with a courier or five (5) days after mailing by "
        "registered mail.",
        [("P5D", "registered mail"), ("P1D", "courier")],
    ),
    (
        "A notice sent by fax is deemed to be received on the second Business Day after it is sent.",
        [("P2D", "fax")],
    ),
    ("Any notice sent by e-mail shall be deemed received 24 hours after sending.", [("PT24H", "e-mail")]),
    ("All notices shall be deemed given upon receipt.", []),
    ("All notices shall be in writing and a change of address is given ten days before it takes effect.", []),
]


@pytest.mark.parametrize(("sentence", "receipts"), RECEIPTS)
def test_the_deemed_receipt_of_notices_is_read(sentence, receipts):
    """The slowest way comes first and is the surest; each time has the way of sending it belongs to."""
    drafts = [each for each in propose_notices(passages_of(sentence)) if each.name == "notice_deemed_receipt"]
    assert [(in_a_word(draft.value), draft.quotes[-1].exact) for draft in drafts] == receipts
    assert all(draft.quotes[-1].part == "mode" for draft in drafts)
    assert all(draft.confidence < drafts[0].confidence for draft in drafts[1:])


def addresses(*paragraphs: str) -> list[tuple[str, str]]:
    """Party and address of each answer."""
    drafts = propose_notices(passages_of(*paragraphs))
    return [
        (draft.quotes[-1].exact, in_a_word(draft.value)) for draft in drafts if draft.name == "notice_address"
    ]


def test_each_party_has_its_address_for_notices():
    """An address ends where the next one, a copy or another matter begins."""
    assert addresses(
        "15. NOTICES",
        "15.1 All notices shall be in writing and sent to these addresses:",
        "If to Supplier: Ferndale Hosting Ltd, 8 Mill Lane, Oxbridge. With a copy to: Pell & Co, 1 Low Row.",
        "If to Customer: Quillmark Foods plc, 20 Canal Road, Hallam. Attention: The Secretary",
        "16. GENERAL",
        "16.1 This Agreement binds the successors of the parties.",
    ) == [
        ("Supplier", "Ferndale Hosting Ltd, 8 Mill Lane, Oxbridge."),
        ("Customer", "Quillmark Foods plc, 20 Canal Road, Hallam. Attention: The Secretary"),
    ]


def test_an_address_stated_elsewhere_or_left_blank_is_no_address():
    """ "Its address first above written" gives none, and a line to write on is not stated."""
    told = "1. All notices shall be in writing and sent to a party at its address first above written."
    blank = "1. All notices shall be in writing. If to Buyer: ______________"
    assert (addresses(told), addresses(blank)) == ([], [("Buyer", "not stated")])
