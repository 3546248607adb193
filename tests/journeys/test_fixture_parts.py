"""The parts of norms, events and KPIs, as they are read from the project's own contracts."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Final, NamedTuple

import pytest
from dateutil.rrule import rrulestr

from expectations import ExpectedKpi, ExpectedLevel, load
from fixture_records import PLACES, extraction_of, kpis_of, label, norms_of
from fourcorners.domain.kpi import Consequence, Kpi
from fourcorners.evaluate.fields import fold
from fourcorners.evaluate.matching import common_words
from fourcorners.evaluate.units import fold_unit
from fourcorners.reckoning.tiers import what_follows

ALIKE: Final = 0.5
"""Share of common words from which on two phrases are the same: one may go on further than the other."""
DAYS_COMPARED: Final = 8
START: Final = dt.datetime(2026, 1, 1)


class Compared(NamedTuple):
    """A part of a record: what is true, and what we say."""

    place: str
    true: object
    ours: object
    agrees: bool


def share_right(compared: Iterable[Compared]) -> tuple[float, str]:
    """The share of true parts that we say as well, and the others for a person to read."""
    compared = list(compared)
    wrong = [each for each in compared if not each.agrees]
    return 1 - len(wrong) / len(compared), "\n".join(
        f"{each.place}: true {each.true}, ours {each.ours}" for each in wrong
    )


def is_same_phrase(true: str, ours: str | None) -> bool:
    """Whether one is part of the other, or they have half of their words in common."""
    if ours is None:
        return False
    one, other = fold(true), fold(ours)
    return one in other or other in one or common_words(one, other) >= ALIKE


def parts_of_norms(part: str) -> Iterator[Compared]:
    """A part of every norm that has it, in all contracts."""
    for path in PLACES:
        for true, ours in norms_of(path):
            said, expected = getattr(ours, part), getattr(true, part)
            if expected is not None:
                place = f"{label(path)}, {true.action}"
                yield Compared(place, expected, said, is_same_phrase(expected, said))


@pytest.mark.parametrize(("part", "least"), [("object", 0.8), ("exception", 0.8), ("consequence", 0.5)])
def test_the_parts_of_a_norm_are_read(part, least):
    """What is to be done to, what is left out of it, and what follows where it is not done."""
    right, wrong = share_right(parts_of_norms(part))
    assert right >= least, wrong


def test_what_comes_back_comes_back_on_the_right_days():
    """The rule of a recurring deadline gives the days that the contract's words mean."""
    right, wrong = share_right(
        Compared(
            f"{label(path)}, {true.deadline.text}",
            true.deadline.rrule,
            ours.deadline.rrule,
            days_of(true.deadline.rrule) == days_of(ours.deadline.rrule),
        )
        for path in PLACES
        for true, ours in norms_of(path)
        if true.deadline.rrule is not None
    )
    assert right >= 0.9, wrong


def days_of(rule: str | None) -> list[dt.datetime]:
    """The first days of a rule that starts with the year; none for the lack of one."""
    return [] if rule is None else list(islice(rrulestr(rule, dtstart=START), DAYS_COMPARED))


def events_compared() -> Iterator[Compared]:
    """Each event of each contract, with the events of ours that its deadlines hang on."""
    for path in PLACES:
        occurrences = {event.name: event.occurrence for event in extraction_of(path).events}
        hung = [(true.deadline.event, ours.deadline.event) for true, ours in norms_of(path)]
        for event in load(path.parent.name).events:
            said = {ours for true, ours in hung if true == event.name}
            shared = {true for true, ours in hung if ours is not None and ours in said and true is not None}
            is_one = len(said) == 1 and shared == {event.name}
            agrees = is_one and {occurrences.get(each) for each in said} == {event.occurrence}
            told = [(each, occurrences.get(each)) for each in said]
            if said:
                yield Compared(
                    f"{label(path)}, {event.name}", (event.occurrence.value, event.anchors), told, agrees
                )


def test_deadlines_hang_on_the_events_of_the_contract():
    """All wordings of an event are one event, no other is, and it is known whether it comes again."""
    right, wrong = share_right(events_compared())
    assert right >= 0.8, wrong


