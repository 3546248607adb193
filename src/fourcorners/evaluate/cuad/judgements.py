"""Our answers about the variables of a contract, judged one by one."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from fourcorners.domain.variable import Variable
from fourcorners.evaluate.cuad.answers import Answers, our_answer, read_answer, shown
from fourcorners.evaluate.cuad.corpus import CuadDocument
from fourcorners.evaluate.cuad.names import full_names, letters, match_names, same_title
from fourcorners.evaluate.fields import FieldOutcome
from fourcorners.evaluate.metrics import Score
from fourcorners.evaluate.statement import Measured
from fourcorners.values.dates import find_dates

VALUES: Final = (
    "agreement_date",
    "effective_date",
    "expiration_date",
    "renewal_term",
    "notice_period_to_terminate_renewal",
    "governing_law",
)
"""The variables with a normalised value: dates, terms, notice and law."""


class Judgement(Measured):
    """What the gold and we answer about a variable; for parties, about one of them."""

    name: str
    outcome: FieldOutcome
    """Missed: the gold alone has a value. Invented: we alone. Absent: neither has."""
    gold: str | None = None
    """As the lawyers wrote it; null where they have none."""
    gold_passage: str = ""
    """The words that they marked for it."""
    is_printed: bool | None = None
    """Whether the gold's date stands in the words that were marked; null where it is no date."""
    ours: str | None = None
    confidence: float | None = None
    """Null where we answer nothing."""
    start: int | None = None
    end: int | None = None
    quote: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether we say anything that can be right or wrong."""
        return self.outcome in {FieldOutcome.RIGHT, FieldOutcome.WRONG, FieldOutcome.INVENTED}


def judge(document: CuadDocument, variables: Iterable[Variable]) -> list[Judgement]:
    """All judgements of a contract. Where the gold's answer cannot be compared with a value there is none."""
    said = sorted(variables, key=lambda each: (-each.confidence, each.evidence[0].span, each.id))
    judged = list(_parties(document, [each for each in said if each.name == "parties"]))
    for name in ("document_name", *VALUES):
        ours = next((each for each in said if each.name == name), None)
        judge_one = _title if name == "document_name" else _value
        judged += judge_one(document, name, ours)
    return judged


def score_answers(judgements: Iterable[Judgement]) -> Score:
    """Gold: values that are stated. Ours: what we answer. Matched: the right ones of it."""
    outcomes = [each.outcome for each in judgements]
    right, wrong, missed, invented = (
        outcomes.count(each)
        for each in (FieldOutcome.RIGHT, FieldOutcome.WRONG, FieldOutcome.MISSED, FieldOutcome.INVENTED)
    )
    return Score.of(gold=right + wrong + missed, ours=right + wrong + invented, matched=right)


def _value(document: CuadDocument, name: str, ours: Variable | None) -> Iterator[Judgement]:
    answer = document.answer(name)
    gold = read_answer(name, answer)
    if gold is None:
        return
    mine = our_answer(name, ours.value) if ours is not None else frozenset()
    outcome = _outcome(gold, mine)
    if gold and ours is not None and not mine:
        outcome = FieldOutcome.WRONG
    stated = answer if gold else None
    yield _judgement(document, name, ours, outcome, stated, is_printed(document, name, gold))


def _outcome(gold: Answers, ours: Answers) -> FieldOutcome:
    if gold and ours:
        return FieldOutcome.RIGHT if gold & ours else FieldOutcome.WRONG
    if gold:
        return FieldOutcome.MISSED
    return FieldOutcome.INVENTED if ours else FieldOutcome.ABSENT


def is_printed(document: CuadDocument, name: str, gold: Answers) -> bool | None:
    """Whether one of the gold's dates stands in the passages that were marked, so nothing is computed."""
    if not name.endswith("_date") or not gold:
        return None
    words = (" ".join(each.text.split()) for each in document.marked(name))
    return bool(gold & {found.value for each in words for found in find_dates(each)})


def _title(document: CuadDocument, name: str, ours: Variable | None) -> Iterator[Judgement]:
    """Right by its words: those of the answer, or those that were marked."""
    answer = document.answer(name)
    titles = [title for title in (answer, *(each.text for each in document.marked(name))) if title.strip()]
    said = ours is not None and ours.value.kind != "not_stated"
    if ours is not None and any(same_title(title, shown(ours.value)) for title in titles):
        outcome = FieldOutcome.RIGHT
    elif titles:
        outcome = FieldOutcome.WRONG if ours is not None else FieldOutcome.MISSED
    else:
        outcome = FieldOutcome.INVENTED if said else FieldOutcome.ABSENT
    yield _judgement(document, name, ours, outcome, titles[0] if titles else None, None)


def _parties(document: CuadDocument, ours: Sequence[Variable]) -> Iterator[Judgement]:
    """Every full name of the gold, and every one of ours that is none of these."""
    gold = full_names(document.answer("parties"))
    stated = [each for each in ours if each.value.kind != "not_stated"]
    mine = list({letters(shown(each.value)): each for each in reversed(stated)}.values())[::-1]
    pairs = dict(match_names(gold, [shown(each.value) for each in mine]))
    for index, name in enumerate(gold):
        found = mine[pairs[index]] if index in pairs else None
        outcome = FieldOutcome.RIGHT if found is not None else FieldOutcome.MISSED
        yield _judgement(document, "parties", found, outcome, name, None)
    for index, each in enumerate(mine):
        if index not in pairs.values():
            yield _judgement(document, "parties", each, FieldOutcome.INVENTED, None, None)


def _judgement(
    document: CuadDocument,
    name: str,
    ours: Variable | None,
    outcome: FieldOutcome,
    gold: str | None,
    printed: bool | None,
) -> Judgement:
    judgement = Judgement(
        name=name,
        outcome=outcome,
        gold=gold,
        gold_passage=" … ".join(each.text for each in document.marked(name)) if gold else "",
        is_printed=printed,
    )
    if ours is None:
        return judgement
    place = ours.evidence[0]
    said = {"ours": shown(ours.value), "confidence": ours.confidence}
    return judgement.model_copy(update=said | {"start": place.start, "end": place.end, "quote": place.exact})
