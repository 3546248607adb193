"""The real application over a home of its own, and clients with keys of any role."""

from collections.abc import Sequence
from itertools import count
from pathlib import Path
from typing import Final

import httpx2
from starlette.testclient import TestClient

from fourcorners.api.app import create_app
from fourcorners.api.key_ring import KeyRing
from fourcorners.domain.access import Actor, ApiKey, Role
from fourcorners.domain.api_keys import new_key
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.listing import Slice
from fourcorners.domain.review_item import ReviewItem
from fourcorners.domain.store import DocumentFilter
from fourcorners.home import open_home
from fourcorners.settings import Settings
from keeping import a_run, items_of

OPERATOR: Final = Actor(name="operator")
LEASE: Final = b"The Tenant shall pay the rent on the first day of each month."

Sent = tuple[str, bytes]


class Door:
    """The service of one home, as its clients meet it."""

    def __init__(self, folder: Path, **settings: object) -> None:
        """A service without keys, documents or worker."""
        self.settings = Settings(home=folder, **settings)
        self.home = open_home(self.settings)
        self.app = create_app(self.home, self.settings)
        # A test makes more keys in a moment than an operator: each request is a second after the one before.
        keys = KeyRing(self.home.store, clock=count().__next__)
        self.app.state.service = self.app.state.service._replace(keys=keys)

    def key(self, role: Role = Role.ADMIN, *groups: str) -> tuple[str, ApiKey]:
        """A new key: as its holder has it, and as it is kept."""
        shown, key = new_key(f"{role.value} {' '.join(groups)}".strip(), role, groups)
        self.home.store.keep_key(key, OPERATOR)
        return shown, key

    def client(self, role: Role = Role.ADMIN, *groups: str) -> TestClient:
        """A client with a new key."""
        return self.client_of(self.key(role, *groups)[0])

    def client_of(self, shown: str | None) -> TestClient:
        """A client that shows this key, or none."""
        headers = {} if shown is None else {"Authorization": f"Bearer {shown}"}
        return TestClient(self.app, headers=headers, raise_server_exceptions=False)

    def documents(self) -> tuple[KeptDocument, ...]:
        """All that is kept."""
        return self.home.store.documents(DocumentFilter(), Slice(limit=1000)).items

    def read(self, document_id: str) -> tuple[ReviewItem, ...]:
        """Let a document be read, and give its records: those of a small contract."""
        document = next(each for each in self.documents() if each.id == document_id)
        return items_of(self.home.store, self.home.store.keep_run(a_run(document), OPERATOR))


def send(
    client: TestClient, *files: Sent, headers: dict[str, str] | None = None, **fields: str
) -> httpx2.Response:
    """Send files with these form fields; without a file named, a small lease."""
    sent: Sequence[Sent] = files or (("lease.txt", LEASE),)
    return client.post(
        "/v1/documents", files=[("files", each) for each in sent], data=fields, headers=headers
    )


def sent_id(client: TestClient, *files: Sent, **fields: str) -> str:
    """The id of the first of these files, which the service took."""
    response = send(client, *files, **fields)
    assert response.status_code == 202, response.text
    return str(response.json()["documents"][0]["id"])
