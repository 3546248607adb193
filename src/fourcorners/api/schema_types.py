"""What a JSON Schema takes, in a few words: values where it lists them, and links where it names a shape."""

from itertools import chain
from typing import Any, Final
from xml.etree.ElementTree import Element

from fourcorners.api.markup import element

Schema = dict[str, Any]
Words = list[Element | str]

_NULL: Final = "null"


def shape_of(schema: Schema) -> str | None:
    """The name of the shape that a schema refers to; null where it says by itself what it takes."""
    reference = schema.get("$ref")
    return str(reference).rpartition("/")[2] if reference else None


def resolved(schema: Schema, schemas: Schema) -> Schema:
    """The schema itself, or the one that it refers to."""
    name = shape_of(schema)
    found: Schema = schema if name is None else schemas[name]
    return found


def takes_null(schema: Schema) -> bool:
    """Whether null is one of its values."""
    return any(each.get("type") == _NULL for each in schema.get("anyOf", ()))


def link_to(name: str, schemas: Schema) -> Element:
    """A link to a shape on the same page."""
    return element("a", schemas[name].get("title", name), href=f"#{anchor(name)}")


def anchor(name: str) -> str:
    """The id that the shape has on the page."""
    return f"shape-{name}"


def words_of(schema: Schema, schemas: Schema) -> Words:
    """What the schema takes. That it may be null is not said."""
    name = shape_of(schema)
    schema = resolved(schema, schemas)
    if values := _values(schema):
        return [" | ".join(str(value) for value in values)]
    if name is not None and "properties" in schema:
        return [link_to(name, schemas)]
    if choices := schema.get("anyOf", schema.get("oneOf")):
        return _joined([words_of(each, schemas) for each in choices if each.get("type") != _NULL], " | ")
    return _container(schema, schemas) or [
        f"{schema.get('format', schema.get('type', 'any JSON'))}{_bounds(schema)}"
    ]


def _values(schema: Schema) -> list[Any]:
    values: list[Any] = schema.get("enum", [schema["const"]] if "const" in schema else [])
    return values


def _container(schema: Schema, schemas: Schema) -> Words | None:
    if "prefixItems" in schema:
        return ["[", *_joined([words_of(each, schemas) for each in schema["prefixItems"]], ", "), "]"]
    if "items" in schema:
        is_choice = bool(_values(resolved(schema["items"], schemas)))
        return ["any of " if is_choice else "list of ", *words_of(schema["items"], schemas)]
    if isinstance(values := schema.get("additionalProperties"), dict):
        return ["object of ", *words_of(values, schemas)]
    return None


def _bounds(schema: Schema) -> str:
    least, most = (_number(schema.get(end)) for end in ("minimum", "maximum"))
    if least is None or most is None:
        return f", at least {least}" if least else f", at most {most}" if most else ""
    return f", {least} to {most}"


def _number(bound: float | None) -> str | None:
    """A bound as a person writes it; the description has whole numbers as 1.0."""
    return None if bound is None else f"{int(bound)}" if bound == int(bound) else f"{bound}"


def _joined(parts: list[Words], between: str) -> Words:
    return [*chain.from_iterable([between, *part] for part in parts)][1:]
