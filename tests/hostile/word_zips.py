"""Word files whose archive plays tricks: names that lead elsewhere, entries twice, locked or cut off."""

from typing import Final

from docx_making import parts_of
from hostile.contract import MAIN_NORM, word_body
from hostile.outcome import DOCX, READ, Case, refused
from hostile.raw_zip import Entry, archive, entry, saying
from hostile.word_bombs import entries

_DAMAGED: Final = refused("unreadable_document")
_DOCUMENT: Final = "word/document.xml"
_LINK: Final = 0o120777
_ENCRYPTED: Final = 1


def _with(*more: Entry) -> bytes:
    return archive([*entries().values(), *more])


def _changed(**lies: int) -> bytes:
    """Other things are said of the main part."""
    honest = entries()
    return archive(list((honest | {_DOCUMENT: saying(honest[_DOCUMENT], **lies)}).values()))


def _other_main_part(name: str) -> bytes:
    """The main part stands there a second time under that name, with other words."""
    other = parts_of("<w:p><w:r><w:t>The Supplier shall pay nothing.</w:t></w:r></w:p>")[_DOCUMENT]
    return _with(entry(name, other))


def _cut(share: float) -> bytes:
    content = archive(list(entries().values()))
    return content[: int(len(content) * share)]


CASES: Final = (
    Case("zip-name-that-climbs", lambda: _with(entry("../../../evil.xml", "<a/>")), READ, DOCX, MAIN_NORM),
    Case(
        "zip-name-from-the-root", lambda: _with(entry("/etc/cron.d/evil", "* * * * *")), READ, DOCX, MAIN_NORM
    ),
    Case("zip-name-of-a-drive", lambda: _with(entry("C:\\evil.xml", "<a/>")), READ, DOCX, MAIN_NORM),
    Case(
        "zip-link",
        lambda: _with(saying(entry("word/link.xml", "/etc/hostname"), mode=_LINK)),
        READ,
        DOCX,
        MAIN_NORM,
    ),
    Case("zip-main-part-is-a-link", lambda: _changed(mode=_LINK), READ, DOCX, MAIN_NORM),
    Case("zip-entry-twice", lambda: _other_main_part(_DOCUMENT), _DAMAGED, DOCX),
    Case("zip-entry-twice-in-other-case", lambda: _other_main_part("WORD/document.xml"), _DAMAGED, DOCX),
    Case("zip-encrypted", lambda: _changed(flags=_ENCRYPTED), refused("encrypted_document"), DOCX),
    Case("zip-size-too-small", lambda: _changed(size=10), _DAMAGED, DOCX),
    Case("zip-size-too-large", lambda: _changed(size=1_000_000), READ, DOCX, MAIN_NORM),
    Case("zip-wrong-checksum", lambda: _changed(checksum=1), _DAMAGED, DOCX),
    Case("zip-unknown-method", lambda: _changed(method=97), _DAMAGED, DOCX),
    Case(
        "zip-data-behind",
        lambda: archive(list(entries().values()), behind=b"\0" * 500),
        READ,
        DOCX,
        MAIN_NORM,
    ),
    Case("zip-cut-in-the-middle", lambda: _cut(0.5), _DAMAGED, DOCX),
    Case("zip-cut-at-the-end", lambda: _cut(0.98), _DAMAGED, DOCX),
    Case(
        "zip-without-main-part",
        lambda: archive([entry("word/styles.xml", "<a/>")]),
        refused("unsupported_format"),
        DOCX,
    ),
    Case(
        "zip-honest",
        lambda: archive([entry(name, content) for name, content in parts_of(word_body()).items()]),
        READ,
        DOCX,
        MAIN_NORM,
    ),
)
