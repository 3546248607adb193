"""How long goods, software or work are warranted."""

import pytest

from facts import answers
from fourcorners.extract.nlp.facts.warranty_duration import propose_warranty_duration

CASES = [
    ("Supplier warrants the Goods for a period of twelve months from delivery.", ["P12M"]),
    ("For ninety (90) days after installation, Vendor warrants that the Software will run.", ["P90D"]),
    ('"Warranty Period" means two years from the date of acceptance of the Works.', ["P2Y"]),
    ("The warranty period for each Product is 36 months.", ["P36M"]),
    ("All pumps carry a two-year warranty on parts.", ["P2Y"]),
    ("Supplier warrants the Products for a period of ____ months from delivery.", ["not stated"]),
    ("Buyer shall notify a breach of the warranty on the Goods within ten days after delivery.", []),
    ("Supplier shall repair Products under warranty within fifteen days after receipt.", []),
    ("Supplier warrants that it has power to sign, and this Agreement lasts for two years.", []),
    ("The warrants may be exercised for a period of one year from the date of issue.", []),
]


@pytest.mark.parametrize(("sentence", "durations"), CASES)
def test_the_duration_of_a_warranty_is_read(sentence, durations):
    """The time that a warranty lasts is read; a time to notify, repair or exercise is not."""
    assert answers(propose_warranty_duration, sentence) == durations


def test_warranties_of_two_things_are_both_given():
    """Software and services with warranties of their own leave the choice to a person."""
    software = "Vendor warrants the Software for a period of one year from delivery."
    services = "Vendor warrants its services for a period of sixty days from performance."
    assert answers(propose_warranty_duration, software, services) == ["P1Y", "P60D"]
