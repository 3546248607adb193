"""A norm of the contract: who must, must not or may do what, by when and on what condition."""

from enum import StrEnum

from pydantic import Field

from fourcorners.domain.deadline import Deadline
from fourcorners.domain.modality import BOTH, Modality
from fourcorners.domain.proof import Proposed, Proved
from fourcorners.domain.record import Record
from fourcorners.domain.side import OurTask, Side

__all__ = ["BOTH", "Category", "Modality", "Norm", "Obligation", "ObligationDraft"]


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
    exception: str | None = None
    """The words of what it does not hold for ("except where ...", "other than ..."), verbatim."""
    consequence: str | None = None
    """The words of what follows where it is not done, verbatim."""
    object: str | None = None
    """What is to be paid, delivered, kept ...: the noun phrase that the action is done to, verbatim."""
    category: Category = Category.OTHER
    confidence: float = Field(ge=0, le=1)


class ObligationDraft(Norm, Proposed):
    """A norm as an extractor proposes it."""


class Obligation(Norm, Proved):
    """A norm whose words were found."""

    side: Side | None = None
    """Seen from our entities; null where none of them is a party, or the obligor is no party."""
    our_task: OurTask | None = None
