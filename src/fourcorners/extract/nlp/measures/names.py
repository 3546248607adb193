"""Names: what a level is a level of, in the words of the text."""

import re
from typing import Final

from fourcorners.extract.nlp.measures.candidates import FoundMeasure, Setting
from fourcorners.extract.nlp.measures.levels import nearest_level
from fourcorners.extract.nlp.measures.quantities import QuantityKind

_LONGEST: Final = 110
_BREAK: Final = re.compile(r";|\.\s+(?=[A-Z(])|:\s+(?=.{4})|\bprovided,?\s+(?:however,?\s+)?that\b", re.I)
_MODAL: Final = re.compile(
    r"\b(?:shall|will|must|agrees?\s+(?:to|that)|undertakes?\s+to|is\s+to|are\s+to|(?:is|are)\s+(?:required|obliged|obligated)\s+to|"
    r"guarantees?|warrants?(?:\s+that)?|commits?\s+to|targets?|should)\b\s*",
    re.I,
)
_EFFORT: Final = re.compile(
    r"^(?:(?:also|promptly|at\s+all\s+times|be|have|use|make|exercise|take|its|all|best|commercially|reasonable|diligent|efforts?|endeavou?rs?|steps|to|and|"
    r"ensure|procure|that|achieve|maintain|provide|generally|average|an?|the|no|not|sustained)\b[\s,]*)+",
    re.I,
)
_ARTICLE: Final = re.compile(r"^(?:of|the|an?|its|any|all|each|such|that|and|or|in\s+addition,?|provided\s+that)\s+", re.I)
_TAIL: Final = re.compile(r"[\s,(\[:–—-]*(?:\b(?:be|is|are|of|to|at|for|in|than|and|or|a|an|the|by|with|no|not|that)\b)?[\s,(\[:–—-]*$", re.I)
_SEVERITY: Final = re.compile(
    r"\b(?:severity|priority|class|level|sev|category)[\s-]*(?:level\s*)?(?:\(?[1-6]\)?|one|two|three|four|five|[A-D])\b(?:\s+\w+)?", re.I
)


def name_metric(text: str, measure: FoundMeasure, setting: Setting = Setting()) -> str:
    """What is measured, cut from the sentence around the quantity.

    >>> from fourcorners.extract.nlp.measures.readings import read_measures
    >>> text = "The error rate of the Service shall not exceed 2%."
    >>> name_metric(text, read_measures(text)[0])
    'error rate of the Service'
    """
    comparison = measure.comparison
    left = _clause_before(text, comparison.start)
    right = re.split(r"[;:.,(]\s", text[comparison.end : comparison.end + 160])[0]
    if comparison.quantity.kind is QuantityKind.COUNT and comparison.quantity.unit:
        end = text.lower().find(comparison.quantity.unit.lower(), comparison.quantity.end)
        if end >= 0:
            return _tidy(text[comparison.quantity.end : end + len(comparison.quantity.unit)])
    words = _from_left(left)
    if len(words.split()) < 2 and right.strip():
        words = f"{words} {right.strip()}".strip()
    name = _tidy(words) or _tidy(setting.stem[-_LONGEST:]) or _tidy(setting.heading)
    severity = _SEVERITY.search(setting.stem + " " + setting.heading)
    if severity and not _SEVERITY.search(name):
        name = f"{name}, {severity[0]}"
    return name or comparison.quantity.unit


def _clause_before(text: str, position: int) -> str:
    before = text[max(0, position - 300) : position]
    end = 0
    for match in _BREAK.finditer(before):
        end = match.end()
    return before[end:]


def _from_left(left: str) -> str:
    """The subject where it names a level, else what is done."""
    modal = None
    for modal in _MODAL.finditer(left):
        pass
    if modal is None:
        return left
    subject, predicate = left[: modal.start()], left[modal.end() :]
    subject = re.split(r",\s", subject)[-1]
    predicate = _EFFORT.sub("", predicate)
    if nearest_level(subject, "", strong_only=True) or len(predicate.split()) < 1:
        return subject
    return predicate


def _tidy(words: str) -> str:
    """Without articles and dangling words, and not longer than a name is."""
    words = " ".join(words.split())
    if len(words) > _LONGEST:
        words = words[-_LONGEST:].split(" ", 1)[-1]
    previous = None
    while previous != words:
        previous = words
        words = _TAIL.sub("", _ARTICLE.sub("", words)).strip(" ,;:)(-–—\"'“”")
    return words
