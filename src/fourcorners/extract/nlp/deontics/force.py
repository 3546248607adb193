"""The words that carry deontic force, and what force they carry."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.obligation import Modality


class Trigger(NamedTuple):
    """A stretch of words that carries force: `words[start:end]`; the verb of the norm follows it."""

    start: int
    end: int
    modality: Modality
    kind: str
    """Which of the patterns it met: a key of `_KINDS`."""


_MODAL: Final = r"(?:shall|must|will|may|cannot|can)"
_SHOULD: Final = r"(?<=[\w)] )should(?!\s+(?:the|an?|any|either|neither|such|it|they|we|you|(?-i:[A-Z]))\b)"
"""Said of what is to be done; "should the Buyer ..." opens a condition."""
_NOT: Final = r"(?:\s+(?:not|never)\b)?"
_ADVERB: Final = r"(?:\s+(?:also|further|hereby|only|always|then|thereafter|fully|solely|at\s+all\s+times))*"
_BE: Final = rf"(?:{_MODAL}{_NOT}{_ADVERB}\s+be|is|are){_NOT}{_ADVERB}\s+"
_HAVE: Final = rf"(?:{_MODAL}{_NOT}{_ADVERB}\s+have|has|have){_NOT}\s+"
_COUNT: Final = r"(?:one|two|three|four|five|six|\d{1,3})"
_OPENS_A_LINE: Final = r"(?:^|(?<=:\s))"
"""Where the terse wording of tables and schedules stands: "Fees: due upon delivery"."""
_KINDS: Final = {
    "entitles": rf"(?:{_MODAL}{_NOT}{_ADVERB}\s+)?entitles?\b(?=\s+(?!to\b))|"
    r"subject\s+to\s+(?:change|adjustment|revision|modification)\s+by\b",
    "held_by": (
        rf"{_BE}(?:the\s+)?(?:\w+\s+){{0,2}}(?:responsibility|obligation|duty)\s+of\b|"
        r"(?:is|are)\s+to\s+be\s+for\s+the\s+account\s+of\b"
    ),
    "entitled": (
        rf"{_BE}(?:entitled|permitted|allowed|authori[sz]ed|free|eligible)\s*"
        r"(?:forthwith\s+|,[^,;.]{1,80},\s*)?(?:up\s+)?to\b|"
        rf"{_BE}given\s+(?:an?|the)\s+(?:reasonable\s+)?opportunity\s+to\b|"
        rf"{_HAVE}(?:no|the|a|an|its)?\s*(?:[\w-]+(?:,|\s+and|\s+or)?\s+){{0,4}}?(?:rights?|options?|authority|discretion)\b"
        r"(?!\s+(?:and|or)\s+(?:obligations?|duties|remedies))|"
        r"reserves?\s+(?:\w+\s+){0,4}?rights?\b"
    ),
    "bound": (
        rf"{_BE}(?:required|obligated|obliged|bound|expected)\s+to\b|{_BE}(?:\w+ly\s+)?responsible\s+(?:for|to)\b|"
        rf"{_HAVE}(?:an?|the|no)\s+(?:obligation|duty|responsibility)\s+to\b|"
        r"(?:assume|accept|take|incur)s?\s+(?:\w+\s+){0,3}(?:responsibility|obligation)\s+(?:for|to)\b"
    ),
    "promise": (
        r"(?:(?:shall|must|will|may|can)\s+)?(?:agree|undertake|covenant|commit|promise)s?(?:\s*,?\s*(?:and|or)\s+(?:agree|undertake|covenant)s?)?"
        r"(?:\s+(?:also|further|hereby|with\s+\w+(?:\s+\w+)?))*\s+(?:not\s+)?to\b(?:\s+not\b)?"
    ),
    "withheld": (
        r"not\s+to\s+be\s+(?:unreasonably\s+)?(?:withheld|delayed|refused)(?:\s+(?:or|and)\s+(?:withheld|delayed|"
        r"refused|conditioned))?(?:\s+unreasonably)?\b"
    ),
    "limited": (
        rf"{_BE}(?:only\s+)?(?:limited|restricted)\s+to\s+(?:an?\s+maximum\s+of\s+)?{_COUNT}\b|"
        rf"(?:is|are)\s+only\s+(?:allowed|permitted|entitled\s+to)\s+{_COUNT}\b"
    ),
    "prohibited": rf"(?:{_MODAL}\s+be|is|are)\s+(?:\w+ly\s+)?(?:prohibited|forbidden)\b(?!\s+(?:by|under)\b)",
    "modal": rf"(?<!-)(?<!\bas )(?<!\bthe case )(?:{_MODAL}|{_SHOULD})\b(?!-|\s\d){_NOT}",
    "due_to": (
        r"(?<!purpose )(?<!aim )(?<!objective )(?<!intent )(?<!goal )(?<!intention )"
        r"(?:is|are)\s+to\b(?!\s+the\b)"
    ),
    "non_renewal": (
        r"unless\s+(?:[\w'’-]+\s+){1,6}?(?:gives?|provides?|notif(?:y|ies)|delivers?|serves?|sends?|informs?|elects?|"
        r"has\s+(?:given|notified|provided|delivered|served))\b"
    ),
    "bare_to": (
        rf"{_OPENS_A_LINE}(?-i:[A-Z])[\w.&@'’-]{{0,40}}(?:\s(?-i:[A-Z])[\w.&@'’-]{{0,40}}){{0,4}}\s+"
        r"(?:not\s+)?to\s+"
        r"(?=(?:pay|provide|deliver|supply|submit|perform|maintain|send|arrange|ensure|furnish|prepare|bear)\b)"
    ),
    "due_on": (
        rf"{_OPENS_A_LINE}(?:(?:due|payable)\s+(?:and\s+payable\s+)?(?:upon|on|within|in\s+advance|monthly|quarterly|"
        r"annually)\b|net\s+\d{1,3}\b)"
    ),
    "payable": r"(?:is|are)\s+(?:immediately\s+)?(?:due\s+and\s+)?payable\b|(?:is|are)\s+due\b(?!\s+to\b)",
}
_HEADS: Final = (
    r"(?:shall|must|will|may|can|should|is|are|has|have|entitles?|subject|reserves?|assumes?|accepts?|takes?|incurs?|"
    r"agrees?|undertakes?|covenants?|commits?|promises?|not|cannot|unless|due|payable|net)\b|"
    rf"{_OPENS_A_LINE}(?-i:[A-Z])"
)
"""With what a trigger can open: a look at the word ahead spares the patterns on most words."""
_TRIGGERS: Final = re.compile(
    rf"\b(?={_HEADS})(?:{'|'.join(rf'(?P<{kind}>{pattern})' for kind, pattern in _KINDS.items())})",
    re.IGNORECASE,
)
_NEGATED: Final = re.compile(r"\b(?:not|never|no|cannot)\b", re.IGNORECASE)
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
_RIGHT_MODAL: Final = re.compile(r"\b(?:may|can|cannot)\b", re.IGNORECASE)
_ONLY_BE: Final = re.compile(r"\s+only\s+be\b", re.IGNORECASE)
"""Forbids what is left out: "samples may only be used for tests"."""
_NO_RIGHT: Final = re.compile(r"\b(?:has|have|retains?)\s+no\b", re.IGNORECASE)
_CAPACITY: Final = re.compile(
    r"\bpower\b.*\bauthority$|\b(?:full|requisite)\b.*\b(?:right|authority)$", re.IGNORECASE
)
"""What a party has that is able to contract: a representation."""
_FREE_PROMISE: Final = re.compile(r"(?:may|can)\b", re.IGNORECASE)
"""Opens a promise that is still to be made: "may agree to"."""
_RENEWS: Final = re.compile(r"\b(?:renew|extend)", re.IGNORECASE)
"""What "unless either party gives notice" must stand behind to be the right not to renew."""
_DENIED: Final = re.compile(r"\b(?:do|does|did)\s+not\s+(?:\w+ly\s+)?$", re.IGNORECASE)
"""Says that there is no such force: "does not have the right to"."""
_DENIED_WITHIN: Final = 30
_BINDS_NOBODY_NEGATED: Final = {"bound", "payable", "entitles", "held_by"}
"""Negated, these say that nothing is owed, which binds nobody."""


def find_triggers(words: str) -> list[Trigger]:
    """Every stretch that carries force, from left to right.

    >>> [trigger.modality.value for trigger in find_triggers("Buyer may not assign; Seller will pay.")]
    ['prohibition', 'obligation']
    >>> find_triggers("Buyer is not obliged to accept.")
    []
    """
    return list(_triggers(words))


def has_force(words: str) -> bool:
    """Whether some words carry force at all."""
    return next(_triggers(words), None) is not None


def _triggers(words: str) -> Iterator[Trigger]:
    last = 0
    for match in _TRIGGERS.finditer(words):
        trigger = _read(match, max(last, match.start() - _LOOK_BACK))
        if trigger is not None:
            yield trigger
        last = match.end()


def _read(match: re.Match[str], start: int) -> Trigger | None:
    """The trigger of a match; `start` is where the trigger before it ends."""
    kind = str(match.lastgroup)
    negated = _is_negated(match, start)
    if kind != "modal" and _DENIED.search(
        match.string, max(0, match.start() - _DENIED_WITHIN), match.start()
    ):
        return None
    if kind == "non_renewal" and not _RENEWS.search(match.string, 0, match.start()):
        return None
    if negated and (kind in _BINDS_NOBODY_NEGATED or _NO_RIGHT.search(match[0])):
        return None
    if (kind == "promise" and _FREE_PROMISE.match(match[0])) or (
        kind == "entitled" and _CAPACITY.search(match[0])
    ):
        return None
    is_forbidden = negated or bool(_RIGHT_MODAL.match(match[0]) and _ONLY_BE.match(match.string, match.end()))
    return Trigger(match.start(), match.end(), _modality(kind, match[0], is_forbidden), kind)


def _is_negated(match: re.Match[str], start: int) -> bool:
    clause = _CLAUSE_END.split(match.string[start : match.start()])[-1]
    return bool(
        _NEGATED.search(match[0])
        or _NEGATED_BEFORE.search(clause.lstrip())
        or _NEGATED_BEHIND.match(match.string, match.end())
    )


def _modality(kind: str, words: str, negated: bool) -> Modality:
    if (negated and kind != "non_renewal") or kind in {"limited", "prohibited"}:
        return Modality.PROHIBITION
    if kind in {"entitled", "entitles", "non_renewal"} or (
        kind in {"modal", "bound"} and _RIGHT_MODAL.search(words)
    ):
        return Modality.RIGHT
    return Modality.OBLIGATION
