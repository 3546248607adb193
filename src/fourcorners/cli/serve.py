"""`fourcorners serve`: the service, with the worker beside it."""

import ipaddress
import resource
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import TYPE_CHECKING, Annotated, Final

import typer

from fourcorners import __version__
from fourcorners.cli import streams
from fourcorners.errors import UsageError
from fourcorners.settings import read_settings

if TYPE_CHECKING:
    from fastapi import FastAPI

    from fourcorners.home import Home

HOST: Final = "127.0.0.1"
PORT: Final = 8400

_BACKLOG: Final = 2048
_MAX_FILES: Final = 65_536
"""Enough, where a system sets no limit of its own."""
_GRACE_S: Final = 5
"""How long requests that are being answered may take to come to their end."""


def serve(
    host: Annotated[str, typer.Option(metavar="HOST", help="The address to listen at.")] = HOST,
    port: Annotated[
        int, typer.Option(min=0, max=65535, metavar="PORT", help="The port; 0 takes one that is free.")
    ] = PORT,
) -> None:
    """Answer HTTP requests, and read what is sent in a worker process beside.

    All that is kept lies under FOURCORNERS_HOME. Ctrl-C ends it; what was being read goes on at the next
    start. The address listens to this machine alone, unless --host says otherwise: then put a proxy with TLS
    before it, for keys travel in clear.
    """
    from fourcorners.api.app import create_app
    from fourcorners.home import open_home
    from fourcorners.worker import WorkerProcess

    settings = read_settings()
    home = open_home(settings)
    _allow_many_files()
    with _listening(host, port) as listener, _ended_by_signals(), WorkerProcess(settings) as worker:
        worker.wait_until_ready()
        app = create_app(home, settings, worker)
        _say_where(listener, home)
        _answer(app, listener)


def _answer(app: "FastAPI", listener: socket.socket) -> None:
    import uvicorn

    config = uvicorn.Config(
        app,
        # Requests hold names of files and of parties: none is logged.
        access_log=False,
        log_config=None,
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=_GRACE_S,
    )
    uvicorn.Server(config).run(sockets=[listener])


def _allow_many_files() -> None:
    """Each connection and each upload holds a file open: take as many as this process may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MAX_FILES if hard == resource.RLIM_INFINITY else min(hard, _MAX_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


@contextmanager
def _listening(host: str, port: int) -> Iterator[socket.socket]:
    """Listen before anything is started, so that two services never share a port. Raises UsageError."""
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.create_server((str(address[0]), port), family=family, backlog=_BACKLOG)
    except OSError as error:
        # The standard library repeats the address behind the reason.
        reason = str(error.strerror).partition(" (")[0]
        raise UsageError(
            f"{host} port {port} cannot be listened at ({reason}); end what listens there, or choose another "
            "with --host and --port"
        ) from error
    with listener:
        yield listener


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end the service in good order, at whatever it is."""

    def interrupt(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - as signal handlers are
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    except KeyboardInterrupt:
        streams.say("ended")
    finally:
        signal.signal(signal.SIGTERM, before)


def _say_where(listener: socket.socket, home: "Home") -> None:
    host, port = listener.getsockname()[:2]
    shown = f"[{host}]" if ":" in host else host
    streams.say(
        f"fourcorners {__version__} answers at http://{shown}:{port} (how: http://{shown}:{port}/docs)"
    )
    streams.say(f"everything is kept in {home.folder}")
    if not ipaddress.ip_address(host).is_loopback:
        streams.say("warning: other machines can reach it, and keys travel in clear: put TLS before it")
    keys = home.store.keys()
    if all(key.revoked_at is not None for key in keys):
        streams.say("there is no key yet; make one with: fourcorners keys create --role admin")
