"""A real `fourcorners serve` on loopback, with its worker, in processes of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import httpx2

from fourcorners.domain.access import Actor, Role
from fourcorners.domain.api_keys import new_key
from fourcorners.home import open_home
from fourcorners.settings import Settings

START_S = 90
FINAL = {"reviewable", "no_text", "failed", "quarantined"}


class Server:
    """The service over one home, which can be killed and started again."""

    def __init__(self, home: Path, role: Role = Role.ADMIN) -> None:
        """Makes a key; nothing runs yet."""
        self.home = home
        shown, key = new_key("ada", role)
        open_home(Settings(home=home)).store.keep_key(key, Actor(name="operator"))
        self._headers = {"Authorization": f"Bearer {shown}"}
        self._process: subprocess.Popen[bytes] | None = None
        self.url = ""

    def start(self) -> httpx2.Client:
        """Start it, wait until it answers, and give a client of it."""
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        with Path(self.home, "serve.log").open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "fourcorners", "serve", "--port", str(port)],
                env=os.environ | {"FOURCORNERS_HOME": str(self.home), "FOURCORNERS_JOBS": "2"},
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        client = httpx2.Client(base_url=self.url, headers=self._headers, timeout=60)
        deadline = time.monotonic() + START_S
        while True:
            with suppress(httpx2.TransportError):
                if client.get("/v1/health").status_code == 200:
                    return client
            if time.monotonic() > deadline or self._process.poll() is not None:
                raise RuntimeError(Path(self.home, "serve.log").read_text())
            time.sleep(0.05)

    @property
    def pid(self) -> int:
        """The process that answers HTTP."""
        if self._process is None:
            raise RuntimeError("it was not started")
        return self._process.pid

    def worker_pids(self) -> list[int]:
        """The processes that it started, as the kernel tells."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/children")
        return [int(pid) for task in tasks for pid in task.read_text().split()]

    def kill(self) -> None:
        """End the process that answers, as a power cut would; its worker has to notice by itself."""
        os.kill(self.pid, signal.SIGKILL)
        self._wait()

    def stop(self) -> None:
        """End it as an operator does."""
        if self._process is not None and self._process.poll() is None:
            os.kill(self.pid, signal.SIGTERM)
            self._wait()

    def _wait(self) -> None:
        if self._process is not None:
            self._process.wait(30)


@contextmanager
def serving(home: Path, role: Role = Role.ADMIN) -> Iterator[httpx2.Client]:
    """A client of a service that runs meanwhile."""
    server = Server(home, role)
    client = server.start()
    try:
        yield client
    finally:
        client.close()
        server.stop()


def wait_until_final(client: httpx2.Client, count: int, timeout_s: float = 120) -> dict[str, str]:
    """The states of so many documents by id, once none has work to come."""
    deadline = time.monotonic() + timeout_s
    while True:
        states = {each["id"]: each["state"] for each in _documents(client)}
        if len(states) >= count and set(states.values()) <= FINAL:
            return states
        if time.monotonic() > deadline:
            raise TimeoutError(f"{count} documents were to be done: {states}")
        time.sleep(0.2)


def _documents(client: httpx2.Client) -> Iterator[dict[str, str]]:
    cursor: dict[str, str] = {}
    while True:
        page = client.get("/v1/documents", params={"limit": 1000} | cursor).raise_for_status().json()
        yield from page["items"]
        if page["next"] is None:
            return
        cursor = {"cursor": page["next"]}


def free_port() -> int:
    """A port that nobody listens at now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
