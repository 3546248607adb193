"""What a norm does not hold for: the words of its exception."""

import re
from typing import Final

from fourcorners.domain.span import Span
from fourcorners.extract.nlp.deontics.clause_ends import clause_end

_OPENER: Final = re.compile(
    r"(?:^|(?<=[\s,;(]))(except(?:ing)?\s+\w|save\s+(?:and\s+except\s+)?(?:only\s+)?(?:where|when|as|for|that|if|to|in|with)\b|"
    r"(?<!someone\s)(?<!by\sanyone\s)other\s+than\b(?!\s+as\s+(?:a|an)\b)|excluding\b|with\s+the\s+exception\s+of\b|but\s+not\s+including\b|apart\s+from\b)",
    re.IGNORECASE,
)
"""Not "claims made by someone other than Buyer", which tells whose claims are meant."""
_PROVISO: Final = re.compile(
    r"provided\s*,?\s*(?:however\s*,?\s*)?that\s+([^;.]{0,300}?\b(?:shall|will|does|do)\s+not\s+apply\b[^;.]{0,300})",
    re.IGNORECASE,
)
"""A proviso that takes something out: "provided that this clause shall not apply to samples"."""
_ENDS_IN: Final = re.compile(r"(?:[\s.,;:–—-]|\b(?:and|or|but|nor)\s*$)*$")


def find_exception(words: str, front_end: int, act: Span) -> Span | None:
    """Where the exception of a norm stands in its words; None where it has none.

    What stands before `front_end`, where the subject of the sentence's first norm begins, is an exception
    to all of its norms; `act` is the norm's own stretch.
    """
    if proviso := _PROVISO.search(words, act.start, act.end):
        return Span(proviso.start(), proviso.start() + len(_ENDS_IN.sub("", proviso[0])))
    for place in (act, Span(0, front_end)):
        if opener := _OPENER.search(words, place.start, place.end):
            end = clause_end(words, opener.end(1), place.end, is_ahead=place.start == 0)
            if end > opener.end(1):
                return Span(opener.start(1), end)
    return None
