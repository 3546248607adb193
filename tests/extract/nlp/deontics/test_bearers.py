"""Whose norm it is, and to whom it is owed."""

import csv
from pathlib import Path

import pytest

from contracts import a_contract, a_document
from fourcorners.extract.nlp.norms import propose_norms
from fourcorners.segment.segmenter import segment

CASES = Path(__file__).parents[4] / "fixtures" / "cases" / "obligors.csv"
PARAGRAPHS = " // "


def case_rows() -> list[dict[str, str]]:
    """The hard cases, each with the reason why it is one."""
    with CASES.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("case", case_rows(), ids=lambda case: f"{case['text'][:40]}: {case['why']}")
def test_whose_norm_it_is_and_to_whom_it_is_owed(case):
    """The last norm of each text is the one that the table tells of; an empty cell is nobody."""
    paragraphs = case["text"].split(PARAGRAPHS)
    numbered = [each if each[0].isdigit() else f"{i}. {each}" for i, each in enumerate(paragraphs, 1)]
    document = a_document("\n\n".join([case["parties"], *numbered]))
    norm = propose_norms(document, segment(document))[-1]
    assert (norm.obligor or "", norm.obligee or "") == (case["obligor"], case["obligee"])


def test_the_table_of_hard_cases_is_long_enough():
    """At least eighty cases, no two of them alike."""
    assert len({(case["parties"], case["text"]) for case in case_rows()}) >= 80


def test_a_party_that_nobody_introduced_is_still_the_counterparty():
    """Where one party alone is defined, the name that acts again and again is the other."""
    document = a_document(
        'This Agreement is made by Larch Motors Ltd ("Larch").\n\n'
        + "\n\n".join(
            f"{i}. QDL shall {verb} the vans." for i, verb in enumerate(("wash", "fuel", "park"), 1)
        )
        + "\n\n4. Larch shall repair the vans."
    )
    norms = propose_norms(document, segment(document))
    assert [(norm.obligor, norm.obligee) for norm in norms[-2:]] == [("QDL", "Larch"), ("Larch", "QDL")]


def test_a_paper_with_a_name_bears_no_duty():
    """A "Confirmation" cannot owe anything: the party that sends it does."""
    norms = propose_norms(
        *a_contract("1. Supplier shall send a Confirmation.", "2. Each Confirmation must cite the order.")
    )
    assert [norm.obligor for norm in norms] == ["Supplier", "Supplier"]
