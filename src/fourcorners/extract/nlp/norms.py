"""Obligations, prohibitions and rights: who must, must not or may do what, by when, on what condition."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, zip_longest
from typing import Final, NamedTuple

from spacy.tokens import Doc

from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.deadline import Deadline, DeadlineKind
from fourcorners.domain.document import Document
from fourcorners.domain.evidence import Quote
from fourcorners.domain.obligation import BOTH, ObligationDraft
from fourcorners.domain.proof import Origin
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.deadlines import read_deadline
from fourcorners.extract.nlp.deontics.categories import categorise
from fourcorners.extract.nlp.deontics.conditions import find_condition
from fourcorners.extract.nlp.deontics.force import find_triggers
from fourcorners.extract.nlp.deontics.frames import Frame, find_frames, is_subordinate
from fourcorners.extract.nlp.deontics.obligors import Roles
from fourcorners.extract.nlp.deontics.operative import actor_name, is_norm
from fourcorners.extract.nlp.deontics.statements import Statement, read_statements
from fourcorners.extract.nlp.language import parse

_LONGEST: Final = 2500
"""Characters of a statement that are looked at; a longer one is a list or a table that was not cut."""
_BEYOND_TRIGGER: Final = 120
"""Characters behind the last trigger that are parsed: verb, agent and object stand there."""
_LISTS_DUTIES: Final = re.compile(
    r"\b(?:provide|pay|deliver|submit|supply|furnish|invoice|perform)\b"
    r"(?:(?!\b(?:including|with|for)\b)[^,;:.]){0,60}?(?:\b(?:the\s+following(?:\s+\w+){0,2}|as\s+follows))?\s*$",
    re.IGNORECASE,
)
"""How a stem ends whose items are duties of their own, though the verb stands in the stem."""
_PAYS: Final = re.compile(r"pay|reimburse|compensate|remit", re.IGNORECASE)
_PAYMENT: Final = re.compile(
    r"\b(?:payments?|invoices?|fees?|charges?|amounts?|price|sums?|royalt(?:y|ies))\b", re.IGNORECASE
)
_BRACKET_WITHIN: Final = 60
_COPULA: Final = re.compile(r"^(?:is|are)\b")
_COMPLEMENT: Final = re.compile(r"\bthat\s+(?:the\s+|each\s+|any\s+)?$", re.IGNORECASE)
"""What the next norm is the content of: "shall ensure that its staff shall comply"."""
_LEFT_OVER: Final = re.compile(r"(?:[\s.,;:–—-]|\b(?:and|or|but|nor)\s*$)*$")
"""What is left at the end of an act where the next one was cut off."""


class Norm(NamedTuple):
    """A frame that binds or entitles a party, in the statement that says it."""

    statement: Statement
    frame: Frame
    subject_start: int
    """Where in the statement's words the subject begins."""
    obligor: str | None
    """The party that the subject names."""
    agent: str | None
    """The party that "by ..." names."""

    @property
    def verb_end(self) -> int:
        """Where in the statement's words its verb ends."""
        return self.frame.verb.idx + len(self.frame.verb)

    @property
    def holder(self) -> str | None:
        """Who must act, as far as the sentence itself tells: a party, else a stranger by its own name."""
        if self.frame.is_passive:
            return self.agent
        return self.obligor or actor_name(self.frame)


class Act(NamedTuple):
    """The stretch of a statement that one of its norms takes."""

    opening: int
    """Where the subject of the statement's first norm begins: what stands before governs them all."""
    start: int
    end: int


def propose_norms(document: Document, tree: ClauseTree) -> list[ObligationDraft]:
    """A draft for every deontic statement of the operative text, in the order of the text."""
    roles = Roles(tree.parties)
    norms = find_norms(read_statements(document, tree), roles)
    return _Drafter(document, tree, roles, norms).drafts()


def find_norms(statements: Iterable[Statement], roles: Roles) -> list[Norm]:
    """The norms of some statements. A stem whose items carry norms has none of its own."""
    candidates = [(each, end) for each in statements if (end := _end_of_interest(each.words))]
    docs = parse(statement.words[:end] for statement, end in candidates)
    norms: list[Norm] = []
    earlier = ""
    for (statement, _), doc in zip(candidates, docs, strict=True):
        norms += _norms_of(statement, doc, roles, earlier)
        earlier = statement.words
    carried = {norm.statement.sentence.stem for norm in norms}
    return [norm for norm in norms if norm.statement.position not in carried]


def _end_of_interest(words: str) -> int:
    """How much of a statement is worth parsing: nothing where no words carry force."""
    triggers = find_triggers(words[:_LONGEST])
    return triggers[-1].end + _BEYOND_TRIGGER if triggers else 0


def _norms_of(statement: Statement, doc: Doc, roles: Roles, earlier: str) -> list[Norm]:
    norms = (
        _norm(statement, frame, roles, earlier) for frame in find_frames(doc) if _belongs(statement, frame)
    )
    return [norm for norm in norms if is_norm(norm.frame, norm.obligor, norm.agent)]


def _norm(statement: Statement, frame: Frame, roles: Roles, earlier: str) -> Norm:
    """A frame with its parties. A name right before the trigger is the subject, whatever the parse says."""
    before = f"{earlier} {statement.words[: frame.trigger.start]}"
    agent = roles.resolve(frame.agent.text, before) if frame.agent is not None else None
    named = roles.ahead_of(statement.words, frame.trigger.start)
    if named is not None:
        is_main = not is_subordinate(statement.words, named[1])
        return Norm(statement, frame._replace(is_main=is_main), named[1], named[0], agent)
    if frame.subject is None:
        return Norm(statement, frame, frame.trigger.start, None, agent)
    obligor = roles.resolve(frame.subject.text, before)
    return Norm(statement, frame, frame.subject.start_char, obligor, agent)


