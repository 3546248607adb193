"""The what-if table of a measure: the levels that matter, and what follows at each."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal
from typing import Final

from fourcorners.domain.kpi import LevelRange, Measure, WhatIf
from fourcorners.reckoning.tiers import Tier, adds_up, find_tiers, is_lower_worse, what_follows

_STEPS_SHOWN: Final = 3


def what_if(kpi: Measure) -> tuple[WhatIf, ...]:
    """The levels at which something changes and what follows there, best level first.

    The target itself, the ends of every tier on both sides, and where an amount grows by steps, the first
    three of them and the one that reaches the cap: the steps between are left out. Empty where no consequence
    tells its levels. Two rows on both sides of an end lie one unit of the finest decimal place apart that the
    target and the tiers are written with.
    """
    tiers = find_tiers(kpi)
    if not tiers:
        return ()
    grain = finest_place(kpi, tiers)
    levels = {Decimal(str(kpi.target))}
    for tier in tiers:
        levels.update(_around(tier.levels, grain))
        levels.update(_step_levels(kpi, tier, grain))
    possible = sorted(
        (level for level in levels if _is_possible(level, kpi.unit)), reverse=is_lower_worse(kpi)
    )
    return tuple(what_follows(kpi, float(level)) for level in possible)


def finest_place(measure: Measure, tiers: tuple[Tier, ...]) -> Decimal:
    """One unit of the last decimal place in use: 0.01 where a tier ends at 99.49."""
    numbers = [measure.target]
    for tier in tiers:
        numbers += [tier.levels.lower or 0.0, tier.levels.upper or 0.0, tier.consequence.step or 0.0]
    return min(Decimal(1).scaleb(-_decimals(number)) for number in numbers)


def _decimals(number: float) -> int:
    exponent = Decimal(str(number)).normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _around(levels: LevelRange, grain: Decimal) -> Iterator[Decimal]:
    """Each end of a range and the next level on its other side; of a single level only that."""
    if levels.lower is not None:
        end = Decimal(str(levels.lower))
        yield end
        if levels.lower != levels.upper:
            yield end - grain if levels.is_lower_included else end + grain
    if levels.upper is not None:
        end = Decimal(str(levels.upper))
        yield end
        if levels.lower != levels.upper:
            yield end + grain if levels.is_upper_included else end - grain


def _step_levels(kpi: Measure, tier: Tier, grain: Decimal) -> Iterator[Decimal]:
    """Where the first steps begin, and the one that reaches the cap."""
    each, downwards = tier.consequence, is_lower_worse(kpi)
    end = tier.levels.upper if downwards else tier.levels.lower
    if not each.step or not each.amount or end is None:
        return
    numbers = list(range(1, _STEPS_SHOWN + 1))
    if kpi.cap is not None and adds_up(kpi.cap.unit, each.unit):
        full = Decimal(str(kpi.cap.amount)) / Decimal(str(each.amount))
        numbers.append(max(1, int(full.to_integral_value(ROUND_CEILING))))
    for number in numbers:
        distance = (number - 1) * Decimal(str(each.step)) + grain
        yield Decimal(str(end)) + (-distance if downwards else distance)


def _is_possible(level: Decimal, unit: str) -> bool:
    return level >= 0 and (unit != "%" or level <= 100)
