"""The words that contracts call their parties by, and which of them a text puts to work."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

_PERFORMER: Final = "Supplier|Contractor|Service Provider|Provider|Vendor|Seller|Consultant"
_RECEIVER: Final = "Customer|Client|Buyer|Purchaser|Government"
"""Words for one side, of which a contract that introduces no one may use several."""
_OTHER: Final = (
    "Party [A-D]|Company|Partner|Subcontractor|Manufacturer|Distributor|Reseller|Agent|Carrier"
    "|Transporter|Operator|Developer|Processor|Controller|Servicer|Issuer|Licensor|Licensee|Franchisor"
    "|Franchisee|Landlord|Tenant|Lessor|Lessee|Lender|Borrower|Employer|Employee|Executive|Authority"
    "|Principal|Owner|Shipper|Sponsor|Promoter|Endorser|Artist|Publisher|Recipient|Discloser"
    "|Receiving Party|Disclosing Party|Guarantor|Grantor|Grantee|Investor|University"
)
_ROLE: Final = re.compile(f"{_PERFORMER}|{_RECEIVER}|{_OTHER}", re.IGNORECASE)
_OFFICIAL: Final = re.compile(
    r"\b([APT]?CO(?:R|TR)?(?:/[APT]?CO(?:R|TR)?)?"
    r"|Contracting Officer(?:['’]s (?:Technical )?Representative)?)"
    r"\s+(?:shall|will|must|may)\b"
)
"""Who acts for a government under its contracts: contracting officers and their representatives."""
_WORKING: Final = re.compile(
    r"\b(?P<before>[A-Z][\w&/’'-]{0,30} )?"
    rf"(?P<words>(?i:{_ROLE.pattern})|(?:[A-Z][\w&@.-]{{1,40}} ){{0,2}}[A-Z][\w&@-]{{1,40}})"
    r"(?:['’]s)?\s+(?:shall|will|must|may|agrees?|is responsible)\b"
)
_BEFORE: Final = frozenset(
    {"The", "THE", "If", "When", "That", "Upon", "Each", "And", "As", "Unless", "Both"}
)
"""Capitalised words that may stand before a role and are no part of its name."""
_MODAL: Final = r"\s+(?:shall|will|must|may|agrees)\b"
_ARTICLE: Final = re.compile(r"^(?:the|an?)\s+", re.IGNORECASE)
_NO_ROLE: Final = re.compile(
    r"the|this|such|each|any|no|either|neither|all|both|these|it|there|parties|party|agreement"
    r"|section|term|services?|products?",
    re.IGNORECASE,
)


def is_role(words: str) -> bool:
    """Whether the words are a usual name for a party: "Supplier", "Party A"."""
    return _ROLE.fullmatch(words) is not None


class Usage:
    """How often words stand in a contract, each counted once."""

    def __init__(self, text: str) -> None:
        """`text` is the contract's."""
        self._text = text
        self._counts: dict[str, int] = {}

    def usual_role(self, aliases: Sequence[str]) -> str:
        """The alias that the contract uses most, in the spelling that it uses most, without "the".

        >>> Usage("Rye@Mill shall. Rye@Mill may. Rye pays.").usual_role(["Rye@Mill", "Rye"])
        'Rye@Mill'
        """
        role = max(aliases, key=lambda alias: (self._count(alias, _MODAL), self._count(alias)))
        role = _ARTICLE.sub("", role)
        spellings = dict.fromkeys((role, role.title(), role.capitalize()))
        return max(spellings, key=lambda spelling: (self._count(spelling), spelling == role))

    def _count(self, words: str, following: str = "") -> int:
        pattern = rf"(?<![\w@]){re.escape(words)}(?![\w@]){following}"
        if pattern not in self._counts:
            self._counts[pattern] = len(re.findall(pattern, self._text))
        return self._counts[pattern]


def roles_at_work(text: str, organisations: Mapping[str, int]) -> list[tuple[str, tuple[str, ...]]]:
    """Roles and names that are given duties, the most used first, each with its other names.

    A name counts where a full name in `organisations` begins with it. Two words for the side that
    performs ("Contractor", "Vendor") are one role, and so are two for the side that receives.
    """
    counts: Counter[str] = Counter()
    for match in _WORKING.finditer(text):
        before, words = (match["before"] or "").strip(), match["words"]
        if before in _BEFORE or not before:
            counts[words.title() if is_role(words) else words] += 1
        elif not is_role(words):
            counts[f"{before} {words}"] += 1
    sides: dict[str, list[str]] = {}
    for words, _ in counts.most_common():
        full = _full_name(words, organisations)
        if _NO_ROLE.fullmatch(words.split()[0]) is None and (is_role(words) or full):
            sides.setdefault(_side(words), []).extend(filter(None, (words, full)))
    officials = dict.fromkeys(match[1] for match in _OFFICIAL.finditer(text))
    if officials and "Government" in text:
        receivers = sides.setdefault("receiver", [])
        sides["receiver"] = ["Government", *(each for each in receivers if each != "Government"), *officials]
    return [(names[0], tuple(names[1:])) for names in sides.values()]


def _side(words: str) -> str:
    if re.fullmatch(_PERFORMER, words, re.IGNORECASE):
        return "performer"
    return "receiver" if re.fullmatch(_RECEIVER, words, re.IGNORECASE) else words


def _full_name(words: str, organisations: Iterable[str]) -> str | None:
    short = words.lower()
    for name in organisations:
        plain = name.lower().removeprefix("the ")
        if (
            len(plain) > 4
            and plain.startswith(short)
            and plain[len(short) : len(short) + 1] in ("", " ", ",")
        ):
            return name
    return None
