"""Who bears a norm: the party that its sentence names, else the one that all around it tells."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from fourcorners.domain.modality import BOTH, Modality
from fourcorners.extract.nlp.deontics.acts import Act
from fourcorners.extract.nlp.deontics.ends import End, end_of, performed
from fourcorners.extract.nlp.deontics.exchange import Exchange
from fourcorners.extract.nlp.deontics.norm import Norm
from fourcorners.extract.nlp.deontics.obligees import obligee_of
from fourcorners.extract.nlp.deontics.obligors import Roles
from fourcorners.extract.nlp.deontics.operative import actor_name

_ON_SUBJECT: Final = re.compile(
    r"(?:required|obliged|obligated|permitted|allowed|entitled|authori[sz]ed|prohibited|restricted|bound|expected|"
    r"committed|forbidden)\b",
    re.IGNORECASE,
)
"""Passives by which the subject itself is bound or free: "Customer is not permitted to"."""
_MAY_BE_ASKED: Final = re.compile(r"may\s+be\s+(?:required|asked|requested|directed)\b", re.IGNORECASE)
"""A right of the other party to ask it."""
_ADDRESSED: Final = re.compile(
    r"(?:\w+\s+)*(?:employee|executive|customer|client|subscriber|licensee|franchisee|user|participant|member|reseller|"
    r"distributor)",
    re.IGNORECASE,
)
"""Who is written to as "you" by the one that drew up the contract."""
_RECEIVES: Final = re.compile(r"receive\b", re.IGNORECASE)
_MONEY_BEHIND: Final = re.compile(
    r"\b(?:pay|payments?|fees?|commissions?|royalt(?:y|ies)|percent|credits?|compensation|refunds?|[$€£])|%|[$€£]",
    re.IGNORECASE,
)
_BY: Final = re.compile(
    r"(?:\s+(?:and|or|and/or)\s+\w+|\s*/\s*\w+|\s+\w+ly|\s+in\s+(?:full|writing|advance)){0,3}\s+by\s+(?:the\s+)?",
    re.IGNORECASE,
)
"""Right behind a verb, or the verbs joined to it: "finalised and executed by"."""
_DONE_BY: Final = re.compile(r"\bby\s+(?:the\s+)?", re.IGNORECASE)
"""In the subject of what is prohibited: "the storage of oil by | Customer"."""
_TO: Final = re.compile(
    r"(?<!\bsubject )(?<!\baccording )(?<!\brelating )(?<!\brelated )(?<!\brespect )(?<!\bregard )"
    r"(?<!\bpursuant )(?<!\bacceptable )(?<!\bsatisfactory )(?<!\breference )(?<!\bprior )"
    r"(?<!\bapplicable )(?<!\blimited )(?<!\bknown )(?<!\bavailable only )\bto\s+(?:the\s+)?",
    re.IGNORECASE,
)
_MOVED: Final = re.compile(
    r"(?:returned|delivered|sent|shipped|submitted|provided|paid|transferred|reported|given|made|forwarded|furnished|"
    r"due|payable|remitted|supplied|offered|identified|disclosed|available|issued|addressed|credited|granted|rendered|"
    r"communicated|presented|released|charged|billed|invoiced|be)\b",
    re.IGNORECASE,
)
"""Verbs whose "to" names who gets something."""
_POSSESSIVE: Final = re.compile(r"\s?['’]s?(?!\w)")
_COST: Final = re.compile(r"\s?['’]s?\s+(?:own\s+|sole\s+)?(?:risk\s+and\s+)?(?:cost|expense)", re.IGNORECASE)
_AT: Final = re.compile(r"\bat\s+(?:the\s+)?", re.IGNORECASE)
_OWED_BY: Final = re.compile(
    r"\b(?:(?:owed|due|payable|owing|received)\s+(?:by|from)|payments?\s+(?:made\s+)?by)\s+(?:the\s+)?",
    re.IGNORECASE,
)
_PAYABLE: Final = re.compile(
    r"\s+(?:be(?:come)?\s+)?(?:(?:\w+ly\s+)?due\s+and\s+)?(?:payable|due)\b", re.IGNORECASE
)
_OF_DUTIES: Final = re.compile(
    r"\b(?:obligations?|responsibilit(?:y|ies)|dut(?:y|ies)|covenants?|undertakings?|commitments?|tasks?|"
    r"to\s+(?:be\s+)?provided?(?:\s+by)?|(?:shall|will|must)\b)",
    re.IGNORECASE,
)
_MAKES: Final = re.compile(
    r"(?:prepare|provide|deliver|submit|issue|create|supply|send|furnish|develop|maintain|establish|invoice|perform|offer|"
    r"give|make|appoint|propose|respond|keep|prepared|issued|submitted)\b",
    re.IGNORECASE,
)
_ENDINGS: Final = (("ion", ""), ("ion", "e"), ("ation", "e"), ("y", ""), ("ing", ""), ("ing", "e"))
_COMPANY: Final = re.compile(
    r"\b(?:inc|ltd|limited|llc|llp|lp|corp|plc|gmbh|ag|sa|bv|co)\b\.?$", re.IGNORECASE
)
_ACRONYM: Final = re.compile(r"[A-Z][A-Z&/-]+")
_PERSON: Final = re.compile(
    r"\w*(?:or|er|ee|ant|ist|man|men|person|company|firm|bank|agent|representative|executive|team|committee|staff|"
    r"personnel|government|authority|department|agency)s?",
    re.IGNORECASE,
)
_DESCRIBES: Final = re.compile(
    r"(?:include|contain|conform|comply|meet|specify|describe|state|set|detail|cover|address|show|list|identify|itemi[sz]e|"
    r"reference|match|satisfy|be|have|come)\b",
    re.IGNORECASE,
)
"""What papers and things do."""
_REACH: Final = 160
_LEVELS: Final = 2
_LONGEST_NAME: Final = 60
_TIMES_TO_BE_KNOWN: Final = 2


class Bearers:
    """Whose each norm of a contract is. Asked in the order of the text, it remembers who was spoken of."""

    def __init__(self, roles: Roles, norms: Sequence[Norm], parents: Sequence[int | None]) -> None:
        """`norms` are all of the contract: what they say of those they name tells of the others.

        `parents` are the clauses above, by the index of a clause.
        """
        named = Counter(_proper_name(norm) for norm in norms if not norm.frame.is_passive)
        self._strangers = {name for name, times in named.items() if name and times >= _TIMES_TO_BE_KNOWN}
        self.roles = _completed(roles, named)
        self._exchange = Exchange.of(self.roles, norms)
        self._parents = parents
        self._around: dict[int, set[str]] = {}
        for norm in norms:
            if norm.obligor is not None and not norm.frame.is_passive:
                for clause in self._upwards(norm.statement.sentence.clause):
                    self._around.setdefault(clause, set()).add(norm.obligor)
        self._before: tuple[int, str] | None = None
        self._makers: dict[str, str] = {}
        """By noun: who had last to make or send such a thing."""
        self._doers: dict[str, str] = {}
        """By verb: who was last to do so."""

    def of(self, norm: Norm, act: Act, above: Iterable[str]) -> str | None:
        """The party that bears the norm, `both`, a stranger by its own name; None where nothing decides.

        `above` are the stems and headings that it stands under, the nearest first.
        """
        norm = norm._replace(obligor=self._named(norm.obligor), agent=self._named(norm.agent))
        bearer = self._said(norm) or self._unsaid(norm, act, above)
        self._remember(norm, act, bearer)
        return bearer

    def obligee(self, obligor: str | None, action: str) -> str | None:
        """To whom a norm of that obligor is owed; None where the text does not tell."""
        return obligee_of(obligor, action, self.roles, self._exchange)

    def _named(self, role: str | None) -> str | None:
        """The party that a letter addresses as "you", or that speaks in it as "we"; others as they are."""
        if role not in {"You", "We"} or role in self.roles.all:
            return role
        addressed = [each for each in self.roles.all if _ADDRESSED.fullmatch(each)]
        you = addressed[0] if len(addressed) == 1 else self._exchange.payer
        return (you if role == "You" else self.roles.other(you)) or role

    def _said(self, norm: Norm) -> str | None:
        """Whom the sentence names: the subject of an act, the agent of a passive."""
        frame, words = norm.frame, norm.statement.words
        if norm.obligor is not None and self._is_owed_to_subject(norm):
            return self.roles.other(norm.obligor)
        if frame.trigger.kind == "prohibited" and norm.obligor is None:
            return self.roles.behind(_DONE_BY, words[: frame.trigger.start], 0)
        if not frame.is_passive:
            return norm.obligor or self._payable_by(norm) or self._stranger(norm)
        if _ON_SUBJECT.match(frame.verb.text):
            return norm.obligor
        return norm.agent or self.roles.behind(_BY, words, norm.verb_end, at_once=True)

    def _is_owed_to_subject(self, norm: Norm) -> bool:
        """Whether it is the other party's: "Agent shall receive 5%", "Customer may be required to"."""
        words, trigger = norm.statement.words, norm.frame.trigger
        if trigger.modality is Modality.RIGHT:
            return bool(_MAY_BE_ASKED.match(words, trigger.start))
        behind = words[norm.verb_end : norm.verb_end + _REACH]
        return bool(_RECEIVES.match(norm.frame.verb.text) and _MONEY_BEHIND.search(behind))

    def _payable_by(self, norm: Norm) -> str | None:
        """Whom "payable by" names, which the grammar does not take for a passive."""
        words, end = norm.statement.words, norm.frame.trigger.end
        payable = _PAYABLE.match(words, end)
        if payable is None and norm.frame.trigger.kind != "payable":
            return None
        return self.roles.behind(_BY, words, payable.end() if payable else end, at_once=True)

    def _stranger(self, norm: Norm) -> str | None:
        """One who acts without being a party; not a paper or a thing with a name."""
        name = actor_name(norm.frame)
        if name is None or norm.frame.subject is None or len(name) > _LONGEST_NAME:
            return None
        head = norm.frame.subject.root.text
        if _PERSON.fullmatch(head) and not head.isupper():
            return name
        if _DESCRIBES.match(norm.frame.verb.text):
            return None
        is_known = name in self._strangers or _ACRONYM.fullmatch(head) or _COMPANY.search(name)
        return name if is_known else None

    def _unsaid(self, norm: Norm, act: Act, above: Iterable[str]) -> str | None:
        subject = norm.frame.subject.text if norm.frame.subject is not None else ""
        is_payable = norm.frame.trigger.kind == "payable" or _PAYABLE.match(
            norm.statement.words, norm.frame.trigger.end
        )
        verb = "payable" if is_payable else norm.frame.verb.text
        return (
            self._from_words(norm, act, subject)
            or self._at(end_of(subject, verb))
            or self._maker(norm)
            or self._from_above(above)
            or self._at(performed(subject, verb))
            or self._from_around(norm)
        )

    def _from_words(self, norm: Norm, act: Act, subject: str) -> str | None:
        """Who pays for it, owes it, or does not receive it."""
        words = norm.statement.words[: min(act.end, norm.verb_end + _REACH)]
        at_cost = self.roles.behind(_AT, words, norm.verb_end, then=_COST)
        if at_cost is not None:
            return at_cost
        if (owing := self.roles.behind(_OWED_BY, subject, 0)) is not None:
            return owing
        if _MOVED.match(norm.frame.verb.text):
            return self.roles.other(self.roles.behind(_TO, words, norm.frame.verb.idx))
        patient = self.roles.behind(_TO, words, norm.verb_end, never=_POSSESSIVE)
        if norm.frame.is_passive and norm.obligor is not None and patient is None:
            # What is done to each party is done by the other: "each party must be told".
            is_own = norm.obligor == BOTH or _POSSESSIVE.search(subject) is not None
            return norm.obligor if is_own else self.roles.other(norm.obligor)
        return self.roles.other(patient)

    def _maker(self, norm: Norm) -> str | None:
        """Who makes the paper that is described, or does what is spoken of: "The plan shall list ..."."""
        if norm.frame.subject is None:
            return None
        head = norm.frame.subject.root.lower_
        doers = (self._doers.get(verb) for verb in _verbs_of(head))
        maker = self._makers.get(head) if _DESCRIBES.match(norm.frame.verb.text) else None
        return maker or next((doer for doer in doers if doer), None)

    def _at(self, end: End | None) -> str | None:
        if end is None or end is End.EACH:
            return BOTH if end else None
        return self._exchange.performer if end is End.PERFORMER else self._exchange.payer

    def _from_above(self, above: Iterable[str]) -> str | None:
        """The one party that a heading or stem of duties names."""
        for words in above:
            named = self.roles.mentions(words)
            if len(named) == 1 and _OF_DUTIES.search(words):
                return named[0]
        return None

    def _from_around(self, norm: Norm) -> str | None:
        """Who was spoken of before in the clause; else the only party that it, or the one above it, binds."""
        clause = norm.statement.sentence.clause
        if self._before is not None and self._before[0] == clause:
            return self._before[1]
        around = next((self._around[each] for each in self._upwards(clause) if each in self._around), set())
        return next(iter(around)) if len(around) == 1 else None

    def _upwards(self, clause: int) -> Iterator[int]:
        """A clause and the ones right above it: a whole article speaks of too many."""
        above: int | None = clause
        for _ in range(_LEVELS):
            if above is None:
                return
            yield above
            above = self._parents[above]

    def _remember(self, norm: Norm, act: Act, bearer: str | None) -> None:
        if bearer is None or (bearer != BOTH and bearer not in self.roles.all):
            return
        self._before = (norm.statement.sentence.clause, bearer)
        self._doers[norm.frame.verb.lower_] = bearer
        if _MAKES.match(norm.frame.verb.text):
            for token in norm.frame.verb.subtree:
                if token.dep_ in {"dobj", "nsubjpass"} and token.idx < act.end:
                    self._makers[token.lower_] = bearer


def _proper_name(norm: Norm) -> str | None:
    """The name that a subject is, where it names no party."""
    if norm.obligor is not None or norm.frame.subject is None:
        return None
    return actor_name(norm.frame) if norm.frame.subject.root.text[:1].isupper() else None


def _verbs_of(noun: str) -> Iterator[str]:
    """The verbs that a noun may be made of: "inspection" of "inspect", "delivery" of "deliver"."""
    yield noun
    for ending, verbal in _ENDINGS:
        if noun.endswith(ending):
            yield noun.removesuffix(ending) + verbal


def _completed(roles: Roles, named: Counter[str | None]) -> Roles:
    """The roles with the counterparty that nobody introduced, where the contract knows one party only."""
    if len(roles.all) != 1:
        return roles
    common = [name for name, times in named.most_common() if name and times > _TIMES_TO_BE_KNOWN]
    return roles.joined_by(common[0]) if common else roles
