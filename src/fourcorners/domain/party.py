"""Who takes part in the contract."""

from pydantic import Field

from fourcorners.domain.evidence import Evidence, Quote
from fourcorners.domain.record import Record


class PartyDraft(Record):
    """A party as the text introduces it."""

    role: str
    """The contract's own defined term for it ("Supplier"); its short name where it has no other."""
    names: tuple[str, ...] = Field(min_length=1)
    """Full name first, then the role's other spellings and aliases ("we")."""
    quotes: tuple[Quote, ...] = ()


class Party(Record):
    """A party whose introduction was found."""

    role: str
    names: tuple[str, ...] = Field(min_length=1)
    is_us: bool | None = Field(
        default=None, description="whether it is one of our entities; null where we were told of none"
    )
    evidence: tuple[Evidence, ...] = ()
