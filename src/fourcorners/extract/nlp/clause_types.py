"""What a clause is about, with the sentences that say it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from fourcorners.domain.clause import ClauseTree, ClauseTypeDraft
from fourcorners.domain.document import Document
from fourcorners.domain.evidence import Quote
from fourcorners.domain.proof import Origin
from fourcorners.domain.variable import VariableDraft
from fourcorners.extract.nlp.clause_model.model import ClauseModel, default_model
from fourcorners.extract.nlp.clause_rules import RuleHit, rule_hits
from fourcorners.extract.nlp.passages import Passages

STATED: Final = frozenset(
    {
        "document_name",
        "parties",
        "agreement_date",
        "effective_date",
        "expiration_date",
        "renewal_term",
        "notice_period_to_terminate_renewal",
        "governing_law",
    }
)
"""Variables that are types of clauses as well: where one is stated, the clause is of its type."""


class _Said(NamedTuple):
    clause: int
    type: str
    quote: Quote
    confidence: float


def propose_clause_types(
    document: Document,
    tree: ClauseTree,
    variables: Iterable[VariableDraft] = (),
    model: ClauseModel | None = None,
) -> list[ClauseTypeDraft]:
    """The types of the clauses: a draft for each sentence that says one, by clause, type and place.

    What `model`, by default the one that ships, has learned to decide on, it decides, with the rules as
    one of its witnesses. The other types are decided by the rules, and by where `variables` are stated.
    """
    passages = Passages(document, tree)
    said: dict[tuple[int, str, Quote], float] = {}
    for each in _all_said(passages, rule_hits(passages), variables, model or default_model()):
        key = (each.clause, each.type, each.quote)
        said[key] = max(each.confidence, said.get(key, 0.0))
    return [
        ClauseTypeDraft(clause=clause, type=kind, confidence=confidence, origin=Origin.NLP, quotes=(quote,))
        for (clause, kind, quote), confidence in sorted(said.items(), key=_in_order)
    ]


def _in_order(item: tuple[tuple[int, str, Quote], float]) -> tuple[int, str, int]:
    (clause, kind, quote), _ = item
    return clause, kind, quote.start or 0


def _all_said(
    passages: Passages, hits: Sequence[RuleHit], variables: Iterable[VariableDraft], model: ClauseModel
) -> Iterator[_Said]:
    learned = frozenset(model.decided)
    for hit in hits:
        if hit.type not in learned:
            yield _said(passages, hit.sentence, hit.type, hit.confidence)
    for typed in model.types_of(passages, hits):
        yield _said(passages, typed.sentence, typed.type, typed.confidence)
    for draft in variables:
        start = draft.quotes[0].start
        if draft.name in STATED and start is not None and passages.tree.sentences:
            clause = passages.tree.sentences[passages.index_at(start)].clause
            yield _Said(clause, draft.name, draft.quotes[0], draft.confidence)


def _said(passages: Passages, sentence: int, kind: str, confidence: float) -> _Said:
    passage = passages.at(sentence)
    return _Said(passage.clause, kind, passages.quote(passage), confidence)
