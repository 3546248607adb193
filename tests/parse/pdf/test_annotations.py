from io import BytesIO

import pikepdf
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from fourcorners.domain.document import Document, SpanKind
from fourcorners.parse.reader import read
from pdf_making import changed, make_pdf, note, write, write_prose

LINE = (72, 690, 300, 712)
PRICE = "The Buyer shall pay the Price within thirty days."


def _form(page) -> None:
    """A page of one sentence, and a filled field beside its label."""
    write(page, PRICE, 72, 100)
    write(page, "Name of the Supplier:", 72, 200)
    page.acroForm.textfield(name="supplier", value="Acme Limited", x=200, y=636, width=200, height=20)


def _prose(page) -> None:
    write(page, PRICE, 72, 100)


def _noted(
    kind: str, contents: str, box: tuple[float, float, float, float] = LINE, **entries: object
) -> bytes:
    return changed(make_pdf(_prose), lambda pdf: note(pdf, kind, contents, box, **entries))


def _codes(document: Document) -> list[str]:
    return [finding.code for finding in document.findings]


def _without_appearance(pdf: pikepdf.Pdf) -> None:
    for annotation in pdf.pages[0].obj.Annots:
        del annotation["/AP"]
    pdf.Root.AcroForm.NeedAppearances = True


@pytest.mark.parametrize("content", [make_pdf(_form), changed(make_pdf(_form), _without_appearance)])
def test_what_was_typed_into_a_form_is_read_where_it_stands(content):
    """Beside its label, whether the file holds a picture of it or leaves that to the viewer."""
    document = read(content, "form.pdf")
    assert document.text == f"{PRICE}\n\nName of the Supplier: Acme Limited"
    assert _codes(document) == ["form_fields_read"]
    assert len(document.words) == len(document.text.split())


def test_words_typed_onto_a_page_are_part_of_it():
    """A note that is printed is read in its place, though no form belongs to it."""
    document = read(_noted("FreeText", "Signed by Jane Doe", (72, 600, 300, 620)), "typed.pdf")
    assert document.text == f"{PRICE}\n\nSigned by Jane Doe"
    assert {span.kind for span in document.spans} == set()


@pytest.mark.parametrize("flag", [2, 32])
def test_what_a_viewer_does_not_show_is_not_read_as_printed(flag):
    """Hidden, or never displayed."""
    document = read(_noted("FreeText", "The Buyer shall pay double.", F=flag), "hidden.pdf")
    assert (document.text, document.findings) == (PRICE, ())


@pytest.mark.parametrize("kind", ["Text", "Highlight", "StrikeOut", "Caret"])
def test_a_comment_stands_behind_the_text_and_hangs_on_its_words(kind):
    """With who wrote it; nothing of it is agreed text."""
    box = (72, 738, 120, 752)
    document = read(_noted(kind, "Too high?\nAsk again.", box, T="Jane Doe"), "noted.pdf")
    (span,) = document.spans
    assert (span.kind, span.author) == (SpanKind.COMMENT, "Jane Doe")
    assert span.span.of(document.text) == "Too high?\nAsk again."
    assert document.text == f"{PRICE}\nToo high?\nAsk again."
    assert PRICE[: span.anchor] in ("The Buyer", "The")


def test_a_link_and_a_popup_say_nothing():
    """A link is no text of the page, and a popup only shows the note that it belongs to."""
    content = changed(
        _noted("Popup", "again"),
        lambda pdf: note(pdf, "Link", "somewhere", LINE, A={"/S": "/URI", "/URI": "x"}),
    )
    document = read(content, "links.pdf")
    assert (document.text, document.findings) == (PRICE, ())


