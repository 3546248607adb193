"""What a reader of one format gives: a document without what is the same for all formats."""

from dataclasses import dataclass, field

from fourcorners.domain.document import DocumentState, Page, Table, TypedSpan, Word
from fourcorners.domain.finding import Finding
from fourcorners.errors import DocumentTooLarge
from fourcorners.parse.composition import Composition
from fourcorners.settings import PAGE_CHARACTERS, ReadingLimits


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
            findings=[*composition.findings, *findings],
        )


def too_long(name: str, limits: ReadingLimits) -> DocumentTooLarge:
    """What a file without pages is refused with that is longer than the longest PDF."""
    return DocumentTooLarge(
        f"the text has more than {limits.max_characters:,} characters ({limits.max_pages:,} pages of "
        f"{PAGE_CHARACTERS:,}); split it, or raise the limit of pages",
        file=name,
    )
