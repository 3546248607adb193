"""`fourcorners keys`: made once, shown once, revoked for good."""

import json
import re

import pytest

from fourcorners.cli.main import run
from fourcorners.domain.access import Role
from fourcorners.domain.api_keys import recognise
from fourcorners.domain.store import EventFilter
from fourcorners.errors import NotAuthenticated
from fourcorners.home import open_home
from fourcorners.settings import Settings


@pytest.fixture
def store(tmp_path, monkeypatch):
    """The store of the home that commands work on."""
    monkeypatch.setenv("FOURCORNERS_HOME", str(tmp_path))
    return open_home(Settings(home=tmp_path)).store


def made(capsys, *arguments: str) -> str:
    """The key that was printed."""
    assert run(["keys", "create", *arguments]) == 0
    return capsys.readouterr().out


def test_a_key_is_printed_and_nothing_else(store, capsys):
    """What is printed opens what its role opens; only a hash of it is kept."""
    out = made(capsys, "--role", "reviewer", "--name", "Ana Lind", "--group", "north", "--group", "south")
    assert re.fullmatch(r"fck_[0-9a-f]{8}_[\w-]{43}\n", out)
    key = recognise(out.strip(), store.keys())
    assert (key.name, key.role, key.access_groups) == ("Ana Lind", Role.REVIEWER, ("north", "south"))
    assert out.strip().rpartition("_")[2].encode() not in (store.keys()[0].model_dump_json()).encode()


def test_a_list_of_keys_has_no_secrets(store, capsys):
    """Neither a key nor its hash is shown, in no format."""
    shown = made(capsys, "--role", "admin").strip()
    [key] = store.keys()
    for form in ("table", "json", "jsonl"):
        assert run(["keys", "list", "--format", form]) == 0
        out = capsys.readouterr().out
        assert key.id in out
        assert shown not in out
        assert shown[-43:] not in out
        assert key.secret_sha256 not in out


def test_a_revoked_key_opens_nothing_and_stays_in_the_list(store, capsys):
    """Revoking twice says when it was revoked, and is one event."""
    shown = made(capsys, "--role", "uploader").strip()
    [key] = store.keys()
    assert run(["keys", "revoke", key.id, "--as", "Ines"]) == 0
    assert capsys.readouterr().err == f"{key.id} (uploader) is revoked\n"
    with pytest.raises(NotAuthenticated):
        recognise(shown, store.keys())
    assert run(["keys", "revoke", key.id]) == 0
    assert f"{key.id} (uploader) was revoked at" in capsys.readouterr().err
    assert [(event.type.value, event.by.name) for event in store.events(EventFilter())][1:] == [
        ("key.revoked", "Ines")
    ]
    assert run(["keys", "list", "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)[0]["revoked_at"] is not None


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        ("keys create", 2, "Missing option '--role'"),
        ("keys create --role king", 2, "'king' is not one of"),
        ("keys revoke 12345678", 1, "not_found: there is no key '12345678'; `fourcorners keys list`"),
    ],
)
def test_wrong_use_is_told_and_makes_no_key(store, capsys, arguments, code, told):
    """Nothing is kept, and nothing is printed that could be taken for a key."""
    assert run(arguments.split()) == code
    out, err = capsys.readouterr()
    assert told in err
    assert out == ""
    assert store.keys() == ()
