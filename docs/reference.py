"""The parts of the README that the code itself can tell: help, settings, errors, one real record."""

import contextlib
import io
import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic.fields import FieldInfo

from fourcorners import batch
from fourcorners.api.app import create_app
from fourcorners.api.problem_kinds import KINDS
from fourcorners.cli import streams
from fourcorners.cli.main import run
from fourcorners.domain.access import PERMISSIONS, Permission, Role
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.responsibility import default_matrix
from fourcorners.errors import ContractError
from fourcorners.home import open_home
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
        lines.append(f"| `{PREFIX}{name.upper()}` | {_default(field)} | {_sentence(field.description)} |")
    return "\n".join(lines)


def _default(field: FieldInfo) -> str:
    if field.default_factory:
        return "the number of cores"
    if field.default is None:
        return "none"
    # An enum is a string too.
    return f"`{field.default}`" if isinstance(field.default, str | Path) else f"{field.default:n}"


_VARIABLES = {
    "document_name": ("text", "The title that the contract gives itself."),
    "parties": ("party", "Who concludes it, one answer a party: full name and role."),
    "agreement_date": ("date", "The date that it bears."),
    "effective_date": ("date", "The day from which it has effect."),
    "expiration_date": ("date, text", "The last day of its first term; the words where it ends on no day."),
    "term": ("duration", "How long the first term runs."),
    "renewal_kind": ("choice", "`automatic`, `by_agreement` (also by an option) or `none`."),
    "renewal_term": ("duration", "How long each renewal runs."),
    "notice_period_to_terminate_renewal": (
        "duration",
        "Before the end of a term, to end the contract with it.",
    ),
    "notice_form": ("text", "How a notice is given: in writing, by courier."),
    "notice_address": ("text", "Where notices go."),
    "notice_deemed_receipt": ("duration", "How long after sending a notice counts as received."),
    "governing_law": ("jurisdiction", "Whose law governs."),
    "dispute_forum": ("text", "Which court or tribunal decides."),
    "business_day_convention": (
        "choice",
        "Where a due day goes that is no business day: `following`, `preceding` or `modified_following`.",
    ),
    "contract_number": ("text", "The number that the contract bears."),
    "contract_value": ("money", "The total price, where one is stated."),
    "currency": ("text", "The one that it is paid in, as ISO 4217."),
    "payment_terms": ("duration, text", "When an invoice is due."),
    "late_payment_interest": ("percentage, text", "What is added to a late payment."),
    "price_adjustment_index": ("text", "The index that prices follow."),
    "liability_cap": ("money, percentage, text", "The most that a party is liable for."),
    "warranty_duration": ("duration", "How long goods or services are warranted."),
    "insurance_minimum": ("money", "The least cover, one answer a line of insurance."),
    "signatories": ("text", "Who signed, one answer a signature."),
}


def variables_table() -> str:
    """Name, kinds of value, owner and meaning of each built-in variable."""
    lines = ["| variable | value | owner | what it says |", "|---|---|---|---|"]
    matrix = default_matrix()
    if missing := set(matrix.variables) - set(_VARIABLES):
        raise ValueError(f"variables without an explanation: {', '.join(sorted(missing))}")
    for name, (kinds, meaning) in _VARIABLES.items():
        lines.append(f"| `{name}` | {kinds} | {matrix.of_variable(name)} | {meaning} |")
    return "\n".join(lines)


def file_text(name: str) -> str:
    """A file of the fixtures, as a block."""
    text = (FIXTURES.parent / name).read_text(encoding="utf-8")
    return f"```yaml\n{text.strip()}\n```"


def errors_table() -> str:
    """Code, meaning, exit code and HTTP status of each error."""
    lines = ["| code | what happened | exit code | HTTP |", "|---|---|---|---|"]
    for error in _kinds():
        status = KINDS[error.code].status
        exit_code = streams.exit_code(error(""))
        lines.append(f"| `{error.code}` | {_sentence(error.__doc__)} | {exit_code} | {status} |")
    no_text = "No text was found on its pages: there is a record of the file, and nothing in it."
    lines.append(f"| `{ProcessingState.NO_TEXT}` | {no_text} | {streams.SOME_FAILED} | |")
    codes = {error.code for error in (ContractError, *_family(ContractError))}
    for code, kind in KINDS.items():
        if code not in codes:
            lines.append(f"| `{code}` | {kind.title}. | | {kind.status} |")
    return "\n".join(lines)


def roles_table() -> str:
    """What a key of each role may do."""
    lines = ["| role | " + " | ".join(Permission) + " |", "|---" * (len(Permission) + 1) + "|"]
    for role in Role:
        marks = ["yes" if each in PERMISSIONS[role] else "" for each in Permission]
        lines.append(f"| `{role}` | " + " | ".join(marks) + " |")
    return "\n".join(lines)


def operations_table() -> str:
    """Every address of the HTTP API, what it does, and the permission that it needs."""
    lines = ["| request | what it does | needs |", "|---|---|---|"]
    for path, methods in _openapi()["paths"].items():
        for method, operation in methods.items():
            needs = operation.get("x-permission") or "no key"
            lines.append(f"| `{method.upper()} {path}` | {operation['summary']} | {needs} |")
    return "\n".join(lines)


def _openapi() -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(home=Path(folder))
        return create_app(open_home(settings), settings).openapi()


def _family(error: type[ContractError]) -> Iterator[type[ContractError]]:
    for child in error.__subclasses__():
        yield child
        yield from _family(child)


def _kinds() -> Iterator[type[ContractError]]:
    """The errors that are raised as such: all but the base, and the groups right below it."""
    for group in ContractError.__subclasses__():
        yield from list(_family(group)) or [group]


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
