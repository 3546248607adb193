"""A record is known by its words, never by its values."""

import pytest
from pydantic import create_model

from fourcorners.domain.deadline import Deadline
from fourcorners.domain.evidence import Evidence, Quote
from fourcorners.domain.identity import RecordIds, content_hash, record_id
from fourcorners.domain.obligation import Modality, Norm, ObligationDraft
from fourcorners.domain.proof import Origin
from fourcorners.domain.variable import Fact, JurisdictionValue, PartyValue, TextValue

PLACE = Evidence(start=10, end=25, exact="shall pay\nmonthly", prefix="Customer ", suffix=".")


def test_an_id_outlives_a_change_of_white_space_and_of_place():
    """The same words at another place, wrapped otherwise, are the same record."""
    moved = PLACE.model_copy(update={"start": 90, "end": 105, "exact": "shall pay monthly"})
    assert record_id("f" * 64, "obligation", moved, 0) == record_id("f" * 64, "obligation", PLACE, 0)


def test_other_words_another_file_or_another_turn_give_another_id():
    """Document, quote, surroundings and the turn within a sentence each tell records apart."""
    ids = {
        record_id("f" * 64, "obligation", PLACE, 0),
        record_id("e" * 64, "obligation", PLACE, 0),
        record_id("f" * 64, "kpi", PLACE, 0),
        record_id("f" * 64, "obligation", PLACE, 1),
        record_id("f" * 64, "obligation", PLACE.model_copy(update={"exact": "shall pay weekly"}), 0),
        record_id("f" * 64, "obligation", PLACE.model_copy(update={"prefix": "Supplier "}), 0),
    }
    assert len(ids) == 6


def test_records_of_a_kind_on_the_same_words_are_told_apart_by_their_turn():
    """Each kind counts for itself."""
    ids = RecordIds("f" * 64)
    assert [ids.next(kind, PLACE) for kind in ("kpi", "obligation", "kpi")] == [
        record_id("f" * 64, "kpi", PLACE, 0),
        record_id("f" * 64, "obligation", PLACE, 0),
        record_id("f" * 64, "kpi", PLACE, 1),
    ]


def test_the_hash_says_what_was_said_not_how_sure():
    """Confidence is no content; a value is."""
    norm = Norm(modality=Modality.OBLIGATION, obligor="Customer", action="pay", confidence=0.9)
    assert content_hash(norm) == content_hash(norm.model_copy(update={"confidence": 0.2}))
    assert content_hash(norm) != content_hash(norm.model_copy(update={"obligor": "Supplier"}))


def test_a_draft_has_the_hash_of_the_norm_that_it_becomes():
    """Where the words stand is no content: a re-read that moves them changes no hash."""
    said = {"modality": Modality.OBLIGATION, "obligor": "Customer", "action": "pay", "confidence": 0.9}
    drafts = [
        ObligationDraft(**said, origin=Origin.NLP, quotes=(Quote(exact="shall pay", start=start),))
        for start in (3, 90)
    ]
    assert content_hash(drafts[0]) == content_hash(drafts[1]) == content_hash(Norm(**said))


@pytest.mark.parametrize("nested", [False, True], ids=["of the record", "of its deadline"])
def test_a_field_that_is_added_later_changes_no_hash(nested):
    """An upgrade that reads one thing more makes no proposal of every record that is decided."""
    added = (str | None, None)
    later = create_model("Later", __base__=Deadline, added=added) if nested else Deadline
    fields = {"deadline": (later, later())} if nested else {"added": added}
    newer = create_model("Newer", __base__=Norm, **fields)
    said = {
        "modality": Modality.OBLIGATION,
        "obligor": None,
        "action": "pay",
        "deadline": {"kind": "relative", "offset": "P30D"},
        "confidence": 0.9,
    }
    norm = Norm.model_validate(said)
    assert content_hash(newer.model_validate(said)) == content_hash(norm)
    assert content_hash(norm) != content_hash(norm.model_copy(update={"deadline": Deadline()}))


def test_the_same_words_as_another_sort_of_value_have_another_hash():
    """What tells sorts of values apart is content, though each sort has it by default."""
    values = (TextValue(text="Utah"), JurisdictionValue(text="Utah"), PartyValue(text="Utah"))
    assert len({content_hash(Fact(name="x", value=value, confidence=0.9)) for value in values}) == 3
