"""What follows where a norm is not kept: in the same sentence, behind it, or where it is referred to."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from fourcorners.domain.clause import ClauseKind, ClauseTree, SentenceKind
from fourcorners.domain.document import Document
from fourcorners.domain.modality import BOTH, Modality
from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.deontics.obligors import Roles
from fourcorners.extract.nlp.deontics.surroundings import Near

_IN_SENTENCE: Final = re.compile(
    r"\b((?:failing|in\s+default\s+of)\s+which\b|otherwise\s*,?\s+(?=(?:the\s+\w+|it|they|we|you|(?-i:[A-Z])[\w&'’]*)\s+(?:shall|will|may|must)\b)|"
    r"or\s+else\b|on\s+pain\s+of\b)",
    re.IGNORECASE,
)
_BROKEN: Final = re.compile(
    r"\b(?:(?P<breach>breach(?:es|ed)?|violat(?:es?|ed|ions?)|non-?compliance|defaults?(?:ed)?)"
    r"|(?P<late>late|overdue|past\s+due|unpaid|non-?(?:payment|delivery))"
    r"|(?<!\bsuch\s)(?P<fails>fail(?:s|ed|ing|ures?)?|neglect(?:s|ed)?|omits?|refuses?|delay(?:s|ed)?)"
    r"|(?P<receives>(?:does|do|did|has|have)\s+not\s+(?:timely\s+)?receive[ds]?)"
    r"|(?P<active>(?:does|do|did)\s+not|(?:has|have)\s+not(?!\s+been))"
    r"|(?P<passive>(?:is|are|was|were|be|(?:has|have)\s+not\s+been)(?:(?<=been)|\s+not)|"
    r"not(?=\s+(?:paid|received|delivered)))"
    r"|(?<!\bno\s)(?<!\bnot\s)(?P<below>less\s+than|fewer|below|lower\s+than))(?=[\s,.;]|$)",
    re.IGNORECASE,
)
"""How it is told that something is not done, each in a way that opens other conditions more or less often."""
_OPENS: Final = re.compile(
    r"\b(?:if|should|where|in\s+the\s+event|in\s+case|upon|whenever|when|in\s+respect\s+of|for\s+(?:each|every|any))\b",
    re.IGNORECASE,
)
_RELATIVE: Final = re.compile(r"\b(?:that|which)\s+$", re.IGNORECASE)
_ON_SUMS: Final = re.compile(
    r"\b(?:on|to)\s+(?:any|all|the|each|such|every|overdue|late|unpaid)\b", re.IGNORECASE
)
_FOLLOWS: Final = re.compile(
    r"\b(?:shall|will|may|must|entitles?|constitutes?|bears?|accrues?|(?:is|are)\s+(?:deemed|entitled))\b",
    re.IGNORECASE,
)
_EXCUSES: Final = re.compile(
    r"\b(?:waive[rsd]?|excused?|released?\s+from|force\s+majeure|beyond\s+(?:the|its|their)\s+(?:\w+\s+)?control|"
    r"(?:not|nor|neither\s+\w+\s+shall)\s+(?:be\s+)?(?:deemed|constitutes?|operate|affects?|impairs?|relieve|released?|liable|"
    r"responsible|considered|construed|in\s+(?:breach|default)|prejudice|limit|result\s+in|exceed|invalidate|diminish))\b",
    re.IGNORECASE,
)
"""What says that nothing follows: "shall not be a waiver", "shall not be liable"."""
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
_NOT: Final = re.compile(r"\s+not\b", re.IGNORECASE)
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
_NOUN_WITHIN: Final = 70
"""Characters in which a sentence opens with what is not done: "Any invoice that is not paid"."""
_CONDITION: Final = 240
_ACT: Final = 140
"""Characters of an act that say what is done, and to what."""
_LONGEST: Final = 1500
_VERBS: Final = 2
_BESIDE: Final = 40
_SHALL_FAIL: Final = 12
"""Characters before "fail" in which "shall" belongs to it: "if Supplier shall fail to"."""
_CITED_WITHIN: Final = 80
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

    def of(self, position: int, action: str, bearer: str | None, modality: Modality) -> Near | None:
        """The nearest sentence that tells what follows where a norm is not kept; None for a right.

        `position` is that of the norm's sentence in the tree, `bearer` the role that owes it.
        """
        if modality is Modality.RIGHT:
            return None
        told, act = self._stems(action[:_ACT])
        verbs = frozenset(told[: 2 if _TWO_VERBS.match(action) else 1])
        is_other = _PAYING[:_STEM] in verbs and _OTHER_DUES.search(action[:_ACT]) is not None
        behind: Near | None = None
        for sanction in self._all:
            if not _may_fail(sanction, bearer, modality):
                continue
            gap = sanction.position - position
            is_open = sanction.is_state and action.startswith("be ")
            agrees = not is_other and not is_open and _agrees(sanction, verbs, act)
            if gap and (agrees or sanction.speaks_of_all) and self._cites(sanction, position):
                return sanction.near
            if (
                behind is None
                and 0 < gap <= _SECTION
                and self._is_about(sanction, gap, position, agrees=agrees)
            ):
                behind = sanction.near
        return behind

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
            if sentence.kind not in kinds or not _BROKEN.search(document.text, sentence.start, sentence.end):
                continue
            words = Reading.of(document.text, sentence.span, self._tree.furniture).text[:_LONGEST]
            for broken in islice(_BROKEN.finditer(words), 4):
                condition = None if _EXCUSES.search(words) else _condition(words, broken)
                if condition is not None:
                    near = Near(words, sentence.span)
                    yield self._sanction(near, position, sentence.clause, broken, condition)
                    break

    def _sanction(
        self, near: Near, position: int, clause: int, broken: re.Match[str], place: Span
    ) -> _Sanction:
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


def _condition(words: str, broken: re.Match[str]) -> Span | None:
    """Where the words stand that tell what is not done; None where nothing is said to follow from it."""
    follows = _FOLLOWS.search(words)
    start = _condition_start(words, broken, follows) if follows is not None else None
    if follows is None or start is None or broken.start() > start + _CONDITION:
        return None
    if follows.start() < start:
        return Span(start, min(len(words), start + _CONDITION))
    after = _FOLLOWS.search(words, broken.end())
    if after is None:
        return None
    comma = words.rfind(",", broken.end(), after.start())
    return Span(start, comma if comma > 0 else after.start())


def _condition_start(words: str, broken: re.Match[str], follows: re.Match[str]) -> int | None:
    openings = [match.start() for match in _OPENS.finditer(words, 0, broken.start())]
    if openings and not _leads_on(words, openings[-1], broken.start()):
        return openings[-1]
    is_sum = broken["late"] or broken["passive"]
    sums = _ON_SUMS.search(words, follows.end(), broken.end()) if is_sum else None
    if sums is not None:
        return sums.start()
    if _RELATIVE.search(words, 0, broken.start()):
        if follows.start() > broken.start():
            return 0
        is_forbidden = any(
            _NOT.match(words, each.end()) for each in _FOLLOWS.finditer(words, 0, broken.start())
        )
        return None if is_forbidden else max(follows.end(), broken.start() - _NOUN_WITHIN)
    return 0 if _heads(words, broken, follows.start()) else None


def _leads_on(words: str, opening: int, broken: int) -> bool:
    """Whether another clause begins between the word that opens a condition and what is not done."""
    last = max(opening, broken - _SHALL_FAIL)
    return broken - opening > _CONDITION or _FOLLOWS.search(words, opening, last) is not None


def _heads(words: str, broken: re.Match[str], follows: int) -> bool:
    """Whether a sentence opens with what is not done: "Any failure to pay", "Late payments"."""
    is_noun = bool(broken["breach"] or broken["late"] or broken["fails"] or broken[0].lower() == "not")
    is_act = words.endswith("to ", 0, broken.start())
    return is_noun and not is_act and broken.start() <= _NOUN_WITHIN and broken.start() < follows


def _folded(path: str) -> str:
    return path.replace(" ", "").lower()
