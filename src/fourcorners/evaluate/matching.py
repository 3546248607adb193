"""Which of our statements is which of the gold's: one to one, as many pairs as can be."""

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
    graph: nx.Graph[int] = nx.Graph()
    for node, (_, one) in enumerate(golds):
        for other_node, (_, other) in enumerate(mine, start=len(golds)):
            if spans_match(one.span, other.span):
                graph.add_edge(node, other_node, weight=_weight(one, other, agreement(one, other)))
    edges: set[tuple[int, int]] = set()
    for nodes in nx.connected_components(graph):
        edges |= nx.max_weight_matching(_part(graph, nodes), maxcardinality=True)
    pairs = sorted((min(edge), max(edge)) for edge in edges)
    return [(golds[node][0], mine[other_node - len(golds)][0]) for node, other_node in pairs]


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
    alike = _likeness(one.gist, other.gist)
    common = one.span.overlap(other.span)
    iou = common / (one.span.length + other.span.length - common)
    return (agreeing_fields * _LEVEL + round(1000 * alike)) * _LEVEL + round(1000 * iou)


def _likeness(one: str, other: str) -> float:
    """Share of the words of both that both have."""
    words, others = set(one.casefold().split()), set(other.casefold().split())
    return len(words & others) / len(words | others) if words or others else 1.0
