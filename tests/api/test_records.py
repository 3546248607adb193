"""Records over HTTP: seen, and decided on."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx2
import pytest
from starlette.testclient import TestClient

from doors import OPERATOR, Door, sent_id
from fourcorners.domain.access import Role
from fourcorners.domain.review_item import RecordKind, ReviewItem
from keeping import a_run


@pytest.fixture
def duty(door: Door, client: TestClient) -> ReviewItem:
    """An obligation that waits for a decision."""
    records = door.read(sent_id(client, contract_no="MSA-7"))
    return next(each for each in records if each.kind is RecordKind.OBLIGATION)


def decide(client: TestClient, record: ReviewItem, action: str, **said: object) -> httpx2.Response:
    """Decide on the record as it was seen."""
    body = {"version": record.version, "action": action, **said}
    return client.post(f"/v1/records/{record.id}/decisions", json=body)


def test_a_record_is_given_with_its_place_in_the_contract(client: TestClient, duty: ReviewItem) -> None:
    """With the keys of the outside world, so that nobody need look them up."""
    record = client.get(f"/v1/records/{duty.id}").json()
    assert record == duty.model_dump(mode="json")
    assert record["contract"]["contract_no"] == "MSA-7"


@pytest.mark.parametrize(
    ("action", "said", "status"),
    [
        ("confirm", {}, "confirmed"),
        ("edit", {"changes": {"obligee": "Quince Hosting Ltd"}}, "confirmed"),
        ("reject", {"reason": "replaced by amendment 2"}, "rejected"),
        ("defer", {}, "deferred"),
    ],
)
def test_a_decision_is_kept_and_told(
    door: Door, client: TestClient, duty: ReviewItem, action: str, said: dict[str, Any], status: str
) -> None:
    """The answer is the record as it stands now, and the event tells who decided."""
    record = decide(client, duty, action, **said).raise_for_status().json()
    assert (record["status"], record["version"]) == (status, duty.version + 1)
    assert record == client.get(f"/v1/records/{duty.id}").json()
    (event,) = client.get("/v1/events", params={"record_id": duty.id}).json()["items"]
    assert (event["type"], event["by"]["name"]) == ("record.decided", "admin")
    assert record["decision"]["event"] == event["seq"] == door.home.store.head().seq


def test_the_answer_to_a_decision_is_whole(client: TestClient, duty: ReviewItem) -> None:
    """Whatever the client says that it has, for the record has just been changed."""
    body = {"version": duty.version, "action": "confirm"}
    answer = client.post(f"/v1/records/{duty.id}/decisions", json=body, headers={"If-None-Match": "*"})
    assert (answer.status_code, answer.json()["status"]) == (200, "confirmed")
    assert client.get(f"/v1/records/{duty.id}").headers["etag"] == answer.headers["etag"]


def test_who_comes_too_late_is_given_the_record_as_it_stands(client: TestClient, duty: ReviewItem) -> None:
    """409 with the fresh record; deciding on its version works."""
    decide(client, duty, "confirm")
    late = decide(client, duty, "reject", reason="no duty")
    fresh = ReviewItem.model_validate(late.json()["record"])
    assert late.json()["record"] == client.get(f"/v1/records/{duty.id}").json()
    assert (late.status_code, late.json()["code"]) == (409, "stale_decision")
    assert fresh.model_dump(mode="json") == client.get(f"/v1/records/{duty.id}").json()
    assert decide(client, fresh, "reject", reason="no duty").json()["status"] == "rejected"


def test_of_many_who_decide_at_once_one_is_heard(client: TestClient, duty: ReviewItem) -> None:
    """And all others are told so: no decision is lost in silence."""
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: decide(client, duty, "confirm").status_code, range(24)))
    assert sorted(answers) == [200, *[409] * 23]
    assert len(client.get("/v1/events", params={"record_id": duty.id}).json()["items"]) == 1


def test_only_what_was_confirmed_is_given_out(client: TestClient, duty: ReviewItem) -> None:
    """In each form, as a file that is saved."""
    address = f"/v1/contracts/{duty.contract_id}/confirmed"
    assert client.get(address).json()["records"] == []
    decide(client, duty, "confirm")
    confirmed = client.get(address).json()
    assert [each["id"] for each in confirmed["records"]] == [duty.id]
    assert confirmed["unreviewed"]["is_everything_decided"] is False
    table = client.get(address, params={"format": "csv"})
    book = client.get(address, params={"format": "xlsx"})
    assert duty.id in table.text
    assert book.content.startswith(b"PK")
    assert [each.headers["content-disposition"].split(";")[1].strip() for each in (table, book)] == [
        'filename="MSA-7.csv"',
        'filename="MSA-7.xlsx"',
    ]


def test_what_was_confirmed_is_not_sent_twice(client: TestClient, duty: ReviewItem) -> None:
    """Its ETag stays until somebody decides, though each answer says when it was made."""
    address = f"/v1/contracts/{duty.contract_id}/confirmed"
    etag = {"If-None-Match": client.get(address).headers["etag"]}
    assert client.get(address, headers=etag).status_code == 304
    assert client.get(address, params={"format": "csv"}, headers=etag).status_code == 200
    sent_id(client, ("other.txt", b"another contract"))
    assert client.get(address, headers=etag).status_code == 304
    decide(client, duty, "confirm")
    assert client.get(address, headers=etag).status_code == 200


def test_all_that_waits_is_one_list(door: Door, client: TestClient, duty: ReviewItem) -> None:
    """Records of all contracts, by what is asked of them; each once, page by page."""
    other = door.read(sent_id(client, ("other.txt", b"another contract")))
    decide(client, duty, "confirm")
    everything = listed(client, "/v1/records?limit=2")
    wanted = [each for each in everything if each["status"] == "proposed" and each["kind"] == "obligation"]
    assert {each["document_id"] for each in everything} == {duty.document_id, other[0].document_id}
    assert len({each["id"] for each in everything}) == len(everything)
    assert listed(client, "/v1/records?status=proposed&kind=obligation&limit=1") == wanted != []
    for query in (f"document_id={duty.document_id}", f"contract_id={duty.contract_id}"):
        assert {each["document_id"] for each in listed(client, f"/v1/records?{query}")} == {duty.document_id}
    assert {each["record"]["responsible"] for each in listed(client, "/v1/records?responsible=finance")} == {
        "finance"
    }


def test_a_key_sees_the_records_of_its_groups_alone(door: Door) -> None:
    """In the list of all, too."""
    mine, *_ = [
        door.read(sent_id(door.client(), (f"{group}.txt", group.encode()), access_group=group))
        for group in ("emea", "apac")
    ]
    found = listed(door.client(Role.REVIEWER, "emea"), "/v1/records")
    assert [each["id"] for each in found] == [each.id for each in mine]


def test_what_a_later_reading_says_differently_can_be_asked_for(
    door: Door, client: TestClient, duty: ReviewItem
) -> None:
    """`has_proposal` gives what was decided and waits again; the contract counts it."""
    decide(client, duty, "confirm")
    document = next(each for each in door.documents() if each.id == duty.document_id)
    changed = duty.record.model_copy(update={"action": "pay half of each invoice", "hash": "f" * 64})
    assert listed(client, "/v1/records?has_proposal=true") == []
    door.home.store.keep_run(a_run(document, changed, reader="2"), OPERATOR)
    (waiting,) = listed(client, "/v1/records?has_proposal=true")
    assert (waiting["id"], waiting["proposal"]["action"]) == (duty.id, "pay half of each invoice")
    assert listed(client, f"/v1/documents/{duty.document_id}/records?has_proposal=true") == [waiting]
    assert duty.id not in {each["id"] for each in listed(client, "/v1/records?has_proposal=false")}
    assert client.get(f"/v1/contracts/{duty.contract_id}").json()["review"]["waiting"] == 1


def listed(client: TestClient, address: str) -> list[dict[str, Any]]:
    """All items of a list, over all its pages."""
    found: list[dict[str, Any]] = []
    while address:
        response = client.get(address).raise_for_status()
        found += response.json()["items"]
        address = response.links.get("next", {}).get("url", "")
    return found


def test_contracts_tell_how_far_review_has_come(client: TestClient, duty: ReviewItem) -> None:
    """As a list and one by one."""
    decide(client, duty, "confirm")
    contract = client.get(f"/v1/contracts/{duty.contract_id}").json()
    assert client.get("/v1/contracts", params={"contract_no": "MSA-7"}).json()["items"] == [contract]
    assert client.get("/v1/contracts", params={"contract_no": "MSA-8"}).json()["items"] == []
    assert contract["review"]["confirmed"] == 1
    assert contract["review"]["proposed"] > 0
    assert [each["id"] for each in contract["documents"]] == [duty.document_id]
