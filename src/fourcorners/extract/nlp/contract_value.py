"""What the contract is worth: its total price."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.variable import MoneyValue, VariableDraft
from fourcorners.extract.nlp.choice import most_telling
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.values.found import Found
from fourcorners.values.money import Money, find_money

NAME: Final = "contract_value"

_NEEDLE: Final = re.compile(
    r"\b(?:total|contract\s+(?:price|value|sum|amount)|purchase\s+price|fixed\s+(?:price|fee)|lump\s+sum|aggregate\s+(?:price|"
    r"consideration|fees?)|consideration|sum\s+of|not[\s-]to[\s-]exceed)\b",
    re.IGNORECASE,
)
_WHOLE_PRICE: Final = re.compile(
    r"\b(?:(?:total|aggregate|overall|full) (?:(?:contract|fixed|agreed|estimated|project|purchase|service|base|maximum) )?"
    r"(?:price|value|consideration|fees?|compensation|charges?|cost|sum|amount)|contract (?:price|value|sum|amount)|"
    r"(?:the |^)purchase price(?! per)(?: (?:for|of|under|payable)\b[^.;$£€]{3,60}?)? (?:is|shall be|will be|equals)|fixed (?:price|fee)|lump sum(?: (?:price|fee))?|not[ -]to[ -]exceed (?:amount|price|sum))\b"
    r"[^.;$£€]{0,110}$",
    re.IGNORECASE,
)
_A_TOTAL_OF: Final = re.compile(
    r"\b(?:pay|pays|paid|payable|payment|compensat\w+|consideration)\b[^.;$£€]{0,90}?\b(?:a total (?:amount |sum |fee |price )?of|(?:the |a )?(?:total )?sum of|"
    r"total of|in the (?:total|aggregate) amount of)[^.;$£€]{0,25}$",
    re.IGNORECASE,
)
_TOTAL_AT_HEAD: Final = re.compile(r"^(?:a|the) total (?:amount |sum )?of [^.;$£€]{0,30}$", re.IGNORECASE)
_IS_PAID: Final = re.compile(r"\b(?:shall|will|is to) be paid\b", re.IGNORECASE)
_PART_ONLY: Final = re.compile(
    r"\b(?:insur\w+|liab\w+|damages|indemn\w+|deductible|coverage|occurrence|per share|each share|shares?|net sales|gross revenues?|penalt\w+|"
    r"less than|more than|excess|threshold|unless|if|in the event|royalt\w+|milestone|audit|terminat\w+|option|monthly|"
    r"annual(?:ly)?|quarterly|per|each|every|instal?lments?|deposit|credit|tax(?:es)?|expenses|minimum|recitals?|principal|notes?|bonus|salary|renew\w*|advance[ds]?|invest\w*|fund\w*)\b",
    re.IGNORECASE,
)
_RATE: Final = re.compile(r"^\s?(?:\([^)]{1,30}\) )?(?:per|each|an?|every|/)\s?(?:\w+)\b|^\s?(?:monthly|annually|quarterly)", re.IGNORECASE)

_WHOLE: Final = 0.65
_TOTAL: Final = 0.55
_NOMINAL: Final = 100
"""An amount up to which "in consideration of the sum of" only makes the promise binding."""
_IN_ATTACHMENT: Final = 0.85


def propose_contract_value(passages: Passages) -> list[VariableDraft]:
    """The total price where the contract states one. Most contracts state rates only, and give none."""
    drafts = [draft for passage in passages.mentioning(_NEEDLE) for draft in _values(passage, passages)]
    return most_telling(drafts)


def _values(passage: Passage, passages: Passages) -> Iterator[VariableDraft]:
    share = _IN_ATTACHMENT if passages.is_attached(passage.clause) else 1.0
    for found in find_money(passage.text):
        confidence = _confidence(passage.text, found)
        if confidence:
            at = (found.start, found.end)
            words = passage.text[slice(*at)]
            currency = found.value.currency or _dollar(words, passages)
            value = MoneyValue(amount=found.value.amount, currency=currency, text=words)
            yield passages.draft(NAME, value, confidence * share, passage.reading, at)


def _dollar(words: str, passages: Passages) -> str | None:
    """The currency of an amount in dollars, where the contract names one kind of dollars only."""
    return passages.dollar if "$" in words or "dollar" in words.lower() else None


def _confidence(text: str, found: Found[Money]) -> float:
    before = text[max(0, found.start - 170) : found.start]
    if found.value.amount <= _NOMINAL or _PART_ONLY.search(before) or _RATE.match(text[found.end : found.end + 40]):
        return 0.0
    if _WHOLE_PRICE.search(before):
        return _WHOLE
    is_total = _A_TOTAL_OF.search(before) or (
        _TOTAL_AT_HEAD.search(text[: found.start]) and _IS_PAID.search(text, found.end)
    )
    return _TOTAL if is_total else 0.0
