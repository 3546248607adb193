"""`fourcorners serve`: a real service in a process of its own, with its worker."""

import os
import resource
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from doors import LEASE
from fourcorners.domain.access import Role
from pdf_making import make_pdf
from serving import Server, free_port, serving, wait_until_final

pytestmark = [pytest.mark.enable_socket, pytest.mark.allow_hosts(["127.0.0.1"])]

FILES = {"files": ("secret-name.txt", LEASE)}


def serve(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start the service where it is to refuse."""
    return subprocess.run(
        [sys.executable, "-m", "fourcorners", "serve", *arguments],
        env=os.environ | {"FOURCORNERS_HOME": str(home)} | environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_what_is_sent_is_read_and_can_be_decided_on(tmp_path: Path) -> None:
    """From an upload to a confirmed record and the picture of a page, and not a word of it is printed."""
    with serving(tmp_path) as client:
        assert client.get("/v1/health").json()["worker"] == "ready"
        number = client.post("/v1/documents", files=FILES).raise_for_status().json()["documents"][0]["id"]
        assert wait_until_final(client, 1) == {number: "reviewable"}
        (record, *_) = client.get(f"/v1/documents/{number}/records").json()["items"]
        decision = {"action": "confirm", "version": record["version"]}
        decided = (
            client.post(f"/v1/records/{record['id']}/decisions", json=decision).raise_for_status().json()
        )
        assert decided["status"] == "confirmed"
        scan = {"files": ("secret-name.pdf", make_pdf(lambda _: None))}
        number = client.post("/v1/documents", files=scan).raise_for_status().json()["documents"][0]["id"]
        picture = client.get(f"/v1/documents/{number}/pages/1/image").raise_for_status()
        assert picture.content.startswith(b"\x89PNG")
    printed = (tmp_path / "serve.log").read_text()
    assert "secret-name" not in printed
    assert len(printed.splitlines()) == 3
    assert str(tmp_path) in printed


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_the_service_ends_in_good_order_with_its_worker(tmp_path: Path, number: signal.Signals) -> None:
    """Within seconds, also with a connection open, and with exit code 0."""
    server = Server(tmp_path, Role.VIEWER)
    with closing(server.start()) as client:
        client.get("/v1/documents").raise_for_status()
        workers = children_of(server.pid)
        start = time.monotonic()
        os.kill(server.pid, number)
        assert server._process is not None
        assert server._process.wait(15) == 0
    assert time.monotonic() - start < 10
    assert workers
    assert [pid for pid in workers if Path(f"/proc/{pid}").exists()] == []


def test_the_service_may_open_as_many_files_as_the_system_lets_it(tmp_path: Path) -> None:
    """Whatever the shell had set: a hundred uploads at once are no more than it holds."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    server = Server(tmp_path, Role.UPLOADER)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(256, hard), hard))
    try:
        with closing(server.start()):
            limits = Path(f"/proc/{server.pid}/limits").read_text()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
        server.stop()
    (line,) = (each.split() for each in limits.splitlines() if each.startswith("Max open files"))
    assert int(line[3]) == min(int(line[4]), 65_536)


def children_of(pid: int) -> list[str]:
    """The processes that any thread of that process started."""
    lists = Path(f"/proc/{pid}/task").glob("*/children")
    return [child for each in lists for child in each.read_text().split()]


def test_a_port_that_is_taken_is_told_before_anything_is_started(tmp_path: Path) -> None:
    """One plain line, and exit code 2."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        result = serve(tmp_path, "--port", port)
    assert result.returncode == 2
    assert result.stderr.count("\n") == 1
    assert f"127.0.0.1 port {port} cannot be listened at (Address already in use)" in result.stderr


def test_a_worker_that_cannot_read_is_told_at_the_start(tmp_path: Path) -> None:
    """`config_error` and exit code 3, not documents that wait for ever."""
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "spacy.py").write_text("raise ImportError('not installed')\n")
    result = serve(tmp_path / "home", "--port", str(free_port()), PYTHONPATH=str(broken))
    assert result.returncode == 3, result.stderr
    assert "error: config_error: the worker cannot be started" in result.stderr


def test_a_service_that_others_can_reach_is_told_to_need_tls(tmp_path: Path) -> None:
    """And one without a key tells how one is made."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "fourcorners", "serve", "--host", "0.0.0.0", "--port", str(port)],  # noqa: S104
        env=os.environ | {"FOURCORNERS_HOME": str(tmp_path)},
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stderr is not None
    lines = [process.stderr.readline() for _ in range(4)]
    process.terminate()
    rest = process.communicate(timeout=20)[1]
    assert "TLS" in lines[2]
    assert "fourcorners keys create" in lines[3]
    assert rest == "ended\n"


def test_a_body_over_the_limit_is_refused_over_a_real_connection(tmp_path: Path) -> None:
    """By its length, and by what comes of one that does not tell it; the service goes on."""
    with serving(tmp_path) as client:
        address, port = client.base_url.host, client.base_url.port or 0
        with socket.create_connection((address, port), 10) as sender:
            length = 513 * 1024 * 1024
            sender.sendall(
                f"POST /v1/documents HTTP/1.1\r\nHost: x\r\nContent-Length: {length}\r\n\r\n".encode()
            )
            assert sender.recv(64).startswith(b"HTTP/1.1 413 ")
        parts = iter([b"x" * 1024 * 1024] * 2)
        assert client.post("/v1/records/1/decisions", content=parts).status_code == 413
        assert client.get("/v1/health").status_code == 200
