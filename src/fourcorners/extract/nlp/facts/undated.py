"""The blanks that a contract leaves for its date and that nobody filled in: "this ____ day of ____, 20__"."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.reading import Reading
from fourcorners.domain.variable import NotStatedValue, VariableDraft
from fourcorners.extract.nlp.passages import Passages

_BLANK: Final = r"(?:_{2,40}|\[[^\[\]]{0,30}\]|[●•]{1,3}|\.{4,40})"
_MONTH: Final = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_YEAR: Final = rf"(?:(?:19|20)\d\d\b|(?:19|20)?\s?{_BLANK})"
_BLANK_DATE: Final = (
    rf"(?P<blank>{_BLANK}(?:\s?(?:st|nd|rd|th)\b)?\s?(?:day\s)?(?:of\s)?(?:{_BLANK}|{_MONTH})?,?\s?{_YEAR}?"
    rf"|{_MONTH}\s{_BLANK},?\s?{_YEAR}?"
    rf"|(?<=\b[Tt]his\s)day of(?:\s{_MONTH})?\s?,\s?{_YEAR})"
)
_CONTRACT: Final = re.compile(
    r"\b(?P<lead>(?i:made|entered into|executed|dated|signed|concluded|agreement date"
    r"|date of (?:this )?agreement)"
    rf"[^.;_\[\]●]{{0,60}}?(?<=[\s:]))(?:the |this )?{_BLANK_DATE}"
)
_EFFECT: Final = re.compile(
    r"\b(?P<lead>(?i:effective(?: date)?|commencement date|commences?|takes effect)"
    rf"[^.;_\[\]●]{{0,40}}?(?<=[\s:]))(?:the |this )?{_BLANK_DATE}"
)
_DEFINED: Final = re.compile(
    r"[\s,]{0,3}\(?(?:the |hereinafter |[^()]{0,30})?[\"“'‘](?i:(?:effective|commencement) date)"
)
_CONFIDENCE: Final = 0.85
_OPENING: Final = 4_000
"""Characters in which a contract keeps a place for its date."""


class Undated(NamedTuple):
    """A blank, and where the words begin that tell what belongs there."""

    reading: Reading
    lead: int
    start: int
    end: int

    def draft(self, name: str, passages: Passages) -> VariableDraft:
        """That the variable is not stated, with the sentence and the blank."""
        value = NotStatedValue(text=self.reading.text[self.lead : self.end])
        return passages.draft(name, value, _CONFIDENCE, self.reading, (self.start, self.end))


def find_undated_contract(passages: Passages) -> Iterator[Undated]:
    """The blanks that are left for the date of the contract."""
    yield from _found(_CONTRACT, passages.opening.reading)


def find_undated_effect(passages: Passages) -> Iterator[Undated]:
    """The blanks that are left for the effective date, or for a date that the contract calls so."""
    opening = passages.opening.reading
    yield from _found(_EFFECT, opening)
    for blank in _found(_CONTRACT, opening):
        if _DEFINED.match(opening.text, blank.end):
            yield blank


def _found(pattern: re.Pattern[str], reading: Reading) -> Iterator[Undated]:
    for match in pattern.finditer(reading.text, 0, _OPENING):
        blank = match["blank"].rstrip(" ,")
        start = match.start("blank")
        yield Undated(reading, match.start("lead"), start, start + len(blank))
