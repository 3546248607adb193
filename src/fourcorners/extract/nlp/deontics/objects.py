"""What a norm is done to: the noun phrase of the verb's object."""

import re
from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from fourcorners.domain.span import Span
from fourcorners.extract.nlp.deontics.frames import Frame

_OBJECTS: Final = {"dobj", "obj"}
_OF_THE_ACT: Final = frozenset(
    "within by during before after upon until at on no not prior throughout promptly immediately".split()
)
"""Prepositions of time and manner: what they open says how and when it is done, not to what."""
_GOVERNED: Final = frozenset("with to for on of against in from".split())
"""Prepositions by which a verb takes its object: "comply with all laws"."""
_RECEIVES: Final = {
    "with": frozenset("provide furnish supply present serve equip".split()),
    "of": frozenset("notify inform advise".split()),
}
"""Verbs whose grammatical object gets the thing: "provide *Buyer* with samples"."""
_MANNER: Final = frozenset(
    "accordance compliance conformity writing respect manner order event case addition advance time basis "
    "behalf connection period periods care skill diligence regard purpose purposes days months years".split()
)
"""Nouns that tell how or when."""
_CLAUSES: Final = {"relcl", "acl", "advcl", "appos", "mark"}
_ENDS: Final = frozenset("which that who unless if provided when where".split())
_SPAN_OF_TIME: Final = re.compile(
    r"for\s+(?:up\s+to\s+)?(?:an?\s+(?:further\s+)?period|the\s+(?:duration|term|period)|at\s+least|\d|one|two|three|four|"
    r"five|six|seven|ten|twelve)\b",
    re.IGNORECASE,
)
_LOOSE: Final = frozenset("RB RBR RBS IN TO DT PDT CC WRB WDT WP PRP$ MD POS".split())
"""Tags of words at which no noun phrase ends."""
_REST_OF_WORD: Final = re.compile(r"(?:[-/]\w+)*%?\)?")


def find_object(frame: Frame) -> Span | None:
    """Where the object stands in the words that were parsed: a passive's subject, else what the verb governs.

    None where the verb has no object.
    """
    if frame.is_passive:
        subject = frame.subject
        if subject is None:
            return None
        return _phrase(subject.root, subject[0].idx, min(subject.root.right_edge.i, subject.end - 1))
    noun = next(_things(frame.verb), None)
    return _phrase(noun, noun.left_edge.idx, noun.right_edge.i) if noun is not None else None


def _things(verb: Token) -> Iterator[Token]:
    """The nouns that may be the object, the likeliest first."""
    behind = [child for child in verb.children if child.i > verb.i]
    objects = [child for child in behind if child.dep_ in _OBJECTS and child.lower_ not in _MANNER]
    for receiver in objects:
        for preposition in (*receiver.children, *behind):
            if verb.lower_ in _RECEIVES.get(preposition.lower_, ()) and receiver.tag_ in {"PRP", "NNP"}:
                yield from _governed(preposition)
    yield from objects
    for preposition in behind:
        if preposition.dep_ == "prep" and preposition.lower_ in _GOVERNED:
            # Whom a thing goes to is not the thing: "pay to Seller".
            goes_to = {"PRP", "NNP"} if preposition.lower_ == "to" else set()
            yield from (noun for noun in _governed(preposition) if noun.tag_ not in goes_to)


def _governed(preposition: Token) -> Iterator[Token]:
    return (noun for noun in preposition.children if noun.dep_ == "pobj" and noun.lower_ not in _MANNER)


def _phrase(noun: Token, start: int, last: int) -> Span:
    """From `start` to where the noun's phrase goes over into a clause or into the act's circumstances."""
    doc = noun.doc
    end = noun.idx + len(noun)
    for token in doc[noun.i + 1 : last + 1]:
        if _stops(token):
            break
        if not token.is_punct and token.tag_ not in _LOOSE:
            end = token.idx + len(token)
    rest = _REST_OF_WORD.match(doc.text, end)
    closes = doc.text[start : rest.end()] if rest else ""
    if rest and closes.count("(") >= closes.count(")"):
        end = rest.end()
    return Span(start, end)


def _stops(token: Token) -> bool:
    """Whether a word opens what is no longer of the phrase."""
    if token.text == "(":
        # A bracket inside a word ("Unit(s)") or around a figure ("three (3)") goes on.
        is_open = token.i > 0 and bool(token.nbor(-1).whitespace_)
        return is_open and not (token.i + 1 < len(token.doc) and token.nbor().is_digit)
    return (
        token.dep_ in _CLAUSES
        or token.lower_ in _ENDS
        or token.lower_ in _OF_THE_ACT
        or token.text in {";", ":"}
        or (token.lower_ == "for" and _SPAN_OF_TIME.match(token.doc.text, token.idx) is not None)
    )
