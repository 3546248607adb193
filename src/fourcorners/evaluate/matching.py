"""Which of our statements, or passages, is which of the gold's: one to one, as many pairs as can be."""

import re
from collections.abc import Callable, Sequence
from typing import Final, TypeVar

import networkx as nx

from fourcorners.domain.span import Span
from fourcorners.evaluate.statement import Statement

MIN_IOU: Final = 0.5
"""Common part over joint extent: from here on two spans are the same passage."""
MIN_CONTAINED: Final = 0.8
"""Share of one span that lies in the other: a list item against its sentence, a sentence with its heading."""
MAX_LENGTH_RATIO: Final = 3
"""A span says nothing of another that is longer than this many times."""

_LEVEL: Final = 10**7
"""Above any sum of likeness in thousandths, so that a lower level of a weight never outvotes a higher one."""

_WORD: Final = re.compile(r"\w+")

AnyStatement = TypeVar("AnyStatement", bound=Statement)


def spans_match(one: Span, other: Span) -> bool:
    """Whether two spans may be the same passage; it does not matter which is the gold's.

    Either they have half of their joint extent in common, or one lies to 80% in the other and the
    longer is at most three times as long as the shorter.

    >>> spans_match(Span(0, 100), Span(50, 100)), spans_match(Span(0, 100), Span(51, 100))
    (True, True)
    >>> spans_match(Span(0, 100), Span(51, 151)), spans_match(Span(0, 100), Span(0, 33))
    (False, False)
    """
    common = one.overlap(other)
    if not common:
        return False
    shorter, longer = sorted((one.length, other.length))
    if common >= MIN_IOU * (shorter + longer - common):
        return True
    return common >= MIN_CONTAINED * shorter and longer <= MAX_LENGTH_RATIO * shorter


def match(
    gold: Sequence[AnyStatement],
    ours: Sequence[AnyStatement],
    agreement: Callable[[AnyStatement, AnyStatement], int],
) -> list[tuple[int, int]]:
    """The pairs, each as an index into `gold` and one into `ours`, in the order of the text.

    Every statement stands in at most one pair. There are as many pairs as can be; of several ways
    to have so many, the one whose pairs agree in most fields (`agreement` counts them), then the
    one whose actions or metrics are most alike, then the one whose spans fit best. The order in
    which statements are given does not matter.
    """
    golds, mine = _in_order(gold), _in_order(ours)

    def weight(i: int, j: int) -> int:
        one, other = golds[i][1], mine[j][1]
        return _weight(one, other, agreement(one, other))

    pairs = match_spans([one.span for _, one in golds], [one.span for _, one in mine], weight)
    return [(golds[i][0], mine[j][0]) for i, j in pairs]


def match_spans(
    gold: Sequence[Span], ours: Sequence[Span], weight: Callable[[int, int], int]
) -> list[tuple[int, int]]:
    """The pairs, each as an index into `gold` and one into `ours`, sorted.

    Every span stands in at most one pair. There are as many pairs as can be; of several ways to have so
    many, the one with the greatest sum of weights. Which of equal ways is taken hangs on the order in
    which the spans are given.
    """
    graph: nx.Graph[int] = nx.Graph()
    for node, one in enumerate(gold):
        for other_node, other in enumerate(ours, start=len(gold)):
            if spans_match(one, other):
                graph.add_edge(node, other_node, weight=weight(node, other_node - len(gold)))
    edges: set[tuple[int, int]] = set()
    for nodes in nx.connected_components(graph):
        if len(nodes) == 2:
            edges.add((min(nodes), max(nodes)))
        else:
            edges |= nx.max_weight_matching(_part(graph, nodes), maxcardinality=True)
    return sorted((min(edge), max(edge) - len(gold)) for edge in edges)


def overlap_share(one: Span, other: Span) -> float:
    """Common part over joint extent. Raises ZeroDivisionError where both are empty.

    >>> overlap_share(Span(0, 10), Span(5, 15))
    0.3333333333333333
    """
    common = one.overlap(other)
    return common / (one.length + other.length - common)


def common_words(one: str, other: str) -> float:
    """Share of the words of both that both have, whatever their order, letter case and number (Jaccard).

    >>> common_words("if the Buyer pays late", "the Buyer pays late")
    0.8
    """
    words, others = (set(_WORD.findall(each.casefold())) for each in (one, other))
    return len(words & others) / len(words | others) if words or others else 1.0


def _in_order(statements: Sequence[AnyStatement]) -> list[tuple[int, AnyStatement]]:
    """The statements with their indices, in an order that hangs on nothing but what they say."""
    return sorted(enumerate(statements), key=lambda each: (each[1].span, each[1].model_dump_json()))


def _part(graph: "nx.Graph[int]", nodes: set[int]) -> "nx.Graph[int]":
    """One component with its nodes in order: which of equal matchings is found hangs on it."""
    part: nx.Graph[int] = nx.Graph()
    part.add_nodes_from(sorted(nodes))
    part.add_weighted_edges_from(sorted(graph.edges(nodes, data="weight")))
    return part


def _weight(one: Statement, other: Statement, agreeing_fields: int) -> int:
    alike = common_words(one.gist, other.gist)
    iou = overlap_share(one.span, other.span)
    return (agreeing_fields * _LEVEL + round(1000 * alike)) * _LEVEL + round(1000 * iou)
