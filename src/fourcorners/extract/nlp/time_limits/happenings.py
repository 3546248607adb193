"""What happens in the words of an event: "its receipt of such invoice" is the receipt of an invoice."""

import re
from typing import Final, NamedTuple

_VERBS: Final = {
    "receiv": "receipt",
    "deliver": "delivery",
    "terminat": "termination",
    "cancel": "termination",
    "expir": "expiration",
    "execut": "execution",
    "sign": "execution",
    "complet": "completion",
    "accept": "acceptance",
    "approv": "approval",
    "ship": "shipment",
    "pay": "payment",
    "paid": "payment",
    "submi": "submission",
    "issu": "issue",
    "install": "installation",
    "request": "request",
    "publish": "publication",
    "discover": "discovery",
    "learn": "discovery",
    "occur": "occurrence",
    "invoic": "invoice",
    "notif": "notice",
    "clos": "closing",
    "commenc": "commencement",
    "begin": "commencement",
    "launch": "launch",
    "settl": "settlement",
    "resolv": "resolution",
}
"""How a verb begins, and what it is called when it has happened."""
_NOUNS: Final = {
    **{noun: noun for noun in _VERBS.values()},
    "receiving": "receipt",
    "delivering": "delivery",
    "expiry": "expiration",
    "end": "expiration",
    "conclusion": "expiration",
    "close": "expiration",
    "signing": "execution",
    "signature": "execution",
    "cancellation": "termination",
    "notification": "notice",
    "demand": "request",
    "beginning": "commencement",
    "start": "commencement",
    "issuance": "issue",
    "arrival": "delivery",
    "completing": "completion",
    "discovering": "discovery",
    "learning": "discovery",
    "becoming aware": "discovery",
    "knowledge": "discovery",
    "awareness": "discovery",
    "effectiveness": "effectiveness",
    "anniversary": "anniversary",
    "date": "date",
    "day": "date",
    "rejection": "rejection",
    "return": "return",
    "determination": "determination",
    "entry": "entry",
    "breach": "breach",
    "sale": "sale",
    "release": "release",
}
_HAPPENS: Final = "|".join(sorted({*_NOUNS} - {"invoice", "date", "day", "end", "start", "close", "return"}))
_DETERMINER: Final = (
    r"(?:the|an?|its|his|her|their|our|your|such|any|each|every|all|this|that|these|those|said|either|both)"
)
_QUALIFIER: Final = (
    r"(?:un-?disputed|correct|valid|proper|properly|written|prior|complete|completed|original|applicable|relevant|"
    r"respective|actual|initial\s(?=notice|request|report)|final\s(?=invoice)|monthly|quarterly|annual|first|earlier|"
    r"early|due|successful|satisfactory|full|advance|reasonable|timely|then-current|aforesaid|aforementioned|"
    r"particular|(?:date|day)\s(?:on\s)?(?:which|that|when)|(?:date|day)(?=\s(?:the|an?|such|any|each|it|this)\s)|"
    rf"(?:effective\s)?(?:date|time)\sof(?=\s(?:{_DETERMINER}\s)?(?:[\w&.]+['’]s?\s)?(?:\w+\s)?(?:{_HAPPENS})\b))"
)
_LEADING: Final = re.compile(rf"(?:(?:{_DETERMINER}|{_QUALIFIER}|[\w&.]+['’]s?)\s)+", re.IGNORECASE)
_CLAUSE: Final = re.compile(
    r"(?P<subject>(?:[\w’'&-]+\s){1,8}?)(?:(?:is|are|was|were|has\sbeen|have\sbeen|being)\s(?:\w+ly\s)?|(?:has|have|had)\s)"
    r"(?P<verb>[a-z]{3,}(?:ed|d|en|n|t))\b",
)
_ACTIVE: Final = re.compile(
    r"(?:[\w’'&-]+\s){1,5}?(?:first\s)?(?P<verb>receives|gives|delivers|issues|learns|submits|discovers|requests|"
    r"accepts|signs|pays|notifies|completes)\s(?:of\s)?(?P<object>.+)"
)
_GIVES: Final = re.compile(
    r"(?:the\s)?(?:giving|delivery|service|sending)\s(?:of\s)?(?=.{0,30}\bnotice\b)", re.IGNORECASE
)
_GERUND: Final = re.compile(
    r"(?P<verb>receiving|delivering|completing|discovering|issuing|signing|executing|becoming\saware\sof)\s"
    r"(?P<object>(?!of\s).+)",
    re.IGNORECASE,
)
_BY: Final = re.compile(
    r"\sby\s(?:the\s|such\s|any\s|either\s)?(?:[A-Z][\w’'&-]*\s?){1,4}(?=\sof\b|$)|\sby\sit\b|\sthereof\b"
)
_OF: Final = re.compile(r"\s(?:of|for)\s|\s(?=(?:that|such)\b)", re.IGNORECASE)
_OBJECT_END: Final = re.compile(
    r"\s(?:from|by|in|under|for|which|that|with|to|at|on|describing|stating|issued|given|pursuant|as|who|setting|"
    r"containing|sent|made|due|required|specified|hereunder|thereof|referred|whichever|and\sany|together|including|"
    r"provided|submitted|delivered)\b.*$|\s?[,(\[].*$",
    re.IGNORECASE,
)
_OR: Final = re.compile(r"\s(?:or|and)\s")
_PAPER: Final = (
    r"(?:(?:master|framework|call-off|main|services?|supply|licen[sc]e|distribution|hosting)\s){0,2}"
    r"(?:agreement|contract|lease|licen[sc]e|sow|statement\sof\swork|hereof)"
)
_AGREEMENT: Final = re.compile(
    rf"(?:this|the|such|said|its)?\s?{_PAPER}(?:\s(?:for\sany\sreason|hereunder))?$", re.IGNORECASE
)
_TERM: Final = re.compile(
    r"(?:of\s)?(?:this|the|such|its)?\s?(?:(?:then[\s-])?current\s|applicable\s|"
    r"(?:initial|original)\s(?:term\s)?(?:or\s|and\s)(?:of\s)?(?:the\s|any\s|each\s|such\s)?(?:then[\s-]current\s)?"
    r"(?:renewal|extended|extension|renewed|additional|successive)\s)?"
    rf"(?:(?:term|contract\speriod)(?:\sof\s(?:this|the)\s{_PAPER})?|(?:initial\s)?(?:term|period)\sof\sthis\s{_PAPER})$",
    re.IGNORECASE,
)
_ENDS: Final = re.compile(
    r"(?:(?:the\s)?(?:date|day|time)\s(?:(?:on|at)\s)?(?:which|that|when)\s)?"
    rf"(?:(?:this|the|such|said|its)\s)?(?:{_PAPER}|(?:(?:then[\s-])?current\s)?term(?:\sof\sthis\s{_PAPER})?)\s"
    r"(?:otherwise\s)?(?P<ends>ends|expires|terminates|is\sdue\sto\s(?:end|expire)|comes\sto\san\send|"
    r"is\sterminated|ends\sor\sis\sterminated|expires\sor\s(?:is\sterminated|terminates))$",
    re.IGNORECASE,
)
_HEREOF: Final = re.compile(
    r"(?:the\s)?(?:date\s(?:hereof|first\s(?:above\s|set\s).*|(?:of|on)\s(?:this|the)\s(?:agreement|contract))"
    r"|agreement\sdate|date\sof\sthe\sagreement)$",
    re.IGNORECASE,
)
_TWO_QUALITIES: Final = re.compile(
    r"\b(valid|correct|proper|complete|accurate|undisputed),\s(?=[a-z])", re.IGNORECASE
)
_OCCASION: Final = re.compile(r"^(?:such|said|the|that)\s", re.IGNORECASE)
_PLURAL: Final = re.compile(r"(?<=[a-z]{2})(?<!s)(?<!u)(?<!i)s$")
AGREEMENT: Final = "agreement"
TERM: Final = "term"


