"""Obligations, prohibitions and rights: who must, must not or may do what, by when, on what condition."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from spacy.tokens import Doc

from fourcorners.domain.clause import ClauseTree, SentenceKind
from fourcorners.domain.document import Document
from fourcorners.domain.obligation import ObligationDraft
from fourcorners.extract.nlp.deontics.force import find_triggers, has_force
from fourcorners.extract.nlp.deontics.frames import (
    Frame,
    find_frames,
    guarantor_end,
    is_subordinate,
    is_withheld,
    names_holder_behind,
)
from fourcorners.extract.nlp.deontics.norm import Norm
from fourcorners.extract.nlp.deontics.obligors import Roles
from fourcorners.extract.nlp.deontics.operative import is_norm
from fourcorners.extract.nlp.deontics.statements import Statement, read_statements
from fourcorners.extract.nlp.deontics.stems import is_complete, lists_duties
from fourcorners.extract.nlp.language import parse
from fourcorners.extract.nlp.norm_drafts import Drafter

_BEYOND_TRIGGER: Final = 120
"""Characters behind the last trigger that are parsed: verb, agent and object stand there."""
_BEYOND_ACT: Final = 70
"""Characters behind the beginning of a further act that are parsed: its verb and object stand there."""
_FURTHER_ACT: Final = re.compile(
    r"\band\s+(?!(?:the|an?|any|all|its|their|his|our|your|such|each|every|other|of|in|on|at|for|by|with|from|under|this|these|"
    r"those|no|if|upon|until|when|as|or)\b)|[,;]\s*(?:or\s+)?\(?(?:[a-z]|[ivx]{1,4}|\d)\)",
    re.IGNORECASE,
)
"""Where a further act may begin: no noun is opened by the word behind."""
_FURTHER_WITHIN: Final = 200
"""Characters behind the last trigger in which further acts under it are looked for."""
_ACKNOWLEDGES: Final = re.compile(
    r"\b(?:(?:hereby|also|further)\s+)?(?:acknowledge|understand|confirm|represent|warrant)s?\b",
    re.IGNORECASE,
)
_GOES_ON: Final = re.compile(r"\band\s+(?:(?:hereby|also|further|accordingly)\s+)?$", re.IGNORECASE)
_ASKED: Final = 160
"""Characters before "which shall not be unreasonably withheld" in which the one who is asked is named."""


def propose_norms(document: Document, tree: ClauseTree) -> list[ObligationDraft]:
    """A draft for every deontic statement of the operative text, in the order of the text."""
    roles = Roles(tree.parties)
    norms = find_norms(read_statements(document, tree), roles)
    return Drafter(document, tree, roles, norms).drafts()


def find_norms(statements: Iterable[Statement], roles: Roles) -> list[Norm]:
    """The norms of some statements. A stem that its items go on from has none of its own in its last act."""
    candidates = [(each, end) for each in statements if (end := _end_of_interest(each.words))]
    docs = parse(statement.words[:end] for statement, end in candidates)
    norms: list[Norm] = []
    earlier = ""
    for (statement, _), doc in zip(candidates, docs, strict=True):
        norms += _norms_of(statement, doc, roles, earlier)
        earlier = statement.words
    return _without_carried(norms)


def _without_carried(norms: list[Norm]) -> list[Norm]:
    """Norms without those whose verb only leads over to the items of a list, which are norms themselves."""
    carried = {norm.statement.sentence.stem for norm in norms}
    return [norm for norm in norms if norm.statement.position not in carried or not _leads_over(norm)]


def _leads_over(norm: Norm) -> bool:
    """Whether the last words of a stem are this norm's, and say no whole thing themselves."""
    statement = norm.statement
    if statement.sentence.kind is SentenceKind.SENTENCE and not statement.words.rstrip().endswith(":"):
        return False
    return not has_force(statement.words[norm.frame.trigger.end :]) and not is_complete(statement.words)


def _end_of_interest(words: str) -> int:
    """How much of a statement is worth parsing: nothing where no words carry force."""
    triggers = find_triggers(words)
    if not triggers:
        return 0
    last = triggers[-1].end
    ends = [act.end() + _BEYOND_ACT for act in _FURTHER_ACT.finditer(words, last, last + _FURTHER_WITHIN)]
    return max([last + _BEYOND_TRIGGER, *ends])


def _norms_of(statement: Statement, doc: Doc, roles: Roles, earlier: str) -> list[Norm]:
    norms = [norm for norm in candidate_norms(statement, doc, roles, earlier) if _belongs(norm)]
    return [norm for norm in norms if is_norm(norm.frame, norm.obligor, norm.agent)]


def candidate_norms(statement: Statement, doc: Doc, roles: Roles, earlier: str = "") -> Iterator[Norm]:
    """Every frame of a parsed statement with its parties, be it a norm or not.

    `earlier` are the words before the statement: a pronoun may stand for a party named there.
    """
    leading: Norm | None = None
    for frame in find_frames(doc):
        if frame.is_coordinated and leading is not None:
            agent = roles.resolve(frame.agent.text) if frame.agent is not None else leading.agent
            act = frame._replace(is_main=leading.frame.is_main)
            yield Norm(statement, act, leading.subject_start, leading.obligor, agent)
            continue
        leading = _norm(statement, frame, roles, earlier)
        yield leading


def _norm(statement: Statement, frame: Frame, roles: Roles, earlier: str) -> Norm:
    """A frame with its parties. A name right before the trigger is the subject, whatever the parse says."""
    before = f"{earlier} {statement.words[: frame.trigger.start]}"
    agent = roles.resolve(frame.agent.text, before) if frame.agent is not None else None
    if is_withheld(frame):
        asked = roles.mentions(statement.words[max(0, frame.trigger.start - _ASKED) : frame.trigger.start])
        return Norm(statement, frame, frame.trigger.start, None, asked[-1] if asked else None)
    named = None if names_holder_behind(frame) else roles.ahead_of(statement.words, frame.trigger.start)
    if named is not None:
        is_main = not is_subordinate(statement.words, named[1])
        return Norm(statement, frame._replace(is_main=is_main), named[1], named[0], agent)
    if frame.trigger.kind == "promise" and (promisor := _promisor(statement.words, frame, roles)) is not None:
        return Norm(statement, frame, promisor[1], promisor[0], agent)
    if frame.subject is None:
        return Norm(statement, frame, frame.trigger.start, None, agent)
    obligor = roles.resolve(frame.subject.text, before)
    if obligor is None and (end := guarantor_end(frame)) is not None:
        guarantors = roles.mentions(statement.words[:end])
        obligor = guarantors[-1] if guarantors else None
    return Norm(statement, frame, frame.subject.start_char, obligor, agent)


def _promisor(words: str, frame: Frame, roles: Roles) -> tuple[str, int] | None:
    """Who promises behind an acknowledgement: "*Buyer* acknowledges that data may be lost and agrees to"."""
    acknowledged = _ACKNOWLEDGES.search(words, 0, frame.trigger.start)
    if acknowledged is None or not _GOES_ON.search(words, acknowledged.end(), frame.trigger.start):
        return None
    return roles.ahead_of(words, acknowledged.start())


def _belongs(norm: Norm) -> bool:
    """Whether a frame is the sentence's own: its verb stands in it, or it is an object of the stem's last."""
    statement = norm.statement
    if norm.frame.verb.idx >= statement.own:
        return True
    stem = statement.words[: statement.own]
    return lists_duties(stem) and not has_force(stem[norm.frame.trigger.end :])
