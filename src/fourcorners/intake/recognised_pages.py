"""Recognised pages of documents that are kept: hours of work that a restart must not lose.

A page is a file of its own under the hash of the document's bytes and what recognised it, so that whoever
is killed goes on at the next page, and whoever reads the same bytes again reads no picture twice.
"""

import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from fourcorners.domain.recognition import RecognisedPage, RecognitionOrder
from fourcorners.intake.sealed_files import storing

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_FOLDER_MODE: Final = 0o700
_PASSING: Final = "incoming-"
_ENDING: Final = ".json"


class RecognisedPages:
    """A folder of recognised pages, for many threads and several processes at once."""

    def __init__(self, folder: Path) -> None:
        """Keep pages in `folder`, which is made when the first page comes."""
        self._folder = folder

    def of(self, sha256: str, order: RecognitionOrder) -> "PagesOnDisk":
        """The pages of the document of that hash that were recognised by that order."""
        if not _SHA256.fullmatch(sha256):
            raise ValueError("a document is known by the 64 hex digits of its SHA-256")
        return PagesOnDisk(self._folder / sha256 / order.key)

    def count(self, sha256: str) -> int:
        """How many pages of the document of that hash were recognised, by whatever order."""
        return sum(1 for _ in (self._folder / sha256).glob(f"*/*{_ENDING}"))

    def forget_failures(self, sha256: str) -> None:
        """Let go of pages of that document that could not be recognised. Raises StoreUnavailable."""
        with storing(self._folder):
            for path in (self._folder / sha256).glob(f"*/*{_ENDING}"):
                _, page = _read(path)
                if page is None or page.failure is not None:
                    path.unlink(missing_ok=True)

    def sweep(self, is_kept: Callable[[str], bool], older_than_s: float) -> int:
        """Take away the pages of documents whose hash `is_kept` denies, and tell how many documents.

        With them goes what those left behind who were killed while they wrote. What was touched less than
        `older_than_s` seconds ago stays: it may be about to be kept. Raises StoreUnavailable.
        """
        before = time.time() - older_than_s
        with storing(self._folder):
            left = [path for path in self._folder.glob("*") if _is_older(path, before)]
            unkept = [path for path in left if not (_SHA256.fullmatch(path.name) and is_kept(path.name))]
            for path in unkept:
                shutil.rmtree(path, ignore_errors=True)
            for passing in self._folder.glob(f"*/*/{_PASSING}*"):
                if _is_older(passing, before):
                    passing.unlink(missing_ok=True)
            return len(unkept)


class PagesOnDisk:
    """The pages of one document that were recognised by one order."""

    def __init__(self, folder: Path) -> None:
        """The folder is made when the first page comes."""
        self._folder = folder

    def all(self) -> Mapping[int, bytes]:
        """The JSON of those that are there and whole, by their numbers and in that order.

        Raises StoreUnavailable.
        """
        with storing(self._folder):
            paths = list(self._folder.glob(f"*{_ENDING}"))
            found = [(page.number, content) for content, page in map(_read, paths) if page is not None]
        return dict(sorted(found))

    def keep(self, page: RecognisedPage) -> None:
        """Keep a page, in the place of one of its number. Raises StorageFull or StoreUnavailable."""
        with storing(self._folder):
            for folder in (*reversed(self._folder.parents[:2]), self._folder):
                folder.mkdir(mode=_FOLDER_MODE, exist_ok=True)
            descriptor, name = tempfile.mkstemp(prefix=_PASSING, dir=self._folder)
            passing = Path(name)
            try:
                with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                    file.write(page.model_dump_json())
                passing.replace(self._folder / f"{page.number}{_ENDING}")
            except BaseException:
                passing.unlink(missing_ok=True)
                raise


def _read(path: Path) -> tuple[bytes, RecognisedPage | None]:
    """A page as it was kept; None where a power cut left half of it, so that it is recognised anew."""
    content = b""
    with suppress(FileNotFoundError, ValidationError):
        content = path.read_bytes()
        page = RecognisedPage.model_validate_json(content)
        if path.name == f"{page.number}{_ENDING}":
            return content, page
    return content, None


def _is_older(path: Path, before: float) -> bool:
    """Whether nothing was written there since then: to a file, or into a folder and the folders in it."""
    with suppress(FileNotFoundError):
        return all(each.stat().st_mtime < before for each in (path, *path.glob("*")))
    return False
