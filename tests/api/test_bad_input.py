"""What is wrong with a request is told by name, and nothing of it is kept."""

import errno
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import httpx2
import pytest
from starlette.testclient import TestClient

from doors import LEASE, Door, send, sent_id
from fourcorners.domain.access import Role

BOUNDARY: Final = {"Content-Type": "multipart/form-data; boundary=x"}
PART: Final = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nThe rent.\r\n'
Send = Callable[[TestClient], httpx2.Response]


def raw(content: bytes, headers: dict[str, str] = BOUNDARY) -> Send:
    """Sends these bytes as a form."""
    return lambda client: client.post("/v1/documents", content=content, headers=headers)


UPLOADS: Final[dict[str, tuple[Send, int, str, str]]] = {
    "empty file": (lambda c: send(c, ("a.pdf", b"")), 422, "empty_file", "empty"),
    "no file chosen": (raw(PART.replace(b"a.txt", b"").replace(b"The rent.", b"") + b"--x--\r\n"),
                       422, "empty_file", "empty"),
    "a program": (lambda c: send(c, ("a.pdf", b"\x7fELF\0\0\0")), 415, "unsupported_format", "program"),
    "an image": (lambda c: send(c, ("a.pdf", b"\x89PNG\r\n\x1a\n\0")), 415, "unsupported_format", "image"),
    "text that says PDF": (lambda c: send(c, ("a.pdf", LEASE)), 422, "unreadable_document", "PDF"),
    "one bad of three": (lambda c: send(c, ("a.txt", b"1"), ("b.txt", b""), ("c.txt", b"3")),
                         422, "empty_file", "empty"),
    "one too large of two": (lambda c: send(c, ("a.txt", b"1"), ("b.txt", b"x" * (1024 * 1024 + 1))),
                             413, "document_too_large", "1 MiB"),
    "too many files": (lambda c: send(c, *[(f"{n}.txt", b"%d" % n) for n in range(101)]),
                       422, "invalid_request", "at most 100"),
    "over the limit of a file": (lambda c: send(c, ("a.txt", b"x" * (1024 * 1024 + 1))),
                                 413, "document_too_large", "1 MiB"),
    "over the limit of a request": (lambda c: send(c, *[(f"{n}.txt", b"x" * 900_000) for n in range(3)]),
                                    413, "body_too_large", "2 MiB"),
    "no form": (lambda c: c.post("/v1/documents", json={}), 415, "not_multipart", "multipart/form-data"),
    "no body": (lambda c: c.post("/v1/documents"), 415, "not_multipart", "multipart/form-data"),
    "no boundary": (raw(PART, {"Content-Type": "multipart/form-data"}), 400, "broken_request", "boundary"),
    "an empty boundary": (raw(PART, {"Content-Type": "multipart/form-data; boundary="}),
                          400, "broken_request", "form"),
    "another boundary": (raw(PART.replace(b"--x", b"--y")), 400, "broken_request", "form"),
    "cut off": (raw(PART), 400, "broken_request", "form"),
    "no name": (raw(b"--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--\r\n"),
                400, "broken_request", "name"),
    "headers without end": (raw(b"--x\r\n" + b"A: b\r\n" * 500), 400, "broken_request", "form"),
    "too many fields": (lambda c: c.post("/v1/documents", files=[("f", ("", b"1"))] * 1,
                                         data={"owner": ["a"] * 200}), 400, "broken_request", "fields"),
    "too much text": (lambda c: c.post("/v1/documents", files=[("files", ("a.txt", LEASE))],
                                       data={"owner": ["x" * 100_000] * 3}),
                      400, "broken_request", "256 KiB"),
    "no files": (lambda c: c.post("/v1/documents", files={"owner": (None, "ada")}),
                 422, "invalid_request", "form.files"),
    "files as text": (lambda c: c.post("/v1/documents", files={"files": (None, "ada")}),
                      422, "invalid_request", "file name"),
    "a misspelt field": (lambda c: send(c, contract_nr="7"), 422, "invalid_request", "'contract_no'"),
    "a misspelt file field": (lambda c: c.post("/v1/documents", files={"file": ("a.txt", LEASE)}),
                              422, "invalid_request", "'files'"),
    "a key twice": (lambda c: c.post("/v1/documents", files={"files": ("a.txt", LEASE)},
                                     data={"owner": ["a", "b"]}), 422, "invalid_request", "form.owner"),
    "a key as a file": (lambda c: c.post("/v1/documents",
                                         files={"files": ("a.txt", LEASE), "owner": ("b", b"ada")}),
                        422, "invalid_request", "form.owner"),
    "no such priority": (lambda c: send(c, priority="10"), 422, "invalid_request", "form.priority"),
    "a priority in words": (lambda c: send(c, priority="high"), 422, "invalid_request", "form.priority"),
    "no such role": (lambda c: send(c, role="annex"), 422, "invalid_request", "statement_of_work"),
    "a key too long": (lambda c: send(c, owner="x" * 201), 422, "invalid_request", "form.owner"),
    "attributes that are no JSON": (lambda c: send(c, attributes="region=EMEA"),
                                    422, "invalid_request", "JSON"),
    "attributes that are a list": (lambda c: send(c, attributes="[1]"), 422, "invalid_request", "JSON"),
    "an attribute that is no text": (lambda c: send(c, attributes='{"a": {"b": 1}}'),
                                     422, "invalid_request", "form.attributes.a"),
    "half a character": (lambda c: send(c, attributes='{"a": "\\ud800"}'), 422, "invalid_request", "JSON"),
    "an empty name of the request": (lambda c: send(c, headers={"Idempotency-Key": ""}),
                                     422, "invalid_request", "header.Idempotency-Key"),
}  # fmt: skip


