"""The ledger of sentences: nothing that reads like a norm is lost in silence."""

import re
from collections.abc import Iterable
from typing import Final

from fourcorners.domain.clause import ClauseKind, ClauseTree, Sentence, SentenceKind
from fourcorners.domain.document import Document
from fourcorners.domain.extraction import Coverage, UnclaimedSpan
from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span

_FORCE: Final = re.compile(
    r"\b(?:shall|must|will|may(?! \d)|can|agrees?\s+(?:to|that)|undertakes?|covenants?|"
    r"is\s+responsible\s+for|"
    r"are\s+responsible\s+for|(?:is|are)\s+(?:required|obliged|obligated|entitled|permitted)\s+to|"
    r"has\s+the\s+(?:right|option)|have\s+the\s+(?:right|option)|reserves?\s+the\s+right)\b",
    re.IGNORECASE,
)
"""Words that carry deontic force."""
_CONSTITUTIVE: Final = re.compile(
    r"\b(?:shall|will|may)\s+(?:not\s+)?(?:\w+ly\s+)?(?:mean|include|have\s+the\s+meanings?|apply|survive|commence|"
    r"be\s+(?:deemed|construed|governed|interpreted|considered|binding|effective|void|null|severable))\b|"
    r"\bshall\s+refer\s+to\b",
    re.IGNORECASE,
)
"""Words that make something so and ask nobody to act."""
_OPERATIVE_KINDS: Final = {
    SentenceKind.SENTENCE,
    SentenceKind.LIST_ITEM,
    SentenceKind.STEM,
    SentenceKind.TABLE_ROW,
}
_OPERATIVE_UNITS: Final = {ClauseKind.CLAUSE, ClauseKind.ATTACHMENT, ClauseKind.PREAMBLE}
_CLAIMING_SHARE: Final = 0.5


def account(
    document: Document, tree: ClauseTree, norms: Iterable[Span], facts: Iterable[Span] = ()
) -> Coverage:
    """Put every sentence of the body in one of three counts.

    `norms` are the sentences that obligations and KPIs stand on, `facts` those of variables. A sentence
    is claimed when half of it, or half of a piece of evidence, lies in the other; a stem is claimed with
    its items. A fact claims no sentence that reads like a norm: a date answers for no duty beside it.
    """
    claimed = _claimed_sentences(tree.sentences, sorted(norms))
    claimed |= {
        index
        for index in _claimed_sentences(tree.sentences, sorted(facts))
        if _unclaimed(document, tree, tree.sentences[index]) is None
    }
    claimed |= {
        sentence.stem
        for index, sentence in enumerate(tree.sentences)
        if sentence.stem is not None and index in claimed
    }
    unclaimed = [
        span
        for index, sentence in enumerate(tree.sentences)
        if index not in claimed
        for span in [_unclaimed(document, tree, sentence)]
        if span is not None
    ]
    return Coverage(
        claimed=len(claimed),
        unclaimed=len(unclaimed),
        not_operative=len(tree.sentences) - len(claimed) - len(unclaimed),
        unclaimed_spans=tuple(unclaimed),
    )


def _claimed_sentences(sentences: tuple[Sentence, ...], evidence: list[Span]) -> set[int]:
    claimed: set[int] = set()
    first = 0
    for span in evidence:
        while first < len(sentences) and sentences[first].end <= span.start:
            first += 1
        index = first
        while index < len(sentences) and sentences[index].start < span.end:
            shared = span.overlap(sentences[index].span)
            if shared >= _CLAIMING_SHARE * min(span.length, sentences[index].span.length):
                claimed.add(index)
            index += 1
    return claimed


def _unclaimed(document: Document, tree: ClauseTree, sentence: Sentence) -> UnclaimedSpan | None:
    if sentence.kind not in _OPERATIVE_KINDS or tree.clauses[sentence.clause].kind not in _OPERATIVE_UNITS:
        return None
    words = Reading.of(document.text, sentence.span, tree.furniture).text
    force = _FORCE.search(_CONSTITUTIVE.sub(" ", words))
    if force is None:
        return None
    return UnclaimedSpan(
        start=sentence.start,
        end=sentence.end,
        exact=sentence.span.of(document.text),
        reason=f'"{force[0]}" carries the force of a norm',
    )
