"""A norm of the contract: who must, must not or may do what, by when and on what condition."""

from enum import StrEnum

from pydantic import Field

from fourcorners.domain.deadline import Deadline
from fourcorners.domain.evidence import Evidence, Quote
from fourcorners.domain.proof import Origin, Proof
from fourcorners.domain.record import Record
from fourcorners.domain.responsible import Responsible


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


class ObligationDraft(Norm):
    """What an extractor proposes. Its quotes are claims until a guard has found them."""

    origin: Origin
    quotes: tuple[Quote, ...] = Field(min_length=1)
    """The sentence or list item first; then, each with a `part`, its stem, its deadline elsewhere ..."""


class Obligation(Norm):
    """A norm whose evidence was found."""

    id: str
    version: int = 1
    hash: str
    """SHA-256 of what it says: which content a decision was about."""
    origin: tuple[Origin, ...]
    responsible: Responsible
    proof: dict[str, Proof] = Field(default_factory=dict)
    evidence: tuple[Evidence, ...] = Field(min_length=1)
