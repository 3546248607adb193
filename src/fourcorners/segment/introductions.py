"""How a contract introduces its parties: names, what they are called, and where that stands."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.span import Span

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
    r"(?:[\s,;:.)*&–—-]|and\b|AND\b|by\b|between\b|BETWEEN\b|among\b|amongst\b|with\b"
    r"|of the (?:one|first|other|second) part"
    r"|on the (?:one|other) (?:hand|part)|\(?(?:\d|[a-zA-Z]|[ivx]{1,3})[).]\s|the\s|\d\.\s|as of\b"
    r"|both\b|either\b|to\b|its\s)+"
)
SUFFIX: Final = (
    r"(?:Inc|INC|Incorporated|INCORPORATED|Corp|CORP|Corporation|CORPORATION|Company|COMPANY|Co|CO|LLC"
    r"|L\.L\.C|LLP|L\.L\.P|LP|L\.P|Ltd|LTD|Limited|LIMITED|PLC|plc|Plc|N\.A|S\.A|SA|S\.A\.S|S\.p\.A"
    r"|S\.r\.l|AG|GmbH|GMBH|KG|B\.V|BV|N\.V|NV|A/S|AB|ASA|Oy|Trust|TRUST|Bank|BANK|Partnership"
    r"|PARTNERSHIP|Association|ASSOCIATION|University|UNIVERSITY|Institute|Foundation|Fund|FUND"
    r"|Partners|PARTNERS|Group|GROUP|Holdings|HOLDINGS|Pty|PTY|S\.L|K\.K|Sdn|Bhd|Pte|PTE|JSC|OAO|Ltda"
    r"|S\.A\.B)"
)
_SUFFIX: Final = re.compile(rf"\b{SUFFIX}\b\.?")
_NEXT_NAME: Final = re.compile(
    r"(?:,|;|\)|\s)\s?(?:and|AND|- ?and ?-)\s+(?:the\s+)?(?=[\w“\"])|;\s+(?=[A-Z])"
)
_NAME_END: Final = re.compile(
    r",? ?\((?!(?:[A-Z][a-z]{2,8}|[A-Z]{2,4}|Pty|PTY)\) [A-Z(])"
    r"|,\s(?:an?|the|having|with|whose|located|of|organi[sz]ed|duly|acting|as|in|by|through|its|and|on"
    r"|incorporated|established|together|collectively|individually|registered|doing|formerly|jointly"
    r"|represented|for|which|who|being|both|all|one|maintaining|existing|at|under|residing|\d|principal"
    r"|company|corporation|Address|address|No|hereinafter|herein)\b"
    r"|\s(?:an?|having|located|whose|with|organi[sz]ed|acting|duly|incorporated|hereinafter|hereafter"
    r"|herein|doing business|d/b/a|a/k/a|residing|represented|registered|established|and its|for itself"
    r"|on|company number|a company|as|at|existing|which|who|is|are|has|will|shall|Address:?|in the"
    r"|dated|effective)\b"
    r"|[;:]| - |\s{2,}"
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
_LAST_WORDS: Final = re.compile(
    r"((?:[A-Z][\w.&’'-]{0,40}\s(?:of |and |& |de |van )?){1,6}[A-Z][\w.&’'-]{0,40})[\s,]*$"
)
_ANOTHER: Final = re.compile(
    r"(?:(?<=Inc\.)|(?<=Inc)|(?<=Corp\.)|(?<=Corporation)|(?<=LLC)|(?<=L\.L\.C\.)|(?<=LLP)|(?<=L\.P\.)"
    r"|(?<=Ltd\.)|(?<=Ltd)|(?<=Limited)|(?<=plc)|(?<=PLC)|(?<=N\.A\.)|(?<=GmbH)|(?<= AG)|(?<=B\.V\.)"
    r"|(?<=S\.A\.)|(?<=INC\.)|(?<=CORP\.)|(?<=CORPORATION)|(?<=LTD\.)|(?<=LIMITED)),? (?:and|AND|&)\s"
)
"""Where a company's form ends a name and another name follows."""
_NAME_START: Final = re.compile(r"[A-Z\u00c0-\u00de0-9]|[a-z]-?[A-Z]|e-|[a-z]+\.com\b")
_SMALL: Final = re.compile(
    r"(?<![\w.])(?!(?:of|and|the|de|du|del|di|da|van|von|der|for|et|y|dba|plc)\b)[a-z][a-z]+\b(?![.@])"
)
_NUMBERED: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})+\s|(?:This|These|Such|Each|Any|If|In|For|On)\s")
_MOST_PARTIES: Final = 60
_LONGEST_CHUNK: Final = 900
"""Characters between two parties; more is another subject."""


