"""The title of the contract."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.domain.variable import TextValue, VariableDraft
from fourcorners.extract.nlp.passages import Passages
from fourcorners.extract.nlp.words import any_of

NAME: Final = "document_name"

_KIND: Final = (
    r"(?:agreement|contract|lease|addendum|amendment|endorsement|deed|indenture|charter|protocol|"
    r"terms and conditions|terms of (?:service|use)|statement of work|work order|order form|purchase order|"
    r"memorandum of (?:understanding|agreement)|letter of intent|term sheet|undertaking|guarant(?:y|ee)|"
    r"arrangement|settlement|terms of (?:purchase|sale|business|trade)|(?:general|standard) terms)s?"
)
_LAST_WORD: Final = r"(?:schedule|policy|assignment|plan|warrant|note|licen[sc]e|certificate|letter)s?"
"""Words that make a title only where they end it."""
_NAME_WORD: Final = (
    r"(?:[A-Z0-9][\w&®’'./-]*,?\s|(?:of|and|for|to|the|on|or|in|by)\s|\([A-Z][^)]{1,30}\)\s|[–&-]\s)"
)
_NAMES_ITSELF: Final = re.compile(
    rf"\b(?:This|THIS)\s(?P<name>{_NAME_WORD}{{0,12}}?(?i:{_KIND}|{_LAST_WORD}))(?=[\s,(.:]|$)"
)
_TITLE_WORDS: Final = re.compile(
    rf"^(?!(?:contract|agreement|order) no\b).*?(?:\b{_KIND}\b|\b{_LAST_WORD}$)", re.IGNORECASE
)
_LEAD: Final = re.compile(
    r"^(?:\d{1,2}\s+)?(?i:exhibit|ex\.?|annex|appendix|schedule)\s?(?:(?i:no)\. ?)?[-–]?\s?"
    r"\(?(?:\d[\w.()-]*|[A-Z](?!\w)[\w.()-]*)\s*[:–-]?\s*"
)
"""What a filing sets before a title: "Exhibit 10.5"."""
_CUT: Final = any_of(
    "this", "between", "by and (?:between|among)", "among", "dated", "effective", "made (?:as of|on|this)",
    "is made", "is entered", "whereas", "date", "pursuant", "source", r"page \d", "table of contents",
    "now, therefore", "the parties", "recitals?", "witnesseth", "in accordance", "party [ab]",
)  # fmt: skip
"""Words with which the contract itself begins."""
_NO_TITLE: Final = any_of(
    "shall", "will", "has", "have", "been", "hereby", "is", "are", "was", "were", "omitted", "redacted",
    "confidential (?:treatment|information|portions)", "confidentiality request", "request(?:ed)?",
    "securities and exchange", "contents", "draft", "click", "may",
)  # fmt: skip
_GOES_ON: Final = re.compile(
    r"(?:\b(?:to|of|and|for|the|no\.? ?\d*|number \d+)|,|&|\b(?:amendment|addendum)(?: no\.? ?\d+)?)$",
    re.IGNORECASE,
)
_JOINS: Final = re.compile(r"^(?:to|of|and|for|&)\b", re.IGNORECASE)
_DASH: Final = re.compile(r"\s[–—-]\s")
_LINK: Final = re.compile(r"(?:to|of|for|under)(?: the)?", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(
    r"(?<!\bNO)(?<!\bNo)(?<!\bINC)(?<!\bInc)(?<!\bLTD)(?<!\bLtd)(?<!\bCO)(?<!\bCo)[.;]\s+(?=[A-Z])"
)
_WORD: Final = re.compile(r"[A-Za-z][\w’'-]*")
_MARKUP: Final = " \t\r\n\f\u00a0#*_|"
"""What stands around a line and is no part of it: white space, and the marks of a Markdown file."""
_ENDS: Final = " ,:;.-–(\t\r\n"

_TITLE_PAGE: Final = 4_000
_TITLE_LINES: Final = 3
_FEW_WORDS: Final = 14
_LONGEST: Final = 160
_HEADED: Final = 0.97
_TITLE_ONLY: Final = 0.9
_NAMED_ONLY: Final = 0.85


class _Title(NamedTuple):
    span: Span
    words: str


def propose_document_name(passages: Passages) -> list[VariableDraft]:
    """The title as it heads the contract; where none does, the name that the contract gives itself."""
    titles = list(_titles(passages.source))
    own = _own_name(passages.opening.reading)
    for title in titles:
        if own and _folded(own[0]) in _folded(title.words):
            return [_draft(title.span, _HEADED, passages)]
    titles += [title for head in passages.running_heads for title in _titles_of_line(head, passages.source)]
    if titles:
        return [_draft(titles[0].span, _TITLE_ONLY, passages)]
    return [_draft(own[1], _NAMED_ONLY, passages)] if own else []


def _draft(span: Span, confidence: float, passages: Passages) -> VariableDraft:
    # A title that runs on top of every page is furniture, and it is the title none the less.
    reading = Reading.of(passages.source, span)
    value = TextValue(text=reading.text)
    return passages.draft(NAME, value, confidence, reading, (0, len(reading.text)))


def _own_name(opening: Reading) -> tuple[str, Span] | None:
    """What follows "This" where the contract first speaks of itself by more than "Agreement"."""
    for match in _NAMES_ITSELF.finditer(opening.text):
        if len(match["name"].split()) > 1:
            return match["name"], opening.span(*match.span("name"))
    return None


def _titles(source: str) -> Iterator[_Title]:
    """The lines of the title page that read like a title; a title over several lines as one."""
    lines = _lines(source)
    for position, line in enumerate(lines):
        for title in _titles_of_line(line, source):
            yield _grown(title, position, lines, source)


def _lines(source: str) -> list[Span]:
    spans = []
    start = 0
    for line in source[:_TITLE_PAGE].splitlines(keepends=True):
        bare = line.strip(_MARKUP)
        if bare:
            begin = start + line.index(bare)
            spans.append(Span(begin, begin + len(bare)))
        start += len(line)
    return spans


def _titles_of_line(line: Span, source: str) -> Iterator[_Title]:
    for piece in _pieces(line, source):
        text = piece.of(source)
        lead = _LEAD.match(text)
        start = lead.end() if lead else 0
        end = start + _length(text[start:])
        words = " ".join(text[start:end].split())
        if not words or not _TITLE_WORDS.search(words):
            continue
        if _is_title(words) or (piece == line and not _CUT.search(text) and _is_subject_line(words)):
            yield _Title(Span(piece.start + start, piece.start + end), words)


def _length(text: str) -> int:
    """How far a title goes: to where the contract begins, or to a dash behind which its matter is told."""
    cut = _CUT.search(text)
    title = text[: cut.start()] if cut else text
    dash = _DASH.search(title)
    if dash and _TITLE_WORDS.search(title[: dash.start()]):
        title = title[: dash.start()]
    return len(title.rstrip(_ENDS))


def _pieces(line: Span, source: str) -> Iterator[Span]:
    """A line cut into its sentences: in some files the title stands on one line with all that precedes it."""
    start = line.start
    for match in _SENTENCE_END.finditer(source, line.start, line.end):
        yield Span(start, match.start() + 1)
        start = match.end()
    yield Span(start, line.end)


def _is_title(words: str) -> bool:
    """Whether most of the longer words begin with a capital, and nothing is said of anything."""
    if len(words) > _LONGEST or _NO_TITLE.search(words):
        return False
    long = [word for word in _WORD.findall(words) if len(word) > 3]
    capitals = sum(word[0].isupper() for word in long)
    return bool(long) and capitals >= 0.7 * len(long)


def _is_subject_line(words: str) -> bool:
    """Whether a line names the contract in few words and without capitals: "Consulting agreement"."""
    return words[0].isupper() and len(words.split()) <= _FEW_WORDS and not _NO_TITLE.search(words)


def _grown(title: _Title, position: int, lines: list[Span], source: str) -> _Title:
    """A title with the lines before and after it that belong to it: "AMENDMENT NO. 2 TO THE" and the next."""
    start, end = title.span
    if position and start == lines[position].start:
        before = " ".join(lines[position - 1].of(source).split())
        if _GOES_ON.search(before) and _is_title(before) and not _LEAD.match(before):
            start = lines[position - 1].start
    if end == lines[position].end:
        end = _end_of_title(title.words, position, lines, source)
    span = Span(start, end)
    return _Title(span, " ".join(span.of(source).split()))


def _end_of_title(words: str, position: int, lines: list[Span], source: str) -> int:
    """Where a title ends that goes on over the next lines: "AMENDMENT NO. 2", "to the", what it amends."""
    end = lines[position].end
    for line in lines[position + 1 : position + 1 + _TITLE_LINES]:
        after = " ".join(line.of(source).split())
        is_link = _LINK.fullmatch(after) is not None
        if not (is_link or ((_GOES_ON.search(words) or _JOINS.match(after)) and _is_title(after))):
            break
        words = after
        end = end if is_link else line.end
    return end


def _folded(words: str) -> str:
    return re.sub(r"[^a-z0-9]", "", words.lower())
