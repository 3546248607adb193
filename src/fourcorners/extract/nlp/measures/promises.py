"""Promises: the KPIs of a contract where they stand, with the words that tell one from another."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from fourcorners.domain.kpi import KpiDraft
from fourcorners.extract.nlp.measures.surroundings import Surroundings


class Promise(NamedTuple):
    """A KPI where it stands."""

    number: int
    """Its place among the KPIs of the contract."""
    sentence: int
    """Its sentence."""
    article: int
    attachment: int | None
    draft: KpiDraft
    metric: frozenset[str]
    """What its metric is called, without the ends of the words."""
    quote: frozenset[str]
    is_tabled: bool


_WORD: Final = re.compile(r"[A-Za-z]{4,}")
_STEM: Final = 5
_SAME: Final = {
    "uptim": "avail",
    "downt": "avail",
    "unava": "avail",
    "outag": "avail",
    "late": "deliv",
    "delay": "deliv",
    "reply": "respo",
    "repli": "respo",
    "answe": "respo",
    "fix": "resol",
    "repai": "resol",
}
"""Words for one thing, by their beginnings."""
_TELLS_NOTHING: Final = frozenset(
    "servi level month calen shall will must with that this such than less more least within fails "
    "faile provi suppl custo perce which when where from during their other event perfo agree under "
    "contr parti party hours minut days busin targe measu time times each every follow relea amoun "
    "requi inclu reaso comme neces not".split()
)
_LONGEST_QUOTE: Final = 1_500


@lru_cache(maxsize=256)
def stems_of(words: str) -> frozenset[str]:
    """What tells a metric from another, without the ends of the words.

    >>> sorted(stems_of("If uptime falls below the Availability target"))
    ['avail', 'below', 'falls']
    """
    cut = (word[:_STEM].lower() for word in _WORD.findall(words))
    return frozenset(_SAME.get(stem, stem) for stem in cut) - _TELLS_NOTHING


def fit(words: frozenset[str], promise: Promise) -> int:
    """How much words have in common with a KPI: its metric counts more than the rest of its sentence."""
    return 2 * len(words & promise.metric) + len(words & promise.quote)


def promise_of(around: Surroundings, draft: KpiDraft, is_tabled: bool, number: int) -> Promise:
    """The KPI of that number with where it stands and the words that tell it from others."""
    start = draft.quotes[0].start or 0
    index = around.index_at(start)
    return Promise(
        number=number,
        sentence=index,
        article=around.article_of(index),
        attachment=around.attachment_of(index),
        draft=draft,
        metric=stems_of(draft.metric),
        quote=stems_of(" ".join(quote.exact[:_LONGEST_QUOTE] for quote in draft.quotes)),
        is_tabled=is_tabled,
    )
