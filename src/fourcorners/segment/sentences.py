"""Sentences within a stretch of prose that structure has already cut."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from nupunkt import sent_spans

from fourcorners.domain.span import Span

_ABBREVIATIONS: Final = (
    r"Attn|attn|cf|max|min|approx|incl|excl|resp|Tel|Fax|Ext|ext|Ref|Re|Nos?|nos?|Secs?|secs?"
    r"|Arts?|Exhs?|Sched|Cl|cl"
    r"|paras?|pp?|viz|al|vs?|Ste?|Ave|Blvd|Rd|Bldg|Fl|Mr|Mrs|Ms|Messrs|Dr|Prof|Hon|Gen|Jr|Sr|Reg"
    r"|Rev|Inv|Dept|Div|Vol|Fig|Ed"
    r"|Inc|Corp|Cos?|Ltd|Bros|Assn|Intl|Natl|Mfg|Govt|Univ|Pty|Pte|Jan|Feb|Mar|Apr|Jun|Jul|Aug"
    r"|Sept?|Oct|Nov|Dec|misc|est"
    r"|[ap]\.m|e\.g|i\.e|U\.S|U\.K|D\.C|P\.O|Ph\.D|N\.A|L\.P|S\.A|B\.V|N\.V|Stat|Fed|Supp|Cir|Cal"
    r"|Del|Mass|Conn|Tenn|Ind|Fla|Tex"
)
_GOES_ON: Final = re.compile(
    r"(?:\b(?:Attn|cf|max|min|approx|incl|excl|resp|Tel|Fax|ext|Nos?|Secs?|Arts?|Exhs?|Sched|Cl"
    r"|paras?|pp|viz|e\.g|i\.e"
    r"|vs|Mr|Mrs|Ms|Messrs|Dr|Prof|Ste|Ref)\.|\(\s*[a-z]{2,5}\.)\s*$"
)
"""Abbreviations that never end a sentence."""
_NUMBERED: Final = re.compile(
    r"\b(?:clauses?|sections?|paragraphs?|articles?|version|annexures?) (?:\d{1,2}\. ?){1,5}$", re.IGNORECASE
)
_SHORT: Final = re.compile(
    r"(?<![a-z])(?:[A-Za-z]{1,3}|[A-Z][a-z]{1,4}|[A-Za-z.]{0,12}\.[A-Za-z]{1,6})[.?!]\s*$"
)
_MISSED: Final = re.compile(
    r"[.?!](?:(?<=[a-z]{3}.)|(?<=[\d)\]”\"%].)|(?<=Exhibit [A-Z].)|(?<=Schedule [A-Z].)|(?<=Appendix [A-Z].)"
    r"|(?<=Annex [A-Z].)|(?<=Attachment [A-Z].)|(?<=EXHIBIT [A-Z].)|(?<=SCHEDULE [A-Z].)"
    r"|(?<=APPENDIX [A-Z].)|(?<=Article [IVX].))"
    r"[)\]”\"]?\s+(?=[\"“(]?[A-Z][\w’'&/-]*,?\s[a-zA-Z(\d\"“])"
)
_ABBREVIATED: Final = re.compile(rf"(?:\b(?:{_ABBREVIATIONS})|\b[A-Z]|\b(?:No|Nos|Sec|Art)\.? ?\d+)\.\s*$")
_STARTERS: Final = re.compile(
    r"[\"“(]?(?:The|This|These|Those|Such|Each|Any|All|No|If|In|At|For|On|Upon|As|To|It|Its|We|You"
    r"|Our|Your|They|When|Where|Within"
    r"|During|Unless|Except|Subject|Notwithstanding|Nothing|Neither|Either|Both|Provided|However"
    r"|Further|Furthermore|Moreover"
    r"|Accordingly|Additionally|After|Before|Prior|Failure|Payment|Payments|Should|Until|Without"
    r"|With|By|From|Other|Only|Every"
    r"|There|An?|[A-Z][\w’'&-]+ (?:shall|will|must|may|agrees?|is|are|has|have|and))\b"
)
_MEMBER: Final = re.compile(
    r"\b((?:[A-Z][\w&/]+ ){0,2}[A-Z][\w&/]+) (\d{1,2})(?: [a-z]{2,12})?\s?(?::| -{1,2} | – | — )(?=\s{0,3}\S)"
)
_INDEPENDENT: Final = re.compile(r";\s+(?=[A-Z][a-z])(?!(?:Provided|PROVIDED|However)\b)")
_MODAL: Final = re.compile(r"\b(?:shall|will|must|may)\b")


def sentence_spans(text: str, start: int, end: int) -> list[Span]:
    """The sentences of a stretch of prose, trimmed, in order; together they hold all that is not space.

    >>> text = "It is due (max. 5 days). Write to Attn. John Smith."
    >>> [span.of(text) for span in sentence_spans(text, 0, len(text))]
    ['It is due (max. 5 days).', 'Write to Attn. John Smith.']
    """
    stretch = text[start:end].replace("\n", " ")
    borders: list[tuple[int, int]] = []
    for first, last in _series(stretch):
        whole = ((first + begin, first + end) for begin, end in _whole(stretch[first:last]))
        borders += (part for each in whole for part in _parts(stretch, *each))
    spans = [Span(start + first, start + last).trimmed(text) for first, last in borders]
    return [span for span in spans if span.start < span.end]


def _series(stretch: str) -> Iterator[tuple[int, int]]:
    """The stretch, cut where a series such as "Severity 1: ... Severity 2: ..." begins and goes on."""
    places: dict[str, list[tuple[int, int]]] = {}
    for match in _MEMBER.finditer(stretch):
        series = places.setdefault(match[1], [])
        if int(match[2]) == (series[-1][1] + 1 if series else 1):
            series.append((match.start(), int(match[2])))
    cuts = sorted(start for series in places.values() if len(series) > 1 for start, _ in series)
    borders = [0, *(cut for cut in cuts if cut > 0), len(stretch)]
    yield from pairwise(borders)


def _whole(stretch: str) -> Iterator[tuple[int, int]]:
    """The splitter's sentences, those put together again that it broke at an abbreviation or number."""
    begin = 0
    for _, last in sent_spans(stretch):
        if last < len(stretch) and _is_unfinished(stretch, begin, last):
            continue
        if last > begin:
            yield begin, last
        begin = last
    if begin < len(stretch):
        yield begin, len(stretch)


