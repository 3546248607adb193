"""The words of a condition, and words that only look like one."""

import pytest

from fourcorners.extract.nlp.deontics.conditions import find_condition


@pytest.mark.parametrize(
    ("sentence", "condition"),
    [
        ("Quince shall repair it upon notice by Bramley.", "upon notice by Bramley"),
        ("Quince shall deliver on terms agreed upon in writing by both parties.", None),
        ("Quince shall return the media upon which the data stand.", None),
        (
            "Quince shall pay the fee based upon actual use, unless Bramley waives it.",
            "unless Bramley waives it",
        ),
        ("Quince shall keep to what was agreed if Bramley asks.", "if Bramley asks"),
    ],
)
def test_a_condition_is_what_makes_a_duty_due(sentence, condition):
    """What a verb governs is none."""
    found = find_condition(sentence, 0, len("Quince shall"))
    assert (found and found.of(sentence)) == condition
