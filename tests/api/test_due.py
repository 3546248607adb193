"""When the norms of a document and of a contract are due, over HTTP."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from doors import Door, sent_id
from due_answers import RECEIPT
from due_keeping import EVENTS, START, keep_deadlines
from fourcorners.domain.access import Role

AS_OF = {"as_of": "2026-11-24"}


@pytest.fixture
def document_id(door: Door, client: TestClient) -> str:
    """A document that was read."""
    identity = sent_id(client)
    (document,) = door.documents()
    keep_deadlines(door.home.store, document)
    return identity


def asked(client: TestClient, path: str, *on: str, **query: str) -> dict[str, Any]:
    """What is answered."""
    answer = client.get(f"/v1/{path}", params=AS_OF | query | {"on": list(on)})
    assert answer.status_code == 200, answer.text
    told: dict[str, Any] = answer.json()
    return told


def dates(told: dict[str, Any]) -> dict[str, str | None]:
    """The date of each norm, by the number of its id."""
    return {each["record"].split("_")[1]: each["date"] for each in told["due"]}


def decide(client: TestClient, record: str, action: str, **said: object) -> None:
    """Decide on a record as it stands."""
    version = client.get(f"/v1/records/{record}").json()["version"]
    answer = client.post(
        f"/v1/records/{record}/decisions", json={"version": version, "action": action, **said}
    )
    assert answer.status_code == 200, answer.text


def record_of(client: TestClient, document_id: str, begins: str) -> str:
    """The id of the record that begins so."""
    items = client.get(f"/v1/documents/{document_id}/records").json()["items"]
    return next(str(each["id"]) for each in items if each["id"].startswith(begins))


def test_what_is_due_is_counted_from_stated_and_given_dates(client: TestClient, document_id: str) -> None:
    """What hangs on an event without a date has none, and says which."""
    told = asked(client, f"documents/{document_id}/due")
    assert dates(told) == {"2": "2026-03-16", "3": "2026-12-05", "1": None}
    assert (told["calendar"], told["due"][-1]["missing"]) == ("GB-ENG", [f'the date of "{RECEIPT}"'])
    given = asked(client, f"documents/{document_id}/due", "Receipt of the Invoice=2026-03-02")
    assert dates(given)["1"] == "2026-04-01"
    assert given["due"][1]["steps"] == ["2026-03-02 + 30 calendar days = 2026-04-01"]


def test_the_calendar_and_the_horizon_can_be_asked_for(client: TestClient, document_id: str) -> None:
    """They change what is counted."""
    told = asked(client, f"documents/{document_id}/due", f"{START}=2026-11-20", calendar="us")
    assert dates(told)["2"] == "2026-12-07"
    told = asked(client, f"documents/{document_id}/due", until="2027-01-31")
    assert [each["next_dates"] for each in told["due"] if each["next_dates"]] == [
        ["2026-12-05", "2027-01-05"]
    ]


def test_what_people_said_counts(client: TestClient, document_id: str) -> None:
    """An edited date counts as confirmed, and a rejected norm is not due."""
    decide(
        client,
        record_of(client, document_id, "v_effective_date"),
        "edit",
        changes={"value": {"date": "2026-05-01"}},
    )
    decide(client, record_of(client, document_id, "obligation_3"), "reject", reason="struck out")
    told = asked(client, f"documents/{document_id}/due")
    assert dates(told) == {"2": "2026-05-18", "1": None}
    assert told["events"][0]["source"] == "confirmed"


def test_the_events_are_listed(client: TestClient, document_id: str) -> None:
    """The names that a date can be given to, with the date that is stated."""
    told = client.get(f"/v1/documents/{document_id}/events").json()["events"]
    assert [(each["name"], each["occurrence"], each["date"], each["deadlines"]) for each in told] == [
        (START, "once", "2026-03-02", 1),
        (RECEIPT, "each_time", None, 1),
    ]


@pytest.mark.parametrize(
    ("query", "where", "message"),
    [
        ({"on": "delivery=2026-03-02"}, "query.on", f'"{START}", "{RECEIPT}"'),
        ({"on": "delivery"}, "query.on", "names no event with a date"),
        ({"on": f"{RECEIPT}=2 March"}, "query.on", "is no day"),
        ({"calendar": "GB-EN"}, "query.calendar", "GB-ENG"),
        ({"until": "2026-11-01"}, "query.until", "horizon"),
        ({"until": "2099-11-01"}, "query.until", "10 years"),
        ({"as_of": "today"}, "query.as_of", "2031-03-01"),
        ({"event": "x"}, "query.event", ""),
    ],
)
def test_what_makes_no_sense_is_refused(
    client: TestClient, document_id: str, query: dict[str, str], where: str, message: str
) -> None:
    """With the name of the parameter, and what could be meant."""
    answer = client.get(f"/v1/documents/{document_id}/due", params=AS_OF | query)
    assert (answer.status_code, answer.json()["errors"][0]["where"]) == (422, where)
    assert message in answer.json()["errors"][0]["message"]


@pytest.mark.parametrize("what", ["due", "events"])
def test_a_document_that_was_not_read_has_no_answer(client: TestClient, what: str) -> None:
    """It is not said that nothing is due."""
    answer = client.get(f"/v1/documents/{sent_id(client)}/{what}")
    assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_an_answer_is_not_sent_twice(client: TestClient, document_id: str) -> None:
    """Until a record or the question changes it."""
    path = f"/v1/documents/{document_id}/due"
    etag = client.get(path, params=AS_OF).headers["etag"]
    headers = {"If-None-Match": etag}
    assert client.get(path, params=AS_OF, headers=headers).status_code == 304
    assert client.get(path, params={"as_of": "2027-03-01"}, headers=headers).status_code == 200


def test_a_contract_is_due_by_all_its_documents(door: Door, client: TestClient) -> None:
    """The base first; an amendment takes its law from there, and one that was not read is said to be so."""
    for name, role in (("order.txt", "amendment"), ("base.txt", "base"), ("new.txt", "amendment")):
        sent_id(client, (name, name.encode()), contract_no="C-1", role=role)
    amendment, base, _ = door.documents()
    keep_deadlines(door.home.store, base, events=EVENTS[:1])
    keep_deadlines(door.home.store, amendment, variables=())
    told = asked(client, f"contracts/{base.contract_id}/due", f"{RECEIPT}=2026-03-02")
    assert [each["name"] for each in told["documents"]] == ["base.txt", "order.txt", "new.txt"]
    first, second, third = (each["answer"] for each in told["documents"])
    assert (first["calendar"], second["calendar"], third) == ("GB-ENG", "GB-ENG", None)
    assert (dates(first)["2"], dates(second)["2"]) == ("2026-03-16", None)
    refused = client.get(f"/v1/contracts/{base.contract_id}/due", params={"on": "x=2026-03-02"})
    assert refused.status_code == 422


def test_a_key_of_another_group_sees_nothing(door: Door, client: TestClient) -> None:
    """As if the document were not there."""
    identity = sent_id(client, access_group="emea")
    (document,) = door.documents()
    keep_deadlines(door.home.store, document)
    stranger = door.client(Role.ADMIN, "apac")
    for what in ("due", "events"):
        assert stranger.get(f"/v1/documents/{identity}/{what}").status_code == 404
