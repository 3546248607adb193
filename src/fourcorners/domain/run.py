"""One extraction of one document: who read it, what was proposed, and the text that offsets count in."""

from typing import Self

from pydantic import Field

from fourcorners.domain.extraction import Extraction
from fourcorners.domain.identity import digest
from fourcorners.domain.record import Record


class Processed(Record):
    """What the child that holds a file answers with."""

    text: str = Field(description="the canonical text")
    extraction: Extraction


class Run(Record):
    """What one version of the reader, the models and the prompts made of a document."""

    id: str
    document_id: str
    text: str
    extraction: Extraction

    @classmethod
    def of(cls, document_id: str, processed: Processed) -> Self:
        """The run of an answer. The same reader, models and prompts on the same words are the same run."""
        extraction = processed.extraction
        made_by = [extraction.document.read_by, extraction.produced_by.model_dump(mode="json")]
        number = digest([document_id, extraction.document.sha256, *made_by, processed.text])[:20]
        return cls(id=f"run_{number}", document_id=document_id, text=processed.text, extraction=extraction)
