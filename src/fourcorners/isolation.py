"""A document in a child process of its own: whatever opens its bytes does so there.

This process holds neither parsers nor models: what it gets from a child is JSON, checked against the
schema like anything that comes from outside, and then against the file and its own text.
"""

import hashlib
import os
import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from pydantic import BaseModel, ValidationError

from fourcorners import sandbox
from fourcorners.domain.attestation import attest
from fourcorners.domain.extraction import Extraction
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.run import Processed
from fourcorners.errors import DocumentTooLarge, ReaderDied, UnreadableDocument
from fourcorners.settings import Settings

PIPELINE: Final = "fourcorners.pipeline"
_MIB: Final = 1024 * 1024
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")

Answer = TypeVar("Answer", bound=BaseModel)


def start() -> None:
    """Start what children are forked from, and see that it works. Raises ConfigError where it does not."""
    sandbox.configure(preload=[PIPELINE])
    sandbox.check()


def process(
    content: bytes,
    name: str,
    settings: Settings,
    *,
    identity: str | None = None,
    on_state: Callable[[ProcessingState], None] | None = None,
    group: sandbox.Group | None = None,
) -> Processed:
    """The text of a document and all that stands in it.

    `identity` is what the ids of records are made from, by default the hash of the bytes. `on_state` is
    called as the child comes to each state; what it raises ends the child and is raised here. Raises
    InputError where the document cannot be read, and ReaderDied where the answer does not hold.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    # The name comes back in the JSON, where halves of characters have no place.
    name = _LONE_SURROGATE.sub("\ufffd", name)
    answer = sandbox.run(
        f"{PIPELINE}:process_json",
        (content, name, identity),
        file=name,
        group=group,
        on_note=_states_to(on_state) if on_state is not None else None,
        timeout_s=settings.wall_clock_s,
    )
    processed = _validated(Processed, answer, name)
    attest(processed, sha256=sha256, name=name, identity=identity or sha256)
    return processed


def extract_json(path: Path, settings: Settings, group: sandbox.Group | None = None) -> bytes:
    """The JSON of what stands in a file; `extraction_of` checks it. Raises InputError."""
    return _ask("extract_json", path, settings, group)


def read_text(path: Path, settings: Settings) -> bytes:
    """The canonical text of a file as UTF-8. Raises InputError where it cannot be read."""
    return _ask("read_text", path, settings, None)


def extraction_of(answer: bytes, name: str) -> Extraction:
    """What a child answered with, checked. Raises ReaderDied where it does not fit the schema."""
    return _validated(Extraction, answer, name)


def _ask(function: str, path: Path, settings: Settings, group: sandbox.Group | None) -> bytes:
    # The name goes into the JSON, where the bytes of a name that is not UTF-8 have no place.
    name = os.fsencode(path.name).decode("utf-8", "replace")
    arguments = (_content(path, name, settings.max_file_mib), name)
    return sandbox.run(
        f"{PIPELINE}:{function}", arguments, file=name, group=group, timeout_s=settings.wall_clock_s
    )


def _content(path: Path, name: str, max_mib: int) -> bytes:
    try:
        if path.stat().st_size > max_mib * _MIB:
            raise DocumentTooLarge(
                f"the file is larger than {max_mib} MiB; split it, or raise the limit", file=name
            )
        return path.read_bytes()
    except OSError as error:
        raise UnreadableDocument(
            f"the file cannot be opened ({error.strerror}); check that you may read it", file=name
        ) from error


def _states_to(on_state: Callable[[ProcessingState], None]) -> Callable[[str], None]:
    """For notes: a child that was taken over may send any word, and one that is no state tells nothing."""

    def tell(word: str) -> None:
        state = None
        with suppress(ValueError):
            state = ProcessingState(word)
        if state is not None:
            on_state(state)

    return tell


def _validated(kind: type[Answer], answer: bytes, name: str) -> Answer:
    try:
        return kind.model_validate_json(answer)
    except ValidationError:
        raise ReaderDied(
            "its reader gave an answer that does not fit the schema; leave it out", file=name
        ) from None
