"""Word files of every form that Word writes, or nearly: read all the same. And files within files."""

from typing import Final

from docx_making import STRICT, WORD, make_docx, package, parts_of
from hostile.contract import MAIN_NORM, as_docx, word_body
from hostile.outcome import DOCX, READ, Case, Outcome, read_with

_MAIN: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TEMPLATE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"
_MACROS: Final = "application/vnd.ms-word.document.macroEnabled.main+xml"
_RELATION: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_APART: Final = "Approved by the board"
_EMBEDDED: Final = read_with("embedded_file_not_read")


def _typed(content_type: str) -> dict[str, str | bytes]:
    """The parts of the contract, whose main one is said to be of that type."""
    parts = parts_of(word_body())
    override = f'<Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>'
    return {**parts, "[Content_Types].xml": str(parts["[Content_Types].xml"]).replace("</Types>", override)}


def _macros() -> bytes:
    return _beside(_typed(_MACROS), "vbaProject", "vbaProject.bin", b"\xd0\xcf\x11\xe0 Sub AutoOpen()")


def _beside(
    parts: dict[str, str | bytes], kind: str, target: str, content: bytes | None, id_: str = "rX"
) -> bytes:
    """One more part that the main one speaks of; None for one that is not there."""
    relations = "word/_rels/document.xml.rels"
    relation = f'<Relationship Id="{id_}" Type="{_RELATION}/{kind}" Target="{target}"/></Relationships>'
    parts = {**parts, relations: str(parts[relations]).replace("</Relationships>", relation)}
    return package(parts if content is None else {**parts, f"word/{target}": content})


def _strict() -> bytes:
    parts = {name: str(content).replace(WORD, STRICT) for name, content in parts_of(word_body()).items()}
    transitional = "http://schemas.openxmlformats.org/officeDocument/2006"
    return package(
        {
            name: each.replace(transitional, "http://purl.oclc.org/ooxml/officeDocument")
            for name, each in parts.items()
        }
    )


def _outside(target: str) -> bytes:
    """A relation that leads out of the file, as a template that is fetched does."""
    parts = parts_of(word_body())
    relations = "word/_rels/document.xml.rels"
    relation = (
        f'<Relationship Id="rX" Type="{_RELATION}/attachedTemplate" Target="{target}" TargetMode="External"/>'
        "</Relationships>"
    )
    return package({**parts, relations: str(parts[relations]).replace("</Relationships>", relation)})


def _undeclared() -> bytes:
    """A header without its namespace, which is no XML to a strict parser."""
    parts = parts_of(word_body(), header="")
    header = f"<w:hdr><w:p><w:r><w:t>{_APART}</w:t></w:r></w:p></w:hdr>"
    return package({**parts, "word/header.xml": header})


def _other_file(name: str, content: bytes) -> bytes:
    """A file of another type that Word would show as a part of the text."""
    namespace = f'xmlns:r="{_RELATION}"'
    parts = parts_of(word_body(f'<w:altChunk {namespace} r:id="rX"/>'))
    return _beside(parts, "aFChunk", name, content)


def _embedded(target: str, content: bytes) -> bytes:
    return _beside(parts_of(word_body()), "package", target, content)


def _without(name: str) -> bytes:
    return package({each: content for each, content in parts_of(word_body()).items() if each != name})


def _case(
    name: str, content: bytes, expected: Outcome = READ, file_name: str = DOCX, holds: str = MAIN_NORM
) -> Case:
    return Case(f"word-{name}", lambda: content, expected, file_name, holds)


CASES: Final = (
    _case("strict", _strict()),
    _case("template", package(_typed(_TEMPLATE)), file_name="contract.dotx"),
    _case("main-type", package(_typed(_MAIN))),
    _case("macros", _macros(), read_with("macros_not_run"), "contract.docm"),
    _case("without-the-thumbnail", _beside(parts_of(word_body()), "thumbnail", "thumbnail.jpeg", None)),
    _case("without-the-styles", _beside(parts_of(word_body()), "styles", "styles.xml", None)),
    _case("without-content-types", _without("[Content_Types].xml")),
    _case("without-relations-of-the-main-part", _without("word/_rels/document.xml.rels")),
    _case("undeclared-namespace-in-a-header", _undeclared(), holds=_APART),
    _case("template-elsewhere", _outside("http://127.0.0.1:9/evil.dotm")),
    _case(
        "page-of-the-web-in-the-text", _other_file("chunk.html", f"<p>{_APART}</p>".encode()), holds=_APART
    ),
    _case("word-file-in-the-text", _other_file("chunk.docx", as_docx()), _EMBEDDED),
    _case("embedded-word-file", _embedded("embeddings/a.docx", make_docx(word_body())), _EMBEDDED),
    _case("embedded-program", _embedded("embeddings/oleObject1.bin", b"MZ" + as_docx()), _EMBEDDED),
)
