"""What an installation gets."""

import re
import tomllib
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[1]
LOCKS = ("requirements.lock", "requirements-dev.lock")


def read(lock: str) -> str:
    """A lock file, each requirement on one line."""
    return (CHECKOUT / lock).read_text(encoding="utf-8").replace("\\\n", " ")


def pins(lock: str) -> dict[str, str]:
    """What a lock pins, by name and marker."""
    found = re.findall(r"^([a-z0-9-]+)==(\S+)( ; .*?)?\s+--hash", read(lock), flags=re.MULTILINE)
    return {name + marker: version for name, version, marker in found}


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_host(lock):
    """Files come from whatever index the reader's pip is set to."""
    text = read(lock)
    assert not re.findall(r"://|\S+\.(?:org|com|net|io|dev)\b|index-url|find-links|trusted-host", text)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_pins_every_file_by_hash(lock):
    """Each line is one version of one package with SHA-256 sums, and none is taken from elsewhere."""
    lines = [line for line in read(lock).splitlines() if not line.lstrip().startswith("#")]
    pinned = re.compile(r"[a-z0-9-]+==\S+(?: ; [^-]+?)?(?:\s+--hash=sha256:[0-9a-f]{64})+")
    assert [line for line in lines if not pinned.fullmatch(line.strip())] == []


def test_tests_run_on_what_users_get():
    """The lock for development pins what the lock for use pins, and more."""
    use, development = (pins(lock) for lock in LOCKS)
    assert use.items() < development.items()


def test_the_locks_hold_what_the_project_asks_for():
    """No dependency was added without its pin."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["train"], *extras["dev"]]
    names = {re.match(r"[\w-]+", requirement)[0].lower() for requirement in asked} - {"fourcorners"}
    assert names <= {pin.partition(" ")[0] for pin in pins("requirements-dev.lock")}
