"""Which of our statements the gold has a say about."""

from collections.abc import Iterable

from fourcorners.domain.span import Span


def in_scope(span: Span, scope: Iterable[Span]) -> bool:
    """Whether at least half of a statement's characters lie in the ranges of the scope, taken together.

    A statement that runs over the edge of the scope counts on the side where most of it stands, so
    each statement is judged once or not at all. The ranges do not overlap.

    >>> in_scope(Span(90, 110), [Span(0, 100)]), in_scope(Span(91, 111), [Span(0, 100)])
    (True, False)
    """
    return 2 * sum(span.overlap(each) for each in scope) >= span.length