@pytest.fixture
def small(tmp_path: Path) -> Door:
    """A service that takes files of 1 MiB and requests of 2 MiB."""
    return Door(tmp_path / "home", max_file_mib=1, max_upload_mib=2)


@pytest.mark.parametrize("case", UPLOADS)
def test_a_bad_upload_is_refused_by_name_and_leaves_nothing(small: Door, case: str) -> None:
    """Each with its status, its code, and words that name what is wrong; the next upload works."""
    sender, status, code, named = UPLOADS[case]
    client = small.client()
    problem = is_problem(sender(client), status, code)
    assert named in problem["detail"]
    assert small.documents() == ()
    assert list((small.home.folder / "tmp").iterdir()) == []
    assert list((small.home.folder / "files").glob("??/*")) == []
    assert send(client).status_code == 202


def test_the_bad_one_of_several_files_is_named(client: TestClient) -> None:
    """By the label that it would have been kept under."""
    problem = send(client, ("good.txt", LEASE), ("../bad\u202e.pdf", b"")).json()
    assert problem["file"] == "bad.pdf"


@pytest.mark.parametrize(
    "name", ["../" * 60 + "a.txt", "a" * 196 + ".txt", "\u202e" * 190 + "a.txt", "a\r\nb.txt"]
)
def test_an_odd_name_is_only_a_label(door: Door, client: TestClient, name: str) -> None:
    """No file is named after it."""
    number = sent_id(client, (name, LEASE))
    kept = [path.name for path in door.home.folder.rglob("*")]
    assert not [each for each in kept if each.endswith(".txt")]
    assert client.get(f"/v1/documents/{number}/original").content == LEASE


