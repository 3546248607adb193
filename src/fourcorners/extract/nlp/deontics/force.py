"""The words that carry deontic force, and what force they carry."""

import re
from typing import Final, NamedTuple

from fourcorners.domain.obligation import Modality


class Trigger(NamedTuple):
    """A stretch of words that carries force: `words[start:end]`; the verb of the norm follows it."""

    start: int
    end: int
    modality: Modality
    kind: str
    """Which of the patterns it met: a key of `_KINDS`."""


_MODAL: Final = r"(?:shall|must|will|may|can)"
_NOT: Final = r"(?:\s+(?:not|never)\b)?"
_ADVERB: Final = r"(?:\s+(?:also|further|hereby|only|always|then|thereafter|fully|solely|at\s+all\s+times))*"
_BE: Final = rf"(?:{_MODAL}{_NOT}{_ADVERB}\s+be|is|are){_NOT}{_ADVERB}\s+"
_HAVE: Final = rf"(?:{_MODAL}{_NOT}{_ADVERB}\s+have|has|have){_NOT}\s+"
_KINDS: Final = {
    "entitled": (
        rf"{_BE}(?:entitled|permitted|allowed|authori[sz]ed|free|eligible)\s*"
        r"(?:forthwith\s+|,[^,;.]{1,80},\s*)?(?:up\s+)?to\b|"
        rf"{_BE}given\s+(?:an?|the)\s+(?:reasonable\s+)?opportunity\s+to\b|"
        rf"{_HAVE}(?:no|the|a|an|its)?\s*(?:\w+(?:,|\s+and|\s+or)?\s+){{0,4}}?(?:rights?|options?|authority|discretion)\b"
        r"(?!\s+(?:and|or)\s+(?:obligations?|duties|remedies))|"
        r"reserves?\s+(?:\w+\s+)?rights?\b"
    ),
    "bound": (
        rf"{_BE}(?:required|obligated|obliged|bound|expected)\s+to\b|{_BE}(?:\w+ly\s+)?responsible\s+for\b|"
        rf"{_HAVE}(?:an?|the|no)\s+(?:obligation|duty|responsibility)\s+to\b"
    ),
    "promise": (
        r"(?:agree|undertake|covenant|commit|promise)s?(?:\s*,?\s*(?:and|or)\s+(?:agree|undertake|covenant)s?)?"
        r"(?:\s+(?:also|further|hereby|with\s+\w+(?:\s+\w+)?))*\s+(?:not\s+)?to\b(?:\s+not\b)?"
    ),
    "modal": rf"(?<!-){_MODAL}\b(?!-){_NOT}",
    "due_to": (
        r"(?<!purpose )(?<!aim )(?<!objective )(?<!intent )(?<!goal )(?<!intention )"
        r"(?:is|are)\s+to\b(?!\s+the\b)"
    ),
    "non_renewal": (
        r"unless\s+(?:[\w'’-]+\s+){1,6}?(?:gives?|provides?|notif(?:y|ies)|delivers?|serves?|sends?|informs?|elects?|"
        r"has\s+(?:given|notified|provided|delivered|served))\b"
    ),
    "payable": r"(?:is|are)\s+(?:immediately\s+)?(?:due\s+and\s+)?payable\b|(?:is|are)\s+due\b(?!\s+to\b)",
}
_TRIGGERS: Final = re.compile(
    "|".join(rf"(?P<{kind}>\b(?:{pattern}))" for kind, pattern in _KINDS.items()), re.IGNORECASE
)
_NEGATED: Final = re.compile(r"\b(?:not|never|no)\b", re.IGNORECASE)
_NEGATED_BEFORE: Final = re.compile(
    r"\b(?:in\s+no\s+(?:event|case)|under\s+no\s+circumstances?|at\s+no\s+time|neither\s+[\w\s]{1,60}|nor|"
    r"no\s+(?:party|person|\w+))\s*,?\s*$",
    re.IGNORECASE,
)
_RIGHT_MODAL: Final = re.compile(r"\b(?:may|can)\b", re.IGNORECASE)
_NO_RIGHT: Final = re.compile(r"\b(?:has|have|retains?)\s+no\b", re.IGNORECASE)
_RENEWS: Final = re.compile(r"\b(?:renew|extend)", re.IGNORECASE)
"""What "unless either party gives notice" must stand behind to be the right not to renew."""
_BINDS_NOBODY_NEGATED: Final = {"bound", "payable"}
"""Negated, these say that nothing is owed, which binds nobody (GUIDE, rule 11)."""


def find_triggers(words: str) -> list[Trigger]:
    """Every stretch that carries force, from left to right.

    >>> [trigger.modality.value for trigger in find_triggers("Buyer may not assign; Seller will pay.")]
    ['prohibition', 'obligation']
    >>> find_triggers("Buyer is not obliged to accept.")
    []
    """
    return [trigger for match in _TRIGGERS.finditer(words) if (trigger := _read(match)) is not None]


def _read(match: re.Match[str]) -> Trigger | None:
    kind = str(match.lastgroup)
    before = match.string[max(0, match.start() - 80) : match.start()]
    negated = bool(_NEGATED.search(match[0])) or bool(_NEGATED_BEFORE.search(before))
    if kind == "non_renewal" and not _RENEWS.search(match.string, 0, match.start()):
        return None
    if negated and (kind in _BINDS_NOBODY_NEGATED or _NO_RIGHT.search(match[0])):
        return None
    return Trigger(match.start(), match.end(), _modality(kind, match[0], negated), kind)


def _modality(kind: str, words: str, negated: bool) -> Modality:
    if negated and kind != "non_renewal":
        return Modality.PROHIBITION
    if kind in {"entitled", "non_renewal"} or (kind == "modal" and _RIGHT_MODAL.search(words)):
        return Modality.RIGHT
    return Modality.OBLIGATION
