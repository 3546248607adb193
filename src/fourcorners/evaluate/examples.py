"""What was missed, what was invented and what was said wrongly, as text that a person learns from."""

from collections.abc import Iterator, Sequence

from fourcorners.evaluate.builds import build_of
from fourcorners.evaluate.evaluation import DocumentEvaluation, Evaluation
from fourcorners.evaluate.gold import GoldParty
from fourcorners.evaluate.metrics import Pair, Pairing, Score
from fourcorners.evaluate.statement import AnyStatement, Statement
from fourcorners.evaluate.wording import describe, differences, one_line, percentage, quotation


def examples(evaluation: Evaluation, limit: int | None = None) -> str:
    """The errors of every document, as Markdown.

    Those missed and invented come in groups, by how their sentences are built. `limit` is how many of each
    sort are shown for each document; the rest are counted. None shows all.
    """
    lines = ["# Missed, invented and wrong", ""]
    for document in evaluation.documents:
        lines += _document(document, limit)
    return "\n".join(lines)


def _document(document: DocumentEvaluation, limit: int | None) -> Iterator[str]:
    yield f"## {one_line(document.document)}"
    yield ""
    if not document.extracted:
        yield "Not extracted, so all of its gold is missed."
        yield ""
    parties = document.parties
    yield from _pairing("norms", document.figures.norms, document.norms, parties, limit)
    yield from _pairing("KPIs", document.figures.kpis, document.kpis, parties, limit)


def _pairing(
    kind: str,
    score: Score,
    pairing: Pairing[AnyStatement],
    parties: Sequence[GoldParty],
    limit: int | None,
) -> Iterator[str]:
    if not score.gold and not score.ours:
        return
    yield f"{kind}: precision {percentage(score.precision)}, recall {percentage(score.recall)}"
    yield ""
    yield from _by_build(f"Missed {kind}", pairing.missed, parties, limit)
    yield from _by_build(f"Invented {kind}", pairing.invented, parties, limit)
    wrong = [_differing(pair) for pair in pairing.pairs if not pair.has_right(*pair.fields)]
    yield from limited_section(f"Matched {kind} with wrong fields", wrong, limit)


def _by_build(
    title: str, statements: Sequence[Statement], parties: Sequence[GoldParty], limit: int | None
) -> Iterator[str]:
    """One section for each build of sentence; the greatest first."""
    groups: dict[str, list[list[str]]] = {}
    for each in statements:
        groups.setdefault(build_of(each, parties), []).append(_stated(each))
    for build, items in sorted(groups.items(), key=lambda group: -len(group[1])):
        yield from limited_section(f"{title}: {build}", items, limit)


def limited_section(title: str, items: Sequence[Sequence[str]], limit: int | None) -> Iterator[str]:
    """A headed list of items of several lines, of which `limit` are shown and the rest is counted."""
    if not items:
        return
    yield f"### {title} ({len(items)})"
    yield ""
    for item in items[:limit]:
        yield from item
    if limit is not None and len(items) > limit:
        yield f"- and {len(items) - limit} more"
    yield ""


def _stated(statement: Statement) -> list[str]:
    return [f"- {describe(statement)}", f"  {quotation(statement)}"]


def _differing(pair: Pair[AnyStatement]) -> list[str]:
    return [f"- {quotation(pair.gold)}", *(f"  - {line}" for line in differences(pair).values())]
