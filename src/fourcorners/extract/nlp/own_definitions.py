"""Variables and clause types that users define: found by a pattern, or by being like an example."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeVar

from fourcorners.domain.clause import ClauseKind, ClauseTypeDraft, SentenceKind
from fourcorners.domain.draft import Drafts
from fourcorners.domain.extraction_terms import (
    ExtractionTerms,
    OwnClauseType,
    OwnDefinition,
    OwnVariable,
    OwnVariableKind,
)
from fourcorners.domain.pattern import GAP
from fourcorners.domain.proof import Origin
from fourcorners.domain.variable import (
    DateValue,
    DurationValue,
    PercentageValue,
    TextValue,
    Value,
    VariableDraft,
)
from fourcorners.extract.nlp.facts.amounts import money_value
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.likeness import Likeness
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.phrase import Phrase
from fourcorners.values.found import Found
from fourcorners.values.money import find_money
from fourcorners.values.percentages import find_percentages
from fourcorners.values.periods import find_periods

LIKE: Final = 0.45
"""Likeness from which on a sentence is like an example. Other wordings of one duty reach 0.5 to 0.8; of
18,000 sentences of other contracts held against 13 examples, four that say something else reach this."""
_BY_PATTERN: Final = 0.85
_BY_HEADING: Final = 0.7
_BY_LIKENESS: Final = 0.8
"""Of the likeness: an example is a weaker sign than the user's own words."""
_SHORTEST: Final = 25
"""Characters below which a sentence is a label rather than a provision."""
_NOT_SAID: Final = frozenset({SentenceKind.HEADING, SentenceKind.OTHER})
_LONGEST: Final = 3_000
"""Characters of a sentence that are read: beyond, it is a whole page without a full stop."""
_THOUGHT_ENDS: Final = re.compile(r";|\.(?=\s|$)")
_LEAD_IN: Final = re.compile(r"(?:\s|[:,–-]|(?:is|are|means|shall be|will be)\b){0,6}", re.IGNORECASE)

Content = TypeVar("Content")


class _Sign(NamedTuple):
    """That a sentence was found, how surely, and from where in it on the value is looked for."""

    passage: Passage
    confidence: float
    after: int


class _Value(NamedTuple):
    value: Value
    at: tuple[int, int]


class _Finder:
    """Finds the sentences of one contract that definitions are about."""

    def __init__(self, passages: Passages) -> None:
        self.passages = passages
        self._said = [passages.at(index) for index in range(len(passages.tree.sentences))]
        self._said = [passage for passage in self._said if _may_say(passage, passages)]
        self._texts = [passage.text[:_LONGEST] for passage in self._said]
        self._likeness = Likeness(self._texts)

    def signs(self, definition: OwnDefinition) -> Iterator[_Sign]:
        """The sentences that hold a pattern, and then those that are like an example."""
        for phrase in map(_phrase, definition.patterns):
            for passage, text in zip(self._said, self._texts, strict=True):
                if ends := phrase.ends(text):
                    yield _Sign(passage, _BY_PATTERN, ends[0])
        for example in definition.examples:
            for index, likeness in self._likeness.to(example, LIKE).items():
                yield _Sign(self._said[index], likeness * _BY_LIKENESS, 0)

    def headed(self, definition: OwnClauseType) -> Iterator[_Sign]:
        """The first sentence of each clause right under such a heading."""
        opened: set[int] = set()
        phrases = [_phrase(heading) for heading in definition.headings]
        for passage in self._said if phrases else ():
            heading = passage.heading.rpartition(" > ")[2]
            if passage.clause not in opened and any(phrase.is_in(heading) for phrase in phrases):
                yield _Sign(passage, _BY_HEADING, 0)
            opened.add(passage.clause)


def propose_own(passages: Passages, terms: ExtractionTerms) -> Drafts:
    """What users defined: of a variable the surest answer, of a clause type each clause of it."""
    if not terms.own_variables and not terms.own_clause_types:
        return Drafts()
    finder = _Finder(passages)
    return Drafts(
        variables=tuple(draft for own in terms.own_variables for draft in _variable(own, finder)),
        clause_types=tuple(draft for own in terms.own_clause_types for draft in _clause_types(own, finder)),
    )


def _phrase(pattern: str) -> Phrase:
    """Users need not care for capitals."""
    return Phrase.of(GAP.join(f"(?i:{part})" for part in pattern.split(GAP)))


def _may_say(passage: Passage, passages: Passages) -> bool:
    is_recital = passages.tree.clauses[passage.clause].kind is ClauseKind.RECITAL
    return passage.kind not in _NOT_SAID and not is_recital and len(passage.text) >= _SHORTEST


def _variable(own: OwnVariable, finder: _Finder) -> list[VariableDraft]:
    drafts = []
    for sign in finder.signs(own):
        found = _value(own.kind, sign, finder.passages)
        if found is not None:
            drafts.append(
                finder.passages.draft(own.name, found.value, sign.confidence, sign.passage.reading, found.at)
            )
    return most_telling(drafts)


def _clause_types(own: OwnClauseType, finder: _Finder) -> Iterator[ClauseTypeDraft]:
    signs: dict[int, dict[int, _Sign]] = {}
    for sign in (*finder.signs(own), *finder.headed(own)):
        of_clause = signs.setdefault(sign.passage.clause, {})
        known = of_clause.get(sign.passage.sentence)
        if known is None or known.confidence < sign.confidence:
            of_clause[sign.passage.sentence] = sign
    for clause, found in sorted(signs.items()):
        yield ClauseTypeDraft(
            clause=clause,
            type=own.name,
            confidence=max(sign.confidence for sign in found.values()),
            origin=Origin.NLP,
            quotes=tuple(finder.passages.quote(sign.passage) for _, sign in sorted(found.items())),
        )


def _value(kind: OwnVariableKind, sign: _Sign, passages: Passages) -> _Value | None:
    """The first value of a kind behind the pattern, or in a sentence that is like an example."""
    if kind is OwnVariableKind.TEXT:
        return _words(sign)
    return next((found for found in _values(kind, sign.passage, passages) if found.at[0] >= sign.after), None)


def _values(kind: OwnVariableKind, passage: Passage, passages: Passages) -> Iterator[_Value]:
    text = passage.text[:_LONGEST]
    match kind:
        case OwnVariableKind.DATE:
            for date in passages.dates(text):
                yield _Value(DateValue(date=date.value, text=_at(date, text)), (date.start, date.end))
        case OwnVariableKind.DURATION:
            for period in find_periods(text):
                value = DurationValue(iso=period.value.iso, text=_at(period, text))
                yield _Value(value, (period.start, period.end))
        case OwnVariableKind.MONEY:
            for money in find_money(text):
                yield _Value(money_value(money, _at(money, text), passages), (money.start, money.end))
        case OwnVariableKind.PERCENTAGE:
            for share in find_percentages(text):
                percentage = PercentageValue(percent=share.value, text=_at(share, text))
                yield _Value(percentage, (share.start, share.end))


def _at(found: Found[Content], text: str) -> str:
    return text[found.start : found.end]


def _words(sign: _Sign) -> _Value | None:
    """The words behind the pattern up to the end of the thought, or the whole sentence of an example."""
    text = sign.passage.text[:_LONGEST]
    start = sign.after
    if start and (lead_in := _LEAD_IN.match(text, start)):
        start = lead_in.end()
    stop = _THOUGHT_ENDS.search(text, start) if sign.after else None
    words = text[start : stop.start() if stop else len(text)].rstrip(" ,")
    return _Value(TextValue(text=words), (start, start + len(words))) if words else None
