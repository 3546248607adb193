"""Contracts that somebody marked, made by the dozen, for tests that train."""

import random
from collections.abc import Iterator

from fourcorners.evaluate.cuad.corpus import CuadDocument, CuadSpan

AUDIT = "Buyer may inspect the {thing} books of Supplier once a {time} and copy its {thing} records."
INSURANCE = "Supplier shall carry {thing} insurance with cover of ${count},000,000 in each {time}."
OTHERS = (
    "The {thing} goods are packed in crates of {count} and travel by {time} boat.",
    "Each {thing} order names a price, and the price includes {count} spare parts.",
    "Invoices for {thing} goods are paid within {count} days of the end of the {time}.",
    "A {thing} drawing shows where the {count} machines stand during the {time}.",
)
_THINGS = "copper timber cider linen marble pepper saffron quartz walnut amber barley velvet".split()
_FILERS = [f"{first}{last}" for first in _THINGS for last in ("works", "mills", "farms")]
_TIMES = "week month quarter year season".split()


def marked_contracts(count: int = 30) -> list[CuadDocument]:
    """Contracts of a few sentences; of each two in three have a sentence of a type, which is marked."""
    return [_contract(number, random.Random(number)) for number in range(count)]


def folds_of(documents: list[CuadDocument], folds: int = 3) -> dict[str, int]:
    """One after the other into so many folds."""
    return {document.file: number % folds for number, document in enumerate(documents)}


def _contract(number: int, drawn: random.Random) -> CuadDocument:
    sentences = [_filled(each, drawn) for each in drawn.choices(OTHERS, k=6)]
    marked = list(_marked(number, drawn))
    for _, sentence in marked:
        sentences.insert(drawn.randrange(len(sentences)), sentence)
    head = f'Agreement between Filer{number} Ltd ("Supplier") and Quince{number} plc ("Buyer").'
    numbered = [f"{place}. {sentence}" for place, sentence in enumerate(sentences, start=1)]
    text = "\n\n".join([head, *numbered])
    spans = tuple(
        CuadSpan(category=category, start=start, end=start + len(sentence), text=sentence)
        for category, sentence in marked
        for start in [text.index(sentence)]
    )
    return CuadDocument(file=f"{_FILERS[number]}.txt", n_chars=len(text), answers={}, spans=spans, text=text)


def _marked(number: int, drawn: random.Random) -> Iterator[tuple[str, str]]:
    if number % 3 != 0:
        yield "Audit Rights", _filled(AUDIT, drawn)
    if number % 3 != 1:
        yield "Insurance", _filled(INSURANCE, drawn)


def _filled(sentence: str, drawn: random.Random) -> str:
    return sentence.format(thing=drawn.choice(_THINGS), time=drawn.choice(_TIMES), count=drawn.randint(2, 60))
