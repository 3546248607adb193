"""A pattern that a user writes to find sentences by: checked before any contract is read with it."""

import re
from typing import Annotated, Final

from pydantic import AfterValidator

MAX_PATTERN_CHARACTERS: Final = 500
GAP: Final = " ... "
"""Between two parts of a pattern: other words may stand there."""
_TOKEN: Final = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\{\d*(?:,\d*)?\}|.", re.DOTALL)
_REPEATS: Final = re.compile(r"[*+]|\{\d*(?:,\d*)\}")


def checked_pattern(pattern: str) -> str:
    """The pattern itself. Raises ValueError, which says for people what is wrong with it.

    >>> checked_pattern("rebate (?:of|at) ... per cent")
    'rebate (?:of|at) ... per cent'
    >>> checked_pattern("(?:very,? )*(?:(?:new )+goods)+")
    Traceback (most recent call last):
    ...
    ValueError: a repeat within a repeat takes too long on a long text; write it without one of them
    """
    if len(pattern) > MAX_PATTERN_CHARACTERS:
        raise ValueError(f"it has more than {MAX_PATTERN_CHARACTERS} characters; write several patterns")
    for part in pattern.split(GAP):
        try:
            compiled = re.compile(part)
        except (re.error, OverflowError, RecursionError) as error:
            raise ValueError(f"it is no regular expression ({error})") from error
        if compiled.search("") is not None:
            raise ValueError("a part of it is found in no words at all; name the words")
    if _has_nested_repeats(pattern):
        raise ValueError(
            "a repeat within a repeat takes too long on a long text; write it without one of them"
        )
    return pattern


Pattern = Annotated[str, AfterValidator(checked_pattern)]


def _has_nested_repeats(pattern: str) -> bool:
    """Whether what is repeated holds a repeat itself: on some texts that takes for ever."""
    holds_repeat = [False]
    closed: bool | None = None
    """Of the group that was closed right before: whether it holds a repeat."""
    for token in _TOKEN.findall(pattern):
        if token == "(":  # noqa: S105 - a bracket
            holds_repeat.append(False)
        elif token == ")" and len(holds_repeat) > 1:  # noqa: S105
            inner = holds_repeat.pop()
            holds_repeat[-1] = holds_repeat[-1] or inner
            closed = inner
            continue
        elif _REPEATS.fullmatch(token):
            if closed:
                return True
            holds_repeat[-1] = True
        closed = None
    return False
