"""A promised measure, and what follows when it is missed."""

from enum import StrEnum

from pydantic import Field

from fourcorners.domain.proof import Proposed, Proved
from fourcorners.domain.record import Record


class Operator(StrEnum):
    """How the measured level must stand to the target."""

    AT_LEAST = ">="
    AT_MOST = "<="
    MORE_THAN = ">"
    LESS_THAN = "<"
    EQUAL = "="


class ConsequenceKind(StrEnum):
    """What follows when a level is missed or beaten."""

    SERVICE_CREDIT = "service_credit"
    PENALTY = "penalty"
    BONUS = "bonus"
    ESCALATION = "escalation"
    TERMINATION_RIGHT = "termination_right"
    CORRECTIVE_ACTION = "corrective_action"


class Consequence(Record):
    """One tier of what follows."""

    kind: ConsequenceKind
    trigger: str
    """The words of the level that sets it off, verbatim."""
    amount: float | None = None
    unit: str | None = None


class Measure(Record):
    """What is said of a promised measure, whoever says it."""

    metric: str
    operator: Operator
    target: float
    unit: str
    """"%", "hours", "minutes", "business days", a currency code, or the counted thing."""
    window: str | None = None
    """ISO 8601 duration of the measurement window."""
    obligor: str | None = None
    consequences: tuple[Consequence, ...] = ()
    confidence: float = Field(ge=0, le=1)


class KpiDraft(Measure, Proposed):
    """A measure as an extractor proposes it."""


class Kpi(Measure, Proved):
    """A measure whose words were found."""
