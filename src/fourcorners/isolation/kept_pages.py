"""Where recognised pages are kept as they come, so that none is recognised twice."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import NamedTuple, Protocol

from fourcorners.domain.recognition import RecognisedPage, RecognitionOrder


class KeptPages(Protocol):
    """The pages of one document that were recognised by one order."""

    def all(self) -> Mapping[int, bytes]:
        """The JSON of those that are there, by their numbers and in that order."""

    def keep(self, page: RecognisedPage) -> None:
        """Keep a page, in the place of one of its number."""


class PagesInMemory:
    """Pages that are kept while one document is read."""

    def __init__(self) -> None:
        """No page is kept yet."""
        self._pages: dict[int, bytes] = {}

    def all(self) -> Mapping[int, bytes]:
        """The JSON of those that are there, by their numbers and in that order."""
        return dict(sorted(self._pages.items()))

    def keep(self, page: RecognisedPage) -> None:
        """Keep a page, in the place of one of its number."""
        self._pages[page.number] = page.model_dump_json().encode()


class Keeping(NamedTuple):
    """How whoever has a document read keeps what comes before its records."""

    pages: Callable[[RecognitionOrder], KeptPages] = lambda _: PagesInMemory()
    """Where pages that are recognised by that order are kept."""
    taking: AbstractContextManager[None] = nullcontext()
    """Entered while this process has something that a child handed over in its hands."""
