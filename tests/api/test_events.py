"""What happened, over HTTP."""

from starlette.testclient import TestClient

from doors import Door, send, sent_id
from fourcorners.domain.access import Role


def test_who_follows_events_misses_none_and_sees_none_twice(client: TestClient) -> None:
    """Asking with `next_after`, over the end and on."""
    for number in range(5):
        sent_id(client, (f"{number}.txt", b"%d" % number))
    seen, after = [], 0
    while items := client.get("/v1/events", params={"after": after, "limit": 2}).json():
        seen += [each["seq"] for each in items["items"]]
        if items["next_after"] == after:
            break
        after = items["next_after"]
    assert seen == list(range(1, 7))
    sent_id(client, ("late.txt", b"late"))
    assert [each["seq"] for each in client.get("/v1/events", params={"after": after}).json()["items"]] == [7]


def test_events_are_found_by_what_they_are_about(client: TestClient) -> None:
    """By type, by contract and by document, with the contract's keys in each."""
    document = send(client, contract_no="7").json()["documents"][0]
    sent_id(client, ("other.txt", b"other"))
    about = ({"contract_id": document["contract_id"]}, {"document_id": document["id"]})
    for query in about:
        items = client.get("/v1/events", params=query | {"type": "document.received"}).json()["items"]
        assert [each["contract"]["contract_no"] for each in items] == ["7"]
    assert len(client.get("/v1/events", params={"type": ["key.created", "key.revoked"]}).json()["items"]) == 1


def test_each_event_holds_on_to_the_one_before(client: TestClient) -> None:
    """By its hash: what was taken out or put in shows."""
    sent_id(client)
    first, second = client.get("/v1/events").json()["items"]
    assert second["previous"] == first["hash"]


def test_a_key_sees_the_events_of_its_groups(door: Door) -> None:
    """And cannot count those of others."""
    send(door.client(), ("a.txt", b"a"), access_group="emea")
    send(door.client(), ("b.txt", b"b"), access_group="apac")
    items = door.client(Role.VIEWER, "apac").get("/v1/events").json()["items"]
    assert [each["contract"]["access_group"] for each in items] == ["apac"]