class Introduction(NamedTuple):
    """A party as one passage introduces it; offsets are of that passage."""

    name: str
    """Empty for several parties together ("collectively, the Sellers")."""
    aliases: tuple[str, ...]
    start: int
    end: int


def introductions(passage: str) -> list[Introduction]:
    """The parties that a passage on one line introduces with what they are called, in order.

    >>> introductions('Acme, Inc., a Delaware corporation (the "Supplier") and Beta Ltd ("Customer")')[1][:2]
    ('Beta Ltd', ('Customer',))
    """
    found: list[Introduction] = []
    before = 0
    for start, end, terms in _alias_groups(passage):
        for again in _AGAIN.finditer(passage, before, start):
            before = before if found else again.end()
        chunk = passage[before:start]
        if _STATEMENT.search(chunk) or len(chunk) > _LONGEST_CHUNK or len(found) == _MOST_PARTIES:
            break
        aliases = tuple(term for term in terms if term[:1].isalnum() and not _NO_PARTY.fullmatch(term))
        if aliases:
            _add(found, aliases, chunk, passage[start:end], Span(before, end))
        elif any(_PARTIES.fullmatch(term) for term in terms) and len(found) > 1:
            break
        before = end if aliases or not found else before
    return found


def _add(found: list[Introduction], aliases: tuple[str, ...], chunk: str, bracket: str, place: Span) -> None:
    """Put an alias to the party that it names: a new one, all together, or the one before."""
    if found and _is_further(chunk):
        last = found[-1]
        found[-1] = last._replace(aliases=(*last.aliases, *aliases), end=place.end)
        return
    known = sum(alias in bracket for each in found for alias in each.aliases)
    together = _TOGETHER.search(bracket) is not None and (known > 1 or not chunk.strip(" ,;"))
    named = None if together else _name_in(chunk, first=not found)
    if named is not None:
        found.append(Introduction(named[0], aliases, place.start + named[1], place.end))
    elif together and len(found) > 1:
        found.append(Introduction("", aliases, place.start, place.end))


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


def _name_in(chunk: str, *, first: bool) -> tuple[str, int] | None:
    """The name that an alias stands for, and where it begins in the chunk before the alias."""
    starts = [0] if first or not chunk[:3].strip(" ,.;)") or _CONNECTOR.match(chunk) else []
    starts += [match.end() for match in _NEXT_NAME.finditer(chunk)]
    best: tuple[str, int] | None = None
    for start in starts:
        connector = _CONNECTOR.match(chunk, start)
        begin = connector.end() if connector else start
        name = name_at(chunk, begin)
        if name and (best is None or _SUFFIX.search(name)):
            best = name, begin
    last = _LAST_WORDS.search(chunk) if best is None else None
    return (last[1], last.start(1)) if last else best


def name_at(text: str, start: int) -> str | None:
    """The name of an organisation or person that begins here, without what describes it; None if none does.

    >>> name_at("Acme Hosting, Inc., a Delaware corporation", 0)
    'Acme Hosting, Inc.'
    """
    end = _NAME_END.search(text, start + 1, start + 160)
    name = text[start : end.start() if end else start + 160].strip(" ,;.:")
    another = _ANOTHER.search(name)
    name = name[: another.start()] if another else name
    dotted = _SUFFIX.search(text, start, start + len(name) + 12)
    if dotted and dotted.end() == start + len(name) + 1 and text[dotted.end() - 1] == ".":
        name += "."
    if not name or len(name) > 120 or len(_SMALL.findall(name)) > 1 or _NUMBERED.match(name):
        return None
    if not _NAME_START.match(name) or name.lower() in ("and", "the", "between"):
        return None
    return name
