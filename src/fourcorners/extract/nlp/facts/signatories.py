"""The persons who sign the contract."""

from typing import Final

from fourcorners.domain.evidence import Quote
from fourcorners.domain.proof import Origin
from fourcorners.domain.variable import TextValue, VariableDraft
from fourcorners.extract.nlp.facts.signature_blocks import find_block_signatures
from fourcorners.extract.nlp.facts.signature_sentences import find_told_signatures
from fourcorners.extract.nlp.facts.signatures import Signature
from fourcorners.extract.nlp.passages import Passages

NAME: Final = "signatories"

_IN_FULL: Final = 0.9
"""With the party that is signed for, or with the capacity in which."""
_NAME_ALONE: Final = 0.75


def propose_signatories(passages: Passages) -> list[VariableDraft]:
    """A fact for each person who signs, with capacity and party as quotes of their own.

    A line that is blank or tells no name gives none; who signs for a party more than once is given once.
    """
    signed: dict[tuple[str, str], VariableDraft] = {}
    signing: set[str] = set()
    for signature in [*find_block_signatures(passages), *find_told_signatures(passages)]:
        if signature.person is None:
            continue
        party = signature.words(signature.party).lower() if signature.party else ""
        person = _folded(signature.words(signature.person))
        if party or person not in signing:
            signed.setdefault((person, party), _draft(signature, signature.person, passages))
            signing.add(person)
    return list(signed.values())


def _draft(signature: Signature, person: tuple[int, int], passages: Passages) -> VariableDraft:
    parts = {"value": person, "title": signature.title, "party": signature.party}
    quotes = [Quote.at(signature.reading.span(*signature.block), passages.source)]
    quotes += [
        Quote.at(signature.reading.span(*at), passages.source, part=part)
        for part, at in parts.items()
        if at is not None
    ]
    return VariableDraft(
        name=NAME,
        value=TextValue(text=signature.words(person)),
        confidence=_IN_FULL if signature.party or signature.title else _NAME_ALONE,
        origin=Origin.NLP,
        quotes=tuple(quotes),
    )


def _folded(name: str) -> str:
    """First initial and surname, by which a person who prints a name otherwise than signing it is known."""
    words = name.lower().replace(".", "").replace(",", "").split()
    return f"{words[0][0]} {words[-1]}"