class Happening(NamedTuple):
    """What happens, and to what: what two wordings of one event have in common."""

    head: str
    """What happens, as a noun; several in the order of the alphabet ("expiration or termination")."""
    object: str
    """What it happens to, in lower case and the singular; empty where nothing is named."""


def read_happening(words: str) -> Happening | None:
    """What the words of an event say happens; None where they tell of nothing that is known by a noun.

    >>> read_happening("its receipt of such undisputed invoices")
    Happening(head='receipt', object='invoice')
    >>> read_happening("the date the invoice is received")
    Happening(head='receipt', object='invoice')
    """
    words = _TWO_QUALITIES.sub(r"\1 ", " ".join(words.split()))
    if _HEREOF.match(words):
        return Happening("date", AGREEMENT)
    if ends := _ENDS.match(words):
        return Happening(_end_of(ends["ends"].lower()), AGREEMENT)
    bare = _BY.sub("", _GIVES.sub("", _without_lead(words)))
    if clause := _CLAUSE.match(bare):
        return Happening(_noun_of(clause["verb"]) or clause["verb"].lower(), _object(clause["subject"]))
    if gerund := _GERUND.match(bare):
        return Happening(_noun_of(gerund["verb"]) or "discovery", _object(gerund["object"]))
    if active := _ACTIVE.match(bare):
        noun = _noun_of(active["verb"])
        return Happening(noun, _object(active["object"])) if noun else Happening("notice", "")
    return _nominal(bare)


