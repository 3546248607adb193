"""Contracts as CUAD annotates them, and extractions of them, each in a line."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

from fourcorners.domain.clause import Clause, ClauseKind, ClauseType
from fourcorners.domain.evidence import Evidence
from fourcorners.domain.extraction import Extraction
from fourcorners.domain.proof import Origin
from fourcorners.domain.responsible import Responsible
from fourcorners.domain.variable import DateValue, Value, Variable
from fourcorners.evaluate.cuad.corpus import CuadDocument, CuadSpan
from statements import an_extraction

LENGTH = 10_000
NO_ANSWERS = {"Insurance": "No", "Audit Rights": "No", "Non-Compete": "No", "Agreement Date": ""}


def a_passage(category: str, start: int, end: int, text: str | None = None) -> CuadSpan:
    """A passage that a lawyer marked; unless told otherwise its words are as long as its span."""
    return CuadSpan(category=category, start=start, end=end, text=text or words(start, end))


def a_contract(
    spans: Iterable[CuadSpan] = (), answers: Mapping[str, str] = NO_ANSWERS, file: str = "orchard.txt"
) -> CuadDocument:
    """A contract of 10,000 characters with these passages and answers."""
    return CuadDocument(file=file, n_chars=LENGTH, answers=dict(answers), spans=tuple(spans))


def types_extracted(
    *passages: tuple[str, int, int, float], variables: Sequence[Variable] = (), characters: int = LENGTH
) -> Extraction:
    """An extraction with a clause for each passage: type, start, end and confidence."""
    clauses = tuple(_clause(number, *each) for number, each in enumerate(passages))
    extraction = an_extraction(characters=characters)
    return extraction.model_copy(update={"clauses": clauses, "variables": tuple(variables)})


def a_variable(name: str, value: Value, confidence: float = 0.9, start: int = 0) -> Variable:
    """A variable that stands at a place of the text."""
    return Variable(
        name=name,
        value=value,
        confidence=confidence,
        id=f"{name}-{start}",
        hash="h",
        origin=(Origin.NLP,),
        responsible=Responsible.LEGAL,
        evidence=(an_item(start, start + 20),),
    )


def a_date(year: int, month: int, day: int) -> DateValue:
    """A date as a value."""
    return DateValue(date=dt.date(year, month, day), text=f"{day}.{month}.{year}")


def an_item(start: int, end: int, part: str | None = None) -> Evidence:
    """An item of evidence."""
    return Evidence(start=start, end=end, exact=words(start, end), prefix="", suffix="", part=part)


def words(start: int, end: int) -> str:
    """As many characters as lie between two places."""
    return f"{start} ".ljust(end - start, "x")[: end - start]


def _clause(number: int, type_: str, start: int, end: int, confidence: float) -> Clause:
    each = ClauseType(
        type=type_,
        responsible=Responsible.LEGAL,
        confidence=confidence,
        origin=(Origin.NLP,),
        evidence=(an_item(start, end), an_item(0, 5, part="heading")),
    )
    return Clause(id=f"c{number}", path=str(number), kind=ClauseKind.CLAUSE, heading=None, types=(each,))
