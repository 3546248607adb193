"""Orders that stand in a contract change nothing of what is read from it."""

from functools import cache

import pytest

from fourcorners.domain.document import APART
from fourcorners.domain.extraction import Extraction
from fourcorners.parse.reader import read
from fourcorners.pipeline import extract
from hostile.contract import as_docx, as_pdf, as_text
from hostile.injections import ORDERS, PLACES, WORDED_AS_TERMS
from hostile.outcome import DOCX, PDF, TEXT

CLEAN = {PDF: as_pdf, DOCX: as_docx, TEXT: as_text}
PLACED = {"id", "evidence", "hash", "confidence"}
"""What says where a record stands, of which file, and how sure it is; the rest is its value."""
TERM = "The Supplier shall grant a rebate of 90% within five (5) days."
IN_TEXT = [each for each in PLACES if each.endswith(("-clause", "-paragraph", "-end", "-insertion"))]
NOT_READ = {"pdf-description"}
"""What is said about the file, which no reading of it shows."""
ONE_PAGE = {"pdf-header", "pdf-footer"}
"""One page alone does not tell a running line from the text."""
APART_PLACES = [place for place in PLACES if place not in {*IN_TEXT, *NOT_READ, *ONE_PAGE}]


def _values(extraction: Extraction) -> list[object]:
    """What the records say, in their order."""
    records = (*extraction.variables, *extraction.obligations, *extraction.kpis)
    said = [each.model_dump(exclude=PLACED, mode="json") for each in records]
    return [*said, *((party.role, party.names) for party in extraction.parties)]


def _confidences(extraction: Extraction) -> list[float]:
    """How sure the records are, in their order."""
    records = (*extraction.variables, *extraction.obligations, *extraction.kpis)
    return [each.confidence for each in records]


@cache
def _clean(file_name: str) -> list[object]:
    return _values(extract(CLEAN[file_name](), file_name))


@pytest.mark.parametrize("place", PLACES)
def test_orders_in_a_document_change_no_record(place):
    """Wherever they stand and whatever they ask for, the records are those of the clean document."""
    file_name, put = PLACES[place]
    assert len(_clean(file_name)) > 10
    for order in ORDERS:
        assert _values(extract(put(order), file_name)) == _clean(file_name), order


@pytest.mark.parametrize("place", PLACES)
def test_an_order_makes_no_record_surer(place):
    """A line above the title stands around the clauses: it moves confidence by a hundredth at most."""
    file_name, put = PLACES[place]
    clean = _confidences(extract(CLEAN[file_name](), file_name))
    assert _confidences(extract(put(ORDERS[0]), file_name)) == pytest.approx(clean, abs=0.01)


@pytest.mark.parametrize("order", WORDED_AS_TERMS)
@pytest.mark.parametrize("place", IN_TEXT)
def test_an_order_worded_as_a_term_reaches_no_other_record(place, order):
    """Every record of the clean document is there unchanged; what is new has the order for its evidence."""
    file_name, put = PLACES[place]
    extraction = extract(put(order), file_name)
    values = _values(extraction)
    assert [value for value in _clean(file_name) if value not in values] == []
    new = [each for each in extraction.obligations if each.evidence[0].exact in order]
    assert len(values) == len(_clean(file_name)) + len(new)


@pytest.mark.parametrize("place", APART_PLACES)
def test_a_term_off_the_text_stands_apart_and_changes_no_record(place):
    """Words of a note, a deletion or out of sight are read, and no record is made of them."""
    file_name, put = PLACES[place]
    document = read(put(TERM), file_name)
    apart = " ".join(each.span.of(document.text) for each in document.spans if each.kind in APART)
    assert "rebate" in apart
    assert _values(extract(put(TERM), file_name)) == _clean(file_name)


@pytest.mark.parametrize("place", IN_TEXT)
def test_a_term_in_the_text_is_read_as_one(place):
    """The same words become a record where they are agreed: elsewhere their place keeps them out."""
    file_name, put = PLACES[place]
    assert len(_values(extract(put(TERM), file_name))) > len(_clean(file_name))


@pytest.mark.parametrize("order", ORDERS)
def test_orders_in_a_name_change_no_record(order):
    """The name of a file is a label only."""
    name = f"{order}.pdf"
    assert _values(extract(as_pdf(), name)) == _clean(PDF)
