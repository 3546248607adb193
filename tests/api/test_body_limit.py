"""How much a request may bring, and how long it may take."""

import asyncio
import json
from collections.abc import Sequence
from typing import Final, NamedTuple

import pytest
from starlette.types import ASGIApp, Message

from doors import LEASE, Door
from fourcorners.api.body_limit import BodyLimit
from fourcorners.api.documents import SPOOL

UPLOADS: Final = ("POST", "/v1/documents")
HEAD: Final = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\n'
FORM: Final = HEAD + LEASE + b"\r\n--x--\r\n"
GONE: Final = b"(the connection is closed)"


class Answer(NamedTuple):
    """What came back, and how many parts of the body were taken before."""

    status: int
    code: str | None
    connection: str | None
    taken: int


def post(
    app: ASGIApp,
    parts: Sequence[bytes],
    key: str,
    *,
    has_ended: bool = True,
    every_s: float = 0,
    **headers: str,
) -> Answer:
    """Send a form in these parts; one that has not ended sends nothing more."""
    sent: list[Message] = []
    waiting = list(parts)

    async def receive() -> Message:
        if not waiting:
            await asyncio.sleep(3600)
        await asyncio.sleep(every_s)
        body = waiting.pop(0)
        if body is GONE:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": body, "more_body": bool(waiting) or not has_ended}

    async def send(message: Message) -> None:
        sent.append(message | {"taken": len(parts) - len(waiting)})

    given = {"content-type": "multipart/form-data; boundary=x", "authorization": f"Bearer {key}", **headers}
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/v1/documents",
        "raw_path": b"/v1/documents",
        "query_string": b"",
        "root_path": "",
        "scheme": "http",
        "server": ("localhost", 80),
        "http_version": "1.1",
        "headers": [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()],
    }
    asyncio.run(asyncio.wait_for(app(scope, receive, send), 20))
    told = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    body = json.loads(b"".join(each.get("body", b"") for each in sent))
    return Answer(sent[0]["status"], body.get("code"), told.get("connection"), sent[0]["taken"])


def test_a_body_that_announces_too_much_is_refused_before_a_byte_is_taken(door: Door) -> None:
    """Whoever sends it; and the connection is closed, for the rest is not read."""
    app = BodyLimit(door.app, {UPLOADS: 100})
    answer = post(app, [FORM], "nobody", content_length="101")
    assert answer == (413, "body_too_large", "close", 0)


@pytest.mark.parametrize("announced", ["50", None])
def test_a_body_is_counted_while_it_comes(door: Door, announced: str | None) -> None:
    """What comes behind the limit is not taken, whether the length was a lie or was not told."""
    app = BodyLimit(door.app, {UPLOADS: 1000})
    headers = {} if announced is None else {"content_length": announced}
    parts = [HEAD, *[b"x" * 300] * 50]
    answer = post(app, parts, door.key()[0], has_ended=False, **headers)
    assert answer == (413, "body_too_large", "close", 5)
    assert door.documents() == ()


def test_a_body_as_large_as_the_limit_is_taken(door: Door) -> None:
    """The limit is what is allowed, not the first that is not."""
    app = BodyLimit(door.app, {UPLOADS: len(FORM)})
    answer = post(app, [FORM[:40], FORM[40:]], door.key()[0], content_length=str(len(FORM)))
    assert answer == (202, None, None, 2)


def test_a_sender_who_stalls_is_let_go(door: Door) -> None:
    """408, and nothing of what had come is left."""
    app = BodyLimit(door.app, {UPLOADS: 10**6}, stall_s=0.1)
    answer = post(app, [HEAD, b"x" * 300_000], door.key()[0], has_ended=False)
    assert answer == (408, "sender_stalled", "close", 2)
    assert list((door.home.folder / SPOOL).iterdir()) == []


def test_a_sender_who_drips_is_let_go(door: Door) -> None:
    """408 although something comes all the time, for it would hold its place for ever."""
    app = BodyLimit(door.app, {UPLOADS: 10**6}, grace_s=0.1)
    parts = [HEAD, *[b"x"] * 1000]
    answer = post(app, parts, door.key()[0], every_s=0.01)
    assert answer[:3] == (408, "sender_stalled", "close")
    assert 2 < answer.taken < 50


def test_what_comes_steadily_may_take_its_time(door: Door) -> None:
    """Bytes buy time: a large file over a slow line is taken."""
    app = BodyLimit(door.app, {UPLOADS: 10**6}, grace_s=0.1)
    parts = [HEAD, *[b"x" * 20_000] * 20, b"\r\n--x--\r\n"]
    assert post(app, parts, door.key()[0], every_s=0.03).status == 202


def test_a_sender_who_goes_away_is_no_fault_of_ours(door: Door, caplog: pytest.LogCaptureFixture) -> None:
    """Nothing of what had come is left, and nothing is noted as an error."""
    answer = post(door.app, [HEAD, b"x" * 300_000, GONE], door.key()[0], has_ended=False)
    assert (answer.status, answer.code) == (408, "sender_stalled")
    assert list((door.home.folder / SPOOL).iterdir()) == []
    assert caplog.records == []


@pytest.mark.parametrize("announced", ["-1", "1e3", "\u0662", ""])
def test_a_length_that_is_no_number_is_refused(door: Door, announced: str) -> None:
    """Before it is taken for one."""
    answer = post(door.app, [FORM], door.key()[0], content_length=announced)
    assert (answer.status, answer.code, answer.taken) == (400, "broken_request", 0)
