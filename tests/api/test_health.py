"""Whether the service works: told without a key."""

from pathlib import Path
from typing import NamedTuple

import pytest

from doors import Door, sent_id
from fourcorners.api.health import LEAST_FREE_BYTES


class Beside(NamedTuple):
    """A worker in some state."""

    state: str
    is_cut_off: bool | None = None
    refusal: str | None = None


class Disk(NamedTuple):
    """What a system says of a disk, as far as it is asked."""

    free: int


def health(door: Door, worker: str | None = None) -> tuple[str, list[str]]:
    """What is told to somebody without a key: the status, and the reasons for it."""
    door.app.state.service = door.app.state.service._replace(worker=worker and Beside(worker))
    answer = door.client_of(None).get("/v1/health").raise_for_status().json()
    assert answer["worker"] == (worker or "none")
    return answer["status"], answer["reasons"]


@pytest.mark.parametrize(
    ("worker", "idle", "waiting"),
    [
        (None, [], []),
        ("ready", [], []),
        ("starting", [], ["documents_wait"]),
        ("stopped", [], ["documents_wait"]),
        ("failed", ["worker_failed"], ["worker_failed", "documents_wait"]),
    ],
)
def test_documents_that_nobody_reads_are_told(
    door: Door, worker: str | None, idle: list[str], waiting: list[str]
) -> None:
    """A worker that is not ready is nothing to tell of until something waits for it."""
    assert health(door, worker) == ("degraded" if idle else "ok", idle)
    number = sent_id(door.client())
    assert health(door, worker) == ("degraded" if waiting else "ok", waiting)
    door.read(number)
    assert health(door, worker) == ("degraded" if idle else "ok", idle)


def test_a_disk_that_is_almost_full_is_told_before_an_upload_is_lost(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of the disk that the home lies on, though all else works."""
    free = [LEAST_FREE_BYTES, LEAST_FREE_BYTES - 1]
    asked: list[Path] = []
    monkeypatch.setattr("shutil.disk_usage", lambda path: asked.append(path) or Disk(free[len(asked) - 1]))
    assert health(door, "ready") == ("ok", [])
    assert health(door, "ready") == ("degraded", ["storage_low"])
    assert asked == [door.home.folder] * 2


def test_a_disk_that_does_not_answer_is_a_problem(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    """503, as where the store does not."""

    def fail(_: Path) -> None:
        raise OSError(5, "Input/output error")

    monkeypatch.setattr("shutil.disk_usage", fail)
    answer = door.client_of(None).get("/v1/health")
    assert (answer.status_code, answer.json()["code"]) == (503, "store_unavailable")
    assert "Input/output error" in answer.json()["detail"]


@pytest.mark.parametrize(
    ("beside", "told"),
    [
        (None, (None, None)),
        (Beside("starting"), (None, None)),
        (Beside("ready", is_cut_off=True), (True, None)),
        (
            Beside("ready", is_cut_off=False, refusal="user namespaces are forbidden here"),
            (False, "user namespaces are forbidden here"),
        ),
    ],
)
def test_readers_that_are_not_cut_off_from_the_network_are_told(
    door: Door, beside: Beside | None, told: tuple[bool | None, str | None]
) -> None:
    """With the reason, and as no reason to call the service degraded."""
    door.app.state.service = door.app.state.service._replace(worker=beside)
    answer = door.client_of(None).get("/v1/health").raise_for_status().json()
    assert (answer["readers_cut_off"], answer["cut_off_refusal"]) == told
    assert answer["status"] == "ok"
