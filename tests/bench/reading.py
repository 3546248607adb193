"""How completely contracts are read, and what reading costs: the figures of one table."""

import re
import statistics
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from bench.cost import BareCost, bare_cost, read_all, run_script
from fourcorners import isolation, sandbox
from fourcorners.settings import Settings

LONG_TEXTS: Final = (10, 100, 1_000)
"""Pages of the texts over which growth is measured."""
_STARTS: Final = 50
_WARM_UPS: Final = 5
_WORST: Final = 5
_NAMED: Final = 40
_VERSION: Final = re.compile(r"\([A-Z]{1,3}\)|\bv\d+(?:\.\d+)*\b|\W+", re.IGNORECASE)
"""What names of the same contract differ in: versions, and letters in brackets."""


class Figure(NamedTuple):
    """A row of the table: what was measured, the figure, the goal, and what stands behind it."""

    name: str
    figure: str
    goal: str = ""
    details: tuple[str, ...] = ()


def cpu_of_reading(pdfs: Sequence[Path]) -> Figure:
    """CPU of parse and segment against that of pypdfium2 giving the text of the same pages."""
    ours, bare = BareCost(**run_script("parsing.py", pdfs)), bare_cost(pdfs)
    ours_ms, bare_ms = (1000 * cost.cpu_s / max(1, cost.pages) for cost in (ours, bare))
    said = f"{ours_ms:.1f} ms a page, bare {bare_ms:.2f} ms ({len(pdfs)} PDFs, {ours.pages} pages)"
    return Figure("CPU of parse and segment", f"{ours_ms / bare_ms:.1f} times bare", "<= 10", (said,))


def cpu_of_proposing(texts: Sequence[Path]) -> tuple[Figure, ...]:
    """CPU a page of what is proposed, part by part, and of loading models and rules, in one process."""
    spent = run_script("proposing.py", texts)
    both_ms, variables_ms, statements_ms = (
        1000 * spent[key] / spent["pages"] for key in ("proposing_s", "variables_s", "statements_s")
    )
    said = f"variables alone {variables_ms:.2f} ms ({len(texts)} texts, {spent['pages']:.0f} pages)"
    return (
        Figure("CPU a page of clause types and variables", f"{both_ms:.2f} ms", "<= 5 ms", (said,)),
        Figure("CPU of loading models and rules", f"{spent['loading_s']:.2f} s", "<= 0.5 s"),
        Figure("CPU a page of norms, deadlines and KPIs", f"{statements_ms:.1f} ms", "<= 40 ms"),
    )


def growth_of_proposing(texts: Sequence[Path], pages: Sequence[int] = LONG_TEXTS) -> Figure:
    """What a page of norms, deadlines and KPIs costs in the longest text against the one before it.

    `pages` are the lengths that texts are made in, rising: the texts one after the other, again and again.
    """
    spent = run_script("long_texts.py", [",".join(map(str, pages)), *texts])["cpu_ms_per_page"]
    said = tuple(f"{spent[str(each)]:.1f} ms a page of {each:,}" for each in pages)
    ratio = spent[str(pages[-1])] / spent[str(pages[-2])]
    name = f"a page of {pages[-1]:,} against one of {pages[-2]:,}"
    return Figure(name, f"{ratio:.2f} times", "<= 1.3", said)


def start_of_a_child() -> Figure:
    """Wall clock from asking to the answer of a child that does nothing, once the fork server is warm."""
    isolation.start()
    taken_ms = [_start_ms() for _ in range(_WARM_UPS + _STARTS)][_WARM_UPS:]
    said = f"of {_STARTS}, at most {max(taken_ms):.1f} ms"
    return Figure("start of a child, median", f"{statistics.median(taken_ms):.1f} ms", "<= 20 ms", (said,))


def likeness_to_texts(documents: Sequence[Path]) -> Figure | None:
    """Words of PDFs against texts of the same name; None where there are no such texts."""
    texts = {path.stem: path for path in documents if path.suffix.lower() == ".txt"}
    pdfs = [path for path in _of_type(documents, ".pdf") if path.stem in texts]
    if not pdfs:
        return None
    compared = run_script("likeness.py", [each for pdf in pdfs for each in (pdf, texts[pdf.stem])])["files"]
    compared.sort(key=lambda file: file[1])
    shares = [share for _, share in compared]
    said = (
        f"{len(shares)} PDFs, least {shares[0]:.4f}",
        *(f"{share:.4f} {name}" for name, share in compared[:_WORST]),
    )
    return Figure("words like those of texts, median", f"{statistics.median(shares):.4f}", ">= 0.98", said)


def word_files_accounted(documents: Sequence[Path]) -> Figure | None:
    """Characters of Word files that stand in what was read; None where there are no Word files."""
    files = _of_type(documents, ".docx")
    if not files:
        return None
    counted: list[Any] = run_script("word_text.py", files)["files"]
    total, read = (sum(file[place] for file in counted) for place in (1, 2))
    short = tuple(f"{name}: {of - got} of {of}" for name, of, got in counted if got < of)
    said = (f"{read:,} of {total:,} characters in {len(files)} files", *short)
    return Figure("text of Word files in a span", f"{_percent(read, total)}", "100%", said)


def twins_alike(documents: Sequence[Path]) -> Figure | None:
    """Sentences with norms that the Word file and the PDF of one contract share; None without such pairs."""
    pairs = pair_up(documents)
    if not pairs:
        return None
    compared: list[dict[str, Any]] = run_script("twins.py", [path for pair in pairs for path in pair])[
        "pairs"
    ]
    same, all_ = (sum(pair[key] for pair in compared) for key in ("same", "sentences"))
    missed = tuple(
        f"{pair['name']}, {form} alone: {sentence[:110]}"
        for pair in compared
        for form in ("word", "pdf")
        for sentence in pair[f"{form}_alone"]
    )
    said = (f"{same} of {all_} in {len(pairs)} pairs", *missed[:_NAMED])
    return Figure("norms alike from Word and PDF", _percent(same, all_), ">= 95%", said)


def growth_over_all(documents: Sequence[Path], settings: Settings) -> Figure:
    """How this process grows while every document is read, and how many of them are refused."""
    cost = read_all(documents, settings)
    refused = tuple(f"{path.name}: {error}" for path, error in cost.failures.items())
    said = (f"{len(documents)} documents, {len(refused)} not read", *refused[:_NAMED])
    return Figure("growth of the parent", f"{cost.growth_mib:.0f} MB", "<= 100 MB", said)


def pair_up(paths: Sequence[Path]) -> list[tuple[Path, Path]]:
    """Word files and PDFs of one folder that have the same name, but for versions."""
    words = {_key(path): path for path in paths if path.suffix.lower() == ".docx"}
    return [
        (words[_key(path)], path) for path in paths if path.suffix.lower() == ".pdf" and _key(path) in words
    ]


def _start_ms() -> float:
    start = time.monotonic()
    sandbox.run("hashlib:pbkdf2_hmac", ("sha256", b"password", b"salt", 1))
    return 1000 * (time.monotonic() - start)


def _key(path: Path) -> tuple[Path, str]:
    return path.parent, _VERSION.sub("", path.stem).casefold()


def _of_type(documents: Sequence[Path], ending: str) -> list[Path]:
    return [path for path in documents if path.suffix.lower() == ending]


def _percent(part: int, whole: int) -> str:
    return f"{100 * part / whole:.2f}%" if whole else "–"
