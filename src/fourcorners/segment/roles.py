"""The words that contracts call their parties by, and which of them a text puts to work."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

_PERFORMER: Final = (
    "Supplier|Contractor|Subcontractor|Provider|Service Provider|Vendor|Seller|Consultant|Manufacturer|Distributor|Reseller"
    "|Agent|Carrier|Transporter|Operator|Developer|Processor|Servicer|Licensor|Franchisor|Landlord|Lessor|Lender"
)
_RECEIVER: Final = (
    "Customer|Client|Buyer|Purchaser|Company|Government|Authority|Principal|Owner|Shipper|Controller|Licensee|Franchisee"
    "|Tenant|Lessee|Borrower|Employer|Issuer"
)
_OTHER: Final = (
    "Party [A-D]|Employee|Sponsor|Promoter|Endorser|Artist|Publisher|Recipient|Discloser|Receiving Party|Disclosing Party"
    "|Guarantor|Grantor|Grantee|Investor|University|Executive"
)
_ROLE: Final = re.compile(f"{_PERFORMER}|{_RECEIVER}|{_OTHER}", re.IGNORECASE)
_OFFICIAL: Final = re.compile(
    r"\b(COR/ACOR|ACOR|COR|CO|Contracting Officer(?:['’]s Representative)?)\s+(?:shall|will|must|may)\b"
)
"""Who acts for a government under its contracts."""
_WORKING: Final = re.compile(
    rf"\b((?i:{_ROLE.pattern})|(?:[A-Z][\w&@.-]+ ){{0,2}}[A-Z][\w&@-]+)(?:['’]s)?\s+"
    r"(?:shall|will|must|may|agrees?|is responsible)\b"
)
_MODAL: Final = r"\s+(?:shall|will|must|may|agrees)\b"
_NO_ROLE: Final = re.compile(
    r"the|this|such|each|any|no|either|neither|all|both|these|it|there|parties|party|agreement|section|term|services?|products?",
    re.IGNORECASE,
)
def is_role(words: str) -> bool:
    """Whether the words are a usual name for a party: "Supplier", "Party A"."""
    return _ROLE.fullmatch(words) is not None


def usual_role(aliases: Sequence[str], text: str) -> str:
    """The alias that the contract uses most, in the spelling that it uses most, without "the".

    >>> usual_role(["Excite@Home", "Excite"], "Excite@Home shall. Excite@Home may. Excite pays.")
    'Excite@Home'
    """
    role = max(aliases, key=lambda alias: (_count(alias, text, _MODAL), _count(alias, text)))
    role = re.sub(r"^(?:the|an?)\s+", "", role, flags=re.IGNORECASE)
    spellings = dict.fromkeys((role, role.title(), role.capitalize()))
    return max(spellings, key=lambda spelling: (_count(spelling, text), spelling == role))


def _count(words: str, text: str, following: str = "") -> int:
    return len(re.findall(rf"(?<![\w@]){re.escape(words)}(?![\w@]){following}", text))


def roles_at_work(text: str, organisations: Mapping[str, int]) -> list[tuple[str, tuple[str, ...]]]:
    """Roles and names that are given duties, the most used first, each with its other names.

    A name counts where a full name in `organisations` begins with it. Two words for the side that
    performs ("Contractor", "Vendor") are one role, and so are two for the side that receives.
    """
    counts = Counter(" ".join(match[1].split()) for match in _WORKING.finditer(text))
    merged: Counter[str] = Counter()
    for words, count in counts.items():
        merged[words.title() if is_role(words) else words] += count
    sides: dict[str, list[str]] = {}
    for words, _ in merged.most_common():
        full = _full_name(words, organisations)
        if _NO_ROLE.fullmatch(words.split()[0]) or not (is_role(words) or full):
            continue
        sides.setdefault(_side(words), []).extend(filter(None, (words, full)))
    officials = dict.fromkeys(match[1] for match in _OFFICIAL.finditer(text))
    return [
        (names[0], (*names[1:], *(officials if "Government" in names else ()))) for names in sides.values()
    ]


def _side(words: str) -> str:
    if re.fullmatch(_PERFORMER, words, re.IGNORECASE):
        return "performer"
    return "receiver" if re.fullmatch(_RECEIVER, words, re.IGNORECASE) else words


def _full_name(words: str, organisations: Iterable[str]) -> str | None:
    short = words.lower()
    for name in organisations:
        plain = name.lower().removeprefix("the ")
        if plain.startswith(short) and plain[len(short) : len(short) + 1] in ("", " ", ","):
            return name
    return None
