"""Accounts: the words by which a contract says how a level is measured, and how far credits go."""

import re
from collections.abc import Collection, Iterator
from enum import StrEnum
from typing import Final, NamedTuple

from fourcorners.domain.kpi import Cap
from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.measures.consequences import read_amount
from fourcorners.extract.nlp.measures.quantities import find_quantities
from fourcorners.extract.nlp.measures.surroundings import Surroundings


class AccountKind(StrEnum):
    """What the words tell; the name of the part of the evidence."""

    FORMULA = "formula"
    EXCLUSION = "exclusion"
    CAP = "cap"
    EARN_BACK = "earn_back"


class Account(NamedTuple):
    """A passage that tells how levels are measured or credits limited."""

    kind: AccountKind
    sentence: int
    span: Span
    words: str
    """The passage on one line."""
    whole: str
    """The sentence it stands in, by whose words it is known which level is meant."""
    cap: Cap | None = None
    term: str = ""
    """The term that the sentence defines by a formula, in lower case; empty for other sentences."""


_CREDITS: Final = r"(?:credits?|damages|penalt(?:y|ies)|rebates?|deductions?|reductions?|bonus(?:es)?)"
_CREDITED: Final = rf"(?:{_CREDITS}|credit\s+(?:the\s+)?[A-Z]\w+)"
_FORMULA: Final = re.compile(
    r"\b(?:calculat|comput|measur|determin|express)(?:ed|es|e|ing)\s+(?:\w+\s+){0,6}?"
    r"(?:as\s+(?:follows|a\s+percentage|the|an?|\(|total|100)|by\s+(?:\w+ly\s+)?(?:\w+ing\b|the\s+(?:formula|following|number|ratio|total))|"
    r"using|(?:in\s+accordance\s+with|according\s+to)\s+the\s+(?:following|formula))|"
    r"\bdivided\s+by\b|[x×*]\s{0,2}100\b|\bpercentage\s+of\s+(?:\w+\s+){0,4}(?:minutes|hours|time)\b[^.;]{0,60}\bthat\b",
    re.I,
)
_EXCLUSION: Final = re.compile(
    r"(?:\b(?:excluding|exclusive\s+of|not\s+including|with\s+the\s+exception\s+of|(?:does|do|shall|will)\s+not\s+include|leaving\s+(?:out|aside)|not\s+counting|disregarding|without\s+counting)|"
    r"\b(?:other\s+than|except(?:ing)?(?:\s+for)?)(?=[^.;]{0,60}\b(?:maintenance|downtime|outages?|force\s+majeure|emergenc|interruption|suspension)))\s*:?\s+"
    r"(?P<what>[^.;]{3,400}?)(?=[.;]|,\s+(?:which|measured|calculated|as\s|in\s+(?:each|any)|during|shall|will)|\s+(?:shall|will|must)\s|\s+(?:in|during|for)\s+(?:each|any|a)\s+(?:calendar\s+)?(?:month|quarter|year)|$)",
    re.I,
)
_LISTED_EXCLUSIONS: Final = re.compile(
    r"\b(?:exclud\w+|exclusions?|exceptions?|disregarded|not\s+(?:be\s+)?(?:includ\w+|count\w*|consider\w+|deemed|taken|appl\w+))\b"
    r"(?:(?!\b(?:least|minimum|within)\b)[^.;:]){0,160}:?\s*$",
    re.I,
)
_MEASURED_TERM: Final = re.compile(
    r"\b(?:availab\w+|uptime|down-?time|unavailab\w+|outages?|service\s+levels?|response\s+times?|calculat\w+|measur\w+|performance|credits?)\b",
    re.I,
)
_CAP: Final = re.compile(
    rf"\b{_CREDITED}\b(?:[^.;]|\.\d){{0,200}}?\b(?:exceed|(?:no|not)\s+(?:be\s+)?(?:more|greater)\s+than|in\s+an\s+amount\s+more\s+than|capped\s+at|limited\s+to|"
    rf"up\s+to|maximum(?:\s+(?:aggregate|total|amount|of))*|at\s+risk)\b|"
    rf"\b(?:no\s+more\s+than|maximum(?:\s+\w+){{0,3}}?)\b(?:[^.;]|\.\d){{0,160}}?\b{_CREDITS}\b|\bmaximum\s+(?:\w+\s+){{0,2}}{_CREDITS}\b",
    re.I,
)
_LIMITS: Final = re.compile(
    r"\b(?:exceed|(?:more|greater)\s+than|capped\s+at|limited\s+to|up\s+to|maximum|at\s+risk)\b", re.I
)
_DENIES: Final = re.compile(r"\b(?:not|no|never|maximum|capped|limited|up\s+to|at\s+risk)\b", re.I)
_EARN_BACK: Final = re.compile(
    r"\bearn(?:s|ed|ing)?[\s-]?back\b|\bcredits?\b[^.;]{0,100}\b(?:returned\s+to|reinstated|reversed|forgiven|refunded\s+to|recovered\s+by)\b",
    re.I,
)
_CUE: Final = re.compile(
    rf"{_FORMULA.pattern}|\b(?:exclud|exclusive\s+of|not\s+includ|exception|disregard|leaving\s+(?:out|aside)|not\s+(?:be\s+)?(?:count|taken|consider|deemed|appl)|without\s+counting|other\s+than|except\b)|"
    rf"\b{_CREDITS}\b|\bearn(?:s|ed|ing)?[\s-]?back",
    re.I,
)
_DEFINED: Final = re.compile(
    r"[\"“](?P<term>[^\"“”\n]{3,60})[\"”],?\s+(?:shall\s+)?(?:means?|is|equals?)\b,?\s*(?=(?P<sense>[^;]{0,300}))",
    re.I,
)
_RECKONS: Final = re.compile(
    r"\b(?:percentages?|proportion|ratio|share|quotient|average|number|fraction|divided\s+by)\b", re.I
)
_QUOTES: Final = " \"'“”‘’"
_ITEM: Final = re.compile(r"\(\s?(?:[a-z]|[ivx]{1,4}|\d{1,2})\s?\)\s*", re.I)
_LAST_JOIN: Final = re.compile(r"[\s,;.]{0,4}(?:\b(?:and|or))?[\s,;.]{0,4}$", re.I)
_LONGEST: Final = 3_000
_LONGEST_FORMULA: Final = 900
_MOST_ITEMS: Final = 30


