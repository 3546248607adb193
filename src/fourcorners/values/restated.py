"""The same value said twice: "five hundred dollars ($500)"."""

import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import Final, TypeVar

from fourcorners.values.found import Found

Value = TypeVar("Value")

_OPEN: Final = re.compile(r"\s{0,2}[(\[]\s?")
_BEFORE: Final = re.compile(r"\s{0,2}[(\[]\s?$")
_CLOSE: Final = re.compile(r"\s?[)\]]")
# The cents of "five hundred and 00/100 dollars" do not make it a number in figures.
_FIGURE: Final = re.compile(r"(?<![\d/])\d+(?![\d/])")


def join_restated(
    found: Iterable[Found[Value]], text: str, join: Callable[[Value, Value], tuple[Value, bool] | None]
) -> Iterator[Found[Value]]:
    """Put a value and its repetition in brackets together.

    `join` is handed the value in words and the value in figures; it gives the joint value and whether
    the two disagree, or None where they are two different things. Two values in figures are one only
    where they agree.
    """
    waiting: Found[Value] | None = None
    for each in found:
        joint = _join(waiting, each, text, join) if waiting else None
        if joint:
            yield joint
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = each
    if waiting:
        yield waiting


def _join(
    first: Found[Value],
    second: Found[Value],
    text: str,
    join: Callable[[Value, Value], tuple[Value, bool] | None],
) -> Found[Value] | None:
    opened = _OPEN.match(text, first.end)
    closed = _CLOSE.match(text, second.end)
    if not opened or opened.end() != second.start or not closed:
        return None
    in_figures = [bool(_FIGURE.search(text, each.start, each.end)) for each in (first, second)]
    words, figures = (second, first) if in_figures == [True, False] else (first, second)
    joint = join(words.value, figures.value)
    if joint is None or (joint[1] and in_figures[0] == in_figures[1]):
        return None
    value, disagree = joint
    return Found(first.start, closed.end(), value, disagree or first.conflict or second.conflict)


def take_number_before(
    found: Iterable[Found[Value]],
    numbers: Iterable[Found[Decimal]],
    text: str,
    agree: Callable[[Value, Decimal], tuple[Value, bool]],
) -> Iterator[Found[Value]]:
    """Put the words of a number and the whole value in brackets together: "five hundred ($500)".

    `agree` is handed the value and the number before it; it gives the value by the number in words and
    whether the two disagree.
    """
    in_words = {each.end: each for each in numbers if not _FIGURE.search(text, each.start, each.end)}
    for each in found:
        opened = _BEFORE.search(text, max(0, each.start - 4), each.start)
        number = in_words.get(opened.start()) if opened else None
        closed = _CLOSE.match(text, each.end)
        if number is None or closed is None:
            yield each
            continue
        value, disagree = agree(each.value, number.value)
        yield Found(number.start, closed.end(), value, disagree or each.conflict or number.conflict)