def test_an_attached_file_is_named_and_not_read():
    """Its name is a label: what would steer a terminal is taken out."""

    def attach(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["annex\u202e.pdf"] = b"%PDF-1.4 the annex"
        note(pdf, "FileAttachment", "", LINE)

    (finding,) = read(changed(make_pdf(_prose), attach), "attached.pdf").findings
    assert (finding.code, finding.severity.value) == ("embedded_file_not_read", "warning")
    assert finding.message.startswith("2 files are attached to the PDF and not read: annex.pdf.")


def test_a_file_that_its_owner_restricts_is_read():
    """It opens without a password, so it is read, and that is said."""
    content = make_pdf(_prose, encrypt=StandardEncryption("", ownerPassword="mine", canModify=0))
    document = read(content, "restricted.pdf")
    assert document.text == PRICE
    assert [(each.code, each.severity.value) for each in document.findings] == [
        ("restricted_permissions", "info")
    ]


def _script(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def _launch(pdf: pikepdf.Pdf) -> pikepdf.Dictionary:
    return pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe")


@pytest.mark.parametrize(("action", "what"), [(_script, "a script"), (_launch, "starts a program")])
@pytest.mark.parametrize("place", ["open", "event", "page", "link", "after"])
def test_what_a_file_would_do_is_told_and_not_done(place, action, what):
    """Wherever the file hides it."""

    def arm(pdf: pikepdf.Pdf) -> None:
        armed = action(pdf)
        if place == "open":
            pdf.Root.OpenAction = armed
        elif place == "event":
            pdf.Root.AA = pikepdf.Dictionary(WC=armed)
        elif place == "page":
            pdf.pages[0].obj.AA = pikepdf.Dictionary(O=armed)
        elif place == "link":
            note(pdf, "Link", "", LINE, A=armed)
        else:
            pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoTo, Next=armed)

    (finding,) = read(changed(make_pdf(_prose), arm), "armed.pdf").findings
    assert (finding.code, finding.severity.value) == ("active_content", "info")
    assert what in finding.message


@pytest.mark.parametrize("place", ["opening", "closing", "a page", "a click"])
def test_an_address_that_is_opened_unasked_is_told(place):
    """A link that somebody has to click on is an ordinary link."""

    def arm(pdf: pikepdf.Pdf) -> None:
        address = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="http://127.0.0.1:9/")
        link = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=address
        )
        if place == "opening":
            pdf.Root.OpenAction = address
        elif place == "closing":
            pdf.Root.AA = pikepdf.Dictionary(WC=address)
        elif place == "a page":
            pdf.pages[0].AA = pikepdf.Dictionary(O=address)
        else:
            pdf.pages[0].Annots = [link]

    codes = _codes(read(changed(make_pdf(_prose), arm), "armed.pdf"))
    assert codes == ([] if place == "a click" else ["active_content"])


def test_a_file_that_opens_at_a_page_does_nothing():
    """To go to a place is no action to tell of."""

    def go(pdf: pikepdf.Pdf) -> None:
        pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.GoTo, D=[pdf.pages[0].obj, pikepdf.Name.Fit])

    assert read(changed(make_pdf(_prose), go), "goes.pdf").findings == ()


def test_a_page_of_a_million_notes_is_left_out():
    """The count is known before any of them is looked at."""
    content = make_pdf(_prose, _prose)
    with pikepdf.open(BytesIO(content)) as pdf:
        link = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link))
        pdf.pages[1].obj.Annots = pikepdf.Array([link] * 100_001)
        buffer = BytesIO()
        pdf.save(buffer)
    document = read(buffer.getvalue(), "notes.pdf")
    assert (document.text, _codes(document)) == (PRICE, ["page_over_limit"])


def test_a_form_on_one_page_changes_no_other():
    """Pages with and without fields are read in one go."""
    other = "The Seller shall deliver the Goods."
    content = make_pdf(lambda page: write_prose(page, other), _form, lambda page: write_prose(page, other))
    document = read(content, "three.pdf")
    words = f"{other} {PRICE} Name of the Supplier: Acme Limited {other}"
    assert " ".join(document.text.split()) == words


@pytest.mark.parametrize(("is_dynamic", "codes"), [(True, ["dynamic_form_not_read"]), (False, [])])
def test_a_form_that_only_its_viewer_lays_out_is_told_of(is_dynamic, codes):
    """Its pages hold a notice to wait, and no contract; a form that is laid out on the page is read there."""

    def make_form(pdf: pikepdf.Pdf) -> None:
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=[], XFA=pdf.make_stream(b"<xdp/>"))
        pdf.Root.NeedsRendering = is_dynamic

    assert _codes(read(changed(make_pdf(_prose), make_form), "form.pdf")) == codes
