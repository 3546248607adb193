"""The folder that everything is kept in: made by what keeps, and by nothing else."""

from pathlib import Path

import pytest

from fourcorners.cli.main import run
from fourcorners.errors import ConfigError
from fourcorners.home import open_home
from fourcorners.settings import Settings

READING = [
    *("contracts", "documents", "show C-1", "export C-1", "audit verify", "review", "keys list"),
    *("keys revoke key_12345678", "reread --all"),
]


@pytest.mark.parametrize("there", [False, True], ids=["no folder", "an empty folder"])
@pytest.mark.parametrize("command", READING)
def test_what_only_reads_makes_no_home(tmp_path, monkeypatch, capsys, command, there):
    """A misspelt home is told, and not made: it would look like one in which everything is gone."""
    home = tmp_path / "home"
    if there:
        home.mkdir()
    monkeypatch.setenv("FOURCORNERS_HOME", str(home))
    assert run(command.split()) == 3
    told = f"error: config_error: nothing is kept in {home}; FOURCORNERS_HOME names another folder"
    assert capsys.readouterr().err.startswith(told)
    assert list(tmp_path.rglob("*")) == ([home] if there else [])


def test_what_keeps_makes_the_home(tmp_path):
    """Only its owner may look into it; then it can be opened without being made."""
    settings = Settings(home=tmp_path / "a" / "home")
    made = open_home(settings)
    assert made.folder.stat().st_mode & 0o777 == 0o700
    made.store.close()
    assert open_home(settings, make=False).folder == made.folder


@pytest.mark.parametrize("make", [False, True])
def test_a_file_is_no_home(tmp_path, make):
    """It is said to be one."""
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match=r"file is a file; name another folder"):
        open_home(Settings(home=tmp_path / "file"), make=make)


def test_a_store_that_is_gone_is_not_taken_for_none(tmp_path, monkeypatch, capsys):
    """Where a head was noted there was a history: it is told to be cut off."""
    (tmp_path / "audit.head").write_text(f"3:{'a' * 64}\n")
    monkeypatch.setenv("FOURCORNERS_HOME", str(tmp_path))
    assert run(["audit", "verify"]) == 1
    assert "error: cut_off: " in capsys.readouterr().err
    assert Path(tmp_path / "audit.head").exists()
