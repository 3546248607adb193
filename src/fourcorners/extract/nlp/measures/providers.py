"""Providers: which party promises a level."""

import re
from collections import Counter
from typing import Final

from fourcorners.domain.obligation import BOTH
from fourcorners.extract.nlp.obligors import Roles

_MODAL: Final = re.compile(
    r"\b(?:shall|will|must|agrees?|undertakes?|guarantees?|warrants?|commits?|is\s+(?:to|required|obliged|obligated)|are\s+to|should|provides?|may)\b",
    re.I,
)
_PARTIES: Final = re.compile(r"\b(?:each|either|both|neither)\s+part(?:y|ies)\b|\bthe\s+parties\b", re.I)
_BY: Final = re.compile(r"\bby\s+(?P<agent>[^.;:]{2,60})", re.I)
_SUBJECT_REACH: Final = 120


class Providers:
    """The parties of a contract as those who promise levels."""

    def __init__(self, roles: Roles, text: str) -> None:
        """`text` is the whole contract: who most often "shall" is the provider where a clause does not tell."""
        self._roles = roles
        self._text = text

    def find(self, sentence: str, position: int, stem: str = "", around: str = "") -> str | None:
        """Who promises the level that stands at `position`; None where nobody is named.

        `around` is the text of the clause, looked at where the sentence and its stem name nobody.
        """
        return self._of_sentence(sentence, position) or self._of_sentence(stem, len(stem)) or self._usual(around)

    def _of_sentence(self, sentence: str, position: int) -> str | None:
        modals = [match for match in _MODAL.finditer(sentence) if match.start() <= position]
        for modal in reversed(modals):
            subject = sentence[max(0, modal.start() - _SUBJECT_REACH) : modal.start()]
            if _PARTIES.search(subject[-24:]):
                return BOTH
            named = self._last(subject)
            if named is not None:
                return named
        agent = _BY.search(sentence)
        if agent is not None and (named := self._roles.mentions(agent["agent"])):
            return named[0]
        return self._last(sentence[:position])

    def _last(self, words: str) -> str | None:
        """The party that is named last: nearest to the verb that follows."""
        pieces = re.split(r"(?<=\s)", words)
        for start in range(len(pieces) - 1, -1, -1):
            named = self._roles.mentions("".join(pieces[start:]))
            if named:
                return named[0]
        return None

    def _usual(self, around: str) -> str | None:
        counts: Counter[str] = Counter()
        for modal in _MODAL.finditer(around):
            named = self._last(around[max(0, modal.start() - 40) : modal.start()])
            if named is not None:
                counts[named] += 1
        return counts.most_common(1)[0][0] if counts else None
