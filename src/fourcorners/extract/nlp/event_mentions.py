"""What the deadline of a norm hangs on, told in full: whose notice, the receipt of what."""

import re
from bisect import bisect_right
from typing import Final, NamedTuple

from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.obligation import Modality, ObligationDraft
from fourcorners.extract.nlp.time_limits.anchors import read_event
from fourcorners.extract.nlp.time_limits.antecedents import find_antecedent, longer_name
from fourcorners.extract.nlp.time_limits.happenings import Happening, read_happening

_POINTS_BACK: Final = re.compile(
    r"(?:such|that|this|the\s(?:said|same)|those|these)\s(?:date|day|time|event|period|deadline|occurrence|term|action)s?$"
    r"|(?:it|they|which|them|thereof|hereof)$",
    re.IGNORECASE,
)
"""Words that point back at an event of another place and name none."""
_PRONOUN: Final = re.compile(
    r"(?:it|they)\s(?P<be>(?:is|are|was|were|has\sbeen|have\sbeen)\b(?!\s(?:aware|able|satisfied))|ends|expires)?",
    re.IGNORECASE,
)
_ENDING: Final = re.compile(r"(?:it\s(?:ends|expires))$", re.IGNORECASE)
_PAPER: Final = re.compile(
    r"\b(?:this|the)\s(?:agreement|contract|lease|sow|statement\sof\swork)\b", re.IGNORECASE
)
_BARE: Final = re.compile(
    r"(?:(?:the|its|their|any|each|such)\s)?(?:date\sof\s)?(?:(?:the|its|their)\s)?"
    r"(?P<head>receipt|receiving|delivery|submission|issue|issuance|shipment|approval|rejection|publication)"
    r"(?:\s(?:of\s)?(?:it|them|thereof|the\ssame))?(?:\sby\s(?:(?!\sof\s).){1,60})?$",
    re.IGNORECASE,
)
"""Something done to a thing that only the rest of the sentence names."""
_GERUNDS: Final = {"receiving": "receipt", "issuance": "issue"}
_ONE_NOUN: Final = re.compile(
    r"(?P<lead>(?:.{1,60}\sof\s|receiving\s)?the\s)(?P<noun>[a-z]{3,})$", re.IGNORECASE
)
_GIVEN_TO: Final = re.compile(
    r"(?:\sin\swriting)?(?:\sto\s[\w’'&. -]{2,50}?)?\sof\s(?!at\sleast|not\sless|no\sless)", re.IGNORECASE
)
_AFTER: Final = re.compile(
    r"\b(?:after|following|from|of|before|since|receiv\w+)\s(?:(?:the|such|any|an?|that|prior|first)\s){0,2}$",
    re.IGNORECASE,
)
"""Before a notice from which time runs; who must act then is not who gave it."""
_GIVES: Final = re.compile(
    r"\b(?:giv(?:e|es|ing)|provid(?:e|es|ing)|serv(?:e|es|ing)|allow)\s", re.IGNORECASE
)
"""Who must do something on notice does not give it, unless the words say so."""
_OWNER: Final = re.compile(
    r"(?:(?:the|any|such)\s)?(?P<owner>[A-Z][\w& .-]{1,40}?)(?:['’]s?|s['’])\s", re.ASCII
)
_ACTS: Final = {
    "terminat": "termination",
    "end": "termination",
    "cancel": "cancellation",
    "renew": "renewal",
    "extend": "extension",
    "assign": "assignment",
    "audit": "audit",
    "inspect": "inspection",
    "suspend": "suspension",
    "withdraw": "withdrawal",
    "increase": "increase",
}
"""How a verb begins that a notice is given of, and its noun."""
_VAGUE: Final = re.compile(
    r"\b(?:it|them|there|so|same)\b|\bone$|\b(?:such|that|this|those|these)\s(?:\w+\s)?(?:months?|quarters?|years?|weeks?|periods?|days?|"
    r"times?|dates?)\b|\b(?:second|third|fourth|fifth|last)\s(?:month|quarter|year|week|period)\b",
    re.IGNORECASE,
)
"""Words that mean another thing in each clause."""
_GIVEN: Final = frozenset({"notice", "request"})
_BARE_THINGS: Final = frozenset({"", "notice", "request", "demand", "it"})
_BOTH: Final = "both"
"""The obligor of what each party does for itself."""
_LONGEST_ACTOR: Final = 48


