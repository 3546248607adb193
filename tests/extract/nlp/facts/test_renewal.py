"""What follows the initial term by itself, and the notice that stops it."""

import pytest

from facts import answers, passages_of
from fourcorners.extract.nlp.facts.renewal import propose_renewal
from fourcorners.extract.nlp.facts.renewal_kind import NAME as KIND
from fourcorners.extract.nlp.facts.renewal_notice import NAME as NOTICE
from fourcorners.extract.nlp.facts.renewal_term import NAME as RENEWAL
from fourcorners.extract.nlp.facts.term import propose_term

CASES = [
    (
        "This Agreement shall automatically renew for successive one (1) year terms unless either party "
        "gives notice of non-renewal at least sixty (60) days before the end of the term.",
        ["P1Y"],
        ["P60D"],
    ),
    (
        "Thereafter this Agreement will be renewed for additional periods of twelve (12) months each, unless "
        "a party notifies the other of its intent not to renew no later than ninety days prior to expiry.",
        ["P12M"],
        ["P90D"],
    ),
    (
        "The term shall be extended automatically for two further three-year periods unless Customer "
        "terminates by six months' written notice.",
        ["P3Y"],
        ["P6M"],
    ),
    (
        "After the Initial Term this Agreement shall continue from year to year until terminated by either "
        "party upon thirty (30) days' prior written notice.",
        ["P1Y"],
        ["P30D"],
    ),
    ("This Agreement shall continue on a month-to-month basis thereafter until terminated.", ["P1M"], []),
    ("This Agreement renews automatically each year.", ["P1Y"], []),
    ("Customer may renew this Agreement for one additional term of two years.", ["P2Y"], []),
    ("The Authority may extend this SOW for one further year.", ["P1Y"], []),
    ("This MSA automatically renews for further terms of one year.", ["P1Y"], []),
    ("This order of goods, however, may not renew for a further term of one year.", [], []),
    (
        "Upon expiration this Agreement shall automatically renew for consecutive one-year periods. Such "
        "notice must be given ninety (90) days before the expiration of the term.",
        ["P1Y"],
        ["P90D"],
    ),
    ("This Agreement may be renewed for one year by mutual written agreement of the parties.", ["P1Y"], []),
    ("The parties may negotiate an extension of this Agreement for two additional years.", [], []),
    ("Either party may terminate this Agreement for cause on thirty (30) days' written notice.", [], []),
    (
        "Customer may terminate this Agreement if a breach is not cured within sixty days after notice.",
        [],
        [],
    ),
    ("Supplier shall renew the insurance policy for successive one-year periods.", [], []),
    ("The delivery date shall be extended for a period of thirty days.", [], []),
    ("Supplier shall renew the letter of credit thirty days prior to its expiration.", [], []),
    ("The access fee increases from year to year.", [], []),
    ("The term of this Agreement is three years.", [], []),
]


KINDS = [
    ("This Agreement shall automatically renew for successive one (1) year terms.", ["automatic"]),
    ("The term shall be extended from year to year unless a party gives notice.", ["automatic"]),
    ("This Agreement may be renewed for one year by mutual written agreement.", ["by_agreement"]),
    ("Customer may renew this Agreement for one additional term of two years.", ["by_agreement"]),
    (
        "This Agreement shall not renew automatically, but may be extended by agreement of the parties.",
        ["by_agreement"],
    ),
    ("This Agreement shall not be renewed.", ["none"]),
    ("There shall be no renewal of this Agreement.", ["none"]),
    ("This Agreement shall end on May 1, 2027, unless sooner terminated or extended as set forth below.", []),
    ("The Term of the Agreement is hereby extended to May 1, 2027 unless sooner terminated.", []),
    ("The licence granted by this Agreement does not extend to any other purpose.", []),
    ("Either party may terminate this Agreement at any time.", []),
]
COUNTS = [
    (
        "Customer may renew this Agreement for up to two (2) successive terms of one year each.",
        "two (2) successive terms of one year",
    ),
    ("The term shall automatically renew for three further one-year terms.", "three further one-year terms"),
    (
        "This Agreement shall automatically renew for one-year terms, up to a maximum of five renewals.",
        "one-year terms, up to a maximum of five renewals",
    ),
    ("This Agreement may be renewed automatically for one year only once.", "one year only once"),
    ("This Agreement shall automatically renew for successive periods of one year.", "one year"),
]


@pytest.mark.parametrize(("sentence", "renewals", "notices"), CASES)
def test_renewal_and_the_notice_that_stops_it_are_read(sentence, renewals, notices):
    """A renewal by itself, at an option or by agreement is read; another notice or renewal is not."""
    found = answers(propose_renewal, sentence, name=RENEWAL), answers(propose_renewal, sentence, name=NOTICE)
    assert found == (renewals, notices)


@pytest.mark.parametrize(("sentence", "kinds"), KINDS)
def test_the_kind_of_renewal_is_read(sentence, kinds):
    """By itself, by agreement or option, or not at all; a renewal told elsewhere tells no kind."""
    assert answers(propose_renewal, sentence, name=KIND) == kinds


def test_a_fixed_term_without_a_word_on_renewal_has_none():
    """The sentence of the term is the evidence, and the answer is less sure than one that is stated."""
    passages = passages_of("The term of this Agreement shall be two (2) years.")
    kind = propose_renewal(passages, propose_term(passages))[0]
    assert (kind.name, kind.value.choice, kind.value.text) == (KIND, "none", "")
    assert kind.quotes[0].exact == "The term of this Agreement shall be two (2) years."
    stated = propose_renewal(passages_of("This Agreement shall not be renewed."))[0]
    assert kind.confidence < stated.confidence


@pytest.mark.parametrize(("sentence", "words"), COUNTS)
def test_the_words_of_a_renewal_say_how_many_there_may_be(sentence, words):
    """The number stands in the words of the value, before or after the length."""
    drafts = [draft for draft in propose_renewal(passages_of(sentence)) if draft.name == RENEWAL]
    assert [draft.value.text for draft in drafts] == [words]
    assert drafts[0].quotes[1].exact == words
