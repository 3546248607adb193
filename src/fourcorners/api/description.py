"""The service's description of itself: OpenAPI, from the endpoints as they are."""

from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from fourcorners.api.problems import MEDIA_TYPE

_PROBLEM: Final = {"$ref": "#/components/schemas/Problem"}
_JSON: Final = "application/json"

TEXT: Final = """\
Contracts are sent, read, and proposed as records: variables, obligations, rights and KPIs, each proved by \
the words on the page. A person confirms, edits or rejects each one, and what was confirmed is given out.

Every request but `/v1/health` carries a key: `Authorization: Bearer fck_...`. A key sees the contracts of \
its access groups: all others are not there for it (404). What its role does not allow is refused (403).

Every refusal is a problem (RFC 9457, `application/problem+json`), and its `type` leads to what it means. \
Lists come in pages: `next`, and the header `Link`, lead to the next one. A parameter or a field that is not \
known is refused by its name.
"""
TAGS: Final = (
    ("documents", "Files: sent, followed, read."),
    ("contracts", "The bargains that the documents make up."),
    ("records", "What was found, and what people said of it."),
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
            self.openapi_schema = described
        return self.openapi_schema


def _mark_problems(responses: dict[str, dict[str, Any]]) -> None:
    """The framework describes every model as plain JSON."""
    for response in responses.values():
        content = response.get("content", {})
        if content.get(_JSON, {}).get("schema") == _PROBLEM:
            del content[_JSON]
            content[MEDIA_TYPE]["schema"] = _PROBLEM
