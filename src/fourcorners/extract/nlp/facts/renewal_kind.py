"""Whether the contract is followed by another term of itself, by agreement, or not at all."""

from collections.abc import Iterator, Sequence
from typing import Final

from fourcorners.domain.proof import Origin
from fourcorners.domain.renewal import RenewalKind
from fourcorners.domain.variable import ChoiceValue, DateValue, DurationValue, VariableDraft
from fourcorners.extract.nlp.facts.renewal_sentences import RenewalSentence
from fourcorners.extract.nlp.passages import Passages

NAME: Final = "renewal_kind"

_STANDING: Final = {RenewalKind.AUTOMATIC: 0.93, RenewalKind.BY_AGREEMENT: 0.8, RenewalKind.NONE: 0.85}
_WITHOUT_A_LENGTH: Final = 0.75
"""What is left of the confidence where the sentence does not say how long the renewal is."""
_BY_SILENCE: Final = 0.6
"""A contract with a fixed term that says nothing of a renewal has none, unless it is told elsewhere."""


def renewal_kinds(
    sentences: Sequence[RenewalSentence], renewals: Sequence[VariableDraft], passages: Passages
) -> Iterator[VariableDraft]:
    """The kind that each sentence tells; surer where it is the one that tells the length of the renewal."""
    with_length = {draft.quotes[0].start for draft in renewals}
    for sentence in sentences:
        if sentence.kind is None:
            continue
        text = sentence.passage.text[slice(*sentence.at)]
        value = ChoiceValue(choice=sentence.kind.value, text=text)
        confidence = _STANDING[sentence.kind] * sentence.share
        draft = passages.draft(NAME, value, confidence, sentence.passage.reading, sentence.at)
        if sentence.kind is not RenewalKind.NONE and draft.quotes[0].start not in with_length:
            draft = draft.model_copy(update={"confidence": confidence * _WITHOUT_A_LENGTH})
        yield draft


def none_by_silence(earlier: Sequence[VariableDraft]) -> Iterator[VariableDraft]:
    """That nothing follows a fixed term, on the evidence of the sentence that tells the term."""
    fixed = [
        draft
        for draft in earlier
        if (draft.name == "term" and isinstance(draft.value, DurationValue))
        or (draft.name == "expiration_date" and isinstance(draft.value, DateValue))
    ]
    for draft in fixed[:1]:
        yield VariableDraft(
            name=NAME,
            value=ChoiceValue(choice=RenewalKind.NONE.value, text=""),
            confidence=_BY_SILENCE * draft.confidence,
            origin=Origin.NLP,
            quotes=draft.quotes[:1],
        )
