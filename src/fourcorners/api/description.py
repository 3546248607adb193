"""The service's description of itself: OpenAPI, from the endpoints as they are."""

from collections.abc import Sequence
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import iter_route_contexts
from starlette.routing import BaseRoute

from fourcorners.api.problems import MEDIA_TYPE
from fourcorners.api.record_examples import RECORDS
from fourcorners.api.shape_sections import X_EDITABLE
from fourcorners.domain.decision import DecisionRequest
from fourcorners.review.changes import editable_fields

_PROBLEM: Final = {"$ref": "#/components/schemas/Problem"}
_JSON: Final = "application/json"
_EXAMPLES: Final = ("example", "examples")

TEXT: Final = """\
Contracts are sent, read, and proposed as records: variables, obligations, rights and KPIs, each proved by \
the words on the page. A person confirms, edits or rejects each one, and what was confirmed is given out.

Every request but `/v1/health` carries a key: `Authorization: Bearer fck_...`. A key sees the contracts of \
its access groups: all others are not there for it (404). What its role does not allow is refused (403).

Every refusal is a problem (RFC 9457, `application/problem+json`), and its `type` leads to what it means. \
Lists come in pages: `next`, and the header `Link`, lead to the next one. A parameter or a field that is not \
known is refused by its name. What can be asked with GET can be asked with HEAD.
"""
TAGS: Final = (
    ("documents", "Files: sent, followed, read."),
    ("contracts", "The bargains that the documents make up."),
    ("records", "What was found, and what people said of it: one by one, and all that waits."),
    ("events", "What happened."),
    ("service", "The service itself."),
)


class DescribedApp(FastAPI):
    """An application whose description says that its problems are problems."""

    def openapi(self) -> dict[str, Any]:
        """The description, made once."""
        if self.openapi_schema is None:
            described = get_openapi(
                title=self.title,
                version=self.version,
                description=self.description,
                routes=self.routes,
                tags=self.openapi_tags,
                separate_input_output_schemas=False,
            )
            for path in described["paths"].values():
                for operation in path.values():
                    _mark_problems(operation["responses"])
            _restore_examples(described["paths"], self.routes)
            _mark_editable(described["components"]["schemas"])
            self.openapi_schema = described
        return self.openapi_schema


def _restore_examples(paths: dict[str, Any], routes: Sequence[BaseRoute]) -> None:
    """Put the examples of the answers in as they are: the framework takes out of them what is null."""
    for route in iter_route_contexts(routes):
        if route.path_format not in paths:
            continue
        for method in route.methods or ():
            responses = paths[route.path_format][method.lower()]["responses"]
            for status, answer in route.responses.items():
                for media_type, content in answer.get("content", {}).items():
                    shown = {name: content[name] for name in _EXAMPLES if name in content}
                    responses[str(status)]["content"][media_type].update(shown)


def _mark_editable(schemas: dict[str, Any]) -> None:
    """Tell what an edit may change of each kind of record, as review takes it."""
    told: list[str] = []
    for record in RECORDS:
        name, fields = type(record).__name__, editable_fields(record)
        for field in fields:
            schemas[name]["properties"][field][X_EDITABLE] = True
        told.append(f"`{name}`: {', '.join(f'`{field}`' for field in fields)}")
    changes = schemas[DecisionRequest.__name__]["properties"]["changes"]
    changes["description"] += f" The fields are, by the kind of record, {'; '.join(told)}."


def _mark_problems(responses: dict[str, dict[str, Any]]) -> None:
    """The framework describes every model as plain JSON."""
    for response in responses.values():
        content = response.get("content", {})
        if content.get(_JSON, {}).get("schema") == _PROBLEM:
            del content[_JSON]
            content[MEDIA_TYPE]["schema"] = _PROBLEM
