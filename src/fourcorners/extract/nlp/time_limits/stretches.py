"""Spans of time in a sentence with the words before them that say how they are meant."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.period import DayType
from fourcorners.values.periods import find_periods

_BLANK: Final = re.compile(
    r"""(?: \[\s?(?:\*+|redacted[^\]]{0,60}|[•●_]+)\s?\] | _{2,} | \*{3,} )
        (?: \s?\(\s?(?:\[?\*+\]?|_+)\s?\) )?
        (?P<unit> (?P<days>\s(?:(?P<business>business|working|banking)\s|calendar\s)?days)
                | \s(?:hours|weeks|months|years|minutes) )? (?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_VAGUE: Final = re.compile(
    r"(?<=within\s)(?:the|a|an|any|such)\s(?:[\w-]+\s|<[^<>]{1,60}>){0,3}?"
    r"(?:time(?:\s?(?:frame|period|limit)s?)?|times|period|lead[\s-]time)\b",
    re.IGNORECASE,
)
_CUE: Final = re.compile(
    r"""(?:^|[\s(,])(?P<cue>
        (?P<within> within | net | inside(?:\sof)? | in\sno\s(?:event|case)\slater\sthan
          | (?:by\s)?not?\s(?:later|more|longer|sooner|earlier)\sthan | not\sexceeding | not\sto\sexceed
          | at\sthe\slatest | (?:up\s)?until | before | prior\sto
          | (?:(?:up)?on|until|after|following|at)\sthe\s(?:expiration|expiry|end)\sof )
      | (?P<least> at\sleast | (?:no|not)\s(?:less|fewer)\sthan | a\sminimum\sof )
      | (?P<other> upon|on|with|giving|by|in|after|subject\sto|provid(?:e|es|ing)|a|receive[sd]?|have|having|
          give[ns]? )
      | (?P<lasting> for(?:\sa\speriod)?(?:\sof)?(?:\s(?:no|not)\s(?:longer|less|more|fewer)\sthan)?
          | over | during | lasting | extend(?:s|ed|ing)? )
      | (?P<each> every | each | once\severy )
    )
    (?:\s(?:(?: at\sleast | (?:no|not)\s(?:less|more)\sthan | up\sto | about | approximately | not\sto\sexceed
      | another | an\sadditional | a\sfurther | such | any | its | giving | either | \(?[ivx]{1,3}\)
      | the\s(?:first|next|following|subsequent|said|preceding|last|prior|earlier\sof:?|later\sof:?)
      | the
      | a(?:\smaximum|\sminimum)?(?:\s(?:further|additional|initial))?\s
          (?:period|time)(?:\sof(?:\stime\sof)?)?
      | a\s(?:maximum|minimum)\sof | a )\s?){0,4})?
    \s?$""",
    re.IGNORECASE | re.VERBOSE,
)
_WINDOW: Final = 70
"""Characters before a span that may hold its cue."""


class Stretch(NamedTuple):
    """A span of time with its cue ("within", "at least", "for", "every").

    `iso` is null where the figure is blacked out or the span has no number ("a reasonable time").
    """

    start: int
    end: int
    iso: str | None
    day_type: DayType | None
    cue: re.Match[str] | None
    cue_start: int
    has_unit: bool = True

    def is_cued(self, kind: str) -> bool:
        """Whether its cue is of a kind: `within`, `least`, `lasting`, `each`, `other`."""
        return self.cue is not None and self.cue[kind] is not None


def find_stretches(sentence: str) -> Iterator[Stretch]:
    """Find the spans of time of a sentence, also those whose figure is blacked out or left open."""
    for period in find_periods(sentence):
        yield _stretch(sentence, period.start, period.end, period.value.iso, period.value.day_type)
    for match in _BLANK.finditer(sentence):
        day_type = None
        if match["days"]:
            day_type = DayType.BUSINESS if match["business"] else DayType.CALENDAR
        found = _stretch(sentence, match.start(), match.end(), None, day_type)
        yield found._replace(has_unit=match["unit"] is not None)
    for match in _VAGUE.finditer(sentence):
        yield _stretch(sentence, match.start(), match.end(), None, None)


def _stretch(sentence: str, start: int, end: int, iso: str | None, day_type: DayType | None) -> Stretch:
    offset = max(0, start - _WINDOW)
    cue = _CUE.search(sentence[offset:start])
    return Stretch(start, end, iso, day_type, cue, offset + cue.start("cue") if cue else start)
