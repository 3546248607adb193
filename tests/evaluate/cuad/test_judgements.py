"""Our answers about variables, judged one by one."""

import pytest

from cuad_contracts import a_contract, a_date, a_passage, a_variable
from fourcorners.domain.variable import DurationValue, NotStatedValue, PartyValue, TextValue
from fourcorners.evaluate.cuad.judgements import judge, score_answers
from fourcorners.evaluate.fields import FieldOutcome
from fourcorners.evaluate.metrics import Score

BLANK = NotStatedValue(text="____ day of ____")
MARCH = a_date(2007, 3, 4)
APRIL = a_date(2007, 4, 4)


def the_judgements(answers, *variables, spans=()):
    """Judgements by name."""
    return {each.name: each for each in judge(a_contract(spans, answers), variables)}


@pytest.mark.parametrize(
    ("answer", "value", "outcome"),
    [
        ("3/4/07", MARCH, FieldOutcome.RIGHT),
        ("3/4/07", APRIL, FieldOutcome.WRONG),
        ("3/4/07", BLANK, FieldOutcome.WRONG),
        ("3/4/07", None, FieldOutcome.MISSED),
        ("[]/[]/2007", MARCH, FieldOutcome.INVENTED),
        ("[]/[]/2007", BLANK, FieldOutcome.ABSENT),
        ("", BLANK, FieldOutcome.ABSENT),
        ("", None, FieldOutcome.ABSENT),
    ],
)
def test_an_answer_is_held_against_the_lawyers(answer, value, outcome):
    """A blank is no answer where the lawyers found one too, and a wrong one where they found a value."""
    ours = [a_variable("agreement_date", value)] if value is not None else []
    assert the_judgements({"Agreement Date": answer}, *ours)["agreement_date"].outcome is outcome


def test_an_answer_that_is_no_value_is_not_judged():
    """Neither for what we say nor for what we miss."""
    ours = a_variable("renewal_term", DurationValue(iso="P1Y", text="a year"))
    assert "renewal_term" not in the_judgements({"Renewal Term": "until 1/1/2020"}, ours)


def test_of_several_answers_the_most_confident_counts():
    """Of equal ones that which stands first."""
    answers = {"Agreement Date": "3/4/07"}
    sure, unsure = a_variable("agreement_date", MARCH, 0.9, 50), a_variable("agreement_date", APRIL, 0.8)
    assert the_judgements(answers, unsure, sure)["agreement_date"].outcome is FieldOutcome.RIGHT
    first = a_variable("agreement_date", APRIL, 0.9, 10)
    assert the_judgements(answers, sure, first)["agreement_date"].outcome is FieldOutcome.WRONG


def test_a_date_that_is_computed_is_told_from_one_that_is_printed():
    """By the words that the lawyers marked."""
    answers = {"Agreement Date": "3/4/07", "Expiration Date": "3/4/10"}
    spans = [
        a_passage("Agreement Date", 0, 13, "March 4, 2007"),
        a_passage("Expiration Date", 20, 61, "the third anniversary of the Signing Date"),
    ]
    judged = the_judgements(answers, spans=spans)
    assert judged["agreement_date"].is_printed is True
    assert judged["expiration_date"].is_printed is False


def test_a_title_is_right_by_the_answer_or_by_the_words_marked():
    """The lawyers' answer may join two lines of a title."""
    answers = {"Document Name": "Amendment No. 3\n\nOrchard Lease Agreement Number 12"}
    ours = a_variable("document_name", TextValue(text="AMENDMENT NO. 3"))
    assert the_judgements(answers, ours)["document_name"].outcome is FieldOutcome.WRONG
    spans = [a_passage("Document Name", 0, 15, "AMENDMENT NO. 3")]
    assert the_judgements(answers, ours, spans=spans)["document_name"].outcome is FieldOutcome.RIGHT


def test_each_party_is_judged_by_itself():
    """One found, one missed, one invented; a second draft of the same name is the same answer."""
    answers = {"Parties": 'Fernleaf Ltd ("Seller"); Mosswood, Inc. ("Buyer")'}
    ours = [
        a_variable("parties", PartyValue(text=name), start=start)
        for start, name in enumerate(["FERNLEAF LTD.", "Fernleaf Ltd", "Oakridge plc"])
    ]
    judged = [each for each in judge(a_contract((), answers), ours) if each.name == "parties"]
    assert [(each.gold, each.ours, each.outcome) for each in judged] == [
        ("Fernleaf Ltd", "FERNLEAF LTD.", FieldOutcome.RIGHT),
        ("Mosswood, Inc", None, FieldOutcome.MISSED),
        (None, "Oakridge plc", FieldOutcome.INVENTED),
    ]
    assert score_answers(judged) == Score.of(gold=2, ours=2, matched=1)
