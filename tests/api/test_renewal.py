"""How the contract of a document renews, over HTTP."""

import datetime as dt
from typing import Any

import pytest
from starlette.testclient import TestClient

from doors import Door, sent_id
from renewing import keep_facts, renewing_facts


@pytest.fixture
def document_id(door: Door, client: TestClient) -> str:
    """A document that was read."""
    identity = sent_id(client)
    (document,) = door.documents()
    keep_facts(door.home.store, document, *renewing_facts())
    return identity


def renewal(client: TestClient, document_id: str, as_of: str = "2026-11-24") -> dict[str, Any]:
    """The answer as of a day."""
    answer = client.get(f"/v1/documents/{document_id}/renewal", params={"as_of": as_of})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def decide(client: TestClient, document_id: str, name: str, action: str, **said: object) -> None:
    """Decide on the fact of that name."""
    listed = client.get(f"/v1/documents/{document_id}/records", params={"kind": "variable"}).json()["items"]
    (record,) = (each for each in listed if each["record"]["name"] == name)
    body = {"version": record["version"], "action": action, **said}
    assert client.post(f"/v1/records/{record['id']}/decisions", json=body).status_code == 200


def test_a_renewal_is_rolled_forward_to_a_day(client: TestClient, document_id: str) -> None:
    """Through every automatic renewal since 2015."""
    told = renewal(client, document_id)
    assert (told["current_term_end"], told["renewals"]) == ("2027-02-28", 12)
    assert (told["next_renewal_date"], told["last_day_to_give_notice"]) == ("2027-03-01", "2026-12-30")


def test_by_default_the_day_is_today(client: TestClient, document_id: str) -> None:
    """In UTC."""
    told = client.get(f"/v1/documents/{document_id}/renewal").json()
    today = dt.datetime.now(dt.UTC).date()
    assert dt.date.fromisoformat(told["as_of"]) in {today, today - dt.timedelta(days=1)}


def test_what_a_person_put_counts(client: TestClient, document_id: str) -> None:
    """An edited value stands in place of what was read."""
    decide(client, document_id, "renewal_term", "edit", changes={"value.iso": "P3Y"})
    assert renewal(client, document_id)["current_term_end"] == "2027-02-28"
    assert renewal(client, document_id, "2027-03-01")["current_term_end"] == "2030-02-28"


def test_what_was_rejected_does_not_count(client: TestClient, document_id: str) -> None:
    """Without the kind of renewal nothing is rolled forward, and that is said."""
    decide(client, document_id, "renewal_kind", "reject", reason="it was struck out")
    told = renewal(client, document_id)
    assert (told["kind"], told["current_term_end"], told["next_renewal_date"]) == (None, "2015-02-28", None)
    assert any("whether the contract renews by itself" in line for line in told["missing"])


def test_a_document_that_was_not_read_has_no_renewal(client: TestClient) -> None:
    """It is not said to have none: there is no answer yet."""
    answer = client.get(f"/v1/documents/{sent_id(client)}/renewal")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("day", ["", "24.11.2026", "2026-13-01", "2026-11-24T10:00:00Z", "0"])
def test_a_day_that_is_none_is_refused(client: TestClient, document_id: str, day: str) -> None:
    """With the name of the parameter."""
    answer = client.get(f"/v1/documents/{document_id}/renewal", params={"as_of": day})
    assert answer.status_code == 422
    assert "as_of" in answer.text
