"""Tiers: the consequences of a measure as a function of its level."""

import re
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import Final, NamedTuple

from fourcorners.domain.kpi import Consequence, ConsequenceKind, LevelRange, Measure, Operator, WhatIf


class Tier(NamedTuple):
    """A consequence that the level of one window decides, and the levels that set it off."""

    consequence: Consequence
    levels: LevelRange


SUMS: Final = frozenset({ConsequenceKind.SERVICE_CREDIT, ConsequenceKind.PENALTY, ConsequenceKind.BONUS})
"""Kinds whose amount is a sum, or a share of one; an escalation's is a time."""
_LOWER_IS_WORSE: Final = frozenset({Operator.AT_LEAST, Operator.MORE_THAN})
_IDLE_WORDS: Final = re.compile(r"\b(?:the|its|such|total|applicable|then|respective|that|relevant)\b", re.I)
_PLURAL: Final = re.compile(r"s\b")
_WIDEST: Final = 1e9


def find_tiers(measure: Measure) -> tuple[Tier, ...]:
    """The consequences whose levels are known, in the measure's order.

    Left out is what only a repeated miss sets off. Steps without levels of their own count from the target.
    """
    return tuple(_tiers(measure))


def _tiers(measure: Measure) -> Iterator[Tier]:
    for each in measure.consequences:
        levels = each.levels or (missed_levels(measure) if each.step else None)
        if levels is not None and each.repetition is None:
            yield Tier(each, levels)


def is_lower_worse(measure: Measure) -> bool:
    """Whether a level is missed from below. An exact target tells it by where its tiers lie."""
    if measure.operator is not Operator.EQUAL:
        return measure.operator in _LOWER_IS_WORSE
    uppers = [tier.levels.upper for tier in find_tiers(measure) if tier.levels.upper is not None]
    return bool(uppers) and min(uppers) <= measure.target


def missed_levels(measure: Measure) -> LevelRange | None:
    """The levels that miss the target; None for an exact target, which is missed on both sides.

    >>> measure = Measure(metric="uptime", operator=Operator.AT_LEAST, target=99, unit="%", confidence=1)
    >>> missed_levels(measure).upper
    99.0
    """
    match measure.operator:
        case Operator.AT_LEAST:
            return LevelRange(upper=measure.target, is_upper_included=False)
        case Operator.MORE_THAN:
            return LevelRange(upper=measure.target, is_upper_included=True)
        case Operator.AT_MOST:
            return LevelRange(lower=measure.target, is_lower_included=False)
        case Operator.LESS_THAN:
            return LevelRange(lower=measure.target, is_lower_included=True)
    return None


def holds(levels: LevelRange, level: float) -> bool:
    """Whether a level lies in the range.

    >>> holds(LevelRange(lower=99, upper=99.9), 99), holds(LevelRange(lower=99, upper=99.9), 99.9)
    (True, False)
    """
    if levels.lower is not None and (
        level < levels.lower or (level == levels.lower and not levels.is_lower_included)
    ):
        return False
    return levels.upper is None or (
        level < levels.upper or (level == levels.upper and levels.is_upper_included)
    )


def what_follows(measure: Measure, level: float) -> WhatIf:
    """What follows at one level, the cap applied.

    Of tiers of one kind that hold together ("below 99%", "below 98%") the innermost takes the place of the
    others. `amount` is None where nothing has an amount, and where amounts are in units that do not add up.
    """
    applying = _innermost([tier for tier in find_tiers(measure) if holds(tier.levels, level)])
    sums = [(amount_at(tier, level, measure), tier.consequence) for tier in applying]
    counted = [(amount, each.unit) for amount, each in sums if amount is not None and each.kind in SUMS]
    units = {fold_base(unit) for _, unit in counted}
    total = sum(amount for amount, _ in counted) if len(units) == 1 else None
    unit = counted[0][1] if total is not None else None
    cap = measure.cap
    is_capped = cap is not None and total is not None and adds_up(cap.unit, unit) and total >= cap.amount
    if is_capped and cap is not None:
        total = cap.amount
    most = total if is_capped and len(counted) == 1 else None
    return WhatIf(
        level=level,
        follows=tuple(_say(each, amount, most) for amount, each in sums),
        amount=total,
        unit=unit,
        is_capped=is_capped,
    )


def _innermost(tiers: Sequence[Tier]) -> list[Tier]:
    """The narrowest tier of each kind of sum and unit, and all that is no sum."""
    narrowest: dict[tuple[ConsequenceKind, str], Tier] = {}
    kept: list[Tier] = []
    for tier in tiers:
        if tier.consequence.kind not in SUMS or tier.consequence.amount is None:
            kept.append(tier)
            continue
        key = (tier.consequence.kind, fold_base(tier.consequence.unit))
        if key not in narrowest or _width(tier.levels) < _width(narrowest[key].levels):
            narrowest[key] = tier
    return [*narrowest.values(), *kept]


def _width(levels: LevelRange) -> float:
    lower = -_WIDEST if levels.lower is None else levels.lower
    return (_WIDEST if levels.upper is None else levels.upper) - lower


def amount_at(tier: Tier, level: float, measure: Measure) -> float | None:
    """The amount of a tier at one of its levels: of steps, as many as have begun."""
    amount, step = tier.consequence.amount, tier.consequence.step
    if amount is None or not step:
        return amount
    base = tier.levels.upper if is_lower_worse(measure) else tier.levels.lower
    if base is None:
        return amount
    distance = abs(Decimal(str(base)) - Decimal(str(level))) / Decimal(str(step))
    begun = max(1, int(distance.to_integral_value(ROUND_CEILING)))
    return float(Decimal(str(amount)) * begun)


def adds_up(unit: str | None, other: str | None) -> bool:
    """Whether two amounts are of one thing. A bare "%" is a share of the same as the other share is.

    >>> adds_up("% of the monthly fees", "% of monthly fee"), adds_up("% of monthly fee", "USD")
    (True, False)
    """
    first, second = fold_base(unit), fold_base(other)
    return first == second or ("%" in (first, second) and first[:1] == second[:1])


def fold_base(unit: str | None) -> str:
    """A unit without letter case, plurals and words that tell no base from another."""
    words = _PLURAL.sub("", _IDLE_WORDS.sub(" ", (unit or "").lower()))
    return " ".join(words.split())


def _say(consequence: Consequence, amount: float | None, most: float | None) -> str:
    """ "service credit: 5% of monthly fee"."""
    kind = consequence.kind.value.replace("_", " ")
    if amount is None or consequence.kind not in SUMS:
        return kind
    said = amount if most is None else min(amount, most)
    unit = consequence.unit or ""
    return f"{kind}: {said:,.10g}{'' if unit.startswith('%') else ' '}{unit}".strip()
