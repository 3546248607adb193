"""A promised measure, and what follows when it is missed."""

from enum import StrEnum

from pydantic import Field

from fourcorners.domain.proof import Proposed, Proved
from fourcorners.domain.record import Record
from fourcorners.domain.side import OurTask, Side


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


class LevelRange(Record):
    """Levels of a metric, in its unit. An end that is null is open."""

    lower: float | None = None
    is_lower_included: bool = True
    upper: float | None = None
    is_upper_included: bool = False


class Repetition(Record):
    """How often a level has to be missed before something follows: "in three consecutive months"."""

    times: int = Field(ge=1)
    is_consecutive: bool = False
    within: str | None = None
    """ISO 8601 duration in which the misses have to fall: P12M of "any four months of a year"."""


class Consequence(Record):
    """One tier of what follows."""

    kind: ConsequenceKind
    trigger: str
    """The words of the level that sets it off, verbatim."""
    amount: float | None = None
    unit: str | None = None
    levels: LevelRange | None = None
    """The levels that set it off; null where its words name none that code can read."""
    step: float | None = None
    """Width of the steps, in the metric's unit, each begun one of which adds `amount`: "1% for each 0.1%"."""
    repetition: Repetition | None = None
    """Null where a single miss is enough."""


class Cap(Record):
    """The most that all consequences of one window come to."""

    amount: float
    unit: str
    text: str
    """Verbatim."""


class WhatIf(Record):
    """A row of the what-if table: at this level, this follows."""

    level: float
    """In the unit of the metric."""
    follows: tuple[str, ...] = ()
    """For people, one a consequence: "service credit: 5% of monthly fee"; empty where nothing does."""
    amount: float | None = None
    """What the consequences with an amount in one common unit come to, the cap applied."""
    unit: str | None = None
    is_capped: bool = False


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
    formula: str | None = None
    """The words that tell how the level is measured, verbatim."""
    exclusions: tuple[str, ...] = ()
    """The words of what the measurement leaves out ("scheduled maintenance"), each verbatim."""
    consequences: tuple[Consequence, ...] = ()
    cap: Cap | None = None
    earn_back: str | None = None
    """The words by which credits can be earned back, verbatim."""
    confidence: float = Field(ge=0, le=1)


class KpiDraft(Measure, Proposed):
    """A measure as an extractor proposes it."""


class Kpi(Measure, Proved):
    """A measure whose words were found."""

    side: Side | None = None
    our_task: OurTask | None = None
    what_if: tuple[WhatIf, ...] = ()
    """Computed from the consequences: levels, and what follows at each; empty where none has levels."""
