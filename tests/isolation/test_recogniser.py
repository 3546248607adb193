"""What recognises pages on a machine, by its settings and what is installed."""

import os
from pathlib import Path

import pytest

from fourcorners import isolation
from fourcorners.errors import ConfigError
from fourcorners.settings import Recogniser, Settings


@pytest.fixture
def path(tmp_path, monkeypatch) -> Path:
    """The only folder that programs are found in."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def install_tesseract(folder: Path, *languages: str) -> None:
    """A program that knows these languages."""
    program = folder / "tesseract"
    listed = "\\n".join(["List of available languages:", *languages])
    program.write_text(f"#!{os.path.realpath('/bin/sh')}\nprintf '{listed}\\n'\n")
    program.chmod(0o755)


def engine(**said: object) -> Recogniser | None:
    """What recognises pages by these settings."""
    order = isolation.order_of(Settings.model_validate(said))
    return None if order is None else order.engine


def test_tesseract_is_preferred_where_it_is_installed(path):
    """It is several times faster; rapidocr comes with the package."""
    assert engine() is Recogniser.RAPIDOCR
    install_tesseract(path, "eng")
    assert engine() is Recogniser.TESSERACT
    assert engine(ocr="rapidocr") is Recogniser.RAPIDOCR
    assert engine(ocr="off") is None


def test_tesseract_that_is_asked_for_and_missing_is_wrong_configuration(path):
    """Before any document is read."""
    with pytest.raises(ConfigError, match="not found on PATH"):
        isolation.require_recogniser(Settings(ocr=Recogniser.TESSERACT))


def test_a_language_without_data_is_wrong_configuration(path):
    """Each of several is looked for; rapidocr has no use for the setting."""
    install_tesseract(path, "eng", "deu")
    isolation.require_recogniser(Settings(ocr_language="eng+deu"))
    isolation.require_recogniser(Settings(ocr_language="fra", ocr=Recogniser.RAPIDOCR))
    with pytest.raises(ConfigError, match="no data for fra"):
        isolation.require_recogniser(Settings(ocr_language="eng+fra"))


def test_a_tesseract_that_cannot_be_run_is_wrong_configuration(path):
    """It is told what to do about it."""
    install_tesseract(path)
    (path / "tesseract").write_text("#!/nowhere\n")
    with pytest.raises(ConfigError, match="cannot be run"):
        isolation.require_recogniser(Settings())


def test_pages_by_another_order_are_kept_apart():
    """Whoever raises the resolution has all pages recognised anew."""
    orders = [
        isolation.order_of(Settings.model_validate({"ocr": "rapidocr", **said}))
        for said in ({}, {"ocr_dpi": 300}, {"ocr_language": "deu"})
    ]
    one, other, same = (order.key for order in orders if order)
    assert (one == same, one == other) == (True, False)
