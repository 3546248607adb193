"""The law that governs the contract."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.variable import JurisdictionValue, VariableDraft
from fourcorners.extract.nlp.facts.instruments import KIND
from fourcorners.extract.nlp.facts.jurisdictions import adjective_pattern, canonical, name_pattern
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, beginning_with, ending_in

NAME: Final = "governing_law"

_NEEDLE: Final = any_of("laws?", "legislation", "regulations")
_BODY_OF_LAW: Final = (
    r"(?:laws?|legislation|statutes|regulations)(?: and (?:regulations?|jurisdiction|decisions))?"
    r"(?:, (?:and|but) not [^.;]{3,60},| \([^)]{1,80}\))?"
    r"(?:,? (?:then |as )?(?:applicable|prevailing|in force|in effect|promulgated))? (?:of|in|for) "
)
_AND_FEDERAL: Final = r"(?:(?:the )?(?:United States|U\.S\.A?\.?)(?: of America)? and (?:of )?)?"
_LAW_OF: Final = any_of(_BODY_OF_LAW + _AND_FEDERAL + name_pattern())
_NAMED_LAW: Final = any_of(
    adjective_pattern() + r"(?: (?:state|substantive|internal|federal|domestic))? laws?"
)
_FIELD: Final = beginning_with(
    r"(?:governing|applicable|proper|controlling|choice of) law\s?[:|–-]\s?" + name_pattern()
)
_LAW_OF_ANY_STATE: Final = re.compile(
    r"\b[Ll]aws?,? (?:of|in) the (?:State|Commonwealth|Province|Republic|Kingdom|Canton) of "
    r"(?P<jurisdiction>[A-Z][\w’']+(?: [A-Z][\w’']+){0,2})"
)
_LAW_OF_THAT_STATE: Final = any_of(r"laws? of (?:that|such|said) (?:state|province|country|jurisdiction)")
_PLACE: Final = any_of(name_pattern())
_ALSO: Final = re.compile(
    rf",? and (?:the )?(?:laws? of )?{name_pattern()}(?! (?:applicable|residents|courts))", re.IGNORECASE
)
_GOVERNS: Final = any_of(
    r"govern(?:ed|s)?", r"constru(?:ed|ction)", r"interpret(?:ed|ation)?", "enforced", "controlled",
    "determined", r"deemed (?:to be )?(?:made|executed|a contract)", "made under",
)  # fmt: skip
_GOVERNS_AFTER: Final = beginning_with(
    r"[^.;]{0,80}?\b(?:shall |will |is to |to )?(?:exclusively )?"
    r"(?:governs?|appl(?:y|ies)|controls?)\b(?! to all)"
)
_OTHER_MATTER: Final = re.compile(
    r"organi[sz]ed|incorporated|existing|formed under|good standing|conflicts? of|choice of|without regard|"
    r"without giving effect|without (?:reference|recourse)|other than|exclu(?:d|s)ing|regardless of|"
    r"notwithstanding|permitted|required|prohibit|violat|comply|compliance",
    re.IGNORECASE,
)
_THIS_CONTRACT: Final = any_of(
    "this", "the present", "these", "hereof", "hereto", "hereunder", "herein", "the (?:agreement|contract)"
)
_ITSELF: Final = any_of(rf"this (?:[\w&-]+ ){{0,4}}?(?P<kind>{KIND})")
_ANOTHER_CONTRACT: Final = ending_in(
    r"(?:such|that|each|any|the) (?:\w+ ){0,3}?(?:lease|note|sublicen[sc]e|guarant(?:y|ee)|amendment|policy|"
    r"(?:\w+ )agreement|order)\b[^.;]{0,60}"
)
_HEADING: Final = re.compile(
    r"\b(?:governing|applicable|controlling|proper) law|\b(?:choice|conflicts?) of law|\bjurisdiction\b|"
    r"(?:^|> )(?:law|construction)\b"
)

_LOOK_BACK: Final = 320
_UNDER_ITS_HEADING: Final = 0.99
_OF_THIS_CONTRACT: Final = 0.98
_OF_SOME_CONTRACT: Final = 0.85
_IN_ATTACHMENT: Final = 0.75
"""What is left of the confidence for a law named in an exhibit, which may be the exhibit's own."""


