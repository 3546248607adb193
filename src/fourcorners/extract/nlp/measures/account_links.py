"""Account links: the KPIs of a contract with their formula, exclusions, cap and earn-back."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from fourcorners.domain.evidence import Quote
from fourcorners.domain.kpi import KpiDraft
from fourcorners.extract.nlp.measures.accounts import Account, AccountKind, find_accounts, find_definitions
from fourcorners.extract.nlp.measures.links import Links
from fourcorners.extract.nlp.measures.promises import Promise, stems_of
from fourcorners.extract.nlp.measures.remedies import Remedy
from fourcorners.extract.nlp.measures.surroundings import Surroundings
from fourcorners.reckoning.tiers import SUMS

_SHARE: Final = re.compile(r"%|\b(?:percent\w*|per\s?cent|availability|uptime|ratio|divided)\b", re.I)
"""What a measurement of shares speaks of, and one of times does not."""
_LEVEL: Final = re.compile(
    r"\b(?:availab\w+|uptime|down-?time|times?|rates?|percentage|levels?|accuracy|performance|yield|quality)\b",
    re.I,
)
_BILLS: Final = re.compile(r"\b(?:fees?|charges?|prices?|invoices?|royalt\w+|licen[cs]es)\b", re.I)
"""What is reckoned is a sum."""
_STOPPAGE: Final = re.compile(
    r"\b(?:maintenance|down-?time|outages?|unavailab\w+|force\s+majeure|emergenc\w+|interrupt\w+|suspension|failures?|"
    r"holidays?|weekends?|delays?)\b",
    re.I,
)
_RECKONED: Final = re.compile(r"\b(?:calculat|measur|comput|availab|uptime)", re.I)
_MEASURING: Final = (AccountKind.FORMULA, AccountKind.EXCLUSION)
_MOST_EXCLUSIONS: Final = 20
_SHORTEST_NAME: Final = 6


def with_accounts(
    around: Surroundings, links: Links, drafts: Sequence[KpiDraft], remedies: Sequence[Sequence[Remedy]]
) -> list[KpiDraft]:
    """The drafts with what their own article, or the one of their credits, accounts for.

    `remedies` are, for each draft, the statements that its consequences come from.
    """
    homes = [
        frozenset({promise.article, *_articles_of_credits(around, draft, told)})
        for promise, draft, told in zip(links.promises, drafts, remedies, strict=True)
    ]
    attachments = frozenset(each.attachment for each in links.promises if each.attachment is not None)
    accounts = find_accounts(around, frozenset().union(*homes), attachments)
    accounts += find_definitions(around, {_term(each) for each in drafts})
    named = {each.sentence: _named(each, drafts) for each in accounts if each.kind is AccountKind.EARN_BACK}
    index = _Index(around, accounts)
    return [
        _with_own(
            around,
            draft,
            [
                each
                for each in index.soon(home, promise.attachment, _term(draft))
                if _belongs(around, each, draft, promise, home)
                and (not named.get(each.sentence) or _term(draft) in named[each.sentence])
            ],
        )
        for draft, promise, home in zip(drafts, links.promises, homes, strict=True)
    ]


class _Index:
    """Accounts by where they stand and what they define, so that no KPI is held against all of a contract."""

    def __init__(self, around: Surroundings, accounts: Sequence[Account]) -> None:
        self._accounts = accounts
        self._numbers: dict[tuple[str, object], list[int]] = {}
        for number, each in enumerate(accounts):
            keys: list[tuple[str, object]] = [("term", each.term)]
            if not each.term:
                attachment = around.attachment_of(each.sentence)
                keys = [("article", around.article_of(each.sentence)), ("attachment", attachment)]
            for key in keys:
                self._numbers.setdefault(key, []).append(number)

    def soon(self, articles: frozenset[int], attachment: int | None, term: str) -> list[Account]:
        """Those of some articles, of an attachment and of a term, in the order in which they were given."""
        keys: list[tuple[str, object]] = [("term", term), *(("article", each) for each in articles)]
        if attachment is not None:
            keys.append(("attachment", attachment))
        numbers = {number for key in keys for number in self._numbers.get(key, ())}
        return [self._accounts[number] for number in sorted(numbers)]


def _articles_of_credits(around: Surroundings, draft: KpiDraft, told: Sequence[Remedy]) -> Iterator[int]:
    """The articles in which it is said what follows, in sentences or in a table."""
    yield from (around.article_of(each.sentence) for each in told)
    for quote in draft.quotes:
        if quote.part == "consequence" and quote.start is not None:
            yield around.article_of(around.index_at(quote.start))


def _term(draft: KpiDraft) -> str:
    """What a KPI is called, in lower case."""
    return " ".join(draft.metric.lower().split())


def _named(account: Account, drafts: Sequence[KpiDraft]) -> set[str]:
    """The KPIs that a sentence calls by their names, if it calls any."""
    said = account.whole.lower()
    return {term for each in drafts if (term := _term(each)) in said and len(term) >= _SHORTEST_NAME}


def _belongs(
    around: Surroundings, account: Account, draft: KpiDraft, promise: Promise, home: frozenset[int]
) -> bool:
    if account.term or (account.sentence == promise.sentence and account.kind in _MEASURING):
        return True
    article = around.article_of(account.sentence)
    if account.kind not in _MEASURING:
        attachment = around.attachment_of(account.sentence)
        is_near = article in home or (attachment is not None and attachment == promise.attachment)
        return is_near and any(each.kind in SUMS for each in draft.consequences)
    if article != promise.article or not stems_of(account.whole) & promise.metric:
        return False
    return not _BILLS.search(account.whole) and _measures(account, draft.unit.startswith("%"))


def _measures(account: Account, is_share: bool) -> bool:
    """Whether a formula or an exclusion is of what is measured so: as a share, or otherwise."""
    if account.kind is AccountKind.FORMULA:
        return bool(_LEVEL.search(account.whole)) and is_share == bool(_SHARE.search(account.whole))
    stops = _STOPPAGE.search(account.words) or _RECKONED.search(account.whole)
    return bool(stops) and (is_share or not _SHARE.search(account.whole))


def _with_own(around: Surroundings, draft: KpiDraft, accounts: Sequence[Account]) -> KpiDraft:
    """Of several formulas or caps, the first counts."""
    by_kind = {kind: [each for each in accounts if each.kind is kind] for kind in AccountKind}
    formulas, caps = by_kind[AccountKind.FORMULA][:1], by_kind[AccountKind.CAP][:1]
    backs = by_kind[AccountKind.EARN_BACK][:1]
    exclusions = list({each.words: each for each in by_kind[AccountKind.EXCLUSION]}.values())
    exclusions = exclusions[:_MOST_EXCLUSIONS]
    quotes = [
        Quote.at(each.span, around.text, part=each.kind.value)
        for each in (*formulas, *exclusions, *caps, *backs)
    ]
    return draft.model_copy(
        update={
            "formula": draft.formula or (formulas[0].words if formulas else None),
            "exclusions": tuple(each.words for each in exclusions),
            "cap": caps[0].cap if caps else None,
            "earn_back": backs[0].words if backs else None,
            "quotes": (*draft.quotes, *quotes),
        }
    )
