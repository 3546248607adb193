"""Numbers as contracts write them: in figures, in words, and in both."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final, NamedTuple

from text_to_num import find_numbers as _find_words

from fourcorners.values.found import Found

_CARDINAL: Final = (
    r"zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|"
    r"hundred|thousand|million|billion|trillion"
)
_ORDINAL: Final = (
    r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|"
    r"fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|fortieth|fiftieth|sixtieth|"
    r"seventieth|eightieth|ninetieth"
)
_MAGNITUDES: Final = {
    "hundred": 100,
    "thousand": 1_000,
    "lakh": 100_000,
    "million": 1_000_000,
    "crore": 10_000_000,
    "billion": 1_000_000_000,
    "trillion": 1_000_000_000_000,
}
_HALVES: Final = {"half": Decimal("0.5"), "quarter": Decimal("0.25"), "quarters": Decimal("0.25")}
_VULGAR: Final = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}

_LONGEST: Final = 24
"""Characters of the longest figures that are read as a number: more is an account or a hostile text."""

_WORD: Final = rf"(?:{_CARDINAL}|{_ORDINAL})\b"
# A run is cut after twelve words: no contract writes a longer number, and the cut keeps hostile text linear.
_RUN: Final = (
    rf"\b{_WORD}(?:(?:\s?-\s?(?:and\s?-\s?)?|\s+and\s+|\s+point\s+|"
    rf",\s+(?=\w+\s+(?:hundred|thousand))|\s+){_WORD}){{0,11}}"
)
_CHUNK: Final = r"(?<![A-Za-z0-9_])(?:\d+(?:[.,/:–-]\d+)*|\.\d+)[½¼¾]?|[½¼¾]"
_TOKEN: Final = re.compile(rf"(?P<chunk>{_CHUNK})|(?P<run>{_RUN})", re.IGNORECASE)
_PLAIN: Final = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?")
_RANGE: Final = re.compile(r"(\d{1,3})[-–](\d{1,3})")
_FRACTION: Final = re.compile(r"(?:(\d+)-)?(\d)/([248])")
_SPACED_FRACTION: Final = re.compile(r"\s(\d)/([248])(?![\d/])")
_ATTACHED: Final = re.compile(
    r"(?!(?:days?|hours?|hrs?|minutes?|mins?|weeks?|months?|years?|yrs?|[mkb]n?|mm|million|billion|thousand)\b|per)"
    r"[A-Za-z_]",
    re.IGNORECASE,
)
_MAGNITUDE: Final = re.compile(rf"[\s\xad-]*({'|'.join(_MAGNITUDES)})\b(?!ths?\b)", re.IGNORECASE)
_AND_FRACTION: Final = re.compile(r"[\s-]+and[\s-]+(?:an?|(one|three))[\s-](half|quarters?)\b", re.IGNORECASE)
_GLUED_AFTER: Final = re.compile(r"-[A-Za-z]\b|-\d")
_GLUED_BEFORE: Final = re.compile(r"[^\W_][-./]$")
_TORN_AFTER: Final = re.compile(r"\s\d")
_TORN_BEFORE: Final = re.compile(r"(?<![\d.,])\d{1,3}\s$")
_LABELLED: Final = re.compile(
    r"\b(?:severity|sev|priority|level|tier|class|category|section|clause|phase|stage|item|year|page|step)"
    r"\s(?:\d+\s)?$",
    re.IGNORECASE,
)
"""Before "1 4 hours" such a word tells that 1 is a label and not a digit of 14."""
_NO_NUMBER: Final = re.compile(r"one\s+(?:another|or\s+more)\b|one['’]s\b", re.IGNORECASE)
_BRACKET: Final = re.compile(r"\s{0,2}-?\s?[(\[]\s?")
_CLOSE: Final = re.compile(r"\s?-?\s?[)\]]")
_WORD_TOKEN: Final = re.compile(r"[A-Za-z]+|-")


class _Piece(NamedTuple):
    """A number that stands by itself, before words and figures of the same number are put together."""

    start: int
    end: int
    value: Decimal
    in_words: bool
    is_ordinal: bool = False


class _Word(str):
    """A word as text_to_num wants its tokens."""

    __slots__ = ()

    def text(self) -> str:
        return str(self)

    def text_lowercase(self) -> str:
        return self.lower()

    def nt_separated(self, _previous: "_Word") -> bool:
        return False

    def not_a_number_part(self) -> bool:
        return False


def find_numbers(text: str) -> list[Found[Decimal]]:
    """Find the cardinal numbers of a text, in its order.

    Words with figures in brackets ("thirty (30)") are one number; where the two disagree `conflict` is
    set and the value is the words'. What could be read in two ways (10.000,00, 1,50,000, 1.2.3, 1 4, 01/02)
    and what is glued to letters (A4, 10-K) is not given.

    >>> [(str(each.value), each.conflict) for each in find_numbers("thirty (30) of 1,250 or sixty (90)")]
    [('30', False), ('1250', False), ('60', True)]
    >>> [str(each.value) for each in find_numbers("1.2 million, ninety-nine point nine, 10.000,00")]
    ['1200000', '99.9']
    """
    cardinals = [piece for piece in _pieces(text) if not piece.is_ordinal]
    return list(_joined(cardinals, text))


def find_ordinals(text: str) -> list[Found[int]]:
    """Find the ordinal numbers of a text: "fifth", "twenty-first", "15th", "fifteenth (15th)".

    >>> [(each.start, each.end, each.value) for each in find_ordinals("the twenty-first and 2nd day")]
    [(4, 16, 21), (21, 24, 2)]
    """
    figures = [
        _Piece(match.start(), match.end(), Decimal(match[1]), in_words=False, is_ordinal=True)
        for match in _FIGURE_ORDINAL.finditer(text)
    ]
    words = [piece for piece in _pieces(text) if piece.is_ordinal]
    joined = _joined(sorted([*figures, *words]), text)
    return [Found(each.start, each.end, int(each.value), each.conflict) for each in joined]


def figures_at(start: int, text: str) -> Found[Decimal] | None:
    """The number in figures that begins there, whatever stands before it: the 5,000 of "RMB5,000".

    >>> figures_at(3, "RMB5,000")
    Found(start=3, end=8, value=Decimal('5000'), conflict=False)
    """
    chunk = _DIGITS.match(text, start)
    value = _read_figures(chunk[0]) if chunk else None
    if chunk is None or value is None or _ATTACHED.match(text, chunk.end()):
        return None
    piece = _magnified(_Piece(start, chunk.end(), value, in_words=False), text)
    return Found(piece.start, piece.end, piece.value)


_DIGITS: Final = re.compile(r"\d+(?:[.,/:–-]\d+)*")
_FIGURE_ORDINAL: Final = re.compile(r"(?<![\w.,])(\d{1,3})\s?(?:st|nd|rd|th)\b", re.IGNORECASE)


def _pieces(text: str) -> Iterator[_Piece]:
    """The single numbers of the text, in order and apart."""
    reached = 0
    for match in _TOKEN.finditer(text):
        if match.start() < reached:
            continue
        found = _read_chunk(match, text) if match["chunk"] else _read_run(match, text)
        for piece in found:
            if piece.start >= reached:
                reached = piece.end
                yield piece


def _read_chunk(match: re.Match[str], text: str) -> Iterator[_Piece]:
    start, end = match.span()
    if _is_opaque(start, end, text):
        return
    chunk = match[0]
    between = _RANGE.fullmatch(chunk)
    if between and int(between[1]) < int(between[2]):
        yield _Piece(start, start + len(between[1]), Decimal(between[1]), in_words=False)
        yield _magnified(_Piece(end - len(between[2]), end, Decimal(between[2]), in_words=False), text)
        return
    value = _read_figures(chunk)
    if value is None:
        return
    fraction = _SPACED_FRACTION.match(text, end)
    if fraction and int(fraction[1]) < int(fraction[2]):
        end, value = fraction.end(), value + Decimal(fraction[1]) / Decimal(fraction[2])
    yield _magnified(_Piece(start, end, value, in_words=False), text)


def _is_opaque(start: int, end: int, text: str) -> bool:
    """Whether the figures belong to a name, to the number of a clause, or to other figures beside them."""
    before = text[max(0, start - 30) : start]
    if _ATTACHED.match(text, end) or _GLUED_AFTER.match(text, end) or _GLUED_BEFORE.search(before):
        return True
    if _LABELLED.search(before):
        return False
    is_plain = end - start <= 3 and text[start:end].isdigit()
    is_torn = is_plain and _TORN_AFTER.match(text, end) and not _SPACED_FRACTION.match(text, end)
    return bool(is_torn or _TORN_BEFORE.search(before))


def _read_figures(chunk: str) -> Decimal | None:
    """The value of figures that can be read in one way only, else None."""
    extra = _VULGAR.get(chunk[-1], Decimal(0))
    figures = chunk.rstrip("½¼¾")
    if not figures:
        return extra
    fraction = _FRACTION.fullmatch(figures)
    if fraction and int(fraction[2]) < int(fraction[3]):
        return int(fraction[1] or 0) + Decimal(fraction[2]) / Decimal(fraction[3])
    if len(figures) > _LONGEST or not _PLAIN.fullmatch(figures):
        return None
    return Decimal(figures.replace(",", "")) + extra


def _magnified(piece: _Piece, text: str) -> _Piece:
    """Take in what follows a number and makes it larger: "1.2 million", "two and a half"."""
    start, end, value, in_words, is_ordinal = piece
    if in_words and (part := _AND_FRACTION.match(text, end)):
        count = 3 if (part[1] or "").lower() == "three" else 1
        end, value = part.end(), value + count * _HALVES[part[2].lower()]
    if magnitude := _MAGNITUDE.match(text, end):
        end, value = magnitude.end(), _whole(value * _MAGNITUDES[magnitude[1].lower()])
    return _Piece(start, end, value, in_words, is_ordinal)


def _whole(value: Decimal) -> Decimal:
    """The same value without an empty fraction: 1200000 for 1200000.0."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def _read_run(match: re.Match[str], text: str) -> Iterator[_Piece]:
    """The numbers in a run of number words: "three five-year terms" holds two."""
    tokens = list(_WORD_TOKEN.finditer(match[0]))
    found = _find_words([_Word(token[0]) for token in tokens], "en", 0)
    for each in found:
        start = match.start() + tokens[each.start].start()
        end = match.start() + tokens[each.end - 1].end()
        if _NO_NUMBER.match(text, start) or text[max(0, start - 3) : start].lower() == "no ":
            continue
        value = Decimal(each.text.rstrip("stndrh"))
        piece = _Piece(start, end, value, in_words=True, is_ordinal=each.is_ordinal)
        yield piece if each.is_ordinal else _magnified(piece, text)


