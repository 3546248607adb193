"""The law that governs the contract."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.span import Span
from fourcorners.domain.variable import JurisdictionValue, VariableDraft
from fourcorners.extract.nlp.jurisdictions import adjective_pattern, canonical, name_pattern
from fourcorners.extract.nlp.passages import Passage, Passages

NAME: Final = "governing_law"

_NEEDLE: Final = re.compile(r"\b(?:laws?|legislation|regulations)\b", re.IGNORECASE)
_LAW_OF: Final = re.compile(
    r"\b(?:laws?|legislation|statutes|regulations)(?: and (?:regulations?|jurisdiction|decisions))?"
    r"(?:, (?:and|but) not [^.;]{3,60},| \([^)]{1,80}\))?"
    r"(?:,? (?:then |as )?(?:applicable|prevailing|in force|in effect|promulgated))? (?:of|in|for) "
    rf"(?:(?:the )?(?:United States|U\.S\.A?\.?)(?: of America)? and (?:of )?)?{name_pattern()}",
    re.IGNORECASE,
)
_NAMED_LAW: Final = re.compile(
    rf"\b{adjective_pattern()}(?: (?:state|substantive|internal|federal|domestic))? laws?\b", re.IGNORECASE
)
_LAW_OF_NAMED_STATE: Final = re.compile(
    r"\b[Ll]aws?,? (?:of|in) the (?:State|Commonwealth|Province|Republic|Kingdom|Canton) of "
    r"(?P<jurisdiction>[A-Z][\w’']+(?: [A-Z][\w’']+){0,2})"
)
_FIELD: Final = re.compile(
    rf"^(?:governing|applicable|proper|controlling|choice of) law\s?[:|–-]\s?{name_pattern()}", re.IGNORECASE
)
_ALSO: Final = re.compile(
    rf",? and (?:the )?(?:laws? of )?{name_pattern()}(?! (?:applicable|residents|courts))", re.IGNORECASE
)
_GOVERNS: Final = re.compile(
    r"\b(?:govern(?:ed|s)?|constru(?:ed|ction)|interpret(?:ed|ation)?|enforced|controlled|determined|"
    r"deemed (?:to be )?(?:made|executed|a contract)|made (?:in|under))\b",
    re.IGNORECASE,
)
_GOVERNS_AFTER: Final = re.compile(
    r"^[^.;]{0,80}?\b(?:shall |will |is to |to )?(?:exclusively )?(?:governs?|appl(?:y|ies)|controls?)\b(?! to all)",
    re.IGNORECASE,
)
_OTHER_MATTER: Final = re.compile(
    r"organi[sz]ed|incorporated|existing|formed under|good standing|conflicts? of|choice of|without regard|"
    r"without giving effect|without (?:reference|recourse)|other than|exclu(?:d|s)ing|regardless of|"
    r"notwithstanding|permitted|required|violat|comply|compliance",
    re.IGNORECASE,
)
_THIS_CONTRACT: Final = re.compile(
    r"\b(?:this|the present|these|hereof|hereto|hereunder|herein)\b|\bthe (?:agreement|contract)\b", re.IGNORECASE
)
_ANOTHER_CONTRACT: Final = re.compile(
    r"\b(?:such|that|each|any|the) (?:\w+ ){0,3}?(?:lease|note|sublicen[sc]e|guarant(?:y|ee)|amendment|policy|"
    r"(?:\w+ )agreement|order)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_HEADING: Final = re.compile(r"\b(?:governing|applicable|controlling|proper) law|\b(?:choice|conflicts?) of law|law")

_LOOK_BACK: Final = 320
_UNDER_ITS_HEADING: Final = 0.97
_OF_THIS_CONTRACT: Final = 0.92
_OF_SOME_CONTRACT: Final = 0.6
_IN_ATTACHMENT: Final = 0.75
"""What is left of the confidence for a law named in an exhibit, which may be the exhibit's own."""


class _Law(NamedTuple):
    passage: Passage
    start: int
    end: int
    name: str
    confidence: float


def propose_governing_law(passages: Passages) -> list[VariableDraft]:
    """The law of the most telling sentence; several where that sentence names several."""
    laws = [law for passage in passages.mentioning(_NEEDLE) for law in _laws(passage, passages)]
    if not laws:
        return []
    best = max(laws, key=lambda law: law.confidence)
    together = [law for law in laws if law.passage.index == best.passage.index]
    return [_draft(law, passages) for law in _distinct(together)]


def _laws(passage: Passage, passages: Passages) -> Iterator[_Law]:
    """The laws by which a sentence says that the contract is governed."""
    text = passage.text
    attached = _IN_ATTACHMENT if passages.is_attached(passage.clause) else 1.0
    for pattern in (_LAW_OF, _NAMED_LAW, _FIELD, _LAW_OF_NAMED_STATE):
        for match in pattern.finditer(text):
            confidence = _confidence(passage, match, is_field=pattern is _FIELD)
            if confidence:
                yield from _named(passage, match, confidence * attached)
                return


def _confidence(passage: Passage, match: re.Match[str], *, is_field: bool) -> float:
    """How sure it is that this law governs this contract; 0 where the sentence speaks of something else."""
    if is_field:
        return _UNDER_ITS_HEADING
    before = passage.text[max(0, match.start() - _LOOK_BACK) : match.start()]
    verbs = list(_GOVERNS.finditer(before))
    if verbs and not _OTHER_MATTER.search(before, verbs[-1].start()):
        subject = before[: verbs[0].start()]
    elif _GOVERNS_AFTER.match(passage.text[match.end() :]) and not _OTHER_MATTER.search(before):
        subject = passage.text
    else:
        return 0.0
    is_ours = _THIS_CONTRACT.search(subject) is not None
    if not is_ours and _ANOTHER_CONTRACT.search(subject):
        return 0.0
    if _HEADING.search(passage.heading):
        return _UNDER_ITS_HEADING
    return _OF_THIS_CONTRACT if is_ours else _OF_SOME_CONTRACT


def _named(passage: Passage, match: re.Match[str], confidence: float) -> Iterator[_Law]:
    """The law that was matched, and those that the sentence joins to it by "and"."""
    group = "adjective" if "adjective" in match.re.groupindex else "jurisdiction"
    while match is not None:
        words = match[group]
        yield _Law(passage, match.start(group), match.end(group), _name(words), confidence)
        also = _ALSO.match(passage.text, match.end())
        if also is None:
            return
        match, group = also, "jurisdiction"


def _name(words: str) -> str:
    try:
        return canonical(words)
    except KeyError:
        return words.title() if words.isupper() else words


def _distinct(laws: list[_Law]) -> list[_Law]:
    return list({law.name: law for law in reversed(laws)}.values())[::-1]


def _draft(law: _Law, passages: Passages) -> VariableDraft:
    span: Span = law.passage.reading.span(law.start, law.end)
    return passages.draft(
        NAME,
        JurisdictionValue(text=law.name),
        law.confidence,
        law.passage.reading,
        (law.start, law.end),
    )