def find_accounts(
    around: Surroundings, articles: frozenset[int], attachments: frozenset[int]
) -> list[Account]:
    """The accounts in those articles and attachments, in text order; several of a sentence by kind."""
    found: list[Account] = []
    hits = (around.index_at(match.start()) for match in _CUE.finditer(around.text))
    for index in dict.fromkeys(index for index in hits if index >= 0):
        if around.article_of(index) not in articles and around.attachment_of(index) not in attachments:
            continue
        reading = around.read(around.tree.sentences[index].span)
        words = reading.text[:_LONGEST]
        found += _formulas(around, index, words)
        found += _exclusions(around, index, reading, words)
        found += _caps(around, index, words)
        if _EARN_BACK.search(words):
            span = around.tree.sentences[index].span
            found.append(Account(AccountKind.EARN_BACK, index, span, words, words))
    return found


def find_definitions(around: Surroundings, terms: Collection[str]) -> list[Account]:
    """How the contract reckons what it calls by one of those terms, with what it leaves out.

    `terms` are in lower case.
    """
    found: list[Account] = []
    for match in _DEFINED.finditer(around.text):
        term = " ".join(match["term"].lower().split())
        index = around.index_at(match.start())
        if term not in terms or index < 0 or not _RECKONS.search(match["sense"]):
            continue
        reading = around.read(around.tree.sentences[index].span)
        words = reading.text[:_LONGEST]
        if len(words) <= _LONGEST_FORMULA:
            span = around.tree.sentences[index].span
            found.append(Account(AccountKind.FORMULA, index, span, words, words, term=term))
        found += [each._replace(term=term) for each in _exclusions(around, index, reading, words)]
    return found


