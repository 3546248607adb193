"""Further acts under one force: "shall deliver the Goods and pay the duties"."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from spacy.tokens import Doc, Token

_OBJECTS: Final = {"dobj", "dative", "prep", "xcomp", "ccomp", "acomp", "attr", "oprd", "agent"}
"""What a verb takes; one with nothing of its own shares the act of the next: "review and approve it"."""
_ALTERNATIVES: Final = {"or", "nor", "but", "and/or"}
_AT_OPTION: Final = re.compile(
    r"\bat\s+(?:its|their|his|the\s+\w+['’]s)\s+(?:sole\s+)?(?:option|election)\b", re.IGNORECASE
)
"""Makes an alternative a right of its own: "may terminate, or at its option suspend"."""
_LED: Final = {"advmod", "neg", "aux", "npadvmod"}
"""What stands before a verb and belongs to it."""
_FINITE: Final = {"nsubj", "nsubjpass", "expl", "mark"}
_MARK: Final = r"\(?(?:[a-z]|[ivx]{1,4}|\d{1,2})\)"
_FIRST_ITEM: Final = re.compile(r"\(?(?:a|i|1)\)\s*(?:[\w-]+\s+){0,2}$", re.IGNORECASE)
_NEXT_ITEM: Final = re.compile(
    rf"(?:[,;]\s*(?:(?:and|or|and/or)\s+)?|\s(?:and|or|and/or)\s+){_MARK}\s*(?=[A-Za-z])", re.IGNORECASE
)
_OPENS_ITEM: Final = 3
"""Words at the head of an item among which its verb stands: "to promptly pay"."""
_NOT_ACTS: Final = {"provided", "limited", "based", "related", "using"}
_PRONOUNS: Final = {"it", "them", "same", "so"}
_LONGEST_CHAIN: Final = 12


class Act(NamedTuple):
    """A verb that shares the force and the subject of another."""

    start: int
    """Where its words begin: at its adverb, "not" or "to"."""
    verb: Token
    is_negated: bool
    """Whether it has a "not" of its own."""


def find_further_acts(verb: Token, text: str, *, is_passive: bool) -> list[Act]:
    """The acts coordinated with that of `verb`, from left to right; empty where there is but one.

    `text` is the whole sentence that the verb stands in.

    A verb counts where both it and the one before it have an object of their own: otherwise they are
    one act told by two verbs ("prepare and submit a report"). So are alternatives ("repair or replace"),
    save where they are listed under letters or numbers.
    """
    found = {act.verb.i: act for act in _listed(verb, text)}
    for act in _joined(verb, text, is_passive=is_passive):
        found.setdefault(act.verb.i, act)
    return [found[index] for index in sorted(found)]


def _joined(verb: Token, text: str, *, is_passive: bool) -> Iterator[Act]:
    # Behind the last "and" stands no verb, but what the tagger takes for one: "plans, check services".
    chain = list(_chain(verb))
    joined = [index for index, pair in enumerate(chain) if any(_joints(*pair))]
    for before, following in chain[: joined[-1] + 1 if joined else 0]:
        if _is_alternative(before, following, text):
            return
        if (
            _is_bare_verb(following, is_passive=is_passive)
            and _has_object(before, following.i)
            and _has_object(following)
        ):
            yield _act(following)


def _chain(verb: Token) -> Iterator[tuple[Token, Token]]:
    """Each verb with the next that is joined to it."""
    before = verb
    for _ in range(_LONGEST_CHAIN):
        following = next(
            (child for child in before.children if child.dep_ == "conj" and child.i > before.i), None
        )
        if following is None:
            return
        yield before, following
        before = following


def _joints(before: Token, following: Token) -> Iterator[str]:
    """The words that join two verbs: "and", "or"."""
    for token in (before, following):
        yield from (child.lower_ for child in token.children if child.dep_ == "cc")


def _is_alternative(before: Token, following: Token, text: str) -> bool:
    between = text[before.idx : following.idx]
    is_either = any(joint in _ALTERNATIVES for joint in _joints(before, following))
    return is_either and _AT_OPTION.search(between) is None


def _is_bare_verb(token: Token, *, is_passive: bool) -> bool:
    if token.lower_ in _NOT_ACTS or any(
        child.dep_ in _FINITE or child.tag_ == "MD" for child in token.children
    ):
        return False
    return token.tag_ in ({"VBN", "VBD"} if is_passive else {"VB", "VBP"})


def _has_object(verb: Token, before: int | None = None) -> bool:
    """Whether a verb has something of its own behind it; a bare pronoun takes up an earlier object."""
    behind = [child for child in verb.children if child.i > verb.i]
    if before is not None:
        return any(
            child.i < before and child.dep_ in _OBJECTS | {"advcl", "npadvmod", "prt"} for child in behind
        )
    return any(child.dep_ in _OBJECTS and child.lower_ not in _PRONOUNS for child in behind)


def _listed(verb: Token, text: str) -> Iterator[Act]:
    """The verbs that open the items of an inline list whose first item `verb` opens."""
    doc: Doc = verb.doc
    if not _FIRST_ITEM.search(text, max(0, verb.idx - 40), verb.idx):
        return
    for marker in _NEXT_ITEM.finditer(text, verb.idx):
        opening = doc.char_span(marker.end(), marker.end() + 1, alignment_mode="expand")
        if opening is None:
            continue
        reach = doc[opening.start : opening.start + _OPENS_ITEM]
        bare = next(
            (token for token in reach if token.tag_ in {"VB", "VBP"} or _takes_an_object(token)), None
        )
        if bare is not None and all(token.tag_ in {"TO", "RB"} for token in doc[opening.start : bare.i]):
            yield Act(marker.end(), bare, is_negated=any(token.lower_ == "not" for token in reach[:2]))


def _takes_an_object(token: Token) -> bool:
    """Whether a word that was tagged as a noun is a verb, by the determiner behind it: "oil the hinges"."""
    following = token.nbor() if token.i + 1 < len(token.doc) else token
    return token.tag_ == "NN" and following.tag_ in {"DT", "PRP$", "PDT"}


def _act(verb: Token) -> Act:
    leading = [child for child in verb.children if child.i < verb.i and child.dep_ in _LED]
    start = min([*leading, verb], key=lambda token: token.i).idx
    return Act(start, verb, is_negated=any(child.dep_ == "neg" for child in leading))
