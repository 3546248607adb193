"""What code could re-derive from the quote."""

from enum import StrEnum


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
