"""The families on commercial terms stay quick on texts that repeat what they look for."""

import time

import pytest

from facts import passages_of
from fourcorners.extract.nlp.facts.currency import propose_currency
from fourcorners.extract.nlp.facts.dispute_forum import propose_dispute_forum
from fourcorners.extract.nlp.facts.insurance_minimum import propose_insurance_minimum
from fourcorners.extract.nlp.facts.late_payment_interest import propose_late_payment_interest
from fourcorners.extract.nlp.facts.liability_cap import propose_liability_cap
from fourcorners.extract.nlp.facts.notices import propose_notices
from fourcorners.extract.nlp.facts.price_adjustment_index import propose_price_adjustment_index
from fourcorners.extract.nlp.facts.warranty_duration import propose_warranty_duration

FAMILIES = [
    propose_currency,
    propose_dispute_forum,
    propose_insurance_minimum,
    propose_late_payment_interest,
    propose_liability_cap,
    propose_notices,
    propose_price_adjustment_index,
    propose_warranty_duration,
]
REPEATED = [
    "liability shall not exceed the total amount of ",
    "interest overdue at the rate of the ",
    "warranty period means for a period of ",
    "liability and commercial general public insurance $5,000 at least ",
    "exclusive jurisdiction of the courts of Northern And Southern ",
    "arbitration held in New York City and ",
    "all notices in writing if to Buyer by registered mail three days after ",
    "Consumer Price Index All Items adjust fee ",
    "all payments shall be made in the lawful currency of US dollars ",
    "[ [ ___ $ ( ( ",
]
LENGTH = 60_000
ALLOWED_S = 3.0
"""About a hundred times what a contract of this length takes, for a machine that is busy."""


@pytest.mark.parametrize("words", REPEATED)
def test_a_sentence_without_end_is_read_in_time(words):
    """One sentence of many pages that repeats the words a family looks for takes seconds at the most."""
    passages = passages_of(words * (LENGTH // len(words)))
    start = time.process_time()
    for propose in FAMILIES:
        propose(passages)
    assert time.process_time() - start < ALLOWED_S
