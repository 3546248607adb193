"""The ways of sending that clauses on notices name."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import Final, NamedTuple


class Mode(StrEnum):
    """A way in which a notice travels."""

    WRITING = "writing"
    HAND = "hand"
    REGISTERED = "registered"
    COURIER = "courier"
    MAIL = "mail"
    FAX = "fax"
    EMAIL = "email"


class NamedMode(NamedTuple):
    """A mode and the place of the words that name it."""

    start: int
    end: int
    mode: Mode


_PATTERNS: Final = {
    Mode.WRITING: r"in (?:writing|written form)|(?<=be )written",
    Mode.HAND: r"personal(?:ly)? (?:deliver(?:ed|y)|served|service)|deliver(?:ed|y) (?:personally|"
    r"in person|by hand)|"
    r"(?:by )?hand[ -](?:deliver(?:ed|y)|carried)|by (?:personal delivery|hand)|in person|personal service|"
    r"delivery by hand|given personally|messenger",
    Mode.REGISTERED: r"(?:United States |U\.?S\.? |international )?(?:registered|certified|"
    r"recorded)(?:,? (?:or|and|/) ?(?:registered|certified|recorded|express|overnight))?"
    r"(?: first[ -]class| priority| United States| U\.?S\.?| air)?[ -]?(?:airmail|mail|post|letter|"
    r"delivery)|return receipt requested",
    Mode.COURIER: r"(?:(?:nationally|internationally|reputable|recogni[sz]ed|commercial|overnight|"
    r"express|prepaid|international|private|air|next[ -]day|one-day|bonded) "
    r"){0,5}(?:couriers?(?: service)?|express (?:mail|delivery|service)|overnight (?:mail|"
    r"delivery(?: service)?|carrier|service|express))|"
    r"overnight (?:delivery|mail|carrier|express|air\w*)(?: service)?|Federal Express|FedEx|DHL|courier",
    Mode.MAIL: r"(?:(?:United States|U\.?S\.?|first[ -]class|prepaid|pre-paid|ordinary|regular|"
    r"postage[ -]prepaid|air) ){0,4}(?:mail|post)(?:ed|ing)?\b"
    r"|airmail|by letter|depos\w+ (?:in|with) the (?:mails?|post)",
    Mode.FAX: r"facsimile(?: transmission)?|telefax|fax(?:ed)?|telecop(?:y|ied|ier)|telex|telegram|telegraph",
    Mode.EMAIL: r"e-?mail|electronic mail|electronic(?:ally)? (?:transmission|transmitted|means)",
}
_ANY: Final = re.compile(
    r"(?<!\w)(?:" + "|".join(f"(?P<{mode}>{pattern})" for mode, pattern in _PATTERNS.items()) + r")(?!\w)",
    re.IGNORECASE,
)
_AN_ADDRESS: Final = re.compile(
    r"(?: address(?:es)?)?(?: numbers?| nos?\.?)?(?: ?[:#@]| ?\(?\+?\d)|\.\s?:| (?:address|number)"
)


def find_modes(text: str) -> Iterator[NamedMode]:
    """Every naming of a way of sending, in text order; "Fax: 555 0100" is an address and none."""
    for match in _ANY.finditer(text):
        if not _AN_ADDRESS.match(text, match.end()):
            yield NamedMode(match.start(), match.end(), Mode(str(match.lastgroup)))
