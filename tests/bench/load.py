"""How quickly the service answers while it works: a real one, on loopback, with its worker behind."""

import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final, NamedTuple

import httpx2
from reportlab.pdfgen.canvas import Canvas

from fourcorners.store.sqlite import SqliteStore
from keeping import CLERK, a_duty, a_run, received
from pdf_making import make_pdf, write_prose
from serving import serving

RECORDS: Final = 100_000
RECORDS_A_DOCUMENT: Final = 500
PAGE: Final = 100
UPLOADS_A_SECOND: Final = 20
UPLOAD_S: Final = 20
UPLOAD_BYTES: Final = 200_000
READS: Final = 300
CLIENTS: Final = 40

_PARAGRAPHS: Final = 6
_PAGES: Final = 4


class Latency(NamedTuple):
    """How long requests took, from when they were due to when they were answered."""

    count: int
    p50_ms: float
    p95_ms: float
    max_ms: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> "Latency":
        """The figures of so many requests."""
        cuts = statistics.quantiles(seconds, n=100, method="inclusive")
        return cls(len(seconds), 1000 * cuts[49], 1000 * cuts[94], 1000 * max(seconds))

    def __str__(self) -> str:
        """The figures in a line."""
        return f"p50 {self.p50_ms:.0f} ms, p95 {self.p95_ms:.0f} ms, max {self.max_ms:.0f} ms of {self.count}"


class Load(NamedTuple):
    """What was measured, and how much was read behind it."""

    quiet_reads: Latency
    uploads: Latency
    reads_meanwhile: Latency
    reads_behind: Latency
    read_behind: int
    waiting: int


def measure_load() -> Load:
    """Measure it all in a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="fourcorners-load-") as folder:
        home = Path(folder)
        ids = fill(home, RECORDS // RECORDS_A_DOCUMENT, RECORDS_A_DOCUMENT)
        files = [a_pdf(number) for number in range(UPLOADS_A_SECOND * UPLOAD_S)]
        with serving(home) as client:
            return _measure(client, ids, files)


def _measure(client: httpx2.Client, ids: Sequence[str], files: Sequence[bytes]) -> Load:
    quiet = [_read(client, document) for document in _places(ids, READS)]
    with _repeating(lambda: _read(client, random.choice(ids))) as meanwhile:
        uploads = upload(client, files, UPLOADS_A_SECOND)
    before = _waiting(client)
    behind = [_read(client, document) for document in _places(ids, READS)]
    waiting = _waiting(client)
    return Load(
        quiet_reads=Latency.of(quiet),
        uploads=Latency.of(uploads),
        reads_meanwhile=Latency.of(meanwhile),
        reads_behind=Latency.of(behind),
        read_behind=before - waiting,
        waiting=waiting,
    )


def fill(home: Path, documents: int, records: int) -> list[str]:
    """Put so many documents with so many records each into the store of a home, and give their ids."""
    store = SqliteStore(home / "store.sqlite", durable=False)
    ids = []
    for number in range(documents):
        document = received(store, f"filled {number}", contract_no=f"LOAD-{number}")
        duties = [a_duty(f"{number}_{index}", f"pay invoice no. {index}") for index in range(records)]
        store.keep_run(a_run(document, *duties), CLERK)
        ids.append(document.id)
    store.close()
    return ids


def a_pdf(number: int) -> bytes:
    """A contract of a few pages, unlike all others, and as large as one with a letterhead and signatures."""
    noise = random.Random(number)

    def page(index: int) -> Callable[[Canvas], None]:
        duties = (
            f"{index}.{each} The Supplier shall deliver lot {noise.randrange(10**6)} within {each + 2} days "
            f"after receipt of order {number}, and the Customer shall pay each correct invoice for it."
            for each in range(1, _PARAGRAPHS + 1)
        )
        return lambda canvas: write_prose(canvas, *duties)

    def filled(canvas: Canvas) -> None:
        # What is no text in a contract is mostly images, which do not compress.
        canvas.setSubject(noise.randbytes((UPLOAD_BYTES - 8_000) // 2).hex())
        page(0)(canvas)

    return make_pdf(filled, *(page(index) for index in range(1, _PAGES)))


def upload(client: httpx2.Client, files: Sequence[bytes], a_second: int) -> list[float]:
    """Send each file when it is due, whatever became of the one before; the seconds to each answer."""
    start = time.monotonic()

    def send(number: int) -> float:
        due = start + number / a_second
        time.sleep(max(0, due - time.monotonic()))
        sent = {"files": (f"{number}.pdf", files[number])}
        client.post("/v1/documents", files=sent).raise_for_status()
        return time.monotonic() - due

    with ThreadPoolExecutor(CLIENTS) as pool:
        return list(pool.map(send, range(len(files))))


def _read(client: httpx2.Client, document: str) -> float:
    start = time.monotonic()
    answer = client.get(f"/v1/documents/{document}/records", params={"limit": PAGE}).raise_for_status()
    seconds = time.monotonic() - start
    if len(answer.json()["items"]) != PAGE:
        raise RuntimeError(f"{document} has fewer records than it was given")
    return seconds


def _places(ids: Sequence[str], count: int) -> Iterator[str]:
    return (random.choice(ids) for _ in range(count))


@contextmanager
def _repeating(measure: Callable[[], float]) -> Iterator[list[float]]:
    """Measure again and again in another thread; the list is whole at the end."""
    found: list[float] = []
    is_done = False

    def repeat() -> None:
        while not is_done:
            found.append(measure())
            time.sleep(0.1)

    with ThreadPoolExecutor(1) as pool:
        repeated = pool.submit(repeat)
        try:
            yield found
        finally:
            is_done = True
            repeated.result()


def _waiting(client: httpx2.Client) -> int:
    query = {"state": ["received", "reading", "recognising", "extracting", "guarding"], "limit": 1000}
    return len(client.get("/v1/documents", params=query).raise_for_status().json()["items"])
