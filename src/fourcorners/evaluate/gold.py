"""Annotated contracts, read from files and checked against the texts that they are about."""

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pydantic import ValidationError

from fourcorners.domain.span import Span
from fourcorners.errors import UsageError
from fourcorners.evaluate.statement import KpiStatement, Measured, NormStatement, Statement
from fourcorners.evaluate.texts import find_texts, listing, place, read_text


class GoldParty(Measured):
    """A party: the role that the gold calls it by, and the other names that the text has for it."""

    role: str
    names: tuple[str, ...] = ()


class GoldDocument(Measured):
    """All that a person marked in one text. Inside `scope` it is all there is; outside nothing is said."""

    document: str
    """The file name of the text."""
    scope: tuple[Span, ...]
    parties: tuple[GoldParty, ...] = ()
    obligations: tuple[NormStatement, ...] = ()
    kpis: tuple[KpiStatement, ...] = ()
    text_path: Path | None = None
    """Where the text was found."""
    characters: int | None = None
    """Code points of the text that the offsets count in."""


def read_gold(folder: Path, text_folders: Sequence[Path]) -> list[GoldDocument]:
    """The gold of every JSON file in a folder, each with its text found and its quotes checked.

    A text is looked for by its file name in the text folders and the folders below them; the first
    one is taken. Raises UsageError, naming file and record: for a folder without gold, a file
    that is not gold, a text that is missing, and a quote that is not what stands at its offsets.
    """
    files = sorted(path for path in folder.glob("*.json") if path.is_file())
    if not files:
        raise UsageError(f"There are no .json files in {folder}; name a folder of gold files")
    documents = [(file, _read_file(file)) for file in files]
    _refuse_repeated(documents)
    texts = find_texts([document.document for _, document in documents], text_folders)
    checked: list[GoldDocument] = []
    problems: list[str] = []
    for file, document in documents:
        path = texts[document.document]
        text = read_text(path)
        problems += [f"{file.name}: {problem}" for problem in _disagreements(document, text)]
        checked.append(document.model_copy(update={"text_path": path, "characters": len(text)}))
    if problems:
        raise UsageError(listing("The gold does not agree with its texts; correct the offsets", problems))
    return checked


def _read_file(file: Path) -> GoldDocument:
    try:
        return GoldDocument.model_validate_json(file.read_bytes())
    except ValidationError as error:
        problems = [f"{place(each['loc'])}: {each['msg']}" for each in error.errors()]
        raise UsageError(listing(f"{file.name} is not a gold file; correct these", problems)) from error


def _refuse_repeated(documents: Iterable[tuple[Path, GoldDocument]]) -> None:
    seen: dict[str, Path] = {}
    for file, document in documents:
        first = seen.setdefault(document.document, file)
        if first is not file:
            raise UsageError(f"{first.name} and {file.name} are about the same text; make one of them")


def _disagreements(document: GoldDocument, text: str) -> Iterator[str]:
    for start, end in document.scope:
        if not 0 <= start < end <= len(text):
            yield f"scope [{start}, {end}] does not lie in the {len(text)} characters of the text"
    records: dict[str, Sequence[Statement]] = {"obligations": document.obligations, "kpis": document.kpis}
    for kind, statements in records.items():
        for index, statement in enumerate(statements):
            there = text[statement.start : statement.end]
            if there != statement.quote or not there.strip():
                quoted, stands = json.dumps(statement.quote[:60]), json.dumps(there[:60])
                yield f"{kind}[{index}] quotes {quoted}; at {statement.start}-{statement.end} stands {stands}"
