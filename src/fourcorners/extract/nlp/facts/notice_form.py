"""In what form notices are to be given."""

import re
from typing import Final

from fourcorners.domain.evidence import Quote
from fourcorners.domain.proof import Origin
from fourcorners.domain.variable import TextValue, VariableDraft
from fourcorners.extract.nlp.facts.notice_modes import Mode, NamedMode, find_modes
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, ending_in

NAME: Final = "notice_form"

_OF_NOTICES: Final = any_of(
    r"notices?",
    "communications?",
    r"notifications?",
    "delivered",
    "given",
    "sent",
    "served",
    "deemed",
    "notify",
)
_MODES_AND_WRITING: Final = 0.92
_MODES: Final = 0.85
_WRITING_ONLY: Final = 0.85
_ANOTHER_THING: Final = ending_in(
    r"(?:exclud\w+|not (?:by|including|via)|other than|except)(?: by| for)? ",
    r"(?:designat\w*|specif(?:y|ied)|substitut\w*|notif(?:y|ied)|furnish\w*|instruct\w*|direct|chang(?:e|ed))"
    r"(?: (?!be |shall |must |will )[\w,]+){0,8} ",
)
"""What is excluded, and what a party does in writing about its address."""
_VERB: Final = re.compile(r"(?:mail|post)(?:ed|ing)?|deposited in the mails?", re.IGNORECASE)
"""Words that only speak again of the registered mail."""
_NEAR: Final = 110


def notice_forms(sentences: list[Passage], passages: Passages) -> list[VariableDraft]:
    """The form and the ways of sending in the words of the contract, "in writing; registered mail; courier".

    Each way is named once, in text order, with its words as evidence (part "value").
    """
    named: dict[Mode, tuple[Passage, NamedMode]] = {}
    for passage in sentences:
        if _OF_NOTICES.search(passage.text) or passage.kind.value == "list_item":
            for each in find_modes(passage.text):
                if not _ANOTHER_THING.search(passage.text[max(0, each.start - _NEAR) : each.start]):
                    named.setdefault(each.mode, (passage, each))
    if Mode.REGISTERED in named and Mode.MAIL in named and _VERB.fullmatch(_words(*named[Mode.MAIL])):
        del named[Mode.MAIL]
    return [_draft(list(named.values()), passages)] if named else []


def _words(passage: Passage, each: NamedMode) -> str:
    return passage.text[each.start : each.end]


def _draft(named: list[tuple[Passage, NamedMode]], passages: Passages) -> VariableDraft:
    modes = {each.mode for _, each in named}
    if Mode.WRITING in modes:
        confidence = _MODES_AND_WRITING if len(modes) > 1 else _WRITING_ONLY
    else:
        confidence = _MODES
    places = [passage.reading.span(each.start, each.end) for passage, each in named]
    values = tuple(Quote.at(place, passages.source, part="value") for place in places)
    return VariableDraft(
        name=NAME,
        value=TextValue(text="; ".join(_words(*each) for each in named)),
        confidence=confidence,
        origin=Origin.NLP,
        quotes=(passages.quote(named[0][0]), *values),
    )
