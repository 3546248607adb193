"""Pages for people, and the description for programs."""

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
