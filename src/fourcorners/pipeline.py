"""The order of the stages, from bytes to records. Runs in the child process that holds the file.

The functions that end in bytes are the ones that `sandbox` is given by name.
"""

import re
from typing import Final

from fourcorners import __version__, sandbox
from fourcorners.domain.document import Document, DocumentState
from fourcorners.domain.extraction import Extraction, ProducedBy
from fourcorners.domain.processing import ProcessingState
from fourcorners.domain.run import Processed
from fourcorners.extract.nlp import language
from fourcorners.extract.nlp.extractor import propose
from fourcorners.guard.records import prove, summarise
from fourcorners.parse.reader import read
from fourcorners.segment.segmenter import segment

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_REPLACEMENT: Final = "\ufffd"


def extract(content: bytes, name: str, identity: str | None = None) -> Extraction:
    """All that stands in one contract. Raises InputError for a file that cannot be read.

    `identity` is what the ids of its records are made from, by default the hash of `content`.
    """
    return _process(content, name, identity).extraction


def extract_json(content: bytes, name: str) -> bytes:
    """The same as JSON, for the other side of a process boundary."""
    return extract(content, name).model_dump_json().encode()


def process_json(content: bytes, name: str, identity: str | None = None) -> bytes:
    """The same with the canonical text, as the JSON of a `Processed`."""
    return _process(content, name, identity).model_dump_json().encode()


def read_text(content: bytes, name: str) -> bytes:
    """The canonical text, as UTF-8."""
    return _read(content, name).text.encode()


def _process(content: bytes, name: str, identity: str | None) -> Processed:
    sandbox.note(ProcessingState.READING)
    document = _read(content, name)
    if document.state is DocumentState.NO_TEXT:
        return Processed(text=document.text, extraction=_nothing(document))
    sandbox.note(ProcessingState.EXTRACTING)
    tree = segment(document)
    drafts = propose(document, tree)
    sandbox.note(ProcessingState.GUARDING)
    return Processed(text=document.text, extraction=prove(document, tree, drafts, identity=identity))


def _nothing(document: Document) -> Extraction:
    return Extraction(
        document=summarise(document),
        findings=document.findings,
        produced_by=ProducedBy(version=__version__),
    )


def _read(content: bytes, name: str) -> Document:
    """The document, without halves of characters: a PDF may give them, and neither JSON nor UTF-8 can.

    A half is one code point, and so is what stands for it: no offset moves.
    """
    document = read(content, _whole(name))
    findings = tuple(
        finding.model_copy(update={"message": _whole(finding.message)}) for finding in document.findings
    )
    return document.model_copy(update={"text": _whole(document.text), "findings": findings})


def _whole(text: str) -> str:
    return _LONE_SURROGATE.sub(_REPLACEMENT, text)


language.warm()
