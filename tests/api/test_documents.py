"""Documents over HTTP: sent, followed, read."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from starlette.testclient import TestClient

from doors import LEASE, OPERATOR, Door, send, sent_id
from fourcorners.domain.access import Role
from fourcorners.domain.processing import Failure, ProcessingState
from fourcorners.domain.store import SERVICE
from keeping import TEXT, a_run


def test_an_upload_is_acknowledged_with_all_that_is_needed_to_follow_it(client: TestClient) -> None:
    """The answer tells id, state, keys and links, and its Location is the document."""
    response = send(
        client, contract_no="MSA-7", priority="2", attributes='{"region": "EMEA"}', role="amendment"
    )
    (document,) = response.json()["documents"]
    assert response.status_code == 202
    assert response.headers["location"] == document["links"]["document"] == f"/v1/documents/{document['id']}"
    assert (document["state"], document["role"], document["is_new"]) == ("received", "amendment", True)
    assert document["contract"] | {"contract_no": "MSA-7", "priority": 2} == document["contract"]
    assert document["contract"]["attributes"] == {"region": "EMEA"}
    assert all(client.get(link).status_code == 200 for link in document["links"].values())


def test_several_files_are_taken_in_their_order_and_found_at_one_address(client: TestClient) -> None:
    """`Location` lists the documents of an upload."""
    response = send(client, ("a.txt", b"First."), ("b.md", b"# Second"), contract_no="1")
    sent = response.json()["documents"]
    listed = client.get(response.headers["location"]).json()["items"]
    assert [each["name"] for each in sent] == ["a.txt", "b.md"]
    assert {each["id"] for each in listed} == {each["id"] for each in sent}
    assert len({each["contract_id"] for each in sent}) == 1


def test_the_same_file_sent_again_is_the_same_document(door: Door, client: TestClient) -> None:
    """Whatever its name is, and the answer says that it is not new."""
    first = send(client).json()["documents"][0]
    again = send(client, ("copy.txt", LEASE)).json()["documents"][0]
    assert (again["id"], again["is_new"]) == (first["id"], False)
    assert len(door.documents()) == 1


def test_fifty_uploads_of_one_file_at_once_are_one_document(door: Door, client: TestClient) -> None:
    """All get the same id, and one of them is told that it is new."""
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda _: send(client), range(50)))
    documents = [answer.json()["documents"][0] for answer in answers]
    assert {answer.status_code for answer in answers} == {202}
    assert len({each["id"] for each in documents}) == len(door.documents()) == 1
    assert sum(each["is_new"] for each in documents) == 1


def test_a_request_that_is_sent_again_under_its_name_gives_the_same_answer(client: TestClient) -> None:
    """Also `is_new`: the sender cannot tell that it was sent twice."""
    name = {"Idempotency-Key": "order 66"}
    first, again = (send(client, headers=name, contract_no="9") for _ in range(2))
    assert again.status_code == 202
    assert again.json() == first.json()


def test_keys_that_are_sent_again_are_put_over_those_that_are_kept(client: TestClient) -> None:
    """What is not sent stays, and an event tells of the change."""
    send(client, contract_no="9", owner="ada", attributes='{"region": "EMEA"}')
    (again,) = send(client, contract_no="9", owner="bo").json()["documents"]
    assert (again["contract"]["owner"], again["contract"]["attributes"]) == ("bo", {"region": "EMEA"})
    events = client.get("/v1/events", params={"type": "contract.changed"}).json()["items"]
    assert [each["contract"]["owner"] for each in events] == ["bo"]


def test_what_shows_only_when_a_file_is_read_does_not_stop_an_upload(client: TestClient) -> None:
    """As the description of the operation says: only what its first bytes show is refused."""
    locked = b"%PDF-1.7\ntrailer << /Encrypt 1 0 R >>\n%%EOF"
    assert send(client, ("locked.pdf", locked)).status_code == 202
    assert send(client, ("cut.pdf", b"%PDF-1.7\n1 0 ob")).status_code == 202
    office = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le")
    for name, content, code in (
        ("locked.docx", office, "encrypted_document"),
        ("text.pdf", LEASE, "unreadable_document"),
    ):
        assert send(client, (name, content)).json()["code"] == code


def test_a_name_of_a_request_cannot_be_taken_for_another(door: Door, client: TestClient) -> None:
    """Other content under the same Idempotency-Key is refused, and not kept."""
    name = {"Idempotency-Key": "order 66"}
    send(client, headers=name)
    for response in (
        send(client, ("x.txt", b"Other."), headers=name),
        send(client, headers=name, owner="ada"),
    ):
        assert (response.status_code, response.json()["code"]) == (422, "retry_mismatch")
    assert len(door.documents()) == 1


def test_two_senders_may_call_their_requests_the_same(door: Door) -> None:
    """An Idempotency-Key belongs to the key that it came with."""
    name = {"Idempotency-Key": "1"}
    answers = [send(door.client(), (f"{n}.txt", b"%d" % n), headers=name) for n in range(2)]
    assert [answer.status_code for answer in answers] == [202, 202]


def test_a_key_of_one_group_files_into_that_group(door: Door) -> None:
    """Without naming it."""
    client = door.client(Role.UPLOADER, "emea")
    document = send(client).json()["documents"][0]
    assert document["contract"]["access_group"] == "emea"
    assert client.get(f"/v1/documents/{document['id']}").status_code == 200


@pytest.mark.parametrize(
    ("groups", "named", "status", "code"),
    [
        (("emea",), "apac", 403, "not_allowed"),
        (("emea", "apac"), "", 422, "invalid_request"),
        (("emea", "apac"), "amer", 403, "not_allowed"),
        (("emea", "apac"), "apac", 202, None),
        ((), "apac", 202, None),
        ((), "", 202, None),
    ],
)
def test_a_key_files_into_its_own_groups_alone(
    door: Door, groups: tuple[str, ...], named: str, status: int, code: str | None
) -> None:
    """A key of several groups has to name one; a key without groups may name any."""
    response = send(door.client(Role.UPLOADER, *groups), access_group=named)
    assert (response.status_code, response.json().get("code")) == (status, code)
    assert len(door.documents()) == (status == 202)


def test_a_document_tells_why_it_came_no_further(door: Door, client: TestClient) -> None:
    """`state` and `error` are those that the worker noted."""
    number = sent_id(client)
    error = Failure(code="unreadable_document", message="it is cut off; send a whole one")
    door.home.store.advance(number, ProcessingState.FAILED, SERVICE, error=error)
    document = client.get(f"/v1/documents/{number}").json()
    assert (document["state"], document["error"]) == ("failed", error.model_dump())
    assert client.get("/v1/documents", params={"state": ["failed", "quarantined"]}).json()["items"] == [
        document
    ]
    assert client.get("/v1/documents?state=received").json()["items"] == []


def test_what_was_read_is_given_as_records_as_a_reading_and_as_text(door: Door, client: TestClient) -> None:
    """The offsets of the records count in the text."""
    number = sent_id(client)
    records = door.read(number)
    listed = client.get(f"/v1/documents/{number}/records").json()
    text = client.get(f"/v1/documents/{number}/text")
    assert listed == {"items": [each.model_dump(mode="json") for each in records], "next": None}
    assert (text.text, text.headers["content-type"]) == (TEXT, "text/plain; charset=utf-8")
    reading = client.get(f"/v1/documents/{number}/extraction").json()
    assert [each["code"] for each in reading["findings"]] == ["quote_not_found"]
    assert reading["coverage"]["unclaimed"] == 1


def test_an_earlier_reading_can_be_asked_for(door: Door, client: TestClient) -> None:
    """The evidence of a record counts in the text of the reading that it names."""
    number = sent_id(client)
    record = door.read(number)[0]
    (document,) = door.documents()
    newer = a_run(document, reader="2").model_copy(update={"text": "Read otherwise."})
    door.home.store.keep_run(newer, OPERATOR)
    address = f"/v1/documents/{number}"
    assert client.get(f"{address}/text").text == "Read otherwise."
    earlier = {"run": record.run_id}
    assert client.get(f"{address}/text", params=earlier).text == TEXT
    assert client.get(f"{address}/extraction", params=earlier).json()["produced_by"]["version"] == "1"
    assert client.get(f"{address}/extraction").json()["produced_by"]["version"] == "2"


def test_a_reading_is_found_at_its_own_document_alone(door: Door, client: TestClient) -> None:
    """And one that is not there is 404, not the newest."""
    first, second = (sent_id(client, (f"{n}.txt", b"%d" % n)) for n in range(2))
    run_id = door.read(first)[0].run_id
    door.read(second)
    for wanted in (run_id, "run_1", ""):
        answer = client.get(f"/v1/documents/{second}/text", params={"run": wanted})
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


@pytest.mark.parametrize("bytes_kept", [None, b"", LEASE.replace(b"rent", b"cent")])
def test_bytes_that_are_gone_or_damaged_are_told(
    door: Door, client: TestClient, bytes_kept: bytes | None
) -> None:
    """500 `lost_file` before anything is given; sent again, they are back."""
    address = f"/v1/documents/{sent_id(client)}/original"
    kept = door.home.files.path(door.documents()[0].sha256)
    kept.unlink()
    if bytes_kept is not None:
        kept.write_bytes(bytes_kept)
    answer = client.get(address)
    assert (answer.status_code, answer.json()["code"]) == (500, "lost_file")
    assert "backup" in answer.json()["detail"]
    sent_id(client)
    assert client.get(address).content == LEASE


def test_whatever_can_be_got_can_be_asked_for_its_head(door: Door, client: TestClient) -> None:
    """The same status and headers, also of a refusal, and no body."""
    number = sent_id(client)
    door.read(number)
    parts = ("", "/records", "/extraction", "/text", "/original", "?limit=x", "/nowhere")
    for address in ["/docs", "/v1/health", *(f"/v1/documents/{number}{part}" for part in parts)]:
        whole, head = client.get(address), client.head(address)
        assert (head.status_code, head.headers, head.content) == (whole.status_code, whole.headers, b"")


def test_a_document_that_was_not_read_has_no_text_yet(client: TestClient) -> None:
    """404, and the words say that it waits."""
    number = sent_id(client)
    for part in ("text", "extraction"):
        response = client.get(f"/v1/documents/{number}/{part}")
        assert (response.status_code, response.json()["code"]) == (404, "not_found")
        assert "not been read yet" in response.json()["detail"]


@pytest.mark.parametrize(
    "query",
    [{"kind": "kpi"}, {"responsible": "finance"}, {"kind": ["kpi", "variable"]}, {"status": "confirmed"}],
)
def test_records_are_filtered(door: Door, client: TestClient, query: dict[str, str | list[str]]) -> None:
    """By kind, by who owns them, and by how they stand."""
    number = sent_id(client)
    records = [each.model_dump(mode="json") for each in door.read(number)]
    (name, wanted), *_ = query.items()
    value = (
        (lambda each: each["record"]["responsible"]) if name == "responsible" else (lambda each: each[name])
    )
    expected = [each for each in records if value(each) in ([wanted] if isinstance(wanted, str) else wanted)]
    assert client.get(f"/v1/documents/{number}/records", params=query).json()["items"] == expected


def test_pages_of_a_list_give_each_item_once(client: TestClient) -> None:
    """The header `Link` and `next` lead on, and keep the filters."""
    sent = [sent_id(client, (f"{n}.txt", b"%d" % n), owner="ada") for n in range(5)]
    sent_id(client, ("other.txt", b"other"))
    address, found = "/v1/documents?owner=ada&limit=2", []
    while address:
        response = client.get(address)
        found += [each["id"] for each in response.json()["items"]]
        assert (response.json()["next"] is None) == ("next" not in response.links)
        address = response.links.get("next", {}).get("url", "")
    assert found == sent


def test_documents_are_found_by_the_keys_of_the_outside_world(client: TestClient) -> None:
    """Every key, and attributes by name and value; all that is asked for must apply."""
    keys = {"contract_no": "7", "counterparty_id": "V1", "business_unit": "logistics", "owner": "ada",
            "parent": "6", "priority": "3", "access_group": "emea"}  # fmt: skip
    number = sent_id(client, **keys, attributes=json.dumps({"region": "EMEA", "a:b": "c"}))
    sent_id(client, ("other.txt", b"other"), contract_no="8")
    sha256 = client.get(f"/v1/documents/{number}").json()["sha256"]
    for query in [
        *keys.items(),
        ("attribute", "region:EMEA"),
        ("attribute", "region=EMEA"),
        ("sha256", sha256),
        ("id", number),
    ]:
        assert [each["id"] for each in client.get("/v1/documents", params=[query]).json()["items"]] == [
            number
        ]
    for name in keys:
        others = keys | {name: "9"}
        assert client.get("/v1/documents", params=others).json()["items"] == []


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("lease.txt", "lease.txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ('a"b; filename=evil.exe.txt', "a%22b; filename=evil.exe.txt"),
        ("a\r\nSet-Cookie: x.txt", "a%0D%0ASet-Cookie: x.txt"),
        ("gepr\u00fcft \u00a77.txt", "gepr\u00fcft \u00a77.txt"),
        ("evil\u202etxt.exe.txt", "eviltxt.exe.txt"),
        ("\u5951\u7d04.txt", "\u5951\u7d04.txt"),
    ],
)
def test_the_original_comes_back_as_it_was_sent_and_is_never_shown(
    client: TestClient, name: str, shown: str
) -> None:
    """As an attachment in a sandbox, whose name cannot break out of its header."""
    response = client.get(f"/v1/documents/{sent_id(client, (name, LEASE))}/original")
    disposition = response.headers["content-disposition"]
    assert response.content == LEASE
    assert disposition.startswith('attachment; filename="')
    assert disposition.isascii()
    assert disposition.count('"') == 2
    assert (response.headers["x-content-type-options"], response.headers["content-security-policy"]) == (
        "nosniff",
        "sandbox; default-src 'none'",
    )
    assert client.get("/v1/documents").json()["items"][0]["name"] == shown


def test_a_client_is_told_what_it_has_already(door: Door, client: TestClient) -> None:
    """304 under the ETag of before, until something changes."""
    number = sent_id(client)
    door.read(number)
    for part in ("", "/records", "/extraction", "/text", "/original"):
        address = f"/v1/documents/{number}{part}"
        etag = client.get(address).headers["etag"]
        again = client.get(address, headers={"If-None-Match": f'"other", W/{etag}'})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", etag)
    client.post(f"/v1/documents/{number}/runs")
    assert client.get(f"/v1/documents/{number}", headers={"If-None-Match": etag}).status_code == 200


def test_a_document_is_read_again_when_somebody_asks(door: Door, client: TestClient) -> None:
    """It waits again, and its records stay meanwhile."""
    number = sent_id(client)
    records = door.read(number)
    response = client.post(f"/v1/documents/{number}/runs")
    assert (response.status_code, response.headers["location"]) == (202, f"/v1/documents/{number}")
    assert (response.json()["state"], response.json()["generation"]) == ("received", 2)
    assert len(client.get(f"/v1/documents/{number}/records").json()["items"]) == len(records)
