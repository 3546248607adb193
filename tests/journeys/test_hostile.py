"""A heap of crafted files among good ones, sent to a service and given to the command line."""

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import httpx2
import pytest

from hostile.cases import CASES
from hostile.contract import as_docx, as_pdf, as_text
from hostile.outcome import DOCX, PDF, TEXT, Case, End, quarantined
from serving import serving, wait_until_final

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.timeout(1500)]

COMMAND = Path(sys.executable).parent / "fourcorners"
GOOD = {PDF: as_pdf, DOCX: as_docx, TEXT: as_text}
ENDLESS = Case(
    "endless",
    lambda: as_text(*["6. The Supplier shall deliver one more batch within ten (10) days."] * 10_000),
    quarantined("over_limit"),
    TEXT,
)
"""Takes more time than the few seconds that are given to it here."""
IMPATIENT = {"FOURCORNERS_CHILD_CPU_S": "3", "FOURCORNERS_CHILD_CPU_S_PER_PAGE": "0"}
A_FEW = (
    "empty-contract.pdf",
    "program",
    "password-to-open",
    "cut-in-the-head",
    "object-stream-mib-512",
    "forms-in-a-ring",
    "word-bomb-20-mib",
    "doctype-file-outside",
    "columns-of-a-cell-2000000000",
)


def _named(names: Iterable[str]) -> list[Case]:
    cases = {case.name: case for case in CASES}
    return [cases[name] for name in names]


def _expected(case: Case) -> tuple[str, str | None]:
    """The state that a document ends in, and its error, which says of one without text too what to do."""
    if case.expected.end is End.QUARANTINED:
        return "quarantined", *case.expected.codes
    if case.expected.end is End.REFUSED:
        return "failed", *case.expected.codes
    return "no_text" if "no_text" in case.expected.codes else "reviewable", None


def _ended(client: httpx2.Client, cases: list[Case]) -> dict[str, tuple[str, str | None]]:
    """Send each file between two good ones, and tell what became of it at last."""
    ended: dict[str, tuple[str, str | None]] = {}
    kept: dict[str, str] = {}
    for number, case in enumerate(cases):
        answer = client.post("/v1/documents", files={"files": (f"{number}-{case.file_name}", case.make())})
        body = answer.json()
        if answer.status_code == 202:
            kept[case.name] = body["documents"][0]["id"]
        else:
            assert answer.headers["Content-Type"] == "application/problem+json"
            ended[case.name] = "failed", body["code"]
    wait_until_final(client, len(set(kept.values())), timeout_s=1200)
    for name, document_id in kept.items():
        document = client.get(f"/v1/documents/{document_id}").json()
        ended[name] = document["state"], document["error"] and document["error"]["code"]
    return ended


def _check_good(client: httpx2.Client) -> None:
    """Good documents that were sent after all the others have their records."""
    before = len(client.get("/v1/documents", params={"limit": 1000}).json()["items"])
    sent = [client.post("/v1/documents", files={"files": (name, make())}) for name, make in GOOD.items()]
    states = wait_until_final(client, before + 1)
    for answer in sent:
        (document,) = answer.raise_for_status().json()["documents"]
        assert states[document["id"]] == "reviewable"
        assert len(client.get(f"/v1/documents/{document['id']}/records").json()["items"]) > 5


def _check(home: Path, cases: list[Case]) -> None:
    with serving(home) as client:
        health = client.get("/v1/health").json()
        assert _ended(client, cases) == {case.name: _expected(case) for case in cases}
        _check_good(client)
        assert client.get("/v1/health").json()["status"] == health["status"]


def test_a_service_that_is_sent_crafted_files_answers_each_and_lives_on(tmp_path, monkeypatch):
    """Each ends in its state with its class, the quarantined one too; good ones are read after them."""
    for name, value in IMPATIENT.items():
        monkeypatch.setenv(name, value)
    _check(tmp_path, [*_named(A_FEW), ENDLESS])


@pytest.mark.slow
def test_a_service_that_is_sent_every_crafted_file_answers_each(tmp_path):
    """All classes at once, with the limits as they are set for everybody."""
    _check(tmp_path, list(CASES))


def test_the_command_line_names_the_class_of_each_file_on_one_line(tmp_path):
    """`error: <class>: <file>: ...`, with the classes that the service gives; good files are read."""
    cases = [*_named(A_FEW), ENDLESS]
    for case in cases:
        (tmp_path / f"{case.name}-{case.file_name}").write_bytes(case.make())
    for name, make in GOOD.items():
        (tmp_path / name).write_bytes(make())
    done = _extract(sorted(tmp_path.iterdir()), IMPATIENT)
    told = {
        line.split(": ")[2].removeprefix(f"{tmp_path}/"): line.split(": ")[1]
        for line in done.stderr.splitlines()
        if line.startswith("error: ")
    }
    assert told == {
        f"{case.name}-{case.file_name}": code for case in cases if (code := _expected(case)[1]) is not None
    }
    assert done.stdout.count("\n") == len(cases) + len(GOOD) - len(told)
    assert done.returncode == 1


def _extract(paths: list[Path], environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [COMMAND, "extract", "--format", "jsonl", *paths],
        capture_output=True,
        check=False,
        text=True,
        env=os.environ | environment,
        timeout=200,
    )
