"""The parties as facts of the contract, from the parties that the text introduces."""

import re
from typing import Final

from fourcorners.domain.evidence import Quote
from fourcorners.domain.party import PartyDraft
from fourcorners.domain.proof import Origin
from fourcorners.domain.span import Span
from fourcorners.domain.variable import PartyValue, VariableDraft
from fourcorners.extract.nlp.passages import Passages

NAME: Final = "parties"

_BLANK: Final = re.compile(r"[_\[\]<>●•*]|\.{3,}")
_LEGAL_FORM: Final = re.compile(
    r"\b(?:inc|corp(?:oration)?|company|co|ltd|limited|llc|l\.l\.c|llp|lp|l\.p|plc|gmbh|ag|s\.?a|b\.?v|n\.?v|trust|bank)\b",
    re.IGNORECASE,
)
"""Tells a company that has no other name from a role: "Seller" is nobody's full name."""
_WITH_ROLE: Final = 0.85
_NAME_ONLY: Final = 0.7


def propose_parties(passages: Passages) -> list[VariableDraft]:
    """A fact for each party with its full name and role. A name that is left blank is no fact."""
    drafts = (_draft(party, passages) for party in passages.tree.parties)
    return [draft for draft in drafts if draft is not None]


def _draft(party: PartyDraft, passages: Passages) -> VariableDraft | None:
    full = party.names[0]
    if _BLANK.search(full) or (full.lower() == party.role.lower() and not _LEGAL_FORM.search(full)):
        return None
    at = _place(full, party, passages.source)
    if at is None:
        return None
    return VariableDraft(
        name=NAME,
        value=PartyValue(text=full, role=party.role),
        confidence=_NAME_ONLY if party.role == full else _WITH_ROLE,
        origin=Origin.NLP,
        quotes=(
            Quote.at(passages.sentence_around(at), passages.source),
            Quote.at(at, passages.source, part="value"),
        ),
    )


def _place(full: str, party: PartyDraft, source: str) -> Span | None:
    """Where the full name stands: in the words that introduce the party, else where it first occurs."""
    words = re.compile(r"\s+".join(re.escape(word) for word in full.split()))
    for quote in party.quotes:
        if quote.start is not None:
            match = words.search(source, quote.start, quote.start + len(quote.exact))
            if match:
                return Span(*match.span())
    match = words.search(source)
    return Span(*match.span()) if match else None
