"""Drafts of the norms that were found: parties, action, time limit, what it hangs on, category."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.deadline import Deadline
from fourcorners.domain.document import Document
from fourcorners.domain.evidence import Quote
from fourcorners.domain.obligation import ObligationDraft
from fourcorners.domain.proof import Origin
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.deadlines import carry_from_stem, read_deadline
from fourcorners.extract.nlp.deontics.acts import Act, action_of, acts_of
from fourcorners.extract.nlp.deontics.bearers import Bearers
from fourcorners.extract.nlp.deontics.categories import categorise
from fourcorners.extract.nlp.deontics.norm import Norm
from fourcorners.extract.nlp.deontics.obligors import Roles
from fourcorners.extract.nlp.deontics.parts import read_parts, stem_condition
from fourcorners.extract.nlp.deontics.sanctions import Sanctions
from fourcorners.extract.nlp.deontics.statements import Statement
from fourcorners.extract.nlp.deontics.surroundings import Near, Surroundings
from fourcorners.extract.nlp.norm_model.model import confidence_of
from fourcorners.extract.nlp.time_limits.stems import Stems


class Drafter:
    """Turns norms into drafts; knows the norms around each one, for what a sentence leaves unsaid."""

    def __init__(self, document: Document, tree: ClauseTree, roles: Roles, norms: list[Norm]) -> None:
        self._text = document.text
        self._roles = roles
        self._around = Surroundings(document, tree)
        self._stems = Stems(document, tree)
        self._norms = norms
        self._bearers = Bearers(roles, norms, [node.parent for node in tree.clauses])
        self._sanctions = Sanctions(document, tree, self._bearers.roles)

    def drafts(self) -> list[ObligationDraft]:
        """One draft a norm."""
        drafts: list[ObligationDraft] = []
        for _, group in groupby(self._norms, key=lambda norm: norm.statement.position):
            norms = list(group)
            for norm, act in zip(norms, acts_of(norms), strict=True):
                obligor = self._bearers.of(norm, act, self._around.above(norm.statement))
                drafts.append(self._draft(norm, obligor, act))
        return drafts

    def _draft(self, norm: Norm, obligor: str | None, act: Act) -> ObligationDraft:
        action = action_of(norm, act)
        heading = self._around.heading_path(norm.statement)
        subject = norm.frame.subject.text if norm.frame.subject is not None else ""
        stem = self._stems.words(norm.statement.sentence)
        deadline, deadline_place = _deadline(norm.statement, act, stem)
        parts = read_parts(norm, act, deadline_place)
        told = parts.told(norm.statement.words)
        told["condition"] = told["condition"] or stem_condition(stem, deadline.text)
        sanction = None if parts.consequence else self._sanction_behind(norm, action, obligor)
        return ObligationDraft(
            modality=norm.frame.trigger.modality,
            obligor=obligor,
            obligee=self._bearers.obligee(obligor, action),
            action=action,
            deadline=deadline,
            **told | ({"consequence": sanction.words} if sanction else {}),
            category=categorise(action, heading, subject),
            confidence=confidence_of(norm, heading, self._roles),
            origin=Origin.NLP,
            quotes=tuple(
                self._quotes(norm.statement, {"deadline": deadline_place, **parts._asdict()}, sanction)
            ),
        )

    def _sanction_behind(self, norm: Norm, action: str, obligor: str | None) -> Near | None:
        """The sentence behind a norm that tells what follows where it is not done; a right needs none."""
        return self._sanctions.of(norm.statement.position, action, obligor, norm.frame.trigger.modality)

    def _quotes(
        self, statement: Statement, parts: Mapping[str, Span | None], sanction: Near | None
    ) -> Iterator[Quote]:
        """The sentence, the stem that it goes on from, the words of its parts, and the sanction behind it."""
        yield Quote.at(statement.span, self._text)
        if (stem := self._around.stem_quote(statement)) is not None:
            yield Quote.at(stem, self._text, part="stem")
        for part, place in parts.items():
            span = statement.quote(place) if place is not None else None
            if span is not None:
                yield Quote.at(span, self._text, part=part)
        if sanction is not None:
            yield Quote.at(sanction.span, self._text, part="consequence")


def _deadline(statement: Statement, act: Act, stem: str) -> tuple[Deadline, Span | None]:
    """The time limit of the act, and its place; what the stem says of time is its items' too."""
    own = Span(max(0, act.start - statement.own), act.end - statement.own)
    deadline, place = read_deadline(statement.own_words, act=own)
    carried = carry_from_stem(deadline, statement.stem or stem, is_whole=bool(statement.stem))
    return carried, Span(place[0] + statement.own, place[1] + statement.own) if place else None
