"""Which contracts the model that ships has learned from."""

from collections.abc import Iterable

from fourcorners.evaluate.cuad.corpus import CuadDocument
from fourcorners.extract.nlp.clause_model.model import default_model


def seen(documents: Iterable[CuadDocument]) -> list[CuadDocument]:
    """Those of the contracts that it has learned from, by their texts and not by their names."""
    model = default_model()
    return [document for document in documents if model.has_seen(document.text)]
