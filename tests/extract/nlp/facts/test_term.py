"""How long a contract runs, and when it ends."""

import pytest

from facts import answers, passages_of
from fourcorners.domain.variable import NotStatedValue
from fourcorners.extract.nlp.facts.agreement_date import propose_agreement_date
from fourcorners.extract.nlp.facts.effective_date import propose_effective_date
from fourcorners.extract.nlp.facts.term import EXPIRATION, TERM, propose_term

ENDS = [
    ("This Agreement shall remain in effect until December 31, 2027.", ["2027-12-31"]),
    ("This Agreement shall expire on 31 December 2027, unless terminated earlier.", ["2027-12-31"]),
    ("The Term commences on May 1, 2025 and ends on December 31, 2027.", ["2027-12-31"]),
    ("The assignment begins on 1 May 2025 and ends on 31 December 2027.", ["2027-12-31"]),
    ('"Term" means the period from May 1, 2025 through December 31, 2027.', ["2027-12-31"]),
    ('"Expiration Date" means December 31, 2027.', ["2027-12-31"]),
    (
        "This Agreement shall continue until the earlier of (i) December 31, 2027 and (ii) its completion.",
        ["2027-12-31"],
    ),
    ("This Agreement shall continue in force indefinitely.", ["perpetual"]),
    ("This Agreement is made for an indefinite term.", ["perpetual"]),
    (
        "The term of this Agreement shall begin on the date hereof and continue until terminated by either "
        "party on thirty days' notice.",
        ["perpetual"],
    ),
    ("This Agreement shall remain in force until Customer no longer owns the Plant.", ["indefinite"]),
    ("This Agreement shall expire if Supplier ceases to be a licensed carrier.", ["indefinite"]),
    ("This Agreement shall continue until the expiration of the Initial Term.", []),
    ("This Agreement shall remain in effect until the end of 2027.", ["2027-12-31"]),
    ("This Agreement shall remain in force unless terminated by either party.", ["perpetual"]),
    ("The tools in Schedule 2 are leased until December 31, 2027 (the “Initial Term”).", ["2027-12-31"]),
    ("During the term of this Agreement, until December 31, 2027, Supplier shall report monthly.", []),
    ("Supplier shall pay the fee until December 31, 2027.", []),
    ("The confidentiality obligations shall continue indefinitely.", []),
    ("After the Initial Term this Agreement shall continue until terminated by either party.", []),
    ("This Agreement may be terminated by Customer if the Plant is not built by December 31, 2027.", []),
]
TERMS = [
    ("The initial term of this Agreement is three (3) years.", ["P3Y"]),
    ("This Agreement shall remain in force for a period of eighteen (18) months.", ["P18M"]),
    ("This Agreement shall terminate on the fifth anniversary of the Effective Date.", ["P5Y"]),
    ("Unless terminated earlier, this Agreement expires two years from the Effective Date.", ["P2Y"]),
    (
        "This Agreement shall have an initial term of one (1) year, and shall then renew for six months.",
        ["P1Y"],
    ),
    ("Customer engages Supplier for three (3) years (the “Term”).", ["P3Y"]),
    ("The term begins on May 1, 2025 and ends on April 30, 2027.", ["P2Y"]),
    ("This duty shall last while this Agreement is in force and for five years thereafter.", []),
    ("Either party may terminate this Agreement after thirty (30) days.", []),
    ("During the term of this Agreement and for two years thereafter, Supplier shall keep records.", []),
    ('The term "Records" means the books of the last three years.', []),
    ("This Agreement may be terminated by either party on thirty days' notice.", []),
    ("This Agreement may be terminated if a breach is not cured within thirty days.", []),
    ("The terms of this Agreement bind the parties for each of three years.", []),
]


@pytest.mark.parametrize(("sentence", "ends"), ENDS)
def test_the_day_of_expiration_is_read_where_it_is_stated(sentence, ends):
    """A stated end is read, and that there is none; what would have to be computed is not."""
    assert answers(propose_term, sentence, name=EXPIRATION) == ends


@pytest.mark.parametrize(("sentence", "terms"), TERMS)
def test_the_term_is_read_as_a_span_of_time(sentence, terms):
    """The contract's own term is read; a span of notice, cure or survival is not."""
    assert answers(propose_term, sentence, name=TERM) == terms


def test_an_item_of_a_list_goes_on_from_its_stem():
    """The end stands in the item, and that it is the end of the term in the stem."""
    text = (
        "The Term shall end on the earlier of:\n\n(a) December 31, 2027; and\n\n(b) the closing of the Plant."
    )
    assert answers(propose_term, "4. TERM", text, name=EXPIRATION) == ["2027-12-31"]


