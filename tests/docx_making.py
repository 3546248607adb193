"""Small Word files of our own writing, part by part, so that a test says what stands in the XML."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_RELATIONS: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_NAMESPACES: Final = (
    f'xmlns:w="{WORD}"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    f' xmlns:r="{_RELATIONS}"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_ROOTS: Final = {
    "styles": "styles",
    "numbering": "numbering",
    "header": "hdr",
    "footer": "ftr",
    "footnotes": "footnotes",
    "endnotes": "endnotes",
    "comments": "comments",
    "glossaryDocument": "glossaryDocument",
}


def part(root: str, inner: str) -> str:
    """A part with the usual namespaces."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:{root} {_NAMESPACES}>{inner}</w:{root}>'


def package(parts: Mapping[str, str | bytes]) -> bytes:
    """A package of these parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def parts_of(body: str, **others: str) -> dict[str, str | bytes]:
    """The parts of a Word file with this body; others ("numbering", "styles", "header" ...) by keyword."""
    relations = "".join(
        f'<Relationship Id="r{name}" Type="{_RELATIONS}/{name}" Target="{name}.xml"/>' for name in others
    )
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r1" '
        f'Type="{_RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}'
        "</Relationships>",
        "word/document.xml": part("document", f"<w:body>{body}</w:body>"),
        **{f"word/{name}.xml": part(_ROOTS[name], inner) for name, inner in others.items()},
    }


def make_docx(body: str, **others: str) -> bytes:
    """A Word file with this body."""
    return package(parts_of(body, **others))


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def inserted(inner: str, author: str = "Ann") -> str:
    """Runs that somebody put in."""
    return f'<w:ins w:id="1" w:author="{author}">{inner}</w:ins>'


def deleted(text: str, author: str = "Bob") -> str:
    """Words that somebody struck out."""
    words = f'<w:r><w:delText xml:space="preserve">{text}</w:delText></w:r>'
    return f'<w:del w:id="2" w:author="{author}">{words}</w:del>'


def hidden(text: str) -> str:
    """A run that is set as hidden."""
    return run(text, "<w:vanish/>")


def field_mark(kind: str, form: str = "") -> str:
    """A mark of a field: begin, separate or end; `form` is what a form field begins with."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}">{form}</w:fldChar></w:r>'


def field(code: str, result: str) -> str:
    """A field with runs for its code and its result."""
    return field_mark("begin") + code + field_mark("separate") + result + field_mark("end")


def text_box(inner: str) -> str:
    """A run that holds a box, written twice, as Word does for new readers and for old ones."""
    box = f"<w:txbxContent>{inner}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx>'
        f"{box}</wps:txbx></wps:wsp></w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape><v:textbox>"
        f"{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


def paragraph(text: str = "", list_id: int | None = None, level: int | None = None, style: str = "") -> str:
    """A paragraph of one run, in a list or of a style where these are given."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if list_id is not None:
        depth = "" if level is None else f'<w:ilvl w:val="{level}"/>'
        properties += f'<w:numPr>{depth}<w:numId w:val="{list_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}</w:p>"


def table(*rows: list[str]) -> str:
    """A table of plain cells."""
    cells = "".join(
        f"<w:tr>{''.join(f'<w:tc>{paragraph(cell)}</w:tc>' for cell in row)}</w:tr>" for row in rows
    )
    return f"<w:tbl>{cells}</w:tbl>"


def level(index: int, numeral: str, text: str, start: int = 1, inner: str = "") -> str:
    """A level of a list."""
    return (
        f'<w:lvl w:ilvl="{index}"><w:start w:val="{start}"/><w:numFmt w:val="{numeral}"/>'
        f'<w:lvlText w:val="{text}"/>{inner}</w:lvl>'
    )


def numbering(levels: str, *lists: str) -> str:
    """One definition (0) and the lists that follow it; list 1 where none is named."""
    every = lists or ('<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',)
    return f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>{"".join(every)}'
