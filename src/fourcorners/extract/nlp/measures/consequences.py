"""Consequences: what a sentence says follows when a level is missed or beaten."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.kpi import Consequence, ConsequenceKind
from fourcorners.extract.nlp.measures.further_tiers import further_tiers
from fourcorners.extract.nlp.measures.quantities import Quantity, QuantityKind, find_quantities
from fourcorners.extract.nlp.measures.triggers import STEP

_SUM: Final = r"(?:price|prices|fees?|charges?|payments?|compensation|invoices?|remuneration)"
_KINDS: Final = tuple(
    (kind, re.compile(words, re.I))
    for kind, words in (
        (
            ConsequenceKind.SERVICE_CREDIT,
            r"\bcredits?\b(?!\s+(?:cards?|checks?|reports?|ratings?|lines?|risks?|agreement|facility|history|worth\w*|"
            r"unions?|scores?|terms))|\bcredited\b|\brebates?\b",
        ),
        (ConsequenceKind.BONUS, r"\b(?:bonus(?:es)?|incentive\s+(?:payment|fee|award)s?)\b"),
        (
            ConsequenceKind.TERMINATION_RIGHT,
            r"\b(?:may|right|rights|entitled|option|can|cause|grounds?)\b(?!\s+not\b)[^.;]{0,100}\b(?:terminate|cancel|termination|end\s+(?:the|this)\s+(?:contract|agreement|sow|order|assignment|engagement))\b|"
            r"\bevent\s+of\s+default\b",
        ),
        (
            ConsequenceKind.PENALTY,
            r"\b(?:liquidated\s+damages|penalt(?:y|ies)|deduct(?:s|ed|ions?)?|withhold|fine[ds]?|price\s+adjustment|"
            rf"reduc(?:e|ed|tion\s+in|tion\s+of|tion\s+to)\s+(?:the\s+)?(?:[\w'’-]+\s+){{0,3}}{_SUM}|"
            rf"{_SUM}\s+(?:(?:shall|will|may)\s+be|is|are)\s+reduced|refunds?|pay\b(?:[^.;]|\.\d){{0,80}}\b(?:charge|damages|fee|compensation))\b|"
            r"\bpay\b(?:[^.;]|\.\d){0,40}?(?:[$€£]|\b(?:USD|EUR|GBP)\s?)\d",
        ),
        (
            ConsequenceKind.ESCALATION,
            r"\bescalat(?:e|es|ed|ion)\b|\bsenior\s+(?:\w+\s+)?(?:representatives?|management|managers?|executives?|officers?)\b"
            r"[^.;]{0,60}\b(?:meet|confer|discuss|explain|review)\w*|\b(?:shall|will|must)\s+notify\b[^.;]{0,60}\b(?:cannot|for\s+(?:appropriate|further|necessary)\s+action)\b",
        ),
        (
            ConsequenceKind.CORRECTIVE_ACTION,
            r"\b(?:corrective\s+(?:action|measures?)|root[\s-]cause|remedial\s+(?:action|plan|measures?)|remediation|action\s+plan|"
            r"improvement\s+plan|recovery\s+plan|re-?perform\w*|perform\s+the\s+(?:\w+\s+)?services?\s+again|written\s+(?:analysis|plan)|"
            r"correction\s+plan|automatically\s+(?:increase|expand|add)|plan\s+to\s+(?:correct|remedy|cure|prevent)|plans?\s+(?:for|of)\s+(?:improvement|correction|corrective|remed\w+|recovery))\b",
        ),
    )
)
CUE: Final = re.compile("|".join(f"(?:{words.pattern})" for _, words in _KINDS), re.I)
"""One of these stands in every sentence that says what follows."""
_SUMS: Final = {ConsequenceKind.SERVICE_CREDIT, ConsequenceKind.PENALTY, ConsequenceKind.BONUS}
_MISS: Final = re.compile(
    r"\b(?:fail\w*|less\s+than|fewer\s+than|below|between|or\s+(?:more|less|above|below)\b|falls?\s+short|not\s+(?:be\s+)?(?:met|meet|achieve\w*|deliver\w*|respond\w*|resolv\w*|conform\w*|corrected|been|able|complet\w+)|miss(?:es|ed)?|exceed\w*|"
    r"breach\w*|unable|cannot|does\s+not|do\s+not|is\s+not|are\s+not|ha(?:s|ve)\s+not|neither|(?:fewer|less)\s+(?:[\w-]+\s+){1,3}than|short(?:fall|age)|delay\w*|late|lose|expires?|lower\s+than|under(?!\s+(?:this|the|clauses?|sections?|articles?|paragraphs?|schedule|exhibit)\b)|greater\s+than|"
    r"more\s+than|above|beyond|downtime|outages?|unavailab\w+|unachieved|default\w*)\b|<",
    re.I,
)
_CONDITION: Final = re.compile(
    r"\b(?P<condition>(?:if|where|when|whenever|should|in\s+the\s+event(?:\s+that|\s+of)?|in\s+case(?:\s+of)?|to\s+the\s+extent|"
    r"for\s+(?:each|every|any|a\s+delay|delays?|(?:[\w-]+\s+){0,4}?(?=(?:below|less\s+than|above|more\s+than|between|under(?!\s+(?:this|the|clauses?|sections?|articles?|paragraphs?|schedule|exhibit))\b)))|per\s+(?:day|hour|week|minute)\s+of|in\s+any\s+[\w\s]{2,30}?\s+in\s+which|upon|until|unless)\b"
    r"(?:[^;.]|(?<=\d)\.(?=\d)){4,300}?)(?=,\s|\bthen\b|\s\((?=[a-z]{4})|[;:]|\.(?!\d)|\s(?:shall|will)\s(?!fail|not\b)|\s\w+\s(?:shall|will)\s(?!fail|not\b)|"
    r"\san?\s(?=(?:[\w-]+\s){0,3}?(?:credit|rebate|deduction|penalty|bonus)\b)|$)",
    re.I,
)
_LATE_MISS: Final = re.compile(
    r"\b(?P<condition>(?:if|where|when|whenever)\b[^;.]{4,200}?,\s[^;.]{0,300}?\b(?:exceeds?|is\s+not|are\s+not|does\s+not|"
    r"do\s+not|fails?|falls?|less\s+than|below|more\s+than)\b[^;.,]{1,160}),\s",
    re.I,
)
"""A condition with a comma before its miss: "If, during any month, the water content exceeds 1%,"."""
_SUBJECT: Final = re.compile(
    r"(?P<condition>\b(?:any|each|every|a|the)\s+(?:failure|delay|breach|shortfall|unavailability|downtime)\b[^,;.]{3,200}?)(?=,|\s(?:shall|will|may|must)\b)",
    re.I,
)
_ALTERNATIVES: Final = re.compile(
    r"\b(?:if|where|when|whenever|in\s+the\s+event(?:\s+that)?|following\s+(?:events?|occurs?|circumstances))\b[^.;()]{0,80}\(\s?(?:a|i|1)\s?\)",
    re.I,
)
_MARK: Final = re.compile(r"\(\s?(?:[a-h]|[ivx]{1,4}|\d)\s?\)\s*", re.I)
_JOIN: Final = re.compile(r"[\s,;]*(?:\b(?:or|and)\s*)?[.;,]?\s*$", re.I)
_OPEN_STEM: Final = re.compile(
    r"\b(?:if|where|when|in\s+the\s+event(?:\s+that)?|following(?:\s+\w+){0,3})\W*$", re.I
)
_LIMIT: Final = re.compile(
    r"\b(?:credits?|damages|penalt\w+|rebates?|deductions?|reductions?|amounts?|liability|bonus\w*|receive)\b[^.;]{0,160}?\b"
    r"(?:(?:not|never|no\s+event)\b[^.;]{0,40}\b(?:exceed|more\s+than)|no\s+more\s+than|capped|limited\s+to|maximum)\b|"
    r"\bmaximum\s+(?:\w+\s+){0,4}(?:credits?|damages|penalt\w+|rebates?)\b|"
    r"\b(?:sole|exclusive)\b[^.;]{0,40}\bremed(?:y|ies)\b|\b(?:aggregated|settled|not\s+be\s+(?:eligible|entitled))\b",
    re.I,
)
_PIECE_END: Final = re.compile(r";\s+(?:and\s+|or\s+)?|,\s+and\s+(?=an?\s)", re.I)
_NAMED_LEVEL: Final = re.compile(r"(?P<level>(?:[^:;.]|\.\d){3,120}?)\s*(?::|=|\s[-–—])\s")
"""The level that an item is headed by: "below 99.5%: 2% of the fee"."""
_GIVES_UP: Final = re.compile(r"\b(?:shall|will|must)\s+notify\b[^.;,]{0,60}\bcannot\b[^.;,]{0,60}", re.I)
"""A miss that has to be told: "shall notify the Customer that it cannot do so"."""
_ENDS_OF_AMOUNT: Final = re.compile(
    r"\b(?:up\s+to\s+(?:a\s+)?max\w*|not\s+to\s+exceed|subject\s+to\s+a\s+max\w*)\b[^.;]{0,160}", re.I
)
_BASE: Final = re.compile(
    r"\s*\)?\s*(?:of|per|for\s+each|from)\s+(?P<base>[\w'’-]+"
    r"(?:\s+(?!(?:for|in|during|per|as|to|which|that|shall|will|and|or|if|on|at|payable|due|by|from|with|attributable|paid|"
    r"otherwise|when|where|until|up|actually|plus|not|owed|multiplied|applies|apply|applied|is|are|shall|may|must|can)\b)[\w'’/-]+){0,5})",
    re.I,
)
_DETERMINER: Final = re.compile(
    r"^(?:(?:the|its|their|such|that|this|those|an?|any|each|applicable|relevant|respective|then-?|[\w.]+['’]s)\s+)+(?=\w)",
    re.I,
)
_PER: Final = re.compile(
    r"\s*\)?\s*(?:per|for\s+each|for\s+every|each|a|/)\s?(?P<base>(?:(?:business|calendar|working|late|full|additional)\s+)?[\w-]+)",
    re.I,
)
_SPAN_OF_FEES: Final = re.compile(
    rf"['’]?\s*(?:of\s+|worth\s+of\s+)?(?P<base>(?:the\s+)?(?:[\w'’-]+\s+){{0,4}}?{_SUM})\b", re.I
)
_SHARE_OF_SUM: Final = re.compile(
    rf"(?:%|\bper\s?cent|\bpercentages?)\s*\)?\s+of\s+(?P<base>(?:[\w'’-]+\s+){{0,5}}?{_SUM})\b", re.I
)
_REDUCED: Final = re.compile(
    rf"\b(?P<base>(?:(?!reduc|withh|deduct)[\w'’-]+\s+){{0,2}}{_SUM})\b(?:\s+\w+){{0,4}}?\s+by\s+(?:an\s+additional\s+)?$",
    re.I,
)
"""What is reduced, before the share: "the quarterly fee shall be reduced by"."""
_MOST_ALTERNATIVES: Final = 12


class _Condition(NamedTuple):
    """Where a condition stands in a statement, and its words."""

    start: int
    end: int
    words: str


def read_consequences(sentence: str, dollar: str | None = None, item: str = "") -> list[Consequence]:
    """What a sentence says follows when a level is missed or beaten, each with its condition verbatim.

    `item` is a list item that goes on from the sentence: what follows, or when, may stand in either.
    `dollar` is the currency that a bare "$" means, where the document has settled it.

    >>> [(c.kind.value, c.amount, c.unit) for c in read_consequences(
    ...     "If uptime falls below 99%, Provider shall issue a service credit of 5% of the monthly fee.")]
    [('service_credit', 5.0, '% of monthly fee')]
    """
    item = _MARK.sub("", item, count=1) if _MARK.match(item) else item
    words = f"{sentence} {item}" if item else sentence
    pieces = [] if item else _pieces(words)
    if len(pieces) > 1:
        return [each for piece in pieces for each in read_consequences(piece, dollar)]
    conditions = _conditions(words, len(sentence) + 1 if item else 0)
    rest = _without(words, conditions)
    rest = _ENDS_OF_AMOUNT.sub(lambda match: " " * len(match[0]), rest)
    if not conditions:
        return [
            Consequence(kind=ConsequenceKind.ESCALATION, trigger=match[0])
            for match in _GIVES_UP.finditer(words)
        ]
    if _LIMIT.search(rest):
        return []
    found = [
        Consequence(kind=kind, trigger=condition.words, amount=amount, unit=unit)
        for kind, start in _kinds(rest, len(sentence) + 1 if item else 0)
        for amount, unit in (_amount(rest, kind, start, dollar),)
        for condition in conditions
    ]
    return [*found, *further_tiers(words, found, dollar)]


def _pieces(words: str) -> list[str]:
    """The parts of a sentence that each say when and what: "if below 99%, 5%; if below 98%, 10%"."""
    if _ALTERNATIVES.search(words):
        return []
    pieces = _PIECE_END.split(words)
    each_tells = all(
        CUE.search(piece) and any(_MISS.search(match["condition"]) for match in _CONDITION.finditer(piece))
        for piece in pieces
    )
    return pieces if each_tells else []


def _conditions(words: str, item: int) -> list[_Condition]:
    """The alternatives of a condition, else the first that names a miss: an item's own before its stem's."""
    alternatives = list(_alternatives(words))
    if alternatives:
        return alternatives
    found = [
        _Condition(match.start(), match.end("condition"), match["condition"].strip())
        for pattern in (_CONDITION, _SUBJECT)
        for match in pattern.finditer(words)
        if _MISS.search(match["condition"])
    ]
    found += [_Condition(step.start(), step.end(), step[0].strip()) for step in STEP.finditer(words)]
    if not found and (late := _LATE_MISS.search(words)):
        found = [_Condition(late.start(), late.end("condition"), late["condition"].strip())]
    own = [each for each in found if each.start >= item]
    if item and not own and _OPEN_STEM.search(words[:item].rstrip(" :")) and _MISS.search(words, item):
        end = _JOIN.search(words)
        return [_Condition(item, len(words), words[item : end.start() if end else None].strip())]
    if item and not own and (named := _NAMED_LEVEL.match(words, item)) and _MISS.search(named["level"]):
        return [_Condition(item, named.end("level"), named["level"].strip())]
    return (own or found)[:1]


def _alternatives(words: str) -> Iterator[_Condition]:
    """Each of "if: (a) ...; or (b) ..." that names a miss."""
    opening = _ALTERNATIVES.search(words)
    if opening is None:
        return
    marks = list(_MARK.finditer(words, opening.end() - 4))[:_MOST_ALTERNATIVES]
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        end = following.start() if following else len(words)
        stop = re.compile(r"[;.](?!\d)").search(words, mark.end(), end)
        piece = words[mark.end() : stop.start() if stop else end]
        joined = _JOIN.search(piece)
        piece = piece[: joined.start()] if joined else piece
        if _MISS.search(piece):
            yield _Condition(mark.end(), mark.end() + len(piece), piece.strip())


def _without(words: str, conditions: list[_Condition]) -> str:
    """The statement with its conditions blanked out, so that offsets stay."""
    for each in conditions:
        words = words[: each.start] + " " * (each.end - each.start) + words[each.end :]
    return words


def _kinds(rest: str, item: int) -> list[tuple[ConsequenceKind, int]]:
    """What follows, and where that is said; of an item, what it says itself before what its stem says."""
    found = []
    for kind, pattern in _KINDS:
        match = pattern.search(rest, item) or (pattern.search(rest) if item else None)
        if match is not None:
            found.append((kind, match.start()))
    own = [each for each in found if each[1] >= item]
    found = own or found
    names = {kind for kind, _ in found}
    if ConsequenceKind.TERMINATION_RIGHT in names:
        return [each for each in found if each[0] is not ConsequenceKind.PENALTY]
    if {ConsequenceKind.SERVICE_CREDIT, ConsequenceKind.PENALTY} <= names:
        return [each for each in found if each[0] is not ConsequenceKind.PENALTY]
    return found


def _amount(
    words: str, kind: ConsequenceKind, position: int, dollar: str | None
) -> tuple[float | None, str | None]:
    """The share or sum of what follows, with what it is a share of: first behind the word that names it."""
    if kind not in _SUMS:
        return None, None
    read = [
        amount
        for quantity in find_quantities(words, dollar)
        if (amount := read_amount(words, quantity)) is not None
    ]
    behind = [each for each in read if each[2] >= position]
    for value, unit, start in behind or read:
        reduced = _REDUCED.search(words[:start]) if unit == "%" else None
        return value, f"% of {_plain(reduced['base'])}" if reduced else unit
    return None, None


def read_amount(words: str, quantity: Quantity) -> tuple[float, str, int] | None:
    """A quantity as an amount with its unit and place; None where it is a share, a sum or a fee of nothing.

    >>> words = "a credit equal to two (2) days of the Monthly Fee"
    >>> read_amount(words, find_quantities(words)[0])[:2]
    (2.0, 'days of Monthly Fee')
    """
    match quantity.kind:
        case QuantityKind.SHARE:
            base = _BASE.match(words, quantity.end)
            unit = f"% of {_plain(base['base'])}" if base else "%"
        case QuantityKind.MONEY:
            base = _PER.match(words, quantity.end)
            unit = f"{quantity.unit} per {base['base']}" if base else quantity.unit
        case QuantityKind.TIME:
            base = _SPAN_OF_FEES.match(words, quantity.end)
            if base is None:
                return None
            unit = f"{quantity.unit} of {_plain(base['base'])}"
        case _:
            return None
    return quantity.value, unit, quantity.start


def based(consequence: Consequence, words: str) -> Consequence:
    """A consequence with a bare share as a share of what the words around it say.

    >>> credit = Consequence(kind="service_credit", trigger="95%", amount=10, unit="%")
    >>> based(credit, "Credits are a percentage of the monthly base fee.").unit
    '% of monthly base fee'
    """
    base = _SHARE_OF_SUM.search(words) if consequence.unit == "%" else None
    if base is None:
        return consequence
    return consequence.model_copy(update={"unit": f"% of {_plain(base['base'])}"})


def _plain(base: str) -> str:
    """A base without the words before it that only point: "the", "Customer's"."""
    return _DETERMINER.sub("", base).strip()
