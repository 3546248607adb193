"""To whom a norm is owed, or against whom a right is held."""

import re
from typing import Final

from fourcorners.domain.modality import BOTH
from fourcorners.extract.nlp.deontics.exchange import Exchange
from fourcorners.extract.nlp.deontics.obligors import Roles

_RECEIVED_BY: Final = re.compile(
    r"\b(?:to|for\s+the\s+benefit\s+of|on\s+behalf\s+of|indemnify|notify|inform|reimburse|pay|provide|give|furnish|advise|"
    r"assist|against|upon)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_ADDRESSES: Final = {"We": "You", "You": "We"}
"""Who speaks in a letter and who is spoken to, where these are all that its parties are called."""


def obligee_of(obligor: str | None, action: str, roles: Roles, exchange: Exchange) -> str | None:
    """The other party of two; of several, who receives it, is named, or stands at the other end.

    None where each party is bound, where the obligor is no party, and where the text does not tell.
    """
    if obligor in (None, BOTH):
        return None
    if (other := roles.other(obligor) or _ADDRESSES.get(obligor)) is not None:
        return other
    receiver = roles.behind(_RECEIVED_BY, action, 0)
    named = [role for role in (receiver, *roles.mentions(action)) if role not in (None, obligor, BOTH)]
    if named:
        return named[0]
    ends = {exchange.performer: exchange.payer, exchange.payer: exchange.performer}
    return ends.get(obligor)
