"""Names of the states, provinces and countries whose law may govern."""

import re
from functools import cache
from importlib.resources import files
from typing import Final, NamedTuple

import yaml

_ADJECTIVES: Final = {
    "English": "England",
    "Scots": "Scotland",
    "Irish": "Ireland",
    "Canadian": "Canada",
    "Australian": "Australia",
    "Dutch": "Netherlands",
    "French": "France",
    "German": "Germany",
    "Swiss": "Switzerland",
    "Italian": "Italy",
    "Spanish": "Spain",
    "Swedish": "Sweden",
    "Danish": "Denmark",
    "Norwegian": "Norway",
    "Finnish": "Finland",
    "Belgian": "Belgium",
    "Austrian": "Austria",
    "Israeli": "Israel",
    "Japanese": "Japan",
    "Chinese": "China",
    "Korean": "South Korea",
    "Indian": "India",
    "Brazilian": "Brazil",
    "Mexican": "Mexico",
}
_STYLES: Final = (
    "State",
    "Commonwealth",
    "Province",
    "Republic",
    "Federal Republic",
    "Kingdom",
    "Principality",
    "Territory",
    "Canton",
    "Grand Duchy",
    "Hong Kong Special Administrative Region",
)


class Jurisdiction(NamedTuple):
    """A jurisdiction named in `text[start:end]`, by the name that is given out."""

    start: int
    end: int
    name: str


@cache
def _names() -> dict[str, str]:
    """What contracts write, in lower case, to the name that is given out."""
    path = files("fourcorners.extract.nlp") / "jurisdictions.yaml"
    table: dict[str, list[str]] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return {
        spelling.lower(): name for name, others in table.items() for spelling in (name, *others)
    } | {adjective.lower(): name for adjective, name in _ADJECTIVES.items()}


@cache
def name_pattern() -> str:
    """A pattern of all the names with the style before them, for `place`, "the State of Nevada" as one.

    The group `jurisdiction` is the name without its style.
    """
    names = sorted((name for name in _names() if name.title() not in _ADJECTIVES), key=len, reverse=True)
    styles = "|".join(re.escape(style) for style in _STYLES)
    return rf"(?:the )?(?:(?:{styles}|\w{{4,12}}) of (?:the )?)?(?P<jurisdiction>{_alternatives(names)})(?![\w])"


@cache
def adjective_pattern() -> str:
    """A pattern of what may stand before "law": names and adjectives, in the group `adjective`."""
    return rf"(?P<adjective>{_alternatives(sorted(_names(), key=len, reverse=True))})"


def canonical(words: str) -> str:
    """The name that is given out for a name as it is written. Raises KeyError for an unknown one.

    >>> canonical("P.R.C.")
    "People's Republic of China"
    """
    return _names()[words.lower().replace("’", "'")]


def _alternatives(names: list[str]) -> str:
    return "|".join(re.escape(name).replace("'", "['’]").replace(r"\ ", " ") for name in names)
