"""The stretches of a sentence that do not speak of its main act: conditions, provisos, brackets and more."""

import re
from collections.abc import Iterator
from enum import StrEnum
from itertools import islice
from typing import Final, NamedTuple

from fourcorners.domain.span import Span

MODAL: Final = r"(?:shall|will|must|may|agrees?\s(?:to|that)|is\s(?:entitled|obliged|required)|undertakes?)\b"

_CONDITION: Final = re.compile(
    r"""\b(?:
        if | unless | in\s(?:the|any)\s(?:event|case)(?:\s(?:that|of|where))?(?!,) | in\scase\sof
      | to\sthe\sextent(?:\sthat)? | (?<!for\s)(?:so|as)\slong\sas | whether\sor\snot
      | (?:except|other\sthan)\s(?:where|when|if|as|that|to\sthe\sextent|for)
      | (?:in|during)\sany\s(?:\w+\s){1,3}in\swhich
      | (?:up)?on\sthe\soccurrence\sof | upon\s(?:\w+\s){0,2}failure
      | upon\s(?:\w+\s){0,3}request(?:\sby\s(?:\w+\s){0,3}\w+)?\s
          (?:provided|given|made|delivered|received|sent)(?=\s)
      | (?P<should>should(?=\s\w)) | wh(?:ere|en(?:ever)?|erever)(?!\sdue)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_DUTY_BEFORE: Final = re.compile(
    r"\b(?:shall|will|must)\b(?!\snot\b)(?:(?!\b(?:may|shall|will|must)\b)[^,;:.()]){1,200}"
    r"(?<!\sonly)(?<!\sexcept)(?<!\seven)(?<!\sthan)(?<!\sif)(?<!\sor)\s$"
)
_SAME_CLAUSE: Final = 240
_CLAUSE_START: Final = re.compile(r"(?:^|[,;:.(]\s?(?:and\s|or\s|but\s|that\s)?|\b(?:that|and|or|only)\s)$")
_INSERTED: Final = re.compile(rf"(?:{MODAL}|\b(?:and|or|but|that|which)),\s$", re.IGNORECASE)
_STOP: Final = re.compile(r"[;,]|\.\s(?=[A-Z])")
_MOST_STOPS: Final = 30
"""Commas that the search for the end of a condition passes: enough for real lists, and linear for others."""
_MODAL: Final = re.compile(rf"\b{MODAL}", re.IGNORECASE)
_MAIN_CLAUSE: Final = re.compile(rf"\s(?:then\b|(?:[^,;]{{0,300}}?\b){MODAL})", re.IGNORECASE)
_NEW_CLAUSE: Final = re.compile(
    rf"\s(?:in\swhich\s(?:case|event)|whereupon|then|(?:and|but)\s(?:[^,;]{{0,80}}?\b){MODAL})", re.IGNORECASE
)
_SUBORDINATE: Final = re.compile(
    r"\s(?:or|and|but|nor)?\s?(?:if|unless|which|that|who|whose|where|when|as)\b", re.IGNORECASE
)
_TIME: Final = re.compile(
    r"\s(?:then\s|and\s)?(?:within|promptly|immediately|no\slater|not\slater|as\ssoon\sas|at\sleast|"
    r"(?:up)?on\s(?:written\s)?notice)\b",
    re.IGNORECASE,
)
_BARE_TIME: Final = re.compile(r"\swithin\s[^,]{1,40}?(?:days|months|weeks|years|hours),", re.IGNORECASE)
_SUBJECT: Final = re.compile(
    rf"\s(?:we|you|it|they|(?:each|either|both|the)\s[Pp]art(?:y|ies)|"
    rf"(?:the\s)?[A-Z][\w’'&-]*(?:\s[A-Z][\w’'&-]*){{0,3}})\s{MODAL}"
)
_RELATIVE: Final = re.compile(
    r"\b(?:which|who|that)\s(?:has|have|had|is|are|was|were|may|might|does|do|did|would|could|can)\b"
    r"(?!\s(?:required\sto|due|payable))(?:(?!\s(?:shall|will|must|may)\b)[^,;:()]){0,200}",
    re.IGNORECASE,
)
_PARENTHESIS: Final = re.compile(r"[()]|\[(?!\s?(?:\*|[Rr]edacted|•))|(?<!\*)\]")
_LABEL: Final = re.compile(r"\(\s?[\w.-]{1,12}\s?\)")
_LONGEST_BRACKET: Final = 600
_PROVISO: Final = re.compile(
    r"[,;]\s(?:and\s)?provided,?\s(?:however,?\s|further,?\s|always,?\s|that\s|, )", re.IGNORECASE
)


class AsideKind(StrEnum):
    """Why a stretch does not speak of the main act."""

    CONDITION = "condition"
    RELATIVE_CLAUSE = "relative clause"
    BRACKET = "bracket"
    PROVISO = "proviso"


class Aside(NamedTuple):
    """A stretch of a sentence apart from its main act."""

    span: Span
    kind: AsideKind


def find_asides(sentence: str) -> list[Aside]:
    """Find what is said beside the main act, in text order; stretches may overlap.

    >>> sentence = "If Buyer fails to pay, Seller may leave."
    >>> [aside.span.of(sentence) for aside in find_asides(sentence)]
    ['If Buyer fails to pay']
    """
    found = [*_conditions(sentence), *_relative_clauses(sentence), *_brackets(sentence), *_provisos(sentence)]
    return sorted(found, key=lambda aside: aside.span)


def _conditions(sentence: str) -> Iterator[Aside]:
    reached = 0
    for match in _CONDITION.finditer(sentence):
        if match.start() < reached:
            continue
        before = sentence[max(0, match.start() - 12) : match.start()]
        if match["should"] and not _CLAUSE_START.search(before):
            continue
        if match[0].lower() == "when" and _tells_time(sentence, match.start()):
            continue
        reached = _condition_end(sentence, match)
        yield Aside(Span(match.start(), reached), AsideKind.CONDITION)


def _tells_time(sentence: str, start: int) -> bool:
    """Whether "when" behind a duty, without a comma, says by when: "shall tell Buyer when it is done"."""
    before = sentence[max(0, start - _SAME_CLAUSE) : start]
    return _DUTY_BEFORE.search(before) is not None


def _condition_end(sentence: str, match: re.Match[str]) -> int:
    """Where a condition stops: before the main clause that follows it, else at the end of its sentence."""
    is_fronted = _is_fronted(sentence, match.start())
    is_inserted = _INSERTED.search(sentence[max(0, match.start() - 30) : match.start()]) is not None
    first_comma = None
    for stop in islice(_STOP.finditer(sentence, match.end()), _MOST_STOPS):
        if stop[0] != ",":
            is_list = stop[0] == ";" and not is_fronted and ":" in sentence[match.end() : stop.start()]
            return len(sentence) if is_list else stop.start()
        first_comma = first_comma or stop.start()
        if is_inserted or _goes_on(sentence, stop.end(), is_fronted=is_fronted):
            return stop.start()
    if is_fronted and first_comma:
        return first_comma
    main = _SUBJECT.search(sentence, match.end()) if is_fronted else None
    return main.start() if main else len(sentence)


def _is_fronted(sentence: str, start: int) -> bool:
    """Whether no main verb stands before it in its own sentence."""
    before = sentence[max(0, start - 400) : start]
    own = before[max(before.rfind(". "), before.rfind("; ")) + 1 :]
    return _MODAL.search(own) is None


def _goes_on(sentence: str, comma: int, *, is_fronted: bool) -> bool:
    """Whether the main act goes on behind a comma."""
    if not is_fronted:
        return _NEW_CLAUSE.match(sentence, comma) is not None
    if _SUBORDINATE.match(sentence, comma) or _BARE_TIME.match(sentence, comma):
        return False
    return bool(_MAIN_CLAUSE.match(sentence, comma) or _TIME.match(sentence, comma))


def _relative_clauses(sentence: str) -> Iterator[Aside]:
    """Clauses that describe a thing; one with "shall" states a duty and is none."""
    for match in _RELATIVE.finditer(sentence):
        yield Aside(Span(*match.span()), AsideKind.RELATIVE_CLAUSE)


def _brackets(sentence: str) -> Iterator[Aside]:
    opened: list[int] = []
    for match in _PARENTHESIS.finditer(sentence):
        if match[0] in "([":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            is_short = match.end() - start <= _LONGEST_BRACKET
            if is_short and not _LABEL.fullmatch(sentence, start, match.end()):
                yield Aside(Span(start, match.end()), AsideKind.BRACKET)


def _provisos(sentence: str) -> Iterator[Aside]:
    """What follows "provided that"; a proviso that is the whole sentence speaks for itself."""
    match = _PROVISO.search(sentence, 1)
    if match:
        yield Aside(Span(match.start(), len(sentence)), AsideKind.PROVISO)
