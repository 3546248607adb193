"""API keys: kept with the hash of their secret, revoked, never changed otherwise."""

from pydantic import JsonValue
from sqlite_utils import Database

from fourcorners.domain.access import Actor, ApiKey
from fourcorners.domain.event import EventType, Happening
from fourcorners.errors import StoreError
from fourcorners.store.events import Transaction
from fourcorners.store.texts import as_json


def keep_key(transaction: Transaction, key: ApiKey, by: Actor) -> None:
    """Keep a new key, or note that a key was revoked; the same again changes nothing.

    Raises StoreError for a key that differs from the kept one of its id in anything else.
    """
    kept = _find(transaction.database, key.id)
    if kept == key:
        return
    if kept is None:
        transaction.database.execute("insert into api_keys (id, key) values (?, ?)", [key.id, as_json(key)])
        _tell(transaction, EventType.KEY_CREATED, key, by)
    elif kept != key.model_copy(update={"revoked_at": None}):
        raise StoreError(f"the key {key.id} is kept already, and can only be revoked; make another")
    else:
        transaction.database.execute("update api_keys set key = ? where id = ?", [as_json(key), key.id])
        _tell(transaction, EventType.KEY_REVOKED, key, by)


def list_keys(database: Database) -> tuple[ApiKey, ...]:
    """All keys in the order they were made."""
    rows = database.execute("select key from api_keys order by seq")
    return tuple(ApiKey.model_validate_json(row["key"]) for row in rows)


def _find(database: Database, key_id: str) -> ApiKey | None:
    row = database.execute("select key from api_keys where id = ?", [key_id]).fetchone()
    return None if row is None else ApiKey.model_validate_json(row["key"])


def _tell(transaction: Transaction, event: EventType, key: ApiKey, by: Actor) -> None:
    groups: list[JsonValue] = list(key.access_groups)
    body: dict[str, JsonValue] = {
        "key_id": key.id,
        "name": key.name,
        "role": key.role.value,
        "access_groups": groups,
    }
    transaction.append(Happening(type=event, by=by, body=body))
