"""Numbers, headings and lists become units with addresses, and items with their stems."""

import pytest

from contracts import a_document
from fourcorners.domain.clause import ClauseTree
from fourcorners.segment.segmenter import segment


def outline(text: str) -> list[tuple[str, str]]:
    """Address and heading of each numbered unit."""
    tree = segment(a_document(text))
    return [
        (clause.path, clause.heading.of(text) if clause.heading else "")
        for clause in tree.clauses
        if clause.label
    ]


def lines(text: str) -> list[tuple[str, str]]:
    """Kind and words of each sentence, on one line."""
    return [
        (each.kind.value, " ".join(each.span.of(text).split()))
        for each in segment(a_document(text)).sentences
    ]


def test_numbers_in_a_running_paragraph_begin_clauses():
    """A number behind a full stop that comes next in order begins a clause; its heading is told apart."""
    text = (
        "2.1 Orders. Buyer shall order in writing. 2.2 Packing and Labels. Unless Buyer asks "
        "otherwise, Seller shall "
        "pack all goods. 2.3 Tests. Seller shall test each lot as set out in Section 2.2 or "
        "4.2(a) and in 2.5 percent "
        "of cases twice."
    )
    assert outline(text) == [("2.1", "Orders"), ("2.2", "Packing and Labels"), ("2.3", "Tests")]


def test_addresses_nest():
    """Sections, items and items of items have addresses from the outside in."""
    text = (
        "7. SERVICES\n\n7.2 The Supplier shall:\n\n(a) keep records;\n\n(b) give notice "
        "of:\n\n(i) any delay; and\n\n"
        "(ii) any loss.\n\n7.3 The Supplier shall report."
    )
    assert [path for path, _ in outline(text)] == [
        "7",
        "7.2",
        "7.2(a)",
        "7.2(b)",
        "7.2(b)(i)",
        "7.2(b)(ii)",
        "7.3",
    ]


def test_i_behind_h_is_a_letter():
    """Whether (i) is a letter or a numeral shows in what comes before it."""
    letters = "".join(f"\n\n({letter}) keep item {letter};" for letter in "abcdefghij")
    text = f"4.1 The Agent shall:{letters}\n\n4.2 The Agent shall:\n\n(i) report; and\n\n(ii) account."
    assert [path for path, _ in outline(text)][-5:] == ["4.1(i)", "4.1(j)", "4.2", "4.2(i)", "4.2(ii)"]


def test_schedules_restart_at_one():
    """The address of a clause in an attachment begins with the attachment."""
    text = (
        "1. Scope\n\nThe Supplier shall deliver the goods that the Buyer has ordered in each "
        "month of the term.\n\n"
        "IN WITNESS WHEREOF the parties have signed.\n\nSCHEDULE 2\n\nService Levels\n\n"
        "1. Response\n\nThe Supplier shall respond within 4 hours."
    )
    assert [path for path, _ in outline(text)] == ["1", "SCHEDULE 2", "SCHEDULE 2/1"]


@pytest.mark.parametrize(
    "text",
    [
        "The fee is due in accordance with clause 9. 2.5 percent is added after that day.",
        "The Buyer shall pay 10.1 million dollars as set out in Section 3.1 or 4.2(a) of the Plan.",
        "Notice goes to Suite No. 5. The Agent shall confirm it by 1 May 2020.",
        "Section 7.3 shall apply to paragraphs (a) and (b) of the Plan.",
    ],
)
def test_references_and_figures_are_no_labels(text):
    """What points to a clause, and what counts money or time, numbers nothing."""
    assert outline(text) == []


def test_items_go_on_from_their_stem():
    """A list in a running sentence is cut where its items are acts; a sub-list goes on from its item."""
    text = (
        "3.1 Supplier shall: (a) deliver the Goods to the Site that the Buyer has named; (b) "
        "insure the Goods at its "
        "own cost until delivery, and (c) remove all packaging on the day of delivery. It shall "
        "clean the Site."
    )
    tree = segment(a_document(text))
    assert [each.kind.value for each in tree.sentences] == [
        "stem",
        "list_item",
        "list_item",
        "list_item",
        "sentence",
    ]
    assert [each.stem for each in tree.sentences] == [None, 0, 0, 0, None]
    assert tree.clauses[tree.sentences[-1].clause].path == "3.1"


