"""How much a request may bring and how long it may take: looked at before anything is parsed."""

import asyncio
import time
from collections.abc import Mapping
from contextlib import suppress
from typing import Final, NamedTuple

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from fourcorners.api.problem_kinds import BODY_TOO_LARGE, BROKEN_REQUEST, SENDER_STALLED
from fourcorners.api.problems import Refusal, respond

MAX_BYTES: Final = 1024 * 1024
"""For all that is no upload: a decision is some hundred bytes."""
STALL_S: Final = 30.0
"""How long nothing may come of a body that has not ended."""
GRACE_S: Final = 60.0
"""How long may be waited for a body in all, whatever comes of it."""
MIN_BYTES_A_SECOND: Final = 32 * 1024
"""What comes besides buys its time at this rate: whoever sends a byte now and then holds nothing for long."""

_LINGER_S: Final = 2.0
"""How long what comes of a refused body is thrown away."""
_CLOSE: Final = {"Connection": "close"}
"""What is left of a refused body is not read, so the connection cannot serve another request."""


class BodyLimit:
    """Refuses a body by its announced length, and again by the bytes that really come."""

    def __init__(
        self,
        app: ASGIApp,
        max_bytes_of: Mapping[tuple[str, str], int],
        stall_s: float = STALL_S,
        grace_s: float = GRACE_S,
    ) -> None:
        """`max_bytes_of` gives the limit by method and path; all others are held to MAX_BYTES."""
        self._app = app
        self._max_bytes_of = max_bytes_of
        self._patience = _Patience(stall_s, grace_s)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on with a counted body, or refuse it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        max_bytes = self._max_bytes_of.get((scope["method"], scope["path"]), MAX_BYTES)
        body = _Body(receive, send, max_bytes, self._patience)
        try:
            body.announce(Headers(scope=scope).get("content-length", "0"))
        except Refusal as refusal:
            await respond(scope["path"], refusal)(scope, receive, body.send)
        else:
            await self._app(scope, body.receive, body.send)


class _Patience(NamedTuple):
    """How long is waited for a body."""

    stall_s: float
    grace_s: float

    def left_s(self, waited_s: float, count: int) -> float:
        """How long may still be waited for the next part of one of which so many bytes have come."""
        return min(self.stall_s, self.grace_s + count / MIN_BYTES_A_SECOND - waited_s)


class _Body:
    """The body of one request, counted while it comes."""

    def __init__(self, receive: Receive, send: Send, max_bytes: int, patience: _Patience) -> None:
        self._receive = receive
        self._send = send
        self._max_bytes = max_bytes
        self._patience = patience
        self._waited_s = 0.0
        self._count = 0
        self._has_ended = False
        self._is_over = False

    def announce(self, length: str) -> None:
        """Take note of a Content-Length. Raises Refusal."""
        if not (length.isascii() and length.isdigit()):
            raise Refusal(BROKEN_REQUEST, "Content-Length is no number", headers=_CLOSE)
        self._check(int(length))

    async def receive(self) -> Message:
        """The next part. Raises Refusal over the limit, and when nothing comes, or too slowly."""
        if self._has_ended:
            return await self._receive()
        asked_at = time.monotonic()
        try:
            message = await asyncio.wait_for(
                self._receive(), self._patience.left_s(self._waited_s, self._count)
            )
        except TimeoutError as error:
            raise Refusal(SENDER_STALLED, self._too_slow(asked_at), headers=_CLOSE) from error
        # The time that we take ourselves to put it away is not the sender's.
        self._waited_s += time.monotonic() - asked_at
        self._count += len(message.get("body", b""))
        self._has_ended = not message.get("more_body", False)
        self._check(self._count)
        return message

    async def send(self, message: Message) -> None:
        """Pass the answer on; one to a body over the limit is held open until its sender has seen it.

        A connection that is closed while it is written to is reset, and the answer is lost.
        """
        is_last = message["type"] == "http.response.body" and not message.get("more_body", False)
        if not (self._is_over and is_last):
            await self._send(message)
            return
        await self._send({**message, "more_body": True})
        with suppress(TimeoutError):
            await asyncio.wait_for(self._throw_away(), _LINGER_S)
        await self._send({"type": "http.response.body", "body": b"", "more_body": False})

    def _too_slow(self, asked_at: float) -> str:
        waited_s = time.monotonic() - asked_at
        if waited_s >= self._patience.stall_s:
            return f"nothing more of the body came for {self._patience.stall_s:g} seconds; send it again"
        return (
            f"the body came too slowly: {self._count} bytes in {self._waited_s + waited_s:.0f} seconds; "
            "send it over a faster line, or fewer files at a time"
        )

    async def _throw_away(self) -> None:
        while not self._has_ended:
            self._has_ended = not (await self._receive()).get("more_body", False)

    def _check(self, size: int) -> None:
        if size > self._max_bytes:
            self._is_over = True
            limit = f"{self._max_bytes / (1024 * 1024):g} MiB"
            detail = f"the request is larger than {limit}; send fewer files at a time"
            raise Refusal(BODY_TOO_LARGE, detail, headers=_CLOSE)
