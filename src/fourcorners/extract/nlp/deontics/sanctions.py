"""What follows where a norm is not kept: in the same sentence, behind it, or where it is referred to."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from heapq import nsmallest
from typing import Final, NamedTuple

from fourcorners.domain.clause import ClauseKind, ClauseTree, SentenceKind
from fourcorners.domain.document import Document
from fourcorners.domain.modality import BOTH, Modality
from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.deontics.failures import Failure, find_failure, tells_of_failure
from fourcorners.extract.nlp.deontics.obligors import Roles
from fourcorners.extract.nlp.deontics.surroundings import Near

_IN_SENTENCE: Final = re.compile(
    r"\b((?:failing|in\s+default\s+of)\s+which\b|otherwise\s*,?\s+(?=(?:the\s+\w+|it|they|we|you|(?-i:[A-Z])[\w&'’]*)\s+(?:shall|will|may|must)\b)|"
    r"or\s+else\b|on\s+pain\s+of\b)",
    re.IGNORECASE,
)
_POINTS_BACK: Final = re.compile(
    r"\b(?:do\s+so|such\s+(?:obligation|duty)|the\s+foregoing|so\s+(?:paid|delivered|notified|provided)|"
    r"(?P<place>this\s+(?:section|clause|article|paragraph)))\b",
    re.IGNORECASE,
)
_OBSERVES: Final = re.compile(
    r"\b(?:compl(?:y|ies|iance)|observe|fulfil|obligations?|dut(?:y|ies))\b", re.IGNORECASE
)
_NOUN: Final = re.compile(r"fail(?:ures?|ing)|delays?", re.IGNORECASE)
_IN_COMPLIANCE: Final = re.compile(r"\s+(?:\w+\s+)?in\s+compliance\b", re.IGNORECASE)
_CITED: Final = re.compile(
    r"\b(?:sections?|clauses?|articles?|paragraphs?)\s(?P<path>\d{1,3}(?:\.\d{1,3}){0,4}(?:\s?\([a-z\d]{1,4}\)){0,3})",
    re.IGNORECASE,
)
_TWO_VERBS: Final = re.compile(r"(?:\w+ly\s+)?\w+\s+(?:and|or)\s+\w+", re.IGNORECASE)
_GENERIC: Final = re.compile(r"\b(?:part(?:y|ies)|it|they)\b", re.IGNORECASE)
_OTHER_DUES: Final = re.compile(
    r"\b(?:overdue|tax(?:es)?|expenses?|costs?|wages|salar(?:y|ies)|premiums?|damages|penalt(?:y|ies)|compensation)\b",
    re.IGNORECASE,
)
"""What is owed to others, on an event, or late as it is: no sum that may merely be late."""
_BY: Final = re.compile(r"\s+(?:by|of|on\s+the\s+part\s+of)\s+(?:the\s+)?", re.IGNORECASE)
_WORD: Final = re.compile(r"[a-z]{4,}")
_PAID: Final = re.compile(r"\b(?:pay(?:s|ing|ments?|able)?|paid|remit\w*|reimburse\w*)\b")
_MET: Final = re.compile(r"\b(?:meet(?:s|ing)?|met|achiev\w{1,6}|attain\w{0,6}|reach(?:es|ed)?)\b")
_OWED: Final = re.compile(r"\b(?:overdue|past\s+due|when\s+due|unpaid|late\s+(?:fees?|charges?))\b")
_PAYING: Final = "paying"
_MEETING: Final = "meeting"
"""One word for all by which money is paid, and one for all by which a level is."""
_SUMS: Final = re.compile(
    r"\b(?:amounts?|sums?|payments?|money|monies|fees?|invoices?|charges?|prices?|royalt(?:y|ies)|instal?lments?|rent|"
    r"balance|commissions?|undisputed|outstanding|interest)\b"
)
_COMMON: Final = frozenset(
    "accordance after agreement also any been before below best breach business case cause clause "
    "commercially date days default delay delays does each efforts ensure event fail failed fails "
    "failure fewer from fully have having hereof hereunder immediately into jointly late less made "
    "make makes month months more most must neglect notice obligation obligations only other overdue "
    "parties party period promptly properly provided pursuant reason reasonable refuse refuses "
    "required respect same section shall should such than that their them then thereof they this "
    "time timely under unpaid upon when where which will with within written year years".split()
)
_STEM: Final = 5
"""Letters by which words of one family are known: "deliver" and "delivery"."""
_ACT: Final = 140
"""Characters of an act that say what is done, and to what."""
_LONGEST: Final = 1500
_VERBS: Final = 2
_BESIDE: Final = 40
_CITED_WITHIN: Final = 80
_STEP: Final = re.compile(r"[.(]")
_MOST_CITING: Final = 20
_NEXT, _NEAR, _SECTION = 2, 6, 12
"""Sentences behind a norm: for what only points back, for the same clause, for the same section."""


def find_sanction(words: str, act: Span) -> Span | None:
    """Where the words of a norm tell themselves what follows: "failing which ..."; None where they do not."""
    found = _IN_SENTENCE.search(words, act.start, act.end)
    if found is None:
        return None
    end = len(words[: act.end].rstrip(" .;,"))
    return Span(found.start(1), end) if end > found.end(1) else None


class _Sanction(NamedTuple):
    """A sentence that tells what follows where something is not done."""

    near: Near
    position: int
    clause: int
    failing: str | None
    """The role that does not do it, None where it is not told; empty where it is no party."""
    receiving: str | None
    """The role that does not get it."""
    about: frozenset[str]
    """The stems of what is not done."""
    verbs: frozenset[str]
    """Those among which the verb is."""
    is_level: bool
    """Whether a level is not reached."""
    is_state: bool
    """Whether it tells of a thing that something is not done to it, without who does not."""
    is_breach: bool
    points_back: bool
    cited: tuple[str, ...]

    @property
    def speaks_of_all(self) -> bool:
        """Whether it tells that a place is broken, or its level not reached: so of all that stands there."""
        return self.is_breach or _MEETING[:_STEM] in self.verbs


class Sanctions:
    """The sanctions of one document."""

    def __init__(self, document: Document, tree: ClauseTree, roles: Roles) -> None:
        """Each sentence is looked through once."""
        self._tree = tree
        self._roles = roles
        self._all = list(self._read(document))
        self._positions = [sanction.position for sanction in self._all]
        self._citing: dict[str, list[_Sanction]] = {}
        for sanction in self._all:
            for path in sanction.cited:
                self._citing.setdefault(path, []).append(sanction)

    def of(self, position: int, action: str, bearer: str | None, modality: Modality) -> Near | None:
        """The nearest sentence that tells what follows where a norm is not kept; None for a right.

        `position` is that of the norm's sentence in the tree, `bearer` the role that owes it.
        """
        if modality is Modality.RIGHT:
            return None
        told, act = self._stems(action[:_ACT])
        verbs = frozenset(told[: 2 if _TWO_VERBS.match(action) else 1])
        is_other = _PAYING[:_STEM] in verbs and _OTHER_DUES.search(action[:_ACT]) is not None

        def agrees(sanction: _Sanction) -> bool:
            is_open = sanction.is_state and action.startswith("be ")
            return not is_other and not is_open and _agrees(sanction, verbs, act)

        for sanction in self._that_cite(position):
            if _may_fail(sanction, bearer, modality) and (sanction.speaks_of_all or agrees(sanction)):
                return sanction.near
        for sanction in self._behind(position):
            is_about = _may_fail(sanction, bearer, modality) and self._is_about(
                sanction, sanction.position - position, position, agrees=agrees(sanction)
            )
            if is_about:
                return sanction.near
        return None

    def _that_cite(self, position: int) -> list[_Sanction]:
        """Those that name the clause of a norm, or one that it lies in: the nearest first, of many not all.

        A whole section is too wide to be named: a path with a dot at least.
        """
        path = _folded(self._tree.clauses[self._tree.sentences[position].clause].path)
        ends = [*(mark.start() for mark in _STEP.finditer(path)), len(path)]
        wide = [path[:end] for end in ends if "." in path[:end]]
        found = [each for part in wide for each in self._citing.get(part, ()) if each.position != position]
        return nsmallest(_MOST_CITING, found, key=lambda each: abs(each.position - position))

    def _behind(self, position: int) -> list[_Sanction]:
        """Those of the sentences behind a norm, as far as its section may reach."""
        first = bisect_right(self._positions, position)
        return self._all[first : bisect_right(self._positions, position + _SECTION)]

    def _is_about(self, sanction: _Sanction, gap: int, position: int, *, agrees: bool) -> bool:
        """Whether a sanction behind a norm is about its act, as far from it as it stands."""
        clause = self._tree.sentences[position].clause
        if sanction.clause == clause and gap <= _NEXT and sanction.points_back:
            return not sanction.cited or self._cites(sanction, position, least_dots=0)
        is_near = sanction.clause == clause and gap <= _NEAR
        return agrees and (is_near or self._is_sibling(sanction.clause, clause))

    def _is_sibling(self, later: int, clause: int) -> bool:
        """Whether a later clause stands in the section of a norm's clause, or is one of its items."""
        parent = self._tree.clauses[later].parent
        if parent is None or self._tree.clauses[parent].kind is not ClauseKind.CLAUSE:
            return False
        above: int | None = clause
        while above is not None and above != parent:
            above = self._tree.clauses[above].parent
        return above == parent

    def _cites(self, sanction: _Sanction, position: int, least_dots: int = 1) -> bool:
        """Whether it names the clause of a norm, which a whole section is too wide to be."""
        path = _folded(self._tree.clauses[self._tree.sentences[position].clause].path)
        cited = [each for each in sanction.cited if each.count(".") >= least_dots]
        return any(path == each or path.startswith((f"{each}.", f"{each}(")) for each in cited)

    def _read(self, document: Document) -> Iterator[_Sanction]:
        kinds = {SentenceKind.SENTENCE, SentenceKind.STEM}
        for position, sentence in enumerate(self._tree.sentences):
            if sentence.kind not in kinds or not tells_of_failure(document.text, sentence.span):
                continue
            words = Reading.of(document.text, sentence.span, self._tree.furniture).text[:_LONGEST]
            failure = find_failure(words)
            if failure is not None:
                near = Near(words, sentence.span)
                yield self._sanction(near, position, sentence.clause, failure)

    def _sanction(self, near: Near, position: int, clause: int, failure: Failure) -> _Sanction:
        broken, place = failure
        condition = place.of(near.words)
        behind = near.words[broken.end() : max(place.end, broken.end())]
        told = self._stems(behind)
        about = self._stems(condition)[1]
        actor = self._actor(near.words, broken, place.start)
        points = _POINTS_BACK.search(behind[:_CITED_WITHIN])
        is_breach = broken["breach"] is not None or _OBSERVES.search(behind[:_CITED_WITHIN]) is not None
        return _Sanction(
            near,
            position,
            clause,
            failing=None if broken["receives"] else actor,
            receiving=actor if broken["receives"] else None,
            about=about,
            verbs=self._beside(near.words, broken)
            if broken["late"] or broken["receives"]
            else frozenset(told[0][:_VERBS]),
            is_level=broken["below"] is not None,
            is_state=broken["passive"] is not None,
            is_breach=is_breach,
            points_back=points is not None and (is_breach or not points["place"]),
            cited=tuple(_folded(each["path"]) for each in _CITED.finditer(behind[:_CITED_WITHIN])),
        )

    def _beside(self, words: str, broken: re.Match[str]) -> frozenset[str]:
        """What is late, or not received: the stems that stand right before and behind the word."""
        return self._stems(words[max(0, broken.start() - _BESIDE) : broken.end() + _BESIDE])[1]

    def _actor(self, words: str, broken: re.Match[str], start: int) -> str | None:
        """Who does not do it: named behind a noun, before a verb; None where nobody is, empty for others."""
        by = self._roles.behind(_BY, words, broken.end(), at_once=True)
        is_state = broken["passive"] and not _IN_COMPLIANCE.match(words, broken.end())
        if by is not None or is_state or broken["below"]:
            return by
        before = words[start : broken.start()]
        named = self._roles.mentions(before)[-1:]
        if named or not (broken["active"] or broken["fails"]):
            return named[0] if named else None
        is_told = _GENERIC.search(before) is None and _NOUN.fullmatch(broken[0]) is None
        return "" if is_told else None

    def _stems(self, words: str) -> tuple[list[str], frozenset[str]]:
        """The stems of the words that say something, in order, and as a set; parties' names say nothing."""
        folded = _MET.sub(_MEETING, _PAID.sub(_PAYING, self._roles.masked(words, " ").lower()))
        owed = {_PAYING[:_STEM]} if _OWED.search(folded) else set()
        told = [word[:_STEM] for word in _WORD.findall(_SUMS.sub(" ", folded)) if word not in _COMMON]
        return told, frozenset(told) | owed


def _may_fail(sanction: _Sanction, bearer: str | None, modality: Modality) -> bool:
    """Whether the bearer of a norm can be who does not keep it; a prohibition is kept or broken."""
    if modality is Modality.PROHIBITION and not sanction.is_breach:
        return False
    if bearer is None or sanction.failing is None:
        return bearer is None or bearer != sanction.receiving
    return BOTH in (bearer, sanction.failing) or bearer == sanction.failing


def _agrees(sanction: _Sanction, verbs: frozenset[str], act: frozenset[str]) -> bool:
    """Whether what is not done is the act: its verb and its object, or its verb where no object is told."""
    shared = sanction.about & act
    if sanction.is_level:
        return len(shared) > 1 and bool(verbs & (shared | {_MEETING[:_STEM]}))
    return bool(verbs & sanction.verbs) and (len(shared) > 1 or sanction.about <= verbs)


def _folded(path: str) -> str:
    return path.replace(" ", "").lower()
