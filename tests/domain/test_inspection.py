"""What is said of how a file was read: shares that add up, and nothing of its words."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from fourcorners.domain.document import Document, DocumentState, SpanKind, TypedSpan, Word
from fourcorners.domain.extraction import DocumentSummary
from fourcorners.domain.finding import Finding, Severity
from fourcorners.domain.inspection import Inspection


def a_document(text: str, *spans: TypedSpan, **said: object) -> Document:
    """A document with this text, read by nobody in particular."""
    return Document(
        sha256="0" * 64,
        name="a.pdf",
        media_type="application/pdf",
        read_by="r",
        text=text,
        spans=spans,
        **said,
    )


def inspected(document: Document) -> Inspection:
    """The inspection of a document, under a summary that does not matter here."""
    summary = DocumentSummary(
        sha256=document.sha256,
        name=document.name,
        media_type=document.media_type,
        state=DocumentState.READ,
        pages=None,
        characters=len(document.text),
        language=None,
        read_by=document.read_by,
    )
    return Inspection.of(document, summary)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Texts whose spans lie side by side."""
    text = draw(st.text(alphabet="ab \n\u00a0\u3000", max_size=60))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=8)))
    kinds = st.sampled_from([kind for kind in SpanKind if kind is not SpanKind.BODY])
    spans = [TypedSpan(start=start, end=end, kind=draw(kinds)) for start, end in pairwise(cuts)]
    return a_document(text, *spans[:: draw(st.integers(1, 2))])


@given(documents())
def test_every_printed_character_counts_in_one_kind(document: Document) -> None:
    """The characters add up to those of the text that are no white space, and each kind is there once."""
    shares = inspected(document).spans
    assert sum(share.characters for share in shares) == len("".join(document.text.split()))
    assert len({share.kind for share in shares}) == len(shares)
    assert all(share.characters > 0 and 0 <= share.share <= 1 for share in shares)


def test_the_body_is_what_no_span_covers() -> None:
    """It comes first, and has no spans of its own to count."""
    document = a_document(
        "We pay.\n\nold 7",
        TypedSpan(start=9, end=12, kind=SpanKind.DELETED),
        TypedSpan(start=13, end=14, kind=SpanKind.PAGE_NUMBER),
    )
    assert [share.model_dump() for share in inspected(document).spans] == [
        {"kind": "body", "spans": 0, "characters": 6, "share": 0.6},
        {"kind": "page_number", "spans": 1, "characters": 1, "share": 0.1},
        {"kind": "deleted", "spans": 1, "characters": 3, "share": 0.3},
    ]


def test_the_confidence_is_that_of_the_recognised_words() -> None:
    """Words that were read from text have none, and do not raise it."""
    words = tuple(
        Word(start, start + 1, 1, 0, 0, 1, 1, confidence) for start, confidence in enumerate((0.5, None, 0.9))
    )
    assert inspected(a_document("abc", words=words)).confidence == 0.7
    assert inspected(a_document("abc", words=words[1:2])).confidence is None


def test_an_inspection_holds_no_words_of_the_text() -> None:
    """It can be sent to somebody who must not read the contract."""
    finding = Finding(code="hidden_text", severity=Severity.WARNING, message="Text that nobody sees.")
    inspection = inspected(a_document("The Tenant shall pay.", findings=(finding,)))
    assert "Tenant" not in inspection.model_dump_json()
    assert inspection.findings == (finding,)
    assert inspected(a_document(" \n ")).spans == ()
