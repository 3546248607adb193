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
_ADDRESSES: Final = ("we", "you")
"""Who speaks and who is spoken to in a letter: parties, even where the text says of neither who it is."""
_CASE_MATTERS_UP_TO: Final = 2
"""Letters of a name up to which "IT" and "it" are told apart."""
_JOINED: Final = re.compile(r"\s*,?\s*(?:and/or|and|or|&)\s+(?:the\s+)?$", re.IGNORECASE)
_EACH_OF: Final = re.compile(r"\b(?:each|both|either|any)\s+of\s+(?:the\s+)?$", re.IGNORECASE)
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

    def resolve(self, subject: str, before: str = "") -> str | None:
        """The role that a subject names, `both`, or None where it names no party.

        `before` is what was said earlier, last words last: a pronoun stands for the party named there.
        """
        words = subject.strip()
        if _PRONOUN.fullmatch(words):
            if words.lower() in _BOTH_PRONOUNS:
                return BOTH
            return self._last_named(before)
        if _EACH_PARTY.match(words):
            return BOTH
        named = self._named(words)
        if named and len(named) > 1 and set(named) == set(self.all):
            return BOTH
        return named[0] if named else None

    def ahead_of(self, words: str, position: int) -> tuple[str, int] | None:
        """The party named right before a place ("Supplier, on request, | shall"), and its name's start."""
        for match in self._names.finditer(words, max(0, position - _WINDOW), position):
            role = self._role(match)
            if role is not None and _GAP.fullmatch(words, match.end(), position):
                return self._heading_clause(words, role, match.start())
        return None

    def _heading_clause(self, words: str, role: str, start: int) -> tuple[str, int] | None:
        """The role at `start` with a party joined to it from before ("Buyer and/or | Seller shall")."""
        joined = _JOINED.search(words, max(0, start - _WINDOW), start)
        before = list(self._names.finditer(words, 0, joined.start())) if joined else []
        if joined and before and before[-1].end() == joined.start():
            both = {role, self._role(before[-1])} == set(self.all)
            role, start = (BOTH if both else role), before[-1].start()
        # "Each of" and "both of" govern the parties without taking the clause from them.
        start = next((each.start() for each in [_EACH_OF.search(words, 0, start)] if each), start)
        return None if _GOVERNED.search(words, 0, start) else (role, start)

    def _last_named(self, words: str) -> str | None:
        roles = [role for match in self._names.finditer(words) if (role := self._role(match)) is not None]
        return roles[-1] if roles else None

    def other(self, role: str | None) -> str | None:
        """The counterparty, where the contract has just two parties."""
        others = [each for each in self.all if each != role]
        return others[0] if role in self.all and len(others) == 1 else None

    def _named(self, words: str) -> list[str]:
        """The parties that head a noun phrase: "Supplier's personnel", "the Supplier and the Customer"."""
        opening = re.match(r"(?:(?:the|each|any|both|all|such|either|neither|of)\s+)*", words, re.IGNORECASE)
        start = opening.end() if opening else 0
        match = self._names.match(words, start)
        if match is None:
            return []
        role = self._role(match)
        if role is None:
            return []
        joined = re.match(r"\s*,?\s*(?:and|or|and/or|&)\s+", words[match.end() :])
        return [role, *(self._named(words[match.end() + joined.end() :]) if joined else [])]

    def _role(self, match: re.Match[str]) -> str | None:
        words = match[0]
        if len(words) <= _CASE_MATTERS_UP_TO and words.islower() and _key(words) not in {"we", "us"}:
            return None
        return self._role_of.get(_key(words))


def _key(name: str) -> str:
    return " ".join(name.lower().replace("\u2019", "'").split()).removeprefix("the ")


def _name_pattern(name: str) -> str:
    return r"\s+".join(re.escape(word).replace("'", "['\u2019]") for word in name.split())
