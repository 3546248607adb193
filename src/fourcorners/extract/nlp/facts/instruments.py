"""How a sentence speaks of this contract, and of other ones."""

import re
from typing import Final

from fourcorners.extract.nlp.words import ending_in

KIND: Final = (
    r"(?:agreement|contract|lease|licen[sc]e|addendum|amendment|deed|indenture|engagement|appointment"
    r"|franchise|"
    r"undertaking|arrangement|note|guarant(?:y|ee)|letter(?: of intent)?|order form|statement of work|"
    r"assignment|mandate|retainer|sow|msa|nda|dpa)"
)
"""Words for the instrument itself."""

_NAMED: Final = rf"(?:(?!this\b)[\w&®’'.,/-]+ ){{0,7}}?{KIND}\b"
_BETWEEN: Final = r"(?:,? (?:by and )?(?:between|among) [^;]{3,140}?)?"
_MADE: Final = (
    r"(?:,? ?(?:\([^)]{1,60}\)|number \S+|no\. ?\S+|made|entered into|executed|dated|effective|signed))*"
    r",? ?(?:and )?(?:as of|as at|on|of|from|this|the)?(?: the)? ?"
)
_DATE_OF_ANOTHER: Final = ending_in(
    r"(?:an?|the|that|certain|such|original|into|existing|prior|previous|to|under) "
    + _NAMED
    + r"(?:,? (?:made|entered into|executed|dated|concluded))?"
    + _BETWEEN
    + _MADE,
    r"(?:whereas|recitals?|reference is|references? made|previously|originally|superse\w+|replac\w+)\b"
    r"[^.;]{0,200}",
)
_SELF: Final = re.compile(
    rf"\b(?:this|the present)\s(?:[\w&®’'/-]+\s){{0,8}}?{KIND}\b|\bthese (?:terms|presents)\b", re.IGNORECASE
)


def is_date_of_another(before: str) -> bool:
    """Whether the words right before a date make it the date of some other instrument.

    >>> is_date_of_another("amends that certain Supply Agreement between A and B dated as of ")
    True
    >>> is_date_of_another("This Supply Agreement is made as of ")
    False
    """
    return _DATE_OF_ANOTHER.search(before) is not None


def speaks_of_itself(text: str) -> bool:
    """Whether a text says "this Agreement" or the like.

    >>> speaks_of_itself("This Content License Agreement is made")
    True
    """
    return _SELF.search(text) is not None
