"""Where a contract says how notices are given: the sentences of its clause on notices."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.facts.mentions import mentioning_any, needles
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of

_NEEDLES: Final = needles(r"otices?\b", r"NOTICES?\b", r"otifications\b")
_HEADING: Final = re.compile(
    r"(?:^|> |; |and |[-–—.:] ?)(?:\W*\w{0,4}\W{1,3})?(?:notices?|notifications?|"
    r"communications)(?: and \w+| to \w+| provisions?|; [\w ;]+)?\W*$"
)
_ALL_NOTICES: Final = any_of(
    r"(?:all|any|each|every) (?:such )?(?:[\w/-]+,? ){0,9}?(?:notices?|communications?|"
    r"notifications?)\b[^.;]{0,260}?"
    r"\b(?:shall|must|will|may|to|are|should) (?:only )?(?:be|have been)",
    r"(?:^|\. )(?:an?y? |the |formal |written )?notices?\b(?! (?:of|by|from)\b)[^.;]{0,160}?\b(?:shall|"
    r"must|will|may|should|is|are) (?:only )?"
    r"(?:be )?(?:(?:in writing|made in writing|given|sent|delivered|served|deemed|valid|effective|"
    r"addressed|considered))",
    r"notices? (?:required|permitted|given|provided|sent|hereunder|under this|in connection|"
    r"shall be in writing|must be in writing)",
)  # fmt: skip
_ONE_MATTER: Final = any_of(
    r"notices? of (?:termination|default|breach|claims?|non-?renewal|any claim|intent\w*|infringement|"
    r"loss|cancellation)",
    "days['’]? (?:prior |advance )?(?:written )?notice",
)
_MOST: Final = 40


def notice_sentences(passages: Passages) -> list[Passage]:
    """The sentences of the clauses headed "Notices", else those that speak of all notices, in text order."""
    headed: list[Passage] = []
    general: list[Passage] = []
    for passage in mentioning_any(passages, _NEEDLES):
        if _HEADING.search(passage.heading):
            headed.append(passage)
        elif _ALL_NOTICES.search(passage.text) and not _ONE_MATTER.search(passage.text):
            general.append(passage)
    is_told = any(_ALL_NOTICES.search(passage.text) for passage in headed)
    found = [*headed, *general] if is_told or not general else general
    return _with_neighbours(sorted(found[:_MOST], key=lambda passage: passage.sentence), passages)


def runs(sentences: list[Passage], passages: Passages) -> list[Reading]:
    """The sentences that follow each other read as one text each."""
    groups: list[list[Passage]] = []
    for passage in sentences:
        if groups and groups[-1][-1].sentence + 1 == passage.sentence:
            groups[-1].append(passage)
        else:
            groups.append([passage])
    spans = [(group[0].sentence, group[-1].sentence) for group in groups]
    texts = passages.tree.sentences
    return [passages.read(Span(texts[first].start, texts[last].end)) for first, last in spans]


def _with_neighbours(found: list[Passage], passages: Passages) -> list[Passage]:
    """Also the sentences between and after them that stand in the same clause or below it."""
    indices: set[int] = set()
    for passage in found:
        indices.update(_following(passage, passages))
    return [passages.at(index) for index in sorted(indices)]


def _following(passage: Passage, passages: Passages) -> Iterator[int]:
    end = passages.tree.clauses[_outermost(passage, passages)].end
    for index in range(passage.sentence, min(passage.sentence + _MOST, len(passages.tree.sentences))):
        sentence = passages.tree.sentences[index]
        if index > passage.sentence and (
            sentence.start >= end or not _goes_on(sentence.clause, passage, passages)
        ):
            return
        yield index


def _goes_on(clause: int, passage: Passage, passages: Passages) -> bool:
    """Whether a clause is that of the passage, or below it, or beside it under a heading of notices."""
    if _HEADING.search(passage.heading):
        return True
    index: int | None = clause
    while index is not None:
        if index == passage.clause:
            return True
        index = passages.tree.clauses[index].parent
    return False


def _outermost(passage: Passage, passages: Passages) -> int:
    """The clause whose heading is of notices, or the passage's own clause."""
    index = passage.clause
    while _HEADING.search(passage.heading):
        parent = passages.tree.clauses[index].parent
        if parent is None or not _HEADING.search(passages.heading(parent)):
            return index
        index = parent
    return index
