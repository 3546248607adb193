"""PDFs that would do something when they are opened, and those that carry other files."""

from typing import Final

from hostile.contract import MAIN_NORM, as_docx
from hostile.outcome import READ, Case, read_with
from hostile.raw_pdf import CATALOG, assemble, one_page, page, prose, stream

_HONEST: Final = one_page(stream(prose()))
_ACTIVE: Final = read_with("active_content")


def _opened_with(action: bytes) -> bytes:
    """An action that is to be taken when the document is opened."""
    return assemble(_HONEST | {1: CATALOG.replace(b">>", b"/OpenAction<<%s>>>>" % action)})


def _script_by_name() -> bytes:
    names = b"/Names<</JavaScript<</Names[(go)<</S/JavaScript/JS(app.alert\\(1\\))>>]>>>>"
    return assemble(_HONEST | {1: CATALOG.replace(b">>", names + b">>")})


def _script_of_a_page() -> bytes:
    acting = page().replace(b"/Type/Page", b"/Type/Page/AA<</O<</S/JavaScript/JS(app.alert\\(1\\))>>>>")
    return assemble(_HONEST | {3: acting})


def _link(to: bytes) -> bytes:
    link = b"/Annots[<</Type/Annot/Subtype/Link/Rect[60 700 300 760]/A<<%s>>>>]" % to
    return assemble(_HONEST | {3: page().replace(b"/Type/Page", b"/Type/Page" + link)})


def _attached(content: bytes, name: bytes) -> bytes:
    """The contract with another file in it."""
    names = b"/Names<</EmbeddedFiles<</Names[(%s)<</Type/Filespec/F(%s)/EF<</F 6 0 R>>>>]>>>>" % (name, name)
    return assemble(
        _HONEST | {1: CATALOG.replace(b">>", names + b">>"), 6: stream(content, b"/Type/EmbeddedFile")}
    )


CASES: Final = (
    Case(
        "script-on-opening",
        lambda: _opened_with(b"/S/JavaScript/JS(app.alert\\(1\\))"),
        _ACTIVE,
        holds=MAIN_NORM,
    ),
    Case("script-by-name", _script_by_name, _ACTIVE, holds=MAIN_NORM),
    Case("script-of-a-page", _script_of_a_page, _ACTIVE, holds=MAIN_NORM),
    Case("launch-on-opening", lambda: _opened_with(b"/S/Launch/F(/bin/sh)"), _ACTIVE, holds=MAIN_NORM),
    Case(
        "address-on-opening",
        lambda: _opened_with(b"/S/URI/URI(http://127.0.0.1:9/)"),
        _ACTIVE,
        holds=MAIN_NORM,
    ),
    Case(
        "form-sent-on-opening",
        lambda: _opened_with(b"/S/SubmitForm/F(http://127.0.0.1:9/)"),
        _ACTIVE,
        holds=MAIN_NORM,
    ),
    Case("link-to-an-address", lambda: _link(b"/S/URI/URI(http://127.0.0.1:9/)"), READ, holds=MAIN_NORM),
    Case("link-to-a-script", lambda: _link(b"/S/JavaScript/JS(app.alert\\(1\\))"), _ACTIVE, holds=MAIN_NORM),
    Case(
        "attached-word-file",
        lambda: _attached(as_docx(), b"amendment.docx"),
        read_with("embedded_file_not_read"),
        holds=MAIN_NORM,
    ),
    Case(
        "attached-under-a-path",
        lambda: _attached(b"MZ", b"../../evil.exe"),
        read_with("embedded_file_not_read"),
        holds=MAIN_NORM,
    ),
)
