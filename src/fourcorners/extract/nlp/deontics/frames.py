"""The deontic frames of a parsed sentence: who, by which verb, with which force."""

import re
from itertools import zip_longest
from typing import Final, NamedTuple

from spacy.tokens import Doc, Span, Token

from fourcorners.domain.obligation import Modality
from fourcorners.extract.nlp.deontics.coordination import Act, find_further_acts
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
    r"which|that|what|how|why|who|whom|whose|than|extent|(?<!such )(?<!that )(?<!any )event|"
    r"whereby|to)\s+(?:the\s+|each\s+|any\s+)?$",
    re.IGNORECASE,
)
_SUPPOSED: Final = re.compile(
    r"\b(?:if|unless|whether|in\s+(?:the\s+event|case)(?:\s+that)?|(?:in|on|for|to|by|of|at|under|during)\s+which)\s+$",
    re.IGNORECASE,
)
"""What puts the clause behind it as a mere case, whatever the parse says."""
_SUPPOSED_WITHIN: Final = 40
_STATES: Final = re.compile(
    r"\b(?:agrees?|agreed|requires?|acknowledges?|understands?|understood|ensures?|provided|confirms?|covenants?|guarantees?|"
    r"certif(?:y|ies)|warrants?|undertakes?|recorded|except)\s*,?\s*(?:however\s*,?\s*)?(?:\w+\s+)?that\s+"
    r"(?:(?:if|where|upon|unless|in\s+the\s+event)\b[^;.]{1,200},\s+)?(?:(?:the|each|any)\s+)?$",
    re.IGNORECASE,
)

_UNREASONABLY: Final = re.compile(
    r"(?:shall|will|must|may)\s+not\s+(?:be\s+unreasonably|unreasonably\s+be)\s+(?:withheld|delayed|refused|conditioned)",
    re.IGNORECASE,
)
"""Binds who is asked for consent: "..., which consent shall not be unreasonably withheld"."""
_AS_WELL: Final = re.compile(r"[,)]\s+(?:and\s+)?which\s+(?:\w+\s+)?$", re.IGNORECASE)
"""Opens a clause that only looks like a relative one: "..., which request shall state the reasons"."""
_GUARANTEES: Final = re.compile(
    r"\b(?:(?:further|hereby|also)\s+)*(?:guarantees?|warrants?|certif(?:y|ies))\s+(?:to\s+\w+(?:\s+\w+)?\s+)?that\s+"
    r"(?:[^,;.]{1,80},\s+)?$",
    re.IGNORECASE,
)
_RELATIVE_WITHIN: Final = 60
_MODALS: Final = {"shall", "will", "must", "may", "can", "should"}
_HELD_BEHIND: Final = {"entitles", "held_by"}
"""Kinds of trigger behind which the one stands who is entitled or bound."""
_VERB_WITHIN: Final = 12
"""Words in which the verb follows its modal, whatever is put between."""


class Frame(NamedTuple):
    """One place in a sentence where words carry deontic force, whether or not it binds a party.

    A trigger ("shall", "is entitled to"), the verb that it governs, and who stands beside them. Frames in
    conditions and relative clauses are frames too; `is_norm` says which of them are norms.
    """

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
    text: str
    """The whole sentence as it was parsed."""
    is_coordinated: bool = False
    """Whether it shares force and subject with the frame before it: "shall deliver the Goods and *pay*".
    Its trigger is then the empty place where its own words begin."""


def is_subordinate(words: str, start: int) -> bool:
    """Whether the clause that begins with the subject at `start` hangs on another, by the words before it."""
    before = words[:start]
    return bool(_HANGS.search(before)) and not _STATES.search(before)


def is_withheld(frame: Frame) -> bool:
    """Whether a frame forbids to withhold a consent: it binds the one who is asked, not the one who asks."""
    return frame.trigger.kind == "withheld" or (
        frame.trigger.modality is Modality.PROHIBITION
        and _UNREASONABLY.match(frame.text, frame.trigger.start) is not None
    )


def guarantor_end(frame: Frame) -> int | None:
    """Where the words end that name who guarantees what it says: "*Seller* warrants that the Goods will"."""
    if frame.subject is None:
        return None
    guarantees = _GUARANTEES.search(frame.text, 0, frame.subject.start_char)
    return guarantees.start() if guarantees is not None else None


def names_holder_behind(frame: Frame) -> bool:
    """Whether the party bound or entitled is named behind the trigger: "shall be the responsibility of"."""
    return frame.trigger.kind in _HELD_BEHIND


def find_frames(doc: Doc) -> list[Frame]:
    """The frames of a parsed sentence, from left to right: one a trigger, one a further act under it."""
    text = doc.text
    leading = [frame for trigger in find_triggers(text) if (frame := _frame(doc, text, trigger)) is not None]
    taken = {frame.verb.i for frame in leading}
    frames: list[Frame] = []
    for frame, following in zip_longest(leading, leading[1:]):
        end = following.trigger.start if following is not None else len(text)
        frames.append(frame)
        frames += [
            _coordinated(frame, act)
            for act in find_further_acts(frame.verb, text, is_passive=frame.is_passive)
            if act.verb.i not in taken and act.start < end
        ]
    return frames


