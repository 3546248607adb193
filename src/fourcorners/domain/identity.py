"""How a record is known: by the words it stands on, never by its values."""

import hashlib
import json
from collections import Counter
from typing import Any, Final

from fourcorners.domain.evidence import Evidence
from fourcorners.domain.record import Record
from fourcorners.domain.variable import Fact

_BOOKKEEPING: Final = {
    "id",
    "version",
    "hash",
    "confidence",
    "computed",
    "origin",
    "proof",
    "evidence",
    "quotes",
    "responsible",
    "side",
    "our_task",
    "what_if",
}


def record_id(identity: str, kind: str, evidence: Evidence, ordinal: int) -> str:
    """An id that stays the same where the words are the same.

    It is made of what the document is known by (its hash, or the id that it is kept as), the kind of
    record, the quote with its surroundings, and `ordinal`: which of several records of that kind on that
    quote it is, from 0. An edit, a second run or a better model that finds the same words gives the same
    id.
    """
    anchor = [
        identity,
        kind,
        *(_folded(words) for words in (evidence.prefix, evidence.exact, evidence.suffix)),
    ]
    return f"{kind}_{digest([*anchor, ordinal])[:20]}"


class RecordIds:
    """The ids of the records of one document, given out in the order in which its records stand."""

    def __init__(self, identity: str) -> None:
        """`identity` is what the document is known by."""
        self._identity = identity
        self._turns: Counter[str] = Counter()

    def next(self, kind: str, evidence: Evidence) -> str:
        """The id of the next record; those of a kind on the same words are told apart by their turn."""
        first = record_id(self._identity, kind, evidence, 0)
        turn = self._turns[first]
        self._turns[first] += 1
        return record_id(self._identity, kind, evidence, turn) if turn else first

    def at(self, kind: str, start: int) -> str:
        """The id of what stands on no words: where it starts in the text tells it from others."""
        return f"{kind}_{start}_{self._identity[:12]}"


def content_hash(content: Record) -> str:
    """SHA-256 of what a record says, without how it was found: which content a decision was about.

    What has its default is left out, so a field that is added later changes no hash of what was kept before.
    """
    said = content.model_dump(mode="json", exclude=_BOOKKEEPING, exclude_defaults=True)
    if isinstance(content, Fact):
        # To each sort of value its own kind is the default, and it is what tells them apart.
        said["value"]["kind"] = content.value.kind
    return digest(said)


def _folded(words: str) -> str:
    return " ".join(words.split())


def digest(content: Any) -> str:
    """SHA-256, in hex, of what is plain JSON: the order of names does not count."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True)
    # The name of a file may hold what UTF-8 has no place for.
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
