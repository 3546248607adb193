"""The parties of a contract, their roles and the names they go by."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from fourcorners.domain.evidence import Quote
from fourcorners.domain.party import PartyDraft
from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.segment.introductions import introductions
from fourcorners.segment.letters import letter_parties
from fourcorners.segment.names import SUFFIX, name_at
from fourcorners.segment.roles import Usage, is_role, roles_at_work

_CUE: Final = re.compile(
    r"\b(?:by and between|by and among|between|among|amongst|BETWEEN|AMONG|BY AND BETWEEN"
    r"|BY AND AMONG|Between|By and Between"
    r"|entered into by|entered into with|made by|is made with|is with|Parties"
    r"|PARTIES)\b[\s:]*(?:the parties[\s:]*)?"
)
_END: Final = re.compile(
    r"\bWHEREAS\b|\bRECITALS?\b|\bBACKGROUND\b|WITNESSETH|NOW,? THEREFORE|agree as follows"
    r"|ARTICLE (?:I|1)\b|Section 1\b"
)
_LABELLED: Final = re.compile(
    r"(?:^|\n|\s{3,}|[.;:)] |\w (?=Party [A-D]\b))(?P<role>Party [A-D]|[A-Z][a-z]+(?: [A-Z][a-z]+)?"
    r"|[A-Z]{4,20})"
    r"\s?(?:\((?:the )?[\"“]?(?P<alias>[A-Z][\w ]{2,30})[\"”]?\)\s?)?[:：]\s{0,4}"
    r"(?P<name>[A-Z0-9][^\n:]{2,90}?)(?=\n|\s{2,}|$| (?:Registered )?Address| Legal Rep|,? an? |;"
    r"| Party [A-D]\b)"
)
_PARAGRAPH: Final = re.compile(
    r"(?:^|\n\s{0,200}|\s{3,})(?=[\w“\"][^\n]{3,300}?(?:\((?:the )?[\"“]|hereinafter))"
)
_BOTH: Final = re.compile(r"(?:,|\s)\s?(?:and|AND|&)\s+(?:the\s+)?")
_SUFFIXED: Final = re.compile(rf"\b{SUFFIX}\b\.?(?: \([^()]*\))?$")
_ORGANISED: Final = re.compile(rf"\b{SUFFIX}\b")
_ORGANISATION: Final = re.compile(rf"\b((?:[A-Z][\w&.’'-]{{0,40}},? ){{1,6}}{SUFFIX})\b\.?")
_ARTICLES: Final = re.compile(r"^(?:[A-Z]\. )?(?:[Tt]he|THE)\s")
_PRONOUNS: Final = frozenset({"we", "us", "our", "your", "ours", "yours"})
_COMMON_FIRST: Final = frozenset(
    {
        "american",
        "national",
        "first",
        "general",
        "united",
        "international",
        "new",
        "north",
        "south",
        "bank",
        "the",
    }
)
_HEAD: Final = 40_000
"""Characters from the beginning in which parties are introduced, behind any table of contents."""
_PASSAGE: Final = 5_000
_CUES: Final = 30


def find_parties(text: str, original: str) -> tuple[PartyDraft, ...]:
    """The parties in the order of their introduction; none where nothing tells.

    `text` is the text with furniture blanked, `original` the text that quotes are of. Tried in turn:
    an introduction with roles, the "we" and "you" of a letter, lines such as "Supplier: Acme Ltd", names
    without roles, and the roles that duties are given to.
    """
    best: list[PartyDraft] = []
    usage = Usage(original)
    passages: list[Reading] = []
    for start in _beginnings(text):
        passages.append(_passage(text, start))
        drafts = _introduced(passages[-1], original, usage)
        if not any(_ORGANISED.search(draft.names[0]) or draft.names[0].isupper() for draft in drafts):
            drafts = [draft for draft in drafts if is_role(draft.role)]
        if len(drafts) > len(best):
            best = drafts
        if len(best) > 1:
            return tuple(best)
    for found in (
        letter_parties(original),
        _labelled(text, original),
        _named(passages, original, best),
        _at_work(text, original, best),
    ):
        if len(found) > 1:
            return tuple(found)
        best = best or found
    return tuple(best)


def _beginnings(text: str) -> list[int]:
    """Where an introduction may begin: behind "between" and the like, then at paragraphs near the top."""
    cues = [cue.end() for cue, _ in zip(_CUE.finditer(text, 0, _HEAD), range(_CUES), strict=False)]
    return cues + [start.end() for start in _PARAGRAPH.finditer(text, 0, 4_000)]


def _passage(text: str, start: int) -> Reading:
    end = min(len(text), start + _PASSAGE)
    stop = _END.search(text, start + 1, end)
    return Reading.of(text, Span(start, max(start, stop.start() if stop else end)))


def _introduced(passage: Reading, original: str, usage: Usage) -> list[PartyDraft]:
    drafts: dict[str, PartyDraft] = {}
    # Two apostrophes are a quotation mark to some.
    for each in introductions(passage.text.replace("''", '" ')):
        if each.name and _is_roles(each.name):
            continue
        if not each.aliases:
            nameless = _nameless(each.name, original, passage.span(each.start, each.end))
            drafts.setdefault(nameless.role.lower(), nameless)
            continue
        candidates = [alias for alias in each.aliases if alias.lower() not in _PRONOUNS] or [each.aliases[0]]
        role = usage.usual_role(candidates)
        names = tuple(
            dict.fromkeys(filter(None, (each.name, *each.aliases, role, _short_name(each.name, original))))
        )
        span = passage.span(each.start, min(each.end, len(passage.text)))
        drafts.setdefault(
            role.lower(), PartyDraft(role=role, names=names, quotes=(Quote.at(span, original),))
        )
    return list(drafts.values())


def _is_roles(name: str) -> bool:
    """Whether what stands for a name is but what one calls a party: "The Company", "Buyer and Seller"."""
    words = re.split(r"\s(?:and|or)\s(?:the\s)?", _ARTICLES.sub("", name))
    return all(is_role(word) for word in words)


def _short_name(name: str, text: str) -> str | None:
    """The first word of a full name, where the contract uses it alone."""
    words = [word.strip(",.") for word in name.removeprefix("The ").removeprefix("THE ").split()]
    if len(words) < 2 or len(words[0]) < 3 or not words[0][0].isupper() or words[0].lower() in _COMMON_FIRST:
        return None
    for first in dict.fromkeys((words[0], words[0].capitalize())):
        alone = re.compile(rf"\b{re.escape(first)}(?:['’]s)? (?:shall|will|may|must|agrees|and|is|has|to)\b")
        if sum(1 for _ in zip(alone.finditer(text, 0, _HEAD), range(3), strict=False)) == 3:
            return first
    return None


def _labelled(text: str, original: str) -> list[PartyDraft]:
    """Parties introduced as "Supplier: Acme Inc."."""
    drafts: dict[str, PartyDraft] = {}
    for match in _LABELLED.finditer(text, 0, 8_000):
        role, name = match["role"], " ".join(match["name"].split())
        if role in drafts or not is_role(role):
            continue
        span = Span(match.start("role"), match.end("name"))
        names = tuple(filter(None, (name, role, match["alias"])))
        drafts[role] = PartyDraft(role=role, names=names, quotes=(Quote.at(span, original),))
    return list(drafts.values())


def _named(passages: Sequence[Reading], original: str, known: list[PartyDraft]) -> list[PartyDraft]:
    """Parties named without a role: "between Acme, Inc. and Beta LLC"."""
    for passage in passages:
        names = list(_names_at_head(passage.text[:600]))
        if len(names) > 1:
            drafts = [
                _nameless(name, original, passage.span(start, start + len(name))) for name, start in names[:4]
            ]
            taken = {name.lower() for draft in known for name in draft.names}
            return known + [draft for draft in drafts if draft.names[0].lower() not in taken]
    return known


def _names_at_head(head: str) -> Iterator[tuple[str, int]]:
    for start in (0, *(both.end() for both in _BOTH.finditer(head))):
        name = name_at(head, start)
        if name and _SUFFIXED.search(name) and len(name) + start <= len(head):
            yield name, start


def _nameless(name: str, original: str, span: Span) -> PartyDraft:
    role = _short_name(name, original) or name
    return PartyDraft(role=role, names=tuple(dict.fromkeys((name, role))), quotes=(Quote.at(span, original),))


def _first_named(role: str, text: str) -> tuple[Quote, ...]:
    words = r"\s+".join(re.escape(word) for word in role.split())
    first = re.search(rf"\b{words}\b", text, re.IGNORECASE)
    return (Quote.at(Span(*first.span()), text),) if first else ()


def _at_work(text: str, original: str, known: list[PartyDraft]) -> list[PartyDraft]:
    """Roles and names that the text gives duties to though it introduces no one, quoted where first named."""
    taken = {name.lower() for draft in known for name in draft.names}
    drafts = list(known)
    organisations = Counter(match[1] for match in _ORGANISATION.finditer(text))
    for role, aliases in roles_at_work(text, organisations):
        if role.lower() not in taken and len(drafts) < 2:
            names = tuple(dict.fromkeys((role, *aliases)))
            drafts.append(PartyDraft(role=role, names=names, quotes=_first_named(role, original)))
    return drafts
