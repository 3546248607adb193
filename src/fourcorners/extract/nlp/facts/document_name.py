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
    "entire agreement",
)  # fmt: skip
_NUMBERED: Final = re.compile(r"\bcontract no\.?:? ?[\w/-]*\d[\w/-]*$|\s\d{1,3}\s\d{1,3}$", re.IGNORECASE)
"""What ends in the number of the contract, or in pages as a line of contents does."""
_LIST_ITEM: Final = re.compile(r"\s*(?:[●•▪◦‣∙]|\d{1,2}(?:\.\d{1,2}){1,3})\s")
"""What follows a bullet or the number of a clause is said in the contract, whatever capitals it has."""
_GOES_ON: Final = re.compile(
    r"(?:\b(?:to|of|and|for|the|no\.? ?\d*|number \d+)|,|&|\b(?:amendment|addendum)(?: no\.? ?\d+)?)$",
    re.IGNORECASE,
)
_JOINS: Final = re.compile(r"^(?:to|of|and|for|&)\b", re.IGNORECASE)
_DASH: Final = re.compile(r"\s[–—-]\s")
_PARTY: Final = re.compile(
    r"^(?:[\w&.,'’()/-]+\s){1,8}?[\w&.,'’()/-]*\b(?:inc|corp|corporation|co|ltd|limited|llc|l\.l\.c|llp|lp|l\.p|plc"
    r"|gmbh|s\.a|b\.v|n\.v)\b[.,)]{0,3}"
    r"(?!\s(?:partnership|liability|company|warranty|licen[sc]e|and\srestated)\b)(?:\s(?:and|&|[/–—:-])(?=\s))?\s",
    re.IGNORECASE,
)
"""A party that heads the title, by its legal form, with the word that joins it to the next."""
_ENDS_IN_PARTY: Final = re.compile(
    r",?\s(?:(?!AGREEMENT|CONTRACT|Agreement|Contract|to\b|of\b|for\b|and\b)[A-Z][\w&.’'-]*,?\s){1,5}?"
    r"(?i:inc|corp|corporation|ltd|limited|llc|plc|gmbh)\b\.?$"
)
_BARE: Final = re.compile(r"(?:AGREEMENT|CONTRACT|Agreement|Contract)")
_QUALIFIER: Final = re.compile(
    r"(?=.{6,60}$)(?!.*\b(?i:inc|corp|corporation|co|company|ltd|limited|llc|lp|llp|plc|gmbh|confidential|form|copy"
    r"|version|exhibit|draft|page)\b)[A-Z][A-Za-z&’'/-]+(?:,?\s(?:[A-Z][A-Za-z&’'/-]+|and|of|for|&)){0,6}"
)
_TWICE: Final = re.compile(r"^(?P<once>[^\n]{8,80}?)\s(?P=once)$", re.IGNORECASE)
_STAMP: Final = re.compile(
    r"^(?:-\s?\d{1,3}\s?-|[\[(]?(?:execution|executed|final|conformed|composite|signature|signed|redacted|public"
    r"|translated|english)\s(?:version|copy|form|translation|draft)[\])]?|(?:strictly\s)?confidential"
    r"|[\w ]{3,20} version|(?:contract|agreement)\s(?:number|no\.?)\s?:?(?:\s?#?[\w/-]*\d[\w/-]*)?"
    r"|last\s(?:updated|revised):?\s(?:\w+\s\d{1,2},?\s\d{4}|[\d/.-]+))[\s:;,.–—-]+",
    re.IGNORECASE,
)
"""What is stamped over a title and tells which copy it is: "Execution version"."""
_ASIDE: Final = re.compile(
    r"\s\((?:the|this|hereinafter|hereafter)?\s?[\"“][^)]*\)?|\s\(?(?:execution|final|conformed)\s(?:copy|version)\b.*"
    r"|\s[\"“][^\"”]{1,40}[\"”]?$|,?\s(?:January|February|March|April|May|June|July|August|September|October|November"
    r"|December)\s(?:\d{1,2},?\s)?(?:19|20)\d\d\b.*"
    rf"|\s(?:(?!{_KIND}\b)[A-Z]\w+\s){{1,3}}?(?:of\sthe\s\w+)?:\s.*"
    r"|\s(?:(?:contract|agreement|supplier|customer|vendor|client)\s)?(?:number|name|no\.?):.*",
    re.IGNORECASE,
)
"""What follows a title on its line and says something else: its defined term, its date, a label."""
_LINK: Final = re.compile(r"(?:to|of|for|under)(?: the)?", re.IGNORECASE)
_SENTENCE_END: Final = re.compile(
    r"(?<!\bNO)(?<!\bNo)(?<!\bINC)(?<!\bInc)(?<!\bLTD)(?<!\bLtd)(?<!\bCO)(?<!\bCo)[.;]\s+(?=[A-Z])"
)
_LINE: Final = re.compile(r"(?:[^\s]|[^\S\n\r\f\v](?![^\S\n\r\f\v]{2}))+")
"""A stretch without a line end or a gap of three spaces."""
_WORD: Final = re.compile(r"[A-Za-z][\w’'-]*")
_MARKUP: Final = " \t\r\n\f\u00a0#*_|"
"""What stands around a line and is no part of it: white space, and the marks of a Markdown file."""
_ENDS: Final = " ,:;.-–(\t\r\n"

_TITLE_PAGE: Final = 4_000
_TITLE_LINES: Final = 3
_FEW_WORDS: Final = 14
_LONGEST: Final = 160
_HEADED: Final = 0.93
_TITLE_ONLY: Final = 0.86
_NAMED_ONLY: Final = 0.8


