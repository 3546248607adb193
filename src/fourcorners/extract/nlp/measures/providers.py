"""Providers: which party promises a level."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from fourcorners.domain.obligation import BOTH
from fourcorners.domain.party import PartyDraft

_MODAL: Final = re.compile(
    r"\b(?:shall|will|must|agrees?|undertakes?|guarantees?|warrants?|commits?|provides?|should|may|"
    r"is\s+(?:to|required|obliged|obligated)|are\s+to)\b",
    re.I,
)
_PERFORMS: Final = re.compile(
    r"\b(?:shall|will|must|agrees\s+to|is\s+responsible\s+for)\s+(?:also\s+|promptly\s+|at\s+all\s+times\s+)?"
    r"(?:provid\w+|deliver|suppl(?:y|ies)|perform|maintain|manufactur\w*|respond|ship|host|repair|operate|correct|"
    r"support|ensure|make\s+available|handle|install|notify|resolve|answer|make|complete|achieve|purchase|buy|sell|"
    r"order|generate|meet|spend|use\s+(?:its\s+)?(?:all\s+)?(?:commercially\s+)?(?:reasonable|best))\b",
    re.I,
)
_OWES: Final = re.compile(r"\b(?:shall|will|must)\s+(?!pay\b|be\b|not\b|have\b)\w+", re.I)
_PARTIES: Final = re.compile(r"\b(?:(?:each|either|both|neither)\s+part(?:y|ies)|the\s+parties)\b", re.I)
_BY: Final = re.compile(r"\bby\s+(?P<agent>[^.;:]{2,60})", re.I)
_ROLE: Final = re.compile(
    r"\b(?:Supplier|Provider|Service Provider|Vendor|Contractor|Seller|Licensor|Manufacturer|Carrier|"
    r"Consultant|Host|Customer|Client|Buyer|Purchaser|Licensee|Distributor|Reseller|Company)\b"
)
_SUBJECT_REACH: Final = 120
_NEAR: Final = 40
_CLOSE: Final = 24
_LONGEST_LOOK: Final = 100_000
"""Code points of a contract in which it shows who performs and who pays."""


class Providers:
    """The parties of a contract as those who promise levels."""

    def __init__(self, parties: Sequence[PartyDraft], text: str) -> None:
        """`text` is the whole contract: who performs is the provider where a clause does not tell."""
        self._text = text[:_LONGEST_LOOK]
        self._usual_of: dict[str, str | None] = {}
        self._usual_anywhere: str | None = None
        self._is_counted = False
        self._roles: dict[str, str] = {}
        known = parties or _generic(self._text)
        for party in known:
            for name in (party.role, *party.names):
                self._roles.setdefault(_key(name), party.role)
        names = sorted(filter(None, self._roles), key=len, reverse=True)
        patterns = [r"\s+".join(map(re.escape, name.split())) for name in names]
        self._names = re.compile(rf"(?<!\w)(?:{'|'.join(patterns) or '(?!)'})(?!\w)", re.I)

    def of_level(self, sentence: str, position: int, stem: str, around: str) -> str | None:
        """Who promises the level that stands at `position` of a sentence; None where nobody is named.

        `around` is the text of the clause, looked at where the sentence and its stem name nobody.
        """
        agent = _BY.search(sentence)
        return (
            self._subject(sentence, position)
            or self._subject(stem, len(stem))
            or self._last(sentence[:position])
            or (self._first(agent["agent"]) if agent else None)
            or self._usual(around)
        )

    def of_table(self, above: str, around: str) -> str | None:
        """Who promises the levels of a table: who is said to perform above it, else around it."""
        performed = list(_PERFORMS.finditer(above))
        last = self._last(above[: performed[-1].start()]) if performed else None
        return last or self._usual(around)

    def is_named(self, words: str) -> bool:
        """Whether some words name a party."""
        return self._names.search(words) is not None

    def _subject(self, sentence: str, position: int) -> str | None:
        """Whom the verb nearest before the position binds."""
        for modal in reversed([match for match in _MODAL.finditer(sentence) if match.start() <= position]):
            subject = sentence[max(0, modal.start() - _SUBJECT_REACH) : modal.start()]
            if _PARTIES.search(subject[-_CLOSE:]):
                return BOTH
            named = self._last(subject)
            if named is not None:
                return named
        return None

    def _first(self, words: str) -> str | None:
        found = self._names.search(words)
        return self._role(found) if found else None

    def _last(self, words: str) -> str | None:
        """The party that is named last: nearest to the verb that follows."""
        found = list(self._names.finditer(words))
        return self._role(found[-1]) if found else None

    def _role(self, found: re.Match[str]) -> str | None:
        return self._roles.get(_key(found[0]))

    def _usual(self, around: str) -> str | None:
        """Who most often has to perform: around here, else in the whole contract."""
        if around not in self._usual_of:
            self._usual_of[around] = self._busiest(around, _PERFORMS)
        return self._usual_of[around] or self._anywhere()

    def _anywhere(self) -> str | None:
        """Who most often has to perform in the whole contract, counted once."""
        if not self._is_counted:
            self._usual_anywhere = self._busiest(self._text, _PERFORMS) or self._busiest(self._text, _OWES)
            self._is_counted = True
        return self._usual_anywhere

    def _busiest(self, words: str, pattern: re.Pattern[str]) -> str | None:
        """The party that some words bind most often to acts of a pattern."""
        counts: Counter[str] = Counter()
        for act in pattern.finditer(words):
            named = self._last(words[max(0, act.start() - _NEAR) : act.start()])
            if named is not None:
                counts[named] += 1
        return counts.most_common(1)[0][0] if counts else None


def _generic(text: str) -> list[PartyDraft]:
    """The roles that a contract names with capitals, where it introduces no party, as an amendment may."""
    counts = Counter(_ROLE.findall(text))
    return [PartyDraft(role=role, names=(role,)) for role, count in counts.items() if count > 1]


def _key(name: str) -> str:
    return " ".join(name.lower().replace("\u2019", "'").split()).removeprefix("the ")