READS: Final = {
    "an unknown document": ("/v1/documents/doc_1", 404, "not_found", "document"),
    "an unknown contract": ("/v1/contracts/ctr_1", 404, "not_found", "contract"),
    "a number for an id": ("/v1/contracts/MSA-7%20b", 404, "not_found", "/v1/contracts?contract_no=MSA-7+b"),
    "what is confirmed under a number": (
        "/v1/contracts/MSA-7/confirmed",
        404,
        "not_found",
        "/v1/contracts?contract_no=MSA-7",
    ),
    "an unknown record": ("/v1/records/1", 404, "not_found", "record"),
    "records of nothing": ("/v1/documents/doc_1/records", 404, "not_found", "document"),
    "an unknown part": ("/v1/documents/doc_1/pages", 404, "unknown_path", "/docs"),
    "a slash too many": ("/v1/documents/", 404, "unknown_path", "/docs"),
    "a misspelt filter": ("/v1/documents?contractno=7", 422, "invalid_request", "'contract_no'"),
    "a filter of something else": ("/v1/contracts?sha256=0", 422, "invalid_request", "query.sha256"),
    "a query where none is taken": (
        "/v1/documents/doc_1?format=json",
        422,
        "invalid_request",
        "query.format",
    ),
    "a filter twice": ("/v1/documents?owner=a&owner=b", 422, "invalid_request", "query.owner"),
    "a misspelt state": (
        "/v1/documents?state=readable",
        422,
        "invalid_request",
        "query.state: it must be 'r",
    ),
    "an attribute without value": ("/v1/contracts?attribute=region", 422, "invalid_request", "name:value"),
    "an attribute without name": ("/v1/contracts?attribute==1", 422, "invalid_request", "name:value"),
    "an attribute with two": (
        "/v1/contracts?attribute=a:1&attribute=a:2",
        422,
        "invalid_request",
        "two values",
    ),
    "a limit too high": ("/v1/documents?limit=1001", 422, "invalid_request", "query.limit"),
    "an invented cursor": ("/v1/documents?cursor=me", 422, "invalid_cursor", "cursor"),
    "an invented cursor of records": (
        "/v1/documents/{id}/records?cursor=me",
        422,
        "invalid_cursor",
        "cursor",
    ),
    "a negative place": ("/v1/events?after=-1", 422, "invalid_request", "query.after"),
    "a place out of bounds": ("/v1/events?after=9223372036854775808", 422, "invalid_request", "query.after"),
    "a form that is none": (
        "/v1/contracts/ctr_1/confirmed?format=pdf",
        422,
        "invalid_request",
        "query.format",
    ),
    "no such problem": ("/problems/none", 404, "unknown_path", "/problems"),
}


@pytest.mark.parametrize("case", READS)
def test_a_bad_question_is_refused_by_name(client: TestClient, case: str) -> None:
    """A misspelt filter lists nothing, and the nearest name is told."""
    address, status, code, named = READS[case]
    number = sent_id(client)
    assert named in is_problem(client.get(address.format(id=number)), status, code)["detail"]


DECISIONS: Final = {
    "no JSON": (b"{", 400, "broken_request", "JSON"),
    "nothing": (b"", 422, "invalid_request", "body"),
    "a list": (b"[]", 422, "invalid_request", "body: it must be a JSON object"),
    "no version": (b'{"action": "confirm"}', 422, "invalid_request",
                   "body.version: it is missing"),
    "a misspelt action": (b'{"action": "approve", "version": 1}', 422, "invalid_request",
                          "body.action: it must be 'confirm', 'edit', 'reject' or 'defer'"),
    "an unknown field": (b'{"action": "confirm", "version": 1, "by": "me"}',
                         422, "invalid_request", "body.by"),
    "a misspelt field": (b'{"action": "confirm", "verison": 1}',
                         422, "invalid_request",
                         "body.verison: there is no 'verison' here; did you mean 'version'?"),
    "a version of no record": (b'{"action": "confirm", "version": 0}',
                               422, "invalid_request", "body.version: it must be at least 1"),
    "a number in words": (b'{"action": "confirm", "version": "one"}',
                          422, "invalid_request", "body.version: it must be a whole number"),
    "a reason without words": (b'{"action": "reject", "version": 1, "reason": " "}',
                               422, "invalid_request", "body.reason: it must have at least 1 character"),
    "a rejection without a reason": (b'{"action": "reject", "version": 1}',
                                     422, "invalid_decision", "reason"),
    "an edit of nothing": (b'{"action": "edit", "version": 1}', 422, "invalid_decision", "changes"),
    "an edit of what is not there": (b'{"action": "edit", "version": 1, "changes": {"colour": "red"}}',
                                     422, "invalid_decision", "colour"),
    "half a character": (b'{"action": "edit", "version": 1, "changes": {"action": "\\ud800"}}',
                         422, "invalid_request", "body.changes"),
    "more than a decision has": (b'{"reason": "' + b"x" * 1024 * 1024 + b'"}',
                                 413, "body_too_large", "1 MiB"),
}  # fmt: skip


