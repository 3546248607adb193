"""What the contract is worth: its total price."""

from collections.abc import Iterator
from typing import Final

from fourcorners.domain.variable import VariableDraft
from fourcorners.extract.nlp.facts.amounts import money_value
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, beginning_with, ending_in
from fourcorners.values.found import Found
from fourcorners.values.money import Money, find_money

NAME: Final = "contract_value"

_NEEDLE: Final = any_of(
    "total", r"contract\s+(?:price|value|sum|amount)", r"purchase\s+price", r"fixed\s+(?:price|fee)",
    r"lump\s+sum", r"aggregate\s+(?:price|consideration|fees?|amount|sum)", "consideration", r"sum\s+of",
    r"not[\s-]to[\s-]exceed",
)  # fmt: skip
_WHOLE_PRICE: Final = ending_in(
    r"(?:(?:total|aggregate|overall|full) "
    r"(?:(?:contract|fixed|agreed|estimated|project|purchase|service|base|maximum) )?"
    r"(?:price|value|consideration|fees?|compensation|charges?|cost|sum|amount)|"
    r"contract (?:price|value|sum|amount)|"
    r"the purchase price(?! per)(?: (?:for|of|under|payable)\b[^.;$£€]{3,60}?)? "
    r"(?:is|shall be|will be|equals)|"
    r"fixed (?:price|fee)|lump sum(?: (?:price|fee))?|not[ -]to[ -]exceed (?:amount|price|sum))\b"
    r"[^.;$£€]{0,110}"
)
_A_TOTAL_OF: Final = ending_in(
    r"(?:pay|pays|paid|payable|payment|compensat\w+|consideration)\b[^.;$£€]{0,90}?"
    r"\b(?:a total (?:amount |sum |fee |price )?of|(?:the |a )?(?:total )?sum of|total of|"
    r"in the (?:total|aggregate) amount of)[^.;$£€]{0,25}"
)
_REPLACED: Final = beginning_with(
    r"[”\"]? (?:is|are|shall be) (?:hereby )?(?:deleted and )?(?:replaced|changed|amended)"
)
_REPLACES: Final = any_of(r"(?:replaced by|changed to|amended to|increased to|reduced to)")
_TOTAL_AT_HEAD: Final = beginning_with(r"(?:a|the) total (?:amount |sum )?of [^.;$£€]{0,30}$")
_IS_PAID: Final = any_of(r"(?:shall|will|is to) be paid")
_PART_ONLY: Final = any_of(
    r"insur\w+", r"liab\w+", "damages", r"indemn\w+", "deductible", "coverage", "occurrence", "per share",
    "each share", "shares?", "net sales", "gross revenues?", r"penalt\w+", "less than", "more than",
    "excess", "threshold", "unless", "if", "in the event", r"royalt\w+", "milestone", "audit",
    r"terminat\w+", "option", "monthly", "annual(?:ly)?", "quarterly", "per", "each", "every",
    "instal?lments?", "deposit", "credit", "tax(?:es)?", "expenses", "minimum", "recitals?", "principal",
    "notes?", "bonus", "salary", r"renew\w*", "advance[ds]?", r"invest\w*", r"fund\w*",
)  # fmt: skip
"""Words before an amount that make it a rate, a limit, a part or a condition."""
_RATE: Final = beginning_with(
    r"\s?(?:\([^)]{1,30}\) )?(?:per|each|an?|every|/)\s?\w+\b", r"\s?(?:monthly|annually|quarterly)"
)

_LOOK_BACK: Final = 170
_HEAD: Final = 80
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
    amounts = find_money(passage.text)
    for index, found in enumerate(amounts):
        confidence = _confidence(passage.text, found, _said_of(index, amounts, passage.text))
        if confidence:
            at = (found.start, found.end)
            value = money_value(found, passage.text[slice(*at)], passages)
            yield passages.draft(NAME, value, confidence * share, passage.reading, at)


def _said_of(index: int, amounts: list[Found[Money]], text: str) -> str:
    """The words before an amount that speak of it: those since the amount before it.

    Of one that replaces another, those before the one that is replaced.
    """
    end = amounts[index].start
    if index and _REPLACES.search(text[amounts[index - 1].end : end]):
        index, end = index - 1, amounts[index - 1].start
    start = amounts[index - 1].end if index else 0
    return text[max(start, end - _LOOK_BACK) : end]


def _confidence(text: str, found: Found[Money], before: str) -> float:
    after = text[found.end : found.end + 60]
    if _REPLACED.match(after) or _RATE.match(after):
        return 0.0
    if found.value.amount <= _NOMINAL or _PART_ONLY.search(before):
        return 0.0
    if _WHOLE_PRICE.search(before):
        return _WHOLE
    opens = found.start < _HEAD and _TOTAL_AT_HEAD.match(text[: found.start]) and _IS_PAID.search(after)
    return _TOTAL if opens or _A_TOTAL_OF.search(before) else 0.0
