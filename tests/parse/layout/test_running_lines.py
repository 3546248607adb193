import pytest

from fourcorners.domain.document import SpanKind
from fourcorners.parse.reader import read
from pdf_making import make_pdf, wrap, write, write_lines

SUBJECTS = ["grain", "barley", "oats", "rye", "maize", "millet", "spelt", "wheat"]


def clause(number: int) -> list[str]:
    """Three lines that no other page has."""
    subject = SUBJECTS[number % len(SUBJECTS)]
    return [f"{number}. The Seller shall mill", f"the {subject} and the Buyer", f"shall store the {subject}."]


def read_pages(count: int, head: str = "", foot: str = "", foot_top: float = 800):
    """A document with a clause a page, `#` in head and foot standing for the page number."""

    def page_of(number):
        def draw(page):
            write(page, head.replace("#", str(number)), 72, 40)
            write_lines(page, clause(number))
            write(page, foot.replace("#", str(number)), 280, foot_top)

        return draw

    return read(make_pdf(*map(page_of, range(1, count + 1))), "agreement.pdf")


def kinds(document) -> dict[str, list[str]]:
    """The texts of the running lines by kind."""
    found: dict[str, list[str]] = {}
    for span in document.spans:
        found.setdefault(span.kind.value, []).append(document.text[span.start : span.end])
    return found


@pytest.mark.parametrize("foot", ["#", "- # -", "Page # of 4", "F-#", "#/4", "[#]", "page #"])
def test_a_lone_page_number_is_no_text_of_the_body(foot):
    """Whatever form it has, at the foot or at the head."""
    document = read_pages(4, foot=foot)
    assert kinds(document) == {"page_number": [foot.replace("#", str(number)) for number in range(1, 5)]}
    assert document.text.startswith(
        "1. The Seller shall mill the barley and the Buyer shall store the barley."
    )


def test_lines_that_repeat_at_one_height_run_through_the_document():
    """Digits apart: "Version 3, sheet 1" and "Version 3, sheet 2" are one running line."""
    document = read_pages(3, head="Flour Supply Agreement", foot="Draft 3, sheet #")
    assert kinds(document) == {
        "header": ["Flour Supply Agreement"] * 3,
        "footer": [f"Draft 3, sheet {number}" for number in (1, 2, 3)],
    }


def test_running_lines_are_boxed_and_follow_the_body():
    """Nothing of the page is lost: the words of a running line have their places too."""
    document = read_pages(3, head="Flour Supply Agreement", foot="#")
    body = min(span.start for span in document.spans)
    assert "Flour" not in document.text[:body]
    headers = [span for span in document.spans if span.kind is SpanKind.HEADER]
    words = [word for word in document.words if headers[2].start <= word.start < headers[2].end]
    assert [(word.page, round(word.top)) for word in words] == [(3, 30)] * 3


@pytest.mark.parametrize("has_head", [True, False])
@pytest.mark.parametrize(
    ("font", "size", "top"),
    [("Helvetica", 14, 56), ("Helvetica-Bold", 11, 56), ("Helvetica", 11, 70), ("Helvetica", 14, 40)],
)
def test_a_title_with_the_words_of_the_running_line_is_text_of_the_body(font, size, top, has_head):
    """It is set larger or bolder, or stands elsewhere, whether its page has the running line too or not."""

    def page_of(number):
        def draw(page):
            if number > 1 or (has_head and top > 40):
                write(page, "Flour Supply Agreement", 72, 40)
            if number == 1:
                write(page, "FLOUR SUPPLY AGREEMENT", 200, top, font, size)
            write_lines(page, clause(number))

        return draw

    document = read(make_pdf(*map(page_of, range(1, 6))), "agreement.pdf")
    running = 5 if has_head and top > 40 else 4
    assert kinds(document) == {"header": ["Flour Supply Agreement"] * running}
    assert document.text.startswith("FLOUR SUPPLY AGREEMENT\n\n1. The Seller shall mill")


