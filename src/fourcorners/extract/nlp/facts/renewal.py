"""How the contract renews itself, and by what notice a party stops that."""

from collections.abc import Sequence

from fourcorners.domain.variable import VariableDraft
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.facts.renewal_kind import none_by_silence, renewal_kinds
from fourcorners.extract.nlp.facts.renewal_notice import renewal_notices
from fourcorners.extract.nlp.facts.renewal_sentences import find_renewal_sentences
from fourcorners.extract.nlp.facts.renewal_term import renewal_terms
from fourcorners.extract.nlp.passages import Passages


def propose_renewal(passages: Passages, earlier: Sequence[VariableDraft] = ()) -> list[VariableDraft]:
    """The kind of renewal, the length of each, and the notice that keeps it from happening.

    `earlier` are the facts found before: a contract with a fixed term, in which no sentence speaks of a
    renewal, has none.
    """
    sentences = list(find_renewal_sentences(passages))
    renewals = most_telling(draft for each in sentences for draft in renewal_terms(each, passages))
    notices = most_telling(draft for each in sentences for draft in renewal_notices(each, passages))
    kinds = most_telling(renewal_kinds(sentences, renewals, passages))
    if not sentences:
        kinds = list(none_by_silence(earlier))
    return [*kinds, *renewals, *notices]
