"""Names of the states, provinces and countries whose law may govern."""

import re
from functools import cache
from importlib.resources import files
from typing import Final

import yaml

_FILE: Final = "jurisdictions.yaml"
_STYLES: Final = (
    r"(?:(?:Federal |Islamic |Democratic )?Republic|(?:Grand )?Duchy|(?:Special Administrative )?Region|"
    r"Hong Kong Special Administrative Region|State|Commonwealth|Province|Kingdom|Canton|Territory|"
    r"Principality|Sultanate|Emirate|Dominion|Federation|Union|Island|City) of (?:the )?"
)
"""What a state calls itself."""


@cache
def _names() -> dict[str, str]:
    """Names and other names, in lower case, to the name that is given out."""
    return {
        spelling.lower(): name for name, others in _tables()["names"].items() for spelling in (name, *others)
    }


@cache
def _adjectives() -> dict[str, str]:
    return {word.lower(): names[0] for word, names in _tables()["adjectives"].items()}


@cache
def _tables() -> dict[str, dict[str, list[str]]]:
    path = files("fourcorners.extract.nlp.facts") / _FILE
    tables: dict[str, dict[str, list[str]]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return tables


@cache
def name_pattern() -> str:
    """A pattern of all the names with their style; the group `jurisdiction` is the name without it."""
    return rf"(?:the )?(?:{_STYLES})?(?P<jurisdiction>{_any_of(_names())})(?!\w)"


@cache
def adjective_pattern() -> str:
    """A pattern of what may stand before "law": names and adjectives, as the group `adjective`."""
    return rf"(?P<adjective>{_any_of(_names() | _adjectives())})"


def canonical(words: str) -> str:
    """The name that is given out for a name or adjective as written. Raises KeyError for an unknown one.

    >>> canonical("P.R.C."), canonical("English")
    ("People's Republic of China", 'England')
    """
    folded = words.lower().replace("’", "'")
    return _names().get(folded) or _adjectives()[folded]


def _any_of(spellings: dict[str, str]) -> str:
    longest_first = sorted(spellings, key=len, reverse=True)
    return "|".join(re.escape(name).replace("'", "['’]").replace(r"\ ", " ") for name in longest_first)
