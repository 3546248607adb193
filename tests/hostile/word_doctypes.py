"""Word files with a DOCTYPE: text after an entity would vanish in silence, so each is refused."""

from collections.abc import Callable
from typing import Final

from docx_making import WORD, package, part, parts_of
from hostile.contract import word_body
from hostile.outcome import DOCX, Case, refused

_REFUSED: Final = refused("unreadable_document")
_OUTSIDE: Final = '<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/hostname">]>'
_OVER_THE_NET: Final = '<!DOCTYPE r [<!ENTITY e SYSTEM "http://127.0.0.1:9/">]>'
_PARAMETER: Final = '<!DOCTYPE r [<!ENTITY % p SYSTEM "http://127.0.0.1:9/p.dtd"> %p;]>'
_ELSEWHERE: Final = '<!DOCTYPE r SYSTEM "http://127.0.0.1:9/p.dtd">'
_HARMLESS: Final = '<!DOCTYPE r [<!ENTITY e "shall not ">]>'
_LAUGHS: Final = (
    '<!DOCTYPE r [<!ENTITY e0 "ha">'
    + "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
    + '<!ENTITY e "&e9;">]>'
)
_QUADRATIC: Final = f'<!DOCTYPE r [<!ENTITY e "{"ha" * 50_000}">]>'
_MARKER: Final = "<w:r><w:t>The Supplier &e; shall pay.</w:t></w:r>"


def _after_head(content: str, doctype: str) -> str:
    head, rest = content.split("?>", 1)
    return f"{head}?>{doctype}{rest}"


def _in_main_part(doctype: str, encoding: str = "UTF-8") -> bytes:
    """The main part begins with the DOCTYPE, and uses its entity."""
    main = part("document", f"<w:body>{word_body()}<w:p>{_MARKER}</w:p></w:body>")
    content = _after_head(main.replace("UTF-8", encoding), doctype)
    return package({**parts_of(""), "word/document.xml": content.encode(encoding)})


def _in_part(name: str) -> bytes:
    """A part beside the main one that has it."""
    parts = parts_of(word_body(), header=f"<w:p>{_MARKER}</w:p>", styles="")
    content = str(parts[name])
    content = content if content.startswith("<?xml") else f'<?xml version="1.0"?>{content}'
    return package({**parts, name: _after_head(content, _HARMLESS)})


def _in_undeclared_encoding() -> bytes:
    """UTF-16 without a declaration: a search for the bytes of the word does not find it."""
    content = f'{_HARMLESS}<w:document xmlns:w="{WORD}"><w:body><w:p>{_MARKER}</w:p></w:body></w:document>'
    return package({**parts_of(""), "word/document.xml": content.encode("utf-16")})


def _case(name: str, make: Callable[[], bytes]) -> Case:
    return Case(f"doctype-{name}", make, _REFUSED, DOCX)


CASES: Final = (
    _case("file-outside", lambda: _in_main_part(_OUTSIDE)),
    _case("address", lambda: _in_main_part(_OVER_THE_NET)),
    _case("parameter-entity", lambda: _in_main_part(_PARAMETER)),
    _case("elsewhere", lambda: _in_main_part(_ELSEWHERE)),
    _case("harmless-entity", lambda: _in_main_part(_HARMLESS)),
    _case("laughs", lambda: _in_main_part(_LAUGHS)),
    _case("one-long-entity", lambda: _in_main_part(_QUADRATIC)),
    _case("utf-16", lambda: _in_main_part(_HARMLESS, "UTF-16")),
    _case("utf-16-undeclared", _in_undeclared_encoding),
    _case("in-header", lambda: _in_part("word/header.xml")),
    _case("in-styles", lambda: _in_part("word/styles.xml")),
    _case("in-relations", lambda: _in_part("word/_rels/document.xml.rels")),
    _case("in-content-types", lambda: _in_part("[Content_Types].xml")),
)
