"""How well scans are read: PDFs with text are printed, scanned askew with noise, and read again."""

import resource
import shutil
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from statistics import mean, median
from typing import Final, NamedTuple

import numpy as np

from fourcorners import isolation
from fourcorners.domain.recognition import RecognisedPage
from fourcorners.domain.run import Processed
from fourcorners.domain.span import Span
from fourcorners.evaluate.evaluation import run
from fourcorners.evaluate.gold import GoldDocument
from fourcorners.evaluate.statement import KpiStatement, NormStatement, Statement
from fourcorners.parse.reader import read
from fourcorners.parse.recognition.recogniser import engine_of, recognise
from fourcorners.settings import Recogniser, Settings
from scan_making import USED_OFFICE_SCANNER, Scanner, page_texts, scan, single_page

PAGES_A_FILE: Final = 2
"""Pages of each file that are read by each engine and compared letter by letter."""
_LEAST_CHARACTERS: Final = 200
"""A page with fewer says nothing of a rate."""


@dataclass
class Letters:
    """What one engine made of pages of known text."""

    engine: str
    errors: list[float] = field(default_factory=list)
    """Character error rate of each page, without white space: the text of its scan against its own."""
    errors_in_order_of_file: list[float] = field(default_factory=list)
    """The same against the words as they come in the file, which need not be how they are read."""
    cpu_s: float = 0.0

    @property
    def mean(self) -> float:
        """Over all pages."""
        return mean(self.errors) if self.errors else 0.0

    @property
    def median(self) -> float:
        """Of the pages."""
        return median(self.errors) if self.errors else 0.0

    @property
    def cpu_s_per_page(self) -> float:
        """With the making of the picture, and without the loading of models."""
        return self.cpu_s / max(1, len(self.errors))


@dataclass
class Scans:
    """How scans compare with the PDFs that they were made from."""

    letters: list[Letters] = field(default_factory=list)
    documents: int = 0
    pages: int = 0
    agreement: float | None = None
    """Norm F1 of the scans, held against what was extracted from the text."""
    gold_documents: int = 0
    text_f1: float | None = None
    """Norm F1 of the PDFs with text, against gold."""
    scan_f1: float | None = None


def measure_scans(
    pdfs: Sequence[Path],
    settings: Settings,
    gold: Sequence[GoldDocument] = (),
    scanner: Scanner = USED_OFFICE_SCANNER,
) -> Scans:
    """Compare pages letter by letter, by each engine that is there, and whole documents norm by norm.

    Gold is looked up by the name of the PDF without its ending; its offsets may count in another text of
    the same contract.
    """
    engines = [Recogniser.RAPIDOCR]
    if shutil.which("tesseract"):
        engines.insert(0, Recogniser.TESSERACT)
    scans = Scans(letters=[measure_letters(pdfs, settings, each, scanner) for each in engines])
    _measure_norms(pdfs, settings, {Path(each.document).stem: each for each in gold}, scanner, scans)
    return scans


def measure_letters(
    pdfs: Iterable[Path], settings: Settings, engine: Recogniser, scanner: Scanner = USED_OFFICE_SCANNER
) -> Letters:
    """Read some pages of each PDF by one engine, in this process."""
    order = isolation.order_of(settings.model_copy(update={"ocr": engine}))
    if order is None:
        raise ValueError("there is no engine that recognises nothing")
    reader = engine_of(order)
    found = Letters(reader.name)
    for pdf in pdfs:
        content = pdf.read_bytes()
        texts = dict(_worth_reading(content))
        for number in _spread(list(texts), PAGES_A_FILE):
            scanned = scan(content, scanner, [number])
            before = _cpu_s()
            (page,) = recognise(scanned, [1], order, reader)
            found.cpu_s += _cpu_s() - before
            printed = read(single_page(content, number), pdf.name).text
            ours = read(scanned, pdf.name, settings.reading, [page]).text
            found.errors.append(error_rate(ours, printed))
            found.errors_in_order_of_file.append(error_rate(_text_of(page), texts[number]))
    return found


def error_rate(read: str, printed: str) -> float:
    """Letters to be put in, taken out or changed, for each letter that is printed; white space is none."""
    ours, theirs = _letters(read), _letters(printed)
    return _distance(ours, theirs) / max(1, len(theirs))


def _letters(text: str) -> str:
    # A hyphen at the end of a line comes as U+FFFE from pdfium.
    return "".join(unicodedata.normalize("NFKC", text.replace("\ufffe", "-")).split())


def _distance(one: str, other: str) -> int:
    """Levenshtein's, a row at a time."""
    letters = np.array([ord(letter) for letter in other])
    places = np.arange(len(other) + 1)
    row = places
    for count, letter in enumerate(one, 1):
        changed = np.empty_like(row)
        changed[0] = count
        changed[1:] = np.minimum(row[1:] + 1, row[:-1] + (letters != ord(letter)))
        # What is put in costs one for each place that lies between.
        row = np.minimum.accumulate(changed - places) + places
    return int(row[-1])


def _worth_reading(content: bytes) -> Iterator[tuple[int, str]]:
    for number, text in enumerate(page_texts(content), 1):
        if len(_letters(text)) >= _LEAST_CHARACTERS:
            yield number, text


