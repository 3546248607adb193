"""What a norm is about, by the words of its action and its heading."""

import re
from typing import Final

from fourcorners.domain.obligation import Category

_WORDS: Final = {
    Category.CONFIDENTIALITY: r"confidential\w*|non-?disclosure|disclos\w+|proprietary\s+information|secrecy",
    Category.DATA_PROTECTION: (
        r"personal\s+(?:data|information)|data\s+(?:protection|subject)|GDPR|privacy|unauthori[sz]ed\s+access|"
        r"security\s+(?:breach\w*|vulnerabilit\w+|incidents?)|vulnerabilit\w+|authenticat\w+|encrypt\w*|back-?ups?\b"
    ),
    Category.INDEMNITY: r"indemnif\w+|hold\s+harmless",
    Category.INSURANCE: r"insur\w+",
    Category.RENEWAL: r"renew\w*|extend\s+(?:the\s+)?(?:\w+\s+)?term|extension\s+(?:term|period)",
    Category.TRANSITION: (
        r"transition\w*|exit\s+(?:plan|assistance|management)|hand-?over|successor\s+(?:supplier|provider)"
    ),
    Category.TERMINATION: r"terminat\w+|cancel\w*|cease\b|destr(?:oy|uction)",
    Category.NON_COMPETE: r"compet(?:e|es|ing|itive)\b|solicit\w*|exclusiv\w+",
    Category.ASSIGNMENT: r"assign\s+(?:this|its|any|the)|assignment|subcontract(?:s|ed|ing)?\b|delegate",
    Category.AUDIT: r"audit\w*|inspect\w*|examin\w+|sampl(?:e|ing)\b|right\s+of\s+access|verif(?:y|ication)",
    Category.RECORD_KEEPING: (
        r"(?:keep|maintain|retain|preserve)\s+(?:\w+\s+){0,6}(?:records?|books|accounts?|logs?)|"
        r"(?:be\s+)?(?:retained|kept|preserved)\b|"
        r"(?:maintain|keep|contain)\s+(?:\w+[\s-]){0,4}(?:files?|copies|documentation)"
    ),
    Category.REPORTING: (
        r"reports?\b|reporting|summar(?:y|ies)|accounting\b|statements?\b|forecasts?|provide\s+(?:\w+\s+){0,4}(?:information|data|copies)|"
        r"document(?:ed|s)?\s+(?:all|each|any|the)\b|note[ds]?\b|certificates?\b|certif(?:y|ied)\b|account\s+to\b|"
        r"list\s+of\b"
    ),
    Category.NOTICE: r"notif(?:y|ies|ied|ication)|notice|inform\b|advise\b",
    Category.PAYMENT: (
        r"pay|pays|paid|payments?|payable|invoic\w+|fees?\b|reimburse\w*|refund\w*|charges?\b|price|prices|royalt\w+|"
        r"credits?\b|rebates?|interest\b|withhold|"
        r"costs?\b|expenses?\b|bills?\b|amounts?\b|set-?off|discounts?\b|borne\b|settle[ds]?\b|reconcil\w+|revenues?\b|"
        r"penalt\w+|liquidated\s+damages|financial\s+assurances?|compensat\w+|tax(?:es)?\b|deposits?\b|rates?\b|remit\w*"
    ),
    Category.IP: (
        r"licen[cs]\w+|intellectual\s+property|patents?|copyrights?|trade\s?marks?|source\s+code|inventions?"
    ),
    Category.COMPLIANCE: r"comply|compliance|conform\b|guarantee|laws?\b|regulations?|regulatory|permits?\b",
    Category.DELIVERY: r"deliver\w*|ship\w*|dispatch|supply|manufactur\w+|purchase\s+orders?|freight",
    Category.GOVERNANCE: (
        r"meet\b|meetings?|committee|appoint\w*|designate|representatives?|escalat\w+|approv\w+|agree\s+(?:on|upon)|"
        r"cooperat\w+|negotiat\w+|review\w*|evaluat\w+|dispute"
    ),
    Category.SERVICE: (
        r"services?\b|support\w*|maintain|maintenance|perform\w*|provid\w+|respon[ds]\w*|repair|correct\w*|resolv\w+|"
        r"install\w*|train\w*|host\w*|operat\w+|test\w*|assist\w*"
    ),
}
_PATTERNS: Final = {
    category: re.compile(rf"\b(?:{words})", re.IGNORECASE) for category, words in _WORDS.items()
}
_AT_WHOSE_COST: Final = re.compile(
    r"\bat (?:its|their|his|the \w+['’]s) (?:own |sole )?(?:risk and )?(?:cost|expense)s?\b|"
    r"\bwith or without notice\b",
    re.IGNORECASE,
)
"""Says who bears the cost of an act, and not what the act is about."""
_DONE_TO_SUBJECT: Final = re.compile(r"(?:be|is|are)\s", re.IGNORECASE)
_OPENING: Final = 90
"""Characters at the head of an action, where its verb and object stand."""


def categorise(action: str, heading: str, subject: str = "") -> Category:
    """The category whose words stand first in the action, else one that its heading names.

    Work that no words tell apart is `service`: what most duties without a name of their own are. Its
    words ("provide", "perform") open norms of every kind, so they decide only where no others do. What is
    done to a subject ("Invoices shall *be paid*") is about it, so there its words go first.
    """
    if _DONE_TO_SUBJECT.match(action):
        action = f"{subject} {action}"
    action = _AT_WHOSE_COST.sub("", action)
    hits = [
        (match.start(), category) for category in _PATTERNS if (match := _PATTERNS[category].search(action))
    ]
    ordered = [category for _, category in sorted(hits) if category is not Category.SERVICE]
    opening = [category for start, category in sorted(hits) if start < _OPENING and category in ordered]
    named = [category for category, pattern in _PATTERNS.items() if pattern.search(heading)]
    return (opening or named or ordered or [Category.SERVICE])[0]
