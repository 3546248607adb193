"""Tier problems: steps of one measure that leave a gap, overlap, or give less for a worse level."""

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise
from typing import NamedTuple

from fourcorners.domain.kpi import ConsequenceKind, LevelRange, Measure, Operator
from fourcorners.reckoning.tiers import SUMS, Tier, adds_up, find_tiers, fold_base, is_lower_worse
from fourcorners.reckoning.what_if import finest_place


class TierProblem(NamedTuple):
    """What is wrong with the tiers of a measure."""

    code: str
    """"tiers_leave_gap", "tiers_overlap", "tiers_not_monotone" or "tiers_exceed_cap"."""
    where: str
    """For people: the levels, or the amounts, that are in question."""


class _Stretch(NamedTuple):
    """The levels of a tier, counted from the good end on: `start` is nearer to the target."""

    start: float
    has_start: bool
    end: float
    has_end: bool
    tier: Tier


_FAR = float("inf")


def tier_problems(kpi: Measure) -> tuple[TierProblem, ...]:
    """What is wrong with the credits and penalties that a measure steps through; empty where nothing is.

    Tiers of different kinds or units are not held against each other. Whether there is a gap is told only
    where the levels of all credits and penalties are known.
    """
    if kpi.operator is Operator.EQUAL:
        return ()
    problems: list[TierProblem] = []
    for stretches in _by_kind(kpi):
        problems += _overlaps(stretches, kpi)
        problems += _falls(stretches)
        problems += _beyond_cap(stretches, kpi)
    if gaps := list(dict.fromkeys(_gaps(kpi))):
        problems.append(TierProblem("tiers_leave_gap", ", ".join(gaps)))
    return tuple(dict.fromkeys(problems))


def _by_kind(kpi: Measure) -> list[list[_Stretch]]:
    groups: dict[tuple[ConsequenceKind, str], list[_Stretch]] = {}
    for tier in find_tiers(kpi):
        each = tier.consequence
        if each.kind in SUMS - {ConsequenceKind.BONUS} and each.amount is not None:
            groups.setdefault((each.kind, fold_base(each.unit)), []).append(_stretch(tier, kpi))
    return [sorted(group, key=_place) for group in groups.values()]


def _stretch(tier: Tier, kpi: Measure) -> _Stretch:
    levels = tier.levels
    lower = (-_FAR if levels.lower is None else levels.lower, levels.is_lower_included)
    upper = (_FAR if levels.upper is None else levels.upper, levels.is_upper_included)
    if is_lower_worse(kpi):
        return _Stretch(-upper[0], upper[1], -lower[0], lower[1], tier)
    return _Stretch(*lower, *upper, tier)


def _place(stretch: _Stretch) -> tuple[float, bool, float]:
    return stretch.start, not stretch.has_start, stretch.end


def _overlaps(stretches: Sequence[_Stretch], kpi: Measure) -> Iterator[TierProblem]:
    """Two tiers for one level, unless both go on without end and the worse takes the other's place."""
    for first, second in combinations(stretches, 2):
        nested = first.end == second.end == _FAR and first.start != second.start
        meets = first.end > second.start or (first.end == second.start and first.has_end and second.has_start)
        if meets and not nested:
            yield TierProblem("tiers_overlap", f"{_say(first, kpi)} and {_say(second, kpi)}")


def _falls(stretches: Sequence[_Stretch]) -> Iterator[TierProblem]:
    plain = [each.tier.consequence for each in stretches if not each.tier.consequence.step]
    for better, worse in pairwise(plain):
        if better.amount is not None and worse.amount is not None and worse.amount < better.amount:
            yield TierProblem(
                "tiers_not_monotone", f"{better.amount:,.10g} at a level, {worse.amount:,.10g} at a worse one"
            )


def _beyond_cap(stretches: Sequence[_Stretch], kpi: Measure) -> Iterator[TierProblem]:
    cap = kpi.cap
    for each in (stretch.tier.consequence for stretch in stretches):
        if cap is None or each.amount is None or not adds_up(cap.unit, each.unit):
            continue
        if each.amount > cap.amount:
            yield TierProblem("tiers_exceed_cap", f"{each.amount:,.10g} against a cap of {cap.amount:,.10g}")


def _gaps(kpi: Measure) -> Iterator[str]:
    """Levels between two tiers, or behind the last, at which nothing follows."""
    tiers = find_tiers(kpi)
    owed = SUMS - {ConsequenceKind.BONUS}
    known = [tier.consequence for tier in tiers]
    if any(each.kind in owed and not each.repetition and each not in known for each in kpi.consequences):
        return
    missed = [_stretch(tier, kpi) for tier in tiers if tier.consequence.kind is not ConsequenceKind.BONUS]
    stretches = sorted(missed, key=_place)
    if not any(each.tier.consequence.kind in owed for each in stretches):
        return
    grain = float(finest_place(kpi, tiers))
    reached = stretches[0]
    for each in stretches[1:]:
        is_open = not (reached.has_end or each.has_start)
        wide = each.start - reached.end > (grain * 1.001 if reached.has_end and each.has_start else 0)
        if wide or (each.start == reached.end and is_open):
            yield _between(reached.end, each.start, kpi)
        if (each.end, each.has_end) > (reached.end, reached.has_end):
            reached = each
    if not _is_last(reached, kpi):
        yield f"{_beyond(kpi)} {_level(reached.end, kpi)}"


def _is_last(stretch: _Stretch, kpi: Measure) -> bool:
    """Whether there is no level behind: the worst share is 0 or 100."""
    if stretch.end == _FAR:
        return True
    worst = 0.0 if is_lower_worse(kpi) else 100.0
    return (is_lower_worse(kpi) or kpi.unit == "%") and abs(stretch.end) == worst


def _between(end: float, start: float, kpi: Measure) -> str:
    ends = sorted({abs(end), abs(start)})
    if len(ends) == 1:
        return f"at exactly {_level(ends[0], kpi)}"
    return f"between {_level(ends[0], kpi)} and {_level(ends[1], kpi)}"


def _beyond(kpi: Measure) -> str:
    return "below" if is_lower_worse(kpi) else "above"


def _level(level: float, kpi: Measure) -> str:
    return f"{abs(level):,.10g}{'' if kpi.unit.startswith('%') else ' '}{kpi.unit}"


def _say(stretch: _Stretch, kpi: Measure) -> str:
    levels: LevelRange = stretch.tier.levels
    ends = [each for each in (levels.lower, levels.upper) if each is not None]
    if len(ends) == 2:
        return f"{_level(ends[0], kpi)} to {_level(ends[1], kpi)}"
    word = "below" if levels.lower is None else "above"
    return f"{word} {_level(ends[0], kpi)}" if ends else "any level"
