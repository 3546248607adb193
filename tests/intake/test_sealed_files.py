"""Bytes that are kept: whole, once, and safe before anything is acknowledged."""

import hashlib
import io
import os
import signal
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.errors import (
    DocumentTooLarge,
    EmptyFile,
    LostFile,
    NotFound,
    UnsupportedFormat,
)
from fourcorners.intake.sealed_files import SealedFiles, check

TEXT = b"The Buyer shall pay.\n"
MIB = 1024 * 1024


class Drip(io.RawIOBase):
    """A stream that gives a few bytes at a time, as a network does."""

    def __init__(self, content: bytes) -> None:
        self._rest = content

    def read(self, size: int = -1) -> bytes:
        """At most seven bytes, whatever was asked for."""
        given, self._rest = self._rest[: min(7, size)], self._rest[min(7, size) :]
        return given


class Torn(io.BytesIO):
    """A stream that breaks after its first bytes."""

    def read(self, size: int | None = -1) -> bytes:
        """Bytes, then an error of input and output."""
        if self.tell() >= 4096:
            raise OSError(5, "Input/output error")
        return super().read(size)


@pytest.fixture
def files(tmp_path):
    """An empty place for files."""
    return SealedFiles(tmp_path / "files")


def content_of(files: SealedFiles, sha256: str) -> bytes:
    """All bytes of a kept file."""
    with files.open(sha256) as file:
        return file.read()


def kept(folder: Path) -> list[Path]:
    """All files there but the lock."""
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.name != ".lock")


def test_a_sealed_file_is_found_by_its_hash(files, tmp_path):
    """What was sealed comes back as it was, under a path made of its SHA-256, and nobody may write it."""
    sealed = files.seal(io.BytesIO(TEXT), "../lease.txt", MIB)
    number = hashlib.sha256(TEXT).hexdigest()
    assert (sealed.sha256, sealed.size_bytes, sealed.name) == (number, len(TEXT), "lease.txt")
    assert sealed.media_type == "text/plain"
    assert files.path(number) == tmp_path / "files" / number[:2] / number
    assert stat.S_IMODE(files.path(number).stat().st_mode) == 0o400
    assert content_of(files, number) == TEXT


@given(st.binary(min_size=1, max_size=20_000))
def test_any_bytes_come_back_as_they_were(tmp_path_factory, tail):
    """Sealing changes no byte, however the stream gives them."""
    content = b"%PDF-1.7\n" + tail
    files = SealedFiles(tmp_path_factory.mktemp("files"))
    whole = files.seal(io.BytesIO(content), "a.pdf", MIB)
    dripped = files.seal(Drip(content), "b.pdf", MIB)
    assert whole.sha256 == dripped.sha256 == hashlib.sha256(content).hexdigest()
    assert content_of(files, whole.sha256) == content


def test_fifty_threads_seal_the_same_bytes_once(files, tmp_path):
    """The same bytes are one file, also when all come at the same moment."""
    content = TEXT * 10_000
    together = Barrier(50)

    def seal(number: int) -> str:
        together.wait()
        return files.seal(io.BytesIO(content), f"{number}.txt", MIB).sha256

    with ThreadPoolExecutor(50) as pool:
        hashes = set(pool.map(seal, range(50)))
    assert len(hashes) == 1
    assert kept(tmp_path / "files") == [files.path(hashes.pop())]


def test_a_file_at_the_limit_is_taken_and_one_byte_more_is_not(files, tmp_path):
    """The limit is told, and nothing is left of what is refused."""
    limit = 64 * 1024
    with pytest.raises(DocumentTooLarge, match=r"larger than 0\.0625 MiB") as caught:
        files.seal(io.BytesIO(b"x" * (limit + 1)), "long.txt", limit)
    assert caught.value.file == "long.txt"
    assert kept(tmp_path / "files") == []
    assert files.seal(io.BytesIO(b"x" * limit), "long.txt", limit).size_bytes == limit


@pytest.mark.parametrize(
    ("content", "error"), [(io.BytesIO(b"\x89PNG\0"), UnsupportedFormat), (Torn(TEXT * 900), OSError)]
)
def test_nothing_is_left_of_what_is_refused_or_breaks(files, tmp_path, content, error):
    """A wrong type and a broken stream leave the folder as it was."""
    with pytest.raises(error):
        files.seal(content, "odd.txt", MIB)
    assert kept(tmp_path / "files") == []


FILL = """
import io, resource, sys
from pathlib import Path
from fourcorners.errors import StorageFull
from fourcorners.intake.sealed_files import SealedFiles
files = SealedFiles(Path(sys.argv[1]))
if len(sys.argv) > 2:
    resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
kept = files.seal(io.BytesIO(b"small"), "small.txt", 1 << 30)
try:
    files.seal(io.BytesIO(b"x" * 3_000_000), "large.txt", 1 << 30)
except StorageFull as error:
    print(error)
assert files.open(kept.sha256).read() == b"small"
files.seal(io.BytesIO(b"small too"), "other.txt", 1 << 30)
"""


