"""The errors against CUAD, the worst of each kind first, as text that a person learns from."""

from collections.abc import Iterator, Sequence
from typing import Final

from fourcorners.evaluate.cuad.document_evaluation import CuadDocumentEvaluation, GoldPassage, OurPassage
from fourcorners.evaluate.cuad.evaluation import CuadEvaluation
from fourcorners.evaluate.cuad.judgements import VALUES, Judgement
from fourcorners.evaluate.examples import limited_section
from fourcorners.evaluate.fields import FieldOutcome
from fourcorners.evaluate.wording import one_line, percentage, quoted

_Error = tuple[float, str, list[str]]
"""How badly we are wrong, a place that orders equals, and the lines to print."""

_OUTCOMES: Final = {
    FieldOutcome.WRONG: "Wrong",
    FieldOutcome.INVENTED: "Invented",
    FieldOutcome.MISSED: "Missed",
}


def cuad_examples(evaluation: CuadEvaluation, limit: int | None = None) -> str:
    """The errors of each clause type and each variable, as Markdown, the most confident first.

    `limit` is how many of each kind are shown; the rest are counted. None shows all. A missed passage
    beside which we propose another one comes before those of which we say nothing.
    """
    lines = ["# Missed, invented and wrong", ""]
    for type_ in evaluation.types:
        lines += _type(evaluation, type_, limit)
    for name in ("document_name", "parties", *VALUES):
        lines += _variable(evaluation.documents, name, limit)
    return "\n".join(lines)


def _type(evaluation: CuadEvaluation, type_: str, limit: int | None) -> Iterator[str]:
    score = evaluation.total.passages_by_type[type_]
    if not score.gold and not score.ours:
        return
    yield f"## {type_.replace('_', ' ')}"
    yield ""
    yield f"Passages: precision {percentage(score.precision)}, recall {percentage(score.recall)}"
    yield ""
    invented: list[_Error] = []
    missed: list[_Error] = []
    for document in evaluation.documents:
        invented += [_invented(document, each) for each in document.invented if each.type == type_]
        missed += [_missed(document, each) for each in document.missed if each.type == type_]
    yield from limited_section("Invented passages", _worst_first(invented), limit)
    yield from limited_section("Missed passages", _worst_first(missed), limit)


def _worst_first(errors: Sequence[_Error]) -> list[list[str]]:
    return [lines for _, _, lines in sorted(errors, key=lambda each: (-each[0], each[1]))]


def _invented(document: CuadDocumentEvaluation, passage: OurPassage) -> _Error:
    lines = [f"- {passage.confidence:.2f} {one_line(document.document)}", f"  {_words(passage)}"]
    beside = [each for each in _gold(document, passage.type) if each.span.overlap(passage.span)]
    lines += [f"  - the gold marks beside it {_words(each)}" for each in beside]
    return passage.confidence, _place(document, passage), lines


def _missed(document: CuadDocumentEvaluation, passage: GoldPassage) -> _Error:
    beside = [
        each for each in document.invented if each.type == passage.type and each.span.overlap(passage.span)
    ]
    lines = [f"- {one_line(document.document)}", f"  {_words(passage)}"]
    lines += [f"  - {each.confidence:.2f} ours beside it {_words(each)}" for each in beside]
    return max((each.confidence for each in beside), default=0.0), _place(document, passage), lines


def _gold(document: CuadDocumentEvaluation, type_: str) -> list[GoldPassage]:
    marked = (*(pair.gold for pair in document.pairs), *document.missed)
    return [each for each in marked if each.type == type_]


def _variable(documents: Sequence[CuadDocumentEvaluation], name: str, limit: int | None) -> Iterator[str]:
    errors: dict[FieldOutcome, list[_Error]] = {outcome: [] for outcome in _OUTCOMES}
    for document in documents:
        for each in document.judgements:
            if each.name == name and each.outcome in errors:
                errors[each.outcome].append(_answer(document, each))
    if any(errors.values()):
        yield f"## {name.replace('_', ' ')}"
        yield ""
    for outcome, title in _OUTCOMES.items():
        yield from limited_section(f"{title} answers", _worst_first(errors[outcome]), limit)


def _answer(document: CuadDocumentEvaluation, judgement: Judgement) -> _Error:
    confidence = judgement.confidence or 0.0
    lines = [f"- {confidence:.2f} {one_line(document.document)}"]
    if judgement.gold is not None:
        lines.append(f"  - gold: {one_line(judgement.gold)}, from {quoted(judgement.gold_passage)}")
    if judgement.ours is not None:
        place = quoted(judgement.quote, judgement.start, judgement.end)
        lines.append(f"  - ours: {one_line(judgement.ours)}, from {place}")
    return confidence, f"{document.document} {judgement.start or 0:09}", lines


def _words(passage: GoldPassage) -> str:
    return quoted(passage.text, passage.start, passage.end)


def _place(document: CuadDocumentEvaluation, passage: GoldPassage) -> str:
    return f"{document.document} {passage.start:09}"
