"""From what an extractor proposes to what is proved: the type says how far a statement has come."""

from enum import StrEnum

from pydantic import Field

from fourcorners.domain.evidence import Evidence, Quote
from fourcorners.domain.record import Record
from fourcorners.domain.responsible import Responsible


class Proof(StrEnum):
    """How far a value is shown by the words it is quoted from."""

    PROVED = "proved"
    QUOTED = "quoted"
    """The words are there; the value cannot be derived from them."""
    CONTRADICTED = "contradicted"


class Origin(StrEnum):
    """Who proposed a record."""

    NLP = "nlp"
    LLM = "llm"


class Proposed(Record):
    """What every draft carries: who says it, and from which words. Quotes are claims until they are found."""

    origin: Origin
    quotes: tuple[Quote, ...] = Field(min_length=1)
    """The record's own words first; then, each with a `part`, its stem, its deadline, a table's header ..."""


class Proved(Record):
    """What every record carries once its words are found."""

    id: str
    """Made of the document and the words, never of the values: an edit or a second run keeps it."""
    version: int = 1
    """Counts the changes."""
    hash: str
    """SHA-256 of what it says: which content a decision was about."""
    origin: tuple[Origin, ...]
    responsible: Responsible
    proof: dict[str, Proof] = Field(default_factory=dict)
    """By name of the value: how far the quote shows it."""
    evidence: tuple[Evidence, ...] = Field(min_length=1)