def _end_of(verb: str) -> str:
    """A contract that ends has expired, unless somebody ended it."""
    if "terminat" not in verb:
        return "expiration"
    return "expiration or termination" if " or " in verb else "termination"


def bare_object(words: str) -> str:
    """What something happens to, without what follows it and what ties it to one occasion.

    >>> bare_object("such termination to the other party")
    'termination'
    """
    return _OBJECT_END.sub("", _OCCASION.sub("", words)).strip()


def _nominal(words: str) -> Happening | None:
    """ "receipt of the invoice", "expiration or earlier termination of this Agreement", "invoice date"."""
    split = _OF.search(words)
    head, rest = (words[: split.start()], words[split.end() :]) if split else (words, "")
    heads = [_NOUNS.get(_OBJECT_END.sub("", _without_lead(each)).lower()) for each in _OR.split(head)]
    if _OBJECT_END.search(head):
        rest = ""
    known = sorted({each for each in heads if each})
    if len(known) == len(set(heads)) and known:
        return Happening(" or ".join(known), _object(rest) or _implied(known))
    nouns = _OBJECT_END.sub("", head).lower().split()
    if len(nouns) < 2 or nouns[-1] not in _NOUNS:
        return None
    named, of = _object(" ".join(nouns[:-1])), _object(rest)
    return Happening(_NOUNS[nouns[-1]], f"{named} of {of}" if of not in {"", AGREEMENT} else named)


def _implied(heads: list[str]) -> str:
    """What ends or is signed where nothing is named: the contract itself."""
    return AGREEMENT if set(heads) <= {"termination", "expiration", "execution"} else ""


def _object(words: str) -> str:
    words = words.strip()
    if _AGREEMENT.match(words):
        return AGREEMENT
    if _TERM.match(words):
        return TERM
    bare = _OBJECT_END.sub("", _without_lead(words)).strip().lower()
    return _PLURAL.sub("", bare)


def _without_lead(words: str) -> str:
    lead = _LEADING.match(words)
    return words[lead.end() :] if lead and lead.end() < len(words) else words


def _noun_of(verb: str) -> str | None:
    return next((noun for start, noun in _VERBS.items() if verb.lower().startswith(start)), None)
