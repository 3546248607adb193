"""Word files that unpack to far more than they are, or say that they do not."""

from typing import Final

from docx_making import part, parts_of
from hostile.contract import MAIN_NORM, word_body
from hostile.deflate import MIB
from hostile.outcome import DOCX, READ, Case, refused
from hostile.raw_zip import Entry, archive, bomb, entry, saying

_TOO_LARGE: Final = refused("document_too_large")
_DAMAGED: Final = refused("unreadable_document")
_SPACES: Final = b" " * MIB
_DOCUMENT: Final = "word/document.xml"


def entries(body: str | None = None, **others: str) -> dict[str, Entry]:
    """The entries of an honest Word file, by name."""
    parts = parts_of(word_body() if body is None else body, **others)
    return {name: entry(name, content) for name, content in parts.items()}


def _divided(mark: str = "</w:body>") -> tuple[bytes, bytes]:
    """The main part before and behind a place where more can be put."""
    before, behind = part("document", f"<w:body>{word_body()}</w:body>").split(mark)
    return before.encode(), (mark + behind).encode()


def _main_part(mib: int) -> Entry:
    """The contract, with so many MiB of white space behind its last paragraph."""
    before, behind = _divided()
    return bomb(_DOCUMENT, (before, 1), (_SPACES, mib), (behind, 1))


def _packed(*more: Entry) -> bytes:
    return archive(list((entries() | {each.name.decode(): each for each in more}).values()))


def _in_main_part(mib: int) -> bytes:
    return _packed(_main_part(mib))


def _in_picture(mib: int) -> bytes:
    """What bears no text is packed as tightly."""
    return _packed(bomb("word/media/image1.bmp", (_SPACES, mib)))


def _lying(mib: int, size: int) -> bytes:
    """The main part says that it unpacks to `size` bytes."""
    return _packed(saying(_main_part(mib), size=size))


def _many_parts(number: int) -> bytes:
    return _packed(*(entry(f"word/part{each}.xml", "<a/>") for each in range(number)))


CASES: Final = (
    Case("word-bomb-1-mib", lambda: _in_main_part(1), _TOO_LARGE, DOCX),
    Case("word-bomb-20-mib", lambda: _in_main_part(20), _TOO_LARGE, DOCX),
    Case("word-bomb-200-mib", lambda: _in_main_part(200), _TOO_LARGE, DOCX, is_slow=True),
    Case("word-bomb-1-gib", lambda: _in_main_part(1024), _TOO_LARGE, DOCX, is_slow=True),
    Case("word-bomb-in-a-picture", lambda: _in_picture(100), READ, DOCX, MAIN_NORM),
    Case("word-bomb-that-says-1000-bytes", lambda: _lying(100, 1000), _DAMAGED, DOCX),
    Case("word-bomb-that-says-4-gib", lambda: _lying(1, 2**32 - 1), _TOO_LARGE, DOCX),
    Case("word-parts-6000", lambda: _many_parts(6_000), _TOO_LARGE, DOCX),
    Case("word-parts-1000", lambda: _many_parts(1_000), READ, DOCX, MAIN_NORM),
)
