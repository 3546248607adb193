"""Further tiers: what a sentence adds to the tier that it states: "3% if below 90%, and 6% if below 85%"."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from fourcorners.domain.kpi import Consequence, LevelRange
from fourcorners.extract.nlp.measures.quantities import Quantity, QuantityKind, find_quantities

_ONWARDS: Final = re.compile(
    r"(?:[;,]\s+(?:and\s+|or\s+)?|\s+and\s+)(?:by\s+|of\s+)?(?P<amount>(?:[^;:,.]|[.,]\d){1,60}?)\s+if\s+"
    r"(?P<trigger>(?:it\s+is\s+)?(?P<side>below|lower|less|above|higher|more)(?P<rest>(?:[^;:,.]|\.\d){0,60}))",
    re.I,
)
"""An amount with its level behind it: "and by 6% if below"."""
_LIMIT: Final = re.compile(
    r"[;,]\s+(?:and\s+|or\s+)?(?P<trigger>(?:within|after|over|beyond|more\s+than|less\s+than|below|above)\s+(?:[^;:,.]|\.\d){1,40}):\s*"
    r"(?P<amount>(?:[^;:,.]|[.,]\d){1,60})",
    re.I,
)
"""A level with its amount behind it: "within 8 hours: EUR 1,000"."""
_AMOUNTS: Final = (QuantityKind.SHARE, QuantityKind.MONEY)
_DOWNWARDS: Final = frozenset({"below", "lower", "less"})
_BARE: Final = re.compile(r"\s*\d{1,3}(?:,\d{3}){0,4}(?:\.\d{1,2})?\s*")


def further_tiers(
    words: str, found: Sequence[Consequence], dollar: str | None = None
) -> Iterator[Consequence]:
    """The tiers that go on from the one that a statement states: of its kind, and a share of the same.

    `found` is what the statement says by itself; nothing goes on from several, or from one without an amount.

    >>> first = Consequence(kind="penalty", trigger="if between 85% and 90%", amount=3, unit="% of fee")
    >>> [tier] = further_tiers("reduced by 3% if between 85% and 90%, and by 6% if below.", [first])
    >>> tier.amount, tier.unit, tier.levels.upper
    (6.0, '% of fee', 85.0)
    """
    if len(found) != 1 or found[0].amount is None:
        return
    first = found[0]
    start = words.find(first.trigger) + len(first.trigger)
    for match in _ONWARDS.finditer(words, start):
        levels = None if match["rest"].strip() else _beyond(match["side"], first.trigger)
        yield from _tier(match, first, levels, dollar)
    for match in _LIMIT.finditer(words, start):
        yield from _tier(match, first, None, dollar)


def _tier(
    match: re.Match[str], first: Consequence, levels: LevelRange | None, dollar: str | None
) -> Iterator[Consequence]:
    amount = _amount(match["amount"], first, dollar)
    if amount is not None:
        trigger = match["trigger"].strip()
        changed = {"trigger": trigger, "amount": amount[0], "unit": amount[1], "levels": levels}
        yield first.model_copy(update=changed)


def _amount(words: str, first: Consequence, dollar: str | None) -> tuple[float, str | None] | None:
    """The one share or sum of some words; a bare number is in the unit of the tier before."""
    if _BARE.fullmatch(words):
        return float(words.replace(",", "")), first.unit
    amounts: list[Quantity] = [each for each in find_quantities(words, dollar) if each.kind in _AMOUNTS]
    if len(amounts) != 1:
        return None
    unit = (first.unit or "") if amounts[0].kind is QuantityKind.SHARE else amounts[0].unit
    is_alike = (amounts[0].kind is QuantityKind.SHARE) == (first.unit or "").startswith("%")
    return (amounts[0].value, unit) if is_alike else None


def _beyond(side: str, trigger: str) -> LevelRange | None:
    """The levels on one side of those before: "below" what is between 85% and 90%."""
    ends = [each.value for each in find_quantities(trigger) if each.kind is QuantityKind.SHARE]
    if not ends:
        return None
    if side.lower() in _DOWNWARDS:
        return LevelRange(upper=min(ends), is_upper_included=False)
    return LevelRange(lower=max(ends), is_lower_included=False)
