"""The parts of a norm beside its act: object, condition, exception and consequence."""

import re
from typing import Final, NamedTuple

from fourcorners.domain.span import Span
from fourcorners.extract.nlp.deontics.acts import Act
from fourcorners.extract.nlp.deontics.conditions import find_condition, is_condition
from fourcorners.extract.nlp.deontics.exceptions import find_exception
from fourcorners.extract.nlp.deontics.norm import Norm
from fourcorners.extract.nlp.deontics.objects import find_object
from fourcorners.extract.nlp.deontics.sanctions import find_sanction

_STEM_ENDS: Final = " .:;,–—-"
_UPON: Final = re.compile(r"upon\b", re.IGNORECASE)
_ASKED: Final = re.compile(r"\b(?:request|demand|notice|approval|consent|agreement)\b", re.IGNORECASE)
"""What somebody does of his own will: then it is a condition, for it may never come."""


class Parts(NamedTuple):
    """Where the parts of a norm stand in the words of its statement; None for one that it has not."""

    object: Span | None
    condition: Span | None
    exception: Span | None
    consequence: Span | None

    def told(self, words: str) -> dict[str, str | None]:
        """The words of each part, by its name."""
        return {name: place.of(words) if place else None for name, place in self._asdict().items()}


def read_parts(norm: Norm, act: Act, deadline: Span | None) -> Parts:
    """The parts of a norm that its own sentence tells; `deadline` is where its time limit stands."""
    words = norm.statement.words
    condition = find_condition(words, act.opening, act.span, norm.verb_end, norm.subject_start)
    if condition is not None and deadline is not None and _is_time(condition, deadline, words):
        condition = None
    return Parts(
        object=find_object(norm.frame),
        condition=condition,
        exception=find_exception(words, act.opening, act.span),
        consequence=find_sanction(words, act.span),
    )


def stem_condition(stem: str, time_words: str | None) -> str | None:
    """The words of a stem that is nothing but a condition, which its items have; None for any other stem.

    `time_words` are those of the items' time limit: where they are the stem's, it only says when.
    """
    if not is_condition(stem) or (time_words and time_words in stem and _is_when(stem)):
        return None
    return stem.rstrip(_STEM_ENDS)


def _is_time(condition: Span, deadline: Span, words: str) -> bool:
    """Whether the words only say when: "upon delivery" of a time limit is no condition beside it."""
    return condition.overlap(deadline) > 0 and _is_when(condition.of(words))


def _is_when(words: str) -> bool:
    return _UPON.match(words) is not None and not _ASKED.search(words)