class _Title(NamedTuple):
    span: Span
    words: str


def propose_document_name(passages: Passages) -> list[VariableDraft]:
    """The title as it heads the contract; where none does, the name that the contract gives itself."""
    own = _own_name(passages.opening.reading)
    titles = list(_titles(passages.source, _begins(passages.opening.reading)))
    for title in titles:
        if own and _folded(own[0]) in _folded(title.words):
            return [_draft(title.span, _HEADED, passages)]
    titles += [title for head in passages.running_heads for title in _titles_of_line(head, passages.source)]
    if titles:
        # "AGREEMENT" alone tells less than the title that the cover page or the running line has.
        told = next((title for title in titles if not _BARE.fullmatch(title.words)), titles[0])
        return [_draft(told.span, _TITLE_ONLY, passages)]
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


def _begins(opening: Reading) -> str:
    """The letters that follow "This" where the contract first speaks of itself."""
    match = _NAMES_ITSELF.search(opening.text)
    return _folded(opening.text[match.start("name") : match.start("name") + _LONGEST]) if match else ""


def _titles(source: str, own: str) -> Iterator[_Title]:
    """The lines of the title page that read like a title; a title over several lines as one."""
    lines = _lines(source)
    for position, line in enumerate(lines):
        for title in _titles_of_line(line, source):
            yield _grown(title, position, lines, source, own)


def _lines(source: str) -> list[Span]:
    """The lines of the title page. A wide gap parts what stood on lines of their own, or side by side."""
    spans = []
    for match in _LINE.finditer(source, 0, _TITLE_PAGE):
        bare = match[0].strip(_MARKUP)
        if bare:
            begin = match.start() + match[0].index(bare)
            spans.append(Span(begin, begin + len(bare)))
    return spans


def _titles_of_line(line: Span, source: str) -> Iterator[_Title]:
    if _LIST_ITEM.match(line.of(source)):
        return
    for piece in _pieces(line, source):
        text = piece.of(source)
        start = _beginning(text)
        end = start + _length(text[start:])
        words = " ".join(text[start:end].split())
        if not words or not _TITLE_WORDS.search(words) or _NUMBERED.search(words):
            continue
        if _is_title(words) or (piece == line and not _CUT.search(text) and _is_subject_line(words)):
            yield _Title(Span(piece.start + start, piece.start + end), words)


def _beginning(text: str) -> int:
    """Where a title begins, behind what a filing, a stamp or the names of the parties set before it."""
    start = 0
    while match := _LEAD.match(text[start:]) or _STAMP.match(text[start:]) or _party_before(text[start:]):
        start += match.end()
    return start


def _party_before(text: str) -> re.Match[str] | None:
    """A party at the head of a line that goes on with a title of more than one word."""
    match = _PARTY.match(text)
    if match is None or not _TITLE_WORDS.search(" ".join(text[match.end() :].split())):
        return None
    return match if len(text[match.end() :].split()) > 1 else None


def _length(text: str) -> int:
    """How far a title goes: to where the contract begins, or to a dash behind which its matter is told."""
    cut = _CUT.search(text)
    title = text[: cut.start()] if cut else text
    aside = _ASIDE.search(title)
    if aside and _TITLE_WORDS.search(title[: aside.start()]):
        title = title[: aside.start()]
    party = _ENDS_IN_PARTY.search(title.rstrip(_ENDS))
    if party and _TITLE_WORDS.search(title[: party.start()]):
        title = title[: party.start()]
    dash = _DASH.search(title)
    if dash and _TITLE_WORDS.search(title[: dash.start()]):
        title = title[: dash.start()]
    title = title.rstrip(_ENDS)
    twice = _TWICE.match(title)
    return twice.end("once") if twice else len(title)


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


def _grown(title: _Title, position: int, lines: list[Span], source: str, own: str) -> _Title:
    """A title with the lines before and after it that belong to it: "AMENDMENT NO. 2 TO THE" and the next."""
    start, end = title.span
    if position and start == lines[position].start:
        before = " ".join(lines[position - 1].of(source).split())
        is_begun = _GOES_ON.search(before) or own.startswith(_folded(before + title.words))
        if (is_begun or _is_bare(title.words, before)) and _is_title(before) and not _LEAD.match(before):
            start = lines[position - 1].start
    if end == lines[position].end:
        end = _end_of_title(title.words, position, lines, source, own)
    span = Span(start, end)
    return _Title(span, " ".join(span.of(source).split()))


def _is_bare(words: str, before: str) -> bool:
    """Whether "AGREEMENT" stands alone below what kind of agreement it is, and not below a party."""
    return _BARE.fullmatch(words) is not None and _QUALIFIER.fullmatch(before) is not None


def _end_of_title(words: str, position: int, lines: list[Span], source: str, own: str) -> int:
    """Where a title ends that goes on over the next lines: "AMENDMENT NO. 2", "to the", what it amends."""
    end = lines[position].end
    for line in lines[position + 1 : position + 1 + _TITLE_LINES]:
        after = " ".join(line.of(source).split())
        is_link = _LINK.fullmatch(after) is not None
        goes_on = _GOES_ON.search(words) or _JOINS.match(after) or own.startswith(_folded(words + after))
        if not (is_link or (goes_on and _is_title(after) and not _CUT.match(after))):
            break
        words = after
        end = end if is_link else line.end
    return end


def _folded(words: str) -> str:
    return re.sub(r"[^a-z0-9]", "", words.lower())
