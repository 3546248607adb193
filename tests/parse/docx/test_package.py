import io
import random
import re
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from docx_making import STRICT, WORD, level, make_docx, numbering, package, paragraph, parts_of, run, table
from fourcorners.errors import DocumentTooLarge, EncryptedDocument, InputError, UnreadableDocument
from fourcorners.parse.reader import read
from fourcorners.settings import ReadingLimits

PRICE = "The Buyer shall pay the Price."
LIST = numbering(level(0, "decimal", "%1.") + level(1, "decimal", "%1.%2"))


def _typed(parts: dict[str, str | bytes], content_type: str) -> dict[str, str | bytes]:
    """The parts, the main one declared to be of a type."""
    override = f'<Override PartName="/word/document.xml" ContentType="{content_type}"/></Types>'
    types = str(parts["[Content_Types].xml"]).replace("</Types>", override)
    return {**parts, "[Content_Types].xml": types}


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
        ("a.dotx", "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml"),
        ("a.docm", "application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("a.dotm", "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"),
    ],
)
@pytest.mark.parametrize("namespace", [WORD, STRICT])
def test_what_word_writes_is_read(name, content_type, namespace):
    """Documents, templates and files with macros, Strict or not."""
    body = f"<w:p>{run('The Buyer')}{run(' ')}{run('shall pay the Price.')}</w:p>"
    parts = {name: str(part).replace(WORD, namespace) for name, part in parts_of(body).items()}
    document = read(package(_typed(parts, content_type)), name)
    assert (document.read_by, document.text, document.findings) == ("lxml", PRICE, ())


def _without_types(parts: dict[str, str | bytes]) -> None:
    del parts["[Content_Types].xml"]


def _of_no_type(parts: dict[str, str | bytes]) -> None:
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace('"xml"', '"bin"')


def _without_a_note(parts: dict[str, str | bytes]) -> None:
    del parts["word/comments.xml"]


def _in_capitals(parts: dict[str, str | bytes]) -> None:
    parts["WORD/NUMBERING.XML"] = parts.pop("word/numbering.xml")


def _unrelated(parts: dict[str, str | bytes]) -> None:
    del parts["_rels/.rels"]


def _with_odd_relations(parts: dict[str, str | bytes]) -> None:
    parts["word/_rels/comments.xml.rels"] = "<Relations"


def _with_a_long_chain(parts: dict[str, str | bytes]) -> None:
    relations = str(parts["_rels/.rels"])
    for number in range(1500):
        parts[f"word/n{number}.xml"] = "<x/>"
        target = f"n{number + 1}.xml" if number < 1499 else "n0.xml"
        parts[f"word/_rels/n{number}.xml.rels"] = relations.replace("word/document.xml", target)
    parts["word/_rels/comments.xml.rels"] = relations.replace("word/document.xml", "n0.xml")


@pytest.mark.parametrize(
    "change",
    [
        _without_types,
        _of_no_type,
        _without_a_note,
        _in_capitals,
        _unrelated,
        _with_odd_relations,
        _with_a_long_chain,
    ],
)
def test_an_odd_package_is_read_all_the_same(change):
    """A missing note, a wrong type or an odd name costs no word of the body."""
    parts = parts_of(paragraph("Supply", 1, 0) + paragraph(PRICE, 1, 1), numbering=LIST, comments="")
    change(parts)
    assert read(package(parts), "agreement.docx").text == f"1. Supply\n\n1.1 {PRICE}"


@pytest.mark.parametrize(
    "part", ["[Content_Types].xml", "_rels/.rels", "word/_rels/document.xml.rels", "word/numbering.xml"]
)
def test_a_doctype_in_any_part_that_is_used_is_refused(part):
    """Also in those that say how the others belong together."""
    parts = parts_of(paragraph(PRICE, 1, 0), numbering=LIST)
    plain = str(parts[part])
    doctype = '<!DOCTYPE x [<!ENTITY e "word">]>'
    parts[part] = plain.replace("?>", f"?>{doctype}", 1) if plain.startswith("<?") else doctype + plain
    with pytest.raises(UnreadableDocument, match="DOCTYPE"):
        read(package(parts), "agreement.docx")


LAUGHS = (
    '<!DOCTYPE w [<!ENTITY e0 "ha">'
    + "".join(f'<!ENTITY e{level} "{f"&e{level - 1};" * 10}">' for level in range(1, 10))
    + '<!ENTITY e "&e9;">]>'
)


def _with_document(change) -> bytes:
    parts = parts_of(paragraph(PRICE))
    parts["word/document.xml"] = change(parts["word/document.xml"])
    return package(parts)