@pytest.mark.parametrize("case", DECISIONS)
def test_a_bad_decision_is_refused_by_name_and_changes_nothing(door: Door, case: str) -> None:
    """The record stands as it stood, and no event was appended."""
    content, status, code, named = DECISIONS[case]
    client = door.client()
    record = next(each for each in door.read(sent_id(client)) if each.kind == "obligation")
    head = door.home.store.head()
    headers = {"Content-Type": "application/json"}
    answer = client.post(f"/v1/records/{record.id}/decisions", content=content, headers=headers)
    assert named in is_problem(answer, status, code)["detail"]
    assert client.get(f"/v1/records/{record.id}").json() == record.model_dump(mode="json")
    assert door.home.store.head() == head


@pytest.mark.parametrize("media_type", [None, "text/plain", "application/x-www-form-urlencoded"])
def test_a_decision_that_is_not_sent_as_json_is_told_how(client: TestClient, media_type: str | None) -> None:
    """What curl sends without a header is JSON that nobody looks at as such."""
    headers = {} if media_type is None else {"Content-Type": media_type}
    answer = client.post("/v1/records/1/decisions", content=b'{"action": "confirm"}', headers=headers)
    detail = is_problem(answer, 422, "invalid_request")["detail"]
    assert detail == "body: send JSON, with the header Content-Type: application/json"


def test_a_name_that_is_wrong_itself_is_told_as_such(client: TestClient) -> None:
    """Where it stands and what is wrong with it, without the library's word for a name."""
    problem = is_problem(send(client, attributes='{"": "x", "a": 1}'), 422, "invalid_request")
    assert problem["errors"] == [
        {"where": "form.attributes", "message": "of a name in it: it must have at least 1 character(s)"},
        {"where": "form.attributes.a", "message": "it must be a text"},
    ]


@pytest.mark.parametrize("case", ["another boundary", "cut off", "no name", "headers without end"])
def test_a_broken_form_leaves_nothing_in_the_log(
    client: TestClient, caplog: pytest.LogCaptureFixture, case: str
) -> None:
    """Its sender is told; the operator can do nothing about it."""
    for content in (PART + b"--xx", PART.replace(b"--x", b"--y")):
        raw(content)(client)
    UPLOADS[case][0](client)
    assert [record for record in caplog.records if record.name.startswith("python_multipart")] == []


def test_a_method_that_is_not_taken_is_refused_with_those_that_are(client: TestClient) -> None:
    """405 as a problem, with `Allow`."""
    for address, allowed in (
        ("/v1/documents", "GET, HEAD, POST"),
        ("/v1/documents/doc_1", "GET, HEAD"),
        ("/v1/records/1/decisions", "POST"),
        ("/docs", "GET, HEAD"),
    ):
        answer = client.delete(address)
        is_problem(answer, 405, "method_not_allowed")
        assert answer.headers["allow"] == allowed


def test_a_contract_of_another_group_is_not_there(door: Door) -> None:
    """Whatever is asked of it, as if it had never been."""
    document = send(door.client(), access_group="apac").json()["documents"][0]
    (record, *_) = door.read(document["id"])
    stranger = door.client(Role.ADMIN, "emea")
    for address in (
        *document["links"].values(),
        f"/v1/records/{record.id}",
        f"/v1/documents/{document['id']}/text",
    ):
        answer = stranger.get(address)
        assert (answer.status_code, answer.text.count("apac")) == ((200 if "events" in address else 404), 0)
    assert stranger.get("/v1/events").json()["items"] == []
    decision = {"action": "confirm", "version": record.version}
    is_problem(stranger.post(f"/v1/records/{record.id}/decisions", json=decision), 404, "not_found")
    is_problem(stranger.post(f"/v1/documents/{document['id']}/runs"), 404, "not_found")


@pytest.fixture
def little_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 8 MiB of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if shutil.which("mount") is None or subprocess.run(command, check=False, capture_output=True).returncode:
        pytest.skip("a disk of its own cannot be made here")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S607


