"""How a record is known: by the words it stands on, never by its values."""

import hashlib
import json
from typing import Any, Final

from fourcorners.domain.evidence import Evidence
from fourcorners.domain.record import Record

_BOOKKEEPING: Final = {
    "id",
    "version",
    "hash",
    "confidence",
    "origin",
    "proof",
    "evidence",
    "quotes",
    "responsible",
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


def content_hash(content: Record) -> str:
    """SHA-256 of what a record says, without how it was found: which content a decision was about."""
    return digest(content.model_dump(mode="json", exclude=_BOOKKEEPING))


def _folded(words: str) -> str:
    return " ".join(words.split())


def digest(content: Any) -> str:
    """SHA-256, in hex, of what is plain JSON: the order of names does not count."""
    plain = json.dumps(content, ensure_ascii=False, sort_keys=True)
    # The name of a file may hold what UTF-8 has no place for.
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()
