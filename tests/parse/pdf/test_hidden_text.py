import pytest
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth

from fourcorners.domain.document import PageState, SpanKind
from fourcorners.parse.reader import read
from pdf_making import (
    HEIGHT,
    WIDTH,
    changed,
    make_pdf,
    pages_of,
    show,
    stream,
    turned,
    write,
    write_lines,
)

CROP = (60.0, 500.0, 460.0, 800.0)
SEEN = ["The Buyer shall pay the Price", "within thirty days of delivery."]
UNSEEN = "The Buyer pays double."


def _picture(colour):
    return ImageReader(Image.new("RGB", (60, 60), colour))


def _hidden(document):
    return [span.span.of(document.text) for span in document.spans if span.kind is SpanKind.HIDDEN]


def _white(page):
    page.setFillColorRGB(1, 1, 1)
    write(page, UNSEEN, 72, 200)


def _almost_white(page):
    page.setFillColorRGB(0.96, 0.96, 0.96)
    write(page, UNSEEN, 72, 200)


def _black_on_black(page):
    page.rect(60, HEIGHT - 220, 300, 40, fill=1)
    write(page, UNSEEN, 72, 200)


def _not_painted(page):
    text = page.beginText(72, HEIGHT - 200)
    text.setFont("Helvetica", 11)
    text.setTextRenderMode(3)
    text.textOut(UNSEEN)
    page.drawText(text)


def _clear(page):
    page.setFillAlpha(0)
    write(page, UNSEEN, 72, 200)


def _tiny(page):
    write(page, UNSEEN, 72, 200, size=0.4)


def _under_a_picture(page):
    write(page, UNSEEN, 72, 200)
    page.drawImage(_picture("grey"), 60, HEIGHT - 220, 300, 40)


def _redacted(page):
    write(page, UNSEEN, 72, 200)
    page.rect(60, HEIGHT - 220, 300, 40, fill=1)


def _under_white(page):
    write(page, UNSEEN, 72, 200)
    page.setFillColorRGB(1, 1, 1)
    page.rect(60, HEIGHT - 220, 300, 40, fill=1, stroke=0)


def _off_the_page(page):
    write(page, UNSEEN, 72, HEIGHT + 40)


def _clipped(page):
    _clip(page, 0, 0, 50, 50)
    write(page, UNSEEN, 72, 200)


def _clipped_by_a_triangle(page):
    _clip(page, 0, 0, WIDTH, 0, WIDTH, HEIGHT)
    write(page, UNSEEN, 72, 200)


def _in_a_clipped_form(page):
    page.beginForm("hidden")
    write(page, UNSEEN, 72, 200)
    page.endForm()
    _clip(page, 0, 0, 50, 50)
    page.doForm("hidden")


def _clip(page, x, y, *more):
    path = page.beginPath()
    if len(more) == 2:
        path.rect(x, y, *more)
    else:
        path.moveTo(x, y)
        path.lineTo(*more[:2])
        path.lineTo(*more[2:])
        path.close()
    page.clipPath(path, stroke=0)


def _sizeless(page):
    page.transform(0, 0, 0, 0, 72, HEIGHT - 200)
    write(page, UNSEEN, 0, HEIGHT)


def _in_type_of_no_size(page):
    write(page, UNSEEN, 72, 200, size=0)


@pytest.mark.parametrize(
    "hide",
    [
        _white,
        _almost_white,
        _black_on_black,
        _not_painted,
        _clear,
        _tiny,
        _under_a_picture,
        _redacted,
        _under_white,
        _off_the_page,
        _clipped,
        _clipped_by_a_triangle,
        _in_a_clipped_form,
        _sizeless,
        _in_type_of_no_size,
    ],
)
def test_words_that_no_eye_sees_are_kept_apart_and_told(hide):
    """They stand behind the body as hidden, with their boxes, and nothing is extracted from them."""

    def draw(page):
        write_lines(page, SEEN)
        hide(page)

    document = read(make_pdf(draw), "hidden.pdf")
    assert " ".join(document.text.split()) == " ".join([*SEEN, UNSEEN])
    assert _hidden(document) == [UNSEEN]
    (finding,) = [each for each in document.findings if each.code != "pictures_not_read"]
    assert (finding.code, [span.of(document.text) for span in finding.spans]) == ("hidden_text", [UNSEEN])
    assert len(document.words) == len(document.text.split())


def _on_black(page):
    page.rect(60, HEIGHT - 220, 300, 40, fill=1)
    page.setFillColorRGB(1, 1, 1)
    write(page, UNSEEN, 72, 200)


def _on_a_picture(page):
    page.drawImage(_picture("navy"), 60, HEIGHT - 220, 300, 40)
    page.setFillColorRGB(1, 1, 1)
    write(page, UNSEEN, 72, 200)


def _on_a_white_box(page):
    page.setFillColorRGB(1, 1, 1)
    page.rect(60, HEIGHT - 220, 300, 40, fill=1, stroke=0)
    page.setFillColorRGB(0, 0, 0)
    write(page, UNSEEN, 72, 200)


def _under_a_clear_picture(page):
    write(page, UNSEEN, 72, 200)
    picture = ImageReader(Image.new("RGBA", (60, 60), (200, 0, 0, 40)))
    page.drawImage(picture, 60, HEIGHT - 220, 300, 40, mask="auto")


def _under_a_marker(page):
    write(page, UNSEEN, 72, 200)
    page.setFillColorRGB(1, 1, 0)
    page.setFillAlpha(0.4)
    page.rect(60, HEIGHT - 220, 300, 40, fill=1, stroke=0)


def _grey(page):
    page.setFillColorRGB(0.6, 0.6, 0.6)
    write(page, UNSEEN, 72, 200)


