"""Who may do what: every operation and every role, as the service describes itself."""

from typing import Final

import httpx2
import pytest
from starlette.testclient import TestClient

from doors import LEASE, OPERATOR, Door, send
from fourcorners.api.key_ring import MAX_AGE_S, KeyRing
from fourcorners.domain.access import PERMISSIONS, Permission, Role
from fourcorners.domain.clock import now
from fourcorners.errors import NotAuthenticated
from pdf_making import make_pdf, write_prose

MINE: Final = "emea"
CONTRACT: Final = ("lease.pdf", make_pdf(lambda canvas: write_prose(canvas, LEASE.decode())))
HEALTH: Final = ("get", "/v1/health")


class Cells:
    """A service with one contract, and every operation of it on that contract."""

    def __init__(self, door: Door) -> None:
        self.door = door
        document = send(door.client(), CONTRACT, access_group=MINE).json()["documents"][0]
        (record, *_) = door.read(document["id"])
        self._ids = {
            "document_id": document["id"],
            "contract_id": document["contract_id"],
            "record_id": record.id,
            "page": "1",
        }
        self._version = record.version
        self.operations = {
            (method, path): operation.get("x-permission")
            for path, methods in door.app.openapi()["paths"].items()
            for method, operation in methods.items()
        }

    def ask(self, client: TestClient, method: str, path: str) -> httpx2.Response:
        """A request that is right in all but, perhaps, its key."""
        address = path.format(**self._ids)
        if path == "/v1/documents" and method == "post":
            return send(client, CONTRACT, access_group=MINE)
        body = {"action": "defer", "version": self._version} if path.endswith("/decisions") else None
        return client.request(method, address, json=body)


@pytest.fixture
def cells(door: Door) -> Cells:
    """All operations, ready to be asked."""
    return Cells(door)


@pytest.mark.parametrize("role", Role)
def test_a_role_does_what_its_permissions_say_and_nothing_else(cells: Cells, role: Role) -> None:
    """Each operation names the permission that it needs; 403 for all roles without it."""
    for (method, path), permission in cells.operations.items():
        allowed = permission is None or Permission(permission) in PERMISSIONS[role]
        status = cells.ask(cells.door.client(role, MINE), method, path).status_code
        # A second role cannot defer what the first has: each role has a home of its own.
        assert status in ({200, 202} if allowed else {403}), (method, path, status)


def test_the_permissions_are_those_that_were_meant(cells: Cells) -> None:
    """Written down here too, so that a change of one is seen."""
    read = {f"/v1/documents/{{document_id}}/{part}" for part in ("records", "extraction", "renewal", "text")}
    read |= {"/v1/contracts/{contract_id}/confirmed", "/v1/events", "/v1/records", "/v1/records/{record_id}"}
    read |= {f"/v1/documents/{{document_id}}/{part}" for part in ("original", "pages/{page}/image")}
    read |= {f"/v1/documents/{{document_id}}/{part}" for part in ("due", "events")}
    read |= {"/v1/contracts/{contract_id}/due"}
    follow = {"/v1/documents", "/v1/documents/{document_id}", "/v1/contracts", "/v1/contracts/{contract_id}"}
    assert cells.operations == {
        **{("get", path): "read" for path in read},
        **{("get", path): "follow" for path in follow},
        ("post", "/v1/documents"): "upload",
        ("post", "/v1/documents/{document_id}/runs"): "upload",
        ("post", "/v1/records/{record_id}/decisions"): "decide",
        HEALTH: None,
    }


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer fck_1", "Basic YTpi", "Bearer {other}", "{mine}"]
)
def test_nothing_is_told_without_a_key(cells: Cells, header: str | None) -> None:
    """401 with `WWW-Authenticate`, for a key of another house too; health alone answers."""
    mine = cells.door.key()[0]
    client = cells.door.client_of(None)
    if header is not None:
        client.headers["Authorization"] = header.format(other=f"{mine[:-1]}-", mine=mine)
    for method, path in cells.operations.keys() - {HEALTH}:
        answer = cells.ask(client, method, path)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_authenticated")
        assert answer.headers["www-authenticate"].startswith("Bearer")
    assert cells.ask(client, *HEALTH).status_code == 200


def test_what_belongs_to_another_group_is_not_there(cells: Cells) -> None:
    """Single things are 404, lists are empty, and nothing can be filed into the group."""
    stranger = cells.door.client(Role.ADMIN, "apac")
    for method, path in cells.operations.keys() - {HEALTH}:
        answer = cells.ask(stranger, method, path)
        if method == "get" and "{" not in path:
            assert (answer.status_code, answer.json()["items"]) == (200, [])
        else:
            assert answer.status_code == (403 if path == "/v1/documents" else 404), (method, path)


def test_a_key_works_at_once_and_not_after_it_was_revoked(door: Door) -> None:
    """The keys are remembered for a part of a second at most."""
    time = [0.0]
    ring = KeyRing(door.home.store, clock=lambda: time[0])
    door.app.state.service = door.app.state.service._replace(keys=ring)
    shown, key = door.key(Role.VIEWER)
    client = door.client_of(shown)
    assert client.get("/v1/documents").status_code == 200
    door.home.store.keep_key(key.model_copy(update={"revoked_at": now()}), OPERATOR)
    time[0] += MAX_AGE_S
    assert client.get("/v1/documents").status_code == 401
    assert MAX_AGE_S <= 1


def test_a_key_that_was_just_made_works(door: Door) -> None:
    """It is not refused for what is remembered; while others try invented ones, for a part of a second."""
    time = [0.0]
    ring = KeyRing(door.home.store, clock=lambda: time[0])
    ring.recognise(door.key()[0])
    shown, key = door.key()
    assert ring.recognise(shown) == key
    invented(ring)
    late, key = door.key()
    with pytest.raises(NotAuthenticated):
        ring.recognise(late)
    time[0] += MAX_AGE_S
    assert ring.recognise(late) == key


def test_whoever_invents_keys_does_not_have_all_keys_read_each_time(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The store is asked twice in half a second at most, and for what is no key not at all."""
    asked = []
    monkeypatch.setattr(door.home.store, "keys", lambda: asked.append(1) or ())
    ring = KeyRing(door.home.store, clock=lambda: 0)
    for noise in ("", "fck_1", "x" * 100_000):
        invented(ring, noise)
    assert asked == []
    for number in range(100):
        invented(ring, f"fck_{number:08}_{'x' * 43}")
    assert len(asked) == 2


def invented(ring: KeyRing, shown: str = "fck_00000000_" + "x" * 43) -> None:
    """Show a key that nobody made."""
    with pytest.raises(NotAuthenticated):
        ring.recognise(shown)


@pytest.mark.parametrize(
    ("address", "media_type"),
    [("/v1/documents", "text/plain"), ("/v1/records/1/decisions", "application/json")],
)
def test_a_body_is_not_read_for_someone_without_a_key(door: Door, address: str, media_type: str) -> None:
    """Nobody fills the disk or the memory before he is known: what is wrong with the body is not seen."""
    answer = door.client_of(None).post(address, content=b"{", headers={"Content-Type": media_type})
    assert answer.status_code == 401