PREAMBLE = (
    'This Services Agreement is made as of March 10, 2014 (the "Effective Date") by A Corp. and B Corp.'
)
COUNTED = [
    ("This Agreement shall continue for five years from the Effective Date.", "2019-03-10"),
    ("The term of this Agreement shall be two (2) years.", "2016-03-10"),
    ("This Agreement shall expire on the third anniversary of the date hereof.", "2017-03-10"),
    ("This Agreement begins on May 1, 2014 and continues for a period of one (1) year.", "2015-05-01"),
    (
        "The term of this Agreement shall be for twenty years, commencing on January 1, 2016.",
        "2036-01-01",
    ),
    (
        'This Agreement shall continue for one year from the Launch Date. "Launch Date" means June 1, 2014.',
        "2015-06-01",
    ),
    (
        "Services begin on June 1, 2014 (the “Launch Date”). "
        "The term of this Agreement shall end one year from the Launch Date.",
        "2015-06-01",
    ),
    (
        "The term of this Agreement starts on the Effective Date and, unless terminated for breach under "
        "Section 9, shall run until the day before the second anniversary of the Effective Date.",
        "2016-03-09",
    ),
    ("This Agreement shall terminate automatically ten (10) years after the Effective Date.", "2024-03-10"),
    ("This Agreement shall terminate on December 31 of the fifth year following that date.", "2019-12-31"),
    ("It shall remain in force for a period of five (5) years.", "2019-03-10"),
    ("The parties agree that the term of this Agreement is eighteen months.", "2015-09-10"),
    ("Supplier is appointed for an initial period of one year.", "2015-03-10"),
    ('"Expiration Date" means the fourth anniversary of the Effective Date.', "2018-03-10"),
]
UNDATED = [
    "This Agreement shall continue for five years from the first commercial sale of the Product.",
    "This Agreement shall begin on the opening of the Plant and shall continue for ten years.",
    "The term of this Agreement shall be one (1) year following the Launch Date.",
]
BLANK = [
    "The term of this Agreement shall run from the date hereof until __________, unless extended.",
    "This Agreement shall continue for a period of [●] years from the Effective Date.",
    "This Agreement shall expire on [date].",
]


def propose_with_dates(passages):
    """The term, counted from the dates of the contract."""
    return propose_term(passages, [*propose_effective_date(passages), *propose_agreement_date(passages)])


@pytest.mark.parametrize(("sentence", "end"), COUNTED)
def test_an_end_that_is_not_printed_is_counted(sentence, end):
    """From the effective date, another date with a name, or a date in the sentence itself."""
    assert answers(propose_with_dates, PREAMBLE, sentence, name=EXPIRATION) == [end]


@pytest.mark.parametrize("sentence", UNDATED)
def test_an_end_after_an_event_has_no_date(sentence):
    """A term that is counted from something that may happen any day ends on no known day."""
    assert answers(propose_with_dates, PREAMBLE, sentence, name=EXPIRATION) == ["None"]


def test_a_term_without_a_known_start_has_no_date():
    """The length is known, the end is not."""
    sentence = "The term of this Agreement shall be two (2) years."
    assert answers(propose_with_dates, sentence) == ["None", "P2Y"]


@pytest.mark.parametrize("sentence", BLANK)
def test_a_blank_for_the_end_is_not_stated(sentence):
    """A place that nobody filled in is shown as such, with the words around it."""
    drafts = propose_with_dates(passages_of(PREAMBLE, sentence))
    values = {draft.name: draft.value for draft in drafts}
    assert isinstance(values[EXPIRATION], NotStatedValue)
    assert values[EXPIRATION].text in sentence


def test_a_counted_end_shows_how_it_was_counted():
    """The words, the day that it is counted from, and the step."""
    text = "This Agreement shall expire on the third anniversary of the Effective Date."
    end = propose_with_dates(passages_of(PREAMBLE, text))[0]
    assert end.computed is not None
    assert end.computed.expression == "third anniversary of the Effective Date"
    assert [(each.name, each.value) for each in end.computed.inputs] == [
        ("effective_date", "2014-03-10"),
        ("third anniversary of the Effective Date", "P3Y"),
    ]
    assert end.computed.steps[0] == "2014-03-10 + 3 years = 2017-03-10"
    assert [quote.part for quote in end.quotes] == [None, "value"]


def test_a_length_between_two_dates_shows_how_it_was_counted():
    """A term that the contract tells by its first and last day."""
    drafts = propose_with_dates(passages_of("The term begins on May 1, 2025 and ends on April 30, 2027."))
    term = next(draft for draft in drafts if draft.name == TERM)
    assert term.computed is not None
    assert term.computed.steps == ("from 2025-05-01 to 2027-04-30: 24 months",)
