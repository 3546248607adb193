"""One operation of the service, as a person reads it."""

import json
from typing import Any
from xml.etree.ElementTree import Element

from fourcorners.api.markup import element, prose, spans
from fourcorners.api.operations import X_PERMISSION
from fourcorners.api.schema_types import link_to, resolved, shape_of
from fourcorners.api.shape_sections import field_row, field_table, table
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
        _parameters(operation.get("parameters", []), schemas),
        _body(operation.get("requestBody"), schemas),
        element("h4", "Answers"),
        element("dl", *_answers(operation["responses"], schemas)),
        id=operation["operationId"],
    )


def _who(permission: str | None) -> Element:
    if permission is None:
        return element("p", "No key is needed.", class_="who")
    roles = sorted(role.value for role, allowed in PERMISSIONS.items() if Permission(permission) in allowed)
    return element("p", f"Keys of the roles {', '.join(roles)} ({permission}).", class_="who")


def _parameters(parameters: list[dict[str, Any]], schemas: dict[str, Any]) -> Element | None:
    if not parameters:
        return None
    rows = [
        field_row(
            each["name"],
            each["in"] + (", needed" if each.get("required") else ""),
            each["schema"],
            schemas,
            each.get("description", ""),
        )
        for each in parameters
    ]
    return table(rows)


def _body(body: dict[str, Any] | None, schemas: dict[str, Any]) -> Element | None:
    if body is None:
        return None
    ((media_type, content),) = body["content"].items()
    fields = field_table(resolved(content["schema"], schemas), schemas)
    shown = [_example(media_type, name, each["value"]) for name, each in content.get("examples", {}).items()]
    curl = element("pre", _curl(content["example"])) if media_type == _MULTIPART else None
    return element("div", element("h4", "Body: ", element("code", media_type)), fields, curl, *shown)


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


def _answers(responses: dict[str, Any], schemas: dict[str, Any]) -> list[Element]:
    return [part for status, response in responses.items() for part in _answer(status, response, schemas)]


def _answer(status: str, response: dict[str, Any], schemas: dict[str, Any]) -> list[Element]:
    contents = response.get("content", {})
    shown = [
        _example(media_type, "example", content["example"])
        for media_type, content in contents.items()
        if "example" in content
    ]
    shapes = [shape_of(content.get("schema", {})) for content in contents.values()]
    links = [part for name in shapes if name for part in (" ", link_to(name, schemas))]
    return [element("dt", status), element("dd", *spans(response["description"]), *links, *shown)]


def _example(media_type: str, name: str, value: Any) -> Element:
    text = value if isinstance(value, str) else json.dumps(value, indent=2, ensure_ascii=False)
    return element("details", element("summary", f"{name} ({media_type})"), element("pre", text))
