"""Running lines are told from the contract's own words."""

import pytest

from fourcorners.domain.span import Span
from fourcorners.segment.furniture import find_furniture

PAGE = "The Supplier shall deliver the goods that the Buyer has ordered under this Agreement. " * 12
BREAK = "\n\n\n\n\n\n"


def furniture(text: str) -> list[str]:
    """What is found, in words."""
    return [span.of(text) for span in find_furniture(text, [Span(0, len(text))])]


def test_page_numbers_count_the_pages():
    """Bare numbers at the distance of pages, one up from each other, are page numbers."""
    text = "".join(f"{PAGE}\n\n{number}\n\n" for number in range(2, 6))
    assert furniture(text) == ["2", "3", "4", "5"]


@pytest.mark.parametrize("number", ["- 4 -", "-12-", "- iii -", "– ii –"])
def test_a_number_between_dashes_is_a_page_number(number):
    """In figures, or in small Roman numerals before the body begins."""
    assert furniture(f"{PAGE}\n\n{number}\n\n{PAGE}") == [number]


def test_a_column_of_figures_stays():
    """Numbers close together are content."""
    assert furniture("Quantities:\n\n1\n\n2\n\n3\n\n4\n\npieces") == []


def test_running_titles_and_sources_go():
    """A title that comes back at the edge of pages, whatever its page number, is no part of the text."""
    text = BREAK.join(
        f"Supply Agreement Page {number} of 4\n\n{PAGE}\n\nSource: ACME INC, 8-K, 1/2/2020"
        for number in range(1, 5)
    )
    assert furniture(text) == [
        each
        for number in range(1, 5)
        for each in (f"Supply Agreement Page {number} of 4", "Source: ACME INC, 8-K, 1/2/2020")
    ]


def test_legends_on_confidential_treatment_go():
    """A legend that comes back on pages interrupts nothing."""
    legend = "*** Omitted material has been filed separately with the Commission."
    assert furniture(f"{PAGE}\n\n{legend}\n\n{PAGE}\n\n{legend}\n\n{PAGE}") == [legend, legend]


def test_signature_lines_stay():
    """What comes back in a signature block is not running."""
    text = "".join(f"{PAGE}\n\nBy:\n\nName:\n\nTitle:\n\n" for _ in range(4))
    assert furniture(text) == []


@pytest.mark.parametrize("words", ["The Supplier shall repay any overpaid sum.", "20 days", "Ä", "(a), (b)"])
@pytest.mark.parametrize("mark", ["*", "_", "-", "–", "~", "**"])
def test_a_line_with_words_is_no_rule(mark, words):
    """Marks of emphasis around a sentence draw nothing; the same marks alone do."""
    line = f"{mark}{words}{mark}"
    assert furniture(f"{PAGE}\n\n{line}\n\n{PAGE}") == []
    assert furniture(f"{PAGE}\n\n- – ~=~\n\n{PAGE}") == ["- – ~=~"]
