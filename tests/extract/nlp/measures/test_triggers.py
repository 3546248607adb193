"""Which levels, steps and repeated misses the words of a consequence name."""

import pytest

from fourcorners.domain.kpi import Consequence, ConsequenceKind, LevelRange, Measure, Operator
from fourcorners.extract.nlp.measures.triggers import read_levels, read_step, with_levels

UPTIME = Measure(metric="uptime", operator=Operator.AT_LEAST, target=99.9, unit="%", confidence=1)
REPLY = Measure(metric="reply", operator=Operator.AT_MOST, target=4, unit="hours", confidence=1)


@pytest.mark.parametrize(
    ("measure", "words", "lower", "has_lower", "upper", "has_upper"),
    [
        (UPTIME, "less than 99.5% but at least 98%", 98, True, 99.5, False),
        (UPTIME, "98.0% - 98.99%", 98, True, 98.99, True),
        (UPTIME, "90-94%", 90, True, 94, True),
        (UPTIME, "96% up to but not including 97%", 96, True, 97, False),
        (UPTIME, "≥ 98.0% and < 99.0%", 98, True, 99, False),
        (UPTIME, "97% or less", None, True, 97, True),
        (UPTIME, "fails to maintain an uptime of 99.9%", None, True, 99.9, False),
        (UPTIME, "95%", 95, True, 95, True),
        (REPLY, "does not reply within 4 hours", 4, False, None, False),
        (REPLY, "a reply later than 360 minutes", 6, False, None, False),
        (REPLY, "4-8 hours", 4, True, 8, True),
    ],
)
def test_levels_in_words(measure, words, lower, has_lower, upper, has_upper):
    """Both ends are read with whether they belong to the range, in the unit of the measure."""
    assert read_levels(words, measure) == LevelRange(
        lower=lower, is_lower_included=has_lower, upper=upper, is_upper_included=has_upper
    )


@pytest.mark.parametrize("words", ["10 outages", "two weeks", "in any month", "a plan within 97 pages"])
def test_words_without_a_level_of_the_measure(words):
    """A figure of another unit is no level."""
    assert read_levels(words, UPTIME) is None


@pytest.mark.parametrize(
    ("measure", "words", "step"),
    [
        (UPTIME, "2% for each 0.5% by which uptime is below 99.9%", 0.5),
        (UPTIME, "for every full percentage point below the target", 1),
        (REPLY, "$50 for each hour of delay", 1),
        (REPLY, "for each 30 minutes, or part thereof, beyond 4 hours", 0.5),
        (REPLY, "for each incident that is late", None),
    ],
)
def test_the_width_of_steps(measure, words, step):
    """Steps are told in the unit of the measure; a thing that is counted is no step."""
    assert read_step(words, measure) == step


def test_a_miss_without_a_figure_is_a_miss_of_the_target():
    """ "Less than the target" has the levels below it; a cure period leaves them open."""
    named = Consequence(kind=ConsequenceKind.PENALTY, trigger="if uptime is less than the target", amount=1)
    assert with_levels(named, UPTIME).levels == LevelRange(upper=99.9)
    cured = named.model_copy(update={"trigger": "fails to meet the target and has not cured it"})
    assert with_levels(cured, UPTIME).levels is None


@pytest.mark.parametrize(
    ("measure", "trigger", "levels"),
    [
        (REPLY, "a visit within thirty (30) days after the audit", None),
        (REPLY, "if a reply is given within 3 hours", None),
        (REPLY, "within 8 hours", LevelRange(lower=8, is_lower_included=False)),
        (UPTIME, "if uptime is above 99.95%", None),
        (UPTIME, "if the standard is not met in two months running", LevelRange(upper=99.9)),
        (UPTIME, "if two or more standards are not met", None),
        (UPTIME, "if fewer hours than the Target are given", LevelRange(upper=99.9)),
    ],
)
def test_the_levels_of_a_penalty_are_misses(measure, trigger, levels):
    """A level that keeps the promise, or a time far from it, sets no penalty off."""
    penalty = Consequence(kind=ConsequenceKind.PENALTY, trigger=trigger, amount=50, unit="EUR")
    assert with_levels(penalty, measure).levels == levels


def test_a_bonus_hangs_on_levels_better_than_the_target():
    """What is a miss to a penalty is none to a bonus."""
    bonus = Consequence(
        kind=ConsequenceKind.BONUS, trigger="if uptime is above 99.95%", amount=50, unit="EUR"
    )
    assert with_levels(bonus, UPTIME).levels == LevelRange(lower=99.95, is_lower_included=False)


def test_a_step_may_be_one_of_what_is_counted():
    """ "For each unit of the shortfall" is a step of one."""
    units = Measure(metric="pallets", operator=Operator.AT_LEAST, target=900, unit="pallets", confidence=1)
    assert read_step("EUR 3 for each pallet of the shortfall", units) == 1
    assert read_step("EUR 3 for each order of the shortfall", units) is None
