"""The order of the stages, and what crosses a process boundary."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners import pipeline
from fourcorners.domain.extraction import Extraction
from fourcorners.domain.extraction_terms import ExtractionTerms, OurEntity, OwnClauseType, OwnVariable
from fourcorners.domain.finding import Finding, Severity
from fourcorners.domain.recognition import ReadingTerms
from fourcorners.domain.run import Processed
from fourcorners.parse.reader import read
from working import a_text

TEXT = a_text()
HALF = "\ud835"
"""The first half of a character, as a PDF may give it."""


def _read_with_halves(content: bytes, name: str, *terms: object):
    document = read(content, name, *terms)
    text = document.text.replace("shall deliver", f"shall {HALF}eliver")
    finding = Finding(code="odd", severity=Severity.INFO, message=f"odd {HALF}")
    return document.model_copy(update={"text": text, "findings": (finding,)})


@pytest.fixture
def _halves(monkeypatch):
    monkeypatch.setattr(pipeline, "read", _read_with_halves)


@pytest.mark.usefixtures("_halves")
def test_halves_of_characters_break_no_answer():
    """Neither JSON nor UTF-8 can hold them: a replacement stands in their place, and no offset moves."""
    processed = Processed.model_validate_json(pipeline.process_json(TEXT.encode(), f"a{HALF}.txt"))
    assert processed.text == TEXT.replace("shall deliver", "shall \ufffdeliver")
    assert processed.extraction.document.name == "a\ufffd.txt"
    assert processed.extraction.findings[0].message == "odd \ufffd"
    for norm in processed.extraction.obligations:
        assert norm.evidence[0].span.of(processed.text) == norm.evidence[0].exact
    assert pipeline.read_text(TEXT.encode(), "a.txt").decode() == processed.text
    assert pipeline.extract_json(TEXT.encode(), "a.txt")


@given(st.text(alphabet=st.characters(categories=["L", "N", "Cs", "Zs"])))
def test_what_is_made_whole_can_be_kept_and_is_as_long(text):
    """Whatever a text holds; what was whole stays as it was."""
    whole = pipeline._whole(text)
    assert whole.encode().decode() == whole
    assert len(whole) == len(text)
    assert [one for one in zip(text, whole, strict=True) if one[0] != one[1]] == [
        (character, "\ufffd") for character in text if "\ud800" <= character <= "\udfff"
    ]


RENEWING = """\
SUPPLY AGREEMENT between Ferndale Hosting Ltd ("Supplier") and Quillmark Foods Limited ("Customer").

1. This Agreement takes effect on 1 March 2014 and expires on 28 February 2015. It shall automatically renew \
for successive periods of one (1) year unless a party gives notice at least sixty (60) days before its end.

2. Supplier pays Customer an annual rebate of 2.5% of all fees.
"""


def test_terms_reach_what_is_extracted():
    """The day, our entities, and what users defined."""
    terms = ExtractionTerms(
        as_of=dt.date(2026, 11, 24),
        our_entities=(OurEntity(name="Quillmark Foods Ltd"),),
        own_variables=(
            OwnVariable(name="rebate", description="x", kind="percentage", patterns=("rebate of",)),
        ),
        own_clause_types=(OwnClauseType(name="rebates", description="x", patterns=("annual rebate",)),),
    )
    answer = pipeline.extract_json(RENEWING.encode(), "a.txt", ReadingTerms(extraction=terms))
    extraction = Extraction.model_validate_json(answer)
    assert extraction.renewal is not None
    assert extraction.renewal.as_of == dt.date(2026, 11, 24)
    assert [party.is_us for party in extraction.parties] == [False, True]
    assert "rebate" in {variable.name for variable in extraction.variables}
    assert "rebates" in {each.type for clause in extraction.clauses for each in clause.types}


def test_without_terms_no_day_is_asked_for():
    """A reading that is kept says the same whenever it is made."""
    extraction = pipeline.extract(RENEWING.encode(), "a.txt")
    assert extraction.renewal is None
    assert {party.is_us for party in extraction.parties} == {None}
