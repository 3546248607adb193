"""What makes somebody act, told apart from what only makes something so."""

import re
from typing import Final

from spacy.tokens import Token

from fourcorners.domain.obligation import Modality
from fourcorners.extract.nlp.deontics.frames import Frame, is_withheld

_CONSTITUTIVE: Final = frozenset(
    "mean constitute apply survive commence begin expire continue remain become prevail control "
    "govern supersede vest inure accrue refer lapse cease exist occur arise consist belong extend run "
    "total equal result bear bind operate pass transfer relieve preclude prevent affect limit "
    "impair eliminate form renew start end represent depend arise qualify cause precede appear permit".split()
)
"""Verbs that, said of a thing, state how things are."""
_CONSTITUTIVE_PASSIVES: Final = frozenset(
    "deemed construed governed interpreted considered defined referred reduced extended applied "
    "treated excused increased adjusted based limited binding incorporated amended supplemented "
    "relieved severed attributed waived superseded terminated counted understood implied prejudiced "
    "assumed regarded vested released enforced determined earned tolled agreed relied allocated "
    "enforceable executed subject bound affected impaired expressed entitled held specified described listed "
    "calculated added used measured forfeited located".split()
)
_BOUNDED_PASSIVES: Final = frozenset("terminated reduced increased released".split())
"""Those by which a prohibition still forbids an act: "the Fund shall not be terminated until"."""
_CREDITED: Final = re.compile(
    r"\b(?:credits?|rebates?|payments?|refunds?|discounts?|penalt(?:y|ies))\b", re.IGNORECASE
)
"""What is applied by somebody's act."""
_DISPUTED: Final = re.compile(
    r"\b(?:disputes?|matters?|disagreements?|controvers(?:y|ies)|claims?)\b", re.IGNORECASE
)
_DONE_BY_SOMEBODY: Final = frozenset(
    "conducted performed billed charged invoiced deducted inspected audited terminated cancelled "
    "canceled".split()
)
"""What a right in the passive is to, though it does not say whose it is: "may be conducted at any time"."""
_NOT_OF_A_PARTY: Final = frozenset(
    "liable contingent deemed considered construed bound relieved excused aware able unable subject treated "
    "held released regarded eligible prejudiced".split()
)
"""What a party "shall be" without having to do anything."""
_COUNTS_AS: Final = frozenset({"event", "default", "breach", "condition", "requirement"})
"""What something is said to count as: "it shall be an event of default if"."""
_NEEDS_A_PARTY: Final = frozenset({"non_renewal", "entitles", "held_by", "bare_to"})
"""Kinds of trigger that state a norm wherever they stand, if they name a party."""
_NO_POWERS: Final = frozenset("have agree need want wish incur".split())
"""What a party "may" do without a power to: "any costs that Buyer may incur"."""
_HAD_WITHOUT_ACTING: Final = frozenset({"liability", "meaning", "meanings", "effect", "obligation"})
_HELD_TO: Final = frozenset(
    "available payable due operational free ready responsible answered open accessible compatible "
    "consistent primary compliance form accordance".split()
)
"""What a thing "shall be" by somebody's doing."""
_LEVELS: Final = frozenset({"less", "greater", "faster", "no"})
"""How the level begins that a thing "shall be"."""
_DELIVERABLE: Final = re.compile(
    r"\b(?:reports?|invoices?|notices?|services?|products?|goods|software|code|systems?|sites?|policy|policies|"
    r"insurance|statements?|plans?|deliverables?|works?|materials?|equipment|documentation|packages?|shipments?|"
    r"certificates?|attestation|assessments?|employees?|personnel|staff|records?|requests?|orders?)\b",
    re.IGNORECASE,
)
_OF_RIGHT: Final = frozenset("retain maintain own hold have reserve keep".split())
_TITLE: Final = frozenset("right rights title ownership interest".split())
"""What a party keeps without doing anything: "shall retain all right, title and interest"."""
_EXAMPLE: Final = re.compile(r"\(?(?:for\s+example|by\s+way\s+of\s+example|e\.g\.)", re.IGNORECASE)
_INTEREST_VERBS: Final = {"bear", "accrue", "carry"}
_OWED: Final = re.compile(
    r"\b(?:amounts?|fees?|payments?|sums?|invoices?|balances?|charges?|interest|credits?|price)\b",
    re.IGNORECASE,
)
_CAPPED_IN_LAW: Final = re.compile(r"liabilit|damages|credits?\b|penalt|indemni", re.IGNORECASE)
"""What a cap limits without forbidding anybody anything."""
_LIABLE: Final = re.compile(
    r"[^,;.]{1,60}?\bresponsible\s+for\s+(?:(?:any|all|and|or|the|such|each|every|its|their|your)\s+){0,5}(?:[\w-]+\s+){0,2}?"
    r"(?:loss(?:es)?|damages?|claims?|liabilit(?:y|ies)|injur(?:y|ies)|debts?)\b",
    re.IGNORECASE,
)
"""Says on whom a loss falls, which asks nobody to do anything."""
_CANNOT: Final = re.compile(r"can(?:\s?not)\b", re.IGNORECASE)
_MAY: Final = re.compile(r"may\b", re.IGNORECASE)
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
_ACRONYM: Final = re.compile(r"(?=.*[A-Z])[A-Z0-9&]{2,8}")
"""A body by its initials, whatever the tagger makes of them: "18F", "the BSP"."""
_DETERMINER: Final = re.compile(r"^(?:the|each|any|every|such|an?)\s+", re.IGNORECASE)
_TELLS: Final = frozenset(
    "include comprise contain specify detail reference accompany itemize itemise enumerate".split()
)
"""Verbs by which a duty says what anything at all must hold."""
_HAPPENS: Final = frozenset({"occur", "take"})
_ACTS: Final = re.compile(
    r"\b(?:deliver(?:y|ies)|payments?|shipments?|sales?|inspections?|tests?|testing|training|maintenance|meetings?|"
    r"audits?|reviews?|installation|migration)\b",
    re.IGNORECASE,
)
"""Acts told as things: "delivery shall take place", "no sales shall occur"."""
_SHAPES: Final = frozenset(
    "include contain conform comply meet specify describe disclose state set detail provide cover address "
    "show list identify match satisfy come ship be".split()
)
"""Verbs by which a duty says what a deliverable must be like."""
_STRANGERS: Final = re.compile(
    r"\b(?:words?|references?|singular|plural|gender|annex(?:es)?|appendi(?:x|ces)|attachments?|arbitrators?|arbitration|courts?|tribunal|experts?|mediators?|umpire|judges?|laws?|agreements?|"
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
    if frame.trigger.kind in _NEEDS_A_PARTY:
        return obligor is not None
    if not frame.is_main or frame.verb.tag_ == "MD" or _EXAMPLE.match(frame.text):
        return False
    if frame.trigger.kind in {"limited", "prohibited"}:
        return not _CAPPED_IN_LAW.search(frame.text, 0, frame.trigger.start)
    if is_withheld(frame) or frame.trigger.kind in {"bound", "due_on"}:
        return not _LIABLE.match(frame.text, frame.trigger.start)
    if frame.trigger.kind in {"promise", "entitled"}:
        return obligor is not None or actor_name(frame) is not None
    return _is_told_by_modal(frame, obligor, agent)


def _is_told_by_modal(frame: Frame, obligor: str | None, agent: str | None) -> bool:
    if obligor is None:
        return _is_duty_about_a_thing(frame, agent)
    return _is_done_to_a_party(frame) if frame.is_passive else _is_act_of_a_party(frame)


def _is_done_to_a_party(frame: Frame) -> bool:
    return _is_done_by_somebody(frame) and frame.verb.lower_ not in _NOT_OF_A_PARTY


def _is_act_of_a_party(frame: Frame) -> bool:
    verb = frame.verb.lower_
    if _has_nothing_to_do(frame):
        return False
    if verb in {"be", "remain"}:
        behind = (child for child in frame.verb.children if child.i > frame.verb.i)
        return not any(child.lower_ in _NOT_OF_A_PARTY for child in behind)
    if frame.trigger.modality is Modality.RIGHT and verb in _NO_POWERS:
        return False
    return verb not in {"mean", "constitute", "survive", "fail", "may", "must", "shall", "will"}


def _has_nothing_to_do(frame: Frame) -> bool:
    """Whether it says of a party how things are: "shall retain all title", "shall have no liability"."""
    verb = frame.verb
    return (
        (verb.lower_ == "have" and (_has_child(verb, _HAD_WITHOUT_ACTING) or _has_none(verb)))
        or (verb.lower_ in _OF_RIGHT and frame.trigger.kind == "modal" and _has_child(verb, _TITLE))
        or (verb.lower_ == "remain" and _has_child(verb, frozenset({"responsible"})))
        or (verb.lower_ == "be" and _has_child(verb, _COUNTS_AS))
    )


def _is_duty_about_a_thing(frame: Frame, agent: str | None) -> bool:
    """Whether what a thing shall be or do is a duty: "Invoices shall be paid", "Reports shall show"."""
    if frame.trigger.kind == "payable":
        return True
    if agent is None and _is_said_of_a_stranger(frame):
        return False
    if frame.trigger.modality is Modality.RIGHT:
        return _is_right_about_a_thing(frame, agent)
    if frame.is_passive:
        return agent is not None or _is_done_by_somebody(frame)
    if frame.verb.lower_ in {"be", "become"}:
        return frame.trigger.modality is Modality.OBLIGATION and _is_held_to_be(frame)
    return _does_what_is_owed(frame)


def _is_said_of_a_stranger(frame: Frame) -> bool:
    if _CANNOT.match(frame.text, frame.trigger.start):
        return True
    return frame.subject is not None and _STRANGERS.search(frame.subject.root.text) is not None


def _is_right_about_a_thing(frame: Frame, agent: str | None) -> bool:
    if not frame.is_passive:
        return actor_name(frame) is not None and frame.verb.lower_ != "be"
    is_allowed = _MAY.match(frame.text, frame.trigger.start) is not None
    return agent is not None or (is_allowed and frame.verb.lower_ in _DONE_BY_SOMEBODY)


def _is_done_by_somebody(frame: Frame) -> bool:
    verb = frame.verb.lower_
    subject = frame.subject.text if frame.subject is not None else ""
    if verb in _BOUNDED_PASSIVES and frame.trigger.modality is Modality.PROHIBITION:
        return True
    if verb == "applied":
        return _CREDITED.search(subject) is not None
    if verb == "referred":
        return _DISPUTED.search(subject) is not None
    return verb not in _CONSTITUTIVE_PASSIVES


def _is_held_to_be(frame: Frame) -> bool:
    """Whether somebody sees to it that a thing is so: "must be new", "shall be free of charge"."""
    verb = frame.verb
    if frame.subject is not None and frame.subject.root.lower_ == "it":
        return False
    if verb.lower_ == "become":
        return _has_child(verb, frozenset({"due", "payable"}))
    is_ordered = _MUST.match(frame.text, frame.trigger.start) is not None
    inner = (
        child for preposition in verb.children if preposition.dep_ == "prep" for child in preposition.children
    )
    behind = verb.doc[verb.i + 1 : verb.i + 3]
    return (
        is_ordered
        or _has_child(verb, _HELD_TO)
        or any(token.lower_ in _HELD_TO | _LEVELS for token in behind)
        or any(child.lower_ in _HELD_TO for child in inner)
    )


def _does_what_is_owed(frame: Frame) -> bool:
    verb, subject = frame.verb.lower_, frame.subject.text if frame.subject is not None else ""
    if verb in _INTEREST_VERBS and _OWED.search(subject):
        return True
    if verb == "exceed":
        return frame.trigger.modality is Modality.PROHIBITION and not _CAPPED_IN_LAW.search(subject)
    if verb in _TELLS and subject and frame.trigger.modality is Modality.OBLIGATION:
        return True
    if verb in _HAPPENS and _ACTS.search(subject):
        return True
    if verb in _CONSTITUTIVE:
        return False
    is_ordered = _MUST.match(frame.text, frame.trigger.start) is not None
    return (
        is_ordered
        or actor_name(frame) is not None
        or (verb in _SHAPES and _DELIVERABLE.search(subject) is not None)
    )


def _has_none(verb: Token) -> bool:
    """Whether what a party shall have is nothing: "shall have no responsibility"."""
    return any(
        child.dep_ == "dobj" and any(word.lower_ == "no" for word in child.children)
        for child in verb.children
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
    if head.tag_ not in {"NNP", "NNPS"} and not is_person and not _ACRONYM.fullmatch(head.text):
        return None
    return _DETERMINER.sub("", frame.subject.text)
