"""What a sentence is known by: its words, what it goes on from, what stands above and around it."""

import re
from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Final

import numpy as np

from fourcorners.domain.clause import ClauseTree, Sentence
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.clause_model.tokens import Grams, Hashes, Rows, Tokens, number_of, salted
from fourcorners.extract.nlp.passages import Passages

LONGEST: Final = 2_500
"""Code points of a sentence that are read; no sentence that a lawyer marked whole is longer."""

_FIGURE: Final = re.compile(r"\d")
_PARTY: Final = " partyx "
"""Stands for the name of a party: what is learned must not hang on who concluded the contract."""
_ABBREVIATION: Final = re.compile(r"[A-Z][A-Z0-9&.]{1,7}")
_TELL_NOBODY: Final = frozenset("the of and inc corp ltd llc company limited party".split())
_TITLE_LENGTH: Final = 90
_BLOCK: Final = 4_096
"""Sentences whose features are held at the same time: most contracts have fewer."""


class Family(IntEnum):
    """Where a feature comes from. The numbers are part of every model: never change their meaning."""

    WORD = 1
    WORD_PAIR = 2
    STEM_PAIR = 3
    STEM_PAIR_APART = 4
    """Two stems with a word between them."""
    STEM_PAIR_FAR = 5
    """Two stems with two or three words between them."""
    HEADING = 6
    HEADING_PAIR = 7
    INTRODUCTION = 8
    """A stem of the sentence that a list item goes on from."""
    INTRODUCTION_PAIR = 9
    BEFORE = 10
    """A stem of the sentence before."""
    AFTER = 11
    TITLE = 12
    SHAPE = 13
    """Kind of the sentence and of its clause, and how long it is."""


def features_of(passages: Passages) -> Grams:
    """The features of each sentence of a contract, each once a sentence, in the order of rows and hashes."""
    blocks = list(feature_blocks(passages))
    firsts = np.cumsum([0, *(count for _, count in blocks)])
    return Grams(
        np.concatenate([grams.rows + first for (grams, _), first in zip(blocks, firsts, strict=False)]),
        np.concatenate([grams.hashes for grams, _ in blocks]),
    )


def feature_blocks(passages: Passages) -> Iterator[tuple[Grams, int]]:
    """The same for some thousand sentences after the other, each time with how many they are.

    Rows count from the first sentence of the block. So a text of ever so many sentences takes little memory.
    """
    texts = masked_sentences(passages)
    for start in range(0, max(1, len(texts)), _BLOCK):
        end = min(len(texts), start + _BLOCK)
        yield _block(passages, texts, start, end), end - start


def _block(passages: Passages, texts: Sequence[str], start: int, end: int) -> Grams:
    tree, count = passages.tree, end - start
    lead = min(start, 1)
    tokens = Tokens(texts[start - lead : end + 1])
    sentences = tree.sentences[start:end]
    parts = [
        *(_moved(grams, -lead, count, family) for grams, family in _own(tokens)),
        *_above(passages, sentences),
        *_introduced(texts, sentences),
        _moved(tokens.stems(1), 1 - lead, count, Family.BEFORE),
        _moved(tokens.stems(1), -1 - lead, count, Family.AFTER),
        _title(passages, count),
        *_shapes(tree, sentences),
    ]
    rows = np.concatenate([part.rows for part in parts])
    hashes = np.concatenate([part.hashes for part in parts])
    return _distinct(rows, hashes)


def masked_sentences(passages: Passages) -> list[str]:
    """The sentences in lower case, without the names of the parties and with zeros for figures."""
    names = _party_names(passages.tree)
    sentences = []
    for sentence in passages.tree.sentences:
        end = min(sentence.end, sentence.start + LONGEST)
        text = passages.line(Span(sentence.start, end))
        if names is not None:
            text = names.sub(_PARTY, text)
        sentences.append(_folded(text))
    return sentences


def _folded(text: str) -> str:
    return _FIGURE.sub("0", text.lower())


def _party_names(tree: ClauseTree) -> re.Pattern[str] | None:
    """Full and short names of the parties, but not their roles: "Licensee" tells who may do what."""
    names = {
        " ".join(name.split())
        for party in tree.parties
        for name in (party.role, *party.names)
        if name == party.names[0] or _is_short_name(name, party.names[0])
    }
    names = {name for name in names if len(name) > 2}
    if not names:
        return None
    alternatives = "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))
    return re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)")


