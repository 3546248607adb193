"""What a norm is known by, as names of features; names of parties are masked."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from spacy.tokens import Token

from fourcorners.domain.obligation import BOTH
from fourcorners.extract.nlp.deontics.norm import Norm
from fourcorners.extract.nlp.deontics.obligors import Roles
from fourcorners.extract.nlp.deontics.operative import actor_name

_PARTY: Final = " @party "
"""Stands for the name of a party: what is learned must not hang on who concluded the contract."""
_WORD: Final = re.compile(r"@party|[a-z]+|\d|[^\w\s]")
_FIGURES: Final = re.compile(r"\d+")
_LEFT: Final = 3
_RIGHT: Final = 5
_REACH: Final = 80
"""Characters beside a trigger in which those words stand."""
_CLAUSE: Final = 240
"""Characters before a subject in which the word stands that opens its clause."""
_STEM_LETTERS: Final = 6
"""What of a word stands for all of its forms."""
_OPENING: Final = 3
_HEADINGS: Final = 2
"""Innermost headings that are read."""
_HEADING: Final = 120
"""Characters of a heading that are read."""
_OBJECTS: Final = {"dobj", "attr", "acomp", "oprd", "pobj", "dative"}
_ADDED: Final = {"prep", "advmod", "neg", "xcomp", "ccomp", "mark", "prt"}
_ARTICLES: Final = {"DT", "EX", "PRP", "IN", "WDT"}
_OPENERS: Final = re.compile(
    r"\b(?:if|unless|where|when|provided|except|until|upon|in the event|to the extent|which|that|because)\b"
)


def features_of(norm: Norm, heading: str, roles: Roles) -> list[str]:
    """What tells a norm that was found rightly from others, each once. `heading` is the path above it."""
    frame, holder = norm.frame, _subject_class(norm)
    verb, force = frame.verb.lower_, frame.trigger.modality.value
    kind = f"{frame.trigger.kind} {force}"
    facts = [
        f"kind {kind}",
        f"holder {holder}",
        f"kind {kind} {holder}",
        f"main {frame.is_main} {kind}",
        f"verb {verb}",
        f"verb {verb} {force}",
        f"verb {verb} {holder}",
        f"voice {frame.is_passive} {_agent_class(norm)}",
        f"voice {frame.is_passive} {holder}",
        f"verb tag {frame.verb.tag_} {frame.verb.dep_}",
    ]
    names = [
        *facts,
        *_subject(norm),
        *_complements(frame.verb),
        *_window(norm, roles),
        *_place(norm, heading),
    ]
    return list(dict.fromkeys(names))


def _subject_class(norm: Norm) -> str:
    """What the subject is: a party, both, a stranger who acts, a thing or nothing."""
    if norm.obligor is not None:
        return BOTH if norm.obligor == BOTH else "party"
    if norm.frame.subject is None:
        return "nobody"
    return "stranger" if actor_name(norm.frame) is not None else "thing"


def _agent_class(norm: Norm) -> str:
    if norm.frame.agent is None:
        return "none"
    return "party" if norm.agent is not None else "stranger"


def _subject(norm: Norm) -> Iterator[str]:
    subject = norm.frame.subject
    if subject is None:
        return
    yield f"subject tag {subject.root.tag_}"
    yield f"subject opens {subject[0].lower_ if subject[0].tag_ in _ARTICLES else 'bare'}"
    if norm.obligor is None:
        yield f"subject {subject.root.lower_}"
        yield f"subject {_stem(subject.root.lower_)} {norm.frame.verb.lower_}"


def _complements(verb: Token) -> Iterator[str]:
    for child in verb.children:
        if child.dep_ in _OBJECTS and child.i > verb.i:
            yield f"object {_stem(child.lower_)}"
            yield f"object {verb.lower_} {_stem(child.lower_)}"
        elif child.dep_ in _ADDED:
            yield f"added {child.dep_} {child.lower_}"


def _window(norm: Norm, roles: Roles) -> Iterator[str]:
    """The words beside the trigger by their places, and what opens the clause."""
    words, trigger = norm.statement.words, norm.frame.trigger
    before = _words(roles.masked(words[max(0, trigger.start - _REACH) : trigger.start], _PARTY))[-_LEFT:]
    behind = _words(roles.masked(words[trigger.end : trigger.end + _REACH], _PARTY))[:_RIGHT]
    yield f"trigger {' '.join(_words(words[trigger.start : trigger.end][:_REACH]))}"
    for place, word in enumerate(reversed(before), start=1):
        yield f"before {place} {word}"
        yield f"before {word}"
    for place, word in enumerate(behind, start=1):
        yield f"behind {place} {word}"
        yield f"behind {_stem(word)}"
    for one, other in pairwise(behind[:-1]):
        yield f"pair {_stem(one)} {_stem(other)}"
    openers = _OPENERS.findall(words[max(norm.subject_start - _CLAUSE, 0) : norm.subject_start].lower())
    yield f"opener {openers[-1] if openers else 'none'}"


def _place(norm: Norm, heading: str) -> Iterator[str]:
    statement = norm.statement
    yield f"sentence {statement.sentence.kind.value} {statement.own > 0}"
    yield f"in stem {norm.frame.verb.idx < statement.own}"
    yield f"length {(len(statement.words) - statement.own).bit_length()}"
    yield f"depth {norm.frame.trigger.start.bit_length()}"
    opening = statement.words[statement.own : statement.own + _REACH]
    for word in _words(opening)[:_OPENING]:
        yield f"opens {word}"
    for line in _innermost(heading):
        for word in _words(line):
            yield f"heading {_stem(word)}"


def _innermost(heading: str) -> list[str]:
    """The innermost headings of a path, the nearest first."""
    return [line[:_HEADING] for line in reversed(heading.rsplit(" > ", _HEADINGS)[-_HEADINGS:])]


def _words(text: str) -> list[str]:
    return _WORD.findall(_FIGURES.sub("0", text.lower()))


def _stem(word: str) -> str:
    return word[:_STEM_LETTERS]
