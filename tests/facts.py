"""What a family of facts reads from a text, in a word each, so that a case keeps to a line."""

from collections.abc import Callable

from contracts import a_document
from fourcorners.domain.variable import (
    ChoiceValue,
    DateValue,
    DurationValue,
    MoneyValue,
    NotStatedValue,
    Value,
    VariableDraft,
)
from fourcorners.extract.nlp.passages import Passages
from fourcorners.segment.segmenter import segment

Propose = Callable[[Passages], list[VariableDraft]]


def passages_of(*paragraphs: str) -> Passages:
    """A text of these paragraphs, segmented."""
    document = a_document("\n\n".join(paragraphs))
    return Passages(document, segment(document))


def answers(propose: Propose, *paragraphs: str, name: str | None = None) -> list[str]:
    """The values that are proposed, of one fact only where `name` is given."""
    drafts = propose(passages_of(*paragraphs))
    return [in_a_word(draft.value) for draft in drafts if name in {None, draft.name}]


def in_a_word(value: Value) -> str:
    """A value without its words: "2025-03-01", "P30D", "1000.00 GBP", "not stated"; else the words."""
    match value:
        case DateValue():
            return str(value.date)
        case DurationValue():
            return str(value.iso)
        case MoneyValue():
            return f"{value.amount} {value.currency}"
        case ChoiceValue():
            return value.choice
        case NotStatedValue():
            return "not stated"
        case _:
            return value.text