def _spread(numbers: Sequence[int], count: int) -> list[int]:
    return [numbers[index * len(numbers) // count] for index in range(min(count, len(numbers)))]


def _text_of(page: RecognisedPage) -> str:
    return " ".join(word.text for word in page.words)


def _cpu_s() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


class _Read(NamedTuple):
    """A document as a PDF with text, and as a scan of it."""

    name: str
    text: Processed
    scan: Processed


def _measure_norms(
    pdfs: Sequence[Path], settings: Settings, gold: dict[str, GoldDocument], scanner: Scanner, scans: Scans
) -> None:
    isolation.start()
    found = [_read_twice(pdf, settings, scanner) for pdf in pdfs]
    scans.documents = len(found)
    scans.pages = sum(each.text.extraction.document.pages or 0 for each in found)
    scans.agreement = _norm_f1([(_as_gold(each), each.text.text, each.scan) for each in found])
    with_gold = [(gold[Path(each.name).stem], each) for each in found if Path(each.name).stem in gold]
    scans.gold_documents = len(with_gold)
    if with_gold:
        texts = {
            each.document: each.text_path.read_text(encoding="utf-8")
            for each, _ in with_gold
            if each.text_path is not None
        }
        scans.text_f1 = _norm_f1([(each, texts[each.document], one.text) for each, one in with_gold])
        scans.scan_f1 = _norm_f1([(each, texts[each.document], one.scan) for each, one in with_gold])


def _read_twice(pdf: Path, settings: Settings, scanner: Scanner) -> _Read:
    content = pdf.read_bytes()
    return _Read(
        pdf.name,
        isolation.process(content, pdf.name, settings),
        isolation.process(scan(content, scanner), pdf.name, settings),
    )


def _as_gold(read: _Read) -> GoldDocument:
    """What was extracted from the text, as if it were what a person marked."""
    return GoldDocument(
        document=read.name,
        scope=(Span(0, len(read.text.text)),),
        obligations=tuple(NormStatement.of(each) for each in read.text.extraction.obligations),
        kpis=tuple(KpiStatement.of(each) for each in read.text.extraction.kpis),
    )


def _norm_f1(compared: Sequence[tuple[GoldDocument, str, Processed]]) -> float | None:
    """Of extractions against gold whose offsets count in another text of the same contract."""
    golds = [moved(gold, text, processed.text) for gold, text, processed in compared]
    answers = {gold.document: processed.extraction for gold, _, processed in compared}
    return run(answers, golds).total.norms.f1


def moved(gold: GoldDocument, text: str, other: str) -> GoldDocument:
    """The same gold with offsets in another text of the same contract, found word by word."""
    place = _Places(text, other)

    def at(statement: Statement) -> dict[str, object]:
        span = place.of(statement.span)
        return {"start": span.start, "end": span.end, "quote": span.of(other)}

    return gold.model_copy(
        update={
            "scope": tuple(place.of(span) for span in gold.scope),
            "obligations": tuple(each.model_copy(update=at(each)) for each in gold.obligations),
            "kpis": tuple(each.model_copy(update=at(each)) for each in gold.kpis),
            "characters": None,
        }
    )


class _Places:
    """Where the places of one text lie in another."""

    def __init__(self, text: str, other: str) -> None:
        words, others = list(_words(text)), list(_words(other))
        # By their letters, for a comma may be read as a stop.
        matcher = SequenceMatcher(None, [word for word, _ in words], [word for word, _ in others])
        self._pairs = [
            (words[one + index][1], others[two + index][1])
            for one, two, size in matcher.get_matching_blocks()
            for index in range(size)
        ]

    def of(self, span: Span) -> Span:
        """The place from the first to the last word in it that both have; of none, an empty one nearby."""
        inside = [theirs for ours, theirs in self._pairs if span.start <= ours.start and ours.end <= span.end]
        if inside:
            return Span(inside[0].start, inside[-1].end)
        before = [theirs.end for ours, theirs in self._pairs if ours.end <= span.start]
        nearby = before[-1] if before else 0
        return Span(nearby, nearby)


def _words(text: str) -> Iterator[tuple[str, Span]]:
    start = 0
    for word in text.split():
        start = text.index(word, start)
        letters = "".join(filter(str.isalnum, word)).casefold()
        if letters:
            yield letters, Span(start, start + len(word))
        start += len(word)


def as_rows(scans: Scans) -> list[tuple[str, str, str]]:
    """Name, figure and goal of what was measured."""
    rows = [
        (
            f"{each.engine}, character errors",
            f"{each.mean:.2%} in the mean, {each.median:.2%} in the median of {len(each.errors)} pages "
            f"({median(each.errors_in_order_of_file or [0]):.2%} in the order of the file), "
            f"{each.cpu_s_per_page:.1f} s of CPU a page",
            "<= 2%",
        )
        for each in scans.letters
    ]
    if scans.agreement is not None:
        told = f"F1 {scans.agreement:.3f} over {scans.documents} documents, {scans.pages} pages"
        rows.append(("norms of scans against those of the text", told, ""))
    if scans.text_f1 is not None and scans.scan_f1 is not None:
        told = f"{scans.scan_f1 - scans.text_f1:+.3f} (from {scans.text_f1:.3f} to {scans.scan_f1:.3f})"
        rows.append((f"norm F1 against gold, {scans.gold_documents} documents", told, ">= -0.05"))
    return rows
