"""One record as a person decides on it: its words in their surroundings, and what was understood."""

import json
from collections.abc import Iterator

from pydantic import JsonValue
from rich.console import Console
from rich.text import Text

from fourcorners.cli.phrases import (
    say_consequence,
    say_deadline,
    say_level,
    say_modality,
    say_period,
    say_value,
    say_what_if,
    shortened,
)
from fourcorners.cli.reading import say_confidence, say_numbers, unread_pages
from fourcorners.cli.record_lines import say_computation, say_side
from fourcorners.cli.streams import printable
from fourcorners.cli.tables import Places
from fourcorners.domain.evidence import Evidence
from fourcorners.domain.kpi import Kpi
from fourcorners.domain.obligation import Obligation
from fourcorners.domain.review_item import ReviewItem
from fourcorners.domain.run import Run
from fourcorners.domain.variable import Variable
from fourcorners.review.changes import said
from fourcorners.review.decide import changes_to, contradicted_fields

_SURROUNDINGS = 240
"""Code points shown before and after a record's words."""
_LONGEST_QUOTE = 4_000
"""Longer words, as of a whole table, are shown with an ellipsis and said to be longer."""
_VALUE_CHARACTERS = 400


def card(item: ReviewItem, run: Run, document: str, console: Console) -> str:
    """All that is needed to decide on a record, as wide as the console."""
    evidence = item.record.evidence[0]
    with console.capture() as capture:
        console.print(_heading(item, evidence, run, document))
        console.print(_passage(evidence, run.text))
        for further in item.record.evidence[1:]:
            console.print(_line(further.part or "also", shortened(further.exact, _VALUE_CHARACTERS)))
        console.print()
        for name, value in (*_recognised(item), *_understood(item)):
            console.print(_line(name, value))
        for line in (*_unread(run), *_notes(item)):
            console.print(Text(printable(line), style="bold"))
    return capture.get()


def _heading(item: ReviewItem, evidence: Evidence, run: Run, document: str) -> Text:
    where = ", ".join(part for part in (item.contract.contract_no, document, *_place(evidence, run)) if part)
    state = f"{item.kind.value}, {item.status.value}, version {item.version}"
    return Text.assemble((printable(where), "bold"), "\n", (printable(f"{item.id} ({state})"), "dim"), "\n")


def _place(evidence: Evidence, run: Run) -> Iterator[str]:
    """The clause, where the words stand in the text that clauses were told in, and the page."""
    if _stands_in(evidence, run.text) and (path := Places(run.extraction).at(evidence.start)):
        is_word = path[:2].isalpha() and path[1].islower()
        yield path if is_word else f"clause {path}"
    if evidence.pages:
        yield f"page {evidence.pages[0]}"


def _stands_in(evidence: Evidence, text: str) -> bool:
    """A record that was decided on an older reading counts its offsets in the text of that one."""
    return evidence.span.of(text) == evidence.exact


def _passage(evidence: Evidence, text: str) -> Text:
    if _stands_in(evidence, text):
        before = text[max(0, evidence.start - _SURROUNDINGS) : evidence.start]
        after = text[evidence.end : evidence.end + _SURROUNDINGS]
        before = before if evidence.start <= _SURROUNDINGS else f"…{before.partition(' ')[2]}"
        after = after if evidence.end + _SURROUNDINGS >= len(text) else f"{after.rpartition(' ')[0]}…"
    else:
        before, after = evidence.prefix, evidence.suffix
    quote = evidence.exact
    if len(quote) > _LONGEST_QUOTE:
        quote = f"{quote[:_LONGEST_QUOTE]}… ({len(quote) - _LONGEST_QUOTE:,} characters more)"
    # Marked by signs as well as by style: a pipe and many an eye know no bold.
    return Text.assemble(
        (_spaced(before), "dim"),
        (">>", "dim"),
        (printable(quote), "bold"),
        ("<<", "dim"),
        (_spaced(after), "dim"),
    )


def _spaced(words: str) -> str:
    """On one line, with one space where white space joins the words to their neighbours."""
    head = " " if words[:1].isspace() else ""
    tail = " " if words[-1:].isspace() and words.strip() else ""
    return f"{head}{printable(words)}{tail}"


def _line(name: str, value: str) -> Text:
    return Text.assemble((f"{printable(name)}: ", "dim"), printable(value))


def _recognised(item: ReviewItem) -> Iterator[tuple[str, str]]:
    """How surely the words were read, where they were read from a picture."""
    sure = [each.confidence for each in item.record.evidence if each.confidence is not None]
    if sure:
        yield "words", f"recognised, least sure word {say_confidence(min(sure))}"


def _unread(run: Run) -> Iterator[str]:
    if numbers := unread_pages(run.extraction.document):
        yield f"pages of this document that were not read: {say_numbers(numbers)}"


def _understood(item: ReviewItem) -> Iterator[tuple[str, str]]:
    record = item.record
    match record:
        case Obligation():
            yield from _norm(record)
        case Kpi():
            yield from _measure(record)
        case Variable():
            yield "fact", record.name.replace("_", " ")
            yield "value", say_value(record.value)
            yield from say_computation(record.computed)
    yield "responsible", record.responsible.value
    yield "confidence", f"{record.confidence:.2f}"


def _norm(norm: Obligation) -> Iterator[tuple[str, str]]:
    yield "who", f"{norm.obligor or '?'} {say_modality(norm.modality)}"
    yield "what", norm.action
    yield "by when", say_deadline(norm.deadline) or "not stated"
    optional = (
        ("event", norm.deadline.event),
        ("to whom", norm.obligee),
        ("object", norm.object),
        ("condition", norm.condition),
        ("except", norm.exception),
        ("if not", norm.consequence),
    )
    yield from ((name, value) for name, value in optional if value)
    yield "category", norm.category.value.replace("_", " ")
    yield from say_side(norm)


def _measure(measure: Kpi) -> Iterator[tuple[str, str]]:
    yield "measure", measure.metric
    yield "level", say_level(measure)
    yield "over", say_period(measure.window) if measure.window else "not stated"
    yield "who", measure.obligor or "?"
    for tier in measure.consequences:
        yield "if missed", say_consequence(tier)
    told = (("measured", measure.formula), ("earn back", measure.earn_back))
    yield from ((name, value) for name, value in told if value)
    yield from (("not counted", each) for each in measure.exclusions)
    if measure.cap is not None:
        yield "at most", measure.cap.text
    yield from (("what if", say_what_if(row, measure.unit)) for row in measure.what_if)
    yield from say_side(measure)


def _notes(item: ReviewItem) -> Iterator[str]:
    """What has to be known before one decides: what is doubted, what waits, and who was here before."""
    if fields := contradicted_fields(item.record):
        yield f"contradicted by the text: {', '.join(fields)}"
    if not item.is_found:
        yield "the newest reading of the document no longer finds it"
    if item.decision is not None:
        last = item.decision
        why = f": {last.reason}" if last.reason else ""
        yield f"{last.by.name} decided to {last.action.value} it on {last.at:%Y-%m-%d %H:%M} UTC{why}"
    if item.proposal is not None:
        now = said(item.record)
        for name, value in changes_to(item.record, said(item.proposal)).items():
            if now[name] != value:
                yield f"a later reading says {name}: {_as_text(value)} (here: {_as_text(now[name])})"


def _as_text(value: JsonValue) -> str:
    words = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shortened(words, _VALUE_CHARACTERS)