@pytest.mark.parametrize(
    ("content", "error", "told"),
    [
        (_with_document(lambda xml: xml[:-40]), UnreadableDocument, "cut off or damaged"),
        (
            _with_document(lambda xml: xml.replace("?>", '?><!DOCTYPE w [<!ENTITY e "x">]>', 1)),
            UnreadableDocument,
            "DOCTYPE",
        ),
        (
            _with_document(
                lambda xml: xml.replace("UTF-8", "UTF-16").replace("?>", "?><!DOCTYPE w>", 1).encode("utf-16")
            ),
            UnreadableDocument,
            "DOCTYPE",
        ),
        (
            _with_document(lambda xml: xml.replace("?>", f"?><!-- ? -->{LAUGHS}", 1)),
            UnreadableDocument,
            "DOCTYPE",
        ),
        (_with_document(lambda xml: re.sub("w:body", "w:bogus", xml)), UnreadableDocument, "no body"),
        (
            _with_document(lambda xml: xml.replace(PRICE, " " * 2_000_000)),
            DocumentTooLarge,
            "unpacks to",
        ),
        (make_docx(paragraph(PRICE))[:-200], UnreadableDocument, "cut off or damaged"),
    ],
)
def test_a_file_that_is_broken_or_made_to_do_harm_is_refused(content, error, told):
    """Nothing is read of a file that cannot be read whole."""
    with pytest.raises(error, match=told) as caught:
        read(content, "agreement.docx")
    assert caught.value.file == "agreement.docx"


@pytest.mark.parametrize(
    "limits",
    [
        ReadingLimits(max_unpacked_mib=1),
        ReadingLimits(max_part_mib=1),
        ReadingLimits(max_parts=3),
        ReadingLimits(max_ratio=1),
    ],
)
@pytest.mark.parametrize("part", ["word/document.xml", "word/document.bin"])
def test_a_file_over_a_limit_is_refused_whatever_its_parts_are_called(limits, part):
    """Each limit is the operator's, and the name of a part need not say that it is XML."""
    words = " ".join(str(number) for number in range(200_000))
    parts = parts_of(paragraph(words))
    parts[part] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("word/document.xml", part)
    assert len(read(package(parts), "long.docx").text) == len(words)
    with pytest.raises(DocumentTooLarge, match="over the limit"):
        read(package(parts), "long.docx", limits)


def test_an_archive_that_lies_about_a_size_is_not_believed():
    """What unpacks to more than it says ends as damage, not as memory."""
    content = bytearray(make_docx(paragraph(PRICE)))
    central = content.rindex(b"PK\x01\x02")
    content[central + 24 : central + 28] = (200).to_bytes(4, "little")
    with pytest.raises(UnreadableDocument, match="damaged"):
        read(bytes(content), "lying.docx")


