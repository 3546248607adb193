"""Signatures told in words: "Signed by Jo Harrow, Director, on behalf of Acme Ltd", and those of letters."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.facts.people import CAPACITY, find_organisations, person_at
from fourcorners.extract.nlp.facts.signatures import Signature
from fourcorners.extract.nlp.passages import Passages

_LEAD: Final = re.compile(
    r"\b(?:(?:Signed|SIGNED|Executed|EXECUTED)\s(?:as\sa\sdeed\s)?by\s"
    r"|(?:Yours\s(?:sincerely|faithfully|truly|very\struly)|Very\struly\syours|Sincerely(?:\syours)?),?\s"
    r"|(?:I|We)\s(?:hereby\s)?(?:have\sread\sand\s)?(?:agree|accept)\b[^.\n]{0,80}\.\s)"
)
"""What a name follows: a formula of signing, the close of a letter, or a reader's word that he agrees."""
_ROW: Final = re.compile(r"\|\s{0,3}(?:Signed|SIGNED|Signature|SIGNATURE)\s?:")
"""A row of a table below the names of those who sign."""
_TITLE: Final = re.compile(rf",?\s(?P<title>(?:{CAPACITY}\b[\w’'-]*,?\s?(?:[A-Z][\w’'-]+,?\s)?){{1,6}})")
_ON_BEHALF: Final = re.compile(r"[\s,]{0,3}(?:\(?for\sand\s)?on\sbehalf\sof\s")
_BEHIND: Final = 300
_ROW_ABOVE: Final = 300
_MOST: Final = 60


def find_told_signatures(passages: Passages) -> Iterator[Signature]:
    """The signatures in text order whose words name a person."""
    parties = [party.names[0] for party in passages.tree.parties if " " in party.names[0]]
    for lead, _ in zip(_LEAD.finditer(passages.source), range(_MOST), strict=False):
        reading = passages.read(Span(lead.start(), min(len(passages.source), lead.end() + _BEHIND)))
        again = _LEAD.match(reading.text)
        signature = _signature(reading, again.end(), parties) if again else None
        if signature:
            yield signature
    for row, _ in zip(_ROW.finditer(passages.source), range(_MOST), strict=False):
        yield from _named_above(passages.read(Span(max(0, row.start() - _ROW_ABOVE), row.start())))


def _signature(reading: Reading, start: int, parties: list[str]) -> Signature | None:
    text = reading.text
    person = person_at(text, start)
    if person is None:
        return None
    title = _title(text, person[1])
    end = title[1] if title else person[1]
    behalf = _ON_BEHALF.match(text, end)
    party = None
    if behalf:
        named = find_organisations(text[behalf.end() :], parties)
        party = (behalf.end() + named[0][0], behalf.end() + named[0][1]) if named else None
    return Signature(reading, (0, party[1] if party else end), person, title, party)


def _title(text: str, start: int) -> tuple[int, int] | None:
    match = _TITLE.match(text, start)
    if match is None:
        return None
    words = re.split(r",?\s(?:for|on)\s", match["title"])[0].rstrip(" ,")
    return match.start("title"), match.start("title") + len(words)


def _named_above(reading: Reading) -> Iterator[Signature]:
    """The cells of the row above that hold a name with a capacity."""
    start = 0
    for cell in reading.text.split("|"):
        person = person_at(reading.text, start)
        title = _title(reading.text, person[1]) if person else None
        if person and title:
            yield Signature(reading, (person[0], title[1]), person, title, None)
        start += len(cell) + 1
