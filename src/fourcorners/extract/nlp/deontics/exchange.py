"""Who performs and who pays in a bargain: what its parties are called, else what they must do."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final, NamedTuple, Self

from fourcorners.domain.modality import Modality
from fourcorners.extract.nlp.deontics.norm import Norm
from fourcorners.extract.nlp.deontics.obligors import Roles

_PERFORMS: Final = re.compile(
    r"(?:\w+\s+)*(?:supplier|vendor|seller|contractor|subcontractor|provider|consultant|manufacturer|carrier|transporter|"
    r"servicer|licensor|lessor|landlord|franchisor|host|developer|operator|agency|agent|employee|executive|"
    r"adviser|advisor)s?",
    re.IGNORECASE,
)
_PAYS: Final = re.compile(
    r"(?:\w+\s+)*(?:customer|client|buyer|purchaser|subscriber|licensee|lessee|tenant|franchisee|shipper|government|"
    r"employer|user|owner|principal|issuer|distributor|reseller)s?",
    re.IGNORECASE,
)
_PAYING: Final = re.compile(r"(?:pay|reimburse|compensate|remit|purchase|order)\b", re.IGNORECASE)
_PERFORMING: Final = re.compile(
    r"(?:provide|deliver|supply|perform|manufacture|ship|transport|install|host|maintain|support|repair|correct|"
    r"develop|train|operate|replace|respond|resolve|package|furnish|render|invoice)\b",
    re.IGNORECASE,
)
_LEAST_LEAD: Final = 2
"""Norms by which one party must be ahead in performing before it is taken for the one who performs."""


class Exchange(NamedTuple):
    """The two ends of a bargain; None where it is not told which party is which."""

    performer: str | None = None
    payer: str | None = None

    @classmethod
    def of(cls, roles: Roles, norms: Iterable[Norm]) -> Self:
        """By the names of the roles where they say it, else by what the norms ask of those they name."""
        performers = [role for role in roles.all if _PERFORMS.fullmatch(role)]
        payers = [role for role in roles.all if _PAYS.fullmatch(role)]
        if len(performers) == 1 or len(payers) == 1:
            performer = performers[0] if len(performers) == 1 else roles.other(payers[0])
            payer = payers[0] if len(payers) == 1 else roles.other(performer)
            return cls(performer, payer)
        return cls._by_acts(roles, norms)

    @classmethod
    def _by_acts(cls, roles: Roles, norms: Iterable[Norm]) -> Self:
        lead: Counter[str] = Counter(dict.fromkeys(roles.all, 0))
        for norm in norms:
            if norm.obligor is not None and not norm.frame.is_passive and _is_duty(norm):
                verb = norm.frame.verb.text
                lead[norm.obligor] += bool(_PERFORMING.match(verb)) - bool(_PAYING.match(verb))
        ranked = [(role, ahead) for role, ahead in lead.most_common() if role in roles.all]
        if len(ranked) < 2 or ranked[0][1] - ranked[-1][1] < _LEAST_LEAD:
            return cls()
        performer = ranked[0][0] if ranked[0][1] > ranked[1][1] else None
        payer = ranked[-1][0] if ranked[-1][1] < ranked[-2][1] else None
        return cls(performer, payer)


def _is_duty(norm: Norm) -> bool:
    return norm.frame.trigger.modality is Modality.OBLIGATION
