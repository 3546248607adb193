"""What makes a norm due: the words of its condition."""

import re
from itertools import islice
from typing import Final

from fourcorners.domain.span import Span
from fourcorners.extract.nlp.deontics.clause_ends import clause_end

_GOVERNS_UPON: Final = (
    "agree",
    "agreed",
    "based",
    "beginning",
    "commencing",
    "conferred",
    "depend",
    "dependent",
    "imposed",
    "rely",
    "relied",
)
_UPON: Final = "".join(rf"(?<!\b{word}\s)" for word in _GOVERNS_UPON) + (
    r"upon(?!\s+(?:wh(?:ich|om)|(?:the\s+)?(?:terms|conditions|basis)|[^,;.]{0,40}\b(?:hours?|days?|weeks?|months?))\b)"
)
"""Not the "upon" of "as agreed upon in writing", and not that of a period: "upon ten days' notice"."""
_NO_EVENT: Final = (
    r"(?!\s+(?:any|applicable|necessary|possible|not|so)\s*[,.;)]|\s+not\s+(?:already|specified|otherwise)\b)"
)
_MEASURE: Final = (
    r"(?!\s+(?:permitted|possible|practicable|allowed|reasonably|required|applicable|legally)\b)"
)
_SAME: Final = r"(?!\s+(?:specified|set\s+forth|provided|defined|described)\b)"
_EVENTS: Final = (
    rf"(?:(?:only\s+)?if{_NO_EVENT}|unless|in\s+(?:the\s+)?(?:event|case)(?:\s+(?:that|of))?|{_UPON}|"
    rf"(?:(?<=^)|(?<=[,;:(]\s)|(?<=\bthat\s))should|(?<!about\s)(?<!how\s)(?<!time\s)(?<!date\s)when(?:ever)?{_SAME}|once(?!\s+(?:an?|per|each|every|in)\b)|"
    rf"(?:(?<=^)|(?<=[,;:(]\s))where{_SAME}|where(?=\s+(?:necessary|required|appropriate|applicable|practicable|there|such|it)\b)|"
    rf"to\s+the\s+extent{_MEASURE}|(?:for\s+)?so\s+long\s+as|as\s+long\s+as|until\s+such\s+time\s+as|"
    r"on\s+(?:the\s+)?(?:occurrence|request|demand)|at\s+the\s+request|"
    r"as\s+(?:may\s+be\s+)?(?:reasonably\s+)?requested|as\s+(?:the\s+)?[\w&]+\s+may\s+(?:reasonably\s+)?request)\b"
)
_REFERENCE: Final = (
    r"(?!\s+(?:(?:the|any)\s+)?(?:(?:terms|provisions|conditions|requirements|limitations)\s+(?:of|and|set|in|contained)\b|"
    r"(?:sub-?)?(?:sections?|clauses?|articles?|paragraphs?)|exhibit|schedule|this\s+agreement|force))"
)
"""What only points to another place of the contract."""
_TERMS: Final = (
    rf"(?:subject\s+to{_REFERENCE}|provided(?:\s*,?\s*(?:however|further)\s*,?)?\s+that|"
    r"(?<=[,;]\s)provided(?!\s+(?:by|under|to|in|for|with|at|on|herein|hereunder|however|further)\b)|conditioned\s+(?:up)?on|"
    r"without\s+(?:(?:the|any|first|its|having)\s+){0,2}(?:[\w&]+['’]s?\s+)?(?:express\s+)?(?:prior|written|consent|approval|"
    r"permission|obtaining)|with\s+the\s+(?:prior\s+)?(?:written\s+)?(?:consent|approval|agreement|permission))\b"
)
_OPENERS: Final = tuple(
    re.compile(rf"(?:^|(?<=[\s,;(]))(?:[\w'’-]+\s*:\s*)?({openers})", re.IGNORECASE)
    for openers in (_EVENTS, _TERMS)
)
"""An event that makes it due counts before the terms on which it is done."""
_PROVISO: Final = re.compile(r"provided\b", re.IGNORECASE)
_NOTHING: Final = re.compile(
    r"provided\W+(?:(?:however|further)\W+)?that|in\s+the\s+(?:event|case)(?:\s+(?:that|of))?", re.IGNORECASE
)
"""An opening without the condition: the layout has torn them apart."""
_MODAL: Final = re.compile(r"\b(?:shall|will|must|may)\b", re.IGNORECASE)
_DETERMINER: Final = re.compile(r"\b(?:the|each|any|such|then,?\s+the|then)\s*$", re.IGNORECASE)
"""What belongs to the subject behind a condition."""
_LONGEST_ASIDE: Final = 160
_ASIDE: Final = re.compile(r",\s*([^,;.]{5,150}),\s*(?:(?:and|but)\s+)?$")
_PARENTHETIC: Final = re.compile(r"\b(?:and|or|but|may|shall|will|must)\s*,\s*$", re.IGNORECASE)
"""Before a condition that the next comma ends: "may, if it is late, cancel"."""
_JOINT_WITHIN: Final = 12
_MOST_OPENINGS: Final = 20
_FEWEST_WORDS: Final = 2
_LONGEST_FRONT: Final = 400
_JOINS: Final = re.compile(
    r"(?:;|\b(?:and|but|provided)(?:\s*,?\s*however)?)\s*,?\s*(?:that\s*,?\s*)?$", re.IGNORECASE
)
"""What joins the next norm on: "and, if asked, Supplier shall"."""


