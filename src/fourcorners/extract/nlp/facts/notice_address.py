"""Where notices to each party are sent."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.evidence import Quote
from fourcorners.domain.proof import Origin
from fourcorners.domain.reading import Reading
from fourcorners.domain.variable import NotStatedValue, TextValue, Value, VariableDraft
from fourcorners.extract.nlp.facts.blanks import BLANK
from fourcorners.extract.nlp.facts.notice_clause import runs
from fourcorners.extract.nlp.passages import Passage, Passages

NAME: Final = "notice_address"
PARTY: Final = "party"
"""The part of the evidence that names whose address it is."""

_PARTY: Final = r"(?:the |The |THE )?(?P<party>[A-Z][\w&.,’'/ -]{0,58}?)(?: (?:Name|Address))?"
_TO: Final = (
    r"(?:\b(?:[Ii]f|IF)(?: (?:the )?(?:notices?|sent|given|directed|addressed|intended))? (?:to|TO|for)|"
    r"\bTO|\bNotices? to|\b[Ii]n (?:the )?case of|\bTo|\b[Aa]s to|(?<=[.:;)] )For)"
)
_COLON: Final = (
    r"(?:,? ?(?:then )?(?:(?:notices? (?:must|shall|will|should) be )?(?:sent |addressed |"
    r"delivered )?(?:to|at)(?: it| them| its address)?(?: at)?)?"
    r"(?: the following address)?(?: address)? ?(?::|[-–—] ))"
)
_ADDRESSEE: Final = re.compile(rf"{_TO} {_PARTY}{_COLON}")
_ADDRESSEE_TO: Final = re.compile(rf"\b(?:[Ii]f|IF) to {_PARTY},? (?:to|at)(?: it at)?:? (?=[A-Z0-9])")
_STOP: Final = re.compile(
    r"\b(?:[Ww]ith|WITH) (?:an? |required |A )?(?:\w+ ){0,2}(?:cop(?:y|ies)|COP(?:Y|IES))\b|\bFor any\b|"
    r"\bc\.?c\.?:|\bor (?:to|at) such (?:other|substitute)|\bor such other|\bEither [Pp]arty|"
    r"\bAny (?:party|such|notice)|\bAll (?:such )?notices|"
    r"\bNotices? (?:shall|will|may|sent|given|is|are)|\b[Cc]op(?:y|ies) to:|\bcopy \(which|\bA (?:party|"
    r"notice|copy)\b|\bor to any\b|\bEach (?:party|such)|"
    r"; ?(?:and|or)?\s*(?:\(\w\) )?(?:if to|If to)|\bSuch notice|\bThe (?:parties|date|address)|"
    r"\bIn proving|(?<=\s)\d{1,2}\.(?:\d{1,2}\.?)? [A-Z][a-zA-Z]|\b(?:Section|SECTION|ARTICLE|"
    r"Article) \d|\bSource:|\bA [Pp]arty"
)
_IS_ADDRESS: Final = re.compile(r"\d|@|\b(?:Attn|Attention|ATTN|ATTENTION|Street|Road|Avenue|P\.?O\.? Box)\b")
_NO_PARTY: Final = re.compile(
    r"\b(?:shall|will|must|may|be|is|are|the following|address(?:es)?|this|such|any|which|cop(?:y|ies)|"
    r"questions|hereof|under|seal|notice|termination|agreement|extent|breach|"
    r"disputes?|mail|courier|facsimile|email)\b",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(
    r"^(?:its|their|his|her|the) (?:\w+ ){0,6}address|^(?:at )?the address(?:es)? (?:set|stated|above|"
    r"first|specified)",
    re.IGNORECASE,
)
_SOLE_BLANK: Final = re.compile(rf"^\W*(?:{BLANK}|[-–—]{{5,60}})(?:[\W_]|[-–—])*$")
_IF_TO: Final = re.compile(r"\b(?:[Ii]f|IF)\s(?:to|TO)\b")
_APART: Final = 4
"""Sentences that an address takes at the most, by the way its lines are cut."""
_LONGEST: Final = 320
_SHORTEST: Final = 12
_WITH_COLON: Final = 0.92
_WITHOUT: Final = 0.8


class _Addressee(NamedTuple):
    start: int
    end: int
    party: tuple[int, int]
    is_certain: bool


def notice_addresses(sentences: list[Passage], passages: Passages) -> list[VariableDraft]:
    """An answer for each party: its address as printed, with its name as evidence (part "party").

    The first address of a party counts; one for copies is none. "Its address first above written" gives no
    answer, a blank is not stated.
    """
    drafts: dict[str, VariableDraft] = {}
    for reading in runs(_with_addressees(sentences, passages), passages):
        for party, draft in _addresses(reading, passages):
            drafts.setdefault(party, draft)
    return list(drafts.values())


def _with_addressees(sentences: list[Passage], passages: Passages) -> list[Passage]:
    """The sentences on notices, and those behind them that name addressees under headings of their own."""
    known = {passage.sentence for passage in sentences}
    waiting = sorted(known)
    while waiting:
        last = waiting.pop()
        following = range(last + 1, min(last + 1 + _APART, len(passages.tree.sentences)))
        new = [index for index in following if index not in known]
        if any(_goes_on(index, passages) for index in new):
            known.update(new)
            waiting.extend(new)
    return [passages.at(index) for index in sorted(known)]


def _goes_on(index: int, passages: Passages) -> bool:
    sentence = passages.tree.sentences[index]
    return _IF_TO.search(passages.source, sentence.start, sentence.end) is not None


def _addresses(reading: Reading, passages: Passages) -> Iterator[tuple[str, VariableDraft]]:
    addressees = _addressees(reading.text, passages)
    for index, addressee in enumerate(addressees):
        end = addressees[index + 1].start if index + 1 < len(addressees) else len(reading.text)
        found = _address(reading.text, addressee.end, min(end, addressee.end + _LONGEST))
        if found:
            value, at = found
            confidence = _WITH_COLON if addressee.is_certain else _WITHOUT
            name = reading.text[slice(*addressee.party)].lower()
            yield name, _draft(value, at, addressee, confidence, reading, passages)


def _addressees(text: str, passages: Passages) -> list[_Addressee]:
    """Whom the addresses that follow belong to, in text order."""
    found = {match.start(): _addressee(match, True) for match in _ADDRESSEE.finditer(text)}
    for pattern in (_ADDRESSEE_TO, _by_role(passages)):
        for match in pattern.finditer(text):
            found.setdefault(match.start(), _addressee(match, False))
    ordered = [found[start] for start in sorted(found)]
    return [each for each in ordered if not _NO_PARTY.search(text[slice(*each.party)])]


def _addressee(match: re.Match[str], is_certain: bool) -> _Addressee:
    return _Addressee(match.start(), match.end(), match.span("party"), is_certain)


def _by_role(passages: Passages) -> re.Pattern[str]:
    """ "If to Supplier" with no colon behind it, for the parties that the contract introduces."""
    names = {name for party in passages.tree.parties for name in (party.role, *party.names) if name}
    if not names:
        return re.compile(r"(?!)")
    any_name = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True)[:12])
    return re.compile(rf"\b(?:[Ii]f|IF|Notices) to (?:the )?(?P<party>{any_name})(?!\w)[:,.]? ?(?:to |at )?")


def _address(text: str, start: int, end: int) -> tuple[Value, tuple[int, int]] | None:
    stop = _STOP.search(text, start, end)
    block = text[start : stop.start() if stop else end]
    words = block.strip()
    if _SOLE_BLANK.match(words):
        at = start + block.index(words)
        return NotStatedValue(text=words), (at, at + len(words))
    words = _trimmed(words)
    if len(words) < _SHORTEST or not _IS_ADDRESS.search(words) or _ELSEWHERE.match(words):
        return None
    at = start + block.index(words)
    return TextValue(text=words), (at, at + len(words))


def _trimmed(words: str) -> str:
    """An address without what leads to the next one: "; and", "(b)"."""
    words = re.sub(r"[\s,;(]+(?:and|or|[Ww]ith(?: an?)?(?: \w+)?)?[\s,;(]*(?:\(?\w{1,2}\))?\s*$", "", words)
    return re.sub(r"^(?:Name:|Address:|Addressed to:|[\s.,;:–—-])+", "", words).rstrip(" ,;:(-–—")


def _draft(
    value: Value,
    at: tuple[int, int],
    addressee: _Addressee,
    confidence: float,
    reading: Reading,
    passages: Passages,
) -> VariableDraft:
    whole = reading.span(addressee.start, at[1])
    source = passages.source
    return VariableDraft(
        name=NAME,
        value=value,
        confidence=confidence,
        origin=Origin.NLP,
        quotes=(
            Quote.at(whole, source),
            Quote.at(reading.span(*at), source, part="value"),
            Quote.at(reading.span(*addressee.party), source, part=PARTY),
        ),
    )
