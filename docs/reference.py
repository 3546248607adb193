"""The parts of the README that the code itself can tell: help, settings, errors, one real record."""

import contextlib
import io
import json
import os
from collections.abc import Iterator
from pathlib import Path

from fourcorners import batch
from fourcorners.cli import streams
from fourcorners.cli.main import run
from fourcorners.errors import ContractError
from fourcorners.settings import PREFIX, Settings

FIXTURES = Path(__file__).resolve().parents[1] / "fixtures" / "contracts"


def help_text(*command: str) -> str:
    """What `--help` of a command prints at 80 columns, as a block."""
    out = io.StringIO()
    os.environ["COLUMNS"] = "80"
    with contextlib.redirect_stdout(out):
        run([*command, "--help"])
    return f"```text\n{out.getvalue().strip()}\n```"


def settings_table() -> str:
    """Variable, default and meaning of each setting."""
    lines = ["| variable | default | what it sets |", "|---|---|---|"]
    for name, field in Settings.model_fields.items():
        default = "the number of cores" if field.default_factory else f"{field.default:g}"
        lines.append(f"| `{PREFIX}{name.upper()}` | {default} | {_sentence(field.description)} |")
    return "\n".join(lines)


def errors_table() -> str:
    """Code, meaning and exit code of each error."""
    lines = ["| code | what happened | exit code |", "|---|---|---|"]
    for error in _kinds(ContractError):
        exit_code = streams.exit_code(error(""))
        lines.append(f"| `{error.code}` | {_sentence(error.__doc__)} | {exit_code} |")
    no_text = "The pages hold images and no text: there is a record of the file, and nothing in it."
    lines.append(f"| `{streams.NO_TEXT}` | {no_text} | {streams.SOME_FAILED} |")
    return "\n".join(lines)


def _kinds(error: type[ContractError]) -> Iterator[type[ContractError]]:
    """The errors that are raised as such: those with no kinds of their own."""
    children = error.__subclasses__()
    if not children:
        yield error
    for child in children:
        yield from _kinds(child)


def _sentence(description: str | None) -> str:
    return " ".join((description or "").split("\n\n")[0].split())


def record(contract: str, words: str) -> str:
    """The one obligation of a fixture whose sentence holds the words, as JSON, as a block."""
    (outcome,) = batch.extract_all([FIXTURES / contract / "contract.pdf"], Settings(jobs=1))
    if outcome.extraction is None:
        raise outcome.error or RuntimeError(contract)
    (found,) = (each for each in outcome.extraction.obligations if words in _line(each.evidence[0].exact))
    return f"```json\n{json.dumps(found.model_dump(mode='json'), indent=2, ensure_ascii=False)}\n```"


def _line(text: str) -> str:
    return " ".join(text.split())
