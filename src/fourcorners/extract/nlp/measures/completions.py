"""Completions: what a contract says of its KPIs elsewhere: what follows, up to what cap, how it is read."""

from collections.abc import Collection, Sequence
from typing import Final

from fourcorners.domain.evidence import Quote
from fourcorners.domain.kpi import Consequence, ConsequenceKind, KpiDraft
from fourcorners.domain.span import Span
from fourcorners.extract.nlp.measures.account_links import with_accounts
from fourcorners.extract.nlp.measures.links import Links
from fourcorners.extract.nlp.measures.remedies import Reach, Remedy, find_remedies
from fourcorners.extract.nlp.measures.surroundings import Surroundings
from fourcorners.extract.nlp.measures.triggers import with_levels
from fourcorners.reckoning.tiers import SUMS

_MOST_CONSEQUENCES: Final = 16


def complete(around: Surroundings, drafts: Sequence[tuple[KpiDraft, bool]]) -> list[KpiDraft]:
    """The drafts with all that their contract says of them elsewhere, in the same order.

    Each draft comes with whether it stands in a table.
    """
    if not drafts:
        return []
    links = Links(around, drafts)
    follows: dict[int, list[tuple[int, Remedy]]] = {}
    for remedy in find_remedies(around):
        for number, score in links.meant_by(remedy).items():
            follows.setdefault(number, []).append((score, remedy))
    scaled = {each.kind for draft, _ in drafts for each in draft.consequences if each.amount is not None}
    chosen = [
        _telling(_chosen(follows.get(number, [])), draft, scaled) for number, (draft, _) in enumerate(drafts)
    ]
    changed = [
        _with_consequences(around, draft, remedies)
        for (draft, _), remedies in zip(drafts, chosen, strict=True)
    ]
    return with_accounts(around, links, changed, chosen)


def _telling(
    remedies: Sequence[Remedy], draft: KpiDraft, scaled: Collection[ConsequenceKind]
) -> list[Remedy]:
    """Without those that only point to the amounts: "shall pay the credits of Schedule B".

    `scaled` are the kinds whose amounts a table of the contract gives.
    """
    stated = {each.kind for each in draft.consequences if each.amount is not None}
    stated |= {each.consequence.kind for each in remedies if each.consequence.amount is not None}
    return [
        each
        for each in remedies
        if each.consequence.amount is not None
        or each.consequence.kind not in SUMS
        or not (
            each.consequence.kind in stated or (each.reach is Reach.NAMED and each.consequence.kind in scaled)
        )
    ]


def _chosen(follows: Sequence[tuple[int, Remedy]]) -> list[Remedy]:
    """Of statements that say the same follows, the one whose words fit best, with all that it says."""
    best: dict[tuple[object, ...], tuple[int, int]] = {}
    for score, remedy in follows:
        key = _key(remedy.consequence)
        if key not in best or score > best[key][0]:
            best[key] = (score, remedy.passage)
    return [remedy for _, remedy in follows if best[_key(remedy.consequence)][1] == remedy.passage]


def _key(consequence: Consequence) -> tuple[object, ...]:
    return consequence.kind, consequence.amount, consequence.unit


def _with_consequences(around: Surroundings, draft: KpiDraft, remedies: Sequence[Remedy]) -> KpiDraft:
    own = {_key(each) for each in draft.consequences if each.amount is not None}
    kept = [each for each in remedies if _key(each.consequence) not in own]
    found = [with_levels(each, draft) for each in draft.consequences]
    found += [with_levels(each.consequence, draft, each.words) for each in kept]
    consequences = tuple(dict.fromkeys(found))[:_MOST_CONSEQUENCES]
    places = dict.fromkeys(around.tree.sentences[each.sentence].span for each in kept)
    quotes = [
        Quote.at(place, around.text, part="consequence") for place in places if not _is_said(draft, place)
    ]
    return draft.model_copy(update={"consequences": consequences, "quotes": (*draft.quotes, *quotes)})


def _is_said(draft: KpiDraft, place: Span) -> bool:
    """Whether the KPI's own quote is these words."""
    quote = draft.quotes[0]
    return quote.start == place.start and len(quote.exact) == place.length
