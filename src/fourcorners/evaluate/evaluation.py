"""Extractions held against gold: the pairs, what was missed and invented, and the figures."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, Literal

from fourcorners.domain.extraction import Extraction
from fourcorners.errors import UsageError
from fourcorners.evaluate.builds import BuildCount, count_builds
from fourcorners.evaluate.fields import FieldOutcome, PartyNames, compare_kpis, compare_norms
from fourcorners.evaluate.gold import GoldDocument, GoldParty
from fourcorners.evaluate.matching import match
from fourcorners.evaluate.metrics import Figures, Pair, Pairing, measure
from fourcorners.evaluate.scope import in_scope
from fourcorners.evaluate.statement import AnyStatement, KpiStatement, Measured, NormStatement

EVALUATION_VERSION: Final = "2"
"""Raised when a figure changes its meaning, so that results of before and after are not compared."""


class DocumentEvaluation(Measured):
    """One document against its gold."""

    document: str
    extracted: bool = True
    """False where there is no extraction: then all of its gold is missed."""
    parties: tuple[GoldParty, ...] = ()
    """As the gold names them."""
    figures: Figures
    norms: Pairing[NormStatement]
    kpis: Pairing[KpiStatement]


class Evaluation(Measured):
    """All documents against their gold. As JSON it can be compared with a later one."""

    evaluation_version: Literal["2"] = EVALUATION_VERSION
    total: Figures
    """Micro: each statement counts the same, whichever document it stands in."""
    norm_builds: tuple[BuildCount, ...] = ()
    """Norms by how the sentence is built that states them; those that are most often missed first."""
    kpi_builds: tuple[BuildCount, ...] = ()
    documents: tuple[DocumentEvaluation, ...]


def run(extractions: Mapping[str, Extraction], gold: Sequence[GoldDocument]) -> Evaluation:
    """Hold extractions against gold; they are found by the name of the gold's document.

    Of our records those count that stand in the scope of the gold. A gold document without
    extraction counts, and all of it is missed. Raises UsageError where an extraction was made from
    another text than the gold's, so that offsets cannot be compared.
    """
    documents = tuple(
        evaluate_document(extractions.get(each.document), each)
        for each in sorted(gold, key=lambda each: each.document)
    )
    return Evaluation(
        total=total_figures(documents),
        norm_builds=count_builds((each.norms, each.parties) for each in documents),
        kpi_builds=count_builds((each.kpis, each.parties) for each in documents),
        documents=documents,
    )


def total_figures(documents: Iterable[DocumentEvaluation]) -> Figures:
    """The figures of several documents counted together."""
    documents = tuple(documents)
    return measure([each.norms for each in documents], [each.kpis for each in documents])


def evaluate_document(extraction: Extraction | None, gold: GoldDocument) -> DocumentEvaluation:
    """Hold one extraction, or the lack of one, against its gold."""
    norms, kpis = _our_statements(extraction, gold)
    names = PartyNames(gold.parties)
    norm_pairing = _pair(gold.obligations, norms, lambda one, other: compare_norms(one, other, names))
    kpi_pairing = _pair(gold.kpis, kpis, lambda one, other: compare_kpis(one, other, names))
    return DocumentEvaluation(
        document=gold.document,
        extracted=extraction is not None,
        parties=gold.parties,
        figures=measure([norm_pairing], [kpi_pairing]),
        norms=norm_pairing,
        kpis=kpi_pairing,
    )


def _our_statements(
    extraction: Extraction | None, gold: GoldDocument
) -> tuple[list[NormStatement], list[KpiStatement]]:
    if extraction is None:
        return [], []
    if gold.characters not in {None, extraction.document.characters}:
        raise UsageError(
            f"{gold.document} was extracted from a text of {extraction.document.characters} characters and"
            f" its gold counts in one of {gold.characters}; extract from the text that the gold is about",
            file=gold.document,
        )
    norms = [NormStatement.of(record) for record in extraction.obligations]
    kpis = [KpiStatement.of(record) for record in extraction.kpis]
    return _within(norms, gold), _within(kpis, gold)


def _within(statements: Iterable[AnyStatement], gold: GoldDocument) -> list[AnyStatement]:
    return [statement for statement in statements if in_scope(statement.span, gold.scope)]


def _pair(
    gold: Sequence[AnyStatement],
    ours: Sequence[AnyStatement],
    compare: Callable[[AnyStatement, AnyStatement], dict[str, FieldOutcome]],
) -> Pairing[AnyStatement]:
    def agreement(one: AnyStatement, other: AnyStatement) -> int:
        return sum(outcome.agrees for outcome in compare(one, other).values())

    matched = match(gold, ours, agreement)
    return Pairing(
        pairs=tuple(Pair(gold=gold[i], ours=ours[j], fields=compare(gold[i], ours[j])) for i, j in matched),
        missed=_others(gold, {i for i, _ in matched}),
        invented=_others(ours, {j for _, j in matched}),
    )


def _others(statements: Sequence[AnyStatement], used: set[int]) -> tuple[AnyStatement, ...]:
    left = [statement for index, statement in enumerate(statements) if index not in used]
    return tuple(sorted(left, key=lambda statement: statement.span))
