"""The dates that stand beside the signatures of a contract."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from fourcorners.domain.computation import Computation, Input
from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.passages import Passages
from fourcorners.values.found import Found

_LABEL: Final = re.compile(r"D(?:ated?|ATED?)(?: of [Ss]ignature| [Ss]igned)?\s?:[\s_]*")
"""Begins with a letter of one case, for a text is searched for that at once."""
_OTHER_LABEL: Final = re.compile(r"(?:\w|\b(?:Effective|EFFECTIVE|Start|Due|Birth|Issue) )$")
_LONGEST_LABEL: Final = 12
_LENGTH: Final = 40
_MOST: Final = 60


class SignatureDate(NamedTuple):
    """A date that follows "Date:", and where it is read."""

    reading: Reading
    found: Found[dt.date]


def find_signature_dates(passages: Passages) -> list[SignatureDate]:
    """The certain dates that follow "Date:", in text order; one that can be read in two ways is none."""
    return list(_dates(passages))


def _dates(passages: Passages) -> Iterator[SignatureDate]:
    for label in islice(_labels(passages.source), _MOST):
        reading = passages.read(Span(label.end(), min(label.end() + _LENGTH, len(passages.source))))
        dates = passages.dates(reading.text)
        if dates and dates[0].start == 0:
            yield SignatureDate(reading, dates[0])


def _labels(source: str) -> Iterator[re.Match[str]]:
    for label in _LABEL.finditer(source):
        if not _OTHER_LABEL.search(source[max(0, label.start() - _LONGEST_LABEL) : label.start()]):
            yield label


def latest(dates: list[SignatureDate]) -> SignatureDate:
    """The signature that came last. Raises ValueError where there is none."""
    return max(dates, key=lambda each: each.found.value)


def computation_of_latest(expression: str, dates: list[SignatureDate]) -> Computation:
    """How the date of the last signature follows from those that stand there."""
    values = list(dict.fromkeys(each.found.value.isoformat() for each in dates))
    last = latest(dates).found.value.isoformat()
    inputs = tuple(Input(name="date beside a signature", value=value) for value in values)
    return Computation(
        expression=expression, inputs=inputs, steps=(f"the latest of {', '.join(values)} = {last}",)
    )
