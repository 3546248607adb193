"""Whether an answer holds: what can be derived again from the file and the text is, and held against it.

A child that a file has taken over may answer with whatever fits the schema. What it says a contract means
nobody can derive again, and a person decides on that; but a record that stands on words that are not there,
or goes by the id or the hash of another, would deceive the person and the store.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from fourcorners.domain.clause import Clause
from fourcorners.domain.document import PageState
from fourcorners.domain.evidence import CONTEXT, Evidence
from fourcorners.domain.extraction import DocumentSummary, Extraction, PagesRead, UnclaimedSpan
from fourcorners.domain.identity import RecordIds, content_hash
from fourcorners.domain.proof import Proved
from fourcorners.domain.run import Processed
from fourcorners.errors import ReaderDied

_PLACE: Final = re.compile(r"clause_([0-9]{1,10})_")
"""How the id of a clause without words begins: with where it starts, which stands nowhere else."""


def attest(processed: Processed, *, sha256: str, name: str, identity: str) -> None:
    """Return where the answer holds for the file of that hash and name.

    `identity` is what the ids of its records are to be made from. Raises ReaderDied, which says what does
    not hold and repeats nothing of the answer.
    """
    for claim in _untrue(processed, sha256, name, identity):
        raise ReaderDied(f"its reader gave an answer in which {claim} does not hold; leave it out", file=name)


def _untrue(processed: Processed, sha256: str, name: str, identity: str) -> Iterator[str]:
    extraction, text = processed.extraction, processed.text
    document = extraction.document
    if document.sha256 != sha256:
        yield "the hash of the file"
    if document.name != name:
        yield "the name of the file"
    if document.characters != len(text):
        yield "the length of the text"
    if not _are_all_pages(document):
        yield "how its pages were read"
    if not all(_stands(evidence, text) for evidence in _evidence_of(extraction)):
        yield "a place in the text"
    if not all(_is_on_a_page(evidence, document) for evidence in _evidence_of(extraction)):
        yield "a page of a place in the text"
    if not all(_is_as_sure(evidence, document) for evidence in _evidence_of(extraction)):
        yield "how sure the words of a place in the text are"
    if not all(_reads(span, text) for span in extraction.coverage.unclaimed_spans):
        yield "a sentence that nothing claims"
    yield from _untrue_records(extraction, RecordIds(identity), len(text))


def _untrue_records(extraction: Extraction, ids: RecordIds, characters: int) -> Iterator[str]:
    for kind, record in _records_of(extraction):
        if record.id != ids.next(kind, record.evidence[0]):
            yield "the id of a record"
        if record.hash != content_hash(record):
            yield "the hash of a record"
        if record.version != 1:
            yield "the version of a record"
    if not all(_is_named(clause, ids, characters) for clause in extraction.clauses):
        yield "the id of a clause"


def _records_of(extraction: Extraction) -> Iterator[tuple[str, Proved]]:
    """Each record with the kind that its id is made from."""
    for variable in extraction.variables:
        yield f"variable_{variable.name}", variable
    for obligation in extraction.obligations:
        yield "obligation", obligation
    for kpi in extraction.kpis:
        yield "kpi", kpi


def _evidence_of(extraction: Extraction) -> Iterator[Evidence]:
    yield from extraction.document.signed.evidence
    for party in extraction.parties:
        yield from party.evidence
    for _, record in _records_of(extraction):
        yield from record.evidence
    for event in extraction.events:
        yield from event.evidence
    for clause in extraction.clauses:
        yield from clause.evidence
        for type_ in clause.types:
            yield from type_.evidence


def _stands(evidence: Evidence, text: str) -> bool:
    start, end = evidence.start, evidence.end
    # A slice takes any number, also one before the first character.
    return (
        0 <= start < end
        and text[start:end] == evidence.exact
        and not evidence.exact.isspace()
        and text[max(0, start - CONTEXT) : start] == evidence.prefix
        and text[end : end + CONTEXT] == evidence.suffix
    )


def _are_all_pages(document: DocumentSummary) -> bool:
    """Whether each page of the document was read in one way, and only what was recognised is unsure."""
    numbers = sorted(number for group in document.pages_read for number in group.pages)
    count = document.pages or 0
    # Counted first: a row of so many pages as a child may say would fill the memory.
    return (
        len(numbers) == count
        and numbers == list(range(1, count + 1))
        and all(
            group.confidence is None or (_may_be_unsure(group) and 0 <= group.confidence <= 1)
            for group in document.pages_read
        )
    )


def _may_be_unsure(group: PagesRead) -> bool:
    """Whether some words of its pages may have been recognised: all of them, or some beside others."""
    has_readers = group.read_by is not None and ", " in group.read_by
    return group.state is PageState.RECOGNISED or (group.state is PageState.TEXT and has_readers)


def _is_on_a_page(evidence: Evidence, document: DocumentSummary) -> bool:
    numbers = {*evidence.pages, *(box.page for box in evidence.boxes)}
    return all(1 <= number <= (document.pages or 0) for number in numbers)


def _is_as_sure(evidence: Evidence, document: DocumentSummary) -> bool:
    """Only recognised words have a confidence, and on a page all of whose words are, none goes without."""
    if evidence.confidence is None:
        recognised = _pages(group for group in document.pages_read if group.state is PageState.RECOGNISED)
        return not evidence.pages or not recognised.issuperset(evidence.pages)
    partly = _pages(group for group in document.pages_read if group.confidence is not None)
    return not partly.isdisjoint(evidence.pages) and 0 <= evidence.confidence <= 1


def _pages(groups: Iterable[PagesRead]) -> set[int]:
    return {number for group in groups for number in group.pages}


def _reads(sentence: UnclaimedSpan, text: str) -> bool:
    return 0 <= sentence.start < sentence.end and sentence.span.of(text) == sentence.exact


def _is_named(clause: Clause, ids: RecordIds, characters: int) -> bool:
    if clause.evidence:
        return clause.id == ids.next("clause", clause.evidence[0])
    place = _PLACE.match(clause.id)
    return place is not None and int(place[1]) <= characters and clause.id == ids.at("clause", int(place[1]))
