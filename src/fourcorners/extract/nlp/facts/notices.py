"""How, where and with what effect notices are given: what the clause on notices says."""

from fourcorners.domain.variable import VariableDraft
from fourcorners.extract.nlp.facts.notice_address import notice_addresses
from fourcorners.extract.nlp.facts.notice_clause import notice_sentences
from fourcorners.extract.nlp.facts.notice_deemed_receipt import deemed_receipts
from fourcorners.extract.nlp.facts.notice_form import notice_forms
from fourcorners.extract.nlp.passages import Passages


def propose_notices(passages: Passages) -> list[VariableDraft]:
    """`notice_form`, `notice_address` of each party, and `notice_deemed_receipt`, the slowest way first."""
    sentences = notice_sentences(passages)
    if not sentences:
        return []
    return [
        *notice_forms(sentences, passages),
        *notice_addresses(sentences, passages),
        *deemed_receipts(sentences, passages),
    ]
