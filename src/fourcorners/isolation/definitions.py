"""The files in which users name their own companies and define what else is looked for."""

from functools import cache
from pathlib import Path
from typing import Annotated, Final, TypeVar

import yaml
from pydantic import Field, TypeAdapter, ValidationError

from fourcorners.domain.clause_type import taxonomy
from fourcorners.domain.extraction_terms import (
    MAX_DEFINITIONS,
    ExtractionTerms,
    OurEntity,
    OwnClauseType,
    OwnVariable,
)
from fourcorners.domain.record import Record
from fourcorners.domain.responsibility import default_matrix
from fourcorners.errors import ConfigError
from fourcorners.settings import PREFIX, Settings

_MAX_BYTES: Final = 1_000_000

Content = TypeVar("Content")


class _Definitions(Record):
    variables: Annotated[tuple[OwnVariable, ...], Field(max_length=MAX_DEFINITIONS)] = ()
    clause_types: Annotated[tuple[OwnClauseType, ...], Field(max_length=MAX_DEFINITIONS)] = ()


_ENTITIES: Final = TypeAdapter(Annotated[tuple[OurEntity, ...], Field(min_length=1, max_length=10_000)])
_DEFINITIONS: Final = TypeAdapter(_Definitions)


def extraction_terms(settings: Settings) -> ExtractionTerms:
    """What extraction is told by the files that the settings name; nothing where they name none.

    Each file is read once in a process. Raises ConfigError, which names the setting, the file, and the
    entry that is wrong.
    """
    return _terms(settings.our_entities, settings.definitions)


@cache
def _terms(our_entities: Path | None, definitions: Path | None) -> ExtractionTerms:
    entities: tuple[OurEntity, ...] = ()
    own = _Definitions()
    if our_entities is not None:
        entities = _read(our_entities, "our_entities", _ENTITIES)
    if definitions is not None:
        own = _read(definitions, "definitions", _DEFINITIONS)
        where = f"{PREFIX}DEFINITIONS: {definitions}"
        _refuse_taken(where, "variables", own.variables, set(default_matrix().variables))
        _refuse_taken(where, "clause_types", own.clause_types, {each.name for each in taxonomy()})
    return ExtractionTerms(
        our_entities=entities, own_clause_types=own.clause_types, own_variables=own.variables
    )


def _read(path: Path, setting: str, shape: TypeAdapter[Content]) -> Content:
    where = f"{PREFIX}{setting.upper()}: {path}"
    try:
        content = path.expanduser().read_bytes()
        if len(content) > _MAX_BYTES:
            raise ConfigError(f"{where} is larger than {_MAX_BYTES:,} bytes; name a shorter file")
        said = yaml.safe_load(content)
    except OSError as error:
        raise ConfigError(f"{where} cannot be read ({error.strerror}); name a file that can be") from error
    except (yaml.YAMLError, UnicodeError, RecursionError, ValueError) as error:
        raise ConfigError(f"{where} is no YAML{_line(error)}; correct it") from error
    try:
        return shape.validate_python(said)
    except ValidationError as error:
        wrong = error.errors(include_url=False)[0]
        entry = _entry(said, wrong["loc"])
        raise ConfigError(f"{where}: {entry}: {wrong['msg'].removeprefix('Value error, ')}") from error


def _line(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" (line {mark.line + 1})" if mark is not None else ""


def _entry(said: object, place: tuple[int | str, ...]) -> str:
    """Where in a file something is wrong: "variables, rebate, patterns, 1"; entries have their names."""
    parts: list[str] = []
    for step in place:
        if isinstance(said, dict):
            said = said.get(step)
        elif isinstance(said, (list, tuple)) and isinstance(step, int) and step < len(said):
            said = said[step]
        else:
            said = None
        name = said.get("name") if isinstance(said, dict) else None
        number = step + 1 if isinstance(step, int) else step
        parts.append(name if isinstance(name, str) else str(number))
    return ", ".join(parts) or "the file"


def _refuse_taken(
    where: str, what: str, entries: tuple[OwnVariable, ...] | tuple[OwnClauseType, ...], taken: set[str]
) -> None:
    known = set(taken)
    for entry in entries:
        if entry.name in known:
            whose = "built in" if entry.name in taken else "defined twice"
            raise ConfigError(f"{where}: {what}, {entry.name}: that name is {whose}; choose another")
        known.add(entry.name)
