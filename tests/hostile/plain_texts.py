"""Text files that are too large, of one line, of another encoding, or nested without end."""

from typing import Final

from hostile.contract import MAIN_NORM, PARAGRAPHS, as_text
from hostile.deflate import MIB
from hostile.outcome import READ, TEXT, Case, read_with, refused

_UNSUPPORTED: Final = refused("unsupported_format")
_TOO_LARGE: Final = refused("document_too_large")
MARKDOWN: Final = "contract.md"


def _one_line(mib: int) -> bytes:
    """The contract on one line, again and again."""
    line = " ".join(PARAGRAPHS).encode() + b" "
    return line * (mib * MIB // len(line))


def _one_word(mib: int) -> bytes:
    return as_text("x" * mib * MIB)


def _empty_lines(number: int) -> bytes:
    return as_text("\n" * number)


CASES: Final = (
    Case("line-of-100-mib", lambda: _one_line(100), _TOO_LARGE, TEXT, is_slow=True),
    Case("line-of-1-mib", lambda: _one_line(1), READ, TEXT, MAIN_NORM, is_slow=True),
    Case("word-of-1-mib", lambda: _one_word(1), READ, TEXT, MAIN_NORM, is_slow=True),
    Case("word-of-100-mib", lambda: _one_word(100), _TOO_LARGE, TEXT, is_slow=True),
    Case("empty-lines-2000000", lambda: _empty_lines(2_000_000), READ, TEXT, MAIN_NORM, is_slow=True),
    Case("nul-in-text", lambda: as_text("The Supplier shall\0 pay."), _UNSUPPORTED, TEXT),
    Case("nul-far-in-text", lambda: as_text("x " * 100_000, "The Supplier\0."), _UNSUPPORTED, TEXT),
    Case("utf-16", lambda: as_text().decode().encode("utf-16"), _UNSUPPORTED, TEXT),
    Case("utf-16-without-a-mark", lambda: as_text().decode().encode("utf-16-le"), _UNSUPPORTED, TEXT),
    Case(
        "latin-1",
        lambda: as_text("Fee: 5 £ per café").decode().encode("latin-1"),
        read_with("encoding_guessed"),
        TEXT,
        MAIN_NORM,
    ),
    Case(
        "broken-utf-8",
        lambda: as_text() + b"\n\n\xff\xc0\xaf \xed\xa0\x80",
        read_with("encoding_guessed"),
        TEXT,
        MAIN_NORM,
    ),
    Case("quotes-20000-deep", lambda: as_text(">" * 20_000 + " deep"), READ, MARKDOWN, MAIN_NORM),
    Case(
        "lists-200-deep",
        lambda: as_text("\n".join("  " * level + "- keep the Portal available" for level in range(200))),
        READ,
        MARKDOWN,
        MAIN_NORM,
    ),
    Case("brackets-100000-deep", lambda: as_text("[" * 100_000 + "](" * 100_000), READ, MARKDOWN, MAIN_NORM),
    Case(
        "clauses-5000-deep",
        lambda: as_text(".".join(["1"] * 5_000) + " The Supplier shall pay."),
        READ,
        TEXT,
        MAIN_NORM,
    ),
    Case(
        "row-of-20000-cells",
        lambda: as_text("|" + " a |" * 20_000, "|" + "-|" * 20_000),
        READ,
        MARKDOWN,
        MAIN_NORM,
    ),
)
