"""Numbers that a time limit states in words and in figures, where the two disagree."""

from collections.abc import Iterable

from fourcorners.domain.finding import Finding, Severity
from fourcorners.domain.obligation import Obligation
from fourcorners.values.numbers import find_ordinals
from fourcorners.values.periods import find_periods


def disagreeing_numbers(obligations: Iterable[Obligation]) -> list[Finding]:
    """A finding for each time limit like "thirty (60) days": the words were taken, and a person must look."""
    found: list[Finding] = []
    for obligation in obligations:
        words = _disagreement(obligation.deadline.text or "")
        if words is None:
            continue
        place = next(
            (each for each in obligation.evidence if each.part == "deadline"), obligation.evidence[0]
        )
        found.append(
            Finding(
                code="numbers_disagree",
                severity=Severity.WARNING,
                message=f'A time limit says one number in words and another in figures: "{words}". The words '
                "were taken; see which one the parties meant.",
                records=(obligation.id,),
                spans=(place.span,),
            )
        )
    return found


def _disagreement(words: str) -> str | None:
    """The number as it is written in both ways, from the first that disagree."""
    if not any(character.isdigit() for character in words):
        return None
    periods = [(found.start, found.end) for found in find_periods(words) if found.conflict]
    ordinals = [(found.start, found.end) for found in find_ordinals(words) if found.conflict]
    return words[slice(*min(periods + ordinals))] if periods or ordinals else None
