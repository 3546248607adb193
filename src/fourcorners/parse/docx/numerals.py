"""Numbers written as Word writes them in the labels of lists."""

from collections.abc import Callable
from typing import Final

_ROMAN: Final = (
    (1000, "m"),
    (900, "cm"),
    (500, "d"),
    (400, "cd"),
    (100, "c"),
    (90, "xc"),
    (50, "l"),
    (40, "xl"),
    (10, "x"),
    (9, "ix"),
    (5, "v"),
    (4, "iv"),
    (1, "i"),
)
_MOST: Final = 32_767
"""Word counts no further; a start beyond it is a mistake or worse."""
_WIDEST: Final = 9
_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
).split()
_TENS: Final = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_IRREGULAR: Final = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def written(number: int, numeral: str, pattern: str = "") -> str:
    """A number in one of Word's numerals (`w:numFmt`); in figures where the numeral is not known.

    `pattern` is how a "custom" one begins to count, which tells its width.

    >>> [written(4, numeral) for numeral in ("decimal", "lowerRoman", "upperLetter", "cardinalText")]
    ['4', 'iv', 'D', 'Four']
    >>> written(28, "lowerLetter")
    'bb'
    >>> written(7, "custom", "001, 002, 003, ...")
    '007'
    """
    if numeral == "custom":
        return f"{number:0{_width(pattern)}d}"
    writer = _WRITERS.get(numeral)
    return writer(number) if writer and 0 < number <= _MOST else str(number)


def _width(pattern: str) -> int:
    """The number of figures that a pattern begins with; 1 where it begins with none."""
    first = pattern.partition(",")[0].strip()
    return min(len(first), _WIDEST) if first.isdecimal() else 1


def _letters(number: int) -> str:
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _roman(number: int) -> str:
    numerals = ""
    for amount, letters in _ROMAN:
        count, number = divmod(number, amount)
        numerals += letters * count
    return numerals


def _cardinal(number: int) -> str:
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f"-{_ONES[ones]}" if ones else "")
    size, name = (1000, "thousand") if number >= 1000 else (100, "hundred")
    count, rest = divmod(number, size)
    return f"{_cardinal(count)} {name}" + (f" {_cardinal(rest)}" if rest else "")


def _ordinal(number: int) -> str:
    ending = {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{'th' if number % 100 in (11, 12, 13) else ending}"


def _ordinal_word(number: int) -> str:
    if number >= 100:
        return _ordinal(number)
    before, dash, last = _cardinal(number).rpartition("-")
    if last in _IRREGULAR:
        return before + dash + _IRREGULAR[last]
    return before + dash + (f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th")


_WRITERS: Final[dict[str, Callable[[int], str]]] = {
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "ordinal": _ordinal,
    "cardinalText": lambda number: _cardinal(number).capitalize(),
    "ordinalText": lambda number: _ordinal_word(number).capitalize(),
    "numberInDash": lambda number: f"- {number} -",
    "none": lambda _: "",
}
