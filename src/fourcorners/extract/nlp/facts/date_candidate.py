"""A date that may answer for a variable, or the blank that is left for one."""

import datetime as dt
from typing import NamedTuple

from fourcorners.domain.reading import Reading
from fourcorners.domain.variable import DateValue, VariableDraft
from fourcorners.extract.nlp.passages import Passages
from fourcorners.values.found import Found


class DateCandidate(NamedTuple):
    """A date that may be the answer, and where it is read."""

    reading: Reading
    found: Found[dt.date]
    confidence: float

    def draft(self, name: str, passages: Passages) -> VariableDraft:
        """The date as the answer for a variable, with its words."""
        at = (self.found.start, self.found.end)
        value = DateValue(date=self.found.value, text=self.reading.text[slice(*at)])
        return passages.draft(name, value, self.confidence, self.reading, at)
