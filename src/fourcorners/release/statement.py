"""Says in plain English what of a contract is still unreviewed."""

from collections.abc import Iterator, Sequence
from typing import Final

from fourcorners.domain.finding import Severity
from fourcorners.domain.processing import ProcessingState
from fourcorners.release.confirmed_contract import (
    ConfirmedDocument,
    KindCounts,
    ReadingFinding,
    Unreviewed,
)

_ABSENCE: Final = "What is not listed here is not thereby absent from the contract."
_KINDS: Final = {
    "variable": ("fact", "facts"),
    "obligation": ("obligation, right or prohibition", "obligations, rights and prohibitions"),
    "kpi": ("KPI", "KPIs"),
}
_STATES: Final = {
    ProcessingState.NO_TEXT: "holds no text, so nothing was read",
    ProcessingState.FAILED: "could not be read",
    ProcessingState.QUARANTINED: "ended its reader and was set aside",
}
_NOT_YET: Final = "is not read yet"
_MOST_FINDINGS: Final = 5
"""Findings that are told in full; how many more there are is told, and all are in the list of them."""


def state(unreviewed: Unreviewed, documents: Sequence[ConfirmedDocument], confirmed: int) -> str:
    """What is confirmed and what is still open, and that absence from a list is not absence.

    >>> state(Unreviewed(is_everything_decided=False, proposed=KindCounts(kpi=1)), (), 2)
    '2 records are confirmed. Still open: 1 proposed record is not decided yet (1 KPI); no document of \
the contract is kept here. What is not listed here is not thereby absent from the contract.'
    """
    rejected = f", {unreviewed.rejected.total} rejected" if unreviewed.rejected.total else ""
    head = f"{_count(confirmed, 'record is', 'records are')} confirmed{rejected}."
    noticed = _say_findings(unreviewed.findings, documents)
    if unreviewed.is_everything_decided:
        return (
            f"{head} Every record that was proposed is decided, and every sentence that reads like a norm "
            f"is in a record. What was rejected, or not found by the reading, is not listed: what counts "
            f"is the contract itself.{noticed}"
        )
    parts = (*_say_records(unreviewed), *_say_documents(documents))
    return f"{head} Still open: {'; '.join(parts)}.{noticed} {_ABSENCE}"


def _say_records(unreviewed: Unreviewed) -> Iterator[str]:
    if total := unreviewed.proposed.total:
        are = _count(total, "proposed record is", "proposed records are")
        yield f"{are} not decided yet ({_say_kinds(unreviewed.proposed)})"
    if total := unreviewed.deferred.total:
        were, are = ("record was", "is") if total == 1 else ("records were", "are")
        yield f"{total} proposed {were} put off and {are} not decided ({_say_kinds(unreviewed.deferred)})"
    if total := unreviewed.waiting_proposals:
        yield (
            f"of {_count(total, 'decided record', 'decided records')} "
            f"a later reading says something else, which nobody has looked at"
        )
    if total := unreviewed.unclaimed_sentences:
        yield (
            "1 sentence that reads like a norm is in no record"
            if total == 1
            else f"{total} sentences that read like a norm are in no record"
        )
    if total := sum(finding.severity is Severity.ERROR for finding in unreviewed.findings):
        yield f"{_count(total, 'error', 'errors')} of the reading, to be looked into in the document"


def _say_documents(documents: Sequence[ConfirmedDocument]) -> Iterator[str]:
    if not documents:
        yield "no document of the contract is kept here"
    for document in documents:
        if document.state is not ProcessingState.REVIEWABLE:
            yield f"{document.name} {_STATES.get(document.state, _NOT_YET)}"


def _say_findings(findings: Sequence[ReadingFinding], documents: Sequence[ConfirmedDocument]) -> str:
    """What the readings noticed, errors first; empty where there is nothing."""
    names = {document.id: document.name for document in documents}
    ordered = sorted(findings, key=lambda finding: finding.severity is not Severity.ERROR)
    told = [
        f"{names[each.document_id]}: {each.severity.value}: {_as_sentence(each.message)}"
        for each in ordered[:_MOST_FINDINGS]
    ]
    if more := len(ordered) - len(told):
        told.append(f"And {more} more.")
    return f" The reading noticed: {' '.join(told)}" if told else ""


def _as_sentence(message: str) -> str:
    """On one line, with a full stop: a message may end with words of the contract."""
    line = " ".join(message.split())
    return line if line.endswith(".") else f"{line}."


def _say_kinds(counts: KindCounts) -> str:
    """How many of each kind there are, without those of which there are none."""
    return ", ".join(_count(number, *_KINDS[kind]) for kind, number in counts if number)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
