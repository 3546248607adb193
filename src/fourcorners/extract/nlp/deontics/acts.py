"""What a norm has to be done: the stretch of the sentence that is its own, and its verb phrase."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import Final, NamedTuple

from fourcorners.domain.span import Span
from fourcorners.extract.nlp.deontics.conditions import find_condition
from fourcorners.extract.nlp.deontics.norm import Norm

_BRACKET_WITHIN: Final = 60
_COPULA: Final = re.compile(r"^(?:is|are)\b")
_COMPLEMENT: Final = re.compile(r"\bthat\s+(?:the\s+|each\s+|any\s+)?$", re.IGNORECASE)
"""What the next norm is the content of: "shall ensure that its staff shall comply"."""
_LEFT_OVER: Final = re.compile(
    r"(?:[\s.,;:–—-]|\b(?:and|or|but|nor)(?:\s+(?:is|are|(?:shall|will)(?:\s+be)?))?\s*$|"
    r"\bprovided\s*,?\s*(?:however\s*,?\s*)?(?:that\s*)?$)*$"
)
"""What is left at the end of an act where the next one was cut off."""

_LEADS_OVER: Final = re.compile(r"[,;]?\s+provided\s*,?\s*(?:however\s*,?\s*)?that\b", re.IGNORECASE)
"""What brings the next norm, and is of it."""
_RUNS_ON: Final = re.compile(
    r"\s+(?!(?:and|or|but|nor|provided|which|who|whereas|while|shall|will|must|may|is|are)\b)[\w\"“][^,;:.]*"
)
"""Words behind what the parse gives the verb that no comma parts from it: they are of its act."""


class Act(NamedTuple):
    """The stretch of a statement that one of its norms takes."""

    opening: int
    """Where the subject of the statement's first norm begins: what stands before governs them all."""
    start: int
    end: int

    @property
    def span(self) -> Span:
        """From the words that carry the force to where the next norm begins."""
        return Span(self.start, self.end)


def acts_of(norms: list[Norm]) -> Iterator[Act]:
    """The stretch of each norm of one sentence: it ends where the next one begins."""
    for norm, following in zip_longest(norms, norms[1:]):
        end = len(norm.statement.words)
        if following is not None:
            has_own_subject = following.subject_start >= norm.frame.trigger.end
            end = following.subject_start if has_own_subject else following.frame.trigger.start
            if _COMPLEMENT.search(norm.statement.words, norm.frame.trigger.end, end):
                end = len(norm.statement.words)
        yield Act(norms[0].subject_start, norm.frame.trigger.start, end)


def action_of(norm: Norm, act: Act) -> str:
    """The verb phrase, without the condition behind it and without the next act."""
    verb, doc = norm.frame.verb, norm.frame.verb.doc
    start = min(
        [verb, *(child for child in verb.children if child.dep_ == "auxpass")], key=lambda token: token.i
    ).idx
    last = doc[verb.right_edge.i]
    end = act.end if last.i == len(doc) - 1 else min(act.end, last.idx + len(last))
    if runs_on := _RUNS_ON.match(norm.statement.words, end, act.end):
        end = runs_on.end()
    if act.end < len(norm.statement.words) and (
        proviso := _LEADS_OVER.search(norm.statement.words, verb.idx, end)
    ):
        end = proviso.start()
    condition = find_condition(norm.statement.words, start, Span(start, end), norm.verb_end)
    if condition is not None and condition.start > verb.idx:
        end = condition.start
    return _told(norm.statement.words, start, end) or verb.text


def _told(words: str, start: int, end: int) -> str:
    """The words of an act on one line, with a bracket that was cut through closed again."""
    act = words[start:end]
    if act.count("(") > act.count(")"):
        closing = words.find(")", end, end + _BRACKET_WITHIN)
        act = words[start : closing + 1] if closing >= 0 else act[: act.rindex("(")]
    return _COPULA.sub("be", " ".join(_LEFT_OVER.sub("", act).split()))
