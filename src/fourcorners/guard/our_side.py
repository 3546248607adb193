"""Which parties are ours, told by all the names that they and we go by."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final, NamedTuple

from fourcorners.domain.extraction_terms import OurEntity
from fourcorners.domain.finding import Finding, Severity
from fourcorners.domain.party import PartyDraft

_SUFFIXES: Final = {
    "incorporated": "inc",
    "corporation": "corp",
    "company": "co",
    "limited": "ltd",
    "limited liability company": "llc",
    "limited liability partnership": "llp",
    "limited partnership": "lp",
    "public limited company": "plc",
    "proprietary limited": "pty ltd",
    "private limited": "pvt ltd",
    "aktiengesellschaft": "ag",
    "gesellschaft mit beschränkter haftung": "gmbh",
}
_SHORT: Final = frozenset(
    {*_SUFFIXES.values(), "sa", "sas", "sarl", "srl", "spa", "bv", "nv", "ab", "as", "oy", "kg", "kk", "se"}
)
_MOST_SUFFIX_WORDS: Final = 5
_FORMERLY: Final = re.compile(
    r"\b(?:(?:formerly|previously|originally)(?: known as| called| named|,| trading as)?|f/?k/?a)[:,]?\s+"
    r"(?P<name>[^()\"“”;\n]{2,120})",
    re.IGNORECASE,
)
_NAME_ENDS: Final = re.compile(
    r",? (?:an?|and|which|having|with|whose|organi[sz]ed|incorporated|registered)\b|,"
)
_LETTER_BY_LETTER: Final = re.compile(r"(?<![^\W_])[^\W\d_](?:\.\s?[^\W\d_])+\.?(?![^\W_])")
_MOST_NAMED: Final = 3


class _Name(NamedTuple):
    base: str
    suffix: str

    def is_same(self, other: "_Name") -> bool:
        """Whether both may name one company: of two different legal forms they do not."""
        return self.base == other.base and (
            self.suffix == other.suffix or not self.suffix or not other.suffix
        )


class OurSide:
    """Our entities by their names, without regard to case, punctuation and how a legal form is written."""

    def __init__(self, entities: Sequence[OurEntity]) -> None:
        """Without entities nothing is told of any party."""
        self._entities = entities
        self._names: dict[str, list[_Name]] = {}
        for entity in entities:
            for name in map(_read, entity.names):
                self._names.setdefault(name.base, []).append(name)

    def is_us(self, party: PartyDraft) -> bool | None:
        """Whether the party is one of ours; None where we were told of no entities."""
        if not self._entities:
            return None
        full, *others = party.names
        names = [full, *(former for quote in party.quotes for former in _former_names(quote.exact))]
        return any(map(self._is_ours, names)) or any(map(self._is_wholly_ours, others))

    def findings(self, are_ours: Iterable[bool | None]) -> Iterator[Finding]:
        """That no party is ours, where one should be."""
        if self._entities and not any(are_ours):
            known = ", ".join(entity.name for entity in self._entities[:_MOST_NAMED])
            more = f" and {len(self._entities) - _MOST_NAMED} more" * (len(self._entities) > _MOST_NAMED)
            yield Finding(
                code="our_side_not_found",
                severity=Severity.WARNING,
                message=f"No party of this contract is one of our entities ({known}{more}): see who the "
                "parties are, and where one is us, add its name to our entities as an alias or former name.",
            )

    def _is_ours(self, words: str) -> bool:
        name = _read(words)
        return any(name.is_same(ours) for ours in self._names.get(name.base, ()))

    def _is_wholly_ours(self, words: str) -> bool:
        """For short names: "the Company" is not The Company Ltd."""
        name = _read(words)
        return name in self._names.get(name.base, ())


def _read(words: str) -> _Name:
    """A name in lower case without punctuation, and its legal form in the shortest spelling."""
    joined = _LETTER_BY_LETTER.sub(lambda match: re.sub(r"[.\s]", "", match[0]), words)
    plain = re.sub(r"[^\w&+]+", " ", joined.replace("'", "").replace("’", "")).casefold()
    parts = plain.replace("&", " and ").split()
    if parts[:1] == ["the"]:
        parts = parts[1:]
    suffix: list[str] = []
    while len(parts) > 1 and (length := _suffix_length(parts)):
        form = " ".join(parts[-length:])
        suffix.insert(0, _SUFFIXES.get(form, form))
        parts = parts[:-length]
    return _Name(" ".join(parts), " ".join(suffix))


def _suffix_length(parts: Sequence[str]) -> int:
    """How many words at the end are a legal form, at least one word being left for the name."""
    for length in range(min(_MOST_SUFFIX_WORDS, len(parts) - 1), 0, -1):
        form = " ".join(parts[-length:])
        if form in _SUFFIXES or form in _SHORT:
            return length
    return 0


def _former_names(introduction: str) -> Iterator[str]:
    for match in _FORMERLY.finditer(" ".join(introduction.split())):
        name = match["name"]
        yield name
        for end in _NAME_ENDS.finditer(name):
            yield name[: end.start()]
