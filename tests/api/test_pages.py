"""Pages for people, and the description for programs."""

import html
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, Final

import pytest
from starlette.testclient import TestClient

from doors import Door
from fourcorners import errors
from fourcorners.api.problem_kinds import KINDS
from fourcorners.api.problems import Problem
from fourcorners.api.record_examples import RECORDS
from fourcorners.api.shape_sections import X_EDITABLE
from fourcorners.review.changes import editable_fields

PATHS: Final = Path(__file__).with_name("paths.txt")


class _Addresses(HTMLParser):
    """What a page asks a browser to fetch or to go to, and what it would run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.tags: set[str] = set()
        self.ids: set[str] = set()
        self.inline: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attributes:
            if name in {"href", "src", "action", "data", "srcset", "poster"}:
                self.addresses.append(value or "")
            elif name == "id":
                self.ids.add(value or "")
            elif name == "style" or name.startswith("on"):
                self.inline.append(name)


@pytest.mark.parametrize("address", ["/docs", "/problems", "/problems/stale_decision"])
def test_a_page_asks_nothing_of_any_other_house(door: Door, address: str) -> None:
    """No script, no style in a tag, no address but our own; and each of those answers, without a key."""
    client = door.client_of(None)
    response = client.get(address)
    page = _Addresses(response.text)
    assert page.tags.isdisjoint({"script", "iframe", "object", "img", "style", "base", "form"})
    assert page.inline == []
    assert response.headers["content-security-policy"].startswith("default-src 'self'")
    for each in set(page.addresses) - {"data:,"}:
        assert each.startswith(("/", "#"))
        assert not each.startswith("//")
        assert each[1:] in page.ids if each.startswith("#") else client.get(each).status_code == 200


def test_the_style_asks_nothing_of_any_other_house(client: TestClient) -> None:
    """No import and no address in it."""
    style = client.get("/docs/style.css")
    assert style.headers["content-type"].startswith("text/css")
    assert not re.search(r"url\(|@import|//", style.text)


def test_the_page_shows_every_operation_with_its_answers(door: Door, client: TestClient) -> None:
    """What the description holds, a person can read."""
    page = client.get("/docs").text
    for path, methods in door.app.openapi()["paths"].items():
        for method, operation in methods.items():
            assert f"{method.upper()} {path}</code> {operation['summary']}" in page
            assert f'id="{operation["operationId"]}"' in page


def test_whatever_a_page_shows_is_no_markup(client: TestClient) -> None:
    """Neither what an address holds nor what a text of ours does."""
    answer = client.get("/problems/<script>alert(1)</script>")
    assert answer.headers["content-type"] == "application/problem+json"
    assert "<script" not in client.get("/docs").text


def test_every_error_has_its_problem_and_every_problem_its_page(client: TestClient) -> None:
    """An error that is added is told over HTTP as well."""
    assert set(errors._BY_CODE) <= KINDS.keys()
    for code, kind in KINDS.items():
        page = client.get(f"/problems/{code}")
        assert (page.status_code, kind.title in page.text) == (200, True)


@pytest.mark.parametrize("address", ["/", "/docs/"])
def test_who_types_an_address_is_led_to_the_page(client: TestClient, address: str) -> None:
    """Without a key, and on the same host."""
    answer = client.get(address, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (307, "/docs")


def test_the_page_tells_values_where_only_some_are_taken(door: Door, client: TestClient) -> None:
    """No name of a class in their place, and whole numbers as people write them."""
    schemas = door.app.openapi()["components"]["schemas"]
    page = client.get("/docs").text
    for name, schema in schemas.items():
        if "enum" in schema:
            assert f"shape-{name}" not in page
            assert f"<td>{name}" not in page
            assert " | ".join(html.escape(each, quote=False) for each in schema["enum"]) in page
    assert "integer, at least 1</td>" in page
    assert "integer, 1 to 9</td>" in page
    assert "<td>any of received | reading" in page


def test_every_shape_is_told_once_and_found_by_links(door: Door, client: TestClient) -> None:
    """With all of its fields: those of a deadline, a value, what follows."""
    schemas = door.app.openapi()["components"]["schemas"]
    page = client.get("/docs").text
    shapes = {name for name, schema in schemas.items() if "properties" in schema}
    assert {"Deadline", "Consequence", "MoneyValue", "Obligation", "Problem", "Health"} <= shapes
    for name in shapes:
        assert page.count(f'id="shape-{name}"') == 1
        assert f'href="#shape-{name}"' in page or name == "DecisionRequest"
        (told,) = re.findall(f'<article id="shape-{name}">.*?</article>', page, re.DOTALL)
        assert all(f"<code>{field}</code>" in told for field in schemas[name]["properties"])


def test_what_an_edit_may_change_is_told(door: Door, client: TestClient) -> None:
    """Of each kind of record what review takes, in the description and on the page."""
    schemas = door.app.openapi()["components"]["schemas"]
    page = client.get("/docs").text
    told = schemas["DecisionRequest"]["properties"]["changes"]["description"]
    for record in RECORDS:
        name = type(record).__name__
        fields = editable_fields(record)
        marked = [field for field, schema in schemas[name]["properties"].items() if X_EDITABLE in schema]
        assert sorted(marked) == sorted(fields)
        assert f"`{name}`: {', '.join(f'`{field}`' for field in fields)}" in told
        (section,) = re.findall(f'<article id="shape-{name}">.*?</article>', page, re.DOTALL)
        assert section.count("editable</td>") == len(fields)


def lines_of(description: dict[str, Any]) -> list[str]:
    """One line an operation."""
    return [
        f"{method.upper():4} {path:42} {operation.get('x-permission', '-'):6} "
        + " ".join(operation["responses"])
        for path, methods in sorted(description["paths"].items())
        for method, operation in sorted(methods.items())
    ]


def test_the_service_is_pinned(door: Door) -> None:
    """Paths, permissions and statuses are those of paths.txt, which is changed by hand."""
    assert lines_of(door.app.openapi()) == PATHS.read_text().splitlines()


def test_every_operation_tells_all_of_itself(door: Door) -> None:
    """Summary, description, and for each answer an example; refusals are problems."""
    for methods in door.app.openapi()["paths"].values():
        for operation in methods.values():
            assert operation["summary"]
            assert operation["description"]
            for status, answer in operation["responses"].items():
                for media_type, content in answer.get("content", {}).items():
                    is_refusal = int(status) >= 400
                    assert (media_type == "application/problem+json") == is_refusal
                    if media_type == "application/json":
                        assert "example" in content
                    for example in content.get("examples", {}).values() if is_refusal else ():
                        assert Problem.model_validate(example["value"]).status == int(status)


def test_data_is_not_kept_by_caches_and_not_guessed_at_by_browsers(client: TestClient) -> None:
    """Of an answer, of a refusal, and of what is not there."""
    for address in ("/v1/documents", "/v1/documents?limit=0", "/nowhere"):
        headers = client.get(address).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
