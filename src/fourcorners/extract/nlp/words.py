"""Patterns put together from words and turns of phrase, one a line."""

import re


def any_of(*turns: str) -> re.Pattern[str]:
    """Any of these, as whole words, without regard to case. Each is a regular expression.

    >>> any_of("until", "through").search("valid Through May").group()
    'Through'
    """
    return re.compile(rf"(?<!\w)(?:{'|'.join(turns)})(?!\w)", re.IGNORECASE)


def ending_in(*turns: str) -> re.Pattern[str]:
    """A text that ends in any of these: what stands right before a value.

    >>> bool(ending_in("until ").search("in force until "))
    True
    """
    return re.compile(rf"(?<!\w)(?:{'|'.join(turns)})$", re.IGNORECASE)


def beginning_with(*turns: str) -> re.Pattern[str]:
    """A text that begins with any of these: what stands right after a value.

    >>> bool(beginning_with(" (?:prior )?written notice").search(" prior written notice to the other"))
    True
    """
    return re.compile(rf"^(?:{'|'.join(turns)})", re.IGNORECASE)
