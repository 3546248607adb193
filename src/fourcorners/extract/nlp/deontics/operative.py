"""What makes somebody act, told apart from what only makes something so."""

import re
from typing import Final

from spacy.tokens import Token

from fourcorners.domain.obligation import Modality
from fourcorners.extract.nlp.deontics.frames import Frame

_CONSTITUTIVE: Final = frozenset(
    "mean constitute apply survive commence begin expire continue remain become prevail control "
    "govern supersede vest inure accrue refer lapse cease exist occur arise consist belong extend run "
    "total equal result bear bind operate pass transfer relieve preclude prevent affect limit "
    "impair eliminate renew start end represent depend arise qualify cause precede appear permit".split()
)
"""Verbs that, said of a thing, state how things are."""
_CONSTITUTIVE_PASSIVES: Final = frozenset(
    "deemed construed governed interpreted considered defined referred reduced extended applied "
    "treated excused increased adjusted based limited binding incorporated amended supplemented "
    "relieved severed attributed waived superseded terminated counted understood implied prejudiced "
    "assumed regarded vested released enforced determined earned tolled agreed relied allocated "
    "enforceable executed subject bound affected impaired expressed entitled held".split()
)
_NOT_OF_A_PARTY: Final = frozenset(
    "liable contingent deemed considered construed bound relieved excused aware able unable subject treated "
    "held released regarded eligible prejudiced".split()
)
"""What a party "shall be" without having to do anything."""
_HAD_WITHOUT_ACTING: Final = frozenset({"liability", "meaning", "meanings", "effect", "obligation"})
_HELD_TO: Final = frozenset(
    "available payable due operational free ready responsible answered open accessible".split()
)
"""What a thing "shall be" by somebody's doing."""
_DELIVERABLE: Final = re.compile(
    r"\b(?:reports?|invoices?|notices?|services?|products?|goods|software|code|systems?|sites?|policy|policies|"
    r"insurance|statements?|plans?|deliverables?|works?|materials?|equipment|documentation|packages?|shipments?|"
    r"certificates?|attestation|assessments?|employees?|personnel|staff|records?|requests?|orders?)\b",
    re.IGNORECASE,
)
_INTEREST_VERBS: Final = {"bear", "accrue", "carry"}
_OWED: Final = re.compile(
    r"\b(?:amounts?|fees?|payments?|sums?|invoices?|balances?|charges?|interest|credits?|price)\b",
    re.IGNORECASE,
)
_CAPPED_IN_LAW: Final = re.compile(r"liabilit|damages|credits?\b|penalt|indemni", re.IGNORECASE)
"""What a cap limits without forbidding anybody anything."""
_MUST: Final = re.compile(r"must\b", re.IGNORECASE)
_PEOPLE: Final = re.compile(
    r"\w*(?:or|er|ee|ant|ist|man|person|company|firm|bank|agent|representative|executive|party|team|committee|"
    r"staff|personnel|government|authority|department|agency)s?",
    re.IGNORECASE,
)
"""Nouns that are formed like those for people and bodies who act."""
_THINGS: Final = frozenset(
    "letter server number computer router paper order matter power water register folder container trailer "
    "tower meter filter error factor sector monitor motor door floor colour labour transfer offer quarter "
    "chapter charter cover layer amount plant grant variant denominator numerator indicator generator "
    "vector favour".split()
)
"""Those among them that are things."""
_DETERMINER: Final = re.compile(r"^(?:the|each|any|every|such|an?)\s+", re.IGNORECASE)
_SHAPES: Final = frozenset(
    "include contain conform comply meet specify describe state set detail provide cover address show list "
    "identify match satisfy come ship be".split()
)
"""Verbs by which a duty says what a deliverable must be like."""
_STRANGERS: Final = re.compile(
    r"\b(?:arbitrators?|arbitration|courts?|tribunal|experts?|mediators?|umpire|judges?|laws?|agreements?|"
    r"amendments?|terms?|sections?|articles?|clauses?|paragraphs?|provisions?|exhibits?|schedules?|nothing|"
    r"failure|termination|expiration|waiver|rights?|remed(?:y|ies)|obligations?|title|ownership|risk|liability|"
    r"delay|there|headings?|force\s+majeure|definitions?|circumstances?|event)\b",
    re.IGNORECASE,
)
"""Who or what binds no party by what it "shall" do."""


