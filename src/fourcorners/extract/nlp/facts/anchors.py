"""The days from which a contract counts its term: by a date of its own, by a name, or by reference."""

import datetime as dt
import re
from collections.abc import Sequence
from itertools import islice
from typing import Final, NamedTuple

from fourcorners.domain.computation import Input
from fourcorners.domain.span import Span
from fourcorners.domain.variable import DateValue, NotStatedValue, VariableDraft
from fourcorners.extract.nlp.facts import agreement_date, effective_date
from fourcorners.extract.nlp.facts.instruments import KIND
from fourcorners.extract.nlp.passages import Passages
from fourcorners.extract.nlp.words import beginning_with

_COUNTED_FROM: Final = (
    r"(?:commencing|beginning|starting|running|counted|measured|calculated|continuing|effective|dating)?\s?"
    r"(?:from and after|as of and from|as of|as from|with effect from|immediately following|(?:up)?on|from|"
    r"after|following|since|of(?= (?:the|this|its|such)\b))\s"
)
_AFTER_IT: Final = beginning_with(
    rf"[\"”’')\]]{{0,4}}(?:\s\([^)]{{1,60}}\))?,?\s?(?:(?:full|calendar|in length|of time)\s)?{_COUNTED_FROM}"
    r"(?:the\s|its\s|such\s)?"
)
_BEGINS_WITH: Final = re.compile(
    r"\b(?:commenc(?:e|es|ed|ing)|begin(?:s|ning)?|start(?:s|ed|ing)?|effective|effect|force|runs?|dated?|binding)"
    rf"\b,?\s{_COUNTED_FROM}(?:the\s|its\s)?"
    r"|\bfrom and after (?:the\s)?|\b(?:period|term|effect|force|extend|run) from (?:the\s)?"
    r"|^from (?:the\s)?",
    re.IGNORECASE,
)
_THAT: Final = beginning_with(r"(?:such|said|that) (?:date|day)|(?:there|here)(?:after|of|from)")
_WRITTEN: Final = (
    r"(?:date|day)(?: and year)?(?: that is)? (?:hereof|(?:first )?(?:herein |hereinabove )?"
    r"(?:above |below )?(?:first )?(?:above |hereinabove )?"
    r"(?:written|stated|mentioned|indicated|set forth|appearing|entered|given|specified)"
    r"(?: above| below| herein)?"
    rf"|of (?:this|the|such|our) (?:present )?(?:[\w-]+ ){{0,4}}?(?:{KIND}|document)\b)"
)
_SIGNED: Final = (
    r"(?:date|day|time) (?:on which|that|when) (?:this|the) [^.;]{3,60}?(?:signed|executed|entered into)"
    r"|(?:date|day|time) of (?:its |the |their |last |final |mutual )*(?:execution|signing|signature)\b"
    r"|(?:execution|signing|signature)\b"
)
_OF_AGREEMENT: Final = beginning_with(
    _WRITTEN + "|" + _SIGNED, r"(?:agreement|contract|execution|signing|signature) date\b"
)
_OF_EFFECT: Final = beginning_with(
    r"(?:date of )?(?:the )?[\"“”]?(?:effective|commencement|start(?:ing)?|inception) date\b"
    r"|date of (?:commencement|effectiveness|inception)\b"
    r"|commencement of (?:the|this) (?:term|agreement)|effectiveness"
)
_NAME: Final = re.compile(r"[\"“]?(?P<name>[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*){0,3}?\s(?:Date|Day|DATE))\b")
_ITS_DATE_AFTER: Final = beginning_with(
    r"[\"”’')]{0,3}\s?(?:means|shall mean|is|shall be|will be|:|-|–)?\s?(?:the later of |on )?(?:the )?"
)
_EFFECTIVE: Final = beginning_with("effective date")
_EVENT: Final = re.compile(r"[^.,;()]{0,60}(?!\w)")
_WORDS: Final = 160
_MOST_NAMES: Final = 20
_MOST_PLACES: Final = 10
_DEFINED_WITHIN: Final = 90
_IN_BRACKETS: Final = re.compile(r"^[^.;]{0,40}\((?:the |each,? an? |such date,? )?[^()]{0,20}$")

_STATED: Final = 1.0
_BY_NAME: Final = 0.98
_INSTEAD: Final = 0.9
"""What is left of the confidence where the contract has no effective date but a date, or the reverse."""
_SUPPOSED: Final = 0.88
"""And where the sentence does not say from when the term is counted."""


class Anchor(NamedTuple):
    """A day to count from, or words that give none."""

    input: Input
    date: dt.date | None
    share: float
    """Of the confidence, how much is left of it."""
    end: int = 0
    """Where its words end in the text, if they follow what is counted from it."""


