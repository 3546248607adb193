"""The examples are answers as the service gives them, of one contract at one moment."""

from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import iter_route_contexts
from pydantic import TypeAdapter

from doors import Door
from fourcorners.api import examples
from fourcorners.api.record_examples import RECORDS, TEXT
from fourcorners.domain.identity import content_hash
from fourcorners.domain.review_item import RecordKind, kind_of
from fourcorners.release.statement import state


def shown(door: Door) -> Iterator[tuple[str, Any, Any]]:
    """Path, model and example of each operation whose answer is described by a model."""
    for route in iter_route_contexts(door.app.routes):
        for method in route.methods or ():
            operation = door.app.openapi()["paths"].get(route.path_format, {}).get(method.lower(), {})
            for status, answer in operation.get("responses", {}).items():
                content = answer.get("content", {}).get("application/json")
                if content and status in {"200", "202"}:
                    yield f"{method} {route.path_format}", route.response_model, content["example"]


def test_an_example_has_every_field_that_an_answer_has(door: Door) -> None:
    """Also those that are null."""
    found = list(shown(door))
    assert len(found) == 18
    for path, model, example in found:
        kind = TypeAdapter(model)
        assert kind.dump_python(kind.validate_python(example), mode="json") == example, path
    assert '"proposal":null' in door.client_of(None).get("/openapi.json").text


def test_the_example_of_a_stale_decision_has_the_record(door: Door) -> None:
    """Whole, as in the answer."""
    path = door.app.openapi()["paths"]["/v1/records/{record_id}/decisions"]["post"]
    problems = path["responses"]["409"]["content"]["application/problem+json"]["examples"]
    assert problems["stale_decision"]["value"]["record"] == examples.as_example(examples.DECIDED)


def test_the_examples_agree_with_each_other() -> None:
    """Versions, hashes and counts are those of one history."""
    assert examples.DECIDED.version == examples.DECIDED.record.version == 2
    (confirmed,) = examples.CONFIRMED.records
    assert confirmed.record == examples.DECIDED.record
    assert examples.DECIDED.decision is not None
    assert [each.event for each in confirmed.decisions] == [examples.DECIDED.decision.event]
    assert confirmed.decisions[0].event == examples.CONFIRMED.head.seq
    assert confirmed.decisions[0].hash == examples.CONFIRMED.head.hash
    given = examples.CONFIRMED
    assert given.statement == state(given.unreviewed, given.documents, len(given.records))
    assert given.unreviewed.proposed.total + len(given.records) == len(RECORDS)
    assert examples.DOCUMENT.review.proposed == len(RECORDS)
    assert examples.READ_AGAIN.state == "received"


@pytest.mark.parametrize("record", RECORDS)
def test_the_words_of_an_example_stand_in_its_text(record: Any) -> None:
    """At the offsets that it names, and its hash is of what it says."""
    assert record.hash == content_hash(record)
    for evidence in record.evidence:
        assert TEXT[evidence.start : evidence.end] == evidence.exact
        assert (TEXT[: evidence.start] + "|").endswith(f"{evidence.prefix}|")


def test_there_is_an_example_of_each_kind() -> None:
    """So that what an edit may change is told of each."""
    assert {kind_of(record) for record in RECORDS} == set(RecordKind)
