import base64
import zlib
from io import BytesIO

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.domain.document import PageState
from fourcorners.errors import DocumentTooLarge
from fourcorners.parse.pdf.filters import Overlong, most_bytes, unpack
from fourcorners.parse.reader import read
from fourcorners.settings import ReadingLimits
from pdf_making import changed, pack, pages_of, show, stream

FLATE = b"/Filter/FlateDecode"
LIMITS = ReadingLimits(max_stream_mib=1)
MIB = 1024 * 1024
PLAIN = stream(show("The Buyer shall pay."))
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 600 800]"


def _lzw(content: bytes) -> bytes:
    """The content as nine-bit codes of single bytes, cleared before the codes would grow."""
    codes = []
    for begin in range(0, len(content), 200):
        codes += [256, *content[begin : begin + 200]]
    bits = "".join(f"{code:09b}" for code in [*codes, 257])
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


PACKED = {
    "FlateDecode": zlib.compress,
    "LZWDecode": _lzw,
    "RunLengthDecode": lambda content: b"".join(b"\x00%c" % byte for byte in content) + b"\x80",
    "ASCIIHexDecode": lambda content: content.hex().encode() + b">",
    "ASCII85Decode": lambda content: base64.a85encode(content) + b"~>",
}


@pytest.mark.parametrize("outer", PACKED)
@pytest.mark.parametrize("inner", PACKED)
@given(content=st.binary(max_size=700))
def test_every_filter_is_undone_within_every_other(outer, inner, content):
    """What is weighed is what a reader would hold, and never more than the bound says."""
    packed = PACKED[outer](PACKED[inner](content))
    assert b"".join(unpack(packed, [outer, inner], MIB)) == content
    assert len(content) <= most_bytes(len(packed), [outer, inner])


@given(st.binary(max_size=200), st.sampled_from(sorted(PACKED)))
def test_a_damaged_stream_is_weighed_without_an_error(content, name):
    """Readers take what comes before the damage, and so does the scale."""
    assert sum(map(len, unpack(content, [name], MIB))) <= most_bytes(len(content), [name])


def test_a_bomb_is_never_unpacked_past_the_limit():
    """The first filter that gives too much stops the rest."""
    bomb = pack(pack(bytes(16 * MIB)))
    pieces = unpack(bomb, ["FlateDecode", "FlateDecode"], MIB)
    lengths: list[int] = []
    with pytest.raises(Overlong):
        lengths.extend(map(len, pieces))
    assert 0 < sum(lengths) <= MIB


@pytest.mark.parametrize(
    ("content", "entries"),
    [
        (pack(bytes(2 * MIB)), FLATE),
        (pack(bytes(2 * MIB), 2), b"/Filter[/FlateDecode/FlateDecode]"),
        (pack(bytes(2 * MIB)), b"/Filter[/Fl]"),
        (pack(bytes(2 * MIB)), b"/Filter/Fl#61teDecode"),
        (pack(bytes(2 * MIB)).hex().encode(), b"/Filter[/ASCIIHexDecode/FlateDecode]"),
        (b"\x81 " * 17_000, b"/Filter/RunLengthDecode"),
        (pack(bytes(2 * MIB)), FLATE + b"/Subtype/Image"),
    ],
)
def test_a_page_that_is_a_bomb_costs_no_other_page(content, entries):
    """It is left out unread and named; the pages around it are kept."""
    document = read(pages_of(PLAIN, stream(content, entries), PLAIN), "bomb.pdf", LIMITS)
    assert [page.state for page in document.pages] == [PageState.TEXT, PageState.UNREADABLE, PageState.TEXT]
    assert document.text == "The Buyer shall pay.\n\nThe Buyer shall pay."
    (finding,) = document.findings
    assert finding.code == "page_over_limit"
    assert "Page 2: not read, because its content unpacks to more than 1 MiB" in finding.message


