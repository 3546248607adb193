"""When things are due, in tables for people: by day, each with its steps; and what has no day, and why."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from fourcorners.cli.phrases import say_modality, shortened
from fourcorners.cli.streams import printable
from fourcorners.cli.tables import QUOTE_CHARACTERS, add_row, new_table
from fourcorners.domain.counting import counted
from fourcorners.domain.due import Due, DueAnswer, EventDate

_MOST_NEXT: Final = 3
_NO_REASON: Final = "it holds all through, and is due on no day"


def say_due(name: str, answer: DueAnswer, *, with_events: bool) -> Iterator[RenderableType]:
    """All that is told of one document, a part after the other; `with_events` lists what dates hang on."""
    dated = [each for each in answer.due if each.date is not None]
    calendar = answer.calendar or "Monday to Friday, holidays not known"
    yield Text.assemble(
        (printable(name), "bold"),
        f"\n  {counted(len(answer.due), 'time limit')}, {len(dated)} with a date, as of {answer.as_of}"
        f"\n  what comes back: until {answer.until}\n  business days: {calendar}",
        *(f"\n  missing: {printable(missing)}" for missing in answer.missing),
        "\n",
    )
    if with_events:
        yield _events(answer.events)
        yield ""
    yield _dated(dated, answer)
    reasons = _reasons(answer.due)
    if reasons.row_count:
        yield ""
        yield reasons


def _events(events: Sequence[EventDate]) -> Table | Text:
    table = new_table("Events", ("event", None), ("comes", 9), ("date", 10), ("source", 9), ("deadlines", 9))
    for each in events:
        add_row(
            table,
            shortened(each.name, QUOTE_CHARACTERS),
            each.occurrence.value.replace("_", " ") if each.occurrence else "",
            each.date.isoformat() if each.date else "",
            each.source.value if each.source else "",
            str(each.deadlines),
        )
    return table if table.row_count else Text("No deadline hangs on an event.")


def _dated(dated: Sequence[Due], answer: DueAnswer) -> Table | Text:
    table = new_table("Due", ("date", 10), ("who", 14), ("what, and how it was counted", None))
    for each in dated:
        add_row(
            table, _day(each, answer), f"{each.obligor or '?'} {say_modality(each.modality)}", _told(each)
        )
    return table if table.row_count else Text("Nothing has a date.")


def _day(due: Due, answer: DueAnswer) -> str:
    lines = [str(due.date), due.time.isoformat("minutes") if due.time else ""]
    if due.date is not None and due.date < answer.as_of:
        lines.append("passed")
    return "\n".join(filter(None, lines))


def _told(due: Due) -> str:
    lines = [shortened(due.action, QUOTE_CHARACTERS)]
    if due.text:
        lines.append(f'"{shortened(due.text, QUOTE_CHARACTERS)}"')
    lines += [f"- {step}" for step in due.steps]
    lines += [f"- not certain: {missing}" for missing in due.missing]
    coming = due.next_dates[1:]
    if coming:
        more = f" and {counted(len(coming) - _MOST_NEXT, 'more day')}" if len(coming) > _MOST_NEXT else ""
        lines.append(f"- then {', '.join(map(str, coming[:_MOST_NEXT]))}{more}")
    return "\n".join(lines)


def _reasons(due: Iterable[Due]) -> Table:
    """Why so many have no date."""
    undated = (each for each in due if each.date is None)
    reasons = Counter("; ".join(each.missing) or _reason(each) for each in undated)
    table = new_table("Without a date", ("limits", 6), ("what is missing", None))
    for reason, count in reasons.most_common():
        add_row(table, str(count), shortened(reason, 2 * QUOTE_CHARACTERS))
    return table


def _reason(due: Due) -> str:
    is_rule = any(step.startswith("comes back") for step in due.steps)
    return "no day of it lies within the horizon" if is_rule else _NO_REASON