def _belongs(statement: Statement, frame: Frame) -> bool:
    """Whether a frame is the sentence's own: its verb stands in it, or it is an object of the stem's verb."""
    return frame.verb.idx >= statement.own or bool(_LISTS_DUTIES.search(statement.words, 0, statement.own))


class _Drafter:
    """Turns norms into drafts; knows the norms around each one, for what a sentence leaves unsaid."""

    def __init__(self, document: Document, tree: ClauseTree, roles: Roles, norms: list[Norm]) -> None:
        self._document = document
        self._tree = tree
        self._roles = roles
        self._norms = norms
        self._usual = _most_common(norm.holder for norm in norms)
        self._payer = _most_common(norm.holder for norm in norms if _PAYS.match(norm.frame.verb.text))

    def drafts(self) -> list[ObligationDraft]:
        """One draft a norm."""
        drafts: list[ObligationDraft] = []
        last: tuple[int, str | None] = (-1, None)
        for _, group in groupby(self._norms, key=lambda norm: norm.statement.position):
            norms = list(group)
            for norm, act in zip(norms, _acts(norms), strict=True):
                clause = norm.statement.sentence.clause
                obligor = norm.holder or self._unsaid(norm, last[1] if last[0] == clause else None)
                drafts.append(self._draft(norm, obligor, act))
                last = (clause, obligor)
        return drafts

    def _unsaid(self, norm: Norm, before: str | None) -> str | None:
        """Whose norm it is when no one is named: who pays, for a payment; else who was spoken of before."""
        subject = norm.frame.subject.text if norm.frame.subject is not None else ""
        if _PAYMENT.search(subject) or norm.frame.trigger.kind == "payable":
            return self._payer or before or self._usual
        return before or self._usual

    def _draft(self, norm: Norm, obligor: str | None, act: Act) -> ObligationDraft:
        heading = self._tree.heading_path(norm.statement.sentence.clause, self._document.text)
        action = _action(norm, act)
        condition = find_condition(norm.statement.words[: act.end], act.opening, norm.verb_end)
        deadline, deadline_place = _deadline(norm.statement, act)
        return ObligationDraft(
            modality=norm.frame.trigger.modality,
            obligor=obligor,
            obligee=self._obligee(obligor, action),
            action=action,
            deadline=deadline,
            condition=condition.of(norm.statement.words) if condition else None,
            category=categorise(action, heading),
            confidence=_confidence(norm),
            origin=Origin.NLP,
            quotes=tuple(self._quotes(norm.statement, {"deadline": deadline_place, "condition": condition})),
        )

    def _quotes(self, statement: Statement, parts: Mapping[str, Span | None]) -> Iterator[Quote]:
        """The sentence, the stem that it goes on from, and the words of those parts that stand in it."""
        text = self._document.text
        yield Quote.at(statement.span, text)
        if statement.sentence.stem is not None:
            yield Quote.at(self._tree.sentences[statement.sentence.stem].span, text, part="stem")
        for part, place in parts.items():
            span = statement.quote(place) if place is not None else None
            if span is not None:
                yield Quote.at(span, text, part=part)

    def _obligee(self, obligor: str | None, action: str) -> str | None:
        if obligor in (None, BOTH):
            return None
        named = [role for role in self._roles.mentions(action) if role != obligor]
        return self._roles.other(obligor) or (named[0] if named else None)


def _most_common(roles: Iterable[str | None]) -> str | None:
    counted = Counter(role for role in roles if role is not None and role != BOTH)
    return counted.most_common(1)[0][0] if counted else None


def _acts(norms: list[Norm]) -> Iterator[Act]:
    """The stretch of each norm of one sentence: it ends where the next one begins."""
    for norm, following in zip_longest(norms, norms[1:]):
        end = len(norm.statement.words)
        if following is not None:
            has_own_subject = following.subject_start >= norm.frame.trigger.end
            end = following.subject_start if has_own_subject else following.frame.trigger.start
            if _COMPLEMENT.search(norm.statement.words, norm.frame.trigger.end, end):
                end = len(norm.statement.words)
        yield Act(norms[0].subject_start, norm.frame.trigger.start, end)


def _action(norm: Norm, act: Act) -> str:
    """The verb phrase, without the condition behind it and without the next act."""
    verb, doc = norm.frame.verb, norm.frame.verb.doc
    start = min(
        [verb, *(child for child in verb.children if child.dep_ == "auxpass")], key=lambda token: token.i
    ).idx
    last = doc[verb.right_edge.i]
    end = act.end if last.i == len(doc) - 1 else min(act.end, last.idx + len(last))
    condition = find_condition(norm.statement.words[:end], start, norm.verb_end)
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


def _deadline(statement: Statement, act: Act) -> tuple[Deadline, Span | None]:
    """The time limit of the act, and its place; else the one that the stem carries."""
    own = Span(max(0, act.start - statement.own), act.end - statement.own)
    deadline, place = read_deadline(statement.own_words, act=own)
    if deadline.kind is not DeadlineKind.NONE or not statement.stem:
        return deadline, Span(place[0] + statement.own, place[1] + statement.own) if place else None
    return read_deadline(statement.stem)[0], None


def _confidence(norm: Norm) -> float:
    """The share of norms of that build that are right on the gold set, rounded down to 0.05."""
    is_object_of_stem = norm.frame.verb.idx < norm.statement.own
    if is_object_of_stem:
        return 0.6
    if norm.obligor is not None or norm.agent is not None:
        return 0.9
    return 0.8 if norm.holder is None else 0.65
