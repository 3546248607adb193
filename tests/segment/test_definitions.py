"""Defined terms are found with the sentence that defines them."""

import pytest

from fourcorners.domain.span import Span
from fourcorners.segment.definitions import find_definitions


@pytest.mark.parametrize(
    ("sentence", "terms"),
    [
        ('"Business Day" means a day on which banks are open.', ["Business Day"]),
        ("“Service Fees” shall have the meaning set forth in Section 4.", ["Service Fees"]),
        (
            'The fee of $5 (the "Base Fee") and the tax (collectively, the "Charges" or "Sums") are due.',
            ["Base Fee", "Charges", "Sums"],
        ),
        ("Acme shall host the site (the ‘Site’).", ["Site"]),
        ('Oak Ltd, hereinafter referred to as the "Buyer", shall pay.', ["Buyer"]),
        ('He said "pay" and left.', []),
    ],
)
def test_terms_are_found_where_they_are_defined(sentence, terms):
    """Means, has the meaning, and brackets define; other quotes do not."""
    found = find_definitions(sentence, [Span(0, len(sentence))])
    assert [each.term for each in found] == terms
    assert all(each.definition == Span(0, len(sentence)) for each in found)
