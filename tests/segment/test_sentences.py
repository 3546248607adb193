"""Sentences end where a reader of contracts says they end."""

import pytest

from fourcorners.segment.sentences import sentence_spans

CASES = [
    (["It is due (max. 5 days).", "Write to Attn. John Smith."], "abbreviations within"),
    (["Acme Inc. shall pay.", "It may appeal."], "a company's form"),
    (
        ["The fees are in Exhibit A. In any event, Buyer must pay."[:26], "In any event, Buyer must pay."],
        "a letter",
    ),
    (["Maintenance ends at 5 p.m. on Friday.", "It resumes on Monday."], "hours"),
    (["Subject to clause 11.1, either party may end it."], "a number with a dot"),
    (["As defined in clause 3. 9, the Plan applies."], "a number with a dot and a space"),
    (['He said "it is done."', "Then he left."], "a quote that ends a sentence"),
    (["Severity 1: all users are down.", "Severity 2: some users are down."], "a series"),
    (
        [
            "Orders received by noon will be sent that day;",
            "Orders received later will be sent the next day.",
        ],
        "two statements with a semicolon between",
    ),
    (["Seller shall deliver; provided that Buyer has paid."], "a proviso belongs to its sentence"),
]


@pytest.mark.parametrize(("sentences", "why"), CASES, ids=[why for _, why in CASES])
def test_sentences_end_where_they_end(sentences, why):
    """Each case, put together and cut again, is the same."""
    text = " ".join(sentences)
    assert [span.of(text) for span in sentence_spans(text, 0, len(text))] == sentences
