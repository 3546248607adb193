"""Each crafted file ends as the table says, in a real child with its limits, and nothing else suffers."""

import os
import time
from collections.abc import Iterable
from pathlib import Path

import pytest

from bench.cost import resident_mib
from fourcorners import isolation
from fourcorners.domain.run import Processed
from fourcorners.errors import ContractError
from fourcorners.sandbox import fork_server
from fourcorners.settings import Settings
from hostile.cases import CASES
from hostile.contract import MAIN_NORM, as_text
from hostile.outcome import TEXT, Case, Outcome, outcome_of, outcome_of_error
from working import children, wait_until

SETTINGS = Settings(jobs=1)
UNIT_CHARACTERS = 3_000
FEW_PAGES = 3
MARGIN_S = 3
"""The kernel looks at the clock from time to time, and a child that is warned has a moment to say so."""
GROWTH_MIB = 100


@pytest.fixture(scope="module", autouse=True)
def _started():
    isolation.start()


def _params(cases: Iterable[Case]) -> list[object]:
    slow = [pytest.mark.slow, pytest.mark.timeout(900)]
    return [pytest.param(case, id=case.name, marks=slow if case.is_slow else []) for case in cases]


def _read(case: Case, content: bytes) -> Processed | ContractError:
    try:
        return isolation.process(content, case.file_name, SETTINGS)
    except ContractError as error:
        return error


def _check_error(error: ContractError, case: Case) -> None:
    """It names the file and fits on a line."""
    assert error.file == case.file_name
    assert error.message.isprintable()


def _children_cpu_s() -> float:
    """CPU of all children that the fork server has seen end, once none runs any more."""
    wait_until(lambda: not children())
    pid = fork_server.standard_server()._forkserver_pid
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    return (int(fields[13]) + int(fields[14])) / os.sysconf("SC_CLK_TCK")


def _outcome(answer: Processed | ContractError) -> Outcome:
    return outcome_of(answer) if isinstance(answer, Processed) else outcome_of_error(answer)


def _allowed_cpu_s(answer: Processed | ContractError) -> float:
    units = FEW_PAGES
    if isinstance(answer, Processed):
        units = answer.extraction.document.pages or len(answer.text) // UNIT_CHARACTERS
    return SETTINGS.child_cpu_s + units * SETTINGS.child_cpu_s_per_page + MARGIN_S


@pytest.mark.parametrize("case", _params(CASES))
def test_a_crafted_file_ends_as_the_table_says(case):
    """Within its limits, without a trace in this process, and the next document is read."""
    content = case.make()
    cpu_before, memory_before = _children_cpu_s(), resident_mib()
    answer = _read(case, content)
    assert str(_outcome(answer)) == str(case.expected)
    assert _children_cpu_s() - cpu_before <= _allowed_cpu_s(answer)
    assert resident_mib() - memory_before <= GROWTH_MIB
    if isinstance(answer, Processed):
        assert (case.holds or "") in " ".join(answer.text.split())
    else:
        _check_error(answer, case)
        assert MAIN_NORM in isolation.process(as_text(), TEXT, SETTINGS).text


def test_no_two_files_have_one_name():
    """A name in a report leads to one maker."""
    names = [case.name for case in CASES]
    assert len(set(names)) == len(names)


def test_the_time_that_a_child_takes_is_seen():
    """The figure that the limit is held against rises with what children do."""
    before = _children_cpu_s()
    start = time.process_time()
    isolation.process(as_text(*["6. The Supplier shall pay."] * 500), TEXT, SETTINGS)
    assert _children_cpu_s() - before > 0.05
    assert time.process_time() - start < 5
