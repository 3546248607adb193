"""One operation of the service, as a person reads it."""

import json
from typing import Any
from xml.etree.ElementTree import Element

from fourcorners.api.markup import element, prose, spans
from fourcorners.api.operations import X_PERMISSION
from fourcorners.domain.access import PERMISSIONS, Permission

_MULTIPART = "multipart/form-data"


def operation_section(path: str, method: str, operation: dict[str, Any], schemas: dict[str, Any]) -> Element:
    """What it does, who may do it, what it takes, and how it can end."""
    return element(
        "article",
        element(
            "h3",
            element("code", f"{method.upper()} {path}", class_=f"verb {method}"),
            " ",
            operation["summary"],
        ),
        *prose(operation["description"]),
        _who(operation.get(X_PERMISSION)),
        _parameters(operation.get("parameters", [])),
        _body(operation.get("requestBody"), schemas),
        element("h4", "Answers"),
        element("dl", *[part for each in operation["responses"].items() for part in _answer(*each)]),
        id=operation["operationId"],
    )


def _who(permission: str | None) -> Element:
    if permission is None:
        return element("p", "No key is needed.", class_="who")
    roles = sorted(role.value for role, allowed in PERMISSIONS.items() if Permission(permission) in allowed)
    return element("p", f"Keys of the roles {', '.join(roles)} ({permission}).", class_="who")


def _parameters(parameters: list[dict[str, Any]]) -> Element | None:
    if not parameters:
        return None
    rows = [
        _row(
            each["name"],
            each["in"] + (", needed" if each.get("required") else ""),
            _type(each["schema"]),
            each.get("description", each["schema"].get("description", "")),
        )
        for each in parameters
    ]
    return _table(rows)


def _body(body: dict[str, Any] | None, schemas: dict[str, Any]) -> Element | None:
    if body is None:
        return None
    ((media_type, content),) = body["content"].items()
    schema = _resolved(content["schema"], schemas)
    needed = schema.get("required", [])
    rows = [
        _row(
            name,
            "needed" if name in needed else "",
            _type(_resolved(each, schemas)),
            each.get("description", ""),
        )
        for name, each in schema["properties"].items()
    ]
    shown = [_example(media_type, name, each["value"]) for name, each in content.get("examples", {}).items()]
    curl = element("pre", _curl(content["example"])) if media_type == _MULTIPART else None
    return element("div", element("h4", "Body: ", element("code", media_type)), _table(rows), curl, *shown)


def _curl(form: dict[str, Any]) -> str:
    fields = [f"--form-string '{name}={_text(value)}'" for name, value in form.items() if name != "files"]
    lines = [
        '--header "Authorization: Bearer $KEY"',
        "--form files=@hosting.pdf",
        *fields,
        "$SERVICE/v1/documents",
    ]
    return " \\\n     ".join(["curl", *lines])


def _text(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value)


def _answer(status: str, response: dict[str, Any]) -> list[Element]:
    shown = [
        _example(media_type, "example", content["example"])
        for media_type, content in response.get("content", {}).items()
        if "example" in content
    ]
    return [element("dt", status), element("dd", *spans(response["description"]), *shown)]


def _example(media_type: str, name: str, value: Any) -> Element:
    text = value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False)
    return element("details", element("summary", f"{name} ({media_type})"), element("pre", text))


def _table(rows: list[Element]) -> Element:
    head = element("tr", *(element("th", name) for name in ("name", "", "type", "")))
    return element("table", element("thead", head), element("tbody", *rows))


def _row(name: str, place: str, kind: str, told: str) -> Element:
    cells = (element("code", name), place, kind, None)
    shown = [element("td", cell) for cell in cells[:3]]
    return element("tr", *shown, element("td", *spans(told)))


def _resolved(schema: dict[str, Any], schemas: dict[str, Any]) -> dict[str, Any]:
    if reference := schema.get("$ref"):
        found: dict[str, Any] = schemas[reference.rpartition("/")[2]]
        return found
    return schema


def _type(schema: dict[str, Any]) -> str:
    """A schema in a few words."""
    if "enum" in schema:
        return " | ".join(str(value) for value in schema["enum"])
    if "anyOf" in schema:
        return " | ".join(_type(each) for each in schema["anyOf"] if each.get("type") != "null")
    if "$ref" in schema:
        return str(schema["$ref"].rpartition("/")[2])
    if schema.get("type") == "array":
        return f"{_type(schema['items'])}, repeated"
    bounds = [f"{schema[end]}" for end in ("minimum", "maximum") if end in schema]
    return " ".join([str(schema.get("format", schema.get("type", "any"))), " to ".join(bounds)]).strip()
