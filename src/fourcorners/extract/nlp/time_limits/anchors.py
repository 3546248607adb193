"""The words of an event that a time limit is counted from."""

import re
from typing import Final

_BOUNDARY: Final = re.compile(
    r"""
    (?P<hard> [;:?] | ,(?!\d|\s(?:19|20)\d\d\b) | \.(?=[”"’']{0,2}(?:\s*$|\s(?-i:[A-Z(\[]))) |
              \s\[(?!\s?\*) | (?<!\*)\] | (?P<closing>\)) | \s\((?!s\)) | \s[-–—]\s | $ )
    | \s(?P<word>
        unless|if|because|provided|except|but|whereupon|whichever|whether|solely|other\sthan|together\swith|without\sprejudice
      | in\saccordance\swith|pursuant\sto|in\sorder\sto|in\swhich\scase|in\seach\scase|in\swriting
      | by\s(?:wire|ach|check|cheque|way|means|giving|sending|paying|delivering|written)
      | via|during\sthe|throughout|for\s(?:approval|review|any\sreason|its|their)|(?:for|within)\swhich
      | shall|will|must|may|then(?![\w-])|as\sthe\scase\smay\sbe
      | so\sthat|at\s(?:the\saddress|which|its|no)|hereunder
      | to\s(?:allow|enable|ensure|accept|determine|decide|object|respond|cure|remedy)
      | or\sas\ssoon|or\ssuch\s(?:longer|shorter|other|later|earlier)
      | (?<=\bDate\s)(?!(?:in|for|under|from|with|within|and|has|which|that|when)\b)(?-i:[a-z]{3,20})
        (?=\s(?:to\sthe|the|an?|all|any|its)\s)
      | to(?=\s(?:[a-z]+ly\s|further\s)?(?-i:[a-z]+)\s(?:the|its|their|such|any|all|an?)\s)
      | (?<!each\s)and\s(?:shall|will|must|may|in\sany|thereafter|then|to|for|at|upon|with|no|not|every|each|
                           within|by|half|(?:up\s)?until|the\s(?:balance|rest|remainder|remaining)|[$€£]?\d)
      | or\s(?:shall|will|must|may)
      | and(?=\s(?-i:[a-z]+)\s(?:the|its|their|such|any|all|an?)\s)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
_INSERTED: Final = re.compile(
    r"\s\((?:\d{1,4}\)(?=\s)|[^()]{1,80}\)(?=\s(?:of|by|from|to|in|has|is|are|was|were|\w+ing|\w+ed)\b))"
)
"""A bracket that the event goes on behind."""
_MODALS: Final = {"shall", "will", "must", "may"}
_SUBJECT: Final = re.compile(
    r"(?:(?<=\s)|^)(?:(?:each|either|both|neither|any|the|such|all)\s)?"
    r"(?:[A-Z][\w&.'’-]*(?:\s(?:of|and|&)\s|\s)?){1,6}$"
    r"|(?:(?<=\s)|^)(?:each|either|both|the)\sPart(?:y|ies)(?:\shereto)?\s?$"
    r"|(?:(?<=\s)|^)(?:it|you|we|they)\s?$"
)
_AND_SUBJECT: Final = re.compile(
    r"\s(?:and|but|or)\s(?:(?:each|either|both|the|such|any)\s)?(?:[A-Z][\w&.'’-]*\s?){1,4}$"
    r"|\s(?:and|but|or)\s(?:it|you|we|they)\s?$"
)
_DANGLING: Final = re.compile(r"\s(?:and|or|but|by|with)\s?$", re.IGNORECASE)
"""A word that what was left out hung on."""
_RELATIVE: Final = re.compile(r"\b(?:which|that|who)$", re.IGNORECASE)
"""Behind these a modal verb goes on with the event: "maintenance that may interrupt the Services"."""
_LISTED_QUALITY: Final = re.compile(
    r"\b(?:valid|correct|proper|complete|accurate|true|itemi[sz]ed|detailed|undisputed)$", re.IGNORECASE
)
"""Before a comma, the first of two qualities: "a valid, undisputed invoice"."""
_OPEN_END: Final = re.compile(r"\b(?:which|that|who|whose|of|and|or|by|to)\s*$", re.IGNORECASE)
_LONGEST: Final = 260
"""Characters of the longest event that is quoted."""


def read_event(sentence: str, start: int) -> tuple[int, int] | None:
    """Where the words of the event that begins at `start` stand; None where no words follow.

    The event goes on to the next break: punctuation, a bracket, a condition, another verb. The subject of
    a modal verb is left to the main clause.

    >>> sentence = "within 30 days of receipt of the invoice, unless it is disputed"
    >>> sentence[slice(*read_event(sentence, 18))]
    'receipt of the invoice'
    """
    end = reached = start
    for match in _BOUNDARY.finditer(sentence, start, min(len(sentence), start + _LONGEST)):
        if match.start() < reached or (match.start() == start and match["hard"] is None):
            continue
        if match["closing"] and sentence.count("(", start, match.start()):
            continue
        if inserted := _INSERTED.match(sentence, match.start()):
            reached = inserted.end()
            continue
        if _goes_on(sentence, start, match):
            continue
        end = match.start()
        if match["word"] and match["word"].lower() in _MODALS:
            end = _before_subject(sentence, start, end)
        break
    end = start + len(_DANGLING.sub("", sentence[start:end]).rstrip())
    return (start, end) if end > start else None


def _goes_on(sentence: str, start: int, match: re.Match[str]) -> bool:
    """Whether the event itself goes on behind a boundary."""
    if match["word"] is None:
        return match["hard"] == "," and _LISTED_QUALITY.search(sentence, start, match.start()) is not None
    is_modal = match["word"].lower() in _MODALS
    return is_modal and _RELATIVE.search(sentence, start, match.start()) is not None


def _before_subject(sentence: str, start: int, modal: int) -> int:
    """Leave the subject of the modal verb out: "upon termination | Supplier shall"."""
    words = sentence[start:modal]
    if coordinated := _AND_SUBJECT.search(words):
        return start + coordinated.start()
    subject = _SUBJECT.search(words)
    if subject is None or subject.start() == 0 or _OPEN_END.search(words, 0, subject.start()):
        return modal
    return start + subject.start()
