"""What to measure, over which files, and how the figures are printed."""

import argparse
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Final, TypeVar

from rich.console import Console

from bench.cost import Cost, bare_cost, read_all, stage_costs
from bench.load import measure_load
from bench.overhead import measure
from bench.places import Places, check_texts
from bench.reading import (
    Figure,
    cpu_of_proposing,
    cpu_of_reading,
    growth_of_proposing,
    growth_over_all,
    likeness_to_texts,
    start_of_a_child,
    twins_alike,
    word_files_accounted,
)
from bench.scans import as_rows, measure_scans
from fourcorners import batch
from fourcorners.cli import streams
from fourcorners.cli.evaluate import extract_texts
from fourcorners.errors import ContractError
from fourcorners.evaluate.evaluation import run
from fourcorners.evaluate.gold import read_gold
from fourcorners.evaluate.report import tables
from fourcorners.settings import Settings, read_settings

CHECKOUT: Final = Path(__file__).resolve().parents[2]
DATA: Final = CHECKOUT.parent / "shared" / "data"
FIXTURES: Final = CHECKOUT / "fixtures" / "contracts"
STAGED: Final = 8
"""PDFs whose stages are timed one by one."""
SCANNED: Final = 4
"""PDFs that are printed, scanned and read again."""
SLOWEST: Final = 3
NAMED: Final = 10
"""Failures that are named; the rest are counted."""
SECTIONS: Final = ("cost", "service", "texts", "proposing", "reading", "scans", "load", "gold")

Item = TypeVar("Item")
console: Final = Console(highlight=False, soft_wrap=True)


def main(arguments: Sequence[str]) -> int:
    """Measure what the arguments name and print it; the exit code is that of the command line."""
    options = _parse(arguments)
    try:
        _measure(options)
    except ContractError as error:
        streams.report(error.code, error.message)
        return streams.exit_code(error)
    return 0


def _measure(options: argparse.Namespace) -> None:
    settings = read_settings()
    if options.jobs:
        settings = settings.model_copy(update={"jobs": options.jobs})
    documents = batch.find_documents(options.folders)
    pdfs = sample([each for each in documents if each.suffix.lower() == ".pdf"], options.sample)
    texts = sample([each for each in documents if each.suffix.lower() in {".txt", ".md"}], options.sample)
    if pdfs and "cost" in options.only:
        _print_cost(pdfs, settings)
    if pdfs and "service" in options.only:
        _print_overhead(pdfs, settings)
    if texts and "texts" in options.only:
        _print_places(texts, settings)
    if texts and "proposing" in options.only:
        _print_proposing(texts)
    if "reading" in options.only:
        _print_reading(_all_documents(options), options.sample, settings)
    if pdfs and "scans" in options.only:
        _print_scans([each for each in documents if each.suffix.lower() == ".pdf"], options, settings)
    if "load" in options.only and not options.without_load:
        _print_load()
    if options.gold and "gold" in options.only:
        _print_quality(options.gold, options.text, options.sample, settings)


def _all_documents(options: argparse.Namespace) -> Sequence[Path]:
    """What reading is measured over: the folders that were named, or all that lies beside the checkout."""
    return batch.find_documents([DATA] if options.is_shared else options.folders)


