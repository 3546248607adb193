"""When things are due: what is asked, as query parameters."""

from collections.abc import Iterator
from contextlib import contextmanager

from pydantic import Field

from fourcorners.api.field_problems import FieldProblem
from fourcorners.api.problems import invalid
from fourcorners.api.queries import Day
from fourcorners.domain.clock import now
from fourcorners.domain.record import Record
from fourcorners.errors import UsageError
from fourcorners.reckoning.calendar_codes import calendar_named
from fourcorners.reckoning.due import DueQuestion, StandingRecords, horizon
from fourcorners.reckoning.event_names import read_given, refuse_unknown

_MOST_GIVEN = 200


class DueQuery(Record):
    """For which days, and when events are."""

    on: list[str] = Field(
        default=[],
        max_length=_MOST_GIVEN,
        description="`EVENT=DATE`: when an event is, as `receipt of an invoice=2031-03-01`, with `T09:30` "
        "behind it where hours count; repeat it for several. Capitals and articles do not matter.",
    )
    as_of: Day | None = Field(
        default=None,
        description="The day from which on it is told what comes back. By default today, in UTC.",
    )
    until: Day | None = Field(
        default=None,
        description="The day until which it is told, at most ten years later. By default a year later.",
    )
    calendar: str | None = Field(
        default=None,
        description="Code of the place whose holidays count, as `GB-ENG`. By default by the governing law.",
    )

    def question(self) -> DueQuestion:
        """The question that can be reckoned with. Raises Refusal."""
        as_of = self.as_of or now().date()
        try:
            until = horizon(as_of, self.until)
        except ValueError as error:
            raise invalid([FieldProblem(where="query.until", message=str(error))]) from error
        with _refusing("calendar"):
            calendar = calendar_named(self.calendar) if self.calendar is not None else None
        with _refusing("on"):
            return DueQuestion(as_of, until, read_given(self.on), calendar)


def refuse_unknown_events(question: DueQuestion, *standing: StandingRecords) -> None:
    """Refuse dates for events that none of these documents has. Raises Refusal, naming those there are."""
    with _refusing("on"):
        refuse_unknown(question.given, [each.names for each in standing])


@contextmanager
def _refusing(name: str) -> Iterator[None]:
    try:
        yield
    except UsageError as error:
        raise invalid([FieldProblem(where=f"query.{name}", message=error.message)]) from error