def _joined(pieces: list[_Piece], text: str) -> Iterator[Found[Decimal]]:
    """Put "thirty (30)" and "(30) thirty" together."""
    index = reached = 0
    while index < len(pieces):
        piece = pieces[index]
        if piece.start < reached:
            index += 1
            continue
        other = pieces[index + 1] if index + 1 < len(pieces) else None
        span = _restated(piece, other, text) if other else None
        if other is None or span is None:
            yield Found(piece.start, piece.end, piece.value)
            index += 1
            continue
        words = piece if piece.in_words else other
        whole = _magnified(_Piece(*span, words.value, in_words=False), text)
        reached = whole.end
        yield Found(whole.start, whole.end, whole.value, conflict=piece.value != other.value)
        index += 2


def _restated(first: _Piece, second: _Piece, text: str) -> tuple[int, int] | None:
    """From where to where one number is said twice, once in words and once in figures; else None."""
    if first.in_words == second.in_words:
        return None
    gap = _BRACKET.match(text, first.end)
    if gap and gap.end() == second.start and (closed := _CLOSE.match(text, second.end)):
        return first.start, closed.end()
    opens = first.start > 0 and text[first.start - 1] in "(["
    between = text[first.end : second.start]
    if opens and second.in_words and re.fullmatch(r"\s?[)\]]\s?", between):
        return first.start - 1, second.end
    return None
