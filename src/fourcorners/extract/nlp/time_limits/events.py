"""Limits that hang on an event without a span: "upon termination", "before use"."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.deadline import Deadline, DeadlineKind, Direction
from fourcorners.extract.nlp.time_limits.anchors import read_event
from fourcorners.extract.nlp.time_limits.time_limit import Strength, TimeLimit, limit, recurring
from fourcorners.extract.nlp.time_limits.units import find_recurrence

_EVENT: Final = (
    r"(?:receipt|receiving|termination|expiration|expiry|completion|execution|signing|signature(?!\spages?\b)|acceptance|"
    r"approval|"
    r"delivery|sale|learning|discovery|discovering|commencement|conclusion|closing|cancellation|shipment|"
    r"resignation|becoming|knowledge|notice|notification|launch|installation|submission|end|effective\sdate|"
    r"closing\sdate|dissolution|ratification|effectiveness|occurrence|settlement|payment|publication|release|"
    r"being\snotified|learns|becomes|receives|confirmation)"
)
_SPAN: Final = (
    r"(?:term|period|year|month|quarter|week|day|agreement|contract|project|season|phase|stage|warranty|lease|"
    r"license|engagement|event|test|trial|shift|sprint|iteration|performance|tenure|life)"
)
_UPON: Final = re.compile(
    rf"""\b(?P<cue>(?:effective\s)?(?: upon | subsequent\sto | (?P<later>following|after)
          | as\sof(?=\sthe\s(?:effective|closing)\sdate)
          | on(?=\s(?:the\s|any\s|first\s|\w+\s){{0,2}}(?:termination|expiration|expiry|completion|execution|
               signing|signature|acceptance|receipt|receiving|delivery|sale|use|shipment|cancellation|system))
          | at(?=\s(?:the\s)?(?: (?:expiration|expiry|conclusion|completion|termination)\b | closing\b(?!\s\w)
               | end\sof\s(?:[\w’'-]+\s){{0,4}}?{_SPAN}\b )) ))\s
        (?P<event>(?:(?: (?:the\s)?date\sof | (?-i:[A-Z][a-z]+)(?=\s(?-i:[A-Z]))
          | the | any | such | its | their | an? | earlier | early | final | valid | written
          | first | full | successful | satisfactory | [\w.&-]+['’]s? | expiration\sor | termination\sor
          | the\searlier\sof | timely | prior | mutual | proper )\s){{0,4}}{_EVENT}\b)""",
    re.IGNORECASE | re.VERBOSE,
)
_REQUEST: Final = re.compile(r"(?:[\w’'-]+\s){0,3}?(?:request|demand)\b", re.IGNORECASE)
_DEMAND: Final = re.compile(r"\b(?:up)?on\s(?P<event>(?:[\w’'-]+\s){0,2}?demand)\b", re.IGNORECASE)
_ON_DATE: Final = re.compile(
    r"\bon\s(?P<event>(?:the\s|such\s|its\s)?(?!(?:that|which|this|the|such|a|date)\b)(?:[\w’'-]+\s){1,3}date)\b"
    r"(?!\s(?:hereof|first))",
    re.IGNORECASE,
)
_AFTER_CLAUSE: Final = re.compile(
    r"\b(?:[Aa]fter|[Oo]nce)\s(?P<event>(?:it|they|he|she|(?:this|the|such|[A-Z])[\w’'.& ]{2,50}?)\s"
    r"(?:first\s)?(?:receives?|is|are|has|have|becomes?|comes|determines?|learns?|reports?|notifies|enters?|detects?)\b)"
)
_WHEN: Final = re.compile(
    r"(?<!except\s)(?<!even\s)(?<!only\s)(?<!about\s)(?<!than\s)(?<!\sof\s)(?<!time\s)(?<!date\s)(?<!period\s)(?<!as\sand\s)"
    r"(?<=[a-z\d)]\s)(?P<cue>(?:as\sand\s)?when|(?:at|by)\ssuch\stime\sas)\s"
    r"(?=(?:it|they|(?:(?:the|this|such|all|any|each|its|[A-Z][\w’'&-]*)\s)?(?:[\w’'&-]+\s){1,5}?)"
    r"(?:is|are|has|have|becomes?|begins?|receives?|exceeds?|reach(?:es)?)\b)"
)
_BEFORE: Final = re.compile(
    r"\b(?:(?:on\sor\s)?(?:prior\sto|before|in\sadvance\sof)|no\slater\sthan|not\slater\sthan|"
    r"by(?=\sthe\s(?:end|close|time|date|beginning)\b))\s(?=\S)",
    re.IGNORECASE,
)
_NO_LIMIT: Final = re.compile(
    r"(?:the\s)?(?:date\shereof|foregoing|effective\sdate|courts?|commission|arbitrat\w+|tribunal|judge|following|"
    r"end\sof\sthe\sterm|expiration\sdate|(?-i:[A-Z]{3,6}\b)|[\d$(\[])",
    re.IGNORECASE,
)
"""Where "before" means in front of, or tells of a time long fixed."""
_ATTACHED: Final = re.compile(
    r"(?:(?<!be\s)(?<!been\s)(?<!is\s)(?<!are\s)\b(?:(?!need|exceed|proceed)\w+ed|paid|made|given|held|sent)|"
    r"\bperiod|\btime|\bdate|\barising|\bexisting|\bdays?|\boutstanding|\bdue)\s$",
    re.IGNORECASE,
)
"""Words that a following "before ..." describes: "sums received before closing"."""
_AT_TIME: Final = re.compile(
    r"\b(?:(?:at|as\sof)\sthe\s(?:same\s)?time(?:\sand\sdate)?\s(?:of|that|as)|"
    r"at\sthe\ssame\stime(?=\s(?:the|such)\b)|"
    r"(?:concurrent|simultaneous|contemporaneous)(?:ly)?\swith|in\sconjunction\swith(?=\sthe\sexecution))\s",
    re.IGNORECASE,
)


def find_events(sentence: str) -> Iterator[TimeLimit]:
    """Find the limits that hang on an event."""
    yield from _upon(sentence)
    yield from _on_day(sentence)
    yield from _before(sentence)
    for match in _AFTER_CLAUSE.finditer(sentence):
        event = read_event(sentence, match.start("event"))
        yield from hanging(sentence, match.span(), event, Direction.AFTER, Strength.AFTER_CLAUSE)
    for match in _WHEN.finditer(sentence):
        event = read_event(sentence, match.end())
        yield from hanging(sentence, match.span("cue"), event, Direction.AFTER, Strength.AFTER_CLAUSE)
    for match in _AT_TIME.finditer(sentence):
        event = read_event(sentence, match.end())
        yield from hanging(sentence, match.span(), event, None, Strength.AT_EVENT)


def hanging(
    sentence: str,
    span: tuple[int, int],
    event: tuple[int, int] | None,
    direction: Direction | None,
    strength: Strength,
) -> Iterator[TimeLimit]:
    """The limit from the start of a cue to the end of its event, if any; recurring where the event is."""
    if event is None:
        return
    anchor = sentence[slice(*event)]
    recurrence = find_recurrence(anchor)
    if recurrence:
        yield recurring(sentence, (span[0], event[1]), recurrence, strength)
        return
    deadline = Deadline(kind=DeadlineKind.RELATIVE, direction=direction, anchor=anchor)
    yield limit(sentence, span[0], event[1], deadline, strength)


def _upon(sentence: str) -> Iterator[TimeLimit]:
    """ "upon termination", "after receipt of the report"; not "upon request", which is a condition."""
    for match in _UPON.finditer(sentence):
        if _REQUEST.match(sentence, match.start("event")):
            continue
        event = read_event(sentence, match.start("event"))
        strength = Strength.AFTER_EVENT if match["later"] else Strength.UPON_EVENT
        if _ATTACHED.search(sentence[max(0, match.start() - 16) : match.start()]):
            strength = Strength.ATTACHED_EVENT
        yield from hanging(sentence, match.span(), event, Direction.AFTER, strength)


def _on_day(sentence: str) -> Iterator[TimeLimit]:
    """ "on the Completion Date", "on demand"."""
    for match in _ON_DATE.finditer(sentence):
        event = match.span("event")
        yield from hanging(sentence, match.span(), event, Direction.AFTER, Strength.ON_NAMED_DATE)
    for match in _DEMAND.finditer(sentence):
        event = match.span("event")
        yield from hanging(sentence, match.span(), event, Direction.AFTER, Strength.ALL_TIMES)


def _before(sentence: str) -> Iterator[TimeLimit]:
    """ "prior to use", "before approving any invoice"."""
    for match in _BEFORE.finditer(sentence):
        is_attached = _ATTACHED.search(sentence[max(0, match.start() - 20) : match.start()])
        if is_attached or _NO_LIMIT.match(sentence, match.end()):
            continue
        event = read_event(sentence, match.end())
        yield from hanging(sentence, match.span(), event, Direction.BEFORE, Strength.BEFORE_EVENT)
