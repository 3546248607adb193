"""Passages of a clause type: which of ours is which of the gold's, for training as for evaluation."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from fourcorners.domain.span import Span
from fourcorners.evaluate.matching import match_spans, overlap_share
from fourcorners.evaluate.metrics import Score

_LEVEL: Final = 10**4
"""Above any confidence in thousandths, so that it decides only between spans that fit equally well."""


class Predicted(NamedTuple):
    """A passage that is proposed, with the chance that it is right."""

    span: Span
    confidence: float


def match_passages(gold: Sequence[Span], ours: Sequence[Predicted]) -> list[tuple[int, int]]:
    """The pairs, each as an index into `gold` and one into `ours`, in the order of the text.

    One to one, as many as can be by `spans_match`; of several ways to have so many, the one whose spans
    fit best, then the one of the most confident. The order in which passages are given does not matter.
    Several gold passages that overlap each other are taken as they are.
    """
    golds = sorted(range(len(gold)), key=lambda index: gold[index])
    mine = sorted(range(len(ours)), key=lambda index: ours[index])

    def weight(i: int, j: int) -> int:
        proposed = ours[mine[j]]
        fit = overlap_share(gold[golds[i]], proposed.span)
        return round(1000 * fit) * _LEVEL + round(1000 * proposed.confidence)

    pairs = match_spans([gold[i] for i in golds], [ours[j].span for j in mine], weight)
    return [(golds[i], mine[j]) for i, j in pairs]


def score_passages(
    gold: Mapping[tuple[str, str], Sequence[Span]], ours: Mapping[tuple[str, str], Sequence[Predicted]]
) -> dict[str, Score]:
    """The score of the passages of each type, by document and type: what a threshold is chosen by.

    >>> gold = {("a.txt", "insurance"): [Span(0, 100)]}
    >>> score_passages(gold, {("a.txt", "insurance"): [Predicted(Span(0, 90), 0.8)]})["insurance"].f1
    1.0
    """
    types = sorted({type_ for _, type_ in (*gold, *ours)})
    counts = {type_: [0, 0, 0] for type_ in types}
    for key in {*gold, *ours}:
        marked, proposed = gold.get(key, ()), ours.get(key, ())
        count = counts[key[1]]
        count[0] += len(marked)
        count[1] += len(proposed)
        count[2] += len(match_passages(marked, proposed))
    return {type_: Score.of(*count) for type_, count in counts.items()}


def macro_f1(scores: Iterable[Score]) -> float | None:
    """The mean F1 of types, each counting the same. What nobody states is left out; null without any."""
    shares = [score.f1 for score in scores if score.f1 is not None]
    return sum(shares) / len(shares) if shares else None
