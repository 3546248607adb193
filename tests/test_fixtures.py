"""The project's own contracts are what their sources give, and what is said of them stands in them."""

import datetime as dt
import importlib
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml
from dateutil.rrule import rrulestr

from expectations import CONTRACTS, NAMES, Expectation, files, load, places, to_gold
from fourcorners.domain.deadline import DeadlineKind
from fourcorners.domain.document import Document, SpanKind
from fourcorners.domain.modality import Modality
from fourcorners.domain.period import Period
from fourcorners.domain.side import our_task, side_of
from fourcorners.parse.reader import read

FURNITURE = (SpanKind.HEADER, SpanKind.FOOTER, SpanKind.PAGE_NUMBER)
BOTH_FORMS = [name for name in NAMES if len(files(name)) > 1]
FILES = [path for name in NAMES for path in files(name)]


def read_file(path: Path) -> Document:
    """A contract as the product reads it."""
    return read(path.read_bytes(), path.name)


def file_id(path: Path) -> str:
    """Folder and file, as a test is called."""
    return f"{path.parent.name}/{path.name}"


def body_words(document: Document) -> Counter[str]:
    """How often each word stands in the body. Order and the splitting of cells and lines are left out."""
    body, end = [], 0
    for span in document.spans:
        if span.kind in FURNITURE:
            body.append(document.text[end : span.start])
            end = span.end
    body.append(document.text[end:])
    return Counter(re.findall(r"[^\s|]+", " ".join(body)))


def test_built_contracts_are_what_their_sources_give():
    """A second build gives the same files, so a changed source cannot go without its DOCX and PDF."""
    check = [sys.executable, str(CONTRACTS.parent / "build.py"), "--check"]
    answer = subprocess.run(check, capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, "")


CONTRADICTIONS = [
    ("1. TERM\n\n1.2 The term is a year.", "label 1.2 stands where 1.1 is due"),
    ("1. TERM\n\n1.1 Subject to clause {2}, the term is a year.", "a reference to 2, which is not there"),
]


@pytest.mark.parametrize(("body", "message"), CONTRADICTIONS)
def test_a_source_that_contradicts_itself_is_not_built(body, message, tmp_path, monkeypatch):
    """Labels are in order and references hold, so both forms print them as they are written."""
    monkeypatch.syspath_prepend(CONTRACTS.parent)
    source = importlib.import_module("builder.source")
    path = tmp_path / "source.yaml"
    path.write_text(yaml.safe_dump({"body": body}), encoding="utf-8")
    with pytest.raises(source.SourceError, match=message):
        source.read_source(path)


def test_contracts_are_small():
    """Each file of a contract has less than 100 kB."""
    assert [path for path in FILES if path.stat().st_size >= 100_000] == []


@pytest.mark.parametrize("path", FILES, ids=file_id)
def test_every_expected_quote_stands_in_the_text_once(path):
    """What is said of a contract is quoted from it, in each form, and no quote could mean another place."""
    text = read_file(path).text
    found = {quote: len(places(quote, text)) for quote in load(path.parent.name).quotes}
    assert {quote: count for quote, count in found.items() if count != 1} == {}


@pytest.mark.parametrize("name", BOTH_FORMS)
def test_both_forms_of_a_contract_have_the_same_words(name):
    """The DOCX, its list labels computed, reads word for word like the PDF."""
    docx, pdf = (body_words(read_file(path)) for path in files(name))
    assert (dict(docx - pdf), dict(pdf - docx)) == ({}, {})


@pytest.mark.parametrize("name", NAMES)
def test_expected_words_are_verbatim(name):
    """Time limits, their anchors, conditions and triggers are words of the contract."""
    text = read_file(files(name)[0]).text
    missing = [words for words in quoted_words(load(name)) if not places(words, text)]
    assert missing == []


def quoted_words(expectation: Expectation) -> list[str]:
    """All that is quoted besides the quotes of the records."""
    norms, kpis = expectation.obligations, expectation.kpis
    words = [each for norm in norms for each in (norm.deadline.text, norm.deadline.anchor, norm.condition)]
    words += [each for norm in norms for each in (norm.exception, norm.consequence, norm.object)]
    words += [anchor for event in expectation.events for anchor in event.anchors]
    words += [consequence.trigger for kpi in kpis for consequence in kpi.consequences]
    words += [each for kpi in kpis for each in (kpi.formula, *kpi.exclusions, kpi.earn_back)]
    words += [kpi.cap.text for kpi in kpis if kpi.cap is not None]
    words += [name for party in expectation.parties for name in party.names]
    facts = expectation.variables
    words += [*facts.signatories, *(cover.line_of_insurance for cover in facts.insurance_minimum)]
    words += [facts.late_payment_interest, facts.price_adjustment_index, facts.dispute_forum]
    words += (facts.notice_form or "").split("; ") if facts.notice_form else []
    return [each for each in words if each is not None]