class Anchors:
    """The days of one contract to count from."""

    def __init__(self, passages: Passages, earlier: Sequence[VariableDraft]) -> None:
        """`earlier` are the facts found before, with the dates of the contract among them."""
        self._passages = passages
        self._dates: dict[str, tuple[dt.date, float]] = {}
        self._named_dates: dict[str, dt.date | None] = {}
        self._blank: set[str] = set()
        for draft in sorted(earlier, key=lambda draft: -draft.confidence):
            if isinstance(draft.value, NotStatedValue):
                self._blank.add(draft.name)
            elif isinstance(draft.value, DateValue) and draft.value.date is not None:
                self._dates.setdefault(draft.name, (draft.value.date, draft.confidence))

    def of(self, text: str, start: int, end: int) -> Anchor | None:
        """The day from which the time that stands at `text[start:end]` is counted; None where none is known.

        What stands right after it goes first, then how the sentence says that the term begins. A sentence
        without either is taken to count from the effective date.
        """
        after = _AFTER_IT.match(text[end : end + _WORDS])
        if after is not None:
            at = end + after.end()
            if not _THAT.match(text[at : at + 20]):
                anchor = self._named(text[at : at + _WORDS])
                return anchor._replace(end=at + anchor.end)
        event = None
        for match in _BEGINS_WITH.finditer(text):
            if not start <= match.end() <= end:
                anchor = self._named(text[match.end() : match.end() + _WORDS])
                if anchor.date is not None:
                    return anchor._replace(end=0)
                event = event or anchor._replace(end=0)
        return event or self._contract(effective_date.NAME, agreement_date.NAME, _SUPPOSED)

    def _named(self, words: str) -> Anchor:
        """The day that a text begins with; one without a date where it names an event."""
        stated = next((found for found in self._passages.dates(words) if found.start <= 1), None)
        if stated is not None:
            printed = Input(name=words[: stated.end], value=stated.value.isoformat())
            return Anchor(printed, stated.value, _STATED, stated.end)
        if match := _OF_AGREEMENT.match(words):
            anchor = self._contract(agreement_date.NAME, effective_date.NAME, _BY_NAME)
        elif match := _NAME.match(words):
            anchor = self._by_name(match["name"])
        elif match := _OF_EFFECT.match(words):
            anchor = self._contract(effective_date.NAME, agreement_date.NAME, _BY_NAME)
        else:
            match, anchor = _EVENT.match(words), None
        said = match[0] if match else ""
        return (anchor or Anchor(Input(name=said, value="unknown"), None, _STATED))._replace(end=len(said))

    def _by_name(self, name: str) -> Anchor | None:
        """The day that the contract gives a name to; the effective date goes by what was found before."""
        if not (_EFFECTIVE.match(name) and effective_date.NAME in self._dates):
            defined = self._defined(name)
            if defined is not None:
                return Anchor(Input(name=name, value=defined.isoformat()), defined, _BY_NAME)
        if _OF_EFFECT.match(name):
            return self._contract(effective_date.NAME, agreement_date.NAME, _BY_NAME)
        if _OF_AGREEMENT.match(name):
            return self._contract(agreement_date.NAME, effective_date.NAME, _BY_NAME)
        return None

    def _contract(self, name: str, other: str, share: float) -> Anchor | None:
        """One of the two dates of the contract, where it has none of that name the other one."""
        for each, left in ((name, share), (other, share * _INSTEAD)):
            if each in self._dates:
                date, confidence = self._dates[each]
                return Anchor(Input(name=each, value=date.isoformat()), date, left * confidence)
            if each in self._blank:
                return None
        return None

    def _defined(self, name: str) -> dt.date | None:
        """The date that the contract gives a name to; of a contract with very many names the first few."""
        if name not in self._named_dates and len(self._named_dates) < _MOST_NAMES:
            places = _definition_of(name).finditer(self._passages.source)
            dates = (self._dated(match) for match in islice(places, _MOST_PLACES))
            self._named_dates[name] = next((date for date in dates if date is not None), None)
        return self._named_dates.get(name)

    def _dated(self, name: re.Match[str]) -> dt.date | None:
        """The date beside a quoted name: "Launch Date" means a day, or a day (the "Launch Date")."""
        end = min(len(self._passages.source), name.end() + _DEFINED_WITHIN)
        after = self._passages.read(Span(name.end(), end)).text
        lead = _ITS_DATE_AFTER.match(after)
        for found in self._passages.dates(after):
            if lead is not None and found.start == lead.end():
                return found.value
        before = self._passages.read(Span(max(0, name.start() - _DEFINED_WITHIN), name.start())).text
        dates = self._passages.dates(before)
        return dates[-1].value if dates and _IN_BRACKETS.match(before[dates[-1].end :]) else None


def _definition_of(name: str) -> re.Pattern[str]:
    words = r"\s{1,4}".join(re.escape(word) for word in name.split())
    return re.compile(rf"[\"“”]\s?{words}\s?[\"”]", re.IGNORECASE)
