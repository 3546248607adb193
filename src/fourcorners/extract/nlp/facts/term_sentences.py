"""The sentences that tell how long the contract runs."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.extract.nlp.facts.instruments import KIND
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of, beginning_with, ending_in

_NEEDLE: Final = any_of(
    "ends", "until",
    "terms?", "expir(?:es?|ation|y|ing)", r"in\s+(?:full\s+)?force", r"in\s+effect", "duration", "valid",
    "period", r"perpetu\w+", r"indefinite\w*", "anniversary", "years?", "months", r"effective\s+through",
    "conclud(?:e|es)", "continues?",
)  # fmt: skip
_HEADING: Final = re.compile(r"\b(?:terms?|duration|expiration|period|validity)\b(?! and conditions)")


_THING: Final = (
    rf"(?:{KIND}|term|(?:initial|contract|agreement|service) period|duration|validity|employment|services)"
)
_AUXILIARY: Final = (
    r"(?:shall|will|is|are|has|have|means?|commences?|begins?|starts?|becomes?|comes?|takes?|continues?|remains?|"
    r"expires?|ends?|terminates?|runs?|extends?|may)"
)
_NO_NAME: Final = r"(?:this|these|shall|will|is|are|may|while|if|which|that|to)\b"
"""Words that no name of a contract goes over."""
_SUBJECT: Final = re.compile(
    rf"(?P<subject>\b(?:this|the present|the|our|your)\s(?:(?!{_NO_NAME})[\w'’-]+\s){{0,5}}?{_THING}\b"
    r"(?:\s(?:of|for|under)\s(?:this|the|our)\s(?:[\w'’-]+\s){0,4}?\w+)?"
    r"|^[\"“]?(?:(?:initial |contract )?(?:term|period)|duration|term of \w+)[\"”]?"
    r"|\bit(?=\s(?:shall|will)\s(?:remain|continue|be)\s(?:in\s(?:full\s)?(?:force|effect)|valid|effective))"
    r"|[\"“](?:\w+ ){0,2}(?:expiration|expiry|end) date[\"”])"
    rf"(?:,?\s\([^)]{{1,80}}\))?(?P<predicate>[:,]|\s[^.;]{{0,160}}?\b{_AUXILIARY}\b)",
    re.IGNORECASE,
)
_OBLIQUE: Final = ending_in(
    r"(?:during|throughout|under|in|to|by|with|upon|following|after|of|for|within|terms of|pursuant to|if|"
    r"survive|while|extend|renew|prolong|terminate|cancel|amend|modify|suspend|perform|execute|sign|assign|breach)\s"
)
_A_WORD: Final = beginning_with(r" [\"“]")
"""The term "Affiliate" is a word, and runs for no time."""
_RUNS: Final = any_of(
    r"commenc\w+", r"begin\w*", r"start\w*", "effective", r"continue\w*", r"remain\w*", r"expire\w*",
    "end(?:s|ing)?", "terminate[sd]?", "run", r"extend\w*", "valid", "force", "effect", "term of",
    "period of", "means?", "be", "is", r"conclude\w*", "last",
)  # fmt: skip
_ENDS_ON: Final = (
    r"(?:expir(?:e|es|ed|ing|ation)|end(?:s|ed|ing)?|terminat(?:e|es|ed|ing|ion)|conclud(?:e|es|ing)|"
    r"clos(?:e|es|ing))(?: date)?(?: automatically)?(?: (?:on|at|as of|upon))?"
)
UNTIL: Final = ending_in(
    rf"(?:until(?: and including)?|till|through(?: and including)?|thru|to|{_ENDS_ON})"
    r"(?:,? (?:the )?(?:earlier|later|first) (?:of|to occur of):?(?: either)?)?(?: \([ai1]\))?"
    r"(?: (?:the )?(?:end|close|expiration|last day)(?: of business)?(?: of| on)?)?"
    r"(?: (?:\d{1,2}[:.]\d\d|midnight|noon)[^,;]{0,40}?(?:on|of)?,?)?(?: on)?(?: the)? "
)
"""What stands before the day on which a term ends."""
_THEREAFTER: Final = any_of(
    "thereafter", r"(?:after|upon|following) (?:the )?(?:expiration|end|initial term)"
)
_NOT_THE_TERM: Final = any_of(
    r"renew\w*", "extension", "additional", "successive", "(?<!continue )thereafter", "notice",
    r"surviv\w*", r"confidential\w*", r"cure\w*", "breach", "default", "payments?", "invoice", r"warrant\w*",
    "records?", "insurance", "each", "if", "may extend", "further", r"retain\w*", "rights?",
)  # fmt: skip
"""Words after which a span of time or a date is that of something else."""
_ASIDE: Final = re.compile(
    r"\b(?:unless|subject to|except)\b[^,;]{0,200},|\([^()]{0,200}\)|\[[^\]]{0,100}\]", re.IGNORECASE
)
"""What is said between the subject and its end, and is not said of it."""
_DEFINES_THE_TERM: Final = re.compile(
    r"\((?:[^()\"“]{0,40}\s)?[\"“]\s?(?:(?:initial|original|base|primary|contract|agreement|fixed)\s)?"
    r"(?:term(?: of (?:this )?agreement)?|(?<=initial )period|(?<=contract )period)[,.]?\s?[\"”]",
    re.IGNORECASE,
)
"""A span or a day that is given the name "Term" in brackets after it."""
_FOR_A_TERM: Final = any_of(
    r"for an? (?:initial |fixed |minimum )?term of", r"for an? (?:initial|fixed|minimum) period of"
)
_IS_THE_TERM: Final = re.compile(
    r"(?:[\w.()]{0,8} )?(?:initial |contract )?(?:term|duration|period)"
    rf"(?: of (?:this |the )?(?:{KIND}))?\W{{0,3}}",
    re.IGNORECASE,
)
"""A heading under which the words of the term may stand alone."""

_LEAD: Final = 100
REACH: Final = 400
"""Code points from the subject within which its sentence still speaks of it."""
_UNDER_ITS_HEADING: Final = 0.96
_ELSEWHERE: Final = 0.8
_ALONE: Final = 0.78
_WITHOUT_SUBJECT: Final = 0.6
_BEFORE_ITS_NAME: Final = 80
_IN_ATTACHMENT: Final = 0.75


class TermSentence(NamedTuple):
    """A sentence, or an item of a list that goes on from it, that tells when the contract ends."""

    passage: Passage
    start: int
    """Where the predicate begins whose subject is the contract, or its term."""
    lead: str
    """The end of the stem that a list item goes on from; empty for a sentence."""
    standing: float
    """How sure it is that this is the place that tells it."""

    def before(self, at: int, most: int) -> str:
        """The words right before a place, at most so many characters of the sentence."""
        return self.lead + self.passage.text[max(self.start, at - most) : at]

    def is_of_the_term(self, at: int) -> bool:
        """Whether what stands at `at` is still said of the subject."""
        if not 0 <= at - self.start <= REACH:
            return False
        return not _NOT_THE_TERM.search(_ASIDE.sub(" ", self.passage.text[self.start : at]))

    @property
    def is_of_what_follows(self) -> bool:
        """Whether it tells what comes after the first term."""
        return _THEREAFTER.search(self.passage.text, max(0, self.start - REACH), self.start) is not None


def find_term_sentences(passages: Passages) -> Iterator[TermSentence]:
    """Each sentence that says of the contract or its term how long it runs, with its list items after it."""
    for passage in passages.mentioning(_NEEDLE):
        start, standing = _telling(passage)
        if start is None:
            continue
        if passages.is_attached(passage.clause):
            standing *= _IN_ATTACHMENT
        yield TermSentence(passage, start, "", standing)
        lead = passage.text[-_LEAD:].rstrip(" :") + " "
        for item in passages.items(passage):
            yield TermSentence(item, 0, lead, standing)


def _telling(passage: Passage) -> tuple[int | None, float]:
    """Where a sentence begins to tell how long the contract runs, None where it does not; and how surely."""
    start = _predicate(passage)
    last = passage.heading.rsplit(" > ", 1)[-1]
    if start is not None:
        return start, _UNDER_ITS_HEADING if _HEADING.search(last) else _ELSEWHERE
    if named := _DEFINES_THE_TERM.search(passage.text):
        return max(0, named.start() - _BEFORE_ITS_NAME), _UNDER_ITS_HEADING
    if _IS_THE_TERM.fullmatch(last):
        return 0, _ALONE
    if spoken := _FOR_A_TERM.search(passage.text):
        return spoken.start(), _WITHOUT_SUBJECT
    return None, 0.0


def _predicate(passage: Passage) -> int | None:
    """Where it begins to be told how long the contract, or its term, runs; None where nothing tells it."""
    text = passage.text
    for match in _SUBJECT.finditer(text):
        before = text[max(0, match.start() - 30) : match.start()]
        after = text[match.end("subject") : match.end("subject") + 3]
        if _A_WORD.match(after) or _OBLIQUE.search(before):
            continue
        if _RUNS.search(text, match.start("predicate"), match.start("predicate") + REACH):
            return match.start("predicate")
    return None
