"""How far a document has come, from its bytes to records that a person can review."""

from enum import StrEnum
from typing import Final

from fourcorners.domain.record import Record


class ProcessingState(StrEnum):
    """Where a document is."""

    RECEIVED = "received"
    """Its bytes are safe; it waits to be read."""
    READING = "reading"
    RECOGNISING = "recognising"
    """Pages without text are read from their pictures (OCR), one after the other."""
    EXTRACTING = "extracting"
    GUARDING = "guarding"
    REVIEWABLE = "reviewable"
    """Its records wait for a person."""
    NO_TEXT = "no_text"
    """It was opened and holds images alone: nothing was read, which is not the same as nothing owed."""
    FAILED = "failed"
    """It cannot be read; `error` says why and what to do."""
    QUARANTINED = "quarantined"
    """It ended its reader twice, or took more time or memory than it may: opened again only if asked for."""


WORK_STATES: Final = (
    ProcessingState.RECEIVED,
    ProcessingState.READING,
    ProcessingState.RECOGNISING,
    ProcessingState.EXTRACTING,
    ProcessingState.GUARDING,
)
"""In order: what still has work to come. The others are final until the document is read again."""


class Progress(Record):
    """Steps done, of the steps there are."""

    done: int
    of: int = len(WORK_STATES)


def progress_of(state: ProcessingState) -> Progress:
    """How many of the steps (take in, read, recognise, extract, guard) lie behind a document."""
    return Progress(done=WORK_STATES.index(state) if state in WORK_STATES else len(WORK_STATES))


class Failure(Record):
    """Why a document has no records."""

    code: str
    """Stable; one of the codes of errors.py."""
    message: str
    """For people: what happened, and what to do."""


NO_TEXT: Final = Failure(
    code=ProcessingState.NO_TEXT.value,
    message="no text was found in it, so nothing was read; its findings say what to do",
)
"""No failure of the reader, which gives a record of what it saw; and yet there is nothing to review."""
