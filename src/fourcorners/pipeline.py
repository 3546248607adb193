"""The order of the stages, from bytes to records. Runs in the child process that holds the file.

The functions that end in bytes are the ones that `sandbox` is given by name.
"""

import math
import re
from collections.abc import Callable, Sequence
from typing import Final

from pydantic import BaseModel

from fourcorners import __version__, sandbox
from fourcorners.domain.document import Document, DocumentState
from fourcorners.domain.extraction import Extraction, ProducedBy
from fourcorners.domain.extraction_terms import ExtractionTerms
from fourcorners.domain.finding import Finding, Severity
from fourcorners.domain.inspection import Inspection
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.recognition import ReadingTerms, RecognisedPage, RecognitionOrder, RecognitionRequest
from fourcorners.domain.run import Processed
from fourcorners.errors import ConfigError
from fourcorners.extract.nlp import language
from fourcorners.extract.nlp.extractor import propose
from fourcorners.guard.records import prove, summarise
from fourcorners.parse.reader import read
from fourcorners.parse.recognition.wanting import wanted_pages
from fourcorners.reckoning.renewal import renewal_answer
from fourcorners.segment.segmenter import segment
from fourcorners.settings import PAGE_CHARACTERS, ReadingLimits

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_REPLACEMENT: Final = "\ufffd"
_ALONE: Final = ReadingTerms()
_NOT_CUT_OFF: Final = Finding(
    code="reader_not_cut_off",
    severity=Severity.INFO,
    message="the process that read it could reach the network, for the kernel did not let it cut itself off; "
    "ask the operator to allow user namespaces",
)


def extract(content: bytes, name: str, identity: str | None = None) -> Extraction:
    """All that stands in one contract. Raises InputError for a file that cannot be read.

    `identity` is what the ids of its records are made from, by default the hash of `content`.
    """
    return _processed(_read(content, name, _ALONE.limits), _ALONE.extraction, identity).extraction


def extract_json(content: bytes, name: str, terms: ReadingTerms = _ALONE) -> bytes:
    """The same as JSON, for the other side of a process boundary; or the JSON of a RecognitionRequest."""
    extraction = terms.extraction
    return _answer(content, name, terms, lambda document: _json(_processed(document, extraction).extraction))


def process_json(
    content: bytes, name: str, identity: str | None = None, terms: ReadingTerms = _ALONE
) -> bytes:
    """The same with the canonical text, as the JSON of a `Processed`; or that of a RecognitionRequest."""
    extraction = terms.extraction
    return _answer(content, name, terms, lambda document: _json(_processed(document, extraction, identity)))


def inspect_json(content: bytes, name: str, terms: ReadingTerms = _ALONE) -> bytes:
    """How the file was read, as the JSON of an Inspection; or that of a RecognitionRequest."""
    return _answer(content, name, terms, lambda document: _json(Inspection.of(document, summarise(document))))


def read_text(content: bytes, name: str, terms: ReadingTerms = _ALONE) -> bytes:
    """The canonical text, as UTF-8; or the JSON of a RecognitionRequest."""
    return _answer(content, name, terms, lambda document: document.text.encode())


def recognise_pages(content: bytes, pages: Sequence[int], order: RecognitionOrder) -> bytes:
    """Have pages of a PDF recognised, and hand over the JSON of a RecognisedPage for each, in their order.

    Raises UnreadableDocument for what is no PDF, and ConfigError, which `try_engine` says better.
    """
    # Large and slow to import; children that only read do without.
    from fourcorners.parse.recognition.recogniser import engine_of, recognise  # noqa: PLC0415

    sandbox.expect(len(pages))
    for page in recognise(content, pages, order, engine_of(order)):
        sandbox.hand_over(_json(page))
    return b""


def try_engine(order: RecognitionOrder) -> bytes:
    """Why the engine cannot be used here, for people; nothing where it can."""
    from fourcorners.parse.recognition.recogniser import engine_of  # noqa: PLC0415

    sandbox.expect(1)
    try:
        engine_of(order)
    except ConfigError as error:
        return error.message.encode()
    return b""


def _answer(content: bytes, name: str, terms: ReadingTerms, make: Callable[[Document], bytes]) -> bytes:
    """What is made of the document, or the request for pages that are to be recognised before."""
    sandbox.note(ProcessingState.READING)
    recognised = tuple(map(RecognisedPage.model_validate_json, terms.recognised))
    document = _read(content, name, terms.limits, recognised)
    wanted = wanted_pages(document, recognised) if terms.may_ask else ()
    if wanted:
        sandbox.note(ProcessingState.RECOGNISING)
        return _json(RecognitionRequest(pages=wanted))
    return make(document)


def _json(answer: BaseModel) -> bytes:
    return answer.model_dump_json().encode()


def _processed(document: Document, terms: ExtractionTerms, identity: str | None = None) -> Processed:
    if document.state is DocumentState.NO_TEXT:
        return Processed(text=document.text, extraction=_nothing(document))
    sandbox.note(ProcessingState.EXTRACTING)
    tree = segment(document)
    drafts = propose(document, tree, terms)
    sandbox.note(ProcessingState.GUARDING)
    extraction = prove(document, tree, drafts, identity=identity, terms=terms)
    if terms.as_of is not None:
        renewal = renewal_answer(extraction.variables, terms.as_of)
        extraction = extraction.model_copy(update={"renewal": renewal})
    return Processed(text=document.text, extraction=extraction)


def _nothing(document: Document) -> Extraction:
    return Extraction(
        document=summarise(document),
        findings=document.findings,
        produced_by=ProducedBy(version=__version__),
    )


def _read(
    content: bytes, name: str, limits: ReadingLimits, recognised: Sequence[RecognisedPage] = ()
) -> Document:
    """The document, without halves of characters: a PDF may give them, and neither JSON nor UTF-8 can.

    A half is one code point, and so is what stands for it: no offset moves.
    """
    document = read(content, _whole(name), limits, recognised)
    findings = tuple(
        finding.model_copy(update={"message": _whole(finding.message)}) for finding in document.findings
    )
    if sandbox.is_cut_off() is False:
        findings = (*findings, _NOT_CUT_OFF)
    sandbox.expect(len(document.pages) or math.ceil(len(document.text) / PAGE_CHARACTERS))
    return document.model_copy(update={"text": _whole(document.text), "findings": findings})


def _whole(text: str) -> str:
    return _LONE_SURROGATE.sub(_REPLACEMENT, text)


language.warm()
