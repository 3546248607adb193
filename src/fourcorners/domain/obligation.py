"""A norm of the contract: who must, must not or may do what, by when and on what condition."""

from enum import StrEnum

from pydantic import Field

from fourcorners.domain.deadline import Deadline
from fourcorners.domain.proof import Proposed, Proved
from fourcorners.domain.record import Record


class Modality(StrEnum):
    """Deontic force."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    RIGHT = "right"


class Category(StrEnum):
    """What a norm is about."""

    PAYMENT = "payment"
    DELIVERY = "delivery"
    SERVICE = "service"
    REPORTING = "reporting"
    NOTICE = "notice"
    GOVERNANCE = "governance"
    AUDIT = "audit"
    INSURANCE = "insurance"
    CONFIDENTIALITY = "confidentiality"
    DATA_PROTECTION = "data_protection"
    COMPLIANCE = "compliance"
    IP = "ip"
    INDEMNITY = "indemnity"
    NON_COMPETE = "non_compete"
    ASSIGNMENT = "assignment"
    RENEWAL = "renewal"
    TERMINATION = "termination"
    TRANSITION = "transition"
    RECORD_KEEPING = "record_keeping"
    OTHER = "other"


BOTH = "both"
"""The obligor of a norm that binds or entitles each party."""


class Norm(Record):
    """What is said of a norm, whoever says it."""

    modality: Modality
    obligor: str | None
    """Role of the party that must (not) act; of a right, the party that holds it; `both` for each party."""
    obligee: str | None = None
    """Role of the party it is owed to, null where the text does not tell."""
    action: str
    deadline: Deadline = Deadline()
    condition: str | None = None
    """The words of what makes it due ("if ...", "upon ...", "unless ..."), verbatim."""
    consequence: str | None = None
    category: Category = Category.OTHER
    confidence: float = Field(ge=0, le=1)


class ObligationDraft(Norm, Proposed):
    """A norm as an extractor proposes it."""


class Obligation(Norm, Proved):
    """A norm whose words were found."""
