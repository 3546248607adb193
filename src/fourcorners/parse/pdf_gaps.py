"""What of a PDF was not read, said to the person who sent it."""

from collections.abc import Iterator, Sequence

from fourcorners.domain.finding import Finding, Severity
from fourcorners.parse.layout import PageLayout


def find_gaps(pages: Sequence[PageLayout], unreadable: Sequence[int]) -> list[Finding]:
    """A finding for each way in which pages were not read whole. Blank pages are no gap."""
    return list(_gaps(pages, unreadable))


def _gaps(pages: Sequence[PageLayout], unreadable: Sequence[int]) -> Iterator[Finding]:
    if empty := [page.number for page in pages if page.has_pictures and not page.has_text]:
        yield Finding(
            code="page_without_text",
            severity=Severity.ERROR,
            message=f"{_named(empty)} an image and no text, so nothing was read; send a searchable PDF.",
        )
    if unreadable:
        yield Finding(
            code="page_unreadable",
            severity=Severity.ERROR,
            message=f"{_named(unreadable)} damaged and not read; save the PDF anew and send that.",
        )
    if outside := [page.number for page in pages if page.words_outside]:
        yield Finding(
            code="text_outside_page",
            severity=Severity.WARNING,
            message=f"{_named(outside)} words outside the visible page, which were left out.",
        )


def _named(numbers: Sequence[int]) -> str:
    """ "Page 3:", or "Pages 3, 5, 6:"."""
    listed = ", ".join(map(str, numbers))
    return f"Page {listed}:" if len(numbers) == 1 else f"Pages {listed}:"
