"""The least cover that a party has to keep, a line of insurance at a time."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.evidence import Quote
from fourcorners.domain.variable import Value, VariableDraft
from fourcorners.extract.nlp.facts.amounts import money_value
from fourcorners.extract.nlp.facts.blanks import BLANK, blank_value
from fourcorners.extract.nlp.facts.mentions import mentioning_any, needles
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, ending_in
from fourcorners.values.money import find_money

NAME: Final = "insurance_minimum"
LINE: Final = "line_of_insurance"
"""The part of the evidence that names the line."""

_LINE: Final = any_of(
    r"(?:(?:commercial|comprehensive|broad form|general|public|employers?['’]?s?['’]?|professional|"
    r"product|products|"
    r"automobile|auto|motor|vehicle|business|umbrella|excess|cyber|network|security|privacy|media|environmental|"
    r"pollution|contractual|third[ -]party|third|party|technology|marine|aviation|hangarkeepers?|"
    r"completed|operations|"
    r"personal|and|or|&|clinical|trials?|advertising|injury|data|garage|liquor|protective|primary|"
    r"employment|practices|fiduciary|directors['’]?|officers['’]?|umbrella/excess|excess/umbrella|product/completed|"
    r"general/products|bodily)[ /,-]{1,2}){1,7}(?:liability|indemnity)",
    r"workers?['’]?s?['’]?[ -]compensation", r"workmen['’]?s['’]? compensation",
    r"errors? (?:and|&|or) omissions?", "E&O", "professional indemnity", r"product recall",
    "clinical trials?",
    r"(?:commercial |blanket |employee )?(?:crime|fidelity|dishonesty)(?: bond| coverage)?",
    "umbrella(?:/excess)?",
    r"(?:(?:all[ -]risks?|real|personal|commercial) ){0,2}property(?: damage)? insurance",
    "property all risks?",
    "business interruption",
    r"(?:cyber|privacy|network security|data breach)(?: (?:risk|security|insurance))?",
    r"(?:marine )?cargo", "fire (?:damage|legal|insurance)", r"life insurance", "key[ -]man",
    "medical (?:payments?|expense)",
    "title insurance", "builders?['’]? risk", r"automobile insurance", "auto insurance", "malpractice",
    r"general (?:public )?liability", "products? liability", r"liability(?= (?:insurance|coverage|polic))",
)  # fmt: skip
_NEEDLES: Final = needles(
    r"nsur(?:ance|ed|ing|e)\b", "INSUR", r"iability\b", "LIABILITY", r"overages?\b", "mbrella", "missions"
)
_INSURED: Final = any_of(
    r"insur(?:ance|ed|ing|es?)", "coverages?", r"polic(?:y|ies)", "limits?", "per occurrence",
    "each occurrence",
    "umbrella", "aggregate",
)  # fmt: skip
_LEAST: Final = any_of(
    "not less than", "no less than", "at least", r"minimum\w*", "limits?", "in the (?:amount|sum)s? of",
    "in amounts? of", "coverages?", "per occurrence", "each occurrence", "per claim", "each claim",
    "combined single",
    "aggregate", "each accident", "per accident", "not lower than", "any one", "or more", "insured",
    "each event",
    "per event", "per incident", "per person", "total of", "up to", "occurrence", "one occurrence",
)  # fmt: skip
_NOT_THE_LEAST: Final = ending_in(
    r"(?:deductibles?|retentions?|self-insured|premiums?|excess of|not (?:to )?exceed\w*|more than|"
    r"greater than|"
    r"no more than|assets of|surplus of|size of|fee of|sublimit of)\b[^.;]{0,40}"
)
_ABOUT_INSURERS: Final = any_of(
    r"reinsur\w+", "annuit(?:y|ies)", "policyholders?", "ceding", "FDIC",
    "policy owners?", "underwrit(?:er|ing agreement)",
    r"liabilit(?:y|ies) (?:of|to)\b[^.;]{0,80}? (?:not exceed|limited)",
)  # fmt: skip
_KEEPS: Final = any_of(
    r"maintain\w*", r"carr(?:y|ies|ied)", r"obtain\w*", r"procure\w*", r"keep\w*", r"provid\w+", r"insurance",
    r"hold", r"effect", r"purchase", "covered", "take out", r"coverages?", "insured?", r"furnish\w*",
    "limits?",
)  # fmt: skip
_HEADING: Final = re.compile(r"\binsur|\bcoverage")
_BLANK_AMOUNT: Final = re.compile(rf"[$€£] ?(?:{BLANK}|(?=\)))")
_JOINS: Final = re.compile(r"(?:(?:and|or|&|excess of) )+", re.IGNORECASE)
_SIGN: Final = re.compile(r"[$€£¥]|\d,\d{3}|\b(?:million|thousand|RMB|euros?)\b", re.IGNORECASE)
_COVERAGE_FOR: Final = re.compile(
    r" (?:(?:of|in|for) )?(?:coverage |insurance |cover )?(?:(?:of|in|for) )?", re.IGNORECASE
)
_INCLUDES: Final = re.compile(
    r"\b(?:includ\w+|cover(?:ing|s|age for)|such as|protecting|for|containing|endorse\w+)\b", re.IGNORECASE
)
_JOINED: Final = re.compile(r" ?(?:insurance|coverage|polic(?:y|ies))?,? (?:and|&) ?", re.IGNORECASE)
_EXCEPT: Final = re.compile(r"\bexcept\b", re.IGNORECASE)

_UNDER_ITS_HEADING: Final = 0.9
_ELSEWHERE: Final = 0.8
_UNNAMED: Final = 0.6
_AHEAD: Final = 90
_MOST: Final = 12


class _Cover(NamedTuple):
    passage: Passage
    value: Value
    at: tuple[int, int]
    line: tuple[int, int] | None
    """Where the line of insurance is named in the same sentence."""
    name: str
    """The line in lower case; empty where the sentence names none."""


def propose_insurance_minimum(passages: Passages) -> list[VariableDraft]:
    """One amount for each line of insurance, the first that the contract gives for it: that of one event.

    The evidence has a part `line_of_insurance`, the name of the line as printed, where the sentence names
    one. An amount left blank is not stated.
    """
    first: dict[str, _Cover] = {}
    for passage in mentioning_any(passages, _NEEDLES):
        for cover in _covers(passage, passages):
            first.setdefault(cover.name, cover)
    if len(first) > 1:
        first.pop("", None)
    return [_draft(cover, passages) for cover in list(first.values())[:_MOST]]


def _covers(passage: Passage, passages: Passages) -> Iterator[_Cover]:
    text = passage.text
    if not _SIGN.search(text):
        return
    is_under = _HEADING.search(passage.heading) is not None
    if not (_INSURED.search(text) or is_under) or _ABOUT_INSURERS.search(text):
        return
    names = [_named(match) for match in _LINE.finditer(text)]
    lines: list[tuple[int, int]] = []
    reached = 0
    for value, at in _amounts(text, passages):
        if _is_least(text, at, is_under):
            lines = _lines_of(at, names, reached, text) or lines
            reached = at[1]
            for line in lines:
                yield _Cover(passage, value, at, line, _folded(text, line))
            if not lines and is_under and _INSURED.search(text):
                yield _Cover(passage, value, at, None, "")


def _named(line: re.Match[str]) -> tuple[int, int]:
    """The name of a line without the word that joins it to the one before."""
    joined = _JOINS.match(line[0])
    return line.start() + (joined.end() if joined else 0), line.end()


def _amounts(text: str, passages: Passages) -> list[tuple[Value, tuple[int, int]]]:
    """The amounts of a sentence and the blanks for one, each with its place, in order."""
    amounts: list[tuple[Value, tuple[int, int]]] = [
        (money_value(found, text[found.start : found.end], passages), (found.start, found.end))
        for found in find_money(text)
        if found.value.amount >= 1000
    ]
    blanks = [match.span() for match in _BLANK_AMOUNT.finditer(text)]
    return sorted([*amounts, *((blank_value(text, *at), at) for at in blanks)], key=lambda amount: amount[1])


def _is_least(text: str, at: tuple[int, int], is_under: bool) -> bool:
    before, after = text[max(0, at[0] - 130) : at[0]], text[at[1] : at[1] + 90]
    if _NOT_THE_LEAST.search(before) or _EXCEPT.search(before):
        return False
    if not _LEAST.search(before) and not _LEAST.search(after):
        return False
    return is_under or bool(_KEEPS.search(text))


def _lines_of(
    at: tuple[int, int], names: list[tuple[int, int]], reached: int, text: str
) -> list[tuple[int, int]]:
    """The lines that an amount is for: named right behind it, else since the amount before, else soon after.

    What a line includes ("general liability insurance, including product liability") is not another line;
    two that are joined ("general liability insurance and product liability insurance") have one amount.
    """
    beside = _COVERAGE_FOR.match(text, at[1])
    next_to = [name for name in names if beside and name[0] == beside.end()]
    if next_to:
        return next_to[:1]
    heads: list[tuple[int, int]] = []
    for name in (name for name in names if reached <= name[0] and name[1] <= at[0]):
        between = text[heads[-1][1] : name[0]] if heads else ""
        if heads and _INCLUDES.search(between):
            continue
        heads = [*heads, name] if heads and _JOINED.fullmatch(between) else [name]
    if heads or reached:
        return heads
    return [name for name in names if at[1] <= name[0] < at[1] + _AHEAD][:1]


def _folded(text: str, line: tuple[int, int] | None) -> str:
    return re.sub(r"[^a-z]+", " ", text[slice(*line)].lower()).strip() if line else ""


def _draft(cover: _Cover, passages: Passages) -> VariableDraft:
    is_under = _HEADING.search(cover.passage.heading) is not None
    standing = (_UNDER_ITS_HEADING if is_under else _ELSEWHERE) if cover.line else _UNNAMED
    draft = passages.draft(NAME, cover.value, standing, cover.passage.reading, cover.at)
    if cover.line is None:
        return draft
    named = Quote.at(cover.passage.reading.span(*cover.line), passages.source, part=LINE)
    return draft.model_copy(update={"quotes": (*draft.quotes, named)})