def _clipped_close_to_its_edge(page):
    _clip(page, 70, HEIGHT - 204, 300, 14)
    write(page, UNSEEN, 72, 200)


def _white_and_black(page):
    """pdfium gives the characters of the first of two texts at one place alone."""
    page.setFillColorRGB(1, 1, 1)
    write(page, UNSEEN, 72, 200)
    page.setFillColorRGB(0, 0, 0)
    write(page, UNSEEN, 72, 200)


def _cut_off_and_whole(page):
    page.saveState()
    _clip(page, 0, 0, 50, 50)
    write(page, UNSEEN, 72, 200)
    page.restoreState()
    write(page, UNSEEN, 72, 200)


@pytest.mark.parametrize(
    "show",
    [
        _on_black,
        _on_a_picture,
        _on_a_white_box,
        _under_a_clear_picture,
        _under_a_marker,
        _grey,
        _clipped_close_to_its_edge,
        _white_and_black,
        _cut_off_and_whole,
    ],
)
def test_words_that_are_seen_are_body_whatever_their_colour(show):
    """White type on a dark fill, black type on a white one and what a marker shines over are read."""
    document = read(make_pdf(lambda page: (write_lines(page, SEEN), show(page))), "seen.pdf")
    assert UNSEEN in document.text
    assert _hidden(document) == []
    assert document.findings == ()


def test_a_word_that_is_blacked_out_within_a_line_is_hidden_and_the_line_is_read():
    """The box covers a piece of a text that is painted at once."""

    def draw(page):
        write_lines(page, ["The Buyer shall pay 500,000 euros on delivery."])
        before, covered = (
            stringWidth(words, "Helvetica", 11) for words in ("The Buyer shall pay ", "500,000")
        )
        page.rect(72 + before, HEIGHT - 103, covered, 14, fill=1)

    document = read(make_pdf(draw), "redacted.pdf")
    assert _hidden(document) == ["500,000"]
    assert document.text.startswith("The Buyer shall pay euros on delivery.")


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_hidden_words_are_told_on_a_page_that_is_turned_and_cut(rotation):
    """What is compared is the page as displayed."""

    def draw(page):
        write(page, "Consideration", 100, 200, size=20)
        page.setFillColorRGB(1, 1, 1)
        write(page, "Secret", 100, 230, size=20)

    document = read(turned(make_pdf(draw), rotation, CROP), "turned.pdf")
    assert _hidden(document) == ["Secret"]
    assert document.text.split() == ["Consideration", "Secret"]


@pytest.mark.parametrize("mode", ["not painted", "under the picture"])
def test_the_words_of_a_scan_are_its_body(mode):
    """A picture over the page with the words of a recognition under it hides nothing."""

    def draw(page):
        text = page.beginText(72, HEIGHT - 200)
        text.setFont("Helvetica", 11)
        if mode == "not painted":
            text.setTextRenderMode(3)
        text.textOut(SEEN[0])
        page.drawText(text)
        page.drawImage(_picture("lightgrey"), 0, 0, WIDTH, HEIGHT)

    document = read(make_pdf(draw), "scan.pdf")
    assert document.text == SEEN[0]
    assert _hidden(document) == []
    assert document.pages[0].state is PageState.OCR_LAYER


def test_hidden_words_on_a_page_with_a_picture_behind_its_text_are_hidden():
    """Paper with a picture on it is no scan: most of its words are seen."""

    def draw(page):
        page.drawImage(_picture("white"), 0, 0, WIDTH, HEIGHT)
        write_lines(page, SEEN)
        _not_painted(page)

    document = read(make_pdf(draw), "paper.pdf")
    assert _hidden(document) == [UNSEEN]
    assert document.pages[0].state is PageState.PICTURES


def test_a_word_that_is_hidden_in_two_ways_is_kept_once():
    """Too small, and off the page."""

    def draw(page):
        write_lines(page, SEEN)
        write(page, UNSEEN, 72, HEIGHT + 40, size=0.4)

    document = read(make_pdf(draw), "twice.pdf")
    assert _hidden(document) == [UNSEEN]
    assert "outside" in document.findings[0].message
    assert "less than a point" in document.findings[0].message


def test_hidden_words_hang_where_they_would_stand():
    """Between the words that are seen before and behind them."""

    def draw(page):
        write_lines(page, [SEEN[0], "", SEEN[1]])
        page.setFillColorRGB(1, 1, 1)
        write(page, "twice", 250, 100)

    document = read(make_pdf(draw), "between.pdf")
    (hidden,) = (span for span in document.spans if span.kind is SpanKind.HIDDEN)
    assert document.text[: hidden.anchor] == SEEN[0]


@pytest.mark.parametrize("how", ["off", "on", "no layer on", "by its use"])
def test_what_stands_in_a_layer_that_is_off_is_hidden(how):
    """A viewer does not show it; one that is on is part of the page."""

    def layer(pdf):
        group = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Draft"))
        state = Dictionary(Order=[group])
        if how == "off":
            state.OFF = Array([group])
        elif how == "no layer on":
            state.BaseState = Name.OFF
        elif how == "by its use":
            group.Usage = Dictionary(View=Dictionary(ViewState=Name.OFF))
            state.AS = [Dictionary(Event=Name.View, OCGs=[group], Category=[Name.View])]
        pdf.Root.OCProperties = Dictionary(OCGs=[group], D=state)
        page = pdf.pages[0]
        page.Resources.Properties = Dictionary(L=group)
        page.contents_add(pdf.make_stream(b"/OC /L BDC BT /F1 12 Tf 72 600 Td (Pay double.) Tj ET EMC"))

    document = read(changed(pages_of(stream(show("Pay."))), layer), "layers.pdf")
    assert _hidden(document) == ([] if how == "on" else ["Pay double."])
    assert "Pay double." in document.text
