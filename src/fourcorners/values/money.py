"""Amounts of money: "$1,250,000.00", "USD 5 million", "five hundred dollars ($500)"."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from fourcorners.domain.record import Record
from fourcorners.values.found import Found
from fourcorners.values.numbers import figures_at, find_numbers
from fourcorners.values.restated import join_restated, take_number_before


class Money(Record):
    """An amount in a currency."""

    amount: Decimal
    currency: str | None
    """ISO 4217; null where the symbol leaves it open, as a bare "$" does."""
    symbol: str
    """The sign, code or word that names the currency, as it stands in the text."""


_CODE: Final = (
    r"AED|ARS|AUD|BGN|BHD|BRL|CAD|CHF|CLP|CNY|COP|CZK|DKK|EGP|EUR|GBP|GHS|HKD|HUF|IDR|ILS|INR|ISK|JPY|KES|"
    r"KRW|KWD|MAD|MXN|MYR|NGN|NOK|NZD|OMR|PEN|PGK|PHP|PKR|PLN|QAR|RON|RSD|RUB|SAR|SEK|SGD|THB|TRY|TWD|UAH|"
    r"USD|VND|ZAR|ZMW|ATS|BEF|DEM|ESP|FIM|FRF|GRD|IEP|ITL|NLG|PTE"
)
_SYMBOLS: Final = {
    "US$": "USD",
    "U.S.$": "USD",
    "U.S. $": "USD",
    "USD$": "USD",
    "USD $": "USD",
    "US $": "USD",
    "C$": "CAD",
    "CA$": "CAD",
    "CAN$": "CAD",
    "CDN$": "CAD",
    "CAD$": "CAD",
    "A$": "AUD",
    "AU$": "AUD",
    "AUD$": "AUD",
    "NZ$": "NZD",
    "HK$": "HKD",
    "S$": "SGD",
    "SG$": "SGD",
    "NT$": "TWD",
    "R$": "BRL",
    "MX$": "MXN",
    "€": "EUR",
    "EURO": "EUR",
    "EUROS": "EUR",
    "£": "GBP",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₪": "ILS",
    "₦": "NGN",
    "RMB": "CNY",
    "RMB¥": "CNY",
    "US DOLLARS": "USD",
    "U.S. DOLLARS": "USD",
    "POUNDS STERLING": "GBP",
    "$": None,
    "¥": None,
    "RS.": None,
    "RS": None,
}
_WORDS: Final = {
    r"(?:US|U\.S\.|United States|American)\s+dollars?": "USD",
    r"dollars?(?:\s+\(?(?:US|U\.S\.|USD|in lawful money of the United States)(?!\s?\$)\)?)": "USD",
    r"Canadian\s+dollars?": "CAD",
    r"Australian\s+dollars?": "AUD",
    r"New Zealand\s+dollars?": "NZD",
    r"Hong Kong\s+dollars?": "HKD",
    r"Singapore\s+dollars?": "SGD",
    r"(?:UK\s+|British\s+)?pounds?\s+sterling|(?:UK|British)\s+pounds?": "GBP",
    r"euros?": "EUR",
    r"Swiss\s+francs?": "CHF",
    r"(?:Japanese\s+)?yen": "JPY",
    r"renminbi|(?:Chinese\s+)?yuan(?:\s+renminbi)?": "CNY",
    r"Indian\s+rupees?": "INR",
    r"(?:South\s+African\s+)?rands?": "ZAR",
    r"(?:new\s+)?(?:Israeli\s+)?shekels?": "ILS",
    r"Deutsche\s+marks?": "DEM",
    r"dollars?|rupees?|francs?": None,
}
_SPELLED: Final = "|".join(
    re.escape(symbol).replace(r"\ ", r"\s?") for symbol in sorted(_SYMBOLS, key=len, reverse=True)
)
_BEFORE: Final = re.compile(
    rf"(?:(?<![A-Za-z])(?P<symbol>{_SPELLED}|(?-i:{_CODE})[$€£]?)|(?<![A-Za-z])(?P<letter>[A-Z]))"
    rf"(?P<gap>[\s]?)$",
    re.IGNORECASE,
)
_CLEAR: Final = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{2}$")
_SUFFIX: Final = re.compile(r"\s?(?P<suffix>MM|mn|mln|bn|[mMkKbB])(?![A-Za-z])")
_SUFFIXES: Final = {"mm": 6, "mn": 6, "mln": 6, "m": 6, "bn": 9, "b": 9, "k": 3}
_CENTS_PART: Final = re.compile(r"\s+and\s+(?P<cents>\d\d|no|zero)\s?/\s?100(?:th?s)?", re.IGNORECASE)
_AFTER: Final = re.compile(
    rf"[\s-]{{1,2}}(?:(?P<code>(?-i:{_CODE}))\b|(?P<cents>(?:US\s+|U\.S\.\s+)?cents?)\b|"
    + "|".join(rf"(?P<w{number}>{pattern})\b" for number, pattern in enumerate(_WORDS))
    + r")|\s?(?P<sign>[€£])",
    re.IGNORECASE,
)
_DOLLAR_AFTER: Final = re.compile(
    r"\s?\(?(USD|CAD|AUD|NZD|HKD|SGD|(?:US|U\.S\.|United States|Canadian|Australian)"
    r"(?:\s(?:[Dd]ollars|[Cc]urrency|[Ff]unds))?)(?![A-Za-z])\)?"
)
_DOLLAR_NAMES: Final = {"US": "USD", "UNITED": "USD", "CANADIAN": "CAD", "AUSTRALIAN": "AUD"} | {
    code: code for code in ("USD", "CAD", "AUD", "NZD", "HKD", "SGD")
}
_EUROPEAN: Final = re.compile(r"(?<![\w.,])(\d{1,3}(?:\.\d{3})+),(\d{2})(?![\d.,]*\d)")
_THREE_DECIMALS: Final = re.compile(r"[1-9]\d{0,2}\.\d{3}$")
_WORD_AFTER: Final = re.compile(r"\s?(?:(?:US|U\.S\.|United States)\s+)?(?:dollars?|euros?)\b", re.IGNORECASE)


def find_money(text: str, dollar: str | None = None) -> list[Found[Money]]:
    """Find the amounts of money of a text, in its order.

    `dollar` is the currency that a bare "$" or "dollars" means, where the document has settled it. A sign
    that leaves the currency open, or an unknown one that stands clearly ("K293,693.50"), gives None.
    Figures that could be read in two ways ("EUR 10.000") give nothing.

    >>> [(str(each.value.amount), each.value.currency) for each in find_money("USD 5 million, £2.5m, $500")]
    [('5000000', 'USD'), ('2500000.0', 'GBP'), ('500', None)]
    """
    numbers = find_numbers(text)
    found = sorted(
        [*_counted([*numbers, *_glued(text)], text), *_european(text)], key=lambda each: each.start
    )
    joined = take_number_before(join_restated(found, text, _join), numbers, text, _agree)
    settled = (_settled(each, dollar) for each in joined)
    return [_with_word_after(each, text) for each in settled]


def dollar_of(text: str) -> str | None:
    """The currency that a bare "$" means in a document: the only dollar that it names, else None.

    >>> dollar_of("All fees are in US Dollars. The fee is $500.")
    'USD'
    """
    named = {_currency(sign[1]) for sign in _DOLLAR_SIGN.finditer(text)} | {
        code
        for code, (words, pattern) in _NAMED_DOLLARS.items()
        if any(word in text for word in words) and pattern.search(text)
    }
    dollars = {code for code in named if code in _NAMED_DOLLARS}
    return dollars.pop() if len(dollars) == 1 else None


_DOLLAR_SIGN: Final = re.compile(
    r"(?<![A-Za-z])((?:US\s?|U\.S\.\s?|USD\s?|C|CA|CAN|CDN|CAD|A|AU|AUD|NZ|HK|S|SG)\$)(?=\s?\d)"
)
_NAMED_DOLLARS: Final = {
    code: (
        (*words.split(), code),
        re.compile(rf"\b(?:{name})\s+(?:[Dd]ollars?|[Cc]urrency|[Ff]unds|DOLLARS?)\b|\b{code}\b{more}"),
    )
    for code, words, name, more in (
        (
            "USD",
            "US U.S. States STATES",
            r"US|U\.S\.|United\s+States|UNITED\s+STATES",
            r"|[Dd]ollars?\s+\(?(?:US|U\.S\.)(?![\w$])",
        ),
        ("CAD", "Canadian CANADIAN", "Canadian|CANADIAN", ""),
        ("AUD", "Australian AUSTRALIAN", "Australian|AUSTRALIAN", ""),
        ("NZD", "Zealand ZEALAND", r"New\s+Zealand|NEW\s+ZEALAND", ""),
        ("HKD", "Kong KONG", r"Hong\s+Kong|HONG\s+KONG", ""),
        ("SGD", "Singapore SINGAPORE", "Singapore|SINGAPORE", ""),
    )
}
"""For each dollar, words of which a text that names it has one, and the pattern of its names."""


def _counted(numbers: list[Found[Decimal]], text: str) -> Iterator[Found[Money]]:
    for number in numbers:
        found = _with_sign_before(number, text) or _with_name_after(number, text)
        if found:
            yield found


def _glued(text: str) -> Iterator[Found[Decimal]]:
    """Figures that stand right behind letters: "RMB5,000", "K293,693.50"."""
    for match in _LETTERS.finditer(text):
        number = figures_at(match.end(), text)
        if number:
            yield number


_LETTERS: Final = re.compile(rf"(?<![A-Za-z0-9])(?:{_CODE}|RMB|EURO|Rs|[A-Z])(?=\d)")


def _with_sign_before(number: Found[Decimal], text: str) -> Found[Money] | None:
    before = _BEFORE.search(text, max(0, number.start - 17), number.start)
    if before is None:
        return None
    figures = text[number.start : number.end]
    if before["letter"] and not (before["letter"].isupper() and not before["gap"] and _CLEAR.match(figures)):
        return None
    symbol = before["symbol"] or before["letter"]
    currency = _currency(symbol)
    if _THREE_DECIMALS.match(figures) and symbol[-1] not in "$£":
        return None
    suffix = _SUFFIX.match(text, number.end)
    amount, end = number.value, number.end
    if suffix and figures.replace(".", "").isdigit():
        amount, end = amount * 10 ** _SUFFIXES[suffix["suffix"].lower()], suffix.end()
    named = _DOLLAR_AFTER.match(text, end) if symbol == "$" else None
    if named:
        currency, end = _dollar(named), named.end()
    return Found(before.start(), end, Money(amount=amount, currency=currency, symbol=symbol), number.conflict)


def _dollar(named: re.Match[str]) -> str | None:
    name = named[1].replace(".", "").upper()
    return _DOLLAR_NAMES.get(name.split()[0])


def _currency(symbol: str) -> str | None:
    folded = re.sub(r"\s", "", symbol.upper())
    if re.match(_CODE, folded):
        return folded[:3]
    return _BY_SYMBOL.get(folded)


_BY_SYMBOL: Final = {re.sub(r"\s", "", symbol): code for symbol, code in _SYMBOLS.items()}


def _with_name_after(number: Found[Decimal], text: str) -> Found[Money] | None:
    cents = _CENTS_PART.match(text, number.end)
    end, amount = number.end, number.value
    if cents:
        end = cents.end()
        amount += Decimal(cents["cents"]) / 100 if cents["cents"].isdigit() else 0
    after = _AFTER.match(text, end)
    if after is None:
        return None
    if after["cents"]:
        currency = "USD" if after["cents"].upper().startswith("U") else None
        amount /= 100
    elif after["code"] or after["sign"]:
        currency = _currency(after["code"] or after["sign"])
    else:
        word = next(index for index in range(len(_WORDS)) if after[f"w{index}"])
        currency = list(_WORDS.values())[word]
    symbol = after[0].strip(" -")
    return Found(
        number.start, after.end(), Money(amount=amount, currency=currency, symbol=symbol), number.conflict
    )


def _european(text: str) -> Iterator[Found[Money]]:
    """Figures with dots between thousands and a comma before cents, which cannot be read otherwise."""
    for match in _EUROPEAN.finditer(text):
        amount = Decimal(f"{match[1].replace('.', '')}.{match[2]}")
        number = Found(match.start(), match.end(), amount)
        found = _with_sign_before(number, text) or _with_name_after(number, text)
        if found:
            yield found


def _join(words: Money, figures: Money) -> tuple[Money, bool] | None:
    if words.currency and figures.currency and words.currency != figures.currency:
        return None
    currency = words.currency or figures.currency
    return Money(
        amount=words.amount, currency=currency, symbol=figures.symbol
    ), words.amount != figures.amount


def _agree(money: Money, number: Decimal) -> tuple[Money, bool]:
    return money.model_copy(update={"amount": number}), number != money.amount


def _settled(found: Found[Money], dollar: str | None) -> Found[Money]:
    symbol = found.value.symbol.lower()
    if dollar is None or found.value.currency or not (symbol == "$" or symbol in {"dollar", "dollars"}):
        return found
    return found._replace(value=found.value.model_copy(update={"currency": dollar}))


def _with_word_after(found: Found[Money], text: str) -> Found[Money]:
    """Take in the word of "five hundred ($500) dollars"."""
    word = _WORD_AFTER.match(text, found.end) if text[found.end - 1] in ")]" else None
    return found._replace(end=word.end()) if word else found
