"""`fourcorners evaluate --gold`: what is printed of norms and KPIs."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from fourcorners.cli import streams
from fourcorners.cli.evaluate import Outputs, extract_texts
from fourcorners.cli.listings import give_text
from fourcorners.evaluate.comparison import compare, comparison_text, read_evaluation
from fourcorners.evaluate.evaluation import run
from fourcorners.evaluate.examples import examples
from fourcorners.evaluate.gold import read_gold
from fourcorners.evaluate.report import tables
from fourcorners.settings import Settings


def hold_against_gold(folder: Path, texts: Sequence[Path], settings: Settings, outputs: Outputs) -> bool:
    """Print and write how well extraction does against gold; gives whether some documents failed."""
    before = read_evaluation(outputs.against) if outputs.against is not None else None
    documents = read_gold(folder, texts)
    extractions = extract_texts(documents, settings)
    evaluation = run(extractions, documents)
    for table in tables(evaluation):
        give_text(table, "")
    outputs.write(evaluation, partial(examples, evaluation))
    if before is not None:
        streams.write(comparison_text(compare(before, evaluation)).encode() + b"\n")
    return len(extractions) < len(documents)
