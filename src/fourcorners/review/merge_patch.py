"""Changes put over what a record says: a part that is not named stays as it stands."""

from collections.abc import Iterable, Iterator, Mapping

from pydantic import JsonValue

from fourcorners.domain.deadline import DeadlineKind
from fourcorners.errors import InvalidDecision
from fourcorners.review.deadline_rules import parts_of

_DEADLINE, _KIND, _WORDS = "deadline", "kind", "text"

_CHOICE = "choice"
"""A value whose words are empty where the answer is that nothing is said."""

Said = dict[str, JsonValue]


def nested(changes: Mapping[str, JsonValue]) -> Said:
    """The changes by the names of whole fields, texts without spaces around them.

    Raises InvalidDecision for a part that is given twice, and for a blank.

    >>> nested({"deadline.offset": "P30D", "deadline": {"anchor": " receipt "}})
    {'deadline': {'offset': 'P30D', 'anchor': 'receipt'}}
    """
    whole: Said = {}
    for dotted, value in changes.items():
        _refuse_blanks(dotted, value)
        _put(whole, dotted.split("."), _trimmed(value), dotted)
    return whole


def merged(now: Said, changes: Said) -> Said:
    """What is said with the changes made, as JSON merge patch (RFC 7396) has it.

    Objects are merged part by part, lists are given whole, null takes a value away. An object that becomes
    one of another `kind` keeps only what both kinds have.
    """
    return now | {name: _merged(name, now.get(name), change) for name, change in changes.items()}


def _merged(name: str, now: JsonValue, change: JsonValue) -> JsonValue:
    if change is None and isinstance(now, (dict, list)):
        return type(now)()
    if not isinstance(now, dict) or not isinstance(change, dict):
        return change
    stays = dict(now)
    if change.get(_KIND, now.get(_KIND)) != now.get(_KIND):
        common = _common_parts(name, change[_KIND])
        stays = {part: value for part, value in now.items() if part in common}
    return stays | change


def _common_parts(name: str, kind: JsonValue) -> Iterable[str]:
    """What an object of one kind shares with one of another, which `kind` it becomes."""
    if name == _DEADLINE and isinstance(kind, str) and kind in set(DeadlineKind):
        return parts_of(DeadlineKind(kind))
    return (_WORDS,)


def _put(whole: Said, path: list[str], value: JsonValue, dotted: str) -> None:
    name, *rest = path
    if rest:
        inner = whole.setdefault(name, {})
        if isinstance(inner, dict):
            _put(inner, rest, value, dotted)
            return
    elif name not in whole:
        whole[name] = value
        return
    elif isinstance(inner := whole[name], dict) and isinstance(value, dict):
        for part, each in value.items():
            _put(inner, [part], each, f"{dotted}.{part}")
        return
    raise InvalidDecision(f"{dotted} is given twice; give it once")


def _refuse_blanks(name: str, value: JsonValue) -> None:
    for path, text in _texts(name, value):
        if not text.strip():
            raise InvalidDecision(f"{path} is blank: say it in words, or give null where nothing is stated")


def _texts(name: str, value: JsonValue) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for part, each in value.items():
            if not (part == _WORDS and value.get(_KIND) == _CHOICE):
                yield from _texts(f"{name}.{part}", each)
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _texts(f"{name}.{index}", each)


def _trimmed(value: JsonValue) -> JsonValue:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, dict):
        return {part: _trimmed(each) for part, each in value.items()}
    return [_trimmed(each) for each in value] if isinstance(value, list) else value
