"""The shapes of what is sent and given, each told once."""

from typing import Any, Final
from xml.etree.ElementTree import Element

from fourcorners.api.markup import element, prose, spans
from fourcorners.api.schema_types import anchor, link_to, takes_null, words_of

X_EDITABLE: Final = "x-editable"
"""Marks the fields of a record that an edit may change."""


def shape_sections(schemas: dict[str, Any]) -> list[Element]:
    """One part a shape, in the order of their names. What only lists values is told where it is used."""
    return [
        element(
            "article",
            element("h3", element("code", schema["title"])),
            *prose(schema.get("description", "")),
            field_table(schema, schemas),
            id=anchor(name),
        )
        for name, schema in sorted(schemas.items())
        if "properties" in schema
    ]


def field_table(schema: dict[str, Any], schemas: dict[str, Any]) -> Element:
    """The fields of a shape: name, whether it is needed, what it takes, what it means."""
    needed = schema.get("required", ())
    rows = [
        field_row(
            name,
            ", ".join(_notes(field, is_needed=name in needed)),
            field,
            schemas,
        )
        for name, field in schema["properties"].items()
    ]
    return table(rows)


def field_row(
    name: str, note: str, schema: dict[str, Any], schemas: dict[str, Any], told: str = ""
) -> Element:
    """One field or parameter; `told` stands in for a description that the schema does not have."""
    description = told or schema.get("description", "")
    return element(
        "tr",
        element("td", element("code", name)),
        element("td", note),
        element("td", *words_of(schema, schemas)),
        element("td", *linked(description, schemas)),
    )


def table(rows: list[Element]) -> Element:
    """A table of fields."""
    head = element("tr", *(element("th", name) for name in ("name", "", "type", "")))
    return element("table", element("thead", head), element("tbody", *rows))


def linked(text: str, schemas: dict[str, Any]) -> list[Element | str]:
    """One line, in which each `Shape` leads to it."""
    return [_leading(part, schemas) for part in spans(text) if part != ""]


def _leading(part: Element | str, schemas: dict[str, Any]) -> Element | str:
    if isinstance(part, str) or "properties" not in schemas.get(part.text or "", {}):
        return part
    return link_to(part.text or "", schemas)


def _notes(field: dict[str, Any], *, is_needed: bool) -> list[str]:
    notes = {"needed": is_needed, "or null": takes_null(field), "editable": bool(field.get(X_EDITABLE))}
    return [note for note, holds in notes.items() if holds]
