"""What a norm is done to, what it does not hold for, and what follows where it is not kept."""

import time

import pytest

from contracts import a_contract
from fourcorners.domain.obligation import ObligationDraft
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.deontics.exceptions import find_exception
from fourcorners.extract.nlp.deontics.sanctions import find_sanction
from fourcorners.extract.nlp.norms import propose_norms


def norm_of(paragraph: str) -> ObligationDraft:
    """The first norm of a contract with this paragraph."""
    return propose_norms(*a_contract(f"1. {paragraph}"))[0]


@pytest.mark.parametrize(
    ("sentence", "exception"),
    [
        ("Supplier shall clean all rooms except the vault.", "except the vault"),
        ("Except as agreed in writing, Supplier shall wear boots.", "Except as agreed in writing"),
        ("Customer shall pay all taxes, excluding taxes on income.", "excluding taxes on income"),
        ("Supplier shall use no tools other than its own.", "other than its own"),
        ("Supplier shall pay all claims made by someone other than Customer or its affiliates.", None),
        ("Supplier shall keep it secret save where the law asks for it.", "save where the law asks for it"),
        (
            "Supplier shall mend it, provided that this shall not apply to toys.",
            "provided that this shall not apply to toys",
        ),
        ("Customer shall pay all taxes (except for stamp duty) on time.", "except for stamp duty"),
        ("Supplier shall mend it unless Customer waives it.", None),
    ],
)
def test_an_exception_is_what_a_norm_does_not_hold_for(sentence, exception):
    """The words from "except" on; "unless" opens a condition."""
    assert norm_of(sentence).exception == exception


@pytest.mark.parametrize(
    ("paragraph", "consequence"),
    [
        (
            "Customer shall pay each invoice in May, failing which Supplier may stop work.",
            "failing which Supplier may stop work",
        ),
        (
            "Customer shall pay each invoice in May. Late payments shall bear interest at two percent.",
            "Late payments shall bear interest at two percent.",
        ),
        (
            "Supplier shall deliver the pumps. If Supplier fails to deliver them, Customer may cancel.",
            "If Supplier fails to deliver them, Customer may cancel.",
        ),
        (
            "Supplier shall insure the site. Failure to comply with this Section entitles Customer to stop.",
            "Failure to comply with this Section entitles Customer to stop.",
        ),
        (
            "Supplier shall deliver the pumps. If Customer fails to deliver a permit, Supplier may wait.",
            None,
        ),
        ("Supplier shall deliver the pumps in May. Supplier shall paint them.", None),
        ("Supplier may deliver early. If Supplier fails to deliver, Customer may cancel.", None),
    ],
)
def test_a_consequence_follows_where_a_duty_is_not_kept(paragraph, consequence):
    """In the sentence or behind it; what another party fails to do is not it, and a right has none."""
    assert norm_of(paragraph).consequence == consequence


@pytest.mark.parametrize(
    ("sentence", "object_"),
    [
        ("Supplier shall deliver the spare pumps within ten days.", "the spare pumps"),
        ("The yearly accounts shall be kept by Supplier.", "The yearly accounts"),
        ("Supplier shall comply with all fire rules.", "all fire rules"),
        ("Customer shall pay the price of the goods upon delivery.", "the price of the goods"),
        ("Supplier shall keep a log that shows each visit.", "a log"),
        ("Supplier shall attend.", None),
        ("Supplier shall provide Customer with two spare keys.", "two spare keys"),
        ("Supplier shall notify Customer of each leak within a day.", "each leak"),
        ("Supplier shall keep the old ledgers for three (3) years.", "the old ledgers"),
        ("Supplier shall mend the Crate(s) at once.", "the Crate(s)"),
        ("Supplier shall test the well-head yearly.", "the well-head"),
        ("Supplier shall spend ten percent (10%) on adverts.", "ten percent (10%)"),
        ("Supplier shall act in accordance with the fire plan.", None),
        ("The drums when emptied shall be returned by Customer.", "The drums"),
    ],
)
def test_the_object_is_what_the_act_is_done_to(sentence, object_):
    """A noun phrase of the text: without its clauses, and without when and how it is done."""
    assert norm_of(sentence).object == object_


def test_each_part_is_quoted_where_it_stands():
    """Object, condition, exception and consequence are evidence, each verbatim."""
    document, tree = a_contract(
        "1. If asked by Customer, Supplier shall mend all pumps except toys, failing which Customer may go."
    )
    quotes = {quote.part: quote for quote in propose_norms(document, tree)[0].quotes}
    assert {"object", "condition", "exception", "consequence"} <= quotes.keys()
    for quote in quotes.values():
        assert document.text[quote.start :].startswith(quote.exact)


@pytest.mark.parametrize("words", ["except for (" * 4000, "provided that " * 4000, "late if not " * 4000])
def test_hostile_words_are_read_in_time(words):
    """What opens again and again is looked through once, not once more for each opening."""
    started = time.process_time()
    find_exception(words, 0, Span(0, len(words)))
    find_sanction(words, Span(0, len(words)))
    assert time.process_time() - started < 1
