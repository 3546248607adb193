"""What an operator may set, read once from the environment and then frozen."""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from fourcorners.errors import ConfigError

PREFIX: Final = "FOURCORNERS_"


def usable_cores() -> int:
    """The cores that this process may run on, which in a container are fewer than the machine has."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


class Settings(BaseSettings):
    """Each field is set by the environment variable of its name in capitals, after FOURCORNERS_."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore", use_attribute_docstrings=True
    )

    jobs: int = Field(default_factory=usable_cores, ge=1, le=512)
    """Documents read at the same time, each in a child process of its own; by default one a core."""
    wall_clock_s: float = Field(default=600, gt=0, allow_inf_nan=False)
    """Seconds that one document may take before its child process is ended."""
    max_file_mib: int = Field(default=256, ge=1)
    """Size of the largest file that is opened, in MiB."""
    max_upload_mib: int = Field(default=512, ge=1)
    """Size of the largest upload that is taken, in MiB, with all its files."""
    home: Path = Path("~/.fourcorners")
    """The folder that holds everything that is kept: contracts, records, decisions, keys."""


def read_settings() -> Settings:
    """The settings as the environment gives them.

    Raises ConfigError, which names the variable, for a value that cannot be and for a variable with
    our prefix that is no setting: a misspelt limit would be no limit.
    """
    _refuse_unknown(os.environ)
    _refuse_empty_home(os.environ)
    try:
        return Settings()
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        variable = PREFIX + str(wrong["loc"][0]).upper()
        raise ConfigError(f"{variable} is {wrong['input']!r}: {_lower_first(wrong['msg'])}") from error


def _refuse_unknown(environment: Mapping[str, str]) -> None:
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    for variable in sorted(environment):
        if variable.upper().startswith(PREFIX) and variable.upper() not in known:
            near = get_close_matches(variable.upper(), known, n=1) or known
            raise ConfigError(f"{variable} is not a setting: take it out, or write {' or '.join(near)}")


def _refuse_empty_home(environment: Mapping[str, str]) -> None:
    """An unset variable of a script would be taken for the home of whoever runs it."""
    for variable, value in environment.items():
        if variable.upper() == f"{PREFIX}HOME" and not value.strip():
            raise ConfigError(f"{variable} is empty: name a folder, or take it out for ~/.fourcorners")


def _lower_first(message: str) -> str:
    return message[:1].lower() + message[1:]