def _formulas(around: Surroundings, index: int, words: str) -> Iterator[Account]:
    """The sentence; with the line behind it where that holds the formula."""
    if _FORMULA.search(words) is None or len(words) > _LONGEST_FORMULA:
        return
    span = around.tree.sentences[index].span
    sentences = around.tree.sentences
    if words.rstrip().endswith((":", "follows")) and index + 1 < len(sentences):
        behind = sentences[index + 1].span
        if behind.end - span.start <= _LONGEST_FORMULA:
            span = Span(span.start, behind.end)
            words = around.read(span).text
    yield Account(AccountKind.FORMULA, index, span, words, words)


def _exclusions(around: Surroundings, index: int, reading: Reading, words: str) -> Iterator[Account]:
    """Each thing left out: behind "excluding", or as an item of a list of exclusions."""
    items = [item for item in _items(around, index) if "%" not in around.words(item)]
    if items and _LISTED_EXCLUSIONS.search(words) and _MEASURED_TERM.search(words):
        for item in items:
            span = around.tree.sentences[item].span
            listed = around.words(item)
            label = _ITEM.match(listed)
            start, end = (label.end() if label else 0), len(_LAST_JOIN.sub("", listed))
            if start < end:
                kept = around.read(span).span(start, end)
                yield Account(AccountKind.EXCLUSION, index, kept, listed[start:end], words)
        return
    for match in _EXCLUSION.finditer(words):
        end = _end_of_bracket(words, match.start("what"), match.end("what"))
        for piece in _parts(words, match.start("what"), end):
            start, end = _bare(words, *piece)
            span = reading.span(start, end)
            yield Account(AccountKind.EXCLUSION, index, span, words[start:end], words)


def _end_of_bracket(words: str, start: int, end: int) -> int:
    """Where a bracket closes that opened before `start`, else `end`."""
    depth = 0
    for place in range(start, end):
        depth += {"(": 1, ")": -1}.get(words[place], 0)
        if depth < 0:
            return place
    return end


def _bare(words: str, start: int, end: int) -> tuple[int, int]:
    """Without quotation marks and white space at both ends."""
    while start < end and words[start] in _QUOTES:
        start += 1
    while start < end and words[end - 1] in _QUOTES:
        end -= 1
    return start, end


def _items(around: Surroundings, index: int) -> Iterator[int]:
    sentences = around.tree.sentences
    for later in range(index + 1, min(len(sentences), index + 1 + _MOST_ITEMS)):
        if sentences[later].stem == index:
            yield later


def _parts(words: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """What is left out, item by item where the sentence counts the items."""
    marks = list(_ITEM.finditer(words, start, end))
    if len(marks) < 2:
        yield start, end
        return
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        piece = words[mark.end() : following.start() if following else end]
        kept = _LAST_JOIN.sub("", piece)
        if kept:
            yield mark.end(), mark.end() + len(kept)


def _caps(around: Surroundings, index: int, words: str) -> Iterator[Account]:
    match = _CAP.search(words)
    limit = _LIMITS.search(words, match.start()) if match else None
    if match is None or limit is None or not _DENIES.search(words[match.start() : limit.end()]):
        return
    for quantity in find_quantities(words, around.dollar):
        amount = read_amount(words, quantity) if quantity.start >= limit.start() else None
        if amount is not None:
            cap = Cap(amount=amount[0], unit=amount[1], text=words)
            span = around.tree.sentences[index].span
            yield Account(AccountKind.CAP, index, span, words, words, cap)
            return
