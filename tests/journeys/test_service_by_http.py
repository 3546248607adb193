"""The main job by HTTP: a contract is sent, read, decided on, and what was confirmed is given out."""

from pathlib import Path

import httpx2
import pytest

from serving import serving, wait_until_final

pytestmark = pytest.mark.allow_hosts(["127.0.0.1"])

CONTRACT = Path(__file__).parents[2] / "fixtures" / "contracts" / "managed-hosting-services" / "contract.pdf"


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """A client of a service that has read one contract."""
    with serving(tmp_path_factory.mktemp("home")) as client:
        document = _send(client)
        assert wait_until_final(client, 1) == {document: "reviewable"}
        yield client


def _send(client: httpx2.Client) -> str:
    answer = client.post(
        "/v1/documents",
        files={"files": ("msa.pdf", CONTRACT.read_bytes())},
        data={"contract_no": "MSA-7", "owner": "Kim", "attributes": '{"region": "EMEA"}'},
    )
    assert answer.status_code == 202
    (document,) = answer.json()["documents"]
    assert answer.headers["Location"] == f"/v1/documents/{document['id']}"
    return str(document["id"])


def _decide(client: httpx2.Client, item: dict, **asked: object) -> dict:
    body = {"version": item["version"], **asked}
    return client.post(f"/v1/records/{item['id']}/decisions", json=body).raise_for_status().json()


def test_what_a_person_confirmed_goes_out_and_nothing_else(client):
    """Three confirmed, one edited, one rejected: four go out, with who decided and what is still open."""
    (document,) = wait_until_final(client, 1)
    items = client.get(f"/v1/documents/{document}/records", params={"kind": "obligation"}).json()["items"]
    for item in items[:3]:
        assert _decide(client, item, action="confirm")["status"] == "confirmed"
    edited = _decide(client, items[3], action="edit", changes={"obligor": "Customer", "condition": "if due"})
    _decide(client, items[4], action="reject", reason="stands in the schedule too")

    (contract,) = client.get("/v1/contracts", params={"owner": "Kim"}).json()["items"]
    confirmed = client.get(f"/v1/contracts/{contract['id']}/confirmed").json()
    assert {each["id"] for each in confirmed["records"]} == {each["id"] for each in items[:4]}
    assert edited["record"]["condition"] == "if due"
    assert confirmed["contract"]["attributes"] == {"region": "EMEA"}
    assert all(each["decisions"][-1]["by"]["name"] == "ada" for each in confirmed["records"])
    assert str(contract["review"]["proposed"]) in confirmed["statement"]


def test_a_stale_decision_is_told_what_stands_now(client):
    """Who decides on a version that is gone gets 409 and the record as it is."""
    (document,) = wait_until_final(client, 1)
    item = client.get(f"/v1/documents/{document}/records").json()["items"][0]
    _decide(client, item, action="defer")
    answer = client.post(
        f"/v1/records/{item['id']}/decisions", json={"action": "confirm", "version": item["version"]}
    )
    assert answer.status_code == 409
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["record"]["status"] == "deferred"


def test_everything_that_happened_can_be_followed(client):
    """The events lead from the upload to the last decision, without a gap and with the contract's keys."""
    events = client.get("/v1/events").json()["items"]
    assert [each["seq"] for each in events] == list(range(1, len(events) + 1))
    told = [each["type"] for each in events if each["document_id"]]
    assert told[:2] == ["document.received", "document.reviewable"]
    assert all(each["contract"]["contract_no"] == "MSA-7" for each in events if each["contract_id"])
