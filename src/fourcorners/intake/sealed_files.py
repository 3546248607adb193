"""Bytes kept by what they are: a file's path is its SHA-256, and whatever is there is whole.

A file is written under a passing name, made safe on disk, and then renamed. Whoever is killed in between
leaves a passing file and nothing else; `sweep` takes those away.
"""

import errno
import fcntl
import hashlib
import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, Final, NamedTuple

from fourcorners.domain.kept_document import SealedFile
from fourcorners.domain.media_type import HEAD_BYTES, media_type_of
from fourcorners.errors import DocumentTooLarge, LostFile, NotFound, StorageFull, StoreUnavailable
from fourcorners.intake.label import label_of

_SHA256: Final = re.compile(r"[0-9a-f]{64}")
_CHUNK_BYTES: Final = 1024 * 1024
_PASSING: Final = "incoming-"
_LOCK: Final = ".lock"
_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_BUSY: Final = frozenset({errno.EMFILE, errno.ENFILE})
_BRING_BACK: Final = "bring it back from a backup, or send it again"
_FOLDER_MODE: Final = 0o700
_SEALED_MODE: Final = 0o400


class _Written(NamedTuple):
    path: Path
    sha256: str
    size_bytes: int


class SealedFiles:
    """A folder of sealed files, for many threads and several processes at once."""

    def __init__(self, folder: Path) -> None:
        """Keep files in `folder`, which is made where it is not there. Raises StoreUnavailable."""
        self._folder = folder
        with storing(folder):
            folder.mkdir(mode=_FOLDER_MODE, parents=True, exist_ok=True)

    def seal(self, content: BinaryIO, name: str, max_bytes: int) -> SealedFile:
        """Keep all that `content` gives; it is safe on disk when this returns. The same bytes are one file.

        `name` becomes a label. Nothing is left behind by what is refused: raises what `media_type_of`
        raises, DocumentTooLarge over `max_bytes`, StorageFull, StoreUnavailable, and whatever reading
        `content` raises.
        """
        label = label_of(name)
        head = _head(content)
        media_type = media_type_of(head, label)
        written = self._write(head, content, label, max_bytes)
        try:
            with storing(self._folder):
                self._publish(written)
        finally:
            written.path.unlink(missing_ok=True)
        return SealedFile(
            sha256=written.sha256, size_bytes=written.size_bytes, name=label, media_type=media_type
        )

    def path(self, sha256: str) -> Path:
        """Where the file of that hash lies, if it is kept. Raises NotFound for what is no hash."""
        if not _SHA256.fullmatch(sha256):
            raise NotFound("a file is asked for by the 64 hex digits of its SHA-256; check the id")
        return self._folder / sha256[:2] / sha256

    def open(self, sha256: str) -> BinaryIO:
        """The file, held against its hash, to be read from its beginning.

        Raises LostFile where it is gone or damaged, StoreUnavailable where it cannot be read now.
        """
        path = self.path(sha256)
        try:
            file = path.open("rb")
        except FileNotFoundError as error:
            raise LostFile(f"the kept file {sha256} is gone; {_BRING_BACK}") from error
        except OSError as error:
            raise _unusable(path, error) from error
        try:
            _refuse_damaged(file, sha256, path)
        except BaseException:
            file.close()
            raise
        return file

    def sweep(self, is_kept: Callable[[str], bool], older_than_s: float) -> int:
        """Take away what was left behind, and tell how many files that were.

        That is every passing file, and every sealed file whose hash `is_kept` denies, if it was last
        sealed more than `older_than_s` seconds ago: what was sealed a moment ago is about to be kept.
        """
        before = time.time() - older_than_s
        with storing(self._folder):
            passing = [path for path in self._folder.glob(f"{_PASSING}*") if _is_older(path, before)]
            sealed = [path for path in self._folder.glob("??/*") if _is_older(path, before)]
            unkept = [path for path in sealed if not (_SHA256.fullmatch(path.name) and is_kept(path.name))]
            return sum(self._remove(path, before) for path in (*passing, *unkept))

    def _write(self, head: bytes, content: BinaryIO, label: str, max_bytes: int) -> _Written:
        with storing(self._folder):
            descriptor, name = tempfile.mkstemp(prefix=_PASSING, dir=self._folder)
        path = Path(name)
        digest, size = hashlib.sha256(), 0
        try:
            with os.fdopen(descriptor, "wb", buffering=0) as file:
                for chunk in _chunks(head, content):
                    size += len(chunk)
                    _refuse_over(max_bytes, size, label)
                    digest.update(chunk)
                    with storing(self._folder):
                        _write_all(file, chunk)
                with storing(self._folder):
                    os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return _Written(path, digest.hexdigest(), size)

    def _publish(self, written: _Written) -> None:
        target = self.path(written.sha256)
        target.parent.mkdir(mode=_FOLDER_MODE, exist_ok=True)
        written.path.chmod(_SEALED_MODE)
        # Over a file that is there too: a damaged one is healed, and none counts as old to the sweeper.
        with self._locked(fcntl.LOCK_SH):
            written.path.replace(target)
        # Also when another thread made the folder or the name: it may not have come so far.
        _sync(target.parent)
        _sync(self._folder)

    def _remove(self, path: Path, before: float) -> bool:
        with self._locked(fcntl.LOCK_EX):
            if not _is_older(path, before):
                return False
            path.unlink()
            return True

    @contextmanager
    def _locked(self, kind: int) -> Iterator[None]:
        # Closing gives the lock back, and so does the death of the process.
        descriptor = os.open(self._folder / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(descriptor, kind)
            yield
        finally:
            os.close(descriptor)


def check(content: BinaryIO, name: str, max_bytes: int) -> None:
    """Raise what sealing such a file would raise for its type or its size.

    `content` is left at its beginning, so it has to be one that can be read again.
    """
    label = label_of(name)
    media_type_of(_head(content), label)
    _refuse_over(max_bytes, content.seek(0, os.SEEK_END), label)
    content.seek(0)


def _refuse_damaged(file: BufferedReader, sha256: str, path: Path) -> None:
    try:
        found = hashlib.file_digest(file, "sha256").hexdigest()
        file.seek(0)
    except OSError as error:
        raise _unusable(path, error) from error
    if found != sha256:
        raise LostFile(
            f"the kept file {sha256} is damaged: its bytes are not those that were sealed; {_BRING_BACK}"
        )


def _head(content: BinaryIO) -> bytes:
    head = b""
    # A stream may give less than it was asked for.
    while len(head) < HEAD_BYTES and (more := content.read(HEAD_BYTES - len(head))):
        head += more
    return head


def _chunks(head: bytes, content: BinaryIO) -> Iterator[bytes]:
    yield head
    while chunk := content.read(_CHUNK_BYTES):
        yield chunk


def _write_all(file: BinaryIO, chunk: bytes) -> None:
    rest = memoryview(chunk)
    # A disk that becomes full takes a part first, and only then refuses.
    while rest:
        rest = rest[file.write(rest) :]


def _refuse_over(max_bytes: int, size: int, label: str) -> None:
    if size > max_bytes:
        mib = max_bytes / (1024 * 1024)
        raise DocumentTooLarge(
            f"the file is larger than {mib:.4g} MiB; split it, or raise the limit", file=label
        )


def _is_older(path: Path, before: float) -> bool:
    # Somebody else may have swept, or sealed, meanwhile.
    with suppress(FileNotFoundError):
        return path.stat().st_mtime < before
    return False


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def storing(folder: Path) -> Iterator[None]:
    """Inside, what the disk refuses is raised as StorageFull or StoreUnavailable."""
    try:
        yield
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise StorageFull(
                f"there is no room left in {folder}, and nothing of this file was kept; "
                "make room there and send it again"
            ) from error
        raise _unusable(folder, error) from error


def _unusable(path: Path, error: OSError) -> StoreUnavailable:
    if error.errno in _BUSY:
        return StoreUnavailable("too many files are open at this moment; try again a little later")
    return StoreUnavailable(f"{path} cannot be used ({error.strerror}); check its rights and its disk")