@pytest.mark.parametrize("name", NAMES)
def test_expected_periods_are_durations_of_one_unit(name):
    """Offsets, recurrences, windows and terms are ISO 8601 durations that the product itself writes."""
    expectation = load(name)
    facts = expectation.variables
    durations = [facts.renewal_term, facts.notice_period_to_terminate_renewal, facts.payment_terms]
    durations += [facts.term, facts.warranty_duration, facts.notice_deemed_receipt]
    durations += [
        each for norm in expectation.obligations for each in (norm.deadline.offset, norm.deadline.recurrence)
    ]
    durations += [kpi.window for kpi in expectation.kpis]
    durations += [
        each.repetition.within
        for kpi in expectation.kpis
        for each in kpi.consequences
        if each.repetition is not None
    ]
    stated = [duration for duration in durations if duration is not None]
    assert [Period.from_iso(duration).iso for duration in stated] == stated


@pytest.mark.parametrize("name", NAMES)
def test_expected_deadlines_fill_the_fields_of_their_kind(name):
    """A date is absolute, a recurrence recurring, and only spans in days have a type of day."""
    for norm in load(name).obligations:
        limit = norm.deadline
        assert (limit.text is None) == (limit.kind is DeadlineKind.NONE), norm.quote
        assert (limit.date is not None) == (limit.kind is DeadlineKind.ABSOLUTE), norm.quote
        assert (limit.recurrence is not None) == (limit.kind is DeadlineKind.RECURRING), norm.quote
        assert (limit.day_type is not None) == (limit.offset is not None and limit.offset.endswith("D")), (
            norm.quote
        )


@pytest.mark.parametrize("name", NAMES)
def test_expected_rules_are_those_of_duties_that_come_back(name):
    """Each recurring deadline has a rule that the standard's own reader takes, and no other has one."""
    for norm in load(name).obligations:
        rule = norm.deadline.rrule
        assert (rule is not None) == (norm.deadline.kind is DeadlineKind.RECURRING), norm.quote
        assert rule is None or next(iter(rrulestr(rule, dtstart=dt.datetime(2026, 1, 1)))), norm.quote


@pytest.mark.parametrize("name", NAMES)
def test_expected_deadlines_hang_on_expected_events(name):
    """The anchor of a deadline that names an event is one of the event's wordings; no event is idle."""
    expectation = load(name)
    anchors = {event.name: event.anchors for event in expectation.events}
    deadlines = [norm.deadline for norm in expectation.obligations if norm.deadline.event is not None]
    assert {(each.event, each.anchor) for each in deadlines} == {
        (name, anchor) for name, wordings in anchors.items() for anchor in wordings
    }


@pytest.mark.parametrize("name", NAMES)
def test_expected_sides_are_those_of_our_entities(name):
    """A norm and a KPI have a side where one of our entities is a party, and the task that goes with it."""
    expectation = load(name)
    entities = yaml.safe_load((CONTRACTS.parent / "our_entities.yaml").read_text(encoding="utf-8"))
    names = {entity["name"].casefold() for entity in entities}
    for party in expectation.parties:
        assert party.is_ours == any(each.casefold() in names for each in party.names), party.role
    ours = {party.role for party in expectation.parties if party.is_ours}
    roles = {party.role for party in expectation.parties}
    for each in (*expectation.obligations, *expectation.kpis):
        modality = getattr(each, "modality", Modality.OBLIGATION)
        side = side_of(modality, each.obligor, ours, roles)
        assert (each.side, each.our_task) == (side, our_task(modality, side)), each.quote


@pytest.mark.parametrize("name", NAMES)
def test_expected_roles_are_parties(name):
    """Who owes and to whom is a party of the contract, or each of them."""
    expectation = load(name)
    roles = {party.role for party in expectation.parties} | {"both"}
    named = {norm.obligor for norm in expectation.obligations} | {kpi.obligor for kpi in expectation.kpis}
    named |= {norm.obligee for norm in expectation.obligations if norm.obligee is not None}
    assert named <= roles


@pytest.mark.parametrize("path", FILES, ids=file_id)
def test_an_expectation_becomes_gold_of_a_text(path):
    """Evaluation can hold an extraction against it: each record has its place in that text."""
    expectation, text = load(path.parent.name), read_file(path).text
    gold = to_gold(expectation, path.name, text)
    assert [text[norm.start : norm.end] for norm in gold.obligations] == [
        norm.quote for norm in gold.obligations
    ]
    assert (len(gold.obligations), len(gold.kpis)) == (len(expectation.obligations), len(expectation.kpis))
