"""The named events of a contract: what its deadlines hang on, each under one name."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from fourcorners.domain.clause import ClauseTree
from fourcorners.domain.document import Document
from fourcorners.domain.evidence import Quote
from fourcorners.domain.named_event import NamedEventDraft, Occurrence
from fourcorners.domain.obligation import ObligationDraft
from fourcorners.domain.span import Span
from fourcorners.domain.variable import VariableDraft
from fourcorners.extract.nlp.defined_dates import tie_terms
from fourcorners.extract.nlp.event_mentions import Mention, Mentions
from fourcorners.extract.nlp.event_occurrences import FIRST, comes_once
from fourcorners.extract.nlp.time_limits.happenings import AGREEMENT, TERM, Happening, bare_object

_ARTICLE: Final = re.compile(
    r"^(?:(?:the|an?|such|any|each|every|its|their|your|our|said|this|that)\s)+", re.IGNORECASE
)
_ALTERNATIVES: Final = re.compile(
    r"\b(?:earlier|earliest|later|latest)\s(?:to\soccur\s)?of\b|\bto\soccur\b", re.IGNORECASE
)
_DATED: Final = re.compile(
    r"\b(?:made|entered\sinto|dated|date\s(?:hereof|of\s(?:this|the)\s\w+|first)|executed|signed|execution|signature)\b",
    re.IGNORECASE,
)
_SIGNED: Final = re.compile(r"\b(?:executed|signed|execution|signature|signing)\b", re.IGNORECASE)
_EFFECTIVE: Final = Happening("date", "effective")
_DATE_OF_AGREEMENT: Final = Happening("date", AGREEMENT)
_EXECUTION: Final = Happening("execution", AGREEMENT)
_DEICTIC: Final = re.compile(
    r"(?<!any\s)\b(?:such|said)\b(?=\s\w)|\bthat(?=\s(?:\w+\s)?(?:month|quarter|year|week|period)\b)",
    re.IGNORECASE,
)
"""What ties a name to one sentence: "completion of such payment"."""
_OWNED: Final = re.compile(r"['’]")
_GIVEN_OF: Final = re.compile(r"\sof\s(?P<object>.+)$")
_END: Final = Happening("expiration", TERM)
_ENDS: Final = re.compile(r"\s(?:ends?|expires?)$", re.IGNORECASE)
"""A clause, which is no name of the end of a contract."""
_VARIABLES: Final = {
    _EFFECTIVE: "effective_date",
    _DATE_OF_AGREEMENT: "agreement_date",
    _END: "expiration_date",
    Happening("expiration", "initial term"): "expiration_date",
    Happening("date", "expiration"): "expiration_date",
    Happening("date", "expiry"): "expiration_date",
}
_UNCOUNTED: Final = frozenset(
    {
        "information",
        "evidence",
        "notice",
        "equipment",
        "software",
        "data",
        "documentation",
        "payment",
        "consent",
    }
)
_MOST_OBJECT_WORDS: Final = 2
_DETERMINED: Final = r"(?:the|an?|any|such|each|every|its|this|that|their|your|our)"
_NAMED_BY_OBJECT: Final = frozenset(
    {"receipt", "delivery", "issue", "submission", "shipment", "approval", "rejection"}
)
"""Heads of events that are named with an article of their own: "receipt of an invoice"."""


class _Key(NamedTuple):
    """What the mentions of one event have in common."""

    event: Happening | str
    actor: str | None = None
    clause: int | None = None
    """Set where the same words mean another event in each clause."""
    sentence: int | None = None


class _Anchor(NamedTuple):
    """An anchor of a deadline with its place, and what it says happens."""

    words: str
    key: _Key
    mention: Mention
    quote: Quote


def name_events(
    document: Document,
    tree: ClauseTree,
    drafts: Sequence[ObligationDraft],
    variables: Sequence[VariableDraft] = (),
) -> tuple[tuple[ObligationDraft, ...], tuple[NamedEventDraft, ...]]:
    """The drafts with the event that each deadline hangs on, and the events in the order of the text.

    `variables` are those that the contract states. An anchor that only points back ("such date") hangs on no
    event: its deadline stays an expression. Words that mean another thing in each clause ("notice") are an
    event for each clause, with its number in brackets.
    """
    mentions = Mentions(tree)
    same = _definitions(document, tree)
    anchors = [_anchor(draft, mentions.read(draft), document.text, same) for draft in drafts]
    groups: dict[_Key, list[_Anchor]] = {}
    for anchor in filter(None, anchors):
        groups.setdefault(anchor.key, []).append(anchor)
    terms = {definition.term.lower(): definition.term for definition in tree.definitions}
    names = _names(groups, terms, tree)
    stated = _Stated.of(document, tree, variables)
    events = tuple(_event(names[key], group, stated) for key, group in groups.items())
    named = (
        draft if anchor is None else _hung(draft, names[anchor.key])
        for draft, anchor in zip(drafts, anchors, strict=True)
    )
    return tuple(named), _joined(events)


class _Stated(NamedTuple):
    """The variables that state dates."""

    names: frozenset[str]
    of_terms: Mapping[str, str]

    @classmethod
    def of(cls, document: Document, tree: ClauseTree, variables: Sequence[VariableDraft]) -> "_Stated":
        names = frozenset(variable.name for variable in variables)
        return cls(names, tie_terms(document, tree, variables))

    def variable(self, name: str, event: Happening | str) -> str | None:
        """The variable that states the date of an event: by its term, else by what happens."""
        by_sense = _VARIABLES.get(event) if isinstance(event, Happening) else None
        return by_sense if by_sense in self.names else self.of_terms.get(name.lower())


def _hung(draft: ObligationDraft, name: str) -> ObligationDraft:
    return draft.model_copy(update={"deadline": draft.deadline.model_copy(update={"event": name})})


def _anchor(
    draft: ObligationDraft, mention: Mention | None, text: str, same: dict[Happening, Happening]
) -> _Anchor | None:
    words = draft.deadline.anchor
    if mention is None or words is None:
        return None
    happening = None if _ALTERNATIVES.search(mention.words) else mention.happening
    event: Happening | str = _folded(mention.words) if happening is None else _united(happening, same)
    if mention.act and isinstance(event, Happening):
        event = event._replace(object=mention.act)
    actor = mention.actor.casefold() if mention.actor else None
    return _Anchor(
        words,
        _Key(event, actor, mention.clause, mention.sentence),
        mention,
        _quote(words, draft.quotes, text),
    )


def _united(happening: Happening, same: dict[Happening, Happening]) -> Happening:
    """The event under its first name: the contract ends with its term, and dates may be defined as one."""
    if happening == Happening("expiration", AGREEMENT):
        return _END
    return same.get(happening, happening)


def _definitions(document: Document, tree: ClauseTree) -> dict[Happening, Happening]:
    """Dates that the contract defines as its Effective Date, and the signing that is its date."""
    for definition in tree.definitions:
        if definition.term.lower() != "effective date":
            continue
        words = definition.definition.of(document.text)
        same = {_DATE_OF_AGREEMENT: _EFFECTIVE} if _DATED.search(words) else {}
        return same | ({_EXECUTION: _EFFECTIVE} if _SIGNED.search(words) else {})
    return {}


def _quote(anchor: str, quotes: Sequence[Quote], text: str) -> Quote:
    """The words of an anchor where they stand: in the limit, the stem or the sentence that was quoted."""
    spaced = re.compile(r"\s+".join(map(re.escape, anchor.split())))
    for quote in sorted(quotes, key=lambda each: each.part != "deadline"):
        found = spaced.search(quote.exact)
        if found and quote.start is not None:
            return Quote.at(Span(quote.start + found.start(), quote.start + found.end()), text)
    return quotes[0].model_copy(update={"part": None})


def _names(
    groups: Mapping[_Key, Sequence[_Anchor]], terms: Mapping[str, str], tree: ClauseTree
) -> dict[_Key, str]:
    """A name for each event; those of one clause bear its number, or one of their own where it has none."""
    names: dict[_Key, str] = {}
    given = Counter[str]()
    for key, group in groups.items():
        name = _name(key.event, group[0].mention, terms)
        if key.clause is not None:
            path = _path(tree, key.clause)
            name = f"{name} ({path})" if path else name
            given[name] += 1
            name = f"{name}, no. {given[name]}" if given[name] > 1 else name
        names[key] = name
    return names


def _path(tree: ClauseTree, clause: int) -> str:
    """The number of a clause, or of the one around it."""
    index: int | None = clause
    while index is not None and not tree.clauses[index].path:
        index = tree.clauses[index].parent
    return tree.clauses[index].path if index is not None else ""


def _name(key: Happening | str, mention: Mention, terms: Mapping[str, str]) -> str:
    """The defined term where the anchor is one; else its words, without what ties them to one occasion."""
    whole = " ".join(mention.words.split())
    bare = _DEICTIC.sub("the", _ARTICLE.sub("", whole) or whole)
    if bare.lower() in terms:
        return terms[bare.lower()]
    if not isinstance(key, Happening):
        return bare
    if key == _EFFECTIVE:
        return "Effective Date"
    if key == _END and _ENDS.search(bare):
        return "end of this Agreement"
    if key.head in {"notice", "request"} and (mention.actor or not key.object):
        return _given_name(key, mention, bare)
    return _happening_name(key, bare)


def _given_name(key: Happening, mention: Mention, bare: str) -> str:
    """ "notice of termination by Customer", "request by Owner"."""
    head = "demand" if bare.lower().endswith("demand") else key.head
    of = _GIVEN_OF.search(bare)
    told = mention.act or (bare_object(of["object"]) if of and key.object else "")
    by = f" by {mention.actor}" if mention.actor else ""
    return f"{head} of {told}{by}" if told else f"{head}{by}"


def _happening_name(key: Happening, bare: str) -> str:
    if not key.object and key.head != "date":
        return key.head if bare.lower().split()[-1:] == [key.head] and _OWNED.search(bare) is None else bare
    if key.object == AGREEMENT and key.head != "date":
        return f"{key.head} of this Agreement"
    is_plain = key.head in _NAMED_BY_OBJECT and 0 < len(key.object.split()) <= _MOST_OBJECT_WORDS
    return (
        f"{key.head} of {_with_article(_as_written(key.object, bare))}"
        if is_plain and FIRST.search(bare) is None and _is_determined(key.object, bare)
        else bare
    )


def _as_written(noun: str, words: str) -> str:
    """A noun with the capitals of a defined term."""
    found = re.search(re.escape(noun), words, re.IGNORECASE)
    return found[0] if found else noun


def _is_determined(noun: str, words: str) -> bool:
    """Whether the words speak of a thing that there are many of: "the invoice", not "goods" or "payment"."""
    determined = re.search(
        rf"\b{_DETERMINED}\s(?:[\w-]+,?\s){{0,2}}?{re.escape(noun)}\b", words, re.IGNORECASE
    )
    return " of " not in noun and (determined is not None or noun in _UNCOUNTED)


def _with_article(noun: str) -> str:
    if noun.rsplit(maxsplit=1)[-1] in _UNCOUNTED:
        return noun
    return f"an {noun}" if noun[0].lower() in "aeiou" else f"a {noun}"


def _event(name: str, group: Sequence[_Anchor], stated: _Stated) -> NamedEventDraft:
    first: dict[str, Quote] = {}
    for anchor in group:
        first.setdefault(anchor.words, anchor.quote)
    event = group[0].key.event
    variable = stated.variable(name, event)
    is_once = (
        variable is not None
        or event in _VARIABLES
        or comes_once(event, [anchor.mention.words for anchor in group])
    )
    return NamedEventDraft(
        name=name,
        occurrence=Occurrence.ONCE if is_once else Occurrence.EACH_TIME,
        anchors=tuple(first),
        variable=variable,
        quotes=tuple(first.values()),
    )


def _joined(events: Iterable[NamedEventDraft]) -> tuple[NamedEventDraft, ...]:
    """Events of one name as one: a name stands for one event of a contract."""
    by_name: dict[str, NamedEventDraft] = {}
    for event in events:
        known = by_name.get(event.name)
        by_name[event.name] = event if known is None else _with_anchors(known, event)
    return tuple(by_name.values())


def _with_anchors(known: NamedEventDraft, other: NamedEventDraft) -> NamedEventDraft:
    quotes = dict(zip((*known.anchors, *other.anchors), (*known.quotes, *other.quotes), strict=True))
    return known.model_copy(update={"anchors": tuple(quotes), "quotes": tuple(quotes.values())})


def _folded(anchor: str) -> str:
    return _ARTICLE.sub("", " ".join(anchor.lower().split()))