def fill(folder: Path, *arguments: str) -> str:
    """Seal a file for which there is no room, and one for which there is, in a process of its own."""
    command = [sys.executable, "-c", FILL, str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def test_a_file_that_may_not_grow_is_told_as_a_full_disk(tmp_path):
    """Where the system refuses to write more, nothing is left, and the next file is taken."""
    assert "no room left" in fill(tmp_path / "files", "limited")
    assert len(kept(tmp_path / "files")) == 2


def test_a_full_disk_leaves_nothing_behind(tmp_path):
    """On a real full disk the same holds."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small disk may not be mounted here")
    try:
        assert "no room left" in fill(disk / "files")
        assert len(kept(disk / "files")) == 2
    finally:
        subprocess.run(["umount", str(disk)], check=True)  # noqa: S607


def test_damage_is_found_when_a_file_is_read_and_healed_when_it_is_sent_again(files):
    """Bytes that are not those that were sealed are never given as if they were."""
    sealed = files.seal(io.BytesIO(TEXT), "lease.txt", MIB)
    files.path(sealed.sha256).chmod(0o600)
    files.path(sealed.sha256).write_bytes(TEXT.replace(b"Buyer", b"Maker"))
    with pytest.raises(LostFile, match="damaged"):
        files.open(sealed.sha256)
    files.seal(io.BytesIO(TEXT), "lease.txt", MIB)
    assert content_of(files, sealed.sha256) == TEXT


def test_a_file_that_is_gone_is_told_as_lost(files):
    """Someone asks for what was sealed once."""
    with pytest.raises(LostFile, match="gone"):
        files.open("0" * 64)


@pytest.mark.parametrize("sha256", ["../../etc/passwd", "A" * 64, ""])
def test_what_is_no_hash_is_not_found(files, sha256):
    """Whatever is asked for in place of a hash, nothing but sealed files is opened."""
    with pytest.raises(NotFound):
        files.open(sha256)


@pytest.mark.parametrize("content", [TEXT * 3000, b"%PDF-1.7\n"])
def test_what_will_be_taken_is_told_before_it_is_sealed(files, tmp_path, content):
    """And the stream is at its beginning again."""
    stream = io.BytesIO(content)
    check(stream, "lease.txt", MIB)
    assert kept(tmp_path / "files") == []
    assert files.seal(stream, "lease.txt", MIB).size_bytes == len(content)


@pytest.mark.parametrize(
    ("content", "error"),
    [(b"", EmptyFile), (b"\x89PNG\0", UnsupportedFormat), (TEXT * 100_000, DocumentTooLarge)],
)
def test_what_will_be_refused_is_told_before_anything_is_sealed(content, error):
    """With the same error as sealing gives, which names the file by its label."""
    with pytest.raises(error) as caught:
        check(io.BytesIO(content), "../odd\u202e.txt", MIB)
    assert caught.value.file == "odd.txt"


def test_the_sweeper_takes_what_nobody_keeps(files, tmp_path):
    """Left-over files go when they are old; what is kept, and what has just come, stays."""
    sealed = [files.seal(io.BytesIO(TEXT * n), "lease.txt", MIB).sha256 for n in (1, 2, 3)]
    passing = tmp_path / "files" / "incoming-abc"
    passing.write_bytes(b"half of a fi")
    for path in (passing, files.path(sealed[0]), files.path(sealed[1])):
        os.utime(path, (0, 0))
    assert files.sweep(lambda sha256: sha256 == sealed[1], older_than_s=3600) == 2
    assert kept(tmp_path / "files") == sorted(files.path(each) for each in sealed[1:])
    assert files.sweep(lambda _: True, older_than_s=0) == 0


def test_a_file_that_is_sealed_again_is_not_swept(files):
    """An old file that nobody keeps yet counts as new from the moment it is sent again."""
    sha256 = files.seal(io.BytesIO(TEXT), "lease.txt", MIB).sha256
    os.utime(files.path(sha256), (0, 0))

    def is_kept(asked: str) -> bool:
        files.seal(io.BytesIO(TEXT), "again.txt", MIB)
        return False

    assert files.sweep(is_kept, older_than_s=3600) == 0
    assert content_of(files, sha256) == TEXT


SEAL_ENDLESSLY = """
import io, itertools, sys
from pathlib import Path
from fourcorners.intake.sealed_files import SealedFiles
files = SealedFiles(Path(sys.argv[1]))
for number in itertools.count():
    sealed = files.seal(io.BytesIO(b"%d " % number * 20_000), "n.txt", 1 << 30)
    print(sealed.sha256, flush=True)
"""


def test_what_was_acknowledged_survives_a_kill(tmp_path):
    """After `kill -9` every file that was acknowledged is whole, and no file is half there."""
    command = [sys.executable, "-c", SEAL_ENDLESSLY, str(tmp_path / "files")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        told = [child.stdout.readline().strip() for _ in range(20)]
        child.send_signal(signal.SIGKILL)
    files = SealedFiles(tmp_path / "files")
    assert all(hashlib.sha256(content_of(files, each)).hexdigest() == each for each in told)
    assert all(content_of(files, path.name) for path in (tmp_path / "files").glob("??/*"))
