"""The full names of organisations and persons: where one begins, and where the words about it do."""

import re
from typing import Final

FORM: Final = (
    r"(?:Inc|INC|inc|Incorporated|INCORPORATED|LLC|llc|L\.L\.C|L\.\sL\.\sC|LLP|L\.L\.P|L\.P|LP|Ltd|LTD|ltd"
    r"|Ltda"
    r"|LTDA|Limited|LIMITED|PLC|plc|Plc|P\.L\.C|p\.l\.c|GmbH|GMBH|KGaA|B\.\s?V|BV|N\.V|NV|A/S|S\.p\.A|S\.P\.A"
    r"|S\.r\.l|S\.R\.L|S\.A\.S|S\.A\.B|S\.A\.(?:\sde|\sDE)\sC\.V|S\.\s?(?:de|DE)\sR\.?L\.?(?:\s(?:de"
    r"|DE)\sC\.?V)?|S\.\s?[àA]\s?[rR]\.?\s?[lL]"
    r"|Sdn\.?\sBhd|Bhd|BHD|JSC|OAO|K\.K|Corp|CORP)"
)
"""A company's form with which its name ends, save for another form."""
SUFFIX: Final = (
    rf"(?:{FORM}|Corporation|CORPORATION|Company|COMPANY|Co|CO"
    r"|N\.A|S\.A|SA|AG|KG|AB|ASA|Oy|Trust|TRUST|Bank|BANK|Partnership"
    r"|PARTNERSHIP|Association|ASSOCIATION|University|UNIVERSITY|Institute|Foundation|Fund|FUND"
    r"|Partners|PARTNERS|Group|GROUP|Holdings|HOLDINGS|Pty|PTY|S\.L|Sdn|Pte|PTE)"
)
"""A word by which an organisation is told."""
_SUFFIX: Final = re.compile(rf"\b{SUFFIX}\b\.?")
_FORMS: Final = re.compile(
    rf"\b{FORM}(?![\w/&])\.?(?:,?\s?(?:\([A-Z][^()]{{1,20}}\)\s)?(?:{SUFFIX}(?![\w/&])\.?|of\sAmerica\b"
    rf"|Liability\sCompany|LIABILITY\sCOMPANY"
    r"|Partnership|II|III|IV))*"
)
_NAME_END: Final = re.compile(
    r",? ?\((?!(?:[A-Z][A-Za-z.]{1,12}(?: [A-Z][A-Za-z.]{1,12})?|U\.S\.|Pty|PTY)\),? [A-Z(])"
    r"|,\s(?:an?|the|having|with|whose|located|of|organi[sz]ed|duly|acting|as|in|by|through|its|and|on"
    r"|incorporated|established|together|collectively|individually|registered|doing|formerly|jointly"
    r"|represented|for|which|who|being|both|all|one|maintaining|existing|at|under|residing|\d|principal"
    r"|company|corporation|Address|address|No|hereinafter|herein|not|solely|domiciled|c/o|f/k/a|or|Attention"
    r"|[Tt]ax|ID|from|including|hereafter|commencing|dated|to)\b"
    r"|\s(?:an?|having|located|whose|with|organi[sz]ed|acting|duly|incorporated|hereinafter|hereafter"
    r"|herein|doing business|d/b/a|f/k/a|a/k/a|c/o|residing|represented|registered|established|and its"
    r"|for itself"
    r"|on|company number|a company|as|at|existing|which|who|is|are|has|will|shall|Address:?|in the"
    r"|dated|effective|by and|incorporation|formerly|WHEREAS|Whereas|together|individually|of (?=[\[(\d_]))\b"
    r"|\.\s(?=(?:The|This|These|Under|In|On|It|Each|Whereas|WHEREAS|By|For|All|Any|No|As|If|Such)\s)"
    r"|[;:\"“”]| - |\s{2,}| of (?=[\[(\d_])|\s[\[_]"
)
_NEVER: Final = re.compile(
    r"(?:and|the|between|by|(?:the )?part(?:y|ies)|definitions?|recitals?|whereas|background|witnesseth)"
    r"|(?:terms|conditions|schedules?|exhibits?|room|section|article)\b.*"
    r"|[A-Z]\w+, [A-Z]{2}|\d+ .*\b(?i:street|avenue|road|floor|suite|boulevard|drive|lane|way|square)\b.*",
    re.IGNORECASE,
)
"""Headings, places and addresses."""
_NAME_START: Final = re.compile(r"[A-Z\u00c0-\u00de0-9]|[a-z]-?[A-Z]|e-|[a-z]+\.com\b")
_ABBREVIATED: Final = re.compile(
    r"\b(?:Inc|INC|inc|Corp|CORP|Co|CO|Ltd|LTD|ltd|Ltda|LTDA|Bhd)$|\.\s?[A-Za-z]$"
)
"""A name that a full stop belongs to."""
_SMALL: Final = re.compile(
    r"(?<![\w.])(?!(?:of|and|the|de|du|del|di|da|do|e|van|von|der|for|et|y|dba|plc|inc|llc"
    r"|ltd)\b)[a-z][a-z]+\b(?![.@])"
)
_NUMBERED: Final = re.compile(
    r"\d{1,2}(?:\.\d{1,2})+\s|(?:DEFINITIONS?|Definitions?|RECITALS?|Recitals?|This|These|Such|Each|Any|If"
    r"|In|For|On|WHEREAS|Whereas|THIS|Whose|All)\s"
)
_SAYS: Final = re.compile(
    r"\b(?:ARE|HEREBY|INCLUDING|BETWEEN|THESE|THIS|BOTH|IS|WHICH|THAT|BY|SHALL|WILL|HAS|HAVE|WHEREAS|OTHER"
    r"|WITH)\b"
)
"""Words of a sentence in capitals."""
_LONGEST: Final = 160
_LONGEST_NAME: Final = 120


def has_form(name: str) -> bool:
    """Whether a name is told to be an organisation's by one of its words.

    >>> has_form("Acme Hosting, Inc."), has_form("Cayman Islands")
    (True, False)
    """
    return _SUFFIX.search(name) is not None


def name_at(text: str, start: int) -> str | None:
    """The name of an organisation or person that begins here, without what describes it; None if none does.

    >>> name_at("Acme Hosting, Inc., a Delaware corporation", 0)
    'Acme Hosting, Inc.'
    """
    end = _NAME_END.search(text, start + 1, start + _LONGEST)
    name = text[start : end.start() if end else start + _LONGEST].strip(" ,;.:")
    name = _until_form(name)
    if text[start + len(name) : start + len(name) + 1] == "." and _ABBREVIATED.search(name):
        name += "."
    if not name or len(name) > _LONGEST_NAME or len(_SMALL.findall(name)) > 1 or _NUMBERED.match(name):
        return None
    if _SAYS.search(name) or not _NAME_START.match(name) or _NEVER.fullmatch(name):
        return None
    return name


def _until_form(name: str) -> str:
    """A name cut behind the company's form, where an address or another name follows it."""
    form = _FORMS.search(name)
    if form is None or not name[: form.start()].strip(" ,"):
        return name
    return name[: form.end()].strip(" ,;:")
