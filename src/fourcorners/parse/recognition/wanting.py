"""Which pages of a document are to be recognised before it is read to its end."""

from collections.abc import Sequence
from typing import Final

from fourcorners.domain.document import Document, PageState
from fourcorners.domain.recognition import RecognisedPage

LAYER_DIFFERS: Final = "ocr_layer_differs"
"""The finding that a page's layer of text is unlike its picture."""
LAYER_REPLACED: Final = "ocr_layer_replaced"
"""The finding that it is poorer than what is recognised."""
_SAMPLE: Final = 3
"""Pages with a layer of text that are compared with their pictures; where that loses, all are recognised."""
_UNREAD: Final = frozenset((PageState.NO_TEXT, PageState.PICTURES))


def wanted_pages(document: Document, recognised: Sequence[RecognisedPage]) -> tuple[int, ...]:
    """The numbers of the pages whose picture is to be read, without those for which it was, in their order.

    That is each page that is a picture without text or has pictures beside its text, and of pages with
    somebody else's recognised text under the picture a sample, so that a text that is not what one sees,
    or is poor, is noticed.
    """
    have = {page.number for page in recognised}
    pictures = [page.number for page in document.pages if page.state in _UNREAD]
    layered = [page.number for page in document.pages if page.state is PageState.OCR_LAYER]
    is_given_up = any(finding.code in (LAYER_DIFFERS, LAYER_REPLACED) for finding in document.findings)
    compared = [number for number in layered if number in have]
    if not is_given_up:
        layered = [] if compared else _sample(layered)
    return tuple(sorted({*pictures, *layered} - have))


def _sample(numbers: Sequence[int]) -> list[int]:
    """The first, and others evenly spread."""
    count = min(_SAMPLE, len(numbers))
    return [numbers[index * len(numbers) // count] for index in range(count)]
