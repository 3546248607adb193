"""Candidates: comparisons that may state a promised level, each with the words it is to be judged by."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final, NamedTuple

from fourcorners.domain.kpi import Operator
from fourcorners.extract.nlp.measures.comparisons import Comparison, find_comparisons
from fourcorners.extract.nlp.measures.windows import Window, find_windows, nearest_window


class Setting(NamedTuple):
    """The words that a sentence is read with."""

    heading: str = ""
    """Headings of its clause, outermost first."""
    stem: str = ""
    """What it goes on from: "The Service shall have at least the following uptime:"."""
    introduction: str = ""
    """An earlier sentence that announces what follows: "monthly service levels are the following"."""
    dollar: str | None = None
    """The currency that a bare "$" means; None where the document does not settle it."""


NO_SETTING: Final = Setting()
"""Of a sentence that stands alone."""


class FoundMeasure(NamedTuple):
    """A promised level in a sentence. `rule` names the reasoning that found it."""

    comparison: Comparison
    operator: Operator
    window: str | None
    rule: str
    confidence: float
    unit: str
    """As the text states it: a share of something special says of what ("% of Gross Sales")."""


_REACH_LEFT: Final = 320
_REACH_RIGHT: Final = 180
_DUTY_REACH: Final = 500
_BREAK: Final = re.compile(r";|\.\s+(?=[A-Z(])|\bprovided,?\s+(?:however|that)\b|:\s+(?=.{4})", re.I)
DUTY: Final = re.compile(
    r"\b(?:shall|will|must|may\s+not|cannot|agrees?|undertakes?|guarantees?|warrants?|commits?|ensures?|targets?|is\s+to|are\s+to|"
    r"(?:is|are)\s+(?:required|obliged|obligated|committed)|should|requires?|goals?|objectives?|standards?|minimum|maximum)\b",
    re.I,
)
_ANNOUNCES: Final = re.compile(r"\bthe\s+following\b|\bas\s+follows\b|\bmeasured\b|:\s*$", re.I)
_NEAR: Final = 60
_MEASURED: Final = re.compile(r"\b(?:measured|calculated|averaged|computed)\b", re.I)
_WAIVED: Final = re.compile(
    r"\b(?:not\s+(?:be\s+)?(?:obliged|obligated|required)|no\s+(?:obligation|duty)|need\s+not|nothing\s+in\s+this)\b",
    re.I,
)
_TIER: Final = re.compile(
    r"\bbut\b|\band\s+(?:at\s+least|more|less|greater|equal)|\bbetween\b|[-–]\s*\d", re.I
)


class Candidate:
    """One comparison of a sentence, with the words of its clause on both sides."""

    def __init__(self, text: str, comparison: Comparison, windows: list[Window], setting: Setting) -> None:
        """`text` is the whole sentence on one line."""
        self.text = text
        self.comparison = comparison
        self.setting = setting
        self._windows = windows

    @cached_property
    def left(self) -> str:
        """The words of the clause before the comparing words."""
        before = self.text[max(0, self.comparison.start - _REACH_LEFT) : self.comparison.start]
        end = 0
        for match in _BREAK.finditer(before):
            end = match.end()
        return before[end:]

    @cached_property
    def right(self) -> str:
        """The words of the clause behind the quantity."""
        after = self.text[self.comparison.end : self.comparison.end + _REACH_RIGHT]
        stop = _BREAK.search(after)
        return after if stop is None else after[: stop.start()]

    @property
    def is_duty(self) -> bool:
        """Whether the clause, or the stem it goes on from, binds."""
        before = self.text[max(0, self.comparison.start - _DUTY_REACH) : self.comparison.start]
        return bool(DUTY.search(f"{self.setting.stem} {before} {self.comparison.words}"))

    @property
    def is_waived(self) -> bool:
        """Whether the clause says that somebody need not: "shall not be obliged to supply more than"."""
        return _WAIVED.search(self.left) is not None

    @property
    def is_tier(self) -> bool:
        """Whether the quantity is one end of a range: "less than 99.9% but at least 99.0%"."""
        return bool(_TIER.match(self.right.lstrip()[:14]) or _TIER.search(self.left[-20:]))

    @property
    def window(self) -> str | None:
        """The measurement window, from the sentence, else from the stem."""
        own = nearest_window(self._windows, self.comparison.start, self.comparison.end)
        if own is not None or not self.setting.stem:
            return own
        stem = self.setting.stem
        return nearest_window(find_windows(stem), len(stem), len(stem))

    @property
    def announced_window(self) -> str | None:
        """The window, if need be from the sentence that announces this one."""
        words = self.setting.introduction
        if not _ANNOUNCES.search(words):
            return self.window
        return self.window or nearest_window(find_windows(words), len(words), len(words))

    @property
    def measured_window(self) -> str | None:
        """The window of a time: only where it stands right behind it, or the sentence says "measured"."""
        if self.following_window is not None:
            return self.following_window
        measured = _MEASURED.search(self.text, self.comparison.end)
        if measured is None:
            return None
        return nearest_window(self._windows, measured.start(), measured.start())

    @property
    def following_window(self) -> str | None:
        """The window only where it stands right behind the quantity."""
        found = find_windows(self.right[:_NEAR])
        return found[0].iso if found else None

    def measure(
        self, operator: Operator, rule: str, confidence: float, window: str | None = "", unit: str = ""
    ) -> FoundMeasure:
        """What was found; the stated window and the quantity's unit where none is given."""
        if self.comparison.quantity.conflict:
            confidence *= 0.7
        iso = self.window if window == "" else window
        return FoundMeasure(
            self.comparison, operator, iso, rule, confidence, unit or self.comparison.quantity.unit
        )


def find_candidates(text: str, setting: Setting = NO_SETTING) -> Iterator[Candidate]:
    """Each comparison of a sentence, in its order."""
    comparisons = find_comparisons(text, setting.dollar)
    windows = find_windows(text) if comparisons else []
    for comparison in comparisons:
        yield Candidate(text, comparison, windows, setting)
