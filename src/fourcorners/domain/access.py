"""Who may do what: roles, keys, and the person or program behind an act."""

import datetime as dt
from enum import StrEnum
from typing import Final

from pydantic import Field

from fourcorners.domain.contract import Key
from fourcorners.domain.record import Record


class Permission(StrEnum):
    """What a door lets someone do."""

    UPLOAD = "upload"
    """Send documents and have them read again."""
    FOLLOW = "follow"
    """See contracts and documents with their states, not what stands in them."""
    READ = "read"
    """See records, texts, originals, events, and what was confirmed."""
    DECIDE = "decide"
    """Confirm, edit, reject, defer."""


class Role(StrEnum):
    """What a key is for."""

    UPLOADER = "uploader"
    REVIEWER = "reviewer"
    APPROVER = "approver"
    ADMIN = "admin"
    VIEWER = "viewer"


PERMISSIONS: Final = {
    Role.UPLOADER: frozenset({Permission.UPLOAD, Permission.FOLLOW}),
    Role.VIEWER: frozenset({Permission.FOLLOW, Permission.READ}),
    Role.REVIEWER: frozenset({Permission.FOLLOW, Permission.READ, Permission.DECIDE}),
    Role.APPROVER: frozenset({Permission.FOLLOW, Permission.READ, Permission.DECIDE}),
    Role.ADMIN: frozenset(Permission),
}


class Actor(Record):
    """Who did something."""

    name: str
    key_id: str | None = Field(default=None, description="The key it was done with; null at a command line.")


class Scope(Record):
    """The part of the contracts that someone sees; the default is all of them."""

    access_groups: frozenset[Key] | None = Field(default=None, description="null: no limit")

    def covers(self, access_group: str | None) -> bool:
        """Whether contracts of that group are seen."""
        return self.access_groups is None or access_group in self.access_groups


EVERYTHING: Final = Scope()


class ApiKey(Record):
    """A key as it is kept: never the secret, only its hash."""

    id: str
    name: str = Field(description="Who or what uses it; stands in every decision made with it.")
    role: Role
    access_groups: tuple[Key, ...] = Field(default=(), description="Empty: contracts of every group.")
    secret_sha256: str
    created_at: dt.datetime
    revoked_at: dt.datetime | None = None

    @property
    def scope(self) -> Scope:
        """The contracts that the key opens."""
        return Scope(access_groups=frozenset(self.access_groups) if self.access_groups else None)

    @property
    def actor(self) -> Actor:
        """Whoever holds the key."""
        return Actor(name=self.name, key_id=self.id)

    def may(self, permission: Permission) -> bool:
        """Whether its role allows that."""
        return permission in PERMISSIONS[self.role]
