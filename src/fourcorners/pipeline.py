"""The order of the stages, from bytes to records. Runs in the child process that holds the file.

The functions that end in bytes are the ones that `sandbox` is given by name.
"""

from fourcorners import __version__
from fourcorners.domain.document import DocumentState
from fourcorners.domain.extraction import Extraction, ProducedBy
from fourcorners.extract.nlp import language
from fourcorners.extract.nlp.extractor import propose
from fourcorners.guard.records import prove, summarise
from fourcorners.parse.reader import read
from fourcorners.segment.segmenter import segment


def extract(content: bytes, name: str) -> Extraction:
    """All that stands in one contract. Raises InputError for a file that cannot be read."""
    document = read(content, name)
    if document.state is DocumentState.NO_TEXT:
        return Extraction(
            document=summarise(document),
            findings=document.findings,
            produced_by=ProducedBy(version=__version__),
        )
    tree = segment(document)
    return prove(document, tree, propose(document, tree))


def extract_json(content: bytes, name: str) -> bytes:
    """The same as JSON, for the other side of a process boundary."""
    return extract(content, name).model_dump_json().encode()


def read_text(content: bytes, name: str) -> bytes:
    """The canonical text, as UTF-8."""
    return read(content, name).text.encode("utf-8", "surrogatepass")


language.warm()
