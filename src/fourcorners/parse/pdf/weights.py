"""What the pages of a PDF draw, weighed by qpdf before pdfium reads them: it ends its process at too much."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Final, NamedTuple

import pikepdf

from fourcorners.parse.pdf.actions import find_actions
from fourcorners.parse.pdf.drawings import Calls, filters_of
from fourcorners.parse.pdf.filters import Overlong, most_bytes, unpack
from fourcorners.parse.pdf.layers import has_layers_off
from fourcorners.parse.pdf.page import PageExcess
from fourcorners.parse.pdf.reach import Reach
from fourcorners.parse.pdf.repair import FAILURES
from fourcorners.parse.pdf.streams import MIB, too_large
from fourcorners.settings import ReadingLimits

_WORTH_COUNTING: Final = 8 * MIB
"""A page whose content may be longer has its objects counted before it is loaded."""
_PAINTING: Final = re.compile(rb"[\s\])>](?:Tj|TJ|['\"]|S|s|f\*?|F|B\*?|b\*?|Do|sh|EI)(?=[\s\[(</]|$)")
"""The operators that each put one object on the page."""

_Identity = tuple[int, int]


class Contents(NamedTuple):
    """What a file holds, as far as qpdf can tell: nothing of a file that it cannot open."""

    excess: dict[int, str]
    """What pages hold too much of, for people, by page number: such a page is not to be loaded."""
    actions: frozenset[str]
    """What the file would do in a viewer, for people."""
    has_layers_off: bool
    """Whether a viewer may leave out layers of it, or it cannot be told."""


def weigh_contents(content: bytes, name: str, limits: ReadingLimits, overlong: int) -> Contents:
    """Look what the pages of a file hold, without reading them.

    `overlong` is how many of its streams unpack to more than one may. Raises DocumentTooLarge where they
    are not all parts of pages, which can be passed over.
    """
    try:
        with pikepdf.open(BytesIO(content)) as pdf:
            pages = _Pages(limits)
            # Those of an encrypted file could not be weighed from outside.
            if overlong or pdf.is_encrypted:
                overlong = max(overlong if not pdf.is_encrypted else 0, pages.find_overlong(pdf.objects))
            each = ((number, pages.excess(page.obj)) for number, page in enumerate(pdf.pages, 1))
            excess = {number: what for number, what in each if what is not None}
            contents = Contents(excess, frozenset(find_actions(pdf)), has_layers_off(pdf))
    except MemoryError as error:
        raise too_large(name, limits) from error
    except FAILURES as error:
        if overlong:
            raise too_large(name, limits) from error
        return Contents({}, frozenset(), has_layers_off=True)
    if overlong > len(pages.passed_over):
        raise too_large(name, limits)
    return contents


class _Pages:
    """Weighs page after page; what several of them share is weighed once."""

    def __init__(self, limits: ReadingLimits) -> None:
        self.passed_over: set[_Identity] = set()
        """Streams that unpack to more than one may, of pages that are not to be loaded for that."""
        self._overlong = Reach(())
        self._limits = limits
        self._limit = limits.max_stream_mib * MIB
        self._worth_counting = min(self._limit, _WORTH_COUNTING)
        self._bounds: dict[_Identity, int] = {}
        self._weights: dict[_Identity, tuple[int, int]] = {}
        self._calls = Calls(limits)

    def excess(self, page: pikepdf.Object) -> str | None:
        """What a page holds too much of; None for a page that can be loaded."""
        contents = _streams(page.get("/Contents"))
        overlong = self._overlong.from_page(page)
        self.passed_over |= overlong
        if sum(map(self._bound, contents)) > self._worth_counting and (what := self._overweight(contents)):
            return what
        if overlong:
            return f"a part that it is made of unpacks to more than {self._limits.max_stream_mib} MiB"
        if self._calls.are_too_many(contents, page):
            return "its drawings are made of each other without end"
        return None

    def find_overlong(self, objects: Iterable[pikepdf.Object]) -> int:
        """Look which streams unpack to more than one may, and tell how many; pictures and attachments aside.

        Pages that are made of one of them are found afterwards.
        """
        streams = (each for each in objects if isinstance(each, pikepdf.Stream) and not _is_aside(each))
        long = (each for each in streams if self._bound(each) > self._limit)
        overlong = {each.objgen for each in long if self._weight(each)[0] > self._limit}
        self._overlong = Reach(overlong)
        return len(overlong)

    def _overweight(self, contents: Sequence[pikepdf.Object]) -> str | None:
        length = objects = 0
        for content in contents:
            weight, count = self._weight(content)
            length, objects = length + weight, objects + count
            if length > self._limit:
                return f"its content unpacks to more than {self._limits.max_stream_mib} MiB"
            if objects > self._limits.max_page_objects:
                return str(PageExcess.of_objects(self._limits))
        return None

    def _bound(self, stream: pikepdf.Object) -> int:
        """What a stream unpacks to at the most."""
        identity = stream.objgen
        if identity not in self._bounds:
            self._bounds[identity] = most_bytes(len(stream.read_raw_bytes()), filters_of(stream))
        return self._bounds[identity]

    def _weight(self, stream: pikepdf.Object) -> tuple[int, int]:
        """What a stream unpacks to, and how many objects it paints."""
        identity = stream.objgen
        if identity not in self._weights:
            self._weights[identity] = self._count(stream.read_raw_bytes(), filters_of(stream))
        return self._weights[identity]

    def _count(self, packed: bytes, filters: Sequence[str]) -> tuple[int, int]:
        weight = objects = 0
        try:
            for piece in unpack(packed, filters, self._limit):
                weight += len(piece)
                objects += sum(1 for _ in _PAINTING.finditer(piece))
        except Overlong:
            return self._limit + 1, objects
        return weight, objects


def _streams(contents: pikepdf.Object | None) -> list[pikepdf.Object]:
    if isinstance(contents, pikepdf.Array):
        return [each for each in contents if isinstance(each, pikepdf.Stream)]
    return [contents] if isinstance(contents, pikepdf.Stream) else []


def _is_aside(stream: pikepdf.Object) -> bool:
    """Whether a stream is not unpacked for the text of the file."""
    return stream.get("/Subtype") == "/Image" or stream.get("/Type") == "/EmbeddedFile"
