"""The set phrases by which the parts of a contract are told: recitals, operative words, signatures."""

import re
from collections.abc import Iterator
from typing import Final

from fourcorners.segment.blocks import Block, BlockKind

_RECITAL: Final = re.compile(
    r"(?:RECITALS?|Recitals?|BACKGROUND|Background|W\s?I\s?T\s?N\s?E\s?S\s?S\s?E\s?T\s?H"
    r"|Witnesseth|PRELIMINARY STATEMENTS?"
    r"|PREMISES|INTRODUCTION AND RECITALS)\b\W{0,3}$|(?:AND[ ,]{1,2})?(?:WHEREAS|Whereas)\b|WITNESSETH\b"
)
_OPERATIVE: Final = re.compile(
    r"\bNOW[,]? THEREFORE|\bagree(?:s|d)?(?: with each other)? as follows|^THEREFORE,|\bNOW[,]? IT IS",
    re.IGNORECASE,
)
_OPERATIVE_START: Final = re.compile(
    r"\W{0,2}(?:NOW[, ]|THEREFORE[, ]|(?:It is|IT IS) (?:hereby )?(?:agreed|AGREED))", re.IGNORECASE
)
_WITNESS: Final = re.compile(
    r"IN WITNESS (?:WHEREOF|THEREOF|OF)|In witness whereof|AS WITNESS\b|EXECUTED (?:as|by|on|AS|BY|ON)\b"
    r"|SIGNED (?:for|by|FOR|BY)\b|(?:AGREED|Agreed)(?: TO| to)? (?:AND|and|&) (?:ACCEPTED"
    r"|accepted)|(?:ACCEPTED|Accepted) (?:AND|and|&) (?:AGREED|agreed)"
    r"|Very truly yours|Yours (?:sincerely|truly|faithfully)|Sincerely(?: yours)?,"
    r"|\[?(?:Signature page|SIGNATURE PAGE)"
)
_ALIAS: Final = re.compile(
    r"\((?:the |hereinafter )?[\"“‘']|hereinafter|\ba company (?:registered|incorporated)"
)
_NAMING: Final = re.compile(r"referred to|\bthe [\"“]Part|\bknown as\b|\bcalled\b")
_MODAL: Final = re.compile(r"\b(?:shall|will|must|may|agrees?)\b")
_PART: Final = re.compile(
    r"(?<=[.;:”\"])\s{1,80}(?=IN WITNESS WHEREOF|NOW,? THEREFORE|(?:AND )?WHEREAS[ ,:]"
    r"|RECITALS?[ :]|WITNESSETH[ :])"
)
_RECITAL_CHARACTERS: Final = 12_000


def begins_recital(words: str) -> bool:
    """Whether a sentence or heading begins the background: "WHEREAS, ..."."""
    return _RECITAL.match(words) is not None


def begins_signatures(words: str) -> bool:
    """Whether a sentence begins the part that is signed: "IN WITNESS WHEREOF ..."."""
    return _WITNESS.match(words) is not None


def is_operative(words: str) -> bool:
    """Whether the words open the bargain: "NOW, THEREFORE, the parties agree as follows:"."""
    return _OPERATIVE.search(words) is not None


def begins_operative(words: str) -> bool:
    """Whether the words begin with those that open the bargain."""
    return _OPERATIVE_START.match(words) is not None and is_operative(words)


def operative_after(text: str, start: int) -> int:
    """Where the operative words stand behind a recital's beginning; -1 where none do."""
    match = _OPERATIVE.search(text, start, start + _RECITAL_CHARACTERS)
    return match.start() if match else -1


def orders(sentence: str) -> bool:
    """Whether a sentence in the preamble is a clause already: letters and short forms have no first one."""
    return (
        not is_operative(sentence)
        and _NAMING.search(sentence) is None
        and _MODAL.search(sentence) is not None
    )


def introduces_party(words: str) -> bool:
    """Whether a numbered paragraph of the preamble names a party: "(1) Acme Ltd (the "Supplier"); and"."""
    alias = _ALIAS.search(words)
    return alias is not None and _MODAL.search(words[: alias.start()]) is None


def parts(text: str, blocks: list[Block]) -> Iterator[Block]:
    """The blocks, those cut in which another part of the contract begins behind a full stop."""
    for block in blocks:
        start = block.start
        if block.kind is BlockKind.PROSE:
            for match in _PART.finditer(text, block.start, block.end):
                yield block._replace(start=start, end=match.start())
                start = match.end()
        yield block._replace(start=start)