class _Law(NamedTuple):
    passage: Passage
    start: int
    end: int
    name: str
    confidence: float
    instrument: str
    """What the sentence calls the contract, in lower case ("agreement"); empty where it does not name it."""


def propose_governing_law(passages: Passages) -> list[VariableDraft]:
    """The law of the most telling sentence, and each other law that a clause says to govern this contract.

    A sentence that joins several laws ("Utah and Hong Kong") gives one answer that names them all.
    """
    read = (_together(list(_laws(passage, passages))) for passage in passages.mentioning(_NEEDLE))
    laws = [law for law in read if law is not None]
    if not laws:
        return []
    best = max(laws, key=lambda law: law.confidence)
    answers = {best.name: best}
    for law in laws:
        if law.confidence >= _OF_THIS_CONTRACT and law.instrument in {"", best.instrument}:
            answers.setdefault(law.name, law)
    ordered = sorted(answers.values(), key=lambda law: law.passage.sentence)
    return [_draft(law, passages) for law in ordered]


def _together(laws: list[_Law]) -> _Law | None:
    """The laws of one sentence as one; None where it names none."""
    if not laws:
        return None
    name = " and ".join(dict.fromkeys(law.name for law in laws))
    return laws[0]._replace(name=name, end=laws[-1].end)


def _laws(passage: Passage, passages: Passages) -> Iterator[_Law]:
    """The laws by which a sentence says that the contract is governed."""
    share = _IN_ATTACHMENT if passages.is_attached(passage.clause) else 1.0
    for pattern in (_FIELD, _LAW_OF, _NAMED_LAW, _LAW_OF_ANY_STATE, _LAW_OF_THAT_STATE):
        for match in pattern.finditer(passage.text):
            confidence = _UNDER_ITS_HEADING if pattern is _FIELD else _confidence(passage, match)
            if confidence:
                yield from _named(passage, match, confidence * share)
                return


def _confidence(passage: Passage, match: re.Match[str]) -> float:
    """How sure it is that this law governs this contract; 0 where the sentence speaks of something else."""
    before = passage.text[max(0, match.start() - _LOOK_BACK) : match.start()]
    verbs = list(_GOVERNS.finditer(before))
    if verbs and not _OTHER_MATTER.search(before, verbs[-1].start()):
        subject = before[: verbs[0].start()]
    elif _GOVERNS_AFTER.match(passage.text[match.end() : match.end() + 120]) and not _OTHER_MATTER.search(
        before
    ):
        subject = before
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
    if match.re is _LAW_OF_THAT_STATE:
        places = list(_PLACE.finditer(passage.text, max(0, match.start() - _LOOK_BACK), match.start()))
        if places:
            yield _law(passage, places[-1], confidence)
        return
    joined: re.Match[str] | None = match
    while joined is not None:
        yield _law(passage, joined, confidence)
        joined = _ALSO.match(passage.text, joined.end())


def _law(passage: Passage, match: re.Match[str], confidence: float) -> _Law:
    group = "adjective" if "adjective" in match.re.groupindex else "jurisdiction"
    return _Law(passage, *match.span(group), _name(match[group]), confidence, _instrument(passage.text))


def _instrument(text: str) -> str:
    named = _ITSELF.search(text)
    return named["kind"].lower() if named else ""


def _name(words: str) -> str:
    try:
        return canonical(words)
    except KeyError:
        return words.title() if words.isupper() else words


def _draft(law: _Law, passages: Passages) -> VariableDraft:
    at = (law.start, law.end)
    return passages.draft(NAME, JurisdictionValue(text=law.name), law.confidence, law.passage.reading, at)
