"""Killed at any moment: what was acknowledged is there, nothing is there by halves or twice."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import httpx2
import pytest

from fourcorners.cli.main import run
from fourcorners.domain.event import EventType
from fourcorners.domain.listing import Slice, every
from fourcorners.domain.store import DocumentFilter, EventFilter, RecordFilter
from fourcorners.home import Home, open_home
from fourcorners.review.audit import verify
from fourcorners.settings import Settings
from serving import Server, wait_until_final

pytestmark = [pytest.mark.allow_hosts(["127.0.0.1"]), pytest.mark.timeout(1500)]

NEW_FILES = 8


def a_contract(number: int) -> bytes:
    """A short contract that no other number has."""
    return (
        f'Agreement no. {number} between Ferndale Hosting Ltd ("Supplier") and Quillmark Foods plc '
        '("Customer").\n\n'
        f"1. The Supplier shall deliver batch {number} within ten (10) days after the order.\n\n"
        "2. The Customer shall pay each invoice within thirty (30) days after receipt.\n\n"
        "3. The Customer may terminate this Agreement on sixty (60) days' notice.\n"
    ).encode()


class Acknowledged(NamedTuple):
    """What the service said yes to."""

    uploads: set[str]
    decisions: set[tuple[str, int]]


class Client:
    """Uploads and decides until it is cut off, and notes what was acknowledged."""

    def __init__(self, acknowledged: Acknowledged) -> None:
        """`acknowledged` is added to."""
        self._acknowledged = acknowledged
        self._number = 0

    def work(self, client: httpx2.Client) -> None:
        """Go on until the connection breaks."""
        with suppress(httpx2.TransportError):
            while True:
                self._upload(client)
                self._decide(client)

    def _upload(self, client: httpx2.Client) -> None:
        self._number += 1
        files = {"files": (f"{self._number}.txt", a_contract(self._number))}
        # Not acknowledged, it is sent again under its name by whoever meant it.
        answer = client.post("/v1/documents", files=files, headers={"Idempotency-Key": f"no-{self._number}"})
        assert answer.status_code == 202, answer.text
        self._acknowledged.uploads.add(answer.json()["documents"][0]["id"])

    def _decide(self, client: httpx2.Client) -> None:
        documents = client.get("/v1/documents", params={"state": "reviewable", "limit": 1000}).json()["items"]
        for document in random.sample(documents, min(2, len(documents))):
            records = client.get(f"/v1/documents/{document['id']}/records").json()["items"]
            for item in random.sample(records, min(2, len(records))):
                asked = {"action": "confirm", "version": item["version"]}
                answer = client.post(f"/v1/records/{item['id']}/decisions", json=asked)
                assert answer.status_code == 200, answer.text
                self._acknowledged.decisions.add((item["id"], answer.json()["version"]))


def _kill_somebody(server: Server) -> None:
    """The process that answers, its worker, or both."""
    whom = random.choice(["server", "worker", "both"])
    workers = server.worker_pids()
    assert workers
    if whom != "server":
        for pid in workers:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        time.sleep(random.uniform(0, 0.3))
    server.kill()


def _serve_and_kill(home: Path, kills: int) -> Acknowledged:
    acknowledged = Acknowledged(set(), set())
    server, user = Server(home), Client(acknowledged)
    for _ in range(kills):
        client = server.start()
        threads = [threading.Thread(target=user.work, args=(client,))]
        for thread in threads:
            thread.start()
        time.sleep(random.uniform(0.1, 2.5))
        _kill_somebody(server)
        for thread in threads:
            thread.join(60)
        client.close()
    client = server.start()
    wait_until_final(client, len(acknowledged.uploads), timeout_s=300)
    client.close()
    server.stop()
    return acknowledged


def _all_documents(home: Home) -> list[tuple[str, str, str]]:
    documents = every(lambda part: home.store.documents(DocumentFilter(), part))
    return [(each.id, each.sha256, each.state.value) for each in documents]


def _check_whole(home: Home) -> None:
    """No half documents, nothing twice, and a history that holds."""
    documents = _all_documents(home)
    assert {state for _, _, state in documents} == {"reviewable"}
    assert len({sha256 for _, sha256, _ in documents}) == len(documents)
    for document, sha256, _ in documents:
        with home.files.open(sha256) as file:
            assert file.read()
        assert home.store.run(document).extraction.document.sha256 == sha256
        assert home.store.records(RecordFilter(document_id=document), Slice()).items
    for type_ in (EventType.DOCUMENT_RECEIVED, EventType.DOCUMENT_REVIEWABLE):
        seen = Counter(each.document_id for each in _events(home, type_))
        assert seen == Counter(document for document, _, _ in documents)
    assert verify(home.store) == ()
    with sqlite3.connect(home.folder / "store.sqlite") as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)


def _events(home: Home, type_: EventType) -> list:
    found, after = [], 0
    while part := home.store.events(EventFilter(types=(type_,)), after=after):
        found.extend(part)
        after = part[-1].seq
    return found


def _check_service(folder: Path, kills: int) -> None:
    acknowledged = _serve_and_kill(folder, kills)
    home = open_home(Settings(home=folder))
    assert acknowledged.uploads <= {document for document, _, _ in _all_documents(home)}
    decided = {
        (str(each.body["record_id"]), each.body["after"]["version"])
        for each in _events(home, EventType.RECORD_DECIDED)
    }
    assert acknowledged.decisions <= decided
    assert len(acknowledged.uploads) >= kills
    _check_whole(home)


def test_what_the_service_acknowledged_survives_kills(tmp_path):
    """Ten kills of the service, its worker or both, while documents come in and records are decided."""
    _check_service(tmp_path, kills=10)


@pytest.mark.slow
def test_what_the_service_acknowledged_survives_many_kills(tmp_path):
    """The same, a hundred times."""
    _check_service(tmp_path, kills=100)


def _ingest(folder: Path, home: Path) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "fourcorners", "ingest", str(folder)],
        env=os.environ | {"FOURCORNERS_HOME": str(home), "FOURCORNERS_JOBS": "2"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _check_ingest(folder: Path, home: Path, kills: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Kill an ingest again and again; each time some files are new, so that there is always work to stop."""
    folder.mkdir()
    for kill in range(kills):
        for number in range(NEW_FILES * kill, NEW_FILES * (kill + 1)):
            (folder / f"{number}.txt").write_bytes(a_contract(number))
        process = _ingest(folder, home)
        time.sleep(random.uniform(0.2, 3.5))
        process.kill()
        process.wait(30)
    monkeypatch.setenv("FOURCORNERS_HOME", str(home))
    assert run(["ingest", str(folder)]) == 0
    opened = open_home(Settings(home=home))
    assert len(_all_documents(opened)) == NEW_FILES * kills
    _check_whole(opened)


def test_a_batch_that_is_killed_goes_on_where_it_stopped(tmp_path, monkeypatch):
    """Ten kills in the middle of one ingest, which is typed again each time."""
    _check_ingest(tmp_path / "contracts", tmp_path / "home", 10, monkeypatch)


@pytest.mark.slow
def test_a_batch_that_is_killed_often_goes_on_where_it_stopped(tmp_path, monkeypatch):
    """The same, a hundred times."""
    _check_ingest(tmp_path / "contracts", tmp_path / "home", 100, monkeypatch)
