"""A contract with open tracked changes says what it says once all of them are accepted."""

import zipfile
from collections.abc import Iterator
from copy import deepcopy
from io import BytesIO
from pathlib import Path

import pytest
from lxml import etree

from docx_making import WORD, package
from fourcorners import pipeline
from fourcorners.domain.document import APART, SpanKind
from fourcorners.parse.reader import read

CONTRACT = Path(__file__).parents[1] / "fixtures" / "contracts" / "component-supply" / "contract.docx"
W = f"{{{WORD}}}"
STRUCK = "Supplier shall pay Buyer a fee of $9,999 within 99 days. "
"""Put in and struck out again everywhere: as part of the text it would be a norm."""


def _change(kind: str, *inner: etree._Element) -> etree._Element:
    change = etree.Element(W + kind, {W + "author": "Ann" if kind == "ins" else "Bob"})
    change.extend(inner)
    return change


def _struck_run(name: str) -> etree._Element:
    run = etree.Element(W + "r")
    text = etree.SubElement(run, W + name, {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = STRUCK
    return run


def _mark_end(paragraph: etree._Element, kind: str) -> None:
    properties = paragraph.find(W + "pPr")
    if properties is None:
        properties = etree.Element(W + "pPr")
        paragraph.insert(0, properties)
    etree.SubElement(properties, W + "rPr").append(_change(kind))


def _struck_paragraph(like: etree._Element) -> etree._Element:
    """A clause of the same style and number that is gone with its end."""
    gone = etree.Element(W + "p")
    properties = like.find(W + "pPr")
    if properties is not None:
        gone.append(deepcopy(properties))
    _mark_end(gone, "del")
    gone.append(_change("del", _struck_run("delText")))
    return gone


def _struck_row(like: etree._Element) -> etree._Element:
    row = deepcopy(like)
    row.insert(0, etree.Element(W + "trPr"))
    row[0].append(_change("del"))
    return row


def _plain_runs(paragraph: etree._Element) -> Iterator[etree._Element]:
    return (run for run in paragraph.findall(W + "r") if run.find(W + "t") is not None)


def _with_changes(root: etree._Element) -> None:
    """Every run is put in anew or has words struck out before it; clauses and rows are struck out between."""
    for paragraph in list(root.iter(W + "p")):
        for number, run in enumerate(list(_plain_runs(paragraph))):
            if number % 2:
                run.addprevious(_change("moveFrom", _struck_run("t")))
            else:
                run.addprevious(_change("del", _struck_run("delText")))
                change = _change("ins")
                run.addprevious(change)
                change.append(run)
        if paragraph.getparent().tag == W + "body":
            paragraph.addprevious(_struck_paragraph(paragraph))
            _mark_end(paragraph, "ins")
    for row in list(root.iter(W + "tr")):
        row.addprevious(_struck_row(row))


@pytest.fixture(scope="module")
def marked_up() -> bytes:
    """The contract with changes everywhere that leave the contract when they are accepted."""
    with zipfile.ZipFile(CONTRACT) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    _with_changes(root)
    buffer = BytesIO()
    root.getroottree().write(buffer, encoding="utf-8", xml_declaration=True)
    return package({**parts, "word/document.xml": buffer.getvalue()})


def test_the_body_is_that_of_the_contract_with_all_changes_accepted(marked_up):
    """Word for word and label for label; what was struck out stands behind it, by who did it."""
    clean, changed = read(CONTRACT.read_bytes(), "clean.docx"), read(marked_up, "marked-up.docx")
    end = min(span.start for span in clean.spans if span.kind in APART)
    assert changed.text[:end] == clean.text[:end]
    assert changed.tables == clean.tables
    deleted = [span for span in changed.spans if span.kind is SpanKind.DELETED]
    assert {span.author for span in deleted} == {"Bob"}
    assert "tracked_changes_open" in [finding.code for finding in changed.findings]


def test_a_contract_with_open_changes_gives_the_records_of_the_accepted_one(marked_up):
    """No norm of the struck words, none lost, and each proof at the same place."""
    clean = pipeline.extract(CONTRACT.read_bytes(), "contract.docx", "one")
    changed = pipeline.extract(marked_up, "contract.docx", "one")
    assert clean.obligations
    for name in ("parties", "clauses", "obligations", "kpis", "variables"):
        assert getattr(changed, name) == getattr(clean, name), name
    assert changed.coverage == clean.coverage
