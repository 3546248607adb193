"""The families on the opening and the signatures stay quick on texts that repeat what they look for."""

import time

import pytest

from facts import passages_of
from fourcorners.extract.nlp.facts.agreement_date import propose_agreement_date
from fourcorners.extract.nlp.facts.contract_number import propose_contract_number
from fourcorners.extract.nlp.facts.document_name import propose_document_name
from fourcorners.extract.nlp.facts.effective_date import propose_effective_date
from fourcorners.extract.nlp.facts.parties import propose_parties
from fourcorners.extract.nlp.facts.signatories import propose_signatories

FAMILIES = [
    propose_document_name,
    propose_contract_number,
    propose_parties,
    propose_signatories,
    propose_agreement_date,
    propose_effective_date,
]
REPEATED = [
    "By: /s/ Name: Title: ",
    "Officer President ELM AND OAK ",
    "Signed by Ines Valder, Director, ",
    'between Elm Inc, and Oak ("A" ',
    "effective date of the last date of signature ",
    "made and entered into this ____ day of ",
    "Contract No. Agreement Number: ",
    "this Agreement commences on the date ",
    "ABCDE ABCDEF ABCD & ",
]
LENGTH = 60_000
ALLOWED_S = 3.0
"""About a hundred times what a contract of this length takes, for a machine that is busy."""


@pytest.mark.parametrize("words", REPEATED)
def test_a_text_of_one_phrase_is_read_in_time(words):
    """Many pages that repeat the words a family looks for take seconds at the most."""
    start = time.process_time()
    passages = passages_of(words * (LENGTH // len(words)))
    for propose in FAMILIES:
        propose(passages)
    assert time.process_time() - start < ALLOWED_S
