"""Where the files of one request lie while they come."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from fourcorners.api.upload_spool import IN_MEMORY_BYTES, UploadSpool


@given(st.lists(st.lists(st.binary(max_size=100), max_size=4), max_size=8), st.booleans())
def test_each_file_comes_back_as_it_was_written(files: list[list[bytes]], is_large: bool) -> None:
    """In memory and on disk, with all begun before the first is written, and read as often as one likes."""
    sent = [[part * (5000 if is_large else 1) for part in parts] for parts in files]
    with UploadSpool(Path("/tmp")) as spool:  # noqa: S108 - what goes there has no name
        begun = [spool.begin() for _ in sent]
        for upload, parts in zip(begun, sent, strict=True):
            for part in parts:
                assert upload.write(part) == len(part)
            assert upload.seek(0) == 0
        for upload, parts in [*zip(begun, sent, strict=True)] * 2:
            assert upload.seek(0, 2) == len(b"".join(parts))
            upload.seek(0)
            assert upload.read(10) + upload.read() == b"".join(parts)


def test_a_request_holds_one_file_open_however_many_it_brings(tmp_path: Path) -> None:
    """And what is over the memory that it may take lies on the disk, without a name."""
    before = len(list(Path("/proc/self/fd").iterdir()))
    with UploadSpool(tmp_path) as spool:
        uploads = [spool.begin() for _ in range(100)]
        for upload in uploads:
            upload.write(b"x" * (IN_MEMORY_BYTES // 50))
        assert len(list(Path("/proc/self/fd").iterdir())) == before + 1
        assert list(tmp_path.iterdir()) == []
    assert len(list(Path("/proc/self/fd").iterdir())) == before
