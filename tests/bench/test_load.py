"""The load is what it says, and its figures are counted from when a request was due."""

import time

import httpx2
import pypdfium2 as pdfium
import pytest

from bench.load import UPLOAD_BYTES, Latency, a_pdf, upload


def test_the_files_of_the_load_are_contracts_of_the_size_they_are_said_to_have():
    """Each unlike the others, with text on every page, of 200 kB."""
    first, second = a_pdf(1), a_pdf(2)
    assert first != second
    for content in (first, second):
        assert len(content) == pytest.approx(UPLOAD_BYTES, rel=0.05)
        pages = [page.get_textpage().get_text_range() for page in pdfium.PdfDocument(content)]
        assert all("The Supplier shall deliver" in page for page in pages)


def test_a_request_that_had_to_wait_for_its_turn_counts_from_when_it_was_due():
    """So that a service that stands still for a moment does not hide it."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        time.sleep(0.2)
        return httpx2.Response(202)

    with httpx2.Client(base_url="http://nowhere", transport=httpx2.MockTransport(answer)) as client:
        seconds = upload(client, [b"x"] * 80, a_second=1000)
    assert max(seconds) > 0.35
    assert min(seconds) >= 0.2


def test_the_figures_are_those_of_the_requests():
    """Of a hundred requests, five were slower than the p95."""
    assert Latency.of([each / 1000 for each in range(101)]) == pytest.approx((101, 50, 95, 100))
