"""Keys for programs and people: made once, shown once, kept only as a hash."""

import hashlib
import hmac
import re
import secrets
from collections.abc import Sequence
from typing import Final

from fourcorners.domain.access import ApiKey, Role
from fourcorners.domain.clock import now
from fourcorners.errors import NotAuthenticated

_KEY: Final = re.compile(r"fck_(?P<id>[0-9a-f]{8})_(?P<secret>[A-Za-z0-9_-]{43})")
_SECRET_BYTES: Final = 32
"""256 random bits: nobody guesses them, so a slow hash would only make every request slow."""


def new_key(name: str, role: Role, access_groups: Sequence[str] = ()) -> tuple[str, ApiKey]:
    """The key as its holder needs it, and as it is kept: the first cannot be made from the second."""
    number = secrets.token_hex(4)
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    kept = ApiKey(
        id=f"key_{number}",
        name=name,
        role=role,
        access_groups=tuple(access_groups),
        secret_sha256=_hashed(secret),
        created_at=now(),
    )
    return f"fck_{number}_{secret}", kept


def key_id_of(shown: str) -> str | None:
    """The id of the key that was shown, whether it is kept or not; null for what is no key."""
    match = _KEY.fullmatch(shown)
    return f"key_{match['id']}" if match else None


def recognise(shown: str, keys: Sequence[ApiKey]) -> ApiKey:
    """The kept key that was shown. Raises NotAuthenticated for one that is unknown, malformed or revoked."""
    if match := _KEY.fullmatch(shown):
        for key in keys:
            if key.id == f"key_{match['id']}" and hmac.compare_digest(
                key.secret_sha256, _hashed(match["secret"])
            ):
                if key.revoked_at is None:
                    return key
                raise NotAuthenticated(f"the key {key.id} was revoked; ask for a new one")
    raise NotAuthenticated("the key is not known here; check it, or ask for a new one")


def _hashed(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
