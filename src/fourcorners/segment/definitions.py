"""Defined terms, and the sentences that give them meaning."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from fourcorners.domain.clause import DefinedTerm
from fourcorners.domain.span import Span

_TERM: Final = r"[\"“”]([^\"“”\n]{1,80})[\"“”]"
_MEANS: Final = re.compile(
    rf"{_TERM}(?:,? (?:and|or) {_TERM})?,?\s{{1,9}}(?:[^.;:\"“”]{{0,90}}?\s)?"
    r"(?:shall mean|will mean|means?|shall have the (?:respective )?meanings?|has the meaning"
    r"|have the meaning|having the meaning"
    r"|is defined|are defined|refers? to|shall refer|shall be defined|is hereby defined|shall include)\b"
)
_ROW: Final = re.compile(rf"\W{{0,3}}{_TERM}\W{{0,3}}(?:\t|\s*\|)")
_BRACKET: Final = re.compile(r"\((?:[^()\"“”]{0,160}[\"“][^\"“”\n]{1,80}[\"”]){1,4}[^()\"“”]{0,80}\)")
_SINGLE: Final = re.compile(
    r"\((?:the |each,? an? |hereinafter |collectively,? )*[‘']([^‘’'()\n]{2,60})[’']\)"
    r"|(?:^|[.;] )[‘']([A-Z][^‘’'\n]{1,60})[’'] (?:means|shall mean)"
)
_QUOTED: Final = re.compile(r"[\"“]([^\"“”\n]{1,80})[\"”]")
_CALLED: Final = re.compile(rf"(?:hereinafter|hereafter|herein)\s(?:[a-z]+\s){{0,4}}(?:the\s)?{_TERM}")


def find_definitions(text: str, sentences: Iterable[Span]) -> tuple[DefinedTerm, ...]:
    """Each term that a sentence defines, with that sentence, in text order.

    `text` is the text with furniture blanked. A term defined twice stands twice.
    """
    return tuple(
        DefinedTerm(term=term, definition=sentence)
        for sentence in sentences
        for term in _terms(sentence.of(text))
    )


def _terms(sentence: str) -> list[str]:
    found: dict[str, None] = {}
    for term in _candidates(sentence):
        words = " ".join(term.split()).strip(" ,.;")
        if words and any(map(str.isalpha, words)):
            found.setdefault(words)
    return list(found)


def _candidates(sentence: str) -> Iterator[str]:
    if '"' in sentence or "“" in sentence:
        for match in (*_MEANS.finditer(sentence), *_ROW.finditer(sentence), *_CALLED.finditer(sentence)):
            yield from filter(None, match.groups())
        for bracket in _BRACKET.finditer(sentence):
            yield from _QUOTED.findall(bracket[0])
    if "‘" in sentence or "'" in sentence:
        for match in _SINGLE.finditer(sentence):
            yield from filter(None, match.groups())
