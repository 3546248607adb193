"""Levels: the words by which contracts name what is measured, and which way it is good."""

import re
from enum import StrEnum
from typing import Final, NamedTuple


class Polarity(StrEnum):
    """Which way a level is good."""

    HIGHER = "higher"
    LOWER = "lower"


class Level(NamedTuple):
    """A word that names a level, beside a quantity."""

    distance: int
    """Code points between the word and the quantity."""
    word: str
    polarity: Polarity
    strong: bool
    """The word means a measured level by itself ("uptime"); others do where a duty is stated ("deliver")."""


_HIGHER: Final = (
    r"availability|up-?\s?time|on[\s-]time|timeliness|accura(?:cy|te|tely)|fill[\s-]rates?|service[\s-]levels?|slas?|"
    r"coverage|(?:completion|success|answer|acceptance|pass|retention|resolution|recovery|performance|detection|"
    r"attendance|delivery|fulfil?lment|response|conversion|renewal|service|connection|click-?\s?through|germination|"
    r"first[\s-]pass|on-?shelf|placement)[\s-]rates?|dissolution|germination|market\s+share|"
    r"success|(?:customer|user|client)\s+satisfaction|throughput|yields?|purity|shelf[\s-]li(?:fe|ves)|(?:remaining|card|useful)\s+life|"
    r"defect[\s-]free|error[\s-]free|first[\s-]call|quality[\s-]levels?|aql|in[\s-]stock|on\s+schedule|"
    r"of\s+the\s+time|reliability|potency|viability|concentration|bandwidth|occupancy|compliance\s+(?:rate|score|level)|"
    r"(?:satisfaction|quality|performance|audit)\s+(?:score|rating|index|target)s?|achiev\w+"
)
_HIGHER_WEAK: Final = (
    r"available|timely|complet(?:e|ed|es|ing)|answer(?:s|ed|ing)?|resolv(?:e|ed|es|ing)|conform\w*|compl(?:y|ies|iance)|"
    r"attain\w*|efficien\w+|retention|quality|perform\w*|meets?|meeting|functional\w*|operational|"
    r"participat\w+|deliver\w*|process(?:ed|es|ing)?|respond(?:ed|s)?|reach\w*|strength|pass(?:es|ed)?|supply|supplied"
)
_LOWER: Final = (
    r"down-?\s?time|outages?|latenc\w+|response[\s-]times?|(?:error|defect|failure|reject(?:ion)?|abandon(?:ment|ed)?|"
    r"complaint|turnover|attrition|churn|damage|spoilage|breakage|return|drop|dropped[\s-]call|scrap|loss|accident|injury|absence|vacancy|delinquency|"
    r"fault|hourly|dispute|heat|leak(?:age)?|no-?show|mortality)[\s-]rates?|absenteeism|transit[\s-]times?|sulphides?|sulfides?|defective|abandon\w*|shrinkage|packet[\s-]loss|jitter|impurit\w+|"
    r"sediment|sulph?ur|moisture|pressure|temperature|unavailability|wait(?:ing)?[\s-]times?|hold[\s-]times?|"
    r"processing[\s-]times?|turn-?around|lead[\s-]times?|backlog|data\s+loss|bandwidth\s+utili[sz]ation|"
    r"utili[sz]ation|load[\s-]times?|speed\s+of\s+answer|reduction\s+of\s+service\w*|viscosity|noise|emissions?|"
    r"maximum\s+\w+\s+(?:rate|pressure|temperature)|line\s+loss(?:es)?"
)
_LOWER_WEAK: Final = (
    r"errors?|defects?|rejected|failures?|faults?|loss(?:es)?|waste|complaints?|delays?|delayed|water|busy|variance|"
    r"deviation|incidents?|interruptions?|injuries|violations?|turnover|attrition"
)
_BEHIND: Final = 2
"""A word behind the quantity yields to one before it that is as near."""
_PATTERNS: Final = tuple(
    (re.compile(rf"\b(?:{words})\b", re.I), polarity, strong)
    for words, polarity, strong in (
        (_LOWER, Polarity.LOWER, True),
        (_HIGHER, Polarity.HIGHER, True),
        (_LOWER_WEAK, Polarity.LOWER, False),
        (_HIGHER_WEAK, Polarity.HIGHER, False),
    )
)


def nearest_level(before: str, after: str, strong_only: bool = False) -> Level | None:
    """The word nearest to a quantity that names a level; None where none does.

    `before` ends where the quantity begins, `after` begins where it ends.

    >>> nearest_level("The error rate of the Service shall not exceed ", "").polarity.value
    'lower'
    """
    found: list[Level] = []
    for pattern, polarity, strong in _PATTERNS:
        if strong_only and not strong:
            continue
        earlier = list(pattern.finditer(before))
        if earlier:
            found.append(Level(len(before) - earlier[-1].end(), earlier[-1][0], polarity, strong))
        first = pattern.search(after)
        if first is not None:
            found.append(Level(first.start() + _BEHIND, first[0], polarity, strong))
    return min(found, default=None)