def test_a_page_of_many_streams_is_weighed_as_a_whole():
    """The same stream again and again is no way around the limit; many small streams are no bomb."""
    half = stream(pack(b" " * (MIB // 2)), FLATE)
    honest = pages_of(PLAIN).replace(b"/Contents 4 0 R", b"/Contents[" + b"4 0 R " * 90 + b"]")
    bomb = pages_of(PLAIN, half).replace(b"/Contents 6 0 R", b"/Contents[" + b"6 0 R " * 90 + b"]")
    assert [page.state for page in read(honest, "honest.pdf", LIMITS).pages] == [PageState.TEXT]
    states = [page.state for page in read(bomb, "bomb.pdf", LIMITS).pages]
    assert states == [PageState.TEXT, PageState.UNREADABLE]


@pytest.mark.parametrize(
    "entries", [FORM, b"/Type/ObjStm/N 1/First 4", b"/Type/XRef/W[1 2 1]", b"/Length1 9"]
)
def test_a_bomb_that_no_page_explains_refuses_the_file(entries):
    """A drawing, a font or the file's own tables that unpack without end are not opened."""
    content = pages_of(PLAIN, more=[stream(pack(bytes(2 * MIB)), FLATE + entries)])
    with pytest.raises(DocumentTooLarge, match="unpacks to more than 1 MiB"):
        read(content, "bomb.pdf", LIMITS)


@pytest.mark.parametrize("entries", [b"/Type/EmbeddedFile", b"/Subtype/Image/Width 9/Height 9"])
def test_what_is_not_unpacked_for_its_text_may_be_large(entries):
    """Attachments and pictures have limits of their own."""
    content = pages_of(PLAIN, more=[stream(pack(bytes(2 * MIB)), FLATE + entries)])
    assert read(content, "large.pdf", LIMITS).findings == ()


def test_a_stream_that_hides_its_end_is_weighed_to_the_end():
    """The word that ends a stream within it, before the bomb, cuts nothing off."""
    bomb = zlib.compress(b"endstream" + bytes(2 * MIB), 0)[:40] + b"endstream" + pack(bytes(2 * MIB))
    content = pages_of(
        PLAIN, more=[stream(b"endstream" + bomb, FORM), stream(pack(bytes(2 * MIB)), FLATE + FORM)]
    )
    with pytest.raises(DocumentTooLarge):
        read(content, "hidden.pdf", LIMITS)


def test_many_streams_just_under_the_limit_are_too_much_together():
    """What is weighed costs time too, and a file has only so much of it."""
    almost = [stream(pack(bytes(MIB - 9)), FLATE + FORM)] * 17
    with pytest.raises(DocumentTooLarge):
        read(pages_of(PLAIN, more=almost), "many.pdf", LIMITS)


def test_a_file_of_a_million_ends_is_looked_through_in_one_go():
    """Streams without an end, and ends without a stream, cost no time squared."""
    content = pages_of(PLAIN) + b"stream\n" * 100_000 + b"endstream\n" * 100_000
    assert read(content, "ends.pdf").text == "The Buyer shall pay."


WITHIN = b"/Resources<</XObject<</A 4 0 R/B 5 0 R>>>>"


@pytest.mark.parametrize(
    ("page", "first", "second", "within"),
    [
        (b"/A Do", b"/B Do /B Do", b"/A Do", WITHIN),
        (b"/A Do", b"/A Do /A Do", b"", WITHIN),
        (b"/A Do", b"/A Do /A Do", b"", b""),
        (b"/#41 Do", b"/#42 Do /#42 Do", b"/#41 Do", WITHIN),
    ],
)
@pytest.mark.parametrize("is_inherited", [False, True])
def test_drawings_that_call_each_other_are_not_followed(page, first, second, within, is_inherited):
    """The page is left out: pdfium would end its process over it."""
    drawings = b"/XObject<</A 4 0 R/B 5 0 R>>"
    more = [stream(first, FORM + within), stream(second, FORM + within)]
    content = pages_of(PLAIN, stream(page), more=more, resources=drawings)
    if is_inherited:
        font = b"/Resources<</Font<</F1 3 0 R>>" + drawings + b">>"
        content = content.replace(font, b"").replace(b"/Type/Pages", b"/Type/Pages" + font)
    document = read(content, "cycle.pdf")
    assert [page.state for page in document.pages] == [PageState.TEXT, PageState.UNREADABLE]
    assert "made of each other without end" in document.findings[0].message


def test_drawings_that_double_at_each_step_are_not_followed():
    """Twenty drawings that each call the next one twice are a million."""
    steps = [
        stream(b"/N Do /N Do", FORM + b"/Resources<</XObject<</N %d 0 R>>>>" % (number + 5))
        for number in range(20)
    ]
    last = stream(show("deep"), FORM + b"/Resources<</Font<</F1 3 0 R>>>>")
    content = pages_of(PLAIN, stream(b"/N Do"), more=[*steps, last], resources=b"/XObject<</N 4 0 R>>")
    assert [page.state for page in read(content, "doubling.pdf").pages][1] is PageState.UNREADABLE


def test_a_drawing_within_a_drawing_is_read():
    """Letterheads and stamps are made so."""
    inner = stream(show("The Seller delivers."), FORM + b"/Resources<</Font<</F1 3 0 R>>>>")
    outer = stream(b"/N Do", FORM + b"/Resources<</XObject<</N 4 0 R>>>>")
    content = pages_of(stream(b"/O Do"), more=[inner, outer], resources=b"/XObject<</O 5 0 R/N 4 0 R>>")
    assert read(content, "letter.pdf").text == "The Seller delivers."


def _locked(content: bytes) -> bytes:
    """The same PDF, encrypted so that it opens without a password."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(content)) as pdf:
        permissions = pikepdf.Permissions(extract=False)
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="mine", user="", allow=permissions))
    return buffer.getvalue()


def test_an_encrypted_bomb_is_a_bomb():
    """Its streams cannot be weighed from outside, and are weighed all the same."""
    page = pages_of(PLAIN, stream(pack(bytes(2 * MIB)), FLATE))
    states = [page.state for page in read(_locked(page), "locked.pdf", LIMITS).pages]
    assert states == [PageState.TEXT, PageState.UNREADABLE]
    drawing = pages_of(
        PLAIN, more=[stream(pack(bytes(2 * MIB)), FLATE + FORM)], resources=b"/XObject<</A 4 0 R>>"
    )
    with pytest.raises(DocumentTooLarge):
        read(_locked(drawing), "locked.pdf", LIMITS)


def test_a_field_that_looks_like_itself_without_end_is_not_printed():
    """What a note looks like is a drawing too."""
    look = stream(b"/A Do /A Do", FORM + b"/Resources<</XObject<</A 4 0 R>>>>")
    note = b"<</Type/Annot/Subtype/Stamp/Rect[0 0 90 90]/F 4/AP<</N 4 0 R>>>>"
    content = pages_of(PLAIN, PLAIN, more=[look, note]).replace(
        b"/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 8 0 R",
        b"/Parent 2 0 R/MediaBox[0 0 595 842]/Annots[5 0 R]/Contents 8 0 R",
    )
    states = [page.state for page in read(content, "stamp.pdf").pages]
    assert states == [PageState.TEXT, PageState.UNREADABLE]


BOMB: bytes = pack(bytes(2 * MIB))


def _font_with_a_bomb() -> tuple[bytes, ...]:
    """A font whose map to Unicode is one."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Courier/ToUnicode 5 0 R>>"
    return font, stream(BOMB, FLATE)


def _pattern_with_a_bomb() -> tuple[bytes, ...]:
    return stream(BOMB, FLATE + b"/Type/Pattern/PatternType 1"), b"null"


@pytest.mark.parametrize(
    ("resource", "make"),
    [
        (b"/XObject<</X 4 0 R>>", lambda: (stream(BOMB, FLATE + FORM), b"null")),
        (b"/Pattern<</X 4 0 R>>", _pattern_with_a_bomb),
        (b"/Font<</F2 4 0 R>>", _font_with_a_bomb),
    ],
)
def test_a_page_that_is_made_of_a_bomb_costs_no_other_page(resource, make):
    """Whatever it is made of: a drawing, a pattern, a font. Pages without it are read."""

    def only_second(pdf):
        for index in (0, 2):
            pdf.pages[index].Resources = pikepdf.Dictionary(Font={"F1": pdf.pages[index].Resources.Font.F1})

    content = pages_of(PLAIN, PLAIN, PLAIN, more=make(), resources=resource.replace(b"/Font<<", b"/Spare<<"))
    document = read(changed(content, only_second), "three.pdf", LIMITS)
    assert [page.state for page in document.pages] == [
        PageState.TEXT,
        PageState.UNREADABLE,
        PageState.TEXT,
    ]
    assert [finding.code for finding in document.findings] == ["page_over_limit"]


def test_pages_that_name_each_other_are_not_taken_for_parts_of_each_other():
    """A link to a page is no part of the page that it stands on, nor is the tree that holds both."""

    def link(pdf):
        first, second = (page.obj for page in pdf.pages)
        first.Annots = [pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Dest=[second], Rect=[0, 0, 9, 9])]
        second.Resources.XObject = pikepdf.Dictionary(
            X=pdf.make_stream(bytes(2 * MIB), Subtype=pikepdf.Name.Form)
        )

    document = read(changed(pages_of(PLAIN, PLAIN), link), "linked.pdf", LIMITS)
    assert [page.state for page in document.pages] == [PageState.TEXT, PageState.UNREADABLE]
