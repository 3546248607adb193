"""The currency in which the contract is paid."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from fourcorners.domain.computation import Computation, Input
from fourcorners.domain.evidence import Quote
from fourcorners.domain.proof import Origin
from fourcorners.domain.span import Span
from fourcorners.domain.variable import TextValue, VariableDraft
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.facts.mentions import mentioning_any, needles
from fourcorners.extract.nlp.passages import OPENING_LENGTH, Passage, Passages
from fourcorners.extract.nlp.words import any_of
from fourcorners.values.money import find_money

NAME: Final = "currency"

_NAMES: Final = {
    "USD": r"U\.?S\.?A?\.? ?(?:dollars?|currency|funds|D(?!\w))|"
    r"united states (?:of america )?(?:dollars?|currency|funds)|USD|US\$|"
    r"american dollars|(?:lawful money|currency|legal tender|dollars) of the (?:united states|u\.?s\.?)",
    "EUR": r"euros?\b|EUR\b",
    "GBP": r"(?:UK |british )?pounds? sterling|sterling|GBP|british pounds|UK pounds",
    "CAD": r"canadian (?:dollars?|currency|funds)|CAD|CDN\$?|(?:lawful money|currency|dollars) of canada",
    "AUD": r"australian dollars?|AUD",
    "CHF": r"swiss francs?|CHF",
    "JPY": r"japanese yen|yen|JPY",
    "CNY": r"renminbi|RMB|CNY|chinese yuan",
    "HKD": r"hong kong dollars?|HKD|HK\$",
    "SGD": r"singapore dollars?|SGD",
    "NZD": r"new zealand dollars?|NZD",
    "INR": r"indian rupees?|INR",
    "ILS": r"(?:new )?israeli shekels?|NIS|ILS",
    "ZAR": r"south african rands?|ZAR",
}
_NAMED: Final = re.compile(
    r"(?<![\w$])(?:" + "|".join(f"(?P<{code}>{names})" for code, names in _NAMES.items()) + r")(?!\w)",
    re.IGNORECASE,
)
_NEEDLES: Final = needles(
    r"urrency\b", r"ollars\b", "DOLLARS", r"USD\b", r"US\$", r"uros?\b", r"EUR\b", r"terling\b", r"GBP\b",
    r"RMB\b",
    r"rancs?\b", r"CHF\b", r"CAD\b", r"AUD\b", r"JPY\b", r"[Yy]en\b", r"upees?\b", r"CNY\b", "enminbi",
    r"lawful\smoney",
)  # fmt: skip
_ALL_SUMS: Final = any_of(
    r"(?:all|any|each|every|the) (?:[\w-]+,? ){0,6}?(?:payments?|amounts?|sums?|prices?|fees?|charges?|"
    r"invoices?|monies|moneys|references?|"
    r"monetary|royalties|costs?|figures|consideration|rates|dollar)\b",
    r"(?:payments?|prices?|fees|amounts|invoices|charges|royalties|purchase price)",
    r"currency (?:of|for|shall|is|will|in which)", "payable", "paid", "expressed", "denominated",
    "references to",
)  # fmt: skip
_IN_IT: Final = re.compile(
    r"\b(?:in|to|are|is|be|of|means?|mean|using|and)(?: the)?(?: lawful (?:money|"
    r"currency))?(?: the)?(?: legal tender)?(?: currency)?"
    r"(?: of)?(?: immediately available)?(?: funds in)? ?[“\"(]?$",
    re.IGNORECASE,
)
_SETS: Final = any_of(
    r"(?:shall|will|must|are to|is to|to) be (?:\w+ ){0,3}?(?:made|paid|payable|invoiced|calculated|"
    r"expressed|denominated|stated|remitted|quoted|in)",
    r"(?:are|is|be) (?:\w+ ){0,2}?(?:payable|expressed|stated|denominated|quoted|in|invoiced|made|shown|"
    r"listed|due|fixed)",
    r"references? to\b[^.;]{0,60}?\b(?:are|is|shall|mean|refer|means)", r"refers? to", r"shall pay",
    "means?", r"currency (?:is|shall be|will be|of)",
    "pay(?:s|able)?", "mak(?:e|es|ing) (?:all |any )?payments?",
)  # fmt: skip
_CONVERSION: Final = any_of(
    r"convert\w*",
    r"conversion",
    r"exchange rates?",
    r"equivalent",
    r"translat\w+",
    "other than",
    r"rate of exchange",
    "foreign",
)
_STATES: Final = any_of(
    "shall", "will", "must", "may", "can", "cannot", "is", "are", "be", "was", "were", "has", "have", "had",
    "does", "do", "not", "means?", "equals?", "agrees?", "pays?", "paid", "payable", "undertakes?", "hereby",
    "exceeds?",
)  # fmt: skip
"""Words of a sentence that states something, as an order to whoever reads ("add a payment of") does not."""
_NEAR: Final = 300
_SIGN: Final = re.compile(r"[$€£](?=\s?\d)")
_CODE: Final = re.compile(r"(?:CAD|CNY|GBP|EUR|RMB|USD|AUD|JPY|CHF|SGD|HKD|INR)(?=\s?\$?\d)")
_BEFORE_DOLLAR: Final = re.compile(
    r"(?<![A-Za-z])(US\s?|U\.S\.\s?|USD\s?|C|CA|CAN|CDN|CAD|A|AU|AUD|NZ|HK|S|SG)$"
)
_DOLLARS: Final = {"C": "CAD", "A": "AUD", "N": "NZD", "H": "HKD", "S": "SGD", "U": "USD"}
_STATED: Final = 0.93
_WITH_CONVERSION: Final = 0.8
_ONLY_ONE: Final = 0.85
_AMERICAN: Final = 0.8
_BARE: Final = "$"
_A_STATE: Final = re.compile(
    r"\b(?:Delaware|New\sYork|California|Texas|Nevada|Florida|Illinois|Massachusetts|New\sJersey|Pennsylvania|Virginia|Washington|Oregon|Ohio|"
    r"Georgia|Colorado|Minnesota|Arizona|Michigan|Utah|Connecticut|Maryland|North\sCarolina|Tennessee|Missouri|Wisconsin|Indiana|Kansas|"
    r"Louisiana|Oklahoma|Idaho|Iowa|Kentucky|Nebraska|Alabama|South\sCarolina|Hawaii|Alaska|United\sStates)\b"
)
_ANOTHER_DOLLAR: Final = re.compile(
    r"\b(?:Canad(?:a|ian)|Ontario|British\sColumbia|Alberta|Quebec|Australian?|New\sZealand|Hong\sKong|Singapore|Taiwan|Jamaica|Bahamas|"
    r"Barbados|Bermuda|Cayman|Trinidad|Fiji|Mexic(?:o|an))\b"
)


def propose_currency(passages: Passages) -> list[VariableDraft]:
    """The ISO 4217 code of the currency that the contract fixes for payments, else of the only one it uses.

    A bare "$" is the dollar of the United States where the contract names a state of it and its opening no
    country with another dollar; the steps say so. Several currencies without a rule give no answer.
    """
    drafts = [draft for passage in mentioning_any(passages, _NEEDLES) for draft in _stated(passage, passages)]
    return most_telling(drafts) or list(_used(passages))


def _stated(passage: Passage, passages: Passages) -> Iterator[VariableDraft]:
    text = passage.text
    for match in _NAMED.finditer(text):
        before = text[max(0, match.start() - 260) : match.start()]
        if not _IN_IT.search(before) or not _ALL_SUMS.search(before) or not _SETS.search(before[-160:]):
            continue
        if _names_another(text, match) or find_money(text[max(0, match.start() - 40) : match.start()]):
            return
        confidence = _WITH_CONVERSION if _CONVERSION.search(text) else _STATED
        value = TextValue(text=str(match.lastgroup))
        yield passages.draft(NAME, value, confidence, passage.reading, match.span())
        return


def _names_another(text: str, match: re.Match[str]) -> bool:
    """Whether the sentence lets the parties pay in another currency just as well."""
    after = text[match.end() : match.end() + 40]
    other = _NAMED.search(after)
    return other is not None and other.lastgroup != match.lastgroup and " or " in after[: other.start() + 1]


def _used(passages: Passages) -> Iterator[VariableDraft]:
    """The only currency that amounts of the contract are in."""
    found: Counter[str] = Counter()
    first: dict[str, Span] = {}
    for code, span in _amounts(passages.source):
        if _is_term(span, passages):
            found[code] += 1
            first.setdefault(code, span)
    bare = found.pop(_BARE, 0)
    if len(found) > 1 or not (found or bare):
        return
    if found:
        code = next(iter(found))
        if bare and not code.endswith("D"):
            return
        yield _draft(code, first[code], _ONLY_ONE, None, passages)
        return
    dollar = passages.dollar or _american(passages)
    if dollar:
        sign = first[_BARE]
        yield _draft(dollar, sign, _AMERICAN, _reckoned(dollar, passages), passages)


def _is_term(amount: Span, passages: Passages) -> bool:
    """Whether the amount stands in a row, an item or a sentence that states something.

    What stands outside all sentences, as page furniture, notes and hidden words do, is no term.
    """
    sentence = passages.sentence_around(amount)
    if sentence == amount:
        return False
    start, end = max(sentence.start, amount.start - _NEAR), min(sentence.end, amount.end + _NEAR)
    is_whole = passages.source[sentence.end - 1] == "."
    return not is_whole or _STATES.search(passages.source, start, end) is not None


def _amounts(source: str) -> Iterator[tuple[str, Span]]:
    """The currencies of the amounts in figures, each with the place of its sign."""
    for sign in _SIGN.finditer(source):
        before = _BEFORE_DOLLAR.search(source, max(0, sign.start() - 6), sign.start())
        if sign[0] != "$":
            yield ("EUR" if sign[0] == "€" else "GBP"), Span(*sign.span())
        elif before:
            yield _DOLLARS[before[1][0]], Span(before.start(), sign.end())
        else:
            yield _BARE, Span(*sign.span())
    for code in _CODE.finditer(source):
        yield ("CNY" if code[0] == "RMB" else code[0]), Span(*code.span())


def _american(passages: Passages) -> str | None:
    if _ANOTHER_DOLLAR.search(passages.source, 0, OPENING_LENGTH) or not _A_STATE.search(passages.source):
        return None
    return "USD"


def _reckoned(code: str, passages: Passages) -> Computation:
    """How a bare "$" was read."""
    state = _A_STATE.search(passages.source)
    place = " ".join(state[0].split()) if state else code
    return Computation(
        expression="$",
        inputs=(Input(name="place named", value=place),),
        steps=(f'"$" in a contract that names {place}, and in its opening no other dollar = {code}',),
    )


def _draft(
    code: str, at: Span, confidence: float, computed: Computation | None, passages: Passages
) -> VariableDraft:
    return VariableDraft(
        name=NAME,
        value=TextValue(text=code),
        computed=computed,
        confidence=confidence,
        origin=Origin.NLP,
        quotes=(
            Quote.at(passages.sentence_around(at), passages.source),
            Quote.at(at, passages.source, part="value"),
        ),
    )