@pytest.mark.parametrize("size", [20_000, 900_000])
def test_a_full_disk_is_told_and_gone_as_soon_as_there_is_room(little_disk: Path, size: int) -> None:
    """507 for a file that is kept in memory while it comes and for one that is not; nothing is kept of it."""
    door = Door(little_disk / "home")
    client, file = door.client(), ("a.txt", b"x" * size)
    ballast = little_disk / "ballast"
    fill(ballast)
    problem = is_problem(send(client, file), 507, "storage_full")
    assert "room" in problem["detail"]
    assert client.get("/v1/documents").json()["items"] == []
    ballast.unlink()
    assert send(client, file).status_code == 202
    assert client.get("/v1/documents").json()["items"][0]["size_bytes"] == size


def fill(ballast: Path) -> None:
    """Take all the room that is left."""
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(b"x" * 4096):
            pass


def test_a_file_that_does_not_reach_the_disk_is_not_acknowledged(
    small: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """507 where the system says so at the very end; nothing is kept, and the same request works later."""
    client = small.client()
    with monkeypatch.context() as full:
        full.setattr(os, "fsync", _no_room)
        is_problem(send(client), 507, "storage_full")
    assert small.documents() == ()
    assert send(client).status_code == 202


def test_a_disk_that_fills_while_a_file_comes_is_told(small: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it is sealed, too."""
    client = small.client()
    with monkeypatch.context() as full:
        full.setattr("tempfile.TemporaryFile", _no_room)
        is_problem(send(client, ("a.txt", b"x" * 900_000)), 507, "storage_full")
    assert send(client, ("a.txt", b"x" * 900_000)).status_code == 202


@pytest.mark.parametrize("place", ["tempfile.TemporaryFile", "tempfile.mkstemp"])
def test_too_many_open_files_pass(small: Door, monkeypatch: pytest.MonkeyPatch, place: str) -> None:
    """503 with `Retry-After`, while a file comes and while it is sealed; the same request works later."""
    client, file = small.client(), ("a.txt", b"x" * 900_000)
    with monkeypatch.context() as crowded:
        crowded.setattr(place, _too_many_files)
        answer = send(client, file)
    problem = is_problem(answer, 503, "store_unavailable")
    assert "too many files" in problem["detail"]
    assert answer.headers["retry-after"].isdigit()
    assert small.documents() == ()
    assert send(client, file).status_code == 202


@pytest.mark.parametrize("name", ["nme", "x" * 1000])
def test_of_many_errors_some_are_named(client: TestClient, name: str) -> None:
    """Twenty, with their names cut; how many there are is told."""
    problem = is_problem(
        client.get(
            "/v1/documents",
            params={f"{name}{n}": "" for n in range(10)} | {f"{n}{name}": "" for n in range(20)},
        ),
        422,
        "invalid_request",
    )
    assert len(problem["errors"]) == 20
    assert "and 29 more" in problem["detail"]
    assert max(len(each["where"]) for each in problem["errors"]) <= len("query.") + 100


def test_a_long_name_of_an_attribute_is_cut(client: TestClient) -> None:
    """A problem does not send back what was sent."""
    answer = send(client, attributes=json.dumps({"x" * 200_000: "1"}))
    assert len(is_problem(answer, 422, "invalid_request")["detail"]) < 1000
    assert len(answer.text) < 2000


def test_a_fault_of_ours_is_told_without_its_words(
    door: Door, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Neither the answer nor the log holds what the exception says, which may be contract text."""
    client = door.client()
    monkeypatch.setattr(door.home.store, "documents", _quote_a_contract)
    problem = is_problem(client.get("/v1/documents"), 500, "internal_error")
    assert "Tenant" not in str(problem) + caplog.text
    assert "RuntimeError at " in caplog.text
    assert __file__ in caplog.text


def is_problem(answer: httpx2.Response, status: int, code: str) -> dict[str, Any]:
    """The problem, whose form is that of all problems."""
    problem: dict[str, Any] = answer.json()
    assert (answer.status_code, problem["code"]) == (status, code), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert (problem["status"], problem["type"]) == (status, f"/problems/{code}")
    assert problem["instance"] == answer.request.url.path
    assert problem["title"]
    return problem


def _no_room(*_: object, **__: object) -> None:
    raise OSError(28, "No space left on device")


def _too_many_files(*_: object, **__: object) -> None:
    raise OSError(errno.EMFILE, "Too many open files")


def _quote_a_contract(*_: object, **__: object) -> None:
    raise RuntimeError(LEASE.decode())
