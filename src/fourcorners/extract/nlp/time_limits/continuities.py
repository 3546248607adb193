"""Duties that hold all through: "during the Term", "at all times", "until paid"."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.extract.nlp.time_limits.anchors import read_event
from fourcorners.extract.nlp.time_limits.time_limit import Strength, TimeLimit, continuous

_ROUND_THE_CLOCK: Final = re.compile(
    r"""(?: \b(?:24|twenty[\s-]four)\s?(?:\(24\)\s?)?[\s-]?(?:hours?|hrs?\.?)\s?(?:an?|per|/|each|every)\s?day
              (?:\s?,?\s?(?:and\s|/\s?)?(?:7|seven)\s?(?:\(7\)\s?)?days\s?(?:an?|per|/|each|every)\s?week)?
              (?:\s?,?\s?(?:and\s)?(?:365|52)\s(?:days|weeks)\s(?:an?|per|each)\syear)?
          | \b7\s?[x×/]\s?24\b(?:\seach\sday\sof\sthe\syear)?
          | \b24\s?[x×/]\s?7(?:\s?[x×/]\s?365)?\b
          | \baround\sthe\sclock\b )""",
    re.IGNORECASE | re.VERBOSE,
)
_ALWAYS: Final = re.compile(
    r"\bat\s(?:all|(?P<any>any))\s(?:reasonable\s|other\s|such\s)?times?(?:\s(?:and|or)\sfrom\stime\sto\stime)?\b|"
    r"\b(?:continuously|perpetually|in\sperpetuity|on\san\songoing\sbasis|on\sa\scontinuous\sbasis)\b",
    re.IGNORECASE,
)
_CLOCK: Final = re.compile(
    r"""\b(?:(?:from|between)\s)?\d{1,2}(?::\d\d)?\s?(?:[ap]\.?m\.?)?\s?(?:to|-|–|and|until|through)\s
          \d{1,2}(?::\d\d)?\s?[ap]\.?m\.?(?:[^.;()]{0,60}?\b(?:time|day|Friday|week)\b)?
      | \bbetween\s\d{1,2}(?::\d\d)?\s?[ap]\.?m\.?[^;]{0,30}?\sand\s\d{1,2}(?::\d\d)?\s?[ap]\.?m\.?
      | \bMonday\s(?:through|to|-|–)\s(?:Fri|Satur|Sun)day\b""",
    re.IGNORECASE | re.VERBOSE,
)
_THROUGH: Final = re.compile(
    r"""\b(?:
        (?P<throughout> throughout | (?:for|over|during)\sthe\s(?:entire\s|full\s|whole\s)?
           (?:duration|life|balance|remainder|course|length)\sof | for\s(?:so|as)\slong\sas )
      | (?P<during>during) | (?P<while>while|whilst|pending)
      | (?P<term> (?:for|in|over|through)\s(?:the|its|such)\s(?:[\w-]+\s){0,3}
           (?:term|tenure|contract\syear|warranty\speriod|lifetime)\b )
    )\s?""",
    re.IGNORECASE | re.VERBOSE,
)
_MENTION: Final = re.compile(
    r"(?:(?:each|every|such|that)\s|(?:which|(?:the|its)\s(?:immediately\s)?(?:prior|preceding|previous))\b)",
    re.IGNORECASE,
)
_OWN_TERM: Final = re.compile(
    r"(?:the|its|their|such|this|any|a)?\s?(?:[\w-]+['’]?s?\s){0,4}?"
    r"(?:term|period|hours|agreement|cooperation|tenure|life|day)\b",
    re.IGNORECASE,
)
_UNTIL: Final = re.compile(r"\b(?:(?:up\s)?until(?:\ssuch\stime\sas)?|till)\s", re.IGNORECASE)
_FROM: Final = re.compile(
    r"\b(?:from|following|after|since)\s(?:and\safter\s)?(?:the\s)?[^,;.()]{3,80}?\s(?P<and>and\s)?$",
    re.IGNORECASE,
)


def find_continuities(sentence: str) -> Iterator[TimeLimit]:
    """Find the words that make a duty hold all through."""
    for match in _ROUND_THE_CLOCK.finditer(sentence):
        yield continuous(sentence, match.span(), Strength.ROUND_THE_CLOCK)
    for match in _ALWAYS.finditer(sentence):
        yield continuous(sentence, match.span(), Strength.ANY_TIME if match["any"] else Strength.ALL_TIMES)
    for match in _CLOCK.finditer(sentence):
        yield continuous(sentence, match.span(), Strength.CLOCK)
    yield from _through(sentence)
    yield from _until(sentence)


def _through(sentence: str) -> Iterator[TimeLimit]:
    """ "throughout the Term", "during business hours", "while the claim is pending"."""
    for match in _THROUGH.finditer(sentence):
        if match["term"]:
            yield continuous(sentence, match.span("term"), Strength.FOR_TERM)
            continue
        event = read_event(sentence, match.end())
        if event:
            strength = _strength(match, sentence[slice(*event)])
            yield continuous(sentence, (match.start(), event[1]), strength)


def _strength(match: re.Match[str], words: str) -> Strength:
    if not match["during"]:
        return Strength.THROUGHOUT if match["throughout"] else Strength.WHILE
    if _MENTION.match(words):
        return Strength.MENTION
    return Strength.DURING_TERM if _OWN_TERM.match(words) else Strength.DURING


def _until(sentence: str) -> Iterator[TimeLimit]:
    """ "until the dispute is settled", "from the due date until paid"."""
    for match in _UNTIL.finditer(sentence):
        event = read_event(sentence, match.end())
        if event:
            before = _FROM.search(sentence[max(0, match.start() - 100) : match.start()])
            start = match.start() - (len(before[0]) if before else 0)
            strength = Strength.FROM_UNTIL if before and before["and"] else Strength.UNTIL
            yield continuous(sentence, (start, event[1]), strength)
