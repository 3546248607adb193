"""Obligations, prohibitions and rights: who must, must not or may do what, by when, on what condition."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple

from spacy.tokens import Doc, Token

from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.deadline import Deadline, DeadlineKind
from fourcorners.domain.document import Document
from fourcorners.domain.evidence import Quote
from fourcorners.domain.obligation import BOTH, ObligationDraft
from fourcorners.domain.proof import Origin
from fourcorners.extract.nlp.categories import categorise
from fourcorners.extract.nlp.conditions import find_condition
from fourcorners.extract.nlp.deadlines import read_deadline
from fourcorners.extract.nlp.force import find_triggers
from fourcorners.extract.nlp.frames import Frame, find_frames, is_subordinate
from fourcorners.extract.nlp.language import parse
from fourcorners.extract.nlp.obligors import Roles
from fourcorners.extract.nlp.operative import actor_name, is_norm
from fourcorners.extract.nlp.statements import Statement, read_statements

_LONGEST: Final = 2500
"""Characters of a statement that are parsed; a longer one is a list or a table that was not cut."""
_LISTS_DUTIES: Final = re.compile(
    r"(?:\b(?:the\s+following(?:\s+\w+){0,2}|as\s+follows|as\s+set\s+(?:out|forth)\s+below|for)|"
    r"\b(?:provide|pay|include|deliver|submit|supply|furnish|invoice|perform)(?:\s+\w+){0,2})\s*$",
    re.IGNORECASE,
)
"""How a stem ends whose items are duties of their own, though the verb stands in the stem."""
_PAYS: Final = re.compile(r"pay|reimburse|compensate|remit", re.IGNORECASE)
_PAYMENT: Final = re.compile(
    r"\b(?:payments?|invoices?|fees?|charges?|amounts?|price|sums?|royalt(?:y|ies))\b", re.IGNORECASE
)
_TRAILING: Final = " \t.,;:-–—"


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
    def holder(self) -> str | None:
        """Who must act, as far as the sentence itself tells: a party, else a stranger by its own name."""
        if self.frame.is_passive:
            return self.agent
        return self.obligor or actor_name(self.frame)


def propose_norms(document: Document, tree: ClauseTree) -> list[ObligationDraft]:
    """A draft for every deontic statement of the operative text, in the order of the text."""
    roles = Roles(tree.parties)
    norms = find_norms(read_statements(document, tree), roles)
    return _Drafter(document, tree, roles, norms).drafts()


def find_norms(statements: Iterable[Statement], roles: Roles) -> list[Norm]:
    """The norms of some statements. A stem whose items carry norms has none of its own."""
    candidates = [each for each in statements if find_triggers(each.words)]
    docs = parse(candidate.words[:_LONGEST] for candidate in candidates)
    norms: list[Norm] = []
    earlier = ""
    for statement, doc in zip(candidates, docs, strict=True):
        norms += _norms_of(statement, doc, roles, earlier)
        earlier = statement.words
    carried = {norm.statement.sentence.stem for norm in norms}
    return [norm for norm in norms if norm.statement.position not in carried]


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
        for norm in self._norms:
            clause = norm.statement.sentence.clause
            obligor = norm.holder or self._unsaid(norm, last[1] if last[0] == clause else None)
            drafts.append(self._draft(norm, obligor))
            last = (clause, obligor)
        return drafts

    def _unsaid(self, norm: Norm, before: str | None) -> str | None:
        """Whose norm it is when no one is named: who pays, for a payment; else who was spoken of before."""
        subject = norm.frame.subject.text if norm.frame.subject is not None else ""
        if _PAYMENT.search(subject) or norm.frame.trigger.kind == "payable":
            return self._payer or before or self._usual
        return before or self._usual

    def _draft(self, norm: Norm, obligor: str | None) -> ObligationDraft:
        statement, frame = norm.statement, norm.frame
        text = self._document.text
        action = _action(statement, frame)
        quotes = [Quote.at(statement.span, text)]
        if statement.sentence.stem is not None:
            quotes.append(Quote.at(self._tree.sentences[statement.sentence.stem].span, text, part="stem"))
        return ObligationDraft(
            modality=frame.trigger.modality,
            obligor=obligor,
            obligee=self._obligee(obligor, action),
            action=action,
            deadline=_deadline(statement),
            condition=_condition(norm),
            category=categorise(action, self._tree.heading_path(statement.sentence.clause, text)),
            confidence=_confidence(norm),
            origin=Origin.NLP,
            quotes=tuple(quotes),
        )

    def _obligee(self, obligor: str | None, action: str) -> str | None:
        if obligor in (None, BOTH):
            return None
        named = [role for role in self._roles.mentions(action) if role != obligor]
        return self._roles.other(obligor) or (named[0] if named else None)


def _most_common(roles: Iterable[str | None]) -> str | None:
    counted = Counter(role for role in roles if role is not None and role != BOTH)
    return counted.most_common(1)[0][0] if counted else None


def _action(statement: Statement, frame: Frame) -> str:
    """The verb phrase, without the condition behind it."""
    start = min([frame.verb, *_auxiliaries(frame)], key=lambda token: token.i).idx
    last = frame.verb.doc[frame.verb.right_edge.i]
    end = max(last.idx + len(last), frame.verb.idx + len(frame.verb))
    condition = find_condition(statement.words[:end], start, frame.verb.idx + len(frame.verb))
    if condition is not None and condition[0] > frame.verb.idx:
        end = condition[0]
    return statement.words[start:end].strip(_TRAILING) or frame.verb.text


def _auxiliaries(frame: Frame) -> list[Token]:
    return [child for child in frame.verb.children if child.dep_ == "auxpass"]


def _condition(norm: Norm) -> str | None:
    words, verb = norm.statement.words, norm.frame.verb
    found = find_condition(words, norm.subject_start, verb.idx + len(verb))
    return words[found[0] : found[1]] if found else None


def _deadline(statement: Statement) -> Deadline:
    """The time limit of the sentence itself, else the one that its stem carries (GUIDE, rule 12)."""
    own, _ = read_deadline(statement.own_words)
    if own.kind is not DeadlineKind.NONE or not statement.own:
        return own
    return read_deadline(statement.words[: statement.own])[0]


def _confidence(norm: Norm) -> float:
    """The share of such norms that are right on the gold set, rounded."""
    if norm.holder is None:
        return 0.7
    return 0.9 if norm.frame.trigger.kind != "modal" or norm.obligor is not None else 0.8
