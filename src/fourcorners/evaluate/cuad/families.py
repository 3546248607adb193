"""Documents that belong together, so that none is judged by what was learned from its like."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, pairwise
from pathlib import PurePath
from typing import Final, NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray

FOLDS: Final = 5
NEAR_COPY: Final = 0.2
"""Share of a text's word sequences that another one has too: from here on both fill in the same form."""
_SHINGLE: Final = 8
"""Words in a sequence: longer than set phrases of law, shorter than a sentence."""
_FEWEST_LETTERS: Final = 3
"""A name that legal suffixes make shorter keeps them."""

_WORD: Final = re.compile(r"[^\W_]+")
_FILER_END: Final = re.compile(r"[_-]")
_NOT_LETTERS: Final = re.compile(r"[^a-z]+")
_LEGAL_SUFFIX: Final = re.compile(
    r"(?:incorporated|inc|corporation|corp|company|co|limited|ltd|llc|plc|llp|lp)$"
)
_MULTIPLIER: Final = np.uint64(0x9E3779B97F4A7C15)
_WORD_MULTIPLIER: Final = np.uint64(0xBF58476D1CE4E5B9)

Hashes = NDArray[np.uint64]


class NearCopies(NamedTuple):
    """Two texts and the share of the shorter one's word sequences that the other one has as well."""

    one: str
    other: str
    share: float


def find_families(texts: Mapping[str, str]) -> list[tuple[str, ...]]:
    """The families of texts by file name: of one filer, or near copies, or joined through others.

    Numbered siblings have one filer. Names are sorted in each family, and families by their first name.
    """
    links: nx.Graph[str] = nx.Graph()
    links.add_nodes_from(texts)
    by_filer = sorted(texts, key=lambda name: (filer(name), name))
    for _, names in groupby(by_filer, key=filer):
        links.add_edges_from(pairwise(names))
    links.add_edges_from((each.one, each.other) for each in near_copies(texts))
    return sorted(tuple(sorted(family)) for family in nx.connected_components(links))


def assign_folds(families: Iterable[Sequence[str]], folds: int = FOLDS) -> dict[str, int]:
    """The fold of each document, from 0: families whole, folds of about the same number of documents.

    The largest family goes first, each into the smallest fold. Families of one size come in the order of
    a hash of their names, so that neighbours in the alphabet are not neighbours in the folds.
    """
    sizes = [0] * folds
    assigned: dict[str, int] = {}
    for family in sorted(families, key=lambda each: (-len(each), _hash_of(each))):
        fold = sizes.index(min(sizes))
        sizes[fold] += len(family)
        assigned |= dict.fromkeys(family, fold)
    return assigned


def filer(name: str) -> str:
    """Who filed a contract, by its file name: the letters before the first "_" or "-", no legal suffixes.

    >>> filer("LARKFIELDHOSTING,INC_2019_EX-10.txt") == filer("LarkfieldHostingInc_2020_EX-1.txt")
    True
    >>> filer("Lease 1.txt") == filer("Lease 2.txt")
    True
    """
    head = _FILER_END.split(PurePath(name).stem)[0]
    letters = _NOT_LETTERS.sub("", head.casefold())
    while (suffix := _LEGAL_SUFFIX.search(letters)) and suffix.start() >= _FEWEST_LETTERS:
        letters = letters[: suffix.start()]
    return letters or head


def near_copies(texts: Mapping[str, str], at_least: float = NEAR_COPY) -> list[NearCopies]:
    """The pairs of texts of which one has so large a share of the other's word sequences, sorted by names."""
    names = sorted(texts)
    numbers: dict[str, int] = {}
    shingles = [_shingles(texts[name], numbers) for name in names]
    sizes = np.array([len(each) for each in shingles])
    common = _common(shingles)
    shorter = np.minimum.outer(sizes, sizes)
    share = np.divide(common, shorter, out=np.zeros(common.shape), where=shorter > 0)
    return [NearCopies(names[i], names[j], float(share[i, j])) for i, j in np.argwhere(share >= at_least)]


def _shingles(text: str, numbers: dict[str, int]) -> Hashes:
    """Hashes of the text's sequences of words, each once, sorted. `numbers` counts the words of all texts."""
    found = [numbers.setdefault(word, len(numbers) + 1) for word in _WORD.findall(text.casefold())]
    words = np.array(found, dtype=np.uint64) * _WORD_MULTIPLIER
    count = max(0, len(words) - _SHINGLE + 1)
    hashes = np.zeros(count, dtype=np.uint64)
    for offset in range(_SHINGLE):
        hashes = hashes * _MULTIPLIER + words[offset : offset + count]
    return np.unique(hashes)


def _common(shingles: Sequence[Hashes]) -> NDArray[np.int64]:
    """How many sequences each two texts have in common; the earlier text is the row.

    All hashes are sorted with their texts beside them. Then equal hashes are neighbours, and the pairs at
    distance one, two, three are counted until no distance has a pair left.
    """
    common = np.zeros((len(shingles), len(shingles)), dtype=np.int64)
    hashes = np.concatenate(shingles) if shingles else np.zeros(0, dtype=np.uint64)
    texts = np.repeat(np.arange(len(shingles)), [len(each) for each in shingles])
    order = np.lexsort((texts, hashes))
    hashes, texts = hashes[order], texts[order]
    for first, second in _equal_neighbours(hashes):
        np.add.at(common, (texts[first], texts[second]), 1)
    return common


def _equal_neighbours(hashes: Hashes) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    places = np.arange(len(hashes))
    for distance in range(1, len(hashes)):
        places = places[places + distance < len(hashes)]
        places = places[hashes[places] == hashes[places + distance]]
        if not len(places):
            return
        yield places, places + distance


def _hash_of(family: Iterable[str]) -> str:
    return hashlib.sha256("\n".join(sorted(family)).encode()).hexdigest()
