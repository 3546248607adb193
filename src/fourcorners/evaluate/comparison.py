"""Two evaluations against the same gold: what a change has won and what it has lost."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, TypeVar

from pydantic import ValidationError

from fourcorners.errors import UsageError
from fourcorners.evaluate.evaluation import DocumentEvaluation, Evaluation, total_figures
from fourcorners.evaluate.metrics import Figures, Pairing
from fourcorners.evaluate.statement import AnyStatement, Measured, NormStatement, Statement
from fourcorners.evaluate.wording import describe, differences, one_line, percentage, quotation

_MOVED: Final = 0.0005
"""Half of the last digit that is shown: a figure that moves by less reads the same."""

Result = TypeVar("Result", bound=Measured)


class Movement(Measured):
    """A figure that is not what it was. Null where there was nothing to measure."""

    name: str
    before: float | None
    after: float | None


class Change(Measured):
    """One statement, or one field of it, that fares otherwise than before."""

    document: str
    text: str
    """What it says, with its words and its place."""


class Changes(Measured):
    """The statements that fare otherwise than before, in the order of the text."""

    found: tuple[Change, ...] = ()
    """Missed before, matched now."""
    lost: tuple[Change, ...] = ()
    """Matched before, missed now."""
    no_longer_invented: tuple[Change, ...] = ()
    newly_invented: tuple[Change, ...] = ()
    put_right: tuple[Change, ...] = ()
    """Fields of statements matched both times, wrong before and right now."""
    spoilt: tuple[Change, ...] = ()
    """Fields of statements matched both times, right before and wrong now."""

    def __add__(self, other: "Changes") -> "Changes":
        """The changes of both, one after the other."""
        return Changes(**{kind: getattr(self, kind) + getattr(other, kind) for kind in Changes.model_fields})


class Comparison(Measured):
    """Gains and losses from one evaluation to another, over the documents that both are about."""

    documents: tuple[str, ...]
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]
    figures: tuple[Movement, ...]
    changes: Changes


def read_evaluation(path: Path) -> Evaluation:
    """An evaluation as it was written as JSON. Raises UsageError where the file is not one."""
    return read_result(path, Evaluation, "evaluate")


def read_result(path: Path, kind: type[Result], command: str) -> Result:
    """What a command wrote as JSON, to be compared with. Raises UsageError where the file is not that."""
    try:
        return kind.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}); name a result of evaluate") from error
    except ValidationError as error:
        raise UsageError(
            f"{path} is not a result of {command} that can be compared; write one with --json and name it"
        ) from error


def compare(before: Evaluation, after: Evaluation) -> Comparison:
    """What changed over the documents that both are about."""
    earlier = {each.document: each for each in before.documents}
    later = {each.document: each for each in after.documents}
    common = tuple(name for name in later if name in earlier)
    changes = Changes()
    for name in common:
        changes += _changes(name, earlier[name].norms, later[name].norms)
        changes += _changes(name, earlier[name].kpis, later[name].kpis)
    return Comparison(
        documents=common,
        only_before=tuple(name for name in earlier if name not in later),
        only_after=tuple(name for name in later if name not in earlier),
        figures=tuple(movements(_shares(_total(earlier, common)), _shares(_total(later, common)))),
        changes=changes,
    )


def comparison_text(comparison: Comparison) -> str:
    """Gains and losses as Markdown."""
    lines = [f"# Gains and losses over {len(comparison.documents)} documents"]
    lines += section("Left out: only before", [one_line(name) for name in comparison.only_before])
    lines += section("Left out: only now", [one_line(name) for name in comparison.only_after])
    lines += section("Figures that moved", [movement_text(each) for each in comparison.figures])
    for kind in Changes.model_fields:
        changes: tuple[Change, ...] = getattr(comparison.changes, kind)
        items = [f"{one_line(each.document)}: {each.text}" for each in changes]
        lines += section(kind.replace("_", " ").capitalize(), items)
    return "\n".join(lines)


def _total(documents: dict[str, DocumentEvaluation], names: Iterable[str]) -> Figures:
    return total_figures(documents[name] for name in names)


def movements(before: Mapping[str, float | None], after: Mapping[str, float | None]) -> Iterator[Movement]:
    """The shares that are not what they were, in the order of `after`; what only one side has has moved."""
    for name in (*after, *(name for name in before if name not in after)):
        then, now = before.get(name), after.get(name)
        if (then is None) != (now is None) or abs((now or 0.0) - (then or 0.0)) >= _MOVED:
            yield Movement(name=name, before=then, after=now)


def _shares(figures: Figures) -> dict[str, float | None]:
    shares: dict[str, float | None] = {}
    for name, score in figures.scores().items():
        for figure, share in (("precision", score.precision), ("recall", score.recall), ("F1", score.f1)):
            shares[f"{name}, {figure}"] = share
    shares |= {name: score.share for name, score in figures.field_scores().items()}
    for name, each in figures.calibration.items():
        shares |= {
            f"confidence of {name}, calibration error": each.error,
            f"confidence of {name}, AUROC": each.auroc,
        }
    return shares


def _changes(document: str, before: Pairing[AnyStatement], after: Pairing[AnyStatement]) -> Changes:
    def told(statements: Iterable[Statement]) -> tuple[Change, ...]:
        return tuple(Change(document=document, text=_line(each)) for each in statements)

    matched_before = [pair.gold for pair in before.pairs]
    matched_after = [pair.gold for pair in after.pairs]
    put_right, spoilt = _fields(document, before, after)
    return Changes(
        found=told(_in_both(matched_after, before.missed, _line)),
        lost=told(_in_both(after.missed, matched_before, _line)),
        no_longer_invented=told(_only_first(before.invented, after.invented, _passage)),
        newly_invented=told(_only_first(after.invented, before.invented, _passage)),
        put_right=put_right,
        spoilt=spoilt,
    )


def _fields(
    document: str, before: Pairing[AnyStatement], after: Pairing[AnyStatement]
) -> tuple[tuple[Change, ...], tuple[Change, ...]]:
    earlier = {_line(pair.gold): differences(pair) for pair in before.pairs}
    put_right: list[Change] = []
    spoilt: list[Change] = []
    for pair in after.pairs:
        now, then = differences(pair), earlier.get(_line(pair.gold))
        if then is None:
            continue
        place = quotation(pair.gold)
        put_right += [
            Change(document=document, text=f"{place}, was: {then[field]}")
            for field in then
            if field not in now
        ]
        spoilt += [
            Change(document=document, text=f"{place}: {now[field]}") for field in now if field not in then
        ]
    return tuple(put_right), tuple(spoilt)


def _line(statement: Statement) -> str:
    return f"{describe(statement)} {quotation(statement)}"


def _passage(statement: Statement) -> str:
    """What tells an invented statement from others; what we say of it may change without its being new."""
    force = statement.modality if isinstance(statement, NormStatement) else "kpi"
    return f"{force} {quotation(statement)}"


def _in_both(
    statements: Iterable[AnyStatement], others: Iterable[AnyStatement], key: Callable[[AnyStatement], str]
) -> Iterator[AnyStatement]:
    """Those of the first that stand in the second as well, each counted as often as in both."""
    left = Counter(map(key, others))
    for statement in statements:
        if left[key(statement)] > 0:
            left[key(statement)] -= 1
            yield statement


def _only_first(
    statements: Sequence[AnyStatement], others: Iterable[AnyStatement], key: Callable[[AnyStatement], str]
) -> Iterator[AnyStatement]:
    """Those of the first beyond what the second holds of the same."""
    left = Counter(map(key, others))
    for statement in statements:
        if left[key(statement)] > 0:
            left[key(statement)] -= 1
        else:
            yield statement


def movement_text(movement: Movement) -> str:
    """A figure before and after, with the difference in points."""
    sign = ""
    if movement.before is not None and movement.after is not None:
        sign = f" ({100 * (movement.after - movement.before):+.1f})"
    return f"{movement.name}: {percentage(movement.before)} to {percentage(movement.after)}{sign}"


def section(title: str, items: Sequence[str]) -> list[str]:
    """A headed list with its count, as lines of Markdown; nothing where there are no items."""
    if not items:
        return []
    return ["", f"## {title} ({len(items)})", "", *(f"- {item}" for item in items)]
