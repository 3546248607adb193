"""The service does what its description says, whatever it is asked."""

from pathlib import Path
from typing import Final, NamedTuple

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import negative_data_rejection, positive_data_acceptance

from doors import Door, send
from pdf_making import make_pdf

PATHS: Final = Path(__file__).with_name("paths.txt")
OPERATIONS: Final = [" ".join(line.split()[:2]) for line in PATHS.read_text().splitlines()]
CELLS: Final = [
    (name, mode)
    for name in OPERATIONS
    for mode in GenerationMode
    # It takes nothing that could be wrong.
    if (name, mode) != ("GET /v1/health", GenerationMode.NEGATIVE)
]
QUICK, LONG = 60, 700


class Described(NamedTuple):
    """A service with one contract, its description, the ids of what it keeps, and a key."""

    schema: schemathesis.BaseSchema
    ids: dict[str, str]
    headers: dict[str, str]


@pytest.fixture(scope="module")
def described(tmp_path_factory: pytest.TempPathFactory) -> Described:
    """The service as it describes itself."""
    door = Door(tmp_path_factory.mktemp("conformance") / "home")
    client = door.client()
    document = send(client, ("lease.pdf", make_pdf(lambda _: None))).json()["documents"][0]
    (record, *_) = door.read(document["id"])
    ids = {
        "document_id": document["id"],
        "contract_id": document["contract_id"],
        "record_id": record.id,
        "page": "1",
    }
    schema = schemathesis.openapi.from_asgi("/openapi.json", door.app)
    return Described(schema, ids, {"Authorization": client.headers["authorization"]})


@pytest.mark.parametrize(("name", "mode"), CELLS)
def test_no_answer_is_a_surprise(described: Described, name: str, mode: GenerationMode) -> None:
    """Right requests and wrong ones: no fault of ours, and no answer that is not described."""
    ask_often(described, name, mode, QUICK)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "mode"), CELLS)
def test_no_answer_is_a_surprise_in_a_long_run(described: Described, name: str, mode: GenerationMode) -> None:
    """The same at length: some 20,000 requests in all."""
    ask_often(described, name, mode, LONG)


def ask_often(described: Described, name: str, mode: GenerationMode, times: int) -> None:
    """Ask one operation so many times, also of things that are kept."""
    method, path = name.split()
    operation = described.schema[path][method]
    # No schema tells which cursor was given out, or what a file must hold: those may be refused.
    excluded = [positive_data_acceptance]
    if method == "GET":
        # In an address a text is a list of one text.
        excluded.append(negative_data_rejection)

    @given(case=operation.as_strategy(generation_mode=mode), is_kept=st.booleans())
    @settings(max_examples=times, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def ask(case: schemathesis.Case, is_kept: bool) -> None:
        if is_kept and mode is GenerationMode.POSITIVE:
            case.path_parameters = {key: described.ids[key] for key in case.path_parameters}
        case.call_and_validate(headers=described.headers, excluded_checks=excluded)

    ask()