def test_a_defined_event_goes_by_its_defined_name():
    """The anchor "the Service Start Date" hangs on the event that the contract defines."""
    right, wrong = share_right(
        Compared(
            f"{label(path)}, {true.deadline.text}",
            true.deadline.event,
            ours.deadline.event,
            ours.deadline.event is not None and fold(ours.deadline.event) == fold(true.deadline.event),
        )
        for path in PLACES
        for true, ours in norms_of(path)
        if true.deadline.event is not None and true.deadline.event.istitle()
    )
    assert right == 1, wrong


def test_a_norm_has_a_side_where_we_are_a_party():
    """Ours to perform or to exercise, theirs to monitor or to watch; null where we have no part."""
    right, wrong = share_right(
        Compared(
            f"{label(path)}, {true.quote}",
            (true.side, true.our_task),
            (ours.side, ours.our_task),
            (true.side, true.our_task) == (ours.side, ours.our_task),
        )
        for path in PLACES
        for true, ours in (*norms_of(path), *kpis_of(path))
        if true.obligor == ours.obligor
    )
    assert right == 1, wrong


def parts_of_kpis(of: Callable[[ExpectedKpi | Kpi], object], same: Callable[..., bool]) -> Iterator[Compared]:
    """A part of every KPI that has it, in all contracts."""
    for path in PLACES:
        for true, ours in kpis_of(path):
            if expected := of(true):
                place = f"{label(path)}, {true.metric}"
                yield Compared(place, expected, of(ours), same(expected, of(ours)))


def same_cap(true: object, ours: object) -> bool:
    """Whether two caps come to the same."""
    told = [(each.amount, fold_unit(each.unit)) for each in (true, ours) if each is not None]
    return len(told) == 2 and told[0] == told[1]


def same_phrases(true: Iterable[str], ours: Iterable[str]) -> bool:
    """Whether each phrase is among ours, and there are not more."""
    said = list(ours)
    return len(said) == len(list(true)) and all(
        any(is_same_phrase(each, one) for one in said) for each in true
    )


KPI_PARTS = {
    "formula": (lambda kpi: kpi.formula, is_same_phrase),
    "exclusions": (lambda kpi: kpi.exclusions, same_phrases),
    "cap": (lambda kpi: kpi.cap, same_cap),
    "earn_back": (lambda kpi: kpi.earn_back, is_same_phrase),
    "repetition": (
        lambda kpi: {(each.kind, each.repetition) for each in kpi.consequences if each.repetition},
        lambda true, ours: true == ours,
    ),
    "levels": (lambda kpi: levels_of(kpi.consequences), lambda true, ours: true <= ours),
}


def levels_of(consequences: Iterable[Consequence]) -> set[object]:
    """The levels that set each consequence off, with the width of its steps, where its words name any."""
    return {(each.kind, each.amount, each.levels, each.step) for each in consequences if each.levels}


@pytest.mark.parametrize("part", KPI_PARTS)
def test_the_parts_of_a_kpi_are_read(part):
    """Formula, exclusions, cap, earn-back, repetition and the levels of each tier."""
    right, wrong = share_right(parts_of_kpis(*KPI_PARTS[part]))
    assert right == 1, wrong


def test_what_follows_at_a_level_is_what_the_contract_says():
    """The tiers that were read give the sum of the page, with the cap; the table of the record agrees."""
    right, wrong = share_right(
        Compared(f"{label(path)}, {true.metric} at {row.level}", row, said, agrees)
        for path in PLACES
        for true, ours in kpis_of(path)
        for row in true.what_if
        for said, agrees in [followed(ours, row)]
    )
    assert right == 1, wrong


def followed(kpi: Kpi, row: ExpectedLevel) -> tuple[object, bool]:
    """What our tiers and our table say of a level, and whether both say what is true."""
    said = [what_follows(kpi, row.level), *(each for each in kpi.what_if if each.level == row.level)]
    agrees = all(
        (each.amount or 0, each.is_capped) == (row.amount or 0, row.is_capped)
        and (not row.amount or is_same_unit(row.unit, each.unit))
        for each in said
    )
    return said, bool(kpi.what_if) and agrees


def is_same_unit(true: str | None, ours: str | None) -> bool:
    """Whether one unit goes on where the other ends: "% of the price", "% of the price in that month"."""
    one, other = fold_unit(true) or "", fold_unit(ours) or ""
    return bool(one and other) and (one.startswith(other) or other.startswith(one))
