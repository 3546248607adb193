"""What of a PDF was not read, or was read in another way than usual, said to the person who sent it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from fourcorners.domain.document import PageState
from fourcorners.domain.finding import Finding, Severity
from fourcorners.domain.printable import printable
from fourcorners.parse.layout.display import Rectangle
from fourcorners.parse.no_text import RECOGNISE
from fourcorners.parse.pdf.page import PdfPage
from fourcorners.parse.pdf.pictures import matters
from fourcorners.parse.pdf.recognition import GivenUpLayers

_NOT_READ: Final = "that were not read and may hold words, such as numbers of clauses"
_NOT_SURE: Final = "that were left out, for nothing could be recognised on them for sure"
_MOST_NAMES: Final = 5
_LONGEST_NAME: Final = 80


def _finding(code: str, severity: Severity, message: str) -> Finding:
    return Finding(code=code, severity=severity, message=message)


_REPAIRED: Final = _finding(
    "file_repaired",
    Severity.WARNING,
    "The file is damaged or cut off and was put together again; words or whole pages may be missing. "
    "Compare it with the original, or save the PDF anew and send that.",
)
_MADE_BY_VIEWER: Final = _finding(
    "dynamic_form_not_read",
    Severity.ERROR,
    "The file is a form (XFA) that only its own viewer lays out, and what stands in it was not read; open "
    "it there, print it to a new PDF and send that.",
)
_RESTRICTED: Final = _finding(
    "restricted_permissions",
    Severity.INFO,
    "The file opens without a password, and its owner restricts what may be done with it.",
)


def page_findings(pages: Sequence[PdfPage], layers: GivenUpLayers) -> list[Finding]:
    """A finding for each way in which pages were not read as usual. Blank pages are nothing to tell of.

    `layers` are the pages whose OCR layer was given up.
    """
    return [*_gaps(pages), *_unread_pictures(pages), *_oddities(pages, layers)]


def file_findings(
    *,
    attachments: Sequence[str] = (),
    actions: Iterable[str] = (),
    is_restricted: bool = False,
    is_repaired: bool = False,
    is_made_by_viewer: bool = False,
) -> list[Finding]:
    """A finding for each thing about the file as a whole. `attachments` are names of files within it.

    `is_made_by_viewer`: its pages are a form that a viewer lays out, and hold a notice for other viewers.
    """
    found = [_REPAIRED] if is_repaired else []
    if is_made_by_viewer:
        found.append(_MADE_BY_VIEWER)
    if attachments:
        found.append(_about_attachments(attachments))
    if listed := ", ".join(sorted(set(actions))):
        message = f"The file holds {listed}; nothing of that was run."
        found.append(_finding("active_content", Severity.INFO, message))
    if is_restricted:
        found.append(_RESTRICTED)
    return found


def _about_attachments(names: Sequence[str]) -> Finding:
    listed = ", ".join(printable(name[:_LONGEST_NAME]) for name in names[:_MOST_NAMES] if name)
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    files = "A file is" if len(names) == 1 else f"{len(names)} files are"
    named = f": {listed}{more}" if listed else ""
    return _finding(
        "embedded_file_not_read",
        Severity.WARNING,
        f"{files} attached to the PDF and not read{named}. Send what belongs to the contract by itself.",
    )


def _gaps(pages: Sequence[PdfPage]) -> Iterator[Finding]:
    unread = [page for page in pages if page.state is PageState.NO_TEXT]
    if empty := [page.number for page in unread if not page.was_recognised]:
        message = (
            f"{_named(empty)} an image whose words were not read; {RECOGNISE}, or send a searchable PDF."
        )
        yield _finding("page_without_text", Severity.ERROR, message)
    if bare := [page.number for page in unread if page.was_recognised]:
        message = f"{_named(bare)} an image on which no word was recognised; look whether it holds any."
        yield _finding("page_without_text", Severity.WARNING, message)
    lost = [page for page in pages if page.state is PageState.UNREADABLE]
    if damaged := [page.number for page in lost if page.excess is None and page.failure is None]:
        message = f"{_named(damaged)} damaged and not read; save the PDF anew and send that."
        yield _finding("page_unreadable", Severity.ERROR, message)
    for what, numbers in _by_text((page.number, page.excess) for page in lost):
        message = f"{_named(numbers)} not read, because {what}; print it to a new PDF, or read it by eye."
        yield _finding("page_over_limit", Severity.ERROR, message)
    for what, numbers in _by_text((page.number, page.failure) for page in lost):
        message = f"{_named(numbers)} an image that could not be recognised ({what}); read it by eye."
        yield _finding("page_not_recognised", Severity.ERROR, message)


def _unread_pictures(pages: Sequence[PdfPage]) -> Iterator[Finding]:
    yield from _beside_text(_NOT_READ, [(page, page.pictures) for page in pages if page.pictures])
    yield from _beside_text(_NOT_SURE, [(page, page.unsure) for page in pages if page.unsure])


def _beside_text(what: str, found: Iterable[tuple[PdfPage, Sequence[Rectangle]]]) -> Iterator[Finding]:
    """A warning where the text is likely to miss them; other pictures may be logos."""
    told: dict[Severity, list[tuple[int, int]]] = {Severity.WARNING: [], Severity.INFO: []}
    for page, boxes in found:
        is_missed = any(matters(box, page.layout) for box in boxes)
        told[Severity.WARNING if is_missed else Severity.INFO].append((page.number, len(boxes)))
    for severity, counts in told.items():
        if counts:
            numbers, pictures = zip(*counts, strict=True)
            message = (
                f"{_named(numbers)} pictures beside the text ({sum(pictures)}) {what}; compare with the page."
            )
            yield _finding("pictures_not_read", severity, message)


def _oddities(pages: Sequence[PdfPage], layers: GivenUpLayers) -> Iterator[Finding]:
    if layered := [page.number for page in pages if page.state is PageState.OCR_LAYER]:
        message = (
            f"{_named(layered)} an image with words under it that an earlier text recognition left; "
            "they were read as they are, mistakes included."
        )
        yield _finding("ocr_layer", Severity.INFO, message)
    if layers.replaced:
        message = (
            f"{_named(layers.replaced)} an image with words under it that an earlier text recognition left, "
            "with many mistakes; what was recognised on the image was read in place of them."
        )
        yield _finding("ocr_layer_replaced", Severity.INFO, message)
    if layers.differing:
        message = (
            f"{_named(layers.differing)} an image and under it other words than it shows; what was "
            "recognised on it was read, and the words under it were set aside. Compare both."
        )
        yield _finding("ocr_layer_differs", Severity.WARNING, message)
    if filled := [page.number for page in pages if page.has_fields]:
        message = f"{_named(filled)} form fields, stamps or notes that were read where they are printed."
        yield _finding("form_fields_read", Severity.INFO, message)


def _by_text(pages: Iterable[tuple[int, str | None]]) -> Iterator[tuple[str, list[int]]]:
    numbers: dict[str, list[int]] = defaultdict(list)
    for number, text in pages:
        if text is not None:
            numbers[text].append(number)
    yield from numbers.items()


def _named(numbers: Sequence[int]) -> str:
    """ "Page 3:", or "Pages 3, 5, 6:"."""
    listed = ", ".join(map(str, numbers))
    return f"Page {listed}:" if len(numbers) == 1 else f"Pages {listed}:"
