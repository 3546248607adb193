"""Limits without a measure: "promptly", "immediately upon notice", "as soon as practicable"."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.deadline import Deadline, DeadlineKind, Direction
from fourcorners.extract.nlp.time_limits.anchors import read_event
from fourcorners.extract.nlp.time_limits.events import hanging
from fourcorners.extract.nlp.time_limits.time_limit import Strength, TimeLimit, limit

_HASTE: Final = re.compile(
    r"""\b(?: (?P<timely>timely) | (?P<haste> effective\simmediately | immediately | promptly
          | (?:prompt|immediate)(?=\s(?:written\s)?(?:notice|notification)\b)
          | forthwith | at\sonce | expeditiously | instantly | timeously | with\simmediate\seffect
          | without\s(?:undue\s|unreasonable\s|any\s)?delay
          | as\s(?:soon|promptly|quickly|early|expeditiously)\sas\s
            (?:(?:is|it\sis|may\sbe|reasonably|commercially)\s){0,2}
            (?:practicable|practical|possible|feasible|reasonable|available)
          | in\sa\s(?:timely|prompt)\s(?:manner|fashion) | on\sa\s(?:timely|prompt)\sbasis )
      | (?P<soon>as\ssoon\sas) )\b
      (?!\s(?:preceding|proceeding|succeeding|available|prior|before|adjacent))""",
    re.IGNORECASE | re.VERBOSE,
)
_ADJECTIVE_BEFORE: Final = re.compile(r"\b(?:the|any|an)\s$", re.IGNORECASE)
_NOUN_AFTER: Final = re.compile(
    r"\s(?:payment|delivery|performance|manner|notice|basis|fashion|response|completion|and\b)", re.IGNORECASE
)
_CONNECTOR: Final = re.compile(
    r",?\s(?:(?:upon|on|after|following|once|when)|(?P<by>by|with))\s(?=\S)", re.IGNORECASE
)
_NOTICE: Final = re.compile(
    r"(?:(?:giving|delivery\sof|providing|sending|the|a|its|prior|advance|reasonable|such)\s){0,3}(?:written\s)?"
    r"(?:notice|notification)\b",
    re.IGNORECASE,
)


def find_haste(sentence: str) -> Iterator[TimeLimit]:
    """Find the words of haste, each with its event where that follows."""
    for match in _HASTE.finditer(sentence):
        if _ADJECTIVE_BEFORE.search(sentence[max(0, match.start() - 5) : match.start()]):
            continue
        if match["timely"] and _NOUN_AFTER.match(sentence, match.end()):
            continue
        event = read_event(sentence, match.end() + 1) if match["soon"] else _event_behind(sentence, match)
        if event:
            strength = Strength.HASTE if match["soon"] else Strength.HASTE_AFTER_EVENT
            yield from hanging(sentence, match.span(), event, Direction.AFTER, strength)
        else:
            yield limit(sentence, *match.span(), Deadline(kind=DeadlineKind.RELATIVE), Strength.HASTE)


def _event_behind(sentence: str, match: re.Match[str]) -> tuple[int, int] | None:
    connector = _CONNECTOR.match(sentence, match.end())
    if connector is None or (connector["by"] and not _NOTICE.match(sentence, connector.end())):
        return None
    return read_event(sentence, connector.end())