def _is_short_name(name: str, full_name: str) -> bool:
    shared = set(_words(name)) & set(_words(full_name))
    return bool(shared) or _ABBREVIATION.fullmatch(name) is not None


def _words(name: str) -> list[str]:
    words = re.findall(r"\w+", name.lower())
    return [word for word in words if len(word) > 2 and word not in _TELL_NOBODY]


def _own(tokens: Tokens) -> Iterator[tuple[Grams, Family]]:
    yield tokens.words(1), Family.WORD
    yield tokens.words(2), Family.WORD_PAIR
    yield tokens.stems(2), Family.STEM_PAIR
    yield tokens.stems(2, 2), Family.STEM_PAIR_APART
    yield tokens.stems(2, 3), Family.STEM_PAIR_FAR
    yield tokens.stems(2, 4), Family.STEM_PAIR_FAR


def _above(passages: Passages, sentences: Sequence[Sentence]) -> Iterator[Grams]:
    """The two innermost headings of the clause that a sentence stands in."""
    headings: dict[str, int] = {}
    lines = [
        headings.setdefault(" > ".join(passages.heading(sentence.clause).split(" > ")[-2:]), len(headings))
        for sentence in sentences
    ]
    tokens = Tokens([_folded(heading) for heading in headings])
    for grams, family in ((tokens.stems(1), Family.HEADING), (tokens.stems(2), Family.HEADING_PAIR)):
        yield _of(_handed_down(grams, lines, len(headings)), family)


def _introduced(texts: Sequence[str], sentences: Sequence[Sentence]) -> Iterator[Grams]:
    """What the sentence says that a list item goes on from."""
    stems: dict[int, int] = {}
    lines = [
        -1 if sentence.stem is None else stems.setdefault(sentence.stem, len(stems)) for sentence in sentences
    ]
    tokens = Tokens([texts[stem] for stem in stems])
    for grams, family in (
        (tokens.stems(1), Family.INTRODUCTION),
        (tokens.stems(2), Family.INTRODUCTION_PAIR),
    ):
        yield _of(_handed_down(grams, lines, len(stems)), family)


def _handed_down(grams: Grams, sources: Sequence[int], count: int) -> Grams:
    """For each sentence the features of its source row; none where that is -1. `count` is of source rows."""
    source = np.asarray(sources, dtype=np.int64)
    sizes = np.bincount(grams.rows, minlength=max(count, 1))
    starts = np.cumsum(sizes) - sizes
    known = np.maximum(source, 0)
    taken = np.where(source >= 0, sizes[known], 0)
    rows = np.repeat(np.arange(len(source)), taken)
    places = np.arange(len(rows)) - np.repeat(np.cumsum(taken) - taken, taken)
    return Grams(rows, grams.hashes[starts[known][rows] + places])


def _moved(grams: Grams, by: int, count: int, family: Family) -> Grams:
    rows = grams.rows + by
    inside = (rows >= 0) & (rows < count)
    return _of(Grams(rows[inside], grams.hashes[inside]), family)


def _title(passages: Passages, count: int) -> Grams:
    """What the contract calls itself, which every sentence is read under."""
    tokens = Tokens([_folded(passages.opening.text[:_TITLE_LENGTH])])
    hashes = np.unique(tokens.stems(1).hashes)
    return _of(Grams(np.repeat(np.arange(count), len(hashes)), np.tile(hashes, count)), Family.TITLE)


def _shapes(tree: ClauseTree, sentences: Sequence[Sentence]) -> Iterator[Grams]:
    kinds = [f"sentence {sentence.kind.value}" for sentence in sentences]
    places = [f"clause {tree.clauses[sentence.clause].kind.value}" for sentence in sentences]
    lengths = [f"length {(sentence.end - sentence.start).bit_length()}" for sentence in sentences]
    for names in (kinds, places, lengths):
        hashes = np.array([number_of(name) for name in names], dtype=np.uint64)
        yield _of(Grams(np.arange(len(names)), hashes), Family.SHAPE)


def _of(grams: Grams, family: Family) -> Grams:
    return Grams(grams.rows, salted(grams.hashes, family))


def _distinct(rows: Rows, hashes: Hashes) -> Grams:
    order = np.lexsort((hashes, rows))
    rows, hashes = rows[order], hashes[order]
    first = np.ones(len(rows), dtype=bool)
    first[1:] = (rows[1:] != rows[:-1]) | (hashes[1:] != hashes[:-1])
    return Grams(rows[first], hashes[first])
