"""A promised measure, and what follows when it is missed."""

from enum import StrEnum

from pydantic import Field

from fourcorners.domain.evidence import Evidence, Quote
from fourcorners.domain.proof import Origin, Proof
from fourcorners.domain.record import Record
from fourcorners.domain.responsible import Responsible


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


class KpiDraft(Measure):
    """What an extractor proposes. Its quotes are claims until a guard has found them."""

    origin: Origin
    quotes: tuple[Quote, ...] = Field(min_length=1)


class Kpi(Measure):
    """A measure whose evidence was found."""

    id: str
    version: int = 1
    hash: str
    origin: tuple[Origin, ...]
    responsible: Responsible
    proof: dict[str, Proof] = Field(default_factory=dict)
    evidence: tuple[Evidence, ...] = Field(min_length=1)