def _is_unfinished(stretch: str, begin: int, last: int) -> bool:
    if not stretch[last - 1].isspace() and not stretch[last].isspace():
        return True
    following = stretch[last : last + 80].lstrip()
    tail = stretch[max(begin, last - 40) : last].rstrip()
    if not following or not tail:
        return not tail
    if _GOES_ON.search(tail) or (following[0].isdigit() and _NUMBERED.search(tail)):
        return True
    return following[0].islower() and bool(_SHORT.search(tail))


def _parts(stretch: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """One of the splitter's sentences, or several where it passed over a full stop or a semicolon."""
    for match in _MISSED.finditer(stretch, begin, end):
        head = stretch[max(begin, match.start() - 12) : match.start() + 1]
        if _ABBREVIATED.search(head) and not _STARTERS.match(stretch, match.end()):
            continue
        if match.start() - begin > 3:
            yield from _clauses(stretch, begin, match.end())
            begin = match.end()
    yield from _clauses(stretch, begin, end)


def _clauses(stretch: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    """Whole statements set one after the other with semicolons between: each with its own modal verb."""
    cuts = [match.end() for match in _INDEPENDENT.finditer(stretch, begin, end)]
    for cut, following in zip(cuts, [*cuts[1:], end], strict=False):
        if _MODAL.search(stretch, begin, cut) and _MODAL.search(stretch, cut, following):
            yield begin, cut
            begin = cut
    yield begin, end
