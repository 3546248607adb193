"""How far a batch has come: one live line at a terminal, else a line now and then."""

import time
from collections import Counter
from collections.abc import Callable
from typing import Final

from rich.console import Console
from rich.live import Live
from rich.text import Text

from fourcorners.cli import streams
from fourcorners.domain.counting import counted
from fourcorners.ingest import Tally

_LINE_EVERY_S: Final = 30.0
_REFRESH_S: Final = 0.5
_ALL: Final = 10
_SETTLED_S: Final = 2.0
"""Before that a rate would say nothing."""


class Pace:
    """How quickly documents are read, from the moment that the first was waited for."""

    def __init__(self, began_s: float) -> None:
        """`began_s` is that moment."""
        self._began_s = began_s

    def say(self, tally: Tally, now_s: float) -> str:
        """Documents and pages a minute, and the time that remains; empty while too little is known."""
        minutes = (now_s - self._began_s) / 60
        if not tally.read or now_s - self._began_s < _SETTLED_S:
            return ""
        rate = tally.read / minutes
        pages = f", {tally.pages / minutes:,.0f} pages/min" if tally.pages else ""
        left = f", {say_duration(60 * len(tally.waiting) / rate)} left" if tally.waiting else ""
        return f", {rate:,.1f} documents/min{pages}{left}"


class IngestProgress:
    """Shows a tally as it grows, on standard error."""

    def __init__(self, console: Console | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        """`console` is standard error; `clock` gives seconds."""
        self._console = console or Console(stderr=True)
        self._clock = clock
        self._pace: Pace | None = None
        self._live = Live(
            console=self._console,
            transient=True,
            auto_refresh=False,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._told_s = clock()
        self._told_tenths = 0

    def __enter__(self) -> "IngestProgress":
        """Begin to show it."""
        if self._console.is_terminal:
            self._live.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take the live line away."""
        self._live.stop()

    def show(self, tally: Tally) -> None:
        """Show how far it has come, if it is time to."""
        if self._pace is None and tally.received >= tally.given:
            self._pace = Pace(self._clock())
        tenths, since_s = _tenths(tally), self._clock() - self._told_s
        if self._console.is_terminal:
            if since_s >= _REFRESH_S or tenths == _ALL:
                self._told_s = self._clock()
                line = Text(self._line(tally), no_wrap=True, overflow="ellipsis")
                self._live.update(line, refresh=True)
        elif tenths < _ALL and (since_s >= _LINE_EVERY_S or tenths > self._told_tenths):
            self._told_s, self._told_tenths = self._clock(), tenths
            streams.say(self._line(tally))

    def _line(self, tally: Tally) -> str:
        if self._pace is None:
            return f"taking in {tally.received:,}/{counted(tally.given, 'file')}{_failures(tally)}"
        done = tally.documents - len(tally.waiting)
        pace = self._pace.say(tally, self._clock())
        done_of = f"reading {done:,}/{counted(tally.documents, 'document')}"
        return f"{done_of}{_recognition(tally)}{pace}{_failures(tally)}"


def say_duration(seconds: float) -> str:
    """Hours, minutes and seconds.

    >>> say_duration(59.6), say_duration(3725)
    ('1:00', '1:02:05')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _tenths(tally: Tally) -> int:
    """How many tenths of the documents were read."""
    if tally.received < tally.given:
        return 0
    done = tally.documents - len(tally.waiting)
    return _ALL * done // tally.documents if tally.documents else _ALL


def _recognition(tally: Tally) -> str:
    """Of scans: how many are at work and how far they are, for they take minutes each."""
    if not tally.recognising:
        return ""
    return f", {counted(tally.recognised, 'page')} recognised of {counted(tally.recognising, 'scan')} at work"


def _failures(tally: Tally) -> str:
    """Documents that could not be read, and files that became none, each with the reasons."""
    refused = Counter(each.code for each in tally.failures if each.document_id is None)
    failed = Counter(each.code for each in tally.failures if each.document_id is not None)
    told = f", {failed.total():,} failed ({_say_codes(failed)})" if failed else ""
    return f"{told}, {counted(refused.total(), 'file')} refused ({_say_codes(refused)})" if refused else told


def _say_codes(counts: Counter[str]) -> str:
    return ", ".join(f"{code} {count:,}" for code, count in counts.most_common())
