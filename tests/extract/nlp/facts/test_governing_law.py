"""The law that governs: named outright, by an adjective, by reference; and what only looks like it."""

import pytest

from facts import answers, passages_of
from fourcorners.extract.nlp.facts.governing_law import propose_governing_law

CASES = [
    ("This Agreement shall be governed by the laws of the State of Oregon.", ["Oregon"]),
    ("This Agreement is governed by and construed in accordance with English law.", ["England"]),
    ("THIS AGREEMENT SHALL BE CONSTRUED UNDER THE LAWS OF ENGLAND AND WALES.", ["England and Wales"]),
    ("This Contract will be interpreted according to the laws of the Province of Ontario.", ["Ontario"]),
    (
        "This Agreement is governed by the laws of the Province of Manitoba and the federal laws of Canada "
        "applicable therein.",
        ["Manitoba"],
    ),
    ("This lease and all matters arising from it shall be governed by Vermont law.", ["Vermont"]),
    (
        "This Agreement shall be governed by the law of the Republic of Korea, without regard to the laws of "
        "any other country.",
        ["South Korea"],
    ),
    ("The laws of the State of Maine shall govern this Agreement.", ["Maine"]),
    ("Swiss law applies to this Agreement, excluding its rules on conflicts of laws.", ["Switzerland"]),
    (
        "This Agreement shall be governed by the laws of the United States of America and of the "
        "Commonwealth of Kentucky.",
        ["Kentucky"],
    ),
    (
        "This Agreement shall be governed by the laws of the People’s Republic of China.",
        ["People's Republic of China"],
    ),
    (
        "This Agreement shall be governed by the laws of the State of Utah and the laws of Hong Kong.",
        ["Utah and Hong Kong"],
    ),
    (
        "This Agreement is made in the State of Idaho and shall be construed in accordance with the laws of "
        "that State.",
        ["Idaho"],
    ),
    ("This Agreement shall be governed by the laws of the State of Ruritania.", ["Ruritania"]),
    (
        "Except to the extent governed by the Federal Arbitration Act, this Agreement shall be governed by "
        "the laws of the State of Iowa.",
        ["Iowa"],
    ),
    ("Supplier is a corporation organized under the laws of the State of Delaware.", []),
    ("Supplier shall comply with the laws of the State of Texas in all that it does.", []),
    ("The Master Lease shall be governed by the laws of the State of Ohio.", []),
    ("The export of the Goods is subject to the laws of the United States.", []),
    ("This Agreement shall be governed by the laws of the [●].", []),
]


@pytest.mark.parametrize(("sentence", "laws"), CASES)
def test_the_law_that_governs_is_read(sentence, laws):
    """The law of this contract is named by its common name; another law is not taken for it."""
    assert answers(propose_governing_law, sentence) == laws


def test_the_clause_under_its_heading_goes_before_an_exhibit():
    """The contract's own clause answers, though a form in an exhibit names another law."""
    clause = "12. GOVERNING LAW\n\nThis Agreement shall be governed by the laws of the State of Nevada."
    exhibit = (
        "EXHIBIT B\n\nFORM OF GUARANTY\n\nThis Guaranty shall be governed by the laws of the State of Iowa."
    )
    filling = ["The parties shall meet once in each quarter to review the Services."] * 30
    assert answers(propose_governing_law, *filling, clause, exhibit) == ["Nevada"]


def test_laws_of_two_clauses_are_both_proposed():
    """Where two clauses name different laws for this contract, the reviewer sees both."""
    main = "12. GOVERNING LAW\n\nThis Agreement shall be governed by the laws of the State of Nevada."
    other = "19. GENERAL\n\nThis Agreement shall be construed in accordance with the laws of Ireland."
    again = "20. VENUE\n\nThis Agreement is governed by Nevada law."
    assert answers(propose_governing_law, main, other, again) == ["Nevada", "Ireland"]


def test_evidence_is_the_sentence_and_the_words_of_the_value():
    """A reviewer sees the whole sentence, and which of its words say the law."""
    passages = passages_of("12.1 This Agreement is\ngoverned by the laws of\nthe State of New\nMexico.")
    draft = propose_governing_law(passages)[0]
    quotes = [(quote.part, " ".join(quote.exact.split())) for quote in draft.quotes]
    assert quotes == [
        (None, "This Agreement is governed by the laws of the State of New Mexico."),
        ("value", "New Mexico"),
    ]