@pytest.mark.parametrize(
    "text",
    [
        "The report shall show (i) name, (ii) address and (iii) date.",
        "Either party may end this Agreement if the other party: (i) becomes insolvent and does "
        "not pay its debts; "
        "(ii) is wound up by an order of a court; or (iii) ceases to carry on business.",
        "Late sums bear interest at the lower of (i) one per cent for each month that they are "
        "late, or (ii) the "
        "highest rate that the law of the State permits.",
    ],
)
def test_objects_and_conditions_stay_in_their_sentence(text):
    """A list of things, or of cases in which one thing is due, is no list of duties."""
    assert lines(text) == [("sentence", text)]


def test_items_without_labels_go_on_from_their_stem():
    """Paragraphs in small letters behind a colon are its items."""
    text = (
        "The Supplier shall promptly:\n\ncreate a register of assets; and\n\nkeep it up to "
        "date.\n\nThe Buyer may see it."
    )
    assert lines(text) == [
        ("stem", "The Supplier shall promptly:"),
        ("list_item", "create a register of assets; and"),
        ("list_item", "keep it up to date."),
        ("sentence", "The Buyer may see it."),
    ]


def test_the_parts_of_a_contract_are_told_apart():
    """Preamble, background, clauses, signatures and attachments each have their kind."""
    text = (
        'This Agreement is made between Brightwater Ltd ("Supplier") and Oakfield plc ("Buyer") '
        "on 1 May 2020.\n\n"
        "RECITALS\n\nA. The Buyer sells tea.\n\nNOW, THEREFORE, the parties agree as follows:\n\n"
        "1. Supply\n\nThe Supplier shall sell tea.\n\nIN WITNESS WHEREOF, the parties have signed below.\n\n"
        "By: ____________\n\nEXHIBIT A\n\nPrices"
    )
    kinds = [(clause.kind.value, clause.label) for clause in segment(a_document(text)).clauses]
    assert kinds == [
        ("preamble", ""),
        ("recital", ""),
        ("recital", "A."),
        ("clause", "1."),
        ("signature", ""),
        ("attachment", "EXHIBIT A"),
    ]


def test_contents_are_no_clauses():
    """Entries of a table of contents are neither units nor norms."""
    text = (
        "TABLE OF CONTENTS\n\n1. Supply ........ 3\n\n2. Payment ....... 4\n\n1. Supply\n\nThe "
        "Supplier shall deliver.\n\n"
        "2. Payment\n\nThe Buyer shall pay."
    )
    assert outline(text) == [("1", "Supply"), ("2", "Payment")]
    assert [kind for kind, _ in lines(text)[:3]] == ["other"] * 3


def test_markdown_headings_and_lists():
    """Underlined and hashed headings head units; wrapped lines are one sentence; lists have stems."""
    text = (
        "Work Statement\n==============\n\n## Standard\n\nThe contractor shall perform all work "
        "in a\nsatisfactory way "
        "at all times. When it does not, the Agency may:\n\n1)  require the contractor to\n    "
        "repeat the work; and,\n\n"
        "2)  reduce the price.\n"
    )
    assert lines(text) == [
        ("heading", "Work Statement"),
        ("heading", "Standard"),
        ("sentence", "The contractor shall perform all work in a satisfactory way at all times."),
        ("stem", "When it does not, the Agency may:"),
        ("list_item", "require the contractor to repeat the work; and,"),
        ("list_item", "reduce the price."),
    ]


def test_a_list_that_crosses_paragraphs_is_cut_from_its_first_item():
    """Where (b) begins the next paragraph, (a) within the sentence is an item too."""
    text = "5.1 The Agent agrees (a) to keep all samples cold;\n\n(b) to return them on request."
    assert [kind for kind, _ in lines(text)] == ["stem", "list_item", "list_item"]


def test_heading_path_reads_from_the_outside_in():
    """The headings above a clause tell where it stands."""
    text = "ARTICLE II\n\nDELIVERY\n\n2.1 Place. The Carrier shall deliver at the dock."
    tree: ClauseTree = segment(a_document(text))
    assert tree.heading_path(tree.sentences[-1].clause, text) == "DELIVERY > Place"
