"""CUAD v1 as it is read: contracts with their texts, the lawyers' answers and the passages they marked."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from pydantic import Field, ValidationError

from fourcorners.domain.span import Span
from fourcorners.errors import UsageError
from fourcorners.evaluate.statement import Measured
from fourcorners.evaluate.texts import find_texts, listing, place, read_text

VARIABLES: Final = (
    "document_name",
    "parties",
    "agreement_date",
    "effective_date",
    "expiration_date",
    "renewal_term",
    "notice_period_to_terminate_renewal",
    "governing_law",
)
"""The categories that ask for a value. All others are types of clauses."""

_OTHERS: Final = re.compile(r"[^a-z0-9]+")


def name_of(label: str) -> str:
    """Our name of a category.

    >>> name_of("Rofr/Rofo/Rofn"), name_of("Unlimited/All-You-Can-Eat-License")
    ('rofr_rofo_rofn', 'unlimited_all_you_can_eat_license')
    """
    return _OTHERS.sub("_", label.lower()).strip("_")


class CuadSpan(Measured):
    """A passage that a lawyer marked, at its place in the text."""

    category: str
    """The label as CUAD prints it."""
    start: int
    end: int
    text: str
    occurrences: int = 1
    """How often the words stand in the text. A name is marked at the first of them."""

    @property
    def name(self) -> str:
        """Our name of the category."""
        return name_of(self.category)

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class CuadDocument(Measured):
    """One contract. Of its categories every passage is marked."""

    file: str
    n_chars: int
    """Code points of the text."""
    answers: dict[str, str]
    """By label: a value, or "Yes" and "No"; empty where the contract does not state it."""
    spans: tuple[CuadSpan, ...]
    text: str = Field(default="", repr=False, exclude=True)
    text_path: Path | None = None

    @property
    def document(self) -> str:
        """The file name of the text."""
        return self.file

    def answer(self, name: str) -> str:
        """The lawyers' answer for a variable; empty where it is not stated."""
        return {name_of(label): answer for label, answer in self.answers.items()}.get(name, "").strip()

    def marked(self, name: str) -> list[CuadSpan]:
        """The passages of a category, in the order of the text."""
        return sorted((span for span in self.spans if span.name == name), key=lambda span: span.span)


def clause_types(documents: Iterable[CuadDocument]) -> list[str]:
    """Our names of all categories of these documents that are types of clauses, sorted."""
    labels = {label for each in documents for label in (*each.answers, *(one.category for one in each.spans))}
    return sorted({name_of(label) for label in labels} - set(VARIABLES))


def read_cuad(file: Path, text_folders: Sequence[Path]) -> list[CuadDocument]:
    """The contracts of a file with one JSON object a line, each with its text found and its quotes checked.

    Raises UsageError for a file that cannot be read or is none such, for a contract that stands twice, for
    a text that is missing or of another length, and for a quote that is not what stands at its offsets.
    """
    documents = list(_read_lines(file))
    if not documents:
        raise UsageError(f"{file} holds no contracts; name a file with one contract a line")
    _refuse_repeated(file, documents)
    texts = find_texts([each.file for each in documents], text_folders)
    problems: list[str] = []
    read: list[CuadDocument] = []
    for document in documents:
        path = texts[document.file]
        text = read_text(path)
        problems += [f"{document.file}: {problem}" for problem in _disagreements(document, text)]
        read.append(document.model_copy(update={"text": text, "text_path": path}))
    if problems:
        raise UsageError(listing(f"{file} does not agree with its texts; name those it is about", problems))
    return read


def _read_lines(file: Path) -> Iterator[CuadDocument]:
    try:
        lines = file.read_bytes().split(b"\n")
    except OSError as error:
        raise UsageError(f"{file} cannot be read ({error.strerror}); name a file of spans") from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield CuadDocument.model_validate_json(line)
        except ValidationError as error:
            problems = [f"{place(each['loc'])}: {each['msg']}" for each in error.errors()]
            head = f"Line {number} of {file} is not a contract of CUAD"
            raise UsageError(listing(head, problems)) from error


def _refuse_repeated(file: Path, documents: Iterable[CuadDocument]) -> None:
    seen: set[str] = set()
    for document in documents:
        if document.file in seen:
            raise UsageError(f"{document.file} stands twice in {file}; keep one of the lines")
        seen.add(document.file)


def _disagreements(document: CuadDocument, text: str) -> Iterator[str]:
    if len(text) != document.n_chars:
        yield f"the text has {len(text)} characters and {document.n_chars} are expected"
        return
    for span in document.spans:
        there = text[span.start : span.end] if span.start >= 0 else ""
        if there != span.text or not there.strip():
            quoted, stands = json.dumps(span.text[:60]), json.dumps(there[:60])
            yield f"{span.category} quotes {quoted}; at {span.start}-{span.end} stands {stands}"
