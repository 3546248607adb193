"""Pages of a document recognised in children of their own, one after the other, and each kept as it comes."""

from collections.abc import Callable, Sequence
from typing import Final, NamedTuple

from fourcorners import child_limits, sandbox
from fourcorners.domain.recognition import MAX_FAILURE_CHARACTERS, RecognisedPage, RecognitionOrder
from fourcorners.errors import DocumentTooLarge, InputError, OverLimit, ReaderDied
from fourcorners.isolation.answers import validated
from fourcorners.isolation.kept_pages import Keeping, KeptPages
from fourcorners.isolation.names import PIPELINE
from fourcorners.isolation.recogniser import require_engine
from fourcorners.settings import Settings

PAGES_A_CHILD: Final = 16
"""A child starts in a second or less; one that runs wild at one page has the time of so many."""
MAX_LOST: Final = 8
"""Pages at which children of one document may end; the rest is then left alone."""
MAX_MIB: Final = 128
"""Of the recognised pages of one document, as JSON: twice what a scan of 2,000 pages has."""
_MIB: Final = 1024 * 1024

OnPage = Callable[[int, int], None]
"""Called with how many pages are done, and of how many."""


class Scan(NamedTuple):
    """A document whose pages are to be recognised, and where they are kept."""

    content: bytes
    name: str
    order: RecognitionOrder
    pages: KeptPages


class Recognition:
    """Has pages of one document recognised, whatever becomes of the children that do it."""

    def __init__(
        self,
        scan: Scan,
        settings: Settings,
        keeping: Keeping,
        group: sandbox.Group,
        on_page: OnPage | None = None,
    ) -> None:
        """Nothing is recognised yet; `group` ends the children."""
        self._scan = scan
        self._settings = settings
        self._keeping = keeping
        self._group = group
        self._on_page = on_page
        self._waiting: list[int] = []
        self._asked = 0
        self._room_bytes = MAX_MIB * _MIB
        self._is_engine_proved = False
        self._lost = 0
        self._died_at: int | None = None

    def recognise(self, numbers: Sequence[int]) -> None:
        """Keep each of the pages with its words, or with why it has none.

        Those that are kept by now are left as they are: the same bytes may be read twice at the same time.
        A page at which its child dies is tried once more; one that is over its limits is not. Raises
        ConfigError where the engine cannot be used, and ReaderDied where the group was ended.
        """
        kept = self._scan.pages.all()
        self._room_bytes = MAX_MIB * _MIB - sum(map(len, kept.values()))
        self._waiting = [number for number in numbers if number not in kept]
        self._asked = len(self._waiting)
        while self._waiting:
            try:
                self._run(self._waiting[:PAGES_A_CHILD])
            except ReaderDied as error:
                if self._group.is_ended:
                    raise
                self._prove_engine()
                self._bury(error)
            except InputError as error:
                self._leave(error.message)

    def _run(self, numbers: Sequence[int]) -> None:
        sandbox.run(
            f"{PIPELINE}:recognise_pages",
            (self._scan.content, numbers, self._scan.order),
            file=self._scan.name,
            group=self._group,
            limits=child_limits.recognising(self._settings, len(numbers)),
            on_part=self._take,
        )
        if not set(numbers).isdisjoint(self._waiting):
            raise ReaderDied("it answered before it had done all pages", file=self._scan.name)

    def _take(self, part: bytes) -> None:
        """A page as its child hands it over. Raises ReaderDied, which ends the child."""
        with self._keeping.taking:
            page = validated(RecognisedPage, part, self._scan.name)
            if page.number != self._waiting[0]:
                raise ReaderDied("it handed over a page that is not its turn", file=self._scan.name)
            self._room_bytes -= len(part)
            if self._room_bytes < 0:
                raise DocumentTooLarge(f"the words of the other pages fill {MAX_MIB} MiB already; split it")
            self._keep(page)

    def _keep(self, page: RecognisedPage) -> None:
        self._scan.pages.keep(page)
        self._waiting.remove(page.number)
        if self._on_page is not None:
            self._on_page(self._asked - len(self._waiting), self._asked)

    def _prove_engine(self) -> None:
        """Whether it works at all is not for a child to say that holds a document. Raises ConfigError."""
        if not self._is_engine_proved:
            require_engine(self._scan.order, self._settings, self._group)
            self._is_engine_proved = True

    def _bury(self, error: ReaderDied) -> None:
        """A child died at the first page that it has not handed over."""
        number = self._waiting[0]
        if self._died_at != number and not isinstance(error, OverLimit):
            self._died_at = number
            return
        self._fail(number, error.message)
        self._lost += 1
        if self._lost >= MAX_LOST:
            self._leave(f"it was not tried, for {MAX_LOST} other pages of this document ended their reader")

    def _leave(self, why: str) -> None:
        for number in tuple(self._waiting):
            self._fail(number, why)

    def _fail(self, number: int, why: str) -> None:
        engine = self._scan.order.engine.value
        why = why[:MAX_FAILURE_CHARACTERS]
        self._keep(RecognisedPage(number=number, engine=engine, width=0, height=0, failure=why))