def test_pictures_are_never_unpacked_and_never_refused():
    """A contract may hold any number of photographs, and a blank picture packs well."""
    noise = random.Random(1).randbytes(3 * 1024 * 1024)
    parts = parts_of(paragraph(PRICE)) | {f"word/media/image{number}.jpeg": noise for number in range(2)}
    parts["word/media/blank.bmp"] = bytes(4 * 1024 * 1024)
    limits = ReadingLimits(max_unpacked_mib=5, max_part_mib=1)
    assert read(package(parts), "photographs.docx", limits).text == PRICE
    parts["word/media/bomb.bmp"] = bytes(2 * 1024 * 1024)
    with pytest.raises(DocumentTooLarge):
        read(package(parts), "bomb.docx", limits)


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_packed_as_word_never_packs_is_refused(packing):
    """The format knows one way of packing, whose output can be bounded."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        for name, content in parts_of(paragraph(PRICE)).items():
            archive.writestr(name, content)
    with pytest.raises(UnreadableDocument, match="packed in a way"):
        read(buffer.getvalue(), "packed.docx")


_NESTED = {
    "controls": ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>", paragraph(PRICE)),
    "tables": ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>", paragraph(PRICE)),
    "boxes": ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>", paragraph(PRICE)),
}


@pytest.mark.parametrize("kind", sorted(_NESTED))
def test_what_is_nested_as_deep_as_xml_may_be_is_read(kind):
    """Depth in a file is no depth of calls."""
    before, after, inner = _NESTED[kind]
    deep = 240 // before.count("<")
    assert read(make_docx(before * deep + inner + after * deep), "deep.docx").text == PRICE


@pytest.mark.parametrize("kind", sorted(_NESTED))
def test_what_is_nested_deeper_is_refused_for_its_size(kind):
    """Twenty thousand tables in each other are no contract."""
    before, after, inner = _NESTED[kind]
    with pytest.raises(DocumentTooLarge, match="nested deeper"):
        read(
            make_docx(before * 20_000 + inner + after * 20_000), "deep.docx", ReadingLimits(max_ratio=10_000)
        )


def test_a_piece_of_text_of_thirty_mebibytes_is_refused_for_its_size():
    """It is within the limits of the package, and longer than any paragraph."""
    words = "".join(f"{number} " for number in range(4_500_000))
    with pytest.raises(DocumentTooLarge, match="longer pieces of text"):
        read(make_docx(paragraph(words)), "long.docx")


def test_a_text_longer_than_the_longest_pdf_is_refused():
    """A Word file has no pages to count, so its characters count."""
    content = make_docx(paragraph("The Buyer pays. ") * 100)
    with pytest.raises(DocumentTooLarge, match="more than 3,000 characters"):
        read(make_docx(paragraph("The Buyer pays. " * 200)), "long.docx", ReadingLimits(max_pages=1))
    assert read(content, "short.docx", ReadingLimits(max_pages=1)).text


@pytest.mark.parametrize(
    "told", ["Memory allocation failed : growing buffer", "xmlSAX2Characters: huge text node"]
)
def test_want_of_memory_is_no_damage_whatever_the_parser_calls_it(told, monkeypatch):
    """It comes as an error of syntax, with one of many codes."""

    def fail(blob):
        raise etree.XMLSyntaxError(told, 1, 1, 1)

    monkeypatch.setattr("fourcorners.parse.docx.elements.parse_xml", fail)
    with pytest.raises(DocumentTooLarge):
        read(make_docx(paragraph(PRICE)), "agreement.docx")


def test_a_prefix_that_is_not_declared_has_its_usual_meaning():
    """Some writers forget the declaration; the words are there all the same."""
    parts = parts_of(paragraph(PRICE) + "<odd:mark/>", header=paragraph("Supply"))
    for name in ("word/document.xml", "word/header.xml"):
        parts[name] = str(parts[name]).replace(f' xmlns:w="{WORD}"', "")
    assert read(package(parts), "undeclared.docx").text == f"{PRICE}\n\nSupply"


@pytest.mark.parametrize("namespace", [WORD, STRICT])
def test_a_part_in_utf_16_is_read(namespace):
    """Strict or not."""
    parts = {name: str(part).replace(WORD, namespace) for name, part in parts_of(paragraph(PRICE)).items()}
    parts["word/document.xml"] = str(parts["word/document.xml"]).replace("UTF-8", "UTF-16").encode("utf-16")
    assert read(package(parts), "wide.docx").text == PRICE


def test_the_body_may_stand_in_any_part_that_is_declared_and_related():
    """Its name is the writer's own."""
    parts = parts_of(paragraph(PRICE))
    parts["contract/main.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("word/document.xml", "contract/main.xml")
    declared = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    types = str(_typed(parts, declared)["[Content_Types].xml"]).replace(
        "/word/document.xml", "/contract/main.xml"
    )
    assert read(package({**parts, "[Content_Types].xml": types}), "odd.docx").text == PRICE


def test_nothing_outside_of_the_file_is_fetched():
    """A part that is elsewhere is not read, and a part's name leads nowhere but into the package."""
    parts = parts_of(paragraph(PRICE), header=paragraph("Supply"))
    relations = "word/_rels/document.xml.rels"
    parts[relations] = str(parts[relations]).replace(
        'Target="header.xml"', 'Target="http://127.0.0.1/header.xml" TargetMode="External"'
    )
    parts["../../etc/passwd"] = "root"
    document = read(package(parts), "external.docx")
    assert document.text == f"{PRICE}\n\nSupply"


def test_an_encrypted_or_doubled_part_is_refused():
    """No part is taken for another, and none is passed over."""
    content = bytearray(make_docx(paragraph(PRICE)))
    central = content.rindex(b"PK\x01\x02")
    content[central + 8] |= 1
    with pytest.raises(EncryptedDocument, match="password"):
        read(bytes(content), "locked.docx")
    buffer = io.BytesIO(make_docx(paragraph(PRICE)))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("Word/Document.xml", "<x/>")
    with pytest.raises(UnreadableDocument, match="two parts of one name"):
        read(buffer.getvalue(), "doubled.docx")


@given(st.lists(st.tuples(st.integers(0, 1_000_000), st.integers(0, 255)), min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_a_file_with_changed_bytes_is_read_or_refused(changes):
    """Damage anywhere ends in a document or in an error of ours, never in a library's."""
    content = bytearray(make_docx(paragraph(PRICE, 1, 0) + table(["a", "b"], ["c", "d"]), numbering=LIST))
    for position, byte in changes:
        content[position % len(content)] = byte
    with suppress(InputError):
        read(bytes(content), "agreement.docx")
