"""Names of persons and organisations as they stand in a signature block."""

import re
from collections.abc import Sequence
from typing import Final

CAPACITY: Final = (
    r"(?i:chief|ceo|cfo|coo|cto|cao|president|vice|senior|sr|executive|director|manager|managing|secretary"
    r"|treasurer"
    r"|chair(?:man|woman|person)?|general|officer|authori[sz]ed|member|partner|attorney|head|counsel"
    r"|principal"
    r"|owner|trustee|founder|co-founder|representative|signator(?:y|ies)|signature|its|duly|name|title|date"
    r"|dated|"
    r"corporate|global|worldwide|business|operating|financial|of|by|for|and|svp|evp|vp|the|attest|witness"
    r"|accepted|"
    r"agreed|assistant|associate|deputy|legal|sales|marketing|commercial|finance|operations|development"
    r"|source|"
    r"exhibit|schedule|annex|page|address|telephone|illegible|print(?:ed)?|seal|in|as|on|new|"
    r"confidential|omitted|company|licen[sc]e[er]|licensor|distributor|supplier|customer|seller|buyer"
    r"|consultant)"
)
_NAME_WORD: Final = rf"(?!{CAPACITY}\b)(?:[A-Z\u00c0-\u00de][\w’'-]*\.?|de|van|von|der|del|di|bin|al)"
_PERSON: Final = re.compile(
    rf"[\s_:*/-]*(?:(?:Mr|Ms|Mrs|Dr|Prof"
    rf"|Sir)\.?\s)?(?P<name>{_NAME_WORD}(?:\s{_NAME_WORD}){{1,4}}(?:,?\s(?:Jr|Sr|II|III|Esq|M\.?D"
    rf"|Ph\.?D)\b\.?)?)"
)
_FORM: Final = (
    r"(?:Inc|INC|Incorporated|INCORPORATED|LLC|L\.L\.C|LLP|LP|L\.P|Ltd|LTD|Limited|LIMITED|PLC|plc|N\.A|S\.A"
    r"|SA|AG"
    r"|GmbH|GMBH|B\.V|BV|N\.V|A/S|AB|S\.p\.A|S\.\s?[àÀA]\s?[rR]\.\s?[lL]|Corp|CORP)"
)
_KIND: Final = (
    r"(?:Corporation|CORPORATION|Company|COMPANY|Co|CO|Trust|TRUST|Bank|BANK|Partnership|PARTNERSHIP"
    r"|Association"
    r"|ASSOCIATION|University|UNIVERSITY|Foundation|Fund|FUND|Partners|Holdings|HOLDINGS|Pty|PTY)"
)
_WORD: Final = (
    r"(?:(?:[A-Z\u00c0-\u00de0-9][\w&’'/@-]{4,40}|[A-Z\u00c0-\u00de0-9][\w&.’'/@-]{0,3}|(?:[A-Z]\.){3,5}),?\s"
    r"(?:(?:of|and|de|for|the|&|-|–)\s|\([\w.\s]{1,20}\),?\s)?)"
)
_ORGANISATION: Final = re.compile(
    rf"(?:{_WORD}{{1,9}}?{_FORM}|{_WORD}{{1,9}}{_KIND})(?![\w&/])\.?"
    rf"(?:,?\s(?:{_FORM}|{_KIND})(?![\w&/])\.?|\s(?:II|III|IV|V|XI)\b\.?)*"
)
_LEAD: Final = re.compile(
    r".*\b(?:Officer|OFFICER|President|PRESIDENT|Director|DIRECTOR|Secretary|Treasurer|Chairman|CEO|CFO|COO"
    r"|Esq|Jr"
    r"|Attorney-in-[Ff]act|Signatory|Sincerely|Yours|Manager|Developer|Counsel|(?:19|20)\d\d)\b[.,:]*\s"
    r"(?=\S+\s\S)|.*[a-z]{3}\.\s(?=[A-Z])|(?:AGREED|ACCEPTED|ABOVE|WRITTEN|WHEREOF|PARTIES|BETWEEN"
    r"|THIS AGREEMENT|&|/|–|-)\s",
    re.DOTALL,
)
"""What stands before the name of an organisation where a signature block is read on one line."""
_LEAD_WORD: Final = re.compile(rf"{CAPACITY}\b[.,:&/]*\s(?=\S+\s\S)")


def person_at(text: str, start: int, end: int | None = None) -> tuple[int, int] | None:
    """Where the name of a person stands that begins here, behind rules and titles of address; else None.

    >>> person_at("By: /s/ Jo Harrow-Lee Name:", 7)
    (8, 21)
    """
    match = _PERSON.match(text, start, len(text) if end is None else end)
    if match is None or _ORGANISATION.match(text, match.start("name")):
        return None
    name_end = match.start("name") + len(_once(match["name"]))
    return match.start("name"), name_end


def _once(name: str) -> str:
    """A name that is signed and printed behind it, once: "JO HARROW Jo Harrow"."""
    words = name.split(" ")
    for index in range(2, len(words)):
        if words[index].lower() == words[0].lower():
            return " ".join(words[:index])
    return name


def find_organisations(text: str, known: Sequence[str]) -> list[tuple[int, int]]:
    """Where organisations are named, in order: those known by name, and those told by their form.

    >>> find_organisations("President ACME HOSTING, INC. By:", ())
    [(10, 28)]
    """
    found = [
        match.span()
        for name in known
        for match in re.finditer(r"\s".join(map(re.escape, name.split())), text, re.IGNORECASE)
    ]
    for match in _ORGANISATION.finditer(text):
        start = _behind_lead(text, match.start(), match.end())
        is_taken = any(start < taken[1] and taken[0] < match.end() for taken in found)
        if not is_taken and " " in text[start : match.end()]:
            found.append((start, match.end()))
    return sorted(found)


def _behind_lead(text: str, start: int, end: int) -> int:
    """Where the name begins behind the capacity, the date and the like that stand before it."""
    while lead := _LEAD.match(text, start, end) or _LEAD_WORD.match(text, start, end):
        start = lead.end()
    return start
