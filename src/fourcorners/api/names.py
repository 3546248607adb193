"""Names that a request uses: a misspelt one is refused, for what it was to say would be lost in silence."""

from collections.abc import Collection, Iterable
from difflib import get_close_matches
from itertools import chain, repeat

from fourcorners.api.field_problems import MAX_NAMED, FieldProblem, cut


def unknown_names(given: Iterable[str], known: Collection[str], where: str) -> list[FieldProblem]:
    """A problem for each name that is not known, the first of them with the name that is nearest to it."""
    unknown = [cut(name) for name in dict.fromkeys(given) if name not in known]
    # To look for the nearest takes its time, and no more than these are told.
    hints = chain((_hint(name, known) for name in unknown[:MAX_NAMED]), repeat(""))
    return [
        FieldProblem(where=f"{where}.{name}", message=f"there is no {name!r} here{hint}")
        for name, hint in zip(unknown, hints, strict=False)
    ]


def repeated_names(given: Iterable[str], single: Collection[str], where: str) -> list[FieldProblem]:
    """A problem for each name that is given more than once and takes one value."""
    names = list(given)
    return [
        FieldProblem(where=f"{where}.{name}", message=f"{name!r} is given more than once and takes one value")
        for name in dict.fromkeys(names)
        if name in single and names.count(name) > 1
    ]


def _hint(name: str, known: Collection[str]) -> str:
    if near := get_close_matches(name.lower(), known, n=1):
        return f"; did you mean {near[0]!r}?"
    return f"; there are {', '.join(sorted(known))}" if known else "; leave it out"
