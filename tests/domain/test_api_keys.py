"""Keys are shown once, kept as a hash, and open only what they were made for."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.domain.access import EVERYTHING, Permission, Role
from fourcorners.domain.api_keys import new_key, recognise
from fourcorners.errors import NotAuthenticated

SHOWN, KEPT = new_key("panel", Role.REVIEWER, ["north", "south"])
OTHERS = [new_key(f"key {number}", Role.VIEWER)[1] for number in range(3)]


def test_a_key_is_recognised_by_what_was_shown():
    """Among others, wherever it stands."""
    assert recognise(SHOWN, [*OTHERS, KEPT]) == recognise(SHOWN, [KEPT, *OTHERS]) == KEPT


def test_what_is_kept_does_not_hold_the_secret():
    """Neither the text nor the secret in it can be read from what is kept."""
    kept = KEPT.model_dump_json()
    assert SHOWN not in kept
    assert SHOWN.rsplit("_", 1)[-1] not in kept


def test_no_two_keys_are_alike():
    """Neither in id nor in secret."""
    made = [new_key("panel", Role.REVIEWER) for _ in range(50)]
    assert len({key.id for _, key in made}) == len({key.secret_sha256 for _, key in made}) == 50


@pytest.mark.parametrize(
    "shown",
    [
        "",
        SHOWN[:-1],
        SHOWN + "A",
        SHOWN[:-1] + ("A" if SHOWN[-1] != "A" else "B"),
        SHOWN.upper(),
        f" {SHOWN}",
        f"{SHOWN}\n",
        KEPT.secret_sha256,
        new_key("panel", Role.REVIEWER)[0],
        "fck_" + "0" * 8 + "_" + "\u0661" * 43,
    ],
    # A key is another in each process, and the tests of all have to have the same names.
    ids=range(10),
)
def test_whatever_else_is_shown_opens_nothing(shown):
    """A character more, less or other, the hash itself, and a key of another house."""
    with pytest.raises(NotAuthenticated, match="not known"):
        recognise(shown, [*OTHERS, KEPT])


@given(st.text())
def test_no_text_is_a_key_by_chance(shown):
    """Noise is refused as what it is."""
    with pytest.raises(NotAuthenticated):
        recognise(shown, [KEPT])


def test_a_revoked_key_is_told_so():
    """Its holder learns why; who has not the secret does not learn that there was a key."""
    revoked = KEPT.model_copy(update={"revoked_at": dt.datetime(2031, 3, 1, tzinfo=dt.UTC)})
    with pytest.raises(NotAuthenticated, match="was revoked"):
        recognise(SHOWN, [revoked])
    with pytest.raises(NotAuthenticated, match="not known"):
        recognise(SHOWN[:-1] + ("A" if SHOWN[-1] != "A" else "B"), [revoked])


def test_a_key_sees_the_contracts_of_its_groups():
    """One without groups sees all; one with groups none that has no group."""
    assert [KEPT.scope.covers(group) for group in ("north", "south", "west", None)] == [
        True,
        True,
        False,
        False,
    ]
    assert OTHERS[0].scope == EVERYTHING
    assert EVERYTHING.covers(None)
    assert EVERYTHING.covers("west")


@pytest.mark.parametrize(
    ("role", "permissions"),
    [
        (Role.UPLOADER, {"upload", "follow"}),
        (Role.VIEWER, {"follow", "read"}),
        (Role.REVIEWER, {"follow", "read", "decide"}),
        (Role.APPROVER, {"follow", "read", "decide"}),
        (Role.ADMIN, {"upload", "follow", "read", "decide"}),
    ],
)
def test_a_role_may_do_what_it_is_for(role, permissions):
    """An uploader reads no records, a viewer changes nothing, and only an admin does everything."""
    key = new_key("someone", role)[1]
    assert {permission.value for permission in Permission if key.may(permission)} == permissions
    assert (key.actor.name, key.actor.key_id) == ("someone", key.id)
