"""Names of parties and titles of documents: when two ways to write one are the same."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from typing import Final

_SAME_TITLE: Final = 0.8
"""Words in common, of the words of both: more than this is one title with and without an addition."""
_SAME_NAME: Final = 0.87
"""Letters in common: below it spellings differ by more than a slip of the pen."""
_TELLING_LENGTH: Final = 8
"""Letters from which on the beginning of a name tells whose it is, with and without its legal form."""

_FEWEST_LETTERS: Final = 3
_FORM: Final = (
    r"\b(?:inc|corp|corporation|company|co|ltd|limited|llc|plc|gmbh|ag|lp|"
    r"s\.?a|n\.?a|b\.?v|l\.l\.c|l\.p)\b\.?"
)
_LEGAL_FORM: Final = re.compile(_FORM, re.IGNORECASE)
_SEPARATOR: Final = re.compile(rf";|(?<=\))\s*,\s*+(?!{_FORM})", re.IGNORECASE)
_AFTER_FORM: Final = re.compile(
    rf"({_FORM})(?:,\s*+(?:and\s++)?|\s++(?:and|together with)\s++)(?!{_FORM}|an?\b)", re.IGNORECASE
)
_ALIAS: Final = re.compile(r"[\"“”]|\((?=[^()]*[\"“”])|\([^()]*\)?\s*$")
"""A bracket within a name is a part of it: "Alder (Canada) Ltd"."""
_QUOTED: Final = re.compile(r"[\"“”]([^\"“”]+)[\"“”]")
_CONJUNCTION: Final = re.compile(r",|\band\b")
_GROUP: Final = re.compile(
    r"\b(?:each|individually|collectively|together|hereinafter|part(?:y|ies)|affiliates?)\b", re.IGNORECASE
)
_BLANK: Final = re.compile(r"[\[\]●•]|__|(\S)\1{3,}")
_LETTERS: Final = re.compile(r"[^\W_]+")


def full_names(answer: str) -> list[str]:
    """The full names in a lawyers' answer about parties: no aliases, roles, groups or blanks.

    >>> full_names('Larkfield Hosting Ltd ("Supplier"); Osprey plc ("Osprey"); (each a "Party")')
    ['Larkfield Hosting Ltd', 'Osprey plc']
    """
    aliases = {letters(alias) for alias in _QUOTED.findall(answer)}
    names: list[str] = []
    for entry in _SEPARATOR.split(answer.replace("（", "(").replace("）", ")")):
        listed = _ALIAS.split(entry.strip(" \t\n("))[0]
        for part in _AFTER_FORM.sub(r"\1;", listed).split(";"):
            name = part.strip(" \t\n,.")
            if _is_full_name(name, aliases) and letters(name) not in map(letters, names):
                names.append(name)
    return names


def _is_full_name(name: str, aliases: Collection[str]) -> bool:
    """Words by which the answer calls the parties are a role, or a group of them: "Buyer and Seller"."""
    if len(letters(name)) < _FEWEST_LETTERS or _BLANK.search(name):
        return False
    parts = _CONJUNCTION.split(name)
    if all(letters(part) in aliases for part in parts):
        return len(parts) == 1 and len(name.split()) > 1 and not _GROUP.search(name)
    return bool(_LEGAL_FORM.search(name)) or not (name == name.lower() or _GROUP.search(name))


def match_names(gold: Sequence[str], ours: Sequence[str]) -> list[tuple[int, int]]:
    """Which of our names is which of the gold's, one to one, the likest first; as indices, sorted."""
    alike = sorted(
        (-name_likeness(one, other), i, j) for i, one in enumerate(gold) for j, other in enumerate(ours)
    )
    pairs: list[tuple[int, int]] = []
    for likeness, i, j in alike:
        if -likeness > _SAME_NAME and all(i != one and j != other for one, other in pairs):
            pairs.append((i, j))
    return sorted(pairs)


def name_likeness(one: str, other: str) -> float:
    """From 0 to 1 by letters and digits alone; 1 too where a name goes on from the other with a legal form.

    >>> name_likeness("Larkfield Hosting, Ltd.", "LARKFIELD HOSTING")
    1.0
    """
    first, second = sorted((letters(one), letters(other)), key=lambda each: (len(each), each))
    if first == second or (len(first) > _TELLING_LENGTH and second.startswith(first)):
        return 1.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()


def same_title(one: str, other: str) -> bool:
    """Whether two titles have nearly all words in common.

    >>> same_title("FIRST AMENDMENT TO THE SUPPLY AGREEMENT", "First Amendment to Supply Agreement")
    True
    >>> same_title("Supply Agreement", "Agreement")
    False
    """
    first, second = (Counter(_LETTERS.findall(each.casefold())) for each in (one, other))
    words = first.total() + second.total()
    return bool(words) and 2 * (first & second).total() > _SAME_TITLE * words


def letters(name: str) -> str:
    """The letters and digits of a name, without regard to case."""
    return "".join(_LETTERS.findall(name.casefold()))
