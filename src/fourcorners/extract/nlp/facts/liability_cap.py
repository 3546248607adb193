"""The most that a party can be liable for."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.computation import Computation, Input
from fourcorners.domain.reading import Reading
from fourcorners.domain.span import Span
from fourcorners.domain.variable import PercentageValue, TextValue, Value, VariableDraft
from fourcorners.extract.nlp.facts.amounts import money_value
from fourcorners.extract.nlp.facts.blanks import BLANK, blank_value
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.facts.mentions import mentioning_any, needles
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, beginning_with, ending_in
from fourcorners.values.money import find_money
from fourcorners.values.percentages import find_percentages

NAME: Final = "liability_cap"

_NEEDLES: Final = needles(r"iab(?:le|ility|ilities)\b", "LIAB")
_LIMITS: Final = any_of(
    r"exceed(?:ing)?(?:,? (?:in (?:the )?aggregate|in total|on a cumulative basis|at any time),?)?",
    "(?:amounts? )?in excess of", "(?:greater|more|higher) than", r"(?:not|never) more than",
    r"(?:is|are|be|being|shall|expressly|strictly|hereby|further|and|therefore|event|agreement|hereunder) "
    r"limited(?:,? (?:in (?:the )?aggregate|in total|solely|exclusively),?)? to",
    "capped at", "up to a maximum of",
    r"maximum (?:\w+ )?liability\b[^.;]{0,220}? (?:is|shall be|will be)(?: (?:expressly )?limited to)?",
)  # fmt: skip
_NOT: Final = any_of("no", "not", "nor", "neither", "never", "cannot", "under any circumstances?")
_EXCEEDS: Final = re.compile(r"exceed|excess|(?:greater|more|higher) than", re.IGNORECASE)
_LIABILITY: Final = any_of(
    r"liab\w+",
    r"damages (?:under|arising|for)",
    "damage claims?",
    r"(?:remed(?:y|ies)|responsibility) (?:of|under|for|shall|hereunder)",
)
_ALL_OF_IT: Final = any_of(
    "aggregate", "total", "entire", "maximum", "cumulative", "overall", "whatsoever", "any cause",
    r"(?:under|of|to|with|hereunder|from|by) (?:this|the) (?:\w+ ){0,3}(?:agreement|contract|letter|terms)",
    "hereunder",
)  # fmt: skip
_OF_ONE_KIND: Final = any_of(
    r"indemnif\w+ (?:under|pursuant|obligations? (?:under|pursuant)|for)", "recall", r"delays?", "property",
    r"liquidated damages", "data breach", "personal data", "lost shipments?", r"reimburs\w+",
    r"costs? and expenses", "terminat(?:ion|ed|es)", "per claim", "deductible",
)  # fmt: skip
_OTHER_MATTER: Final = any_of(
    r"insur\w+", r"audit\w*", r"underpa\w+", r"polic(?:y|ies)", "carriers?", "interest", "taxes",
    r"escrow\w*", "contribut(?:e|ion)", r"tax liab\w+", "counsel", "attorneys", "securities",
)  # fmt: skip
_FINANCING: Final = any_of("prospectus", "registration statement", r"underwrit\w+", "liens?", "indebtedness")
_EXPRESSION_END: Final = re.compile(
    r"[;.](?=\s|$)|,? (?:except|provided|unless|even if|regardless|whether|nor|notwithstanding|and further|"
    r"in each case|it being|save)\b|,? (?:but|and) (?:shall|will|in no|this|the foregoing|such|for)\b|"
    r",? (?:and|or) neither\b",
    re.IGNORECASE,
)
_ONE_OF_TWO: Final = any_of(
    r"(?:greater|less[eo]r|higher|lower|larger|smaller|less|more|greatest|highest|lowest) of",
    r"(?:whichever|if) (?:\w+ ){0,3}(?:is |be )?(?:greater|less|lesser|lower|higher|larger|smaller)",
)
_BEFORE_AMOUNT: Final = ending_in(
    r"^[:,]? ?(?:an?|the|that|of|in|for|to|and|is|more|than|exceed\w*|not|equal|equivalent|aggregate|total|"
    r"maximum|cumulative|fixed|amount|sum|limit|cap|damages?|direct|actual|recoverable|payment|at|law|or|"
    r"equity|up|claims?|approximately|[:,( ]){0,24}"
)
_WHAT_IS_PAID: Final = any_of(
    r"pa(?:id|yable|yments?|ys?)", "fees?", "prices?", r"value", "charges?", "revenues?", "commissions?",
    "compensation", "consideration", "proceeds", r"times", "cost of (?:the )?(?:goods|products?|services)",
    "invoiced?", "amounts? (?:actually )?(?:received|due|owed)", "remuneration", "royalties",
    "profits? received", "that (?:sum|amount)",
    r"received",
)  # fmt: skip
_THAT_SUM: Final = re.compile(r" ?(?P<sum>(?:that|such|the same) (?:sum|amount|limit))\b", re.IGNORECASE)
_NO_CAP: Final = beginning_with(
    r"[:,]? ?(?:those|any|such|all|direct damages|actual damages|(?:the )?(?:repair|replacement|correction|"
    r"re-?performance|remed\w+|matters|claims)|one (?:separate |such )?(?:law )?firm)\b",
    rf" ?{BLANK} ?(?:after|days?|months?|years?)\b",
)
_HEADING: Final = re.compile(r"\bliabilit|\blimitations?\b|\bdamages\b|\bindemni")
_CAP_TAIL: Final = ".,;: "

_LOOK_BACK: Final = 700
_NEAR: Final = 260
_NEAR_LIABILITY: Final = 600
_LONGEST: Final = 420
_SECOND_LIMIT: Final = 90
_GENERAL: Final = 0.9
_SOME: Final = 0.75
_ONE_KIND: Final = 0.5
_ELSEWHERE: Final = 0.85
_IN_ATTACHMENT: Final = 0.85


def propose_liability_cap(passages: Passages) -> list[VariableDraft]:
    """The cap: money where the amount is fixed, a percentage of what is paid, else the expression as text.

    The general cap comes before one for a kind of claim; two of the same standing are both given.
    An amount that is left blank or was taken out of a public copy is not stated.
    """
    drafts = [draft for passage in mentioning_any(passages, _NEEDLES) for draft in _caps(passage, passages)]
    return most_telling(drafts)


def _caps(passage: Passage, passages: Passages) -> Iterator[VariableDraft]:
    """The first cap of a sentence, read with the items of the list that it may open."""
    reading = _with_items(passage, passages)
    limits = list(_LIMITS.finditer(reading.text, 0, len(passage.text)))
    for index, limit in enumerate(limits):
        if _is_said_again(reading.text, limit, limits[index + 1 : index + 2]):
            continue
        standing = _standing(reading.text, limit, passage)
        if standing and _THAT_SUM.match(reading.text, limit.end()):
            yield from _sum_before(passage, limit.end(), standing, passages)
            return
        cap = _cap(reading.text, limit.end(), passages) if standing else None
        if cap:
            value, at = cap
            share = _IN_ATTACHMENT if passages.is_attached(passage.clause) else 1.0
            yield passages.draft(NAME, value, standing * share, reading, at)
            return


def _sum_before(passage: Passage, start: int, standing: float, passages: Passages) -> Iterator[VariableDraft]:
    """The amount that "that sum" means: the only one of the sentence before."""
    before = passages.at(passage.sentence - 1) if passage.sentence else passage
    amounts = find_money(before.text)
    meant = _THAT_SUM.match(passage.text, start)
    if meant is None or len(amounts) != 1:
        return
    at = (amounts[0].start, amounts[0].end)
    value = money_value(amounts[0], before.text[slice(*at)], passages)
    draft = passages.draft(NAME, value, standing, before.reading, at)
    computed = Computation(
        expression=meant["sum"],
        inputs=(Input(name="the sentence before", value=value.text),),
        steps=(f'"{meant["sum"]}" = {value.text}, the only amount of the sentence before',),
    )
    quotes = (passages.quote(passage), draft.quotes[1])
    yield draft.model_copy(update={"computed": computed, "quotes": quotes})


def _is_said_again(text: str, limit: re.Match[str], following: list[re.Match[str]]) -> bool:
    """Whether the limit itself comes behind the next words of this kind: "limited to, and not to exceed,"."""
    if not following or following[0].start() - limit.end() > _SECOND_LIMIT:
        return False
    between = text[limit.end() : following[0].start()]
    return not _ONE_OF_TWO.search(between) and not find_money(between)


def _with_items(passage: Passage, passages: Passages) -> Reading:
    items = [passages.tree.sentences[item.sentence].span for item in passages.items(passage)]
    if not items:
        return passage.reading
    return passages.read(Span.hull([passages.tree.sentences[passage.sentence].span, *items[:6]]))


def _standing(text: str, limit: re.Match[str], passage: Passage) -> float:
    """How general the cap is; 0 where the words limit something else than liability."""
    before = text[max(0, limit.start() - _LOOK_BACK) : limit.start()]
    if _FINANCING.search(before):
        return 0.0
    is_told = _LIABILITY.search(before[-_NEAR_LIABILITY:]) or "liability" in limit[0].lower()
    if not is_told or _OTHER_MATTER.search(before[-_NEAR:]):
        return 0.0
    if _EXCEEDS.match(limit[0]) and not _NOT.search(before):
        return 0.0
    place = 1.0 if _HEADING.search(passage.heading) else _ELSEWHERE
    if _OF_ONE_KIND.search(before[-_NEAR:]):
        return _ONE_KIND * place
    return (_GENERAL if _ALL_OF_IT.search(before + limit[0]) else _SOME) * place


def _cap(text: str, start: int, passages: Passages) -> tuple[Value, tuple[int, int]] | None:
    """What stands behind the words that limit, as a value with its place; None where it is no cap."""
    whole = text[start : start + _LONGEST]
    stop = _EXPRESSION_END.search(whole)
    words = whole[: stop.start()] if stop else whole
    lead = len(words) - len(words.lstrip(_CAP_TAIL + ")"))
    words = words.strip(_CAP_TAIL).lstrip(")").strip(_CAP_TAIL)
    at = (start + lead, start + lead + len(words))
    if not words or _NO_CAP.match(text[at[0] : at[1] + 20]):
        return None
    if _ONE_OF_TWO.search(words):
        return (TextValue(text=words), at) if _states_a_sum(words) else None
    return _blank(text, words, at) or _amount(words, at, passages) or _share(words, at)


def _states_a_sum(words: str) -> bool:
    return bool(_WHAT_IS_PAID.search(words) or find_money(words) or re.search(BLANK, words))


def _blank(text: str, words: str, at: tuple[int, int]) -> tuple[Value, tuple[int, int]] | None:
    blank = re.search(rf"[$€£]?\s?{BLANK}", words)
    if blank is None or not _BEFORE_AMOUNT.search(words[: blank.start()]):
        return None
    if _WHAT_IS_PAID.search(words, blank.end()):
        return TextValue(text=words), at
    place = (at[0] + blank.start(), at[0] + blank.end())
    return blank_value(text, *place), place


def _amount(words: str, at: tuple[int, int], passages: Passages) -> tuple[Value, tuple[int, int]] | None:
    amounts = find_money(words)
    if not amounts or not _BEFORE_AMOUNT.search(words[: amounts[0].start]):
        return None
    found = amounts[0]
    place = (at[0] + found.start, at[0] + found.end)
    return money_value(found, words[found.start : found.end], passages), place


def _share(words: str, at: tuple[int, int]) -> tuple[Value, tuple[int, int]] | None:
    """A percentage of what is paid, or what is paid itself in the words of the contract."""
    if not _WHAT_IS_PAID.search(words):
        return None
    for found in find_percentages(words):
        if _BEFORE_AMOUNT.search(words[: found.start]) and words[found.end : found.end + 4].lower() == " of ":
            return PercentageValue(percent=found.value, text=words[found.start :]), (
                at[0] + found.start,
                at[1],
            )
    return TextValue(text=words), at