def is_norm(frame: Frame, obligor: str | None, agent: str | None) -> bool:
    """Whether a frame binds or entitles a party.

    `obligor` is the party that the subject names, `agent` the one that "by ..." names; None for none.
    """
    if frame.trigger.kind == "non_renewal":
        return obligor is not None
    if not frame.is_main:
        return False
    if frame.trigger.kind in {"promise", "entitled", "bound"}:
        return obligor is not None or frame.trigger.kind == "bound" or actor_name(frame) is not None
    if obligor is not None and not frame.is_passive:
        return _is_act_of_a_party(frame)
    if obligor is not None:
        return frame.verb.lower_ not in _CONSTITUTIVE_PASSIVES | _NOT_OF_A_PARTY
    return _is_duty_about_a_thing(frame, agent)


def _is_act_of_a_party(frame: Frame) -> bool:
    verb = frame.verb
    if verb.lower_ == "have" and _has_child(verb, _HAD_WITHOUT_ACTING):
        return False
    if verb.lower_ == "remain" and _has_child(verb, frozenset({"responsible"})):
        return False
    if verb.lower_ in {"be", "remain"}:
        return not any(child.lower_ in _NOT_OF_A_PARTY for child in verb.children if child.i > verb.i)
    if frame.trigger.modality is Modality.RIGHT and verb.lower_ in {
        "have",
        "agree",
        "need",
        "want",
        "wish",
        "incur",
    }:
        return False
    return verb.lower_ not in {"mean", "constitute", "survive", "fail", "may", "must", "shall", "will"}


def _is_duty_about_a_thing(frame: Frame, agent: str | None) -> bool:
    """Whether what a thing shall be or do is a duty: "Invoices shall be paid", "Reports shall show"."""
    if frame.trigger.kind == "payable":
        return True
    if agent is None and frame.subject is not None and _STRANGERS.search(frame.subject.root.text):
        return False
    if frame.trigger.modality is Modality.RIGHT:
        return (
            agent is not None
            if frame.is_passive
            else actor_name(frame) is not None and frame.verb.lower_ != "be"
        )
    if frame.is_passive:
        return agent is not None or frame.verb.lower_ not in _CONSTITUTIVE_PASSIVES
    if frame.verb.lower_ == "be":
        is_ordered = _MUST.match(frame.verb.doc.text, frame.trigger.start) is not None
        return frame.trigger.modality is Modality.OBLIGATION and (
            is_ordered or _has_child(frame.verb, _HELD_TO)
        )
    return _does_what_is_owed(frame)


def _does_what_is_owed(frame: Frame) -> bool:
    verb, subject = frame.verb.lower_, frame.subject.text if frame.subject is not None else ""
    if verb in _INTEREST_VERBS and _OWED.search(subject):
        return True
    if verb == "exceed":
        return frame.trigger.modality is Modality.PROHIBITION and not _CAPPED_IN_LAW.search(subject)
    if verb in _CONSTITUTIVE:
        return False
    is_ordered = _MUST.match(frame.verb.doc.text, frame.trigger.start) is not None
    return (
        is_ordered
        or actor_name(frame) is not None
        or (verb in _SHAPES and _DELIVERABLE.search(subject) is not None)
    )


def _has_child(verb: Token, words: frozenset[str]) -> bool:
    return any(child.lower_ in words for child in verb.children)


def actor_name(frame: Frame) -> str | None:
    """The name of one who acts though it is no known party ("the COR", "Distributor"); None for a thing."""
    if frame.subject is None or _STRANGERS.search(frame.subject.root.text):
        return None
    head = frame.subject.root
    if _OWED.search(head.text) or _DELIVERABLE.search(head.text):
        return None
    is_person = _PEOPLE.fullmatch(head.text) is not None and head.lower_.removesuffix("s") not in _THINGS
    if head.tag_ not in {"NNP", "NNPS"} and not is_person:
        return None
    return _DETERMINER.sub("", frame.subject.text)
