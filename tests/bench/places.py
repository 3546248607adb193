"""Whether every piece of evidence is verbatim at its offsets, over many texts."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pydantic import BaseModel

from bench.cost import metered
from fourcorners import batch
from fourcorners.cli.progress import one_by_one
from fourcorners.domain.evidence import Evidence
from fourcorners.domain.extraction import Extraction, UnclaimedSpan
from fourcorners.settings import Settings

PAGE_CHARACTERS = 3000


@dataclass
class Places:
    """Evidence counted over some texts."""

    items: int = 0
    verbatim: int = 0
    characters: int = 0
    cpu_s: float = 0.0
    wrong: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def cpu_ms_per_page(self) -> float:
        """CPU for as many characters as a page has."""
        return 1000 * self.cpu_s * PAGE_CHARACTERS / max(1, self.characters)


def check_texts(texts: Sequence[Path], settings: Settings) -> Places:
    """Extract every text and look each piece of evidence up in it."""
    places = Places()
    with metered() as meter:
        for outcome in one_by_one(batch.extract_all, texts, settings):
            if outcome.extraction is None:
                places.failures.append(f"{outcome.path.name}: {outcome.error}")
            else:
                _check(outcome.path, outcome.extraction, places, settings)
    places.cpu_s = meter.cpu_s
    return places


def evidence_of(record: BaseModel) -> Iterator[Evidence | UnclaimedSpan]:
    """Every piece of evidence in a record and in the records that it holds."""
    for name in type(record).model_fields:
        value = getattr(record, name)
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, Evidence | UnclaimedSpan):
                yield each
            elif isinstance(each, BaseModel):
                yield from evidence_of(each)


def _check(path: Path, extraction: Extraction, places: Places, settings: Settings) -> None:
    text = _canonical_text(path, extraction.document.characters, settings)
    places.characters += len(text)
    for evidence in evidence_of(extraction):
        places.items += 1
        if text[evidence.start : evidence.end] == evidence.exact and evidence.exact:
            places.verbatim += 1
        else:
            places.wrong.append(f"{path.name} {evidence.start}-{evidence.end}: {evidence.exact[:60]!r}")


def _canonical_text(path: Path, characters: int, settings: Settings) -> str:
    """The file's own text, which for a text file is the canonical one; asked for where it is not."""
    try:
        text = path.read_bytes().decode()
    except UnicodeDecodeError:
        text = ""
    return text if len(text) == characters else batch.read_text(path, settings).decode()
