"""What an operator may set, read once from the environment and then frozen."""

import os
from collections.abc import Mapping
from difflib import get_close_matches
from enum import StrEnum
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from fourcorners.errors import ConfigError

PREFIX: Final = "FOURCORNERS_"
PAGE_CHARACTERS: Final = 3_000
"""What counts as a page where there are none."""


def usable_cores() -> int:
    """The cores that this process may run on, which in a container are fewer than the machine has."""
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:
        return os.cpu_count() or 1


class ReadingLimits(BaseModel):
    """What a reader takes on: a file that is over one of these is refused, or read without what is over."""

    model_config = ConfigDict(frozen=True, use_attribute_docstrings=True)

    max_pages: int = Field(default=2_000, ge=1)
    """Pages of the longest PDF that is read; where there are no pages, each 3,000 characters count as one."""
    max_page_characters: int = Field(default=200_000, ge=1)
    """Characters that are read of one page; a page with more is left out, and said to be."""
    max_page_objects: int = Field(default=100_000, ge=1)
    """Lines, pictures and pieces of text on one page; a page with more is left out, and said to be."""
    max_stream_mib: int = Field(default=64, ge=1)
    """What one page's content in a PDF may unpack to, in MiB."""
    max_unpacked_mib: int = Field(default=200, ge=1)
    """What a Word file may unpack to as a whole, in MiB."""
    max_part_mib: int = Field(default=50, ge=1)
    """What one part of a Word file may unpack to, in MiB."""
    max_parts: int = Field(default=5_000, ge=1)
    """Parts of a Word file."""
    max_ratio: int = Field(default=100, ge=1)
    """How many times its packed size a part of a Word file may be, where it is larger than 1 MiB."""
    max_megapixels: float = Field(default=40, gt=0, allow_inf_nan=False)
    """Size of the picture that is made of a page, in millions of pixels; a larger page is made smaller."""

    @property
    def max_characters(self) -> int:
        """Of the longest text without pages that is read."""
        return self.max_pages * PAGE_CHARACTERS


class Recogniser(StrEnum):
    """What reads pages that are pictures."""

    AUTO = "auto"
    TESSERACT = "tesseract"
    RAPIDOCR = "rapidocr"
    OFF = "off"


class Settings(ReadingLimits, BaseSettings):
    """Each field is set by the environment variable of its name in capitals, after FOURCORNERS_."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, frozen=True, extra="ignore", use_attribute_docstrings=True
    )

    jobs: int = Field(default_factory=usable_cores, ge=1, le=512)
    """Documents read at the same time, each in a child process of its own; by default one a core."""
    wall_clock_s: float = Field(default=600, gt=0, allow_inf_nan=False)
    """Seconds that reading one document may take, whatever its length; the recognition of its pages is
    not counted."""
    child_memory_mib: int = Field(default=1_536, ge=512)
    """Address space of the child process that reads a document, in MiB."""
    child_cpu_s: float = Field(default=20, gt=0, allow_inf_nan=False)
    """Seconds of processor time that the child may take, beside what its pages add; three times that by the
    clock."""
    child_cpu_s_per_page: float = Field(default=0.15, ge=0, allow_inf_nan=False)
    """Seconds of processor time that each page adds, or each 3,000 characters where there are no pages."""
    child_open_files: int = Field(default=64, ge=16)
    """Files that a child process may have open."""
    child_file_mib: int = Field(default=64, ge=1)
    """Size of the largest file that a child process may write, in MiB; under Linux 5.13 or later it can
    write none."""
    ocr: Recogniser = Recogniser.AUTO
    """What reads pages that are pictures; auto is tesseract where it is installed, else rapidocr."""
    ocr_dpi: int = Field(default=200, ge=72, le=600)
    """Dots per inch of the picture that is made of a page to be recognised."""
    ocr_language: str = Field(default="eng", pattern=r"^[a-zA-Z_]{2,20}(\+[a-zA-Z_]{2,20}){0,5}$")
    """Languages that tesseract looks for, by its own names, such as eng+deu."""
    ocr_memory_mib: int = Field(default=3_072, ge=1_024)
    """Address space of the child process that recognises the pages of a document, in MiB."""
    ocr_cpu_s_per_page: float = Field(default=60, gt=0, allow_inf_nan=False)
    """Seconds of processor time that recognising one page may take."""
    max_file_mib: int = Field(default=256, ge=1)
    """Size of the largest file that is opened, in MiB."""
    max_upload_mib: int = Field(default=512, ge=1)
    """Size of the largest upload that is taken, in MiB, with all its files."""
    our_entities: Path | None = None
    """A YAML file that names our own companies, so that each contract tells which party is us."""
    definitions: Path | None = None
    """A YAML file of variables and clause types of our own, which are looked for beside the built-in ones."""
    home: Path = Path("~/.fourcorners")
    """The folder that holds everything that is kept: contracts, records, decisions, keys."""

    @property
    def reading(self) -> ReadingLimits:
        """The limits that the reader itself looks to."""
        return ReadingLimits(**self.model_dump(include=set(ReadingLimits.model_fields)))


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
