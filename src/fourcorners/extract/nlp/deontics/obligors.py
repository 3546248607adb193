"""Whose norm it is: the words of a subject resolved to the roles of the parties."""

import re
from collections.abc import Sequence
from typing import Final

from fourcorners.domain.obligation import BOTH
from fourcorners.domain.party import PartyDraft

_EACH_PARTY: Final = re.compile(
    r"(?:(?:the|each|either|both|neither|any|no|one|an?|such|that|other|respective|of)\s+)*(?:(?!third\b)[\w-]+\s+){0,2}?"
    r"part(?:y|ies)\b|(?:each|both|either|neither)\s+of\s+(?:them|us|you)\b",
    re.IGNORECASE,
)
"""A party told by its place in the bargain, not by its name: "either party", "the affected party"."""
_PRONOUN: Final = re.compile(r"(?:it|they|he|she|each|both|either|neither|same|them)", re.IGNORECASE)
_BOTH_PRONOUNS: Final = {"each", "both", "either", "neither"}
_LEAD_IN: Final = re.compile(
    r"(?:(?:then|thereafter|however|therefore|accordingly|further)\s*,?\s*|in\s+(?:any\s+|each\s+)?such\s+(?:an?\s+)?"
    r"(?:event|case)s?\s*,?\s*){1,3}",
    re.IGNORECASE,
)
"""What a parse may draw into a subject: "then, in such event, the other party"."""
_GENERIC: Final = re.compile(
    r"\b(?:the\s+parties|(?:each|either|both|neither|any|a|one|no)\s+(?:[\w-]+\s+){0,2}?part(?:y|ies)"
    r"(?!\s+(?:other\s+than|which\s+is\s+not)))\b",
    re.IGNORECASE,
)
"""A party named by none of the roles: whichever it is."""
_POINTS_BACK: Final = re.compile(r"(?:such|that|the\s+said|the\s+same)\s+party\b", re.IGNORECASE)
_POINTS_ACROSS: Final = re.compile(r"(?:the|such)\s+other\s+party\b", re.IGNORECASE)
_PEOPLE_OF: Final = re.compile(
    r"(?:(?:the|an?|any|all|each|such|one|two|duly|other)\s+){0,2}(?:[\w-]+\s+){0,2}?(?:representatives?|personnel|"
    r"employees?|officers?|staff|directors?|managers?|engineers?|technicians?|executives?|members?|president|"
    r"management)\s+(?:of|from|designated\s+by|appointed\s+by)\s+(?=\S)",
    re.IGNORECASE,
)
"""Those by whom a party acts: "an authorised representative of"."""
_OF_CONDITION: Final = re.compile(
    r"(?i:\b(?:if|where|when|whenever|should|unless|once))\s+(?:the\s+)?(?P<name>[A-Z][A-Z&]{1,9}|[A-Z][\w-]{2,20})\s+"
    r"(?:(?:reasonably\s+)?(?:believes?|considers?|determines?|wish(?:es)?|elects?|intends?|becomes?|fails?|requires?)|"
    r"does|has|decides?|approves?|rejects?|receives?|notifies)\b[^.;:]{0,240}$"
)
"""A stranger whom a condition speaks of: "If HMRC does not agree, it shall ..."."""
_AND: Final = re.compile(r"\s*,?\s+(?:and(?:/or)?|or)\s+|\s+&\s+", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(r"[.;]\s")
_ADDRESSES: Final = ("we", "you")
"""Who speaks and who is spoken to in a letter: parties, even where the text says of neither who it is."""
_CASE_MATTERS_UP_TO: Final = 2
"""Letters of a name up to which "IT" and "it" are told apart."""
_JOINED: Final = re.compile(r"\s*,?\s*(?:and/or|and|or|&)\s+(?:the\s+)?$", re.IGNORECASE)
_EACH_OF: Final = re.compile(r"\b(?:each|both|either|any)\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_OPENING: Final = re.compile(r"(?:(?:the|an?|each|any|both|all|such|either|neither|of)\s+)*", re.IGNORECASE)
_WINDOW: Final = 200
_GAP: Final = re.compile(
    r"(?:\s*,[^,;.]{1,120},)?(?:\s+(?:hereby|also|further|each|\w+ly|either|both|itself))*\s*"
)
"""What may stand between a subject and its modal."""
_GOVERNED: Final = re.compile(
    r"\b(?:of|by|to|with|for|from|between|under|against|on|upon|in|than|at|about|through|via)\s+"
    r"(?:(?:the|each|any|both|either|such)\s+)?$",
    re.IGNORECASE,
)
"""A name behind one of these heads no clause: "termination by the Buyer shall ..."."""


class Roles:
    """The parties of one contract, found by any of their names."""

    def __init__(self, parties: Sequence[PartyDraft]) -> None:
        """Index the names: the longest one that fits wins."""
        self._parties = tuple(parties)
        self.all = tuple(dict.fromkeys(party.role for party in parties))
        self._role_of: dict[str, str] = {}
        for party in parties:
            for name in (party.role, *party.names):
                self._role_of.setdefault(_key(name), party.role)
        for address in _ADDRESSES:
            self._role_of.setdefault(address, address.capitalize())
        names = sorted((name for name in self._role_of if name), key=len, reverse=True)
        self._names = re.compile(
            "|".join(rf"(?<!\w){_name_pattern(name)}(?!\w)" for name in names) or r"(?!)", re.IGNORECASE
        )

    def mentions(self, words: str) -> list[str]:
        """The roles named in some words, in order, each once."""
        found = (self._role(match) for match in self._names.finditer(words))
        return list(dict.fromkeys(role for role in found if role is not None))

    def masked(self, words: str, mask: str) -> str:
        """Some words with a mask in the place of each party's name."""
        return self._names.sub(lambda match: match[0] if self._role(match) is None else mask, words)

    def resolve(self, subject: str, before: str = "") -> str | None:
        """The role that a subject names, `both`, or None where it names no party.

        `before` is what was said earlier, last words last: a pronoun stands for the party named there.
        """
        lead_in = _LEAD_IN.match(subject.strip())
        words = subject.strip()[lead_in.end() if lead_in else 0 :]
        if _PRONOUN.fullmatch(words):
            return BOTH if words.lower() in _BOTH_PRONOUNS else self._antecedent(before)
        if _EACH_PARTY.match(words):
            return self._pointed_at(words, before)
        people = _PEOPLE_OF.match(words)
        if people is not None:
            return self.resolve(words[people.end() :], before)
        return self._joined(self._named(words))

    def _joined(self, named: list[str]) -> str | None:
        """One party, or those that act together; where these go by a name of their own, it is that."""
        if len(set(named)) < 2:
            return named[0] if named else None
        groups = [role for role in self.all if role not in named and role.endswith("s") and len(self.all) > 2]
        return groups[0] if groups and len(self.all) > len(named) + 1 else BOTH

    def _pointed_at(self, words: str, before: str) -> str:
        """Whom "such party" and "the other party" mean: told by the sentence so far, else either."""
        sentence = _SENTENCE_END.split(before)[-1].rstrip().removesuffix(words)
        if _GENERIC.search(sentence):
            return BOTH
        named = self.mentions(sentence)
        if len(named) == 1 and _POINTS_BACK.match(words):
            return named[0]
        if len(named) == 1 and _POINTS_ACROSS.match(words):
            return self.other(named[0]) or BOTH
        return BOTH

    def _antecedent(self, before: str) -> str | None:
        """Whom a pronoun stands for: the party named last, be it as "either party".

        Where its own sentence names none, and a condition speaks of a stranger by name, it is that one.
        """
        generic = max((match.end() for match in _GENERIC.finditer(before)), default=-1)
        named = [(match.end(), role) for match in self._names.finditer(before) if (role := self._role(match))]
        stranger = _OF_CONDITION.search(before)
        if stranger is not None and stranger.end() > max(generic, named[-1][0] if named else -1):
            return stranger["name"]
        if not named:
            return BOTH if generic >= 0 else None
        end, role = named[-1]
        return BOTH if generic > end else role

    def ahead_of(self, words: str, position: int) -> tuple[str, int] | None:
        """The party named right before a place ("Supplier, on request, | shall"), and its name's start."""
        for match in self._names.finditer(words, max(0, position - _WINDOW), position):
            role = self._role(match)
            if role is not None and _GAP.fullmatch(words, match.end(), position):
                return self._heading_clause(words, role, match.start())
        return None

    def behind(
        self,
        lead: re.Pattern[str],
        words: str,
        start: int,
        *,
        at_once: bool = False,
        then: re.Pattern[str] | None = None,
        never: re.Pattern[str] | None = None,
    ) -> str | None:
        """The party named right behind a lead ("to | Customer") at or after `start`; None where none is.

        With `at_once` the lead has to begin at `start` itself. `then` must and `never` must not follow.
        """
        first = lead.match(words, start)
        for match in ([first] if first else []) if at_once else lead.finditer(words, start):
            name = self._names.match(words, match.end())
            role = self._role(name) if name is not None else None
            if name is None or role is None:
                if _EACH_PARTY.match(words, match.end()) and then is None:
                    return BOTH
                continue
            is_followed = then is None or then.match(words, name.end()) is not None
            if is_followed and not (never and never.match(words, name.end())):
                return role
        return None

    def joined_by(self, name: str) -> "Roles":
        """The same roles and one more."""
        return Roles([*self._parties, PartyDraft(role=name, names=(name,))])

    def _heading_clause(self, words: str, role: str, start: int) -> tuple[str, int] | None:
        """The role at `start` with a party joined to it from before ("Buyer and/or | Seller shall")."""
        joined = _JOINED.search(words, max(0, start - _WINDOW), start)
        before = list(self._names.finditer(words, 0, joined.start())) if joined else []
        if joined and before and before[-1].end() == joined.start():
            first = self._role(before[-1])
            role, start = self._joined([*([first] if first else []), role]) or role, before[-1].start()
        # "Each of" and "both of" govern the parties without taking the clause from them.
        start = next((each.start() for each in [_EACH_OF.search(words, 0, start)] if each), start)
        return None if _GOVERNED.search(words, 0, start) else (role, start)

    def other(self, role: str | None) -> str | None:
        """The counterparty, where the contract has just two parties."""
        others = [each for each in self.all if each != role]
        return others[0] if role in self.all and len(others) == 1 else None

    def _named(self, words: str) -> list[str]:
        """The parties that head a noun phrase: "Supplier's personnel", "the Supplier and the Customer"."""
        named: list[str] = []
        start = 0
        while True:
            opening = _OPENING.match(words, start)
            match = self._names.match(words, opening.end() if opening else start)
            role = self._role(match) if match is not None else None
            if match is None or role is None:
                return named
            named.append(role)
            joint = _AND.search(words, match.end())
            if joint is None:
                return named
            start = joint.end()

    def _role(self, match: re.Match[str]) -> str | None:
        words = match[0]
        if len(words) <= _CASE_MATTERS_UP_TO and words.islower() and _key(words) not in {"we", "us"}:
            return None
        return self._role_of.get(_key(words))


def _key(name: str) -> str:
    return " ".join(name.lower().replace("\u2019", "'").split()).removeprefix("the ")


def _name_pattern(name: str) -> str:
    return r"\s+".join(re.escape(word).replace("'", "['\u2019]") for word in name.split())
