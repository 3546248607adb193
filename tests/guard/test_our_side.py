"""Which parties are ours."""

import pytest

from contracts import a_document
from fourcorners.domain.draft import Drafts
from fourcorners.domain.extraction import Extraction
from fourcorners.domain.extraction_terms import ExtractionTerms, OurEntity
from fourcorners.guard.records import prove
from fourcorners.segment.segmenter import segment

OURS = OurEntity(
    name="Quillmark Foods Limited", aliases=("Quillmark",), former_names=("Larder & Sons, Inc.",)
)


def extraction_of(introduction: str, *entities: OurEntity) -> Extraction:
    """A contract with that introduction, for a company with these entities."""
    document = a_document(f"{introduction}\n\n1. Customer shall pay each invoice.")
    terms = ExtractionTerms(our_entities=entities)
    return prove(document, segment(document), Drafts(), terms=terms)


def are_us(introduction: str, *entities: OurEntity) -> list[bool | None]:
    """Of each party whether it is us."""
    return [party.is_us for party in extraction_of(introduction, *entities).parties]


@pytest.mark.parametrize(
    "name",
    [
        "Quillmark Foods Limited",
        "QUILLMARK FOODS LTD.",
        "Quillmark Foods, Ltd",
        "Larder and Sons Incorporated",
        "Larder & Sons Inc.",
        "Hatch Holdings plc (formerly known as Quillmark Foods Ltd)",
        "Hatch Holdings plc (f/k/a Larder & Sons, Inc., a Delaware corporation)",
    ],
)
def test_a_party_is_known_by_each_of_its_names(name):
    """Without regard to case, punctuation and the spelling of its legal form."""
    introduction = f'An agreement between Ferndale Hosting Ltd ("Supplier") and {name} ("Customer").'
    assert are_us(introduction, OURS) == [False, True]


@pytest.mark.parametrize("name", ["Quillmark Foods Inc.", "Quillmark Seafoods Limited", "Foods Limited"])
def test_a_company_of_another_form_or_name_is_not_us(name):
    """Two companies of a group are often told apart by their legal form alone."""
    introduction = f'An agreement between Ferndale Hosting Ltd ("Supplier") and {name} ("Customer").'
    assert are_us(introduction, OURS) == [False, False]


def test_a_role_is_no_name_of_ours():
    """A party that is called the Company is not The Company Ltd."""
    introduction = 'An agreement between Ferndale Hosting Ltd ("Company") and Hatch plc ("Customer").'
    assert are_us(introduction, OurEntity(name="The Company Ltd")) == [False, False]


def test_both_sides_of_a_contract_within_the_group_are_us():
    """Each party is looked at by itself."""
    introduction = (
        'An agreement between Ferndale Hosting Ltd ("Supplier") and Quillmark Foods Ltd ("Customer").'
    )
    assert are_us(introduction, OURS, OurEntity(name="Ferndale Hosting Limited")) == [True, True]


def test_without_entities_nothing_is_said():
    """Null is not false, and there is no finding."""
    extraction = extraction_of('An agreement between Hatch plc ("Supplier") and Quince Ltd ("Customer").')
    assert [party.is_us for party in extraction.parties] == [None, None]
    assert extraction.findings == ()


def test_a_contract_without_our_side_has_a_finding():
    """It says what to do."""
    extraction = extraction_of(
        'An agreement between Hatch plc ("Supplier") and Quince Ltd ("Customer").', OURS
    )
    [finding] = extraction.findings
    assert finding.code == "our_side_not_found"
    assert "Quillmark Foods Limited" in finding.message
    assert "alias" in finding.message
