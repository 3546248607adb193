"""Where the files of one request lie while they come: one after the other, in one file on the disk."""

import io
import os
from contextlib import suppress
from pathlib import Path
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer, WriteableBuffer

IN_MEMORY_BYTES: Final = 256 * 1024
"""What a request brings besides goes to disk while it comes."""


class UploadSpool:
    """Holds the files of a request, however many, with this much memory and one descriptor."""

    def __init__(self, folder: Path) -> None:
        """What does not stay in memory goes to a nameless file in `folder`."""
        self._file = SpooledTemporaryFile(max_size=IN_MEMORY_BYTES, dir=str(folder))  # noqa: SIM115 - it is closed with this

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, place: TracebackType | None
    ) -> None:
        # On a full disk it tries once more to write what is thrown away here.
        with suppress(OSError):
            self._file.close()

    def begin(self) -> "SpooledUpload":
        """The next file. Each is written to its end before the next is written."""
        return SpooledUpload(self._file)


class SpooledUpload(io.RawIOBase):
    """One file of a request; those of one request are used by one thread at a time."""

    def __init__(self, file: SpooledTemporaryFile[bytes]) -> None:
        """An empty file, which will begin where `file` ends when it is first written."""
        super().__init__()
        self._file = file
        self._start = 0
        self._size = 0
        self._position = 0

    def write(self, content: "ReadableBuffer", /) -> int:
        """Put it behind what was written before. Raises OSError, also for what came before."""
        end = self._file.seek(0, os.SEEK_END)
        if not self._size:
            self._start = end
        count = self._file.write(content)
        self._size += count
        return count

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Go on reading at that place. Raises OSError where what was written does not reach the disk."""
        self._file.flush()
        self._position = (
            offset + {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        )
        return self._position

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Read on, and never into the next file."""
        wanted = memoryview(buffer)[: max(0, self._size - self._position)]
        self._file.seek(self._start + self._position)
        count = self._file.readinto(wanted)
        self._position += count
        return count
