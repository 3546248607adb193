"""Shares in per cent: "99.9%", "ninety-seven point five percent (97.5%)", "50 basis points"."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from fourcorners.values.found import Found
from fourcorners.values.numbers import find_numbers
from fourcorners.values.restated import join_restated, take_number_before

_SIGN: Final = re.compile(
    r"\s?[-–]?\s?(?:(?P<points>basis[\s-]points?|bps?\b)|%|per\s?cent(?:um|age\s+points?)?\b|pct\b)",
    re.IGNORECASE,
)
_WORD_AFTER: Final = re.compile(r"\s?per\s?cent(?:um)?\b", re.IGNORECASE)
_PART_OF_ONE: Final = re.compile(
    r"\b(?P<part>one[\s-]half|one[\s-]quarter|one[\s-]fourth|three[\s-]quarters|three[\s-]fourths|"
    r"one[\s-]tenth|(?:1/2|1/4|3/4))\s+of\s+(?:one\s+(?:\(1\)\s+)?|1\s?)(?:per\s?cent\b|%)(?P<also>\s?\(1%\))?",
    re.IGNORECASE,
)
_PART_BEFORE: Final = re.compile(r"(?:th|half|quarter|third)s?\s(?:\([^()]{1,8}\)\s)?of\s$", re.IGNORECASE)
"""Behind "a hundredth of" one percent is not the share; the figure in brackets tells it."""
_PARTS: Final = {
    "one half": "0.5",
    "1/2": "0.5",
    "one quarter": "0.25",
    "one fourth": "0.25",
    "1/4": "0.25",
    "three quarters": "0.75",
    "three fourths": "0.75",
    "3/4": "0.75",
    "one tenth": "0.1",
}


def find_percentages(text: str) -> list[Found[Decimal]]:
    """Find the shares of a text in per cent, in its order; what they are per ("per month") is not read.

    Of a range ("5-10%") the last is given. Basis points come as per cent.

    >>> [str(each.value) for each in find_percentages("99.9%, five per cent (5%), 50 basis points")]
    ['99.9', '5', '0.5']
    """
    parts = [
        Found(match.start(), match.end(), Decimal(_PARTS[re.sub(r"[\s-]", " ", match["part"].lower())]))
        for match in _PART_OF_ONE.finditer(text)
    ]
    taken = [range(part.start, part.end) for part in parts]
    numbers = find_numbers(text)
    whole = [each for each in _counted(numbers, text) if not any(each.start in place for place in taken)]
    found = join_restated(sorted([*whole, *parts], key=lambda each: each.start), text, _join)
    joined = take_number_before(found, numbers, text, _agree)
    return [_with_word_after(each, text) for each in joined]


def _counted(numbers: list[Found[Decimal]], text: str) -> Iterator[Found[Decimal]]:
    for number in numbers:
        sign = _SIGN.match(text, number.end)
        if sign and not _PART_BEFORE.search(text[max(0, number.start - 20) : number.start]):
            value = number.value / 100 if sign["points"] else number.value
            yield Found(number.start, sign.end(), value, number.conflict)


def _join(words: Decimal, figures: Decimal) -> tuple[Decimal, bool]:
    return words, words != figures


def _agree(percent: Decimal, number: Decimal) -> tuple[Decimal, bool]:
    return number, number != percent


def _with_word_after(found: Found[Decimal], text: str) -> Found[Decimal]:
    """Take in the word of "five (5%) percent"."""
    word = _WORD_AFTER.match(text, found.end) if text[found.end - 1] in ")]" else None
    return found._replace(end=word.end()) if word else found
