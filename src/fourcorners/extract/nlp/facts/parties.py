"""The parties as facts, as the text introduces them or, where it does not, as they sign it."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.evidence import Quote
from fourcorners.domain.party import PartyDraft
from fourcorners.domain.proof import Origin
from fourcorners.domain.span import Span
from fourcorners.domain.variable import PartyValue, VariableDraft
from fourcorners.extract.nlp.facts.signature_blocks import find_block_signatures
from fourcorners.extract.nlp.facts.signatures import Signature
from fourcorners.extract.nlp.passages import Passages

NAME: Final = "parties"

_BLANK: Final = re.compile(r"[_\[\]<>●•*]|\.{3,}")
_LEGAL_FORM: Final = re.compile(
    r"\b(?:inc|corp(?:oration)?|company|co|ltd|limited|llc|l\.l\.c|llp|lp|l\.p|plc|gmbh|ag|s\.?a|b\.?v|n\.?v"
    r"|trust|bank)\b",
    re.IGNORECASE,
)
"""Tells a company that has no other name from a role: "Seller" is nobody's full name."""
_WITH_ROLE: Final = 0.95
_NAME_ONLY: Final = 0.92
_SIGNING: Final = 0.76
_ON_SIGNATURE_PAGES: Final = re.compile(
    r"\b(?:part(?:y|ies)|persons?|entit(?:y|ies)|purchasers?|investors?|shareholders?|stockholders?|lenders?"
    r"|holders?)\b"
    r"[^.;()]{0,60}?\b(?:listed|named|identified|set forth|appear(?:s|ing)?)\s(?:on"
    r"|in)\sthe\ssignature\s+page",
    re.IGNORECASE,
)
_FEWEST: Final = 2
"""Parties that a contract has at the least; where fewer are introduced, its signatures are asked."""


def propose_parties(passages: Passages) -> list[VariableDraft]:
    """A fact for each party with its full name and role. A name that is left blank is no fact."""
    found = [draft for party in passages.tree.parties if (draft := _draft(party, passages)) is not None]
    if len(found) < _FEWEST or _ON_SIGNATURE_PAGES.search(passages.opening.text):
        found += _signing(found, passages)
    return found


def _draft(party: PartyDraft, passages: Passages) -> VariableDraft | None:
    full = party.names[0]
    if _BLANK.search(full) or (full.lower() == party.role.lower() and not _is_company(full)):
        return None
    at = _place(full, party, passages.source)
    if at is None:
        return None
    confidence = _NAME_ONLY if party.role == full else _WITH_ROLE
    return _fact(
        PartyValue(text=full, role=party.role), confidence, passages.sentence_around(at), at, passages
    )


def _is_company(name: str) -> bool:
    return " " in name and _LEGAL_FORM.search(name) is not None


def _fact(value: PartyValue, confidence: float, around: Span, at: Span, passages: Passages) -> VariableDraft:
    return VariableDraft(
        name=NAME,
        value=value,
        confidence=confidence,
        origin=Origin.NLP,
        quotes=(Quote.at(around, passages.source), Quote.at(at, passages.source, part="value")),
    )


def _signing(known: list[VariableDraft], passages: Passages) -> Iterator[VariableDraft]:
    """Those for whom the contract is signed, and who sign for themselves, where it introduces them not."""
    taken = {_folded(draft.value.text) for draft in known}
    signatures = find_block_signatures(passages)
    is_of_persons = not known and all(each.party is None and each.title is None for each in signatures)
    for signature in signatures:
        at = signature.person if is_of_persons else signature.party
        name = signature.words(at) if at else ""
        if at and _folded(name) not in taken and not _BLANK.search(name):
            taken.add(_folded(name))
            yield _signing_fact(name, at, signature, passages)


def _signing_fact(name: str, at: tuple[int, int], signature: Signature, passages: Passages) -> VariableDraft:
    place = signature.reading.span(*at)
    block = signature.reading.span(*signature.block)
    return _fact(PartyValue(text=name), _SIGNING, Span.hull([place, block]), place, passages)


def _folded(name: str) -> str:
    return re.sub(r"\W+", "", name).lower()


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
