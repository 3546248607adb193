"""The numbered operative units of a contract, as a tree, and the sentences in them."""

from collections.abc import Mapping
from enum import StrEnum

from pydantic import Field, model_validator

from fourcorners.domain.clause_type import taxonomy
from fourcorners.domain.evidence import Evidence, Quote
from fourcorners.domain.party import PartyDraft
from fourcorners.domain.proof import Origin
from fourcorners.domain.record import Record
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.span import Span


class ClauseKind(StrEnum):
    """What a unit of the document does in the bargain."""

    PREAMBLE = "preamble"
    """Title, parties, date: all that stands before the first recital or clause."""
    RECITAL = "recital"
    """Background ("Whereas"): explains and does not bind."""
    CLAUSE = "clause"
    ATTACHMENT = "attachment"
    """A schedule, annex or exhibit; its clauses are its children."""
    SIGNATURE = "signature"


class ClauseNode(Record):
    """One unit of the tree. A unit's own text runs from `start` to the first child, or to `end`."""

    path: str
    """Its address, "7.2(b)(ii)"; within an attachment "Schedule 2/3.1"; empty for the preamble."""
    kind: ClauseKind
    label: str = ""
    """The number as printed: "(b)", "7.2", "ARTICLE IV"."""
    heading: Span | None = None
    parent: int | None = None
    """Index in `ClauseTree.clauses`."""
    start: int
    end: int
    """The end of its last descendant."""

    @property
    def span(self) -> Span:
        """The whole unit with its descendants."""
        return Span(self.start, self.end)


class SentenceKind(StrEnum):
    """What a sentence is in the build of the text."""

    SENTENCE = "sentence"
    STEM = "stem"
    """Introduces list items: "Supplier shall:"."""
    LIST_ITEM = "list_item"
    """Goes on from a stem: "(a) deliver the Goods;"."""
    HEADING = "heading"
    TABLE_ROW = "table_row"
    OTHER = "other"
    """Contents, signature blocks, page furniture in the body."""


class Sentence(Record):
    """A sentence, list item, heading or table row: what a quote of a norm is."""

    start: int
    end: int
    """Without the white space around it, and without the number that labels it."""
    kind: SentenceKind
    clause: int
    """Index in `ClauseTree.clauses` of the innermost unit it stands in."""
    stem: int | None = None
    """For a list item: index in `ClauseTree.sentences` of the stem it goes on from."""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class DefinedTerm(Record):
    """A capitalised name and the sentence that gives it meaning."""

    term: str
    definition: Span


class ClauseTree(Record):
    """A document cut into its units. Parents stand before their children; sentences are in text order."""

    clauses: tuple[ClauseNode, ...]
    sentences: tuple[Sentence, ...]
    definitions: tuple[DefinedTerm, ...] = ()
    parties: tuple[PartyDraft, ...] = ()
    furniture: tuple[Span, ...] = ()
    """Page numbers and running lines inside the body of a text file, read over; in order, none overlaps."""

    def heading_path(self, clause: int, text: str) -> str:
        """Headings from the outermost unit to this one, joined by " > ", as a reader would find it."""
        headings: list[str] = []
        index: int | None = clause
        while index is not None:
            node = self.clauses[index]
            if node.heading is not None:
                headings.append(" ".join(node.heading.of(text).split()))
            index = node.parent
        return " > ".join(reversed(headings))


class ClauseTypeDraft(Record):
    """An extractor's word that a clause is of a type, with the sentence that says it."""

    clause: int
    """Index in `ClauseTree.clauses`."""
    type: str
    confidence: float = Field(ge=0, le=1)
    origin: Origin
    quotes: tuple[Quote, ...] = Field(min_length=1)


class ClauseType(Record):
    """A type of a clause whose evidence was found."""

    type: str
    responsible: Responsible
    confidence: float = Field(ge=0, le=1)
    origin: tuple[Origin, ...]
    evidence: tuple[Evidence, ...] = Field(min_length=1)

    @model_validator(mode="before")
    @classmethod
    def _give_owner(cls, given: object) -> object:
        """Runs that were kept before clause types had owners name none: the taxonomy does."""
        if not isinstance(given, Mapping) or "responsible" in given:
            return given
        owners = {each.name: each.responsible.value for each in taxonomy()}
        owner = owners.get(str(given.get("type")))
        return given if owner is None else {**given, "responsible": owner}


class Clause(Record):
    """A clause as given out: addressed, with heading, types and place."""

    id: str
    path: str
    kind: ClauseKind
    heading: str | None
    types: tuple[ClauseType, ...] = ()
    evidence: tuple[Evidence, ...] = ()
