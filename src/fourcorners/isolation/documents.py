"""What may be asked of a document: its records, its text, how it was read, the picture of a page."""

import datetime as dt
import hashlib
import os
import re
from pathlib import Path
from typing import Final

from fourcorners import child_limits, sandbox
from fourcorners.domain.attestation import attest
from fourcorners.domain.extraction import Extraction
from fourcorners.domain.inspection import Inspection
from fourcorners.domain.run import Processed
from fourcorners.errors import DocumentTooLarge, NotFound, ReaderDied, UnreadableDocument
from fourcorners.isolation.answers import validated
from fourcorners.isolation.derivation import attest_derived
from fourcorners.isolation.kept_pages import Keeping
from fourcorners.isolation.names import PAGE_IMAGE, PIPELINE
from fourcorners.isolation.reading import File, OnState, Reading
from fourcorners.isolation.recognising import OnPage
from fourcorners.settings import Settings

IMAGE_DPI: Final = 144
"""Twice the size that a page has on paper on an ordinary screen."""
_BYTES_A_MEGAPIXEL: Final = 3.1e6
"""Of a picture that PNG makes no smaller."""
_PNG: Final = b"\x89PNG\r\n\x1a\n"
_COUNT: Final = re.compile(rb"[0-9]{1,10}")
_MIB: Final = 1024 * 1024
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")


def start() -> None:
    """Start what children are forked from, and see that it works. Raises ConfigError where it does not."""
    sandbox.configure(preload=[PIPELINE])
    sandbox.check()


def start_pictures() -> None:
    """Start what children that make pictures are forked from: little, unless `start` came before.

    Raises ConfigError where no child works here.
    """
    if not sandbox.preloaded():
        sandbox.configure(preload=[PAGE_IMAGE])
    sandbox.check()


def process(
    content: bytes,
    name: str,
    settings: Settings,
    *,
    identity: str | None = None,
    on_state: OnState | None = None,
    group: sandbox.Group | None = None,
    keeping: Keeping | None = None,
) -> Processed:
    """The text of a document and all that stands in it.

    `identity` is what the ids of records are made from, by default the hash of the bytes. `on_state` is
    called as a child comes to each state; what it raises ends the child and is raised here. Pages that
    are pictures are recognised and kept by `keeping`, by default until this returns. Raises InputError
    where the document cannot be read, ReaderDied where the answer does not hold, and ConfigError where
    pages cannot be recognised as the settings say.
    """
    sha256 = hashlib.sha256(content).hexdigest()
    # The name comes back in the JSON, where halves of characters have no place.
    name = _LONE_SURROGATE.sub("\ufffd", name)
    keeping = keeping or Keeping()
    reading = Reading(File(content, name), settings, group=group, keeping=keeping, on_state=on_state)
    answer = reading.answer("process_json", identity)
    with keeping.taking:
        processed = validated(Processed, answer, name)
        attest(processed, sha256=sha256, name=name, identity=identity or sha256)
        attest_derived(processed.extraction, name)
    return processed


def extract_json(
    path: Path,
    settings: Settings,
    group: sandbox.Group | None = None,
    on_page: OnPage | None = None,
    as_of: dt.date | None = None,
) -> bytes:
    """The JSON of what stands in a file, with its renewal as of a day; `extraction_of` checks it.

    `on_page` is called with how many pages were recognised, and of how many. Raises InputError.
    """
    reading = Reading(_file(path, settings), settings, group=group, on_page=on_page, as_of=as_of)
    return reading.answer("extract_json")


def read_text(path: Path, settings: Settings) -> bytes:
    """The canonical text of a file as UTF-8. Raises InputError where it cannot be read."""
    return Reading(_file(path, settings), settings).answer("read_text")


def inspect(
    path: Path, settings: Settings, group: sandbox.Group | None = None, on_page: OnPage | None = None
) -> Inspection:
    """How a file is read. Raises InputError where it cannot be, and ReaderDied as `process` does."""
    file = _file(path, settings)
    answer = Reading(file, settings, group=group, on_page=on_page).answer("inspect_json")
    return validated(Inspection, answer, file.name)


def page_image(content: bytes, name: str, page: int, settings: Settings, *, dpi: int = IMAGE_DPI) -> bytes:
    """The picture of a page of a PDF, by its number from 1, as PNG.

    A large page is shown smaller than `dpi` asks for. Raises UnsupportedFormat for a file without pages of
    its own, NotFound for a page that is not there, and what reading a PDF raises.
    """
    name = _LONE_SURROGATE.sub("\ufffd", name)
    limits = child_limits.reading(settings)
    most = min(settings.max_megapixels, limits.answer_bytes / _BYTES_A_MEGAPIXEL)
    answer = sandbox.run(f"{PAGE_IMAGE}:page_png", (content, name, page, dpi, most), file=name, limits=limits)
    if answer.startswith(_PNG):
        return answer
    if _COUNT.fullmatch(answer):
        raise NotFound(f"there is no page {page}: the PDF has {answer.decode()}", file=name)
    raise ReaderDied("its reader gave an answer that is no picture; leave it out", file=name)


def extraction_of(answer: bytes, name: str) -> Extraction:
    """What a child answered with, checked. Raises ReaderDied where it does not fit the schema."""
    return validated(Extraction, answer, name)


def _file(path: Path, settings: Settings) -> File:
    # The name goes into the JSON, where the bytes of a name that is not UTF-8 have no place.
    name = os.fsencode(path.name).decode("utf-8", "replace")
    return File(_content(path, name, settings.max_file_mib), name)


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
