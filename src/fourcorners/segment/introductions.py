"""How a contract introduces its parties: names, what they are called, and where that stands."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.span import Span
from fourcorners.segment.names import FORM, has_form, name_at

_QUOTED: Final = re.compile(
    r"(?:\(|\bhereinafter\b|\bhereafter\b|\breferred to as\b|\bcalled\b|\bas\b)[^()\"“”‘’;]{0,120}?"
    r"(?P<terms>[\"“”‘][^\"“”‘’()]{1,60}[\"“”’](?:[\s,/]{0,3}(?:or|and|and/or|the|by reference"
    r"|each|hereinafter|also|,)?[\s,/]{0,3}"
    r"(?:(?:or|and|the|by reference|to as|as|referred"
    r"|sometimes)\s){0,4}[\"“”‘][^\"“”‘’()]{1,60}[\"“”’]){0,5})[^()]{0,80}?\)?"
)
_BARE_ALIAS: Final = re.compile(
    r"\((?:hereinafter|hereafter|the)\s(?:referred to as\s|called\s"
    r"|known as\s)?(?:the\s)?(?P<term>[A-Z][\w&@.-]*(?: [A-Z][\w&@.-]*){0,3})\)"
)
_TERM: Final = re.compile(r"[\"“”‘]([^\"“”‘’()]{1,60})[\"“”’]")
_NO_PARTY: Final = re.compile(
    r"(?:this |the )?(?:.*\b(?:agreement|contract|date|term|amendment|addendum|order|sow|msa|act"
    r"|code|plan|deed|transactions?"
    r"|period|territory|products?|services?|software|business|marks?|trademarks?|website|site"
    r"|system|facility|facilities"
    r"|property|premises|data|laws?|pages?|roles?|payments?|fees?|terms|shares|securities"
    r"|states of america|republic of china|note|notes|program|project|offering|closing|exchange"
    r"|commission|sec|schedule|exhibit|letter)"
    r"|part(?:y|ies)(?: hereto)?|each a party|affiliates?|representatives?|non-?recourse|transaction)",
    re.IGNORECASE,
)
_CONNECTOR: Final = re.compile(
    r"(?:[\s,;:.)*&–—-]|and\b|And\b:?|AND\b|by\b|between\b|BETWEEN\b|among\b|amongst\b|with\b"
    r"|of the (?:one|first|other|second) part"
    r"|on the (?:one|other) (?:hand|part)|\(?(?:\d|[a-zA-Z]|[ivx]{1,3})\)\s|the\s|(?:\d|[a-z])\.\s|as of\b"
    r"|both\b|either\b|to\b|its\s|(?:following )?(?:[Pp]arties|PARTIES):?\s"
    r")+"
)
_LABEL: Final = re.compile(r"[A-Z][A-Za-z]{2,20}(?: [A-Z][A-Za-z]{0,15})?:\s[\s(]{0,3}")
"""A role set before the name: "Party A: Acme Ltd"."""
_NEXT_NAME: Final = re.compile(
    r"(?:,|;|\)|\s)\s?(?:and|And:?|AND:?|- ?and ?-)\s+(?:the\s+)?(?=[\w“\"(])|;\s+(?=[A-Z(])"
    r"|\s\(?(?:\d|[a-z]|[ivx]{1,3})\)\s+(?=[A-Z])"
    rf"|[,:]\s+(?=(?:[A-Z0-9][\w&.’'-]{{0,40}},?\s){{1,7}}{FORM}\b)"
)
_PARTIES: Final = re.compile(r"(?:the )?part(?:y|ies)", re.IGNORECASE)
_STATEMENT: Final = re.compile(
    r"\b(?:shall|will|must|may|agrees?|desires?|wishes|sets forth|provides|collaborate)\b"
)
_AGAIN: Final = re.compile(r"\b(?:between|BETWEEN|among|AMONG)\b[\s:]*")
"""A title page says "between" before the introduction does."""
_TOGETHER: Final = re.compile(r"\b(?:collectively|together|jointly|each of|are)\b", re.IGNORECASE)
_CONJUNCTIONS: Final = frozenset({"and", "or", "and/or", "hereinafter", "sometimes"})
_CAPACITY: Final = re.compile(
    r"(?:and |or )?(?:as|in its capacity|in such capacity|acting as|solely as|individually|also)\b"
)
_ALL_ALIASES: Final = re.compile(r"(?:,|\band\b|&|\bor\b|\btogether\b|\bcollectively\b|\bwith\b|[\s;])+")
_SERVED: Final = re.compile(
    r"(?:\bfor|\bservices of|\bperson of|f/s/o|f/b/o"
    r"|\bnamely)\s((?:[A-Z][\w.’'-]{0,30}\s){1,3}[A-Z][\w.’'-]{0,30})[\s,]*$"
)
_NEXT_SENTENCE: Final = re.compile(r"[\s)]{0,3}\.\s+(?:[A-Z][a-z]|[A-Z]{3})")
_BRACKET_REST: Final = re.compile(r"[^()]{0,300}\)")
_REST_END: Final = re.compile(
    r"(?<!\bInc)(?<!\bCo)(?<!\bLtd)(?<!\bCorp)(?<!\b[A-Z])\.\s|\b(?:shall|will|agree|hereby|is|are|has|have"
    r"|to|By|BY)\b|\("
)
_TAIL: Final = 400
"""Characters behind the last alias in which further parties are named."""
_MOST_PARTIES: Final = 60
_LONGEST_CHUNK: Final = 900
"""Characters between two parties; more is another subject."""


class Introduction(NamedTuple):
    """A party as one passage introduces it; offsets are of that passage."""

    name: str
    """Empty for several parties together ("collectively, the Sellers")."""
    aliases: tuple[str, ...]
    """Empty for a party that is called by its name alone."""
    start: int
    end: int


def introductions(passage: str) -> list[Introduction]:
    """The parties that a passage on one line introduces, in order, with what they are called.

    >>> introductions('Acme, Inc., a Delaware corporation (the "Supplier") and Beta Ltd ("Customer")')[1][:2]
    ('Beta Ltd', ('Customer',))
    """
    found: list[Introduction] = []
    before = 0
    for start, end, terms in _alias_groups(passage):
        for again in _AGAIN.finditer(passage, before, start):
            before = before if found else again.end()
        chunk = passage[before:start]
        if len(found) > 1 and _NEXT_SENTENCE.match(chunk):
            return found
        if _STATEMENT.search(chunk) or len(chunk) > _LONGEST_CHUNK or len(found) >= _MOST_PARTIES:
            break
        aliases = tuple(term for term in terms if term[:1].isalnum() and not _NO_PARTY.fullmatch(term))
        if aliases:
            _add(found, aliases, chunk, passage[start:end], Span(before, end))
        elif any(_PARTIES.fullmatch(term) for term in terms) and len(found) > 1:
            break
        before = _bracket_end(passage, start, end) if aliases or not found else before
    return found + list(_unnamed_rest(found, passage, before))


def _bracket_end(passage: str, start: int, end: int) -> int:
    """Where a bracket closes that goes on behind an alias: '("Elm" and, with Oak, the "Sellers")'."""
    if passage[start] != "(" or passage[end - 1] == ")":
        return end
    rest = _BRACKET_REST.match(passage, end)
    return rest.end() if rest else end


def _add(found: list[Introduction], aliases: tuple[str, ...], chunk: str, bracket: str, place: Span) -> None:
    """Put an alias to the party that it names: a new one, all together, or the one before."""
    if found and _is_further(chunk):
        last = found[-1]
        found[-1] = last._replace(aliases=(*last.aliases, *aliases), end=place.end)
        return
    known = {alias for each in found for alias in each.aliases}
    names = [] if _names_only(chunk, known) else _names_in(chunk, first=not found)
    called = _called(names) or _served(chunk)
    if called is None or (_TOGETHER.search(bracket) and sum(alias in bracket for alias in known) > 1):
        if len(found) > 1 and _TOGETHER.search(bracket + chunk):
            found.append(Introduction("", aliases, place.start, place.end))
        return
    for name, begin in names:
        if begin < called[1] and has_form(name):
            found.append(Introduction(name, (), place.start + begin, place.start + begin + len(name)))
    found.append(Introduction(called[0], aliases, place.start + called[1], place.end))


def _names_only(chunk: str, known: set[str]) -> bool:
    """Whether a chunk does but repeat what several parties are called: "Acme and Beta together"."""
    rest = chunk
    for alias in sorted(known, key=len, reverse=True):
        rest = rest.replace(alias, " ")
    return rest != chunk and _ALL_ALIASES.fullmatch(rest.strip(" ,;()")) is not None


def _is_further(chunk: str) -> bool:
    """Whether what stands before an alias adds a capacity of the same party: "), as servicer (the"."""
    words = chunk.strip(" ,;()")
    return words in _CONJUNCTIONS or (len(words) < 80 and _CAPACITY.match(words) is not None)


def _alias_groups(passage: str) -> Iterator[tuple[int, int, list[str]]]:
    groups = [
        (match.start(), match.end(), _TERM.findall(match["terms"])) for match in _QUOTED.finditer(passage)
    ]
    groups += [(match.start(), match.end(), [match["term"]]) for match in _BARE_ALIAS.finditer(passage)]
    for start, end, terms in sorted(groups):
        yield start, end, [" ".join(term.split()).strip(" ,.") for term in terms]


def _names_in(chunk: str, *, first: bool) -> list[tuple[str, int]]:
    """The names that stand in the words before an alias, each with where it begins."""
    starts = [0] if first or not chunk[:3].strip(" ,.;)") or _CONNECTOR.match(chunk) else []
    starts += [match.end() for match in _NEXT_NAME.finditer(chunk)]
    names: list[tuple[str, int]] = []
    reached = 0
    for start in starts:
        connector = _CONNECTOR.match(chunk, start)
        begin = connector.end() if connector else start
        label = _LABEL.match(chunk, begin)
        name = name_at(chunk, label.end()) if label and begin >= reached else None
        if label and name:
            begin = label.end()
        elif begin >= reached:
            name = name_at(chunk, begin)
        if name:
            names.append((name, begin))
            # "Research and Engineering Company" is one name, and no other begins within it.
            reached = begin + len(name) if has_form(name) else reached
    return names


def _called(names: list[tuple[str, int]]) -> tuple[str, int] | None:
    """Which of the names an alias behind them stands for: the last organisation, else the first name."""
    organisations = [each for each in names if has_form(each[0])]
    return organisations[-1] if organisations else next(iter(names), None)


def _served(chunk: str) -> tuple[str, int] | None:
    """The person for whom another contracts: "f/s/o Jo Harrow", "agent for Jo Harrow"."""
    person = _SERVED.search(chunk)
    return (person[1], person.start(1)) if person else None


def _unnamed_rest(found: list[Introduction], passage: str, start: int) -> Iterator[Introduction]:
    """Parties without an alias behind the last that has one: '("Elm") and Oak Ltd.'."""
    if not found:
        return
    rest = passage[start : start + _TAIL]
    stop = _REST_END.search(rest)
    known = {each.name for each in found}
    for name, begin in _names_in(rest[: stop.start()] if stop else rest, first=False):
        if has_form(name) and name not in known:
            yield Introduction(name, (), start + begin, start + begin + len(name))
