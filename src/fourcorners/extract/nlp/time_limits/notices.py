"""Limits that are counted from a notice: "upon thirty (30) days' prior written notice"."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.deadline import Deadline, DeadlineKind, Direction
from fourcorners.extract.nlp.time_limits.anchors import read_event
from fourcorners.extract.nlp.time_limits.counting import before_event
from fourcorners.extract.nlp.time_limits.stretches import Stretch
from fourcorners.extract.nlp.time_limits.time_limit import Strength, TimeLimit, limit

_SPAN_NOTICE: Final = re.compile(
    r"""(?:['’]s?|s['’])?(?:\s(?:calendar|business)\sdays['’]?)?,?\s
        (?:(?:prior|advance|advanced|previous|reasonable|formal|express|further|full|clear|irrevocable|minimum|
              and|or|its)[\s,]+){0,4}
        (?P<event> (?:written[\s,]+)?(?:(?:prior|advance)[\s,]+)?(?:written[\s,]+)?
          (?:notice|notification|warning)
          (?:\sto\s(?!terminate|cancel|renew|vacate|cure|quit|do\b)(?:the\s|each\s|any\s|such\s)?(?:other\s)?
             [\w’'&-]+(?:\s(?-i:[A-Z])[\w’'&-]*){0,4})? )""",
    re.IGNORECASE | re.VERBOSE,
)
_NOTICE_OF: Final = re.compile(
    r"(?P<event>(?:(?:prior|advance|written|reasonable)\s){0,3}(?:notice|notification))"
    r"(?:\sin\swriting)?(?:\sto\s\w+(?:\s\w+)?)?,?\sof\s"
    r"(?:at\sleast\s|not\sless\sthan\s|no\sless\sthan\s|a\sminimum\sof\s)?$",
    re.IGNORECASE,
)
_OPEN_NOTICE: Final = re.compile(
    r"""(?<!without\s)\b(?:(?:with|upon|by|on|giving|provide\s[^,;.]{0,30}?with)\s(?:an?\s|the\s)?)?
        (?P<event> (?: reasonable\s(?:(?:prior|advance|advanced|written|and)[\s,]+){0,3}
                     | (?:prior|advance)\s(?:written\s)? | adequate\s(?:prior\s)? )
                   (?:notice|notification)(?:\sto\s(?:the\s)?(?:other\s)?(?-i:[A-Z])[\w’'&-]*)? )\b
        (?:\sof\s(?P<anchor>\S))?""",
    re.IGNORECASE | re.VERBOSE,
)
_ADVANCE: Final = re.compile(r"\bin\sadvance(?:\sof\s(?P<anchor>\S))?", re.IGNORECASE)
_PAID: Final = re.compile(
    r"\b(?:paid|payable|pay|pays|billed|invoiced|monthly|quarterly|annually|yearly)\s$", re.IGNORECASE
)


def read_span_notice(sentence: str, stretch: Stretch) -> TimeLimit | None:
    """The limit where "... days' notice" follows a span; from the event where "before ..." follows that."""
    match = _SPAN_NOTICE.match(sentence, stretch.end)
    if match is None:
        return None
    before = before_event(sentence, stretch, match.end())
    if before:
        return before
    return _from_notice(sentence, (stretch.cue_start, match.end()), stretch, match["event"])


def read_notice_of_span(sentence: str, stretch: Stretch) -> TimeLimit | None:
    """The limit where "notice of at least" stands before a span."""
    offset = max(0, stretch.start - 90)
    match = _NOTICE_OF.search(sentence[offset : stretch.start])
    if match is None:
        return None
    return _from_notice(sentence, (offset + match.start(), stretch.end), stretch, match["event"])


def _from_notice(sentence: str, span: tuple[int, int], stretch: Stretch, event: str) -> TimeLimit:
    deadline = Deadline(
        kind=DeadlineKind.RELATIVE,
        offset=stretch.iso,
        day_type=stretch.day_type,
        direction=Direction.AFTER,
        anchor=event,
    )
    return limit(sentence, *span, deadline, Strength.NOTICE_SPAN)


def find_open_notices(sentence: str) -> Iterator[TimeLimit]:
    """Find notices without a span: "with reasonable prior notice", "in advance of any change"."""
    for match in _OPEN_NOTICE.finditer(sentence):
        event = read_event(sentence, match.start("anchor")) if match["anchor"] else None
        direction = Direction.BEFORE if event else Direction.AFTER
        end = event[1] if event else match.end()
        anchor = sentence[slice(*event)] if event else match["event"]
        deadline = Deadline(kind=DeadlineKind.RELATIVE, direction=direction, anchor=anchor)
        yield limit(sentence, match.start(), end, deadline, Strength.NOTICE)
    for match in _ADVANCE.finditer(sentence):
        if _PAID.search(sentence[max(0, match.start() - 12) : match.start()]):
            continue
        event = read_event(sentence, match.start("anchor")) if match["anchor"] else None
        anchor = sentence[slice(*event)] if event else None
        deadline = Deadline(kind=DeadlineKind.RELATIVE, direction=Direction.BEFORE, anchor=anchor)
        end = event[1] if event else match.end()
        yield limit(sentence, match.start(), end, deadline, Strength.IN_ADVANCE)
