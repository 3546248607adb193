"""By when: the time limit of a norm's sentence."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.domain.deadline import Deadline, DeadlineKind
from fourcorners.extract.nlp.deadlines import find_time_limits, read_deadline

CASES = Path(__file__).parents[3] / "fixtures" / "cases" / "deadlines.csv"
FIELDS = ("kind", "date", "offset", "day_type", "direction", "anchor", "recurrence", "rrule")


def case_rows() -> list[dict[str, str]]:
    """The hard cases, each with the reason why it is one."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", case_rows(), ids=lambda case: f"{case['why']}: {case['text']}"[:90])
def test_the_time_limit_of_a_hard_case(case):
    """Each sentence gives the deadline that the table says, in every field."""
    deadline, _ = read_deadline(case["text"])
    fields = deadline.model_dump(mode="json")
    assert {name: fields[name] or "" for name in FIELDS} == {name: case[name] for name in FIELDS}


@pytest.mark.parametrize("case", case_rows(), ids=lambda case: case["text"][:60])
def test_the_words_of_a_deadline_stand_in_the_sentence(case):
    """A deadline quotes its words, and its event is among the words of the sentence."""
    deadline, span = read_deadline(case["text"])
    assert (span is None) == (deadline.kind is DeadlineKind.NONE)
    assert deadline.text == (case["text"][slice(*span)] if span else None)
    assert deadline.anchor is None or deadline.anchor in case["text"]


def test_each_act_of_a_sentence_has_its_own_limit():
    """Told where an act stands, the limit of that act is read, not that of its neighbour."""
    sentence = "Host shall answer within 4 hours, shall report monthly and shall keep a log."
    acts = [(5, 34), (34, 56), (60, 76)]
    read = [read_deadline(sentence, act)[0] for act in acts]
    assert [(each.kind.value, each.text) for each in read] == [
        ("relative", "within 4 hours"),
        ("recurring", "monthly"),
        ("none", None),
    ]


def test_a_limit_before_the_first_verb_governs_all_acts():
    """ "Within 5 days, A shall do this and shall do that" limits both."""
    sentence = "Within 5 days of signing, Host shall open the site and shall name a manager."
    acts = [(sentence.index("shall open"), 50), (sentence.index("shall name"), len(sentence))]
    assert [read_deadline(sentence, act)[0].offset for act in acts] == ["P5D", "P5D"]


def test_a_limit_in_a_proviso_limits_the_act_of_the_proviso():
    """The time words of a proviso are not the main act's, but they are the proviso's own."""
    sentence = "Host may refuse a claim, provided that Host shall say why within 3 days."
    proviso = (sentence.index("shall say"), len(sentence))
    assert read_deadline(sentence)[0].kind is DeadlineKind.NONE
    assert read_deadline(sentence, proviso)[0].offset == "P3D"


def test_all_limits_of_a_sentence_are_told_the_strongest_first():
    """A caller that wants them all gets them in order, those of a condition last and marked."""
    sentence = (
        "During the Term, if Buyer calls within 2 days, Host shall promptly reply within 6 hours of it."
    )
    found = [(each.deadline.text, each.is_aside) for each in find_time_limits(sentence)]
    assert found == [
        ("within 6 hours of it", False),
        ("promptly", False),
        ("During the Term", False),
        ("within 2 days", True),
    ]


@given(st.integers(1, 400), st.sampled_from(["days", "months", "hours", "weeks", "years"]), st.booleans())
def test_a_span_before_or_after_an_event_comes_back(quantity, unit, is_before):
    """Quantity, unit, side and event of a limit that is written out are read again."""
    side = "before" if is_before else "after"
    sentence = f"Carrier shall, at least {quantity} {unit} {side} the sailing of the ship, name the berth."
    if not is_before:
        sentence = sentence.replace("at least", "within")
    deadline, _ = read_deadline(sentence)
    assert deadline.offset == f"P{'T' if unit == 'hours' else ''}{quantity}{unit[0].upper()}"
    assert (deadline.direction, deadline.anchor) == (side, "the sailing of the ship")


WORDS = (
    "within upon if 30 days ( ) , ; shall each month until during notice [***] 1 January 2020 of the prior to"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=40).map(" ".join))
def test_any_words_give_a_deadline_that_quotes_them(sentence):
    """Whatever the words, nothing is raised and what is said stands in them."""
    deadline, span = read_deadline(sentence)
    assert deadline.text == (sentence[slice(*span)] if span else None)
    assert isinstance(deadline, Deadline)


HOSTILE = [
    "if x, ",
    "within ",
    "upon the end of ",
    "each ",
    "(",
    "until ",
    "unless ,",
    "1st ",
    "prior to x ",
    "which has ",
]


@pytest.mark.timeout(60)
@pytest.mark.parametrize("unit", HOSTILE)
def test_long_sentences_are_read_in_linear_time(unit):
    """A sentence made to be slow to read is read."""
    find_time_limits(unit * (60_000 // len(unit)))


@pytest.mark.parametrize(
    ("words", "recurrence"),
    [
        ("twice a month", "P15D"),
        ("four times a year", "P3M"),
        ("5 times a year", None),
        ("3 times a week", None),
    ],
)
def test_a_unit_that_does_not_divide_gives_no_recurrence(words, recurrence):
    """Five times a year is not each 2.4 months; it is still a duty that comes back."""
    deadline, _ = read_deadline(f"Supplier shall inspect the Site {words}.")
    assert (deadline.kind, deadline.recurrence) == (DeadlineKind.RECURRING, recurrence)
