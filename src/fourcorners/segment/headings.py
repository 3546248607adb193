"""Headings: run in before a clause's text, or on a line of their own."""

import re
from typing import Final

from fourcorners.domain.span import Span

_SMALL: Final = (
    "of|and|the|to|for|in|on|or|by|with|a|an|at|from|as|per|not|no|its|upon|under|after|before|between|against"
    "|into|than|this|via|de|within|other|if|any|all|prior|without"
)
_TITLE_WORD: Final = (
    rf"(?:[\"“'(\[&/-]{{0,2}}(?:[A-Z0-9][\w&/’'.-]*|(?:{_SMALL})\b|&|[-–—/])[,)\"”'\]]{{0,2}})"
)
_TITLE: Final = re.compile(rf"{_TITLE_WORD}(?:[ \t]{{1,3}}{_TITLE_WORD}){{0,14}}")
_RUN_IN: Final = re.compile(
    r"([^.:;\n]{2,110}?(?:\b(?:etc|No|Inc|Co|U\.S|v)\.[^.:;\n]{0,60}?)?)(\.(?!\d)|:| [-–—]{1,2} ?|\n|[ ]{2,})"
)
_LEAD_IN: Final = re.compile(
    r"(?!(?:Note|Provided|Example|Attention|Re|Subject|Party [A-D])\b)((?:[A-Z][\w&/’'-]*|of|and"
    r"|the|to|for|in|on|or|&)"
    r"(?: (?:[A-Z][\w&/’'-]*|of|and|the|to|for|in|on|or|&)){0,6}):\s{1,3}(?=[A-Z])"
)
_CAPITALS: Final = re.compile(
    r"[A-Z][A-Z0-9&/’'-]*(?:[,;]?[ \t]{1,3}(?:[A-Z][A-Z0-9&/’'-]*|&|-|–)){0,12}(?=[ \t]+(?:[A-Z][a-z]|[\"“]))"
)
_STARTER: Final = re.compile(
    r"[ \t]{1,3}(?=(?:This|The|These|Each|If|In|All|Any|Upon|Except|Subject to|Unless|Either"
    r"|Neither|Both|Every"
    r"|Notwithstanding|During|For the|No|It|We|You|As|At|When|Where|Within|To the|Following"
    r"|Without|Nothing)\s+[a-zA-Z])"
)
_VERB: Final = re.compile(
    r"\b(?:shall|will|must|may|can|is|are|was|were|has|have|had|agrees?|means|does|do|should|would"
    r"|could|represents"
    r"|warrants|acknowledges|grants|provides|includes?|remains?|applies|apply|becomes?|undertakes?"
    r"|hereby|be)\b"
)
_ORDER: Final = re.compile(r"\b(?:SHALL|MUST|WILL|AGREES)\b")
_WORD: Final = re.compile(r"[A-Za-z][\w’'-]*")
_SMALL_WORD: Final = re.compile(rf"(?:{_SMALL})\Z")
_NO_HEADING: Final = re.compile(
    r"(?:by|name|title|date|attn|attention|fax|tel|phone|e-?mail|address|its|dear|signed"
    r"|re)\b\s*[:.]|.*@|.*_{3,}|\W*$"
    r"|.*\d{5}|[\d\W]+$",
    re.IGNORECASE,
)


def run_in_heading(text: str, start: int, end: int, *, numbered: bool) -> Span | None:
    """The heading that stands between a label and the clause's own words, without its full stop.

    `numbered` says that the label numbers a section; an item such as "(a)" needs a heading in title case.

    >>> run_in_heading("Packing and Labels. Unless Buyer asks otherwise", 0, 47, numbered=True)
    Span(start=0, end=18)
    >>> run_in_heading("Supplier shall pay. It may", 0, 26, numbered=True) is None
    True
    """
    match = _RUN_IN.match(text, start, min(end, start + 220))
    if (
        match
        and _reads_as_heading(match[1], numbered=numbered)
        and _is_ended(text, match, end, numbered=numbered)
    ):
        return Span(*match.span(1)).trimmed(text)
    capitals = _CAPITALS.match(text, start, end)
    if numbered and capitals and sum(map(str.isalpha, capitals[0])) > 4:
        return Span(*capitals.span())
    return _unended(text, start, end) if numbered else None


def lead_in(text: str, start: int, end: int) -> Span | None:
    """The words in title case before a colon that open a paragraph: "Problem Isolation: Supplier ..."."""
    match = _LEAD_IN.match(text, start, min(end, start + 90))
    if match is None or not _VERB.search(text, match.end(), min(end, match.end() + 300)):
        return None
    return Span(*match.span(1)) if _reads_as_heading(match[1], numbered=False) else None


def is_title(words: str) -> bool:
    """Whether words alone behind a number, with its first part to follow, are the section's title."""
    return len(words) <= 110 and not words.rstrip().endswith((":", ";", ",")) and _VERB.search(words) is None


def past_mark(text: str, start: int, end: int) -> int:
    """Where the words begin behind the full stop, colon or dash that ends a heading."""
    while start < end and text[start] in " \t\n.:-–—":
        start += 1
    return start


def _is_ended(text: str, match: re.Match[str], end: int, *, numbered: bool) -> bool:
    """Whether what follows begins anew, and the mark between them ends a heading."""
    rest = text[match.end() : min(end, match.end() + 40)].lstrip(" \t\n.-–—:")
    if not rest:
        return True
    if match[2].isspace():
        last = match[1].split()[-1]
        return numbered and not _SMALL_WORD.match(last) and rest[0].isupper() and "\n" not in match[1]
    return rest[0].isupper() or rest[0] in "\"“'‘([*•" or (match[2] != "." and numbered) or rest[0].isdigit()


def _unended(text: str, start: int, end: int) -> Span | None:
    """A heading that runs into the clause with no mark between: "Introduction This Agreement ..."."""
    title = _TITLE.match(text, start, min(end, start + 120))
    if title is None:
        return None
    starter = _STARTER.search(text, start + 3, min(title.end() + 30, end))
    if (
        starter is None
        or starter.start() > title.end()
        or not _reads_as_heading(text[start : starter.start()], numbered=False)
    ):
        return None
    return Span(start, starter.start())


def _reads_as_heading(words: str, *, numbered: bool) -> bool:
    words = words.strip()
    if not words or not (words[0].isupper() or words[0] in '"“[(' or words[0].isdigit()):
        return False
    tokens = _WORD.findall(words)
    if words.count('"') % 2 or words.count("“") != words.count("”") or words.count("(") != words.count(")"):
        return False
    if not tokens or len(tokens) > 14 or _VERB.search(words):
        return False
    small = [token for token in tokens if token[0].islower() and not _SMALL_WORD.match(token)]
    if not small:
        return True
    return numbered and len(tokens) <= 6 and "," not in words


def is_own_line_heading(words: str) -> bool:
    """Whether a whole block reads as a heading: short, in title case or capitals, without a verb.

    >>> is_own_line_heading("LIMITATION OF LIABILITY"), is_own_line_heading("Supplier shall pay.")
    (True, False)
    """
    words = " ".join(words.split())
    if len(words) > 120 or words.endswith((".", ";", ",", "?")) or _NO_HEADING.match(words):
        return False
    if words.isupper():
        return len(words) > 3 and len(_WORD.findall(words)) <= 16 and _ORDER.search(words) is None
    return words[0].isupper() and _reads_as_heading(words.rstrip(":"), numbered=False)
