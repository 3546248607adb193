"""One document from its bytes to an answer: read, its pictures recognised where it has any, read again."""

import datetime as dt
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Final, NamedTuple

from fourcorners import child_limits, sandbox
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.recognition import ReadingTerms, RecognitionOrder, RecognitionRequest
from fourcorners.errors import ReaderDied
from fourcorners.isolation.answers import validated
from fourcorners.isolation.definitions import extraction_terms
from fourcorners.isolation.kept_pages import Keeping, KeptPages
from fourcorners.isolation.names import PIPELINE
from fourcorners.isolation.recogniser import order_of
from fourcorners.isolation.recognising import OnPage, Recognition, Scan
from fourcorners.settings import Settings

MAX_REQUESTS: Final = 2
"""Pages without text with a sample of the others, and then all others: nothing is left to ask for."""
_REQUEST_BYTES_A_PAGE: Final = 32
"""As much JSON as the number of a page is, and more."""

OnState = Callable[[ProcessingState], None]


class File(NamedTuple):
    """A document that is to be read; the name is a label."""

    content: bytes
    name: str


class Reading:
    """Has one document read by as many children as that takes."""

    def __init__(
        self,
        file: File,
        settings: Settings,
        *,
        group: sandbox.Group | None = None,
        keeping: Keeping | None = None,
        on_state: OnState | None = None,
        on_page: OnPage | None = None,
        as_of: dt.date | None = None,
    ) -> None:
        """`on_state` hears each state that a child comes to, `on_page` how many pages were recognised.

        What they raise ends the child and is raised again. `as_of` is the day that a renewal answer is
        wanted for. Raises ConfigError where the recogniser that the settings name is not there, or a file
        that they name is wrong.
        """
        self._file = file
        self._settings = settings
        self._group = group or sandbox.Group()
        self._keeping = keeping or Keeping()
        self._on_state = on_state
        self._on_page = on_page
        self._order = order_of(settings)
        self._extraction = extraction_terms(settings).model_copy(update={"as_of": as_of})
        self._is_asking = False
        self._handed_in: frozenset[int] = frozenset()
        """Pages that were recognised before the reader asked for more."""

    def answer(self, function: str, *arguments: object) -> bytes:
        """What a function of the pipeline answers, which is called with the file, the arguments and terms.

        Raises InputError where the document cannot be read.
        """
        if self._order is None:
            terms = ReadingTerms(self._settings.reading, extraction=self._extraction)
            return self._ask(function, arguments, terms)
        pages = self._keeping.pages(self._order)
        for _ in range(MAX_REQUESTS):
            answer = self._ask(function, arguments, self._terms(pages, may_ask=True))
            if not self._is_asking:
                return answer
            self._recognise(answer, self._order, pages)
        return self._ask(function, arguments, self._terms(pages, may_ask=False))

    def _terms(self, pages: KeptPages, *, may_ask: bool) -> ReadingTerms:
        kept = pages.all()
        self._handed_in = frozenset(kept)
        return ReadingTerms(self._settings.reading, tuple(kept.values()), may_ask, self._extraction)

    def _ask(self, function: str, arguments: tuple[object, ...], terms: ReadingTerms) -> bytes:
        self._is_asking = False
        return sandbox.run(
            f"{PIPELINE}:{function}",
            (*self._file, *arguments, terms),
            file=self._file.name,
            group=self._group,
            on_note=self._hear,
            limits=child_limits.reading(self._settings),
        )

    def _hear(self, word: str) -> None:
        """A child that was taken over may send any word, and one that is no state tells nothing."""
        with suppress(ValueError):
            state = ProcessingState(word)
            self._is_asking = state is ProcessingState.RECOGNISING
            if self._on_state is not None:
                self._on_state(state)

    def _recognise(self, answer: bytes, order: RecognitionOrder, pages: KeptPages) -> None:
        with self._keeping.taking:
            if len(answer) > _REQUEST_BYTES_A_PAGE * self._settings.max_pages:
                raise self._senseless()
            request = validated(RecognitionRequest, answer, self._file.name)
            self._refuse_senseless(request.pages)
        scan = Scan(self._file.content, self._file.name, order, pages)
        recognition = Recognition(scan, self._settings, self._keeping, self._group, self._on_page)
        recognition.recognise(request.pages)

    def _refuse_senseless(self, numbers: Sequence[int]) -> None:
        ascending = sorted(set(numbers))
        if (
            list(numbers) != ascending
            or not 1 <= ascending[0] <= ascending[-1] <= self._settings.max_pages
            or self._handed_in.intersection(ascending)
        ):
            raise self._senseless()

    def _senseless(self) -> ReaderDied:
        return ReaderDied("its reader asked for pages that cannot be; leave it out", file=self._file.name)