def sample(items: Sequence[Item], size: int | None) -> list[Item]:
    """As many items, evenly spread over all and the same each time; all of them for None."""
    if size is None or size >= len(items):
        return list(items)
    return [items[index * len(items) // size] for index in range(size)]


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="./run bench", description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER", help="of PDFs and texts")
    parser.add_argument("--sample", type=int, metavar="N", help="N PDFs, N texts and N gold files")
    parser.add_argument("--jobs", type=int, metavar="N", help="documents read at the same time")
    parser.add_argument("--gold", type=Path, metavar="DIR", help="gold files; their texts by --text")
    parser.add_argument("--text", type=Path, metavar="DIR", action="append", default=[])
    parser.add_argument("--without-load", action="store_true", help="leave out the service under load")
    parser.add_argument("--only", choices=SECTIONS, action="append", help="this section alone, or these")
    options = parser.parse_args(arguments)
    options.only = options.only or SECTIONS
    options.is_shared = not options.folders and DATA.is_dir()
    if not options.folders:
        options.folders = [DATA / "cuad" / "pdf", DATA / "cuad" / "txt"] if options.is_shared else [FIXTURES]
        if options.is_shared and not options.gold:
            options.gold, options.text = DATA / "gold", [DATA / "cuad" / "txt", DATA / "gold" / "texts"]
    return options


def _print_cost(pdfs: Sequence[Path], settings: Settings) -> None:
    cost = read_all(pdfs, settings)
    _heading(f"{len(pdfs)} PDFs, {cost.pages} pages, {settings.jobs} at a time")
    _print_cpu(cost, [path for path in pdfs if path not in cost.failures])
    _line("the parent grew by", f"{cost.growth_mib:.0f} MB, at its peak {cost.peak_mib:.0f} MB", "< 100 MB")
    _line("failures", str(len(cost.failures)), "0")
    for path, error in list(cost.failures.items())[:NAMED]:
        _line("", f"{path.name}: {error}")
    for seconds, path, pages in cost.slowest[:SLOWEST]:
        _line("slowest", f"{seconds:.1f} s for {pages} pages, {path.name}")


def _print_cpu(cost: Cost, read: Sequence[Path]) -> None:
    bare = bare_cost(read)
    if not cost.pages or not bare.pages:
        _line("CPU a page", "no pages were read")
        return
    ours, theirs = 1000 * cost.cpu_s / cost.pages, 1000 * bare.cpu_s / bare.pages
    steady = 1000 * (cost.cpu_s - cost.start_s) / cost.pages
    _line("CPU a page, with all children", f"{ours:.1f} ms")
    _line("CPU a page, bare pypdfium2", f"{theirs:.2f} ms ({bare.pages} pages)")
    _line("ratio", f"{ours / theirs:.1f}", "<= 60")
    _line("", f"{steady / theirs:.1f} without {cost.start_s:.1f} s for starting the fork server")
    if bare.pages != cost.pages:
        _line("", f"{cost.pages} pages were read by us and {bare.pages} by pypdfium2")
    staged = sample(read, STAGED)
    costs = stage_costs(staged)
    shares = ", ".join(
        f"{stage} {1000 * seconds / costs.pages:.1f}" for stage, seconds in costs.stages.items()
    )
    _line("ms a page by stage", f"{shares} (in one process, {len(staged)} PDFs, {costs.pages} pages)")


def _print_overhead(pdfs: Sequence[Path], settings: Settings) -> None:
    cost = measure(pdfs, settings)
    _heading(f"the same {len(pdfs)} PDFs, taken in, read and kept by the service")
    _line("CPU, with all children", f"{cost.service_cpu_s:.1f} s, and {cost.bare_cpu_s:.1f} s bare")
    _line("ratio", f"{cost.ratio:.3f}", "<= 1.15")


def _print_places(texts: Sequence[Path], settings: Settings) -> None:
    places: Places = check_texts(texts, settings)
    _heading(f"{len(texts)} texts, {places.characters:,} characters")
    _line("evidence verbatim at its offsets", f"{places.verbatim} of {places.items}", "all")
    for wrong in places.wrong[:NAMED]:
        _line("", wrong)
    _line("failures", str(len(places.failures)), "0")
    for failure in places.failures[:NAMED]:
        _line("", failure)
    _line("CPU for 3,000 characters", f"{places.cpu_ms_per_page:.1f} ms, with all children")


def _print_proposing(texts: Sequence[Path]) -> None:
    _heading(f"what is proposed for {len(texts)} texts")
    _print_figures(cpu_of_proposing(texts))
    own = sorted([*FIXTURES.glob("*/contract.docx"), *FIXTURES.glob("*/contract.md")])
    _heading(f"norms, deadlines and KPIs of the project's own {len(own)} contracts, again and again")
    _print_figures([growth_of_proposing(own)])


def _print_reading(documents: Sequence[Path], size: int | None, settings: Settings) -> None:
    _heading(f"how completely {len(documents)} documents are read")
    pdfs = sample([each for each in documents if each.suffix.lower() == ".pdf"], size)
    measures: list[Callable[[], Figure | None]] = [
        lambda: cpu_of_reading(pdfs) if pdfs else None,
        start_of_a_child,
        lambda: likeness_to_texts(documents),
        lambda: word_files_accounted(documents),
        lambda: twins_alike(documents),
        lambda: growth_over_all(sample(documents, size), settings),
    ]
    for measure_one in measures:
        _print_figures(figure for figure in (measure_one(),) if figure is not None)


def _print_figures(figures: Iterable[Figure]) -> None:
    for figure in figures:
        _line(figure.name, figure.figure, figure.goal)
        for detail in figure.details:
            _line("", detail)


def _print_scans(pdfs: Sequence[Path], options: argparse.Namespace, settings: Settings) -> None:
    gold = read_gold(options.gold, options.text) if options.gold else []
    stems = {Path(each.document).stem for each in gold}
    with_gold = [path for path in pdfs if path.stem in stems] or pdfs
    scanned = sample(with_gold, options.sample or SCANNED)
    _heading(f"{len(scanned)} PDFs, printed, scanned askew with noise, and read again")
    for name, figure, goal in as_rows(measure_scans(scanned, settings, gold)):
        _line(name, figure, goal)


def _print_quality(folder: Path, texts: Sequence[Path], size: int | None, settings: Settings) -> None:
    gold = sample(read_gold(folder, texts), size)
    evaluation = run(extract_texts(gold, settings), gold)
    _heading(f"against the gold of {len(gold)} texts")
    figures = evaluation.total
    fields = figures.norm_fields
    for name, share, goal in (
        ("norms, F1", figures.norms.f1, 0.85),
        ("modality of the matched", fields["modality"].share, 0.95),
        ("obligor of the matched", fields["obligor"].share, 0.88),
        ("deadline kind of the matched", fields["deadline_kind"].share, 0.90),
        ("deadlines with a value, in full", figures.deadlines_in_full.share, 0.78),
        ("KPIs with the right target, F1", figures.kpis_with_target.f1, 0.80),
        ("target, operator and window, F1", figures.kpis_with_target_operator_window.f1, 0.70),
        ("consequences, F1", figures.consequences.f1, 0.70),
    ):
        _line(name, _share(share), f">= {goal:.2f}")
    for table in tables(evaluation)[:2]:
        console.print()
        console.print(table, soft_wrap=False)


def _heading(text: str) -> None:
    console.print(f"\n{text}", style="bold", markup=False)


def _line(name: str, figure: str, goal: str = "") -> None:
    console.print(f"  {name:<33} {figure}" + (f"  (goal {goal})" if goal else ""), markup=False)


def _print_load() -> None:
    load = measure_load()
    _heading("a service with 100,000 records that is sent 20 PDFs of 200 kB a second for 20 s")
    _line("uploads acknowledged", str(load.uploads), "p95 <= 300 ms")
    _line("100 records read, meanwhile", str(load.reads_meanwhile), "p95 <= 100 ms")
    _line("100 records read, while it extracts", str(load.reads_behind), "p95 <= 100 ms")
    _line("", f"{load.read_behind} documents were read meanwhile, {load.waiting} were still waiting")
    _line("100 records read, before", str(load.quiet_reads), "p95 <= 100 ms")


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"
