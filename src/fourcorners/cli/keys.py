"""`fourcorners keys`: keys for programs and people, made, listed and revoked."""

from typing import Annotated, Final

import typer

from fourcorners.cli import streams
from fourcorners.cli.groups import help_when_alone
from fourcorners.cli.listings import FormatOption, ListFormat, give
from fourcorners.cli.naming import resolve_key
from fourcorners.cli.person import AsName, person
from fourcorners.cli.tables import new_table
from fourcorners.domain.access import ApiKey, Role
from fourcorners.domain.api_keys import new_key
from fourcorners.domain.clock import now
from fourcorners.domain.record import Record
from fourcorners.errors import UsageError
from fourcorners.settings import read_settings

keys: Final = typer.Typer(help="Keys for programs and people that use the service.")
keys.callback(invoke_without_command=True)(help_when_alone)

_MAX_CHARACTERS: Final = 200


class ListedKey(Record):
    """A key without anything that its secret could be guessed by."""

    id: str
    name: str
    role: Role
    access_groups: tuple[str, ...]
    created_at: str
    revoked_at: str | None

    @classmethod
    def of(cls, key: ApiKey) -> "ListedKey":
        """What may be shown of a key."""
        return cls(
            id=key.id,
            name=key.name,
            role=key.role,
            access_groups=key.access_groups,
            created_at=key.created_at.isoformat(timespec="seconds"),
            revoked_at=key.revoked_at.isoformat(timespec="seconds") if key.revoked_at else None,
        )


@keys.command(short_help="Make a key and print it.")
def create(
    role: Annotated[Role, typer.Option(help="What the key is for.")],
    name: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Who or what uses it: stands in the history (default: the role)."),
    ] = None,
    group: Annotated[
        list[str] | None,
        typer.Option(metavar="GROUP", help="Opens only contracts of this access group; may be repeated."),
    ] = None,
    as_name: AsName = None,
) -> None:
    """Make a key and print it, and nothing else. It is shown this once: only a hash of it is kept."""
    from fourcorners.home import open_home

    by = person(as_name)
    shown, key = new_key(_label(name or role.value), role, [_label(each) for each in group or []])
    open_home(read_settings()).store.keep_key(key, by)
    streams.write_text(shown + "\n")


@keys.command("list", short_help="List all keys, without their secrets.")
def list_keys(form: FormatOption = ListFormat.TABLE) -> None:
    """List all keys, also the revoked ones, without their secrets."""
    from fourcorners.home import open_home

    table = new_table(
        "Keys", ("id", 12), ("name", None), ("role", 8), ("groups", 14), ("made", 10), ("revoked", 10)
    )
    kept = open_home(read_settings(), make=False).store.keys()
    give(map(ListedKey.of, kept), form, table, _row)


@keys.command(short_help="Make a key useless.")
def revoke(
    identity: Annotated[str, typer.Argument(metavar="ID", help="The key's id, as `keys list` shows it.")],
    as_name: AsName = None,
) -> None:
    """Make a key useless, from the next request on. It stays in the list, for the history names it."""
    from fourcorners.home import open_home

    by = person(as_name)
    store = open_home(read_settings(), make=False).store
    key = resolve_key(store, identity)
    if key.revoked_at is not None:
        streams.say(f"{key.id} ({key.name}) was revoked at {key.revoked_at.isoformat(timespec='seconds')}")
        return
    store.keep_key(key.model_copy(update={"revoked_at": now()}), by)
    streams.say(f"{key.id} ({key.name}) is revoked")


def _row(key: ListedKey) -> tuple[str, ...]:
    return (
        key.id,
        key.name,
        key.role.value,
        ", ".join(key.access_groups) or "all",
        key.created_at[:10],
        (key.revoked_at or "")[:10],
    )


def _label(words: str) -> str:
    label = streams.printable(words)
    if not label or len(label) > _MAX_CHARACTERS:
        raise UsageError(f"a name has 1 to {_MAX_CHARACTERS} characters; give another")
    return label
