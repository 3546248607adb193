"""How a sentence tells that something is not done, where it also tells what follows."""

import re
from itertools import islice
from typing import Final, NamedTuple

from fourcorners.domain.span import Span

_BROKEN: Final = re.compile(
    r"\b(?:(?P<breach>breach(?:es|ed)?|violat(?:es?|ed|ions?)|non-?compliance|defaults?(?:ed)?)"
    r"|(?P<late>late|overdue|past\s+due|unpaid|non-?(?:payment|delivery))"
    r"|(?<!\bsuch\s)(?P<fails>fail(?:s|ed|ing|ures?)?|neglect(?:s|ed)?|omits?|refuses?|delay(?:s|ed)?)"
    r"|(?P<receives>(?:does|do|did|has|have)\s+not\s+(?:timely\s+)?receive[ds]?)"
    r"|(?P<active>(?:does|do|did)\s+not|(?:has|have)\s+not(?!\s+been))"
    r"|(?P<passive>(?:is|are|was|were|be|(?:has|have)\s+not\s+been)(?:(?<=been)|\s+not)|"
    r"not(?=\s+(?:paid|received|delivered)))"
    r"|(?<!\bno\s)(?<!\bnot\s)(?P<below>less\s+than|fewer|below|lower\s+than))(?=[\s,.;]|$)",
    re.IGNORECASE,
)
"""How it is told that something is not done, each in a way that opens other conditions more or less often."""
_OPENS: Final = re.compile(
    r"\b(?:if|should|where|in\s+the\s+event|in\s+case|upon|whenever|when|in\s+respect\s+of|for\s+(?:each|every|any))\b",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(r"\b(?:that|which)\s+$", re.IGNORECASE)
_ON_SUMS: Final = re.compile(
    r"\b(?:on|to)\s+(?:any|all|the|each|such|every|overdue|late|unpaid)\b", re.IGNORECASE
)
_FOLLOWS: Final = re.compile(
    r"\b(?:shall|will|may|must|entitles?|constitutes?|bears?|accrues?|(?:is|are)\s+(?:deemed|entitled))\b",
    re.IGNORECASE,
)
_EXCUSES: Final = re.compile(
    r"\b(?:waive[rsd]?|excused?|released?\s+from|force\s+majeure|beyond\s+(?:the|its|their)\s+(?:\w+\s+)?control|"
    r"(?:not|nor|neither\s+\w+\s+shall)\s+(?:be\s+)?(?:deemed|constitutes?|operate|affects?|impairs?|relieve|released?|liable|"
    r"responsible|considered|construed|in\s+(?:breach|default)|prejudice|limit|result\s+in|exceed|invalidate|diminish))\b",
    re.IGNORECASE,
)
"""What says that nothing follows: "shall not be a waiver", "shall not be liable"."""
_NOT: Final = re.compile(r"\s+not\b", re.IGNORECASE)
_NOUN_WITHIN: Final = 70
"""Characters in which a sentence opens with what is not done: "Any invoice that is not paid"."""
_CONDITION: Final = 240
_SHALL_FAIL: Final = 12
"""Characters before "fail" in which "shall" belongs to it: "if Supplier shall fail to"."""
_MOST: Final = 4
"""Tellings in a sentence that are looked at: one is enough."""


class Failure(NamedTuple):
    """Something that is not done."""

    broken: re.Match[str]
    """The words for it; the group that matched tells of which sort they are."""
    condition: Span
    """Where the words stand that tell what is not done."""


def tells_of_failure(text: str, span: Span) -> bool:
    """Whether a stretch of a text has words for it at all, which is cheap to see."""
    return _BROKEN.search(text, span.start, span.end) is not None


def find_failure(words: str) -> Failure | None:
    """The first failure that something follows from; None where nothing does, or it is excused."""
    if _EXCUSES.search(words):
        return None
    for broken in islice(_BROKEN.finditer(words), _MOST):
        condition = _condition(words, broken)
        if condition is not None:
            return Failure(broken, condition)
    return None


def _condition(words: str, broken: re.Match[str]) -> Span | None:
    """Where the words stand that tell what is not done; None where nothing is said to follow from it."""
    follows = _FOLLOWS.search(words)
    start = _condition_start(words, broken, follows) if follows is not None else None
    if follows is None or start is None or broken.start() > start + _CONDITION:
        return None
    if follows.start() < start:
        return Span(start, min(len(words), start + _CONDITION))
    after = _FOLLOWS.search(words, broken.end())
    if after is None:
        return None
    comma = words.rfind(",", broken.end(), after.start())
    return Span(start, comma if comma > 0 else after.start())


def _condition_start(words: str, broken: re.Match[str], follows: re.Match[str]) -> int | None:
    openings = [match.start() for match in _OPENS.finditer(words, 0, broken.start())]
    if openings and not _leads_on(words, openings[-1], broken.start()):
        return openings[-1]
    is_sum = broken["late"] or broken["passive"]
    sums = _ON_SUMS.search(words, follows.end(), broken.end()) if is_sum else None
    if sums is not None:
        return sums.start()
    if _RELATIVE.search(words, 0, broken.start()):
        if follows.start() > broken.start():
            return 0
        is_forbidden = any(
            _NOT.match(words, each.end()) for each in _FOLLOWS.finditer(words, 0, broken.start())
        )
        return None if is_forbidden else max(follows.end(), broken.start() - _NOUN_WITHIN)
    return 0 if _heads(words, broken, follows.start()) else None


def _leads_on(words: str, opening: int, broken: int) -> bool:
    """Whether another clause begins between the word that opens a condition and what is not done."""
    last = max(opening, broken - _SHALL_FAIL)
    return broken - opening > _CONDITION or _FOLLOWS.search(words, opening, last) is not None


def _heads(words: str, broken: re.Match[str], follows: int) -> bool:
    """Whether a sentence opens with what is not done: "Any failure to pay", "Late payments"."""
    is_noun = bool(broken["breach"] or broken["late"] or broken["fails"] or broken[0].lower() == "not")
    is_act = words.endswith("to ", 0, broken.start())
    return is_noun and not is_act and broken.start() <= _NOUN_WITHIN and broken.start() < follows
