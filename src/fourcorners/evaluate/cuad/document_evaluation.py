"""One contract of CUAD against what was extracted from it."""

from collections.abc import Iterator, Sequence

from fourcorners.domain.extraction import Extraction
from fourcorners.domain.span import Span
from fourcorners.errors import UsageError
from fourcorners.evaluate.cuad.corpus import CuadDocument
from fourcorners.evaluate.cuad.judgements import Judgement, judge
from fourcorners.evaluate.cuad.passages import Predicted, match_passages
from fourcorners.evaluate.metrics import Score
from fourcorners.evaluate.statement import Measured


class GoldPassage(Measured):
    """A passage that a lawyer marked."""

    type: str
    start: int
    end: int
    text: str

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class OurPassage(GoldPassage):
    """A passage that we propose."""

    confidence: float


class PassagePair(Measured):
    """A passage of the gold and the one of ours that is the same."""

    gold: GoldPassage
    ours: OurPassage


class CuadDocumentEvaluation(Measured):
    """One contract against its gold."""

    document: str
    fold: int
    extracted: bool = True
    """False where there is no extraction: then all of its gold is missed."""
    gold_types: tuple[str, ...]
    our_types: tuple[str, ...]
    pairs: tuple[PassagePair, ...]
    missed: tuple[GoldPassage, ...]
    invented: tuple[OurPassage, ...]
    judgements: tuple[Judgement, ...]

    def presence_score(self, type_: str) -> Score:
        """Whether the type is in this document: 0 or 1 of each."""
        gold, ours = type_ in self.gold_types, type_ in self.our_types
        return Score.of(gold=int(gold), ours=int(ours), matched=int(gold and ours))

    def passage_score(self, type_: str) -> Score:
        """The passages of a type in this document."""
        matched = sum(pair.gold.type == type_ for pair in self.pairs)
        missed = sum(passage.type == type_ for passage in self.missed)
        invented = sum(passage.type == type_ for passage in self.invented)
        return Score.of(gold=matched + missed, ours=matched + invented, matched=matched)

    def passage_cases(self) -> Iterator[tuple[str, tuple[float, bool]]]:
        """Each passage that we propose by its type: its confidence, and whether it is right."""
        for pair in self.pairs:
            yield pair.ours.type, (pair.ours.confidence, True)
        for passage in self.invented:
            yield passage.type, (passage.confidence, False)


def evaluate_cuad_document(
    extraction: Extraction | None, gold: CuadDocument, fold: int, types: Sequence[str]
) -> CuadDocumentEvaluation:
    """Hold one extraction, or the lack of one, against its gold; of our clause types only these count.

    Raises UsageError where it was made from a text of another length.
    """
    _refuse_other_text(extraction, gold)
    marked = [
        GoldPassage(type=each.name, start=each.start, end=each.end, text=each.text)
        for each in gold.spans
        if each.name in types
    ]
    proposed = [each for each in _proposed(extraction) if each.type in types]
    pairs, missed, invented = _pair(marked, proposed)
    return CuadDocumentEvaluation(
        document=gold.file,
        fold=fold,
        extracted=extraction is not None,
        gold_types=tuple(sorted({each.type for each in marked})),
        our_types=tuple(sorted(_types(extraction) & set(types))),
        pairs=tuple(pairs),
        missed=tuple(missed),
        invented=tuple(invented),
        judgements=tuple(judge(gold, extraction.variables if extraction is not None else ())),
    )


def _refuse_other_text(extraction: Extraction | None, gold: CuadDocument) -> None:
    if extraction is not None and extraction.document.characters != gold.n_chars:
        raise UsageError(
            f"{gold.file} was extracted from a text of {extraction.document.characters} characters and"
            f" its gold counts in one of {gold.n_chars}; extract from the text that the gold is about",
            file=gold.file,
        )


def _types(extraction: Extraction | None) -> set[str]:
    if extraction is None:
        return set()
    return {each.type for clause in extraction.clauses for each in clause.types}


def _proposed(extraction: Extraction | None) -> Iterator[OurPassage]:
    """Each item of evidence that stands for the type itself."""
    if extraction is None:
        return
    for clause in extraction.clauses:
        for each in clause.types:
            for item in each.evidence:
                if item.part is None:
                    yield OurPassage(
                        type=each.type,
                        start=item.start,
                        end=item.end,
                        text=item.exact,
                        confidence=each.confidence,
                    )


def _pair(
    gold: Sequence[GoldPassage], ours: Sequence[OurPassage]
) -> tuple[list[PassagePair], list[GoldPassage], list[OurPassage]]:
    """Type by type, each list in the order of types and then of the text."""
    pairs: list[PassagePair] = []
    missed: list[GoldPassage] = []
    invented: list[OurPassage] = []
    for type_ in sorted({each.type for each in (*gold, *ours)}):
        marked = sorted((each for each in gold if each.type == type_), key=lambda each: each.span)
        proposed = sorted(
            (each for each in ours if each.type == type_), key=lambda each: (each.span, each.confidence)
        )
        found = dict(
            match_passages(
                [each.span for each in marked], [Predicted(each.span, each.confidence) for each in proposed]
            )
        )
        pairs += [PassagePair(gold=marked[i], ours=proposed[j]) for i, j in found.items()]
        missed += [each for i, each in enumerate(marked) if i not in found]
        invented += [each for j, each in enumerate(proposed) if j not in found.values()]
    return pairs, missed, invented
