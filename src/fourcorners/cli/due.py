"""`fourcorners due`: when the norms of a contract are due, once the dates of its events are given."""

import datetime as dt
from collections.abc import Iterable
from contextlib import closing
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from pydantic import BaseModel

from fourcorners import batch
from fourcorners.cli import streams
from fourcorners.cli.answers import Format, as_json
from fourcorners.cli.as_of import day_of
from fourcorners.cli.due_lines import say_due
from fourcorners.cli.listings import give_text
from fourcorners.cli.naming import resolve
from fourcorners.cli.progress import one_by_one
from fourcorners.domain.contract import Contract
from fourcorners.domain.due import DueAnswer
from fourcorners.domain.extraction import Extraction
from fourcorners.domain.kept_document import KeptDocument
from fourcorners.domain.processing import NO_TEXT
from fourcorners.domain.store import Store
from fourcorners.errors import UsageError
from fourcorners.reckoning.calendar_codes import calendar_named
from fourcorners.reckoning.due import DueQuestion, StandingRecords, due_answer, horizon
from fourcorners.reckoning.event_names import read_given, refuse_unknown
from fourcorners.review.due_records import contract_due, records_of_contract, records_of_document
from fourcorners.settings import read_settings


class DueFormat(StrEnum):
    """How it is given."""

    TEXT = "text"
    JSON = "json"


def due(
    named: Annotated[
        str,
        typer.Argument(
            metavar="ID_OR_FILE",
            help="A contract or document that is kept, or a file, which is read and not kept.",
        ),
    ],
    on: Annotated[
        list[str] | None,
        typer.Option(
            "--on",
            metavar="EVENT=DATE",
            help='When an event is: "receipt of an invoice=2031-03-01", or with T09:30 behind the date '
            "where hours count; repeat it for several.",
        ),
    ] = None,
    as_of: Annotated[
        dt.datetime | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="The day from which on it is told what comes back, as 2031-03-01 (default: today).",
        ),
    ] = None,
    until: Annotated[
        dt.datetime | None,
        typer.Option(
            "--until",
            metavar="DATE",
            formats=["%Y-%m-%d"],
            help="The day until which it is told what comes back (default: a year later).",
        ),
    ] = None,
    calendar: Annotated[
        str | None,
        typer.Option(
            "--calendar",
            metavar="CODE",
            help="Whose holidays count, as DE, GB-ENG or US-NY (default: by the governing law).",
        ),
    ] = None,
    form: Annotated[DueFormat, typer.Option("--format", help="text to read, or json.")] = DueFormat.TEXT,
) -> None:
    """Tell when each obligation and right is due, with the steps to the day, or what is missing to tell it.

    Dates are counted from those that --on gives, else from those that the contract states. Without --on the
    events are listed to which a date can be given. Of what is kept the records count as they stand: what was
    confirmed or edited before what is proposed, and what was rejected does not count.
    """
    question = _question(on or (), as_of, until, calendar)
    if Path(named).is_file():
        _of_file(Path(named), question, form)
        return
    from fourcorners.home import open_home

    store = open_home(read_settings(), make=False).store
    found = resolve(store, named)
    if isinstance(found, Contract):
        _of_contract(store, found, question, form)
    elif isinstance(found, KeptDocument):
        standing = records_of_document(store, found.id)
        _give_one(found.name, standing, question, form)
    else:
        raise UsageError(f"{named!r} is a record; name its document or its contract")


def _question(
    on: Iterable[str], as_of: dt.datetime | None, until: dt.datetime | None, calendar: str | None
) -> DueQuestion:
    day = day_of(as_of)
    try:
        last = horizon(day, until.date() if until else None)
    except ValueError as error:
        raise UsageError(f"--until: {error}") from error
    return DueQuestion(day, last, read_given(on), calendar_named(calendar) if calendar is not None else None)


def _of_file(path: Path, question: DueQuestion, form: DueFormat) -> None:
    extraction = _read(path)
    facts = extraction.variables
    _give_one(path.name, StandingRecords(extraction.obligations, extraction.events, facts), question, form)


def _read(path: Path) -> Extraction:
    """What stands in a file. Raises what reading it raises."""
    with closing(one_by_one(partial(batch.extract_all), [path], read_settings())) as outcomes:
        outcome = next(outcomes)
    if outcome.error is not None:
        streams.report(outcome.error.code, outcome.error.message, path)
        raise typer.Exit(streams.exit_code(outcome.error))
    if outcome.extraction is None or not outcome.is_done:
        streams.report(NO_TEXT.code, NO_TEXT.message, path)
        raise typer.Exit(streams.SOME_FAILED)
    return outcome.extraction


def _of_contract(store: Store, contract: Contract, question: DueQuestion, form: DueFormat) -> None:
    documents = records_of_contract(store, contract)
    refuse_unknown(question.given, [each.standing.names for each in documents if each.standing is not None])
    told = contract_due(contract, documents, question)
    if form is DueFormat.JSON:
        _give_json(told)
        return
    for each in told.documents:
        if each.answer is None:
            give_text(f"{streams.printable(each.name)}: not read yet", "")
        else:
            _give_tables(each.name, each.answer, question)


def _give_one(name: str, standing: StandingRecords, question: DueQuestion, form: DueFormat) -> None:
    refuse_unknown(question.given, [standing.names])
    answer = due_answer(standing, question)
    if form is DueFormat.JSON:
        _give_json(answer)
    else:
        _give_tables(name, answer, question)


def _give_json(answer: BaseModel) -> None:
    streams.write(as_json(answer, Format.JSON))


def _give_tables(name: str, answer: DueAnswer, question: DueQuestion) -> None:
    give_text(*say_due(name, answer, with_events=not question.given), "")