def test_a_running_line_may_stand_at_another_height_on_every_page():
    """Pages of an older print end where its text ended, and its foot stands there."""

    def page_of(number):
        def draw(page):
            bottom = write_lines(page, clause(number) * (1 + number % 4))
            write(page, f"Flour Supply Agreement, sheet {number}", 72, bottom + 30)

        return draw

    document = read(make_pdf(*map(page_of, range(1, 6))), "agreement.pdf")
    assert kinds(document) == {
        "footer": [f"Flour Supply Agreement, sheet {number}" for number in range(1, 6)]
    }


def test_running_lines_of_a_page_in_columns_are_those_of_the_other_pages():
    """A foot of two pieces is one line, whether a gutter lies between them or not."""
    text = "The Seller shall mill the grain that the Buyer sends and return the flour in sacks of twenty."

    def page_of(number):
        def draw(page):
            for x in (60, 320) if number < 3 else (60,):
                write_lines(page, wrap(f"{number}. {text} " * 3, 210 if number < 3 else 470), x)
            write(page, "Edition 7", 60, 800)
            write(page, f"Page {number} of 3", 470, 800)

        return draw

    document = read(make_pdf(*map(page_of, (1, 2, 3))), "terms.pdf")
    assert kinds(document) == {"footer": [f"Edition 7 Page {number} of 3" for number in (1, 2, 3)]}


def test_a_line_within_the_text_does_not_run_though_it_repeats():
    """What stands between lines of the body is body."""

    def draw(page):
        write_lines(page, ["First words of a page.", "No liability is excluded.", "Last words of it."])

    def other(page):
        write_lines(page, ["Other words of a page.", "No liability is excluded.", "Closing words of it."])

    document = read(make_pdf(draw, other), "agreement.pdf")
    assert document.text.count("No liability is excluded.") == 2
    assert document.spans == ()


def test_page_numbers_that_an_older_print_left_in_the_middle_are_found():
    """A sentence that ran over a page of the older print is one sentence again."""

    def page_of(first):
        def draw(page):
            for number in range(first, first + 3):
                top = 60 + (number - first) * 240
                lots = [f"lot {number} numbered {line} in the ledger and the" for line in range(13)]
                write_lines(page, [f"The Seller shall mill, store and deliver {number}", *lots], top=top)
                write(page, str(number), 250, top + 200)

        return draw

    document = read(make_pdf(page_of(1), page_of(4)), "printed-twice.pdf")
    numbers = [document.text[span.start : span.end] for span in document.spans]
    assert numbers == ["1", "2", "3", "4", "5", "6"]


def test_a_year_alone_on_a_line_is_no_page_number():
    """A date at the foot of a title page belongs to the text."""
    document = read(make_pdf(lambda page: write_lines(page, ["FLOUR SUPPLY AGREEMENT", "2024"])), "title.pdf")
    assert document.spans == ()


def test_running_lines_of_two_pages_are_told_where_all_lines_stand_far_apart():
    """More lies between them and the title than between themselves."""

    def page_of(lines):
        def draw(page):
            write_lines(page, ["Schedule 10 (Rectification Plan) v3.0", "Example Copyright 2020"], top=46)
            for index, line in enumerate(lines):
                write(page, line, 200, 96 + 36 * index)

        return draw

    names = ["BUYER", "AND", "SUPPLIER", "MARKETPLACE CONTRACT"]
    titles = ["SCHEDULE TEN", "RECTIFICATION PLAN", "Cause of the default", "Steps to be taken", "Signature"]
    document = read(make_pdf(page_of(names), page_of(titles)), "plan.pdf")
    assert (
        kinds(document)["header"] == ["Schedule 10 (Rectification Plan) v3.0", "Example Copyright 2020"] * 2
    )
    assert document.text.index("SCHEDULE TEN") < document.text.index("Schedule 10")


def test_a_legend_of_secrecy_beside_a_running_line_runs_too():
    """Though it stands on one page alone."""

    def page_of(number):
        def draw(page):
            write_lines(page, clause(number))
            if number == 1:
                write(page, "Northwind Confidential", 250, 770)
            write(page, "* Treatment requested", 280, 800)

        return draw

    document = read(make_pdf(*map(page_of, (1, 2, 3))), "secret.pdf")
    assert kinds(document)["footer"] == ["Northwind Confidential", *["* Treatment requested"] * 3]
