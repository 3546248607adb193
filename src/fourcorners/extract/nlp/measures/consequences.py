"""Consequences: what a sentence says follows when a level is missed or beaten."""

import re
from typing import Final

from fourcorners.domain.kpi import Consequence, ConsequenceKind
from fourcorners.extract.nlp.measures.quantities import QuantityKind, find_quantities

_KINDS: Final = tuple(
    (kind, re.compile(words, re.I))
    for kind, words in (
        (
            ConsequenceKind.SERVICE_CREDIT,
            r"\b(?:(?:service|availability|performance|uptime|fee|sla)\s+(?:level\s+)?credits?|credits?\s+(?:of|equal|to|against|the|customer)|credited|rebates?|(?:be\s+entitled|eligible)\s+to\s+(?:receive\s+)?an?\s+(?:\w+\s+){0,2}credit)\b",
        ),
        (ConsequenceKind.BONUS, r"\b(?:bonus(?:es)?|incentive\s+(?:payment|fee)s?)\b"),
        (
            ConsequenceKind.TERMINATION_RIGHT,
            r"\b(?:may|right\s+to|entitled\s+to|option\s+to|can)\b[^.;]{0,80}\b(?:terminate|cancel)\b|\bevent\s+of\s+default\b|\bgrounds?\s+for\s+termination\b",
        ),
        (
            ConsequenceKind.PENALTY,
            r"\b(?:liquidated\s+damages|penalt(?:y|ies)|deduct(?:s|ed|ions?)?|reduc(?:e|ed|tion\s+in|tion\s+of)\s+(?:the\s+)?(?:\w+\s+)?(?:price|fees?|charges?|payment)|refunds?|fine[ds]?|pay\b[^.;]{0,60}\b(?:charge|damages|fee))\b",
        ),
        (
            ConsequenceKind.ESCALATION,
            r"\bescalat(?:e|es|ed|ion)\b|\b(?:shall|will|must)\s+notify\b[^.;]{0,50}\bcannot\b",
        ),
        (
            ConsequenceKind.CORRECTIVE_ACTION,
            r"\b(?:corrective\s+(?:action|measures?)|root\s+cause|remedial\s+(?:action|plan)|remediation|action\s+plan|improvement\s+plan|re-?perform\w*|perform\s+the\s+services\s+again|written\s+(?:analysis|plan)|correction\s+plan)\b",
        ),
    )
)
_MISS: Final = re.compile(
    r"\b(?:fail\w*|less\s+than|below|not\s+(?:met|meet|achieve|achieved|deliver|respond|resolve|conform|been)|miss(?:es|ed)?|exceed\w*|"
    r"breach\w*|unable|cannot|does\s+not|do\s+not|is\s+not|are\s+not|short(?:fall|age)|delay\w*|lose|expires?|lower\s+than|under|greater\s+than|more\s+than|above)\b",
    re.I,
)
_CONDITION: Final = re.compile(
    r"\b(?P<condition>(?:if|where|when|whenever|should|in\s+the\s+event(?:\s+that|\s+of)?|to\s+the\s+extent|for\s+(?:each|every|any)|in\s+any\s+[\w\s]{2,30}?\s+in\s+which|upon|until)\b"
    r"[^;.]{4,240}?)(?=,\s|\bthen\b|[.;:]|$)",
    re.I,
)
_CAP: Final = re.compile(
    r"\b(?:no\s+more\s+than|not\s+(?:to\s+)?exceed|maximum|sole\s+remedy|exclusive\s+remedy|aggregated|settled|not\s+be\s+eligible)\b",
    re.I,
)
_BASE: Final = re.compile(
    r"\s*\)?\s*(?:of|per|for\s+each|from)\s+(?P<base>(?:the\s+|its\s+)?[\w'’-]+(?:\s+[\w'’-]+){0,4})", re.I
)


def read_consequences(sentence: str, dollar: str | None = None) -> list[Consequence]:
    """What a sentence says follows when a level is missed or beaten, each with its condition verbatim.

    `dollar` is the currency that a bare "$" means, where the document has settled it.

    >>> [(c.kind.value, c.amount, c.unit) for c in read_consequences(
    ...     "If uptime falls below 99%, Provider shall issue a service credit of 5% of the monthly fee.")]
    [('service_credit', 5.0, '% of the monthly fee')]
    """
    if _CAP.search(sentence):
        return []
    condition = next(
        (each for each in _CONDITION.finditer(sentence) if _MISS.search(each["condition"])), None
    )
    if condition is None:
        return []
    trigger = condition["condition"].strip()
    rest = sentence[: condition.start()] + " " * len(condition[0]) + sentence[condition.end() :]
    found = []
    for kind, words in _KINDS:
        match = words.search(rest)
        if match is not None:
            amount, unit = _amount(rest, kind, dollar)
            found.append(Consequence(kind=kind, trigger=trigger, amount=amount, unit=unit))
    return found


def _amount(words: str, kind: ConsequenceKind, dollar: str | None) -> tuple[float | None, str | None]:
    """The first share or sum of what follows, with what it is a share of."""
    if kind in (
        ConsequenceKind.ESCALATION,
        ConsequenceKind.TERMINATION_RIGHT,
        ConsequenceKind.CORRECTIVE_ACTION,
    ):
        return None, None
    for quantity in find_quantities(words, dollar):
        if quantity.kind in (QuantityKind.SHARE, QuantityKind.MONEY):
            base = _BASE.match(words, quantity.end)
            joint = "per" if quantity.kind is QuantityKind.MONEY else "of"
            return quantity.value, f"{quantity.unit} {joint} {base['base']}" if base else quantity.unit
    return None, None
