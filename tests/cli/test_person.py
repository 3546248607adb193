"""Who acts at a command line."""

import pytest

from fourcorners.cli.person import person
from fourcorners.errors import UsageError


def test_a_person_is_who_is_named_or_logged_in(monkeypatch):
    """The name that is given goes before the login name; neither is a key."""
    monkeypatch.setenv("LOGNAME", "ines")
    assert (person(None).name, person(None).key_id) == ("ines", None)
    assert person("Ines\nOkafor\x1b[2J").name == "Ines Okafor\ufffd[2J"


@pytest.mark.parametrize("name", ["", " \n", "x" * 201, "\u200b"])
def test_a_name_can_be_read(name):
    """What is empty, or endless, is nobody's name."""
    with pytest.raises(UsageError, match="--as NAME"):
        person(name)
