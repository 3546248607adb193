"""Layers of text that recognitions left under pictures of pages, held against a recognition of today."""

import pytest

from fourcorners.parse.pdf.ocr_layers import Layer, Verdict, judge_layers

PROSE = (
    "the supplier shall deliver the goods to the premises of the buyer within ten days after each order and "
    "the buyer shall pay the price of the goods to the supplier within thirty days of receipt of the invoice"
).split()
POOR = " ".join(PROSE).replace("of the", "ofthe").replace("to the", "tothe").replace("shall", "shad").split()
OTHER = "nothing here is owed by anyone for any reason under any law whatever it says elsewhere".split() * 3


@pytest.mark.parametrize(
    ("left", "seen", "is_sure", "verdict"),
    [
        (PROSE, PROSE, True, Verdict.KEPT),
        (POOR, PROSE, True, Verdict.POOR),
        (POOR, PROSE, False, Verdict.KEPT),
        (PROSE, POOR, True, Verdict.KEPT),
        (OTHER, PROSE, True, Verdict.DIFFERS),
        ([*PROSE, "tnirty"], [*PROSE, "thirty"], True, Verdict.KEPT),
    ],
    ids=["alike", "poor", "unsure", "better", "other", "one mistake"],
)
def test_the_reading_with_more_real_words_is_believed(left, seen, is_sure, verdict):
    """A layer goes only where what was recognised is sure, and has real words where the layer has none."""
    assert judge_layers([Layer(left, seen, is_sure)]) == [verdict]


def test_pages_are_judged_together():
    """A page of names tells nothing by itself; a recognition that is unsure of a page does not replace it."""
    names, misread = ["brock", "elmore"], ["brcck", "elmcre"]
    layers = [Layer(misread, names, True), Layer(POOR, PROSE, True), Layer(misread, names, False)]
    assert judge_layers(layers) == [Verdict.POOR, Verdict.POOR, Verdict.KEPT]
    assert judge_layers(layers[:1]) == [Verdict.KEPT]
    assert judge_layers([]) == []
