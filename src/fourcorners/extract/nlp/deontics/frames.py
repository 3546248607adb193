"""The deontic frames of a parsed sentence: who, by which verb, with which force."""

import re
from typing import Final, NamedTuple

from spacy.tokens import Doc, Span, Token

from fourcorners.extract.nlp.deontics.force import Trigger, find_triggers

_SUBJECTS: Final = {"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"}
_SUBORDINATE: Final = {"relcl", "acl", "advcl", "pcomp", "csubj", "csubjpass"}
_CONDITIONAL: Final = frozenset(
    "if unless where when whenever until till before after once while because since as although "
    "though whether to whereby".split()
)
_REPORTING: Final = frozenset(
    "agree agrees agreed acknowledge acknowledges understand understands understood ensure ensures "
    "ensuring provided confirm confirms covenant covenants guarantee guarantees certifies certify "
    "undertake undertakes promise promises warrant warrants require requires stipulate stipulated "
    "case means".split()
)
"""Verbs whose "that" clause states a norm of its own."""
_HANGS: Final = re.compile(
    r"\b(?:if|unless|where|when|whenever|until|till|before|after|once|while|since|because|as|although|though|whether|"
    r"which|that|what|how|why|who|whom|whose|than|extent|event|whereby|to)\s+(?:the\s+|each\s+|any\s+)?$",
    re.IGNORECASE,
)
_STATES: Final = re.compile(
    r"\b(?:agrees?|agreed|requires?|acknowledges?|understands?|understood|ensures?|provided|confirms?|covenants?|guarantees?|"
    r"certif(?:y|ies)|undertakes?|except)\s*,?\s*(?:however\s*,?\s*)?(?:\w+\s+)?that\s+(?:the\s+|each\s+|any\s+)?$",
    re.IGNORECASE,
)

_VERB_WITHIN: Final = 12
"""Words in which the verb follows its modal, whatever is put between."""


class Frame(NamedTuple):
    """One deontic statement in a sentence."""

    trigger: Trigger
    verb: Token
    """The verb of what must, must not or may be done; the predicate's head where there is no verb."""
    subject: Span | None
    """Its grammatical subject; None where the sentence names none."""
    agent: Span | None
    """Who acts in a passive: "by the Supplier"."""
    is_passive: bool
    is_main: bool
    """False where it stands inside a condition, a relative clause or the like."""


def is_subordinate(words: str, start: int) -> bool:
    """Whether the clause that begins with the subject at `start` hangs on another, by the words before it."""
    before = words[:start]
    return bool(_HANGS.search(before)) and not _STATES.search(before)


def find_frames(doc: Doc) -> list[Frame]:
    """The frames of a parsed sentence, one a trigger, from left to right."""
    return [frame for trigger in find_triggers(doc.text) if (frame := _frame(doc, trigger)) is not None]


def _frame(doc: Doc, trigger: Trigger) -> Frame | None:
    words = doc.char_span(trigger.start, trigger.end, alignment_mode="expand")
    if words is None:
        return None
    predicate = _predicate(words)
    verb = predicate if trigger.kind == "non_renewal" else _verb(words, predicate)
    return Frame(
        trigger=trigger,
        verb=verb,
        subject=_subject(predicate),
        agent=_agent(verb),
        is_passive=any(child.dep_ == "auxpass" for child in verb.children),
        is_main=_is_main(predicate),
    )


def _predicate(words: Span) -> Token:
    """The word that the clause hangs on: the head of the modal, or the trigger's own head."""
    modal = next((token for token in words if token.dep_ in {"aux", "auxpass"} and token.tag_ == "MD"), None)
    return modal.head if modal is not None else words.root


def _verb(words: Span, predicate: Token) -> Token:
    """The verb that says what is to be done: "is entitled to *terminate*", "shall *pay*"."""
    if predicate.i >= words.end:
        return predicate if predicate.tag_.startswith("V") else _next_verb(words, predicate)
    for token in predicate.subtree:
        if (
            token.i >= words.end
            and token.tag_ == "VB"
            and token.dep_ in {"xcomp", "acl", "advcl", "ccomp", "conj"}
        ):
            return token
    return predicate


def _next_verb(words: Span, otherwise: Token) -> Token:
    """The bare verb behind a trigger whose head is none: "may, in its sole discretion, recall"."""
    doc = words.doc
    reach = min(len(doc), words.end + _VERB_WITHIN)
    return next((doc[i] for i in range(words.end, reach) if doc[i].tag_ == "VB"), otherwise)


def _subject(predicate: Token) -> Span | None:
    """The subject of a predicate, or of the one that it is coordinated with."""
    token = predicate
    while True:
        for child in token.children:
            if child.dep_ in _SUBJECTS:
                return _phrase(child)
        if token.dep_ not in {"conj", "xcomp", "ccomp", "parataxis"} or token.head == token:
            return None
        token = token.head


def _agent(verb: Token) -> Span | None:
    for child in verb.children:
        if child.dep_ == "agent" and child.lower_ == "by":
            return next((_phrase(noun) for noun in child.children if noun.dep_ == "pobj"), None)
    return None


def _phrase(head: Token) -> Span:
    """The noun phrase of a head, without the clauses that hang on it."""
    left = head.left_edge.i
    right = max(
        (
            child.right_edge.i
            for child in head.children
            if child.i > head.i and child.dep_ not in {"relcl", "acl", "appos", "punct", "advcl"}
        ),
        default=head.i,
    )
    return head.doc[left : max(right, head.i) + 1]


def _is_main(predicate: Token) -> bool:
    """Whether a predicate stands in a main clause, or in what a party agrees to or is told to ensure."""
    token = predicate
    while token.head != token:
        if token.dep_ in _SUBORDINATE and not _states_a_norm(token):
            return False
        if token.dep_ == "ccomp" and _mark(token) is not None and token.head.lower_ not in _REPORTING:
            return False
        token = token.head
    return True


def _states_a_norm(token: Token) -> bool:
    """A "provided that" clause is a norm behind another; so is what hangs loosely on a semicolon."""
    mark = _mark(token)
    if token.dep_ == "relcl" or (mark is not None and mark.lower_ in _CONDITIONAL):
        return False
    return token.dep_ == "advcl" and (mark is None or token.head.lower_ in _REPORTING)


def _mark(token: Token) -> Token | None:
    return next(
        (child for child in token.children if child.dep_ in {"mark", "advmod"} and _opens(child)), None
    )


def _opens(child: Token) -> bool:
    return child.dep_ == "mark" or (child.tag_ == "WRB" and child.i < child.head.i)
