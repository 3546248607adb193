"""Which end of a bargain an act belongs to."""

import pytest

from fourcorners.extract.nlp.deontics.ends import End, end_of, performed


@pytest.mark.parametrize(
    ("subject", "verb", "end"),
    [
        ("All fees", "paid", End.PAYER),
        ("Service credits", "paid", End.PERFORMER),
        ("Interest", "charged", End.PAYER),
        ("Each invoice", "list", End.PERFORMER),
        ("Each invoice", "paid", End.PAYER),
        ("Purchase orders", "placed", End.PAYER),
        ("The pumps", "inspected", End.PAYER),
        ("Any dispute", "settled", End.EACH),
        ("The lake", "fenced", None),
    ],
)
def test_who_pays_orders_and_invoices_is_told_by_the_act(subject, verb, end):
    """The money's kind decides before the verb does; what either may do is left open."""
    assert end_of(subject, verb) is end


def test_what_is_brought_or_kept_running_is_the_performers():
    """By the verb, or by the thing; a fence is neither."""
    found = [
        performed("The pumps", "repaired"),
        performed("The software", "start"),
        performed("A fence", "be"),
    ]
    assert found == [End.PERFORMER, End.PERFORMER, None]
