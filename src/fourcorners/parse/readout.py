"""What a reader of one format gives: a document without what is the same for all formats."""

from dataclasses import dataclass, field

from fourcorners.domain.document import DocumentState, Page, Table, TypedSpan, Word
from fourcorners.domain.finding import Finding
from fourcorners.parse.composition import Composition


@dataclass(slots=True)
class Readout:
    """The text of a file with its places, and which library read it."""

    read_by: str
    text: str
    state: DocumentState = DocumentState.READ
    pages: tuple[Page, ...] = ()
    words: tuple[Word, ...] = ()
    spans: tuple[TypedSpan, ...] = ()
    tables: tuple[Table, ...] = ()
    findings: list[Finding] = field(default_factory=list)

    @classmethod
    def of(cls, composition: Composition, read_by: str, findings: list[Finding]) -> "Readout":
        """What was composed. Spans come in order of their start."""
        return cls(
            read_by,
            composition.text,
            words=tuple(composition.words),
            spans=tuple(sorted(composition.spans, key=lambda span: span.start)),
            tables=tuple(composition.tables),
            findings=findings,
        )
