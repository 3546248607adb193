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
_NEVER: Final = (
    r"(?:in\s+no\s+(?:event|case|way)|under\s+no\s+circumstances?(?:\s+whatsoever)?|"
    r"at\s+no\s+time|on\s+no\s+account)"
)
_NEGATED_BEFORE: Final = re.compile(
    rf"\b{_NEVER}\b(?!\s+(?:later|earlier|less|more|after|before|exceed))|\bnor\s*,?\s*$|^neither\b|"
    r"\bthat\s+neither\b|\b(?:and|but)\s+neither\b[^,]*$|"
    r"(?:^|[,(]\s*|\b(?:that|and|but)\s+)no\s+(?:[\w'’-]+\s+){1,8}$",
    re.IGNORECASE,
)
"""A negation in the clause of a trigger, before it: "neither", "in no event", or a subject with "no"."""
_NEGATED_BEHIND: Final = re.compile(rf"\s*,?\s*(?:{_NEVER}\b|neither\b)", re.IGNORECASE)
_CLAUSE_END: Final = re.compile(r"[.;:]\s")
_LOOK_BACK: Final = 400
_RIGHT_MODAL: Final = re.compile(r"\b(?:may|can)\b", re.IGNORECASE)
_NO_RIGHT: Final = re.compile(r"\b(?:has|have|retains?)\s+no\b", re.IGNORECASE)
_RENEWS: Final = re.compile(r"\b(?:renew|extend)", re.IGNORECASE)
"""What "unless either party gives notice" must stand behind to be the right not to renew."""
_BINDS_NOBODY_NEGATED: Final = {"bound", "payable"}
"""Negated, these say that nothing is owed, which binds nobody."""


def find_triggers(words: str) -> list[Trigger]:
    """Every stretch that carries force, from left to right.

    >>> [trigger.modality.value for trigger in find_triggers("Buyer may not assign; Seller will pay.")]
    ['prohibition', 'obligation']
    >>> find_triggers("Buyer is not obliged to accept.")
    []
    """
    triggers: list[Trigger] = []
    last = 0
    for match in _TRIGGERS.finditer(words):
        trigger = _read(match, max(last, match.start() - _LOOK_BACK))
        if trigger is not None:
            triggers.append(trigger)
        last = match.end()
    return triggers


def _read(match: re.Match[str], start: int) -> Trigger | None:
    """The trigger of a match; `start` is where the trigger before it ends."""
    kind = str(match.lastgroup)
    negated = _is_negated(match, start)
    if kind == "non_renewal" and not _RENEWS.search(match.string, 0, match.start()):
        return None
    if negated and (kind in _BINDS_NOBODY_NEGATED or _NO_RIGHT.search(match[0])):
        return None
    return Trigger(match.start(), match.end(), _modality(kind, match[0], negated), kind)


def _is_negated(match: re.Match[str], start: int) -> bool:
    clause = _CLAUSE_END.split(match.string[start : match.start()])[-1]
    return bool(
        _NEGATED.search(match[0])
        or _NEGATED_BEFORE.search(clause.lstrip())
        or _NEGATED_BEHIND.match(match.string, match.end())
    )


def _modality(kind: str, words: str, negated: bool) -> Modality:
    if negated and kind != "non_renewal":
        return Modality.PROHIBITION
    if kind in {"entitled", "non_renewal"} or (kind == "modal" and _RIGHT_MODAL.search(words)):
        return Modality.RIGHT
    return Modality.OBLIGATION
