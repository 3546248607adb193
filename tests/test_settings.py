"""What an operator may set, and how a wrong setting is told."""

import os
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from fourcorners.errors import ConfigError
from fourcorners.settings import PREFIX, ReadingLimits, Recogniser, Settings, read_settings, usable_cores
from fourcorners.worker import _as_environment


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch):
    for variable in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        monkeypatch.delenv(variable)


def test_without_settings_every_core_reads_a_document():
    """By default as many documents are read at a time as there are cores to use."""
    settings = read_settings()
    assert settings.jobs == usable_cores() >= 1


def test_a_setting_is_read_from_the_environment(monkeypatch):
    """Variables have our prefix; one that is set to nothing counts as not set."""
    monkeypatch.setenv("FOURCORNERS_JOBS", "3")
    monkeypatch.setenv("fourcorners_wall_clock_s", "2.5")
    monkeypatch.setenv("FOURCORNERS_MAX_FILE_MIB", "")
    settings = read_settings()
    assert (settings.jobs, settings.wall_clock_s, settings.max_file_mib) == (3, 2.5, 256)


@pytest.mark.parametrize("value", ["", " "])
def test_a_home_that_is_set_to_nothing_is_refused(monkeypatch, value):
    """A script whose variable is unset does not work on the home of whoever runs it."""
    monkeypatch.setenv("FOURCORNERS_HOME", value)
    with pytest.raises(ConfigError, match="FOURCORNERS_HOME is empty: name a folder, or take it out"):
        read_settings()


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("FOURCORNERS_JOBS", "0"),
        ("FOURCORNERS_JOBS", "many"),
        ("FOURCORNERS_JOBS", "1.5"),
        ("FOURCORNERS_WALL_CLOCK_S", "-1"),
        ("FOURCORNERS_WALL_CLOCK_S", "inf"),
        ("FOURCORNERS_WALL_CLOCK_S", "nan"),
        ("FOURCORNERS_MAX_FILE_MIB", "a lot"),
        ("FOURCORNERS_MAX_PAGES", "0"),
        ("FOURCORNERS_MAX_MEGAPIXELS", "inf"),
        ("FOURCORNERS_CHILD_MEMORY_MIB", "511"),
        ("FOURCORNERS_CHILD_CPU_S", "0"),
        ("FOURCORNERS_CHILD_CPU_S_PER_PAGE", "-0.1"),
        ("FOURCORNERS_CHILD_OPEN_FILES", "3"),
        ("FOURCORNERS_OCR", "always"),
        ("FOURCORNERS_OCR_DPI", "1200"),
        ("FOURCORNERS_OCR_LANGUAGE", "eng;rm"),
        ("FOURCORNERS_OCR_LANGUAGE", "../eng"),
        ("FOURCORNERS_OCR_LANGUAGE", "eng+"),
        ("FOURCORNERS_OCR_MEMORY_MIB", "1000"),
        ("FOURCORNERS_OCR_CPU_S_PER_PAGE", "nan"),
    ],
)
def test_a_wrong_value_names_its_variable(monkeypatch, variable, value):
    """A value that cannot be is an error of configuration that says which and what it was."""
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConfigError, match=f"^{variable} is {re.escape(repr(value))}: "):
        read_settings()


def test_a_choice_names_what_can_be_chosen(monkeypatch):
    """Whoever misspells one need not look it up."""
    monkeypatch.setenv("FOURCORNERS_OCR", "Tesserakt")
    with pytest.raises(ConfigError, match="should be 'auto', 'tesseract', 'rapidocr' or 'off'"):
        read_settings()
    monkeypatch.setenv("FOURCORNERS_OCR", "rapidocr")
    assert read_settings().ocr is Recogniser.RAPIDOCR


def test_what_a_reader_looks_to_is_given_apart(monkeypatch):
    """The limits of reading with their values as set, and nothing of what is none of its business."""
    monkeypatch.setenv("FOURCORNERS_MAX_PAGES", "12")
    assert read_settings().reading == ReadingLimits(max_pages=12)


def test_another_process_reads_the_same_settings(monkeypatch):
    """Each setting, of whatever type, survives being written to the environment."""
    changes = {"ocr": Recogniser.OFF, "child_cpu_s": 0.5, "max_parts": 7, "definitions": Path("own.yaml")}
    settings = read_settings().model_copy(update=changes)
    for variable, value in _as_environment(settings).items():
        monkeypatch.setenv(variable, value)
    assert read_settings() == settings


def test_each_setting_is_explained_in_one_sentence():
    """As the table of the README shows it."""
    for name, field in Settings.model_fields.items():
        sentence = " ".join(field.description.split())
        assert sentence.endswith("."), name
        assert sentence.count(". ") == 0, name
        assert 20 < len(sentence) < 160, name


def test_a_misspelt_setting_is_no_silent_default(monkeypatch):
    """A variable with our prefix that is no setting is refused, and the nearest one named."""
    monkeypatch.setenv("FOURCORNERS_WALLCLOCK_S", "5")
    with pytest.raises(
        ConfigError, match=r"FOURCORNERS_WALLCLOCK_S is not a setting.*FOURCORNERS_WALL_CLOCK_S"
    ):
        read_settings()


def test_settings_are_frozen():
    """What was read once does not change in the middle of a run."""
    with pytest.raises(ValidationError):
        read_settings().jobs = 7
