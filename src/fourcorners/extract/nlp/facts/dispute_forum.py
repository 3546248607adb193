"""Where disputes under the contract are decided: a court, or arbitrators and their seat."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from fourcorners.domain.evidence import Quote
from fourcorners.domain.proof import Origin
from fourcorners.domain.variable import TextValue, VariableDraft
from fourcorners.extract.nlp.facts.choice import most_telling
from fourcorners.extract.nlp.facts.mentions import mentioning_any, needles
from fourcorners.extract.nlp.passages import Passage, Passages
from fourcorners.extract.nlp.words import any_of

NAME: Final = "dispute_forum"

_NEEDLES: Final = needles(
    r"urisdiction\b", "JURISDICTION", r"enue\b", "VENUE", r"rbitrat", "ARBITRAT", r"ourts?\b", r"COURTS?\b"
)
_PLACE_NAME: Final = (
    r"(?:the )?(?:(?:[Cc]ity|[Cc]ounty|[Ss]tate|State|Commonwealth|Province|District|Republic|Parish|"
    r"Borough|Canton|Southern|"
    r"Northern|Eastern|Western|Central|Middle|United|People[’']s)\b[\w ,]{0,24}? of )?"
    r"(?:(?:the )?[A-Z][\w.’'-]*)"
    r"(?:(?:,? (?:and |or )?(?:the )?|,? in (?:the )?|(?: of| within)(?: the)? |/)"
    r"(?!(?:Federal|FEDERAL|[Uu]nited States [Dd]|UNITED STATES D|U\.?S\.? [Dd]istrict|English|Part(?:y|"
    r"ies)|Each|If|The Part|Any|Notwithstanding)\b)"
    r"[A-Z][\w.’'-]*(?!\w| (?:agrees?|hereby|submits?|waives?|irrevocably)\b)){0,9}"
)
_KIND: Final = (
    r"(?:(?:[Ss]tate|[Ff]ederal|STATE|FEDERAL|[Ll]ocal|[Cc]ompetent|[Aa]ppropriate|[Cc]ommon|[Cc]ivil|[Pp]rovincial|"
    r"[Oo]rdinary|[Cc]ommercial|and|or|AND|OR|and/or|U\.?S\.?|United States|UNITED STATES|[Dd]istrict|"
    r"DISTRICT|[Ss]uperior|SUPERIOR|[Ss]upreme|"
    r"[Cc]ircuit|High|[Cc]hancery|Chancery|County|county|applicable|proper|"
    r"[Pp]eople[’']s|national|English|Scottish|Irish|German|French|Dutch|Swiss|Israeli|Chinese|Indian|Japanese|"
    r"Australian|Canadian|Singapore|Danish|Swedish|Hong Kong|[A-Z][a-z]+)[ ,]{1,2}){0,8}"
)
_COURTS_OF: Final = re.compile(
    rf"(?:the |The |THE |any |Any |a )?(?P<forum>{_KIND}(?:[Cc]ourts?|COURTS?)(?: of (?:general |"
    rf"competent )?(?:jurisdiction|record))?"
    r"(?: (?:of|for|in) (?:the )?(?:Chancery|Justice|Appeal|Queen[’']s Bench))?"
    r"(?:,? (?:which are |that are |is |are )?(?:located|sitting|situated?|seated|having jurisdiction|"
    r"LOCATED|SITTING|residing|having venue))?"
    r",? (?:of|in|for|at|within|IN|OF|FOR|WITHIN|located in)(?: and for)? "
    rf"{_PLACE_NAME}"
    rf"(?:,? (?:and|or|AND|OR)(?: (?:in|of|to|IN))? (?:the |any |a |THE |ANY )?{_KIND}(?:[Cc]ourts?|COURTS?)"
    r"(?:,? (?:located|sitting|situated?|having jurisdiction|LOCATED|SITTING))?,? (?:of|in|for|at|"
    r"within|over|IN|OF|FOR|WITHIN) "
    rf"(?:the |THE )?{_PLACE_NAME})?)"
)
_NATIONAL_COURTS: Final = re.compile(
    r"(?:the )?(?P<forum>(?:English|Scottish|Irish|German|French|Dutch|Swiss|Israeli|Chinese|Indian|"
    r"Japanese|Australian|"
    r"Canadian|Singapore|Danish|Swedish|Delaware|California|New York|Texas|Florida|Hong Kong) "
    r"(?:state (?:and|or) federal )?[Cc]ourts?)\b"
)
_VENUE_IN: Final = re.compile(
    r"\b(?:[Vv]enue|VENUE|[Jj]urisdiction(?: and venue)?|[Ff]orum)\b[^.;]{0,110}?\b"
    r"(?:shall be|will be|is|lies?|shall lie|being|be|lie|laid|proper|exclusively|located|"
    r"only)\b(?: exclusively| solely| only| proper)?"
    rf" (?:in|with|within|at) (?P<forum>{_PLACE_NAME})"
)
_SUBMITS: Final = any_of(
    "jurisdiction",
    "venue",
    "forum",
    "take place",
    r"(?:brought|instituted|commenced|filed|litigated|initiated|maintained|resolved|settled|decided|"
    r"heard|tried|determined|adjudicated|submitted|decide|referred|prosecuted)",
)
_DISPUTES: Final = any_of(
    r"disputes?",
    r"actions?",
    r"proceedings?",
    r"claims?",
    r"suits?",
    r"controvers(?:y|ies)",
    "litigation",
    "jurisdiction",
    "venue",
    "differences",
)
_EXCLUSIVE: Final = any_of(
    r"exclusive(?:ly)?", "solely", "only", "sole", "alone", "irrevocably", "shall be brought"
)
_NOT_THE_FORUM: Final = any_of(
    r"judge?ment (?:up)?on (?:the |any |such )?(?:arbitrat\w+ )?award", r"injunct\w+", "equitable relief",
    "interim relief", r"enforc\w+ (?:of )?(?:the |any |an )?(?:arbitra\w+ )?(?:award|judgment)",
    "provisional", "entered in", r"confirm\w* the", "subpoena", "bankruptcy", "order of", "compel",
)  # fmt: skip
_ANOTHER_COURT: Final = re.compile(
    r"\b(?:order of (?:a|any) court|law or court|held (?:by|in)|bankruptcy court|"
    r"court of competent jurisdiction(?! (?:in|located|sitting|within))|"
    r"court or (?:other )?governmental|qualified|duly organized|good standing|licensed)\b",
    re.IGNORECASE,
)
_ARBITRATES: Final = any_of(
    r"(?:settled|resolved|determined|decided|submitted|referred|finally|conducted|resolve|subject|submit|settle|adjudicated|"
    r"administered|governed)\b[^.;]{0,170}?\barbitra(?:tion|tors?|ted)",
    r"arbitrat(?:ion|ed)\b[^.;]{0,140}?\b(?:in accordance with|under|pursuant to|before|by|administered|"
    r"conducted|held)",
    r"(?:binding|final) arbitration",
    r"arbitration (?:shall|will|proceedings? (?:shall|will)|hearings? (?:shall|will))",
    r"(?:seat|place|venue|situs|site|location) of (?:the )?arbitration",
)
_INSTITUTION: Final = re.compile(
    r"\b(?P<name>American Arbitration Association|AMERICAN ARBITRATION ASSOCIATION|AAA|"
    r"JAMS(?:/Endispute)?|J\.A\.M\.S\.?|"
    r"Judicial Arbitration (?:and|&) Mediation Services(?:, Inc\.)?|International Chamber of Commerce|ICC|"
    r"International Court of Arbitration|London Court of International Arbitration|LCIA|"
    r"Singapore International Arbitration Cent(?:re|er)|SIAC|Hong Kong International Arbitration "
    r"Cent(?:re|er)|HKIAC|"
    r"China International Economic and Trade (?:Arbitration )?Commission|CIETAC|International Cent(?:re|"
    r"er) for Dispute Resolution|ICDR|"
    r"CPR(?: Institute(?: for Dispute Resolution)?)?|"
    r"(?:[A-Z]\w+ ){1,5}(?:Arbitration (?:Commission|Cent(?:re|er)|Institute|Board|Association|"
    r"Foundation)(?: of [A-Z]\w+(?: [A-Z]\w+)?)?|Chamber of Commerce|Court of Arbitration)|"
    r"UNCITRAL|Chartered Institute of Arbitrators|National Arbitration Forum|"
    r"German Arbitration Institute|DIS)\b"
)
_SEAT: Final = re.compile(
    r"\b(?:(?:[Aa]rbitra\w+|hearings?|proceedings?|mediation|place|seat|venue|situs|site|location|"
    r"locale|held|conducted|take place|"
    r"shall be|settled|resolved)\b[^.;]{0,120}?\b(?:held|conducted|take place|be|seated|located|sit|is|"
    r"occur|heard|arbitration|arbitrated|"
    r"settled|resolved|venued)(?: exclusively| solely| only| in English,?)? (?:in|at)|"
    r"(?:[Ss]eat|[Pp]lace|[Vv]enue|[Ss]itus|[Ss]ite|[Ll]ocation|[Ll]ocale) (?:of|for) (?:the |such |"
    r"any )?[Aa]rbitration (?:shall be|will be|is|:)|"
    r"(?:[Aa]rbitrat(?:ion|ed|ors?)|panel|JAMS|AAA|ICC)(?: (?:proceeding|hearing)s?)? in) "
    rf"(?P<place>(?:the )?(?:[Cc]ity of )?{_PLACE_NAME})"
)
_NO_PLACE: Final = re.compile(
    r"^(?:the )?(?:English\b|Accordance|Agreement|Section|Article|Party|Parties|Commercial|Arbitration|"
    r"Rules?|AAA|ICC|JAMS|Sections|"
    r"Paragraph|Clause|Exhibit|Court|Law)",
)
_DANGLING: Final = re.compile(
    r"(?:[,\s]+(?:and|or|the|in|of|The|Each|In|Any|If|This|All|No|Such|For|Either|Notwithstanding|Agreement|USA)?)+$"
)
_FULL_STOP: Final = re.compile(r"(?<=[a-z]{3})\.$|(?<=[A-Z]{3})\.$")
_HEADING: Final = re.compile(
    r"\b(?:jurisdiction|venue|forum|disputes?|arbitration|governing law|applicable law|choice of law|"
    r"litigation|controlling law)\b"
)

_ARBITRATORS: Final = 0.9
_SEAT_ALONE: Final = 0.75
_COURTS_ONLY: Final = 0.85
_COURTS: Final = 0.7
_FOR_ORDERS: Final = 0.35
_ELSEWHERE: Final = 0.9
_IN_ATTACHMENT: Final = 0.75


class _Named(NamedTuple):
    passage: Passage
    at: tuple[int, int]
    words: str


def propose_dispute_forum(passages: Passages) -> list[VariableDraft]:
    """The forum as printed: the courts with their place, or the institution and seat of arbitrators.

    A court that only orders interim relief or enforces an award yields to the arbitrators.
    """
    courts: list[VariableDraft] = []
    institutions: list[_Named] = []
    seats: list[_Named] = []
    for passage in mentioning_any(passages, _NEEDLES):
        courts.extend(_courts(passage, passages))
        if _arbitrates(passage):
            institutions.extend(_first(_INSTITUTION, "name", passage))
            seats.extend(_first(_SEAT, "place", passage))
    return most_telling([*_arbitration(institutions, seats, passages), *courts])


def _arbitrates(passage: Passage) -> bool:
    return _ARBITRATES.search(passage.text) is not None


def _first(pattern: re.Pattern[str], group: str, passage: Passage) -> Iterator[_Named]:
    for match in pattern.finditer(passage.text):
        words = _trimmed(match[group])
        if words and (pattern is _INSTITUTION or not _NO_PLACE.match(words)):
            yield _Named(passage, (match.start(group), match.start(group) + len(words)), words)
            return


def _trimmed(words: str) -> str:
    """A name without the words that begin the next thought, and without the full stop of its sentence."""
    return _DANGLING.sub("", _FULL_STOP.sub("", words))


def _arbitration(
    institutions: list[_Named], seats: list[_Named], passages: Passages
) -> Iterator[VariableDraft]:
    """One answer that names the institution and, of the sentences beside it, the seat."""
    if institutions:
        first = institutions[0]
        near = [seat for seat in seats if _is_near(first, seat)]
        yield _draft([first, *near[:1]], _ARBITRATORS, passages)
    elif seats:
        yield _draft(seats[:1], _SEAT_ALONE, passages)


def _is_near(first: _Named, seat: _Named) -> bool:
    return abs(seat.passage.sentence - first.passage.sentence) <= 14 and seat.words not in first.words


def _courts(passage: Passage, passages: Passages) -> Iterator[VariableDraft]:
    text = passage.text
    if not _SUBMITS.search(text) or not _DISPUTES.search(text):
        return
    for pattern in (_COURTS_OF, _VENUE_IN, _NATIONAL_COURTS):
        for match in pattern.finditer(text):
            words = _trimmed(match["forum"])
            standing = _standing(text, match, passage)
            if standing and (pattern is not _VENUE_IN or not _NO_PLACE.match(words)):
                at = (match.start("forum"), match.start("forum") + len(words))
                yield _draft([_Named(passage, at, words)], standing, passages)
                return


def _standing(text: str, match: re.Match[str], passage: Passage) -> float:
    around = text[max(0, match.start() - 260) : match.end() + 160]
    if not _SUBMITS.search(around) or not _DISPUTES.search(around) or _ANOTHER_COURT.search(around):
        return 0.0
    standing = _COURTS_ONLY if _EXCLUSIVE.search(around) else _COURTS
    if _NOT_THE_FORUM.search(around):
        standing = _FOR_ORDERS
    return standing if _HEADING.search(passage.heading) else standing * _ELSEWHERE


def _draft(named: list[_Named], standing: float, passages: Passages) -> VariableDraft:
    """Each name with its sentence; the words of the value are the names joined."""
    share = _IN_ATTACHMENT if passages.is_attached(named[0].passage.clause) else 1.0
    source = passages.source
    quotes: list[Quote] = []
    for each in named:
        place = each.passage.reading.span(*each.at)
        part = None if not quotes else "seat"
        quotes.append(Quote.at(passages.sentence_around(place), source, part=part))
        quotes.append(Quote.at(place, source, part="value"))
    return VariableDraft(
        name=NAME,
        value=TextValue(text=", ".join(each.words for each in named)),
        confidence=standing * share,
        origin=Origin.NLP,
        quotes=tuple(quotes),
    )
