"""Amounts of money as values of facts."""

from fourcorners.domain.variable import MoneyValue
from fourcorners.extract.nlp.passages import Passages
from fourcorners.values.found import Found
from fourcorners.values.money import Money


def money_value(found: Found[Money], words: str, passages: Passages) -> MoneyValue:
    """An amount in these words; in dollars of the one kind that the contract names, where they do not say."""
    currency = found.value.currency
    if currency is None and ("$" in words or "dollar" in words.lower()):
        currency = passages.dollar
    return MoneyValue(amount=found.value.amount, currency=currency, text=words)