class Mention(NamedTuple):
    """The event of a deadline as its sentence tells it."""

    words: str
    """The anchor with what it points back at put in its place."""
    happening: Happening | None
    actor: str | None = None
    """Who gives a notice or makes a request, where the words say so."""
    act: str | None = None
    """What a notice is given of, where the verb of its sentence says so: "termination"."""
    clause: int | None = None
    """Of words that mean another thing in each clause: index in `ClauseTree.clauses`."""
    sentence: int | None = None
    """Of a bare notice or request, which may be another in each sentence: where its quote starts."""


class Mentions:
    """Reads the anchors of one document."""

    def __init__(self, tree: ClauseTree) -> None:
        self._tree = tree
        self._starts = [sentence.start for sentence in tree.sentences]
        self._actors = {party.role for party in tree.parties}

    def read(self, draft: ObligationDraft) -> Mention | None:
        """What the deadline of a norm hangs on; None where it has no anchor, or one that names nothing."""
        anchor = draft.deadline.anchor
        if anchor is None or _POINTS_BACK.match(anchor):
            return None
        sentence = " ".join(draft.quotes[0].exact.split())
        words = " ".join(anchor.split())
        start = sentence.find(words)
        told = words if start < 0 else self._told(words, sentence, start, draft)
        if told is None:
            return None
        happening = read_happening(told)
        if happening is not None and happening.head in _GIVEN:
            return self._given(Mention(told, happening), sentence, start, draft)
        is_vague = _VAGUE.search(told) is not None or _is_bare(told, happening)
        return Mention(told, happening, clause=self._clause(draft) if is_vague else None)

    def _told(self, words: str, sentence: str, start: int, draft: ObligationDraft) -> str | None:
        """The words of the anchor with its pronouns resolved from the sentence."""
        end = start + len(words)
        actors = {*self._actors, *filter(None, (draft.obligor, draft.obligee))}
        if _ENDING.match(words) and _PAPER.search(sentence, 0, start):
            return "the end of this Agreement"
        if bare := _BARE.match(words):
            thing = find_antecedent(sentence, start, end, actors)
            head = bare["head"].lower()
            return f"{_GERUNDS.get(head, head)} of {thing}" if thing else words
        if pronoun := _PRONOUN.match(words):
            thing = find_antecedent(sentence, start, end, actors) if pronoun["be"] else None
            actor = "either party" if draft.obligor == _BOTH else draft.obligor
            subject = str(thing) if thing else actor
            return f"{subject} {words.split(maxsplit=1)[-1]}" if subject and " " in words else None
        if single := _ONE_NOUN.match(words):
            full = longer_name(single["noun"], sentence, start)
            return f"{single['lead']}{full}" if full else words
        return words

    def _given(self, mention: Mention, sentence: str, start: int, draft: ObligationDraft) -> Mention:
        """A notice or request with who gives it, and of what, as far as the words say so."""
        words, happening = mention.words, mention.happening
        end = start + len(words)
        if start >= 0 and happening is not None and not happening.object and _GIVEN_TO.match(sentence, end):
            of = _GIVEN_TO.match(sentence, end)
            whole = read_event(sentence, of.end()) if of else None
            words = f"{words} of {sentence[slice(*whole)]}" if whole else words
            happening = read_happening(words)
        owner = _OWNER.match(mention.words)
        is_own = start >= 0 and _AFTER.search(sentence, max(0, start - 60), start) is None
        is_own = is_own and (
            draft.modality is Modality.RIGHT or _GIVES.search(sentence, 0, start) is not None
        )
        by = draft.obligor if is_own and happening is not None and happening.head == "notice" else None
        actor = owner["owner"] if owner else by
        if actor is not None and (len(actor) > _LONGEST_ACTOR or actor.lower() in {"it", "they"}):
            actor = None
        actor = "either party" if actor == _BOTH else actor
        is_told = happening is not None and happening.object not in _BARE_THINGS
        act = None if is_told or by is None else _act(draft.action)
        if is_told:
            return Mention(words, happening, actor, act)
        return Mention(words, happening, actor, act, self._clause(draft), draft.quotes[0].start)

    def _clause(self, draft: ObligationDraft) -> int | None:
        start = draft.quotes[0].start
        at = bisect_right(self._starts, start) - 1 if start is not None else -1
        return self._tree.sentences[at].clause if at >= 0 else None


def _is_bare(words: str, happening: Happening | None) -> bool:
    """Whether the words name one thing of many by a single noun."""
    if happening is None:
        return len(words.split()) <= 2 and words == words.lower()
    return happening.object in _BARE_THINGS and happening.head != "date"


def _act(action: str) -> str | None:
    verb = action.split(maxsplit=1)[0].lower() if action else ""
    return next((noun for stem, noun in _ACTS.items() if verb.startswith(stem)), None)