def _coordinated(frame: Frame, act: Act) -> Frame:
    modality = Modality.PROHIBITION if act.is_negated else frame.trigger.modality
    return frame._replace(
        trigger=Trigger(act.start, act.start, modality, frame.trigger.kind),
        verb=act.verb,
        agent=_agent(act.verb),
        is_coordinated=True,
    )


def _frame(doc: Doc, text: str, trigger: Trigger) -> Frame | None:
    words = doc.char_span(trigger.start, trigger.end, alignment_mode="expand")
    if words is None:
        return None
    predicate = _predicate(words)
    verb = predicate if trigger.kind == "non_renewal" else _verb(words, predicate)
    subject = _holder(words, trigger.kind) or _subject(predicate) or _noun_ahead(words)
    return Frame(
        trigger=trigger,
        verb=verb,
        subject=subject,
        agent=_agent(verb),
        is_passive=trigger.kind not in _HELD_BEHIND
        and any(child.dep_ == "auxpass" for child in verb.children),
        is_main=_is_told(text, trigger, subject)
        or (_is_main(predicate) and not _is_supposed(text, subject, trigger)),
        text=text,
    )


def _holder(words: Span, kind: str) -> Span | None:
    """Who is bound or entitled where it is not the subject: "is the responsibility of *Seller*"."""
    if kind == "non_renewal":
        return words[1:-1]
    if kind == "bare_to":
        end = next(token.i for token in words if token.lower_ in {"to", "not"})
        return words.doc[words.start : end]
    if kind not in _HELD_BEHIND or words.end >= len(words.doc):
        return None
    noun = next((token for token in words[-1].children if token.dep_ in {"pobj", "dobj", "dative"}), None)
    return _phrase(noun) if noun is not None else words.doc[words.end : words.end + 2]


def _is_told(text: str, trigger: Trigger, subject: Span | None) -> bool:
    """Whether a clause says what must be done though it hangs on another by its build."""
    if trigger.kind in {"withheld", "held_by"} or _UNREASONABLY.match(text, trigger.start):
        return True
    if _AS_WELL.search(text, max(0, trigger.start - _RELATIVE_WITHIN), trigger.start):
        return True
    return subject is not None and bool(_STATES.search(text, 0, subject.start_char))


def _is_supposed(text: str, subject: Span | None, trigger: Trigger) -> bool:
    """Whether the clause of a subject is a case that may arise: "in the event any unit shall be sold"."""
    if subject is None or "," in text[subject.end_char : trigger.start]:
        return False
    start = subject.start_char
    return _SUPPOSED.search(text, max(0, start - _SUPPOSED_WITHIN), start) is not None


def _predicate(words: Span) -> Token:
    """The word that the clause hangs on: the head of the modal, or the trigger's own head."""
    modal = next((token for token in words if token.dep_ in {"aux", "auxpass"} and token.tag_ == "MD"), None)
    return modal.head if modal is not None else words.root


def _verb(words: Span, predicate: Token) -> Token:
    """The verb that says what is to be done: "is entitled to *terminate*", "shall *pay*"."""
    if predicate.i >= words.end:
        return predicate if predicate.tag_.startswith("V") else _next_verb(words, predicate)
    if words[-1].lower_ == "for":
        return predicate
    for token in predicate.subtree:
        if (
            token.i >= words.end
            and (token.tag_ == "VB" or _is_told_of_use(token, predicate))
            and token.dep_ in {"xcomp", "acl", "advcl", "ccomp", "conj"}
        ):
            return token
    is_modal = predicate.lower_ in _MODALS
    is_interrupted = words.end < len(words.doc) and words.doc[words.end].is_punct
    return _next_verb(words, predicate) if is_modal or is_interrupted else predicate


def _is_told_of_use(token: Token, predicate: Token) -> bool:
    """Whether a participle is what a thing is to have done with it: "The forecast is to be *used* for"."""
    return (
        predicate.lower_ in {"is", "are"}
        and token.tag_ == "VBN"
        and any(child.dep_ == "auxpass" and child.lower_ == "be" for child in token.children)
    )


def _next_verb(words: Span, otherwise: Token) -> Token:
    """The bare verb behind a trigger whose head is none: "may, in its sole discretion, recall"."""
    doc = words.doc
    reach = min(len(doc), words.end + _VERB_WITHIN)
    return next((doc[i] for i in range(words.end, reach) if doc[i].tag_ in {"VB", "VBP"}), otherwise)


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


def _noun_ahead(words: Span) -> Span | None:
    """The noun right before a trigger, which is its subject where the parse finds none."""
    if words.start == 0 or not words.doc[words.start - 1].tag_.startswith("NN"):
        return None
    noun = words.doc[words.start - 1]
    return words.doc[max(noun.left_edge.i, noun.i - _VERB_WITHIN) : words.start]


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