def find_condition(
    words: str, front_end: int, act: Span, verb_end: int, subject_start: int = 0
) -> Span | None:
    """Where the condition of a norm stands in its words; None where it has none.

    What stands before `front_end`, where the subject of the sentence's first norm begins, governs all of
    its norms. `act` is the norm's own stretch, from the words that carry its force on, and `verb_end`
    where its verb ends. A condition stands in front, behind the verb, or between commas before it. One
    before the norm's own subject, which begins at `subject_start`, is this norm's alone.
    """
    if own := _own_front(words, front_end, subject_start):
        return own
    verb_end = min(verb_end, act.end)
    front = Span(0, len(_DETERMINER.sub("", words[:front_end]).rstrip(" \t,:")))
    for opener in _OPENERS:
        for place in (front, Span(verb_end, act.end), Span(act.start, verb_end)):
            for match in islice(opener.finditer(words, place.start, place.end), _MOST_OPENINGS):
                condition = Span(match.start(1), _stop(words, match, place, front, verb_end))
                if _holds(words, condition, act):
                    return condition
    return _put_between(words, front_end, act.start)


def _own_front(words: str, front_end: int, subject_start: int) -> Span | None:
    """The condition between the act before and the subject: "and, *if asked*, Supplier shall"."""
    start = max(front_end, subject_start - _LONGEST_FRONT)
    for opener in _OPENERS:
        for match in islice(opener.finditer(words, start, subject_start), _MOST_OPENINGS):
            if _JOINS.search(words, start, match.start(1)):
                end = clause_end(words, match.end(1), subject_start, is_ahead=True)
                return Span(match.start(1), end) if end > match.end(1) else None
    return None


def is_condition(stem: str) -> bool:
    """Whether a stem is nothing but the condition of its items: "If Customer is late in paying:"."""
    is_opened = any(opener.match(stem) for opener in _OPENERS)
    return is_opened and len(stem.split()) > _FEWEST_WORDS and not _MODAL.search(stem)


def _put_between(words: str, start: int, end: int) -> Span | None:
    """A condition between a subject and the modal behind it: "Supplier, on request, shall"."""
    aside = _ASIDE.search(words, max(start, end - _LONGEST_ASIDE), end)
    for opener in _OPENERS if aside else ():
        if aside and opener.match(words, aside.start(1), aside.end(1)):
            return Span(aside.start(1), aside.end(1))
    return None


def _stop(words: str, opener: re.Match[str], place: Span, front: Span, verb_end: int) -> int:
    """Where a condition ends, within the place where it stands."""
    start = opener.end(1)
    if _PARENTHETIC.search(words, max(0, opener.start(1) - _JOINT_WITHIN), opener.start(1)):
        comma = words.find(",", start, place.end)
        if comma >= 0:
            return comma
    if place.end == verb_end and place != front:
        # Between commas before the verb; where no comma closes it, it is none.
        return max(start, words.rfind(",", start, verb_end))
    return clause_end(words, start, place.end, is_ahead=place == front)


def _holds(words: str, condition: Span, act: Span) -> bool:
    """Whether it says something, and is neither a proviso that is a norm nor the front of the next norm."""
    said = condition.of(words)
    if (
        len(said.split()) < _FEWEST_WORDS
        or _NOTHING.fullmatch(said)
        or (_PROVISO.match(said) and _MODAL.search(said))
    ):
        return False
    runs_on = act.end < len(words) and not words[condition.end : act.end].strip(" ,")
    return not (runs_on and _JOINS.search(words, act.start, condition.start))
