"""Pages for people: how the service is used, and what each problem means. Nothing in them is secret."""

from importlib.resources import files
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, RedirectResponse

from fourcorners.api.markup import STYLE_PATH, element, page, prose
from fourcorners.api.operation_section import operation_section
from fourcorners.api.problem_kinds import KINDS, UNKNOWN_PATH, ProblemKind
from fourcorners.api.problems import Refusal
from fourcorners.api.shape_sections import shape_sections

router = APIRouter(include_in_schema=False)

_OPENAPI_PATH = "/openapi.json"
_DOCS_PATH = "/docs"
_SHAPES = "shapes"


@router.get(_DOCS_PATH)
async def docs(request: Request) -> HTMLResponse:
    """The whole service on one page."""
    described: dict[str, Any] = request.app.openapi()
    operations = [
        (path, method, operation)
        for path, methods in described["paths"].items()
        for method, operation in methods.items()
    ]
    sections = []
    for tag in described["tags"]:
        of_tag = [each for each in operations if tag["name"] in each[2]["tags"]]
        shown = [operation_section(*each, described["components"]["schemas"]) for each in of_tag]
        sections.append(
            element("section", element("h2", tag["name"]), element("p", tag["description"]), *shown)
        )
    return page(
        f"{described['info']['title']} {described['info']['version']}",
        element(
            "header",
            element("h1", described["info"]["title"], " ", element("small", described["info"]["version"])),
            *prose(described["info"]["description"]),
            element(
                "p",
                element("a", "The description for programs (OpenAPI)", href=_OPENAPI_PATH),
                " · ",
                element("a", "All problems", href="/problems"),
                " · ",
                element("a", "All shapes", href=f"#{_SHAPES}"),
            ),
            _contents(operations),
        ),
        element("main", *sections, _shapes(described["components"]["schemas"])),
    )


@router.get("/")
@router.get("/docs/")
async def way_to_docs() -> RedirectResponse:
    """To the page that tells how the service is used, for who types an address."""
    return RedirectResponse(_DOCS_PATH)


@router.get(STYLE_PATH)
async def style() -> Response:
    """How the pages look."""
    content = files("fourcorners.api").joinpath("docs.css").read_bytes()
    return Response(content, media_type="text/css", headers={"Cache-Control": "no-cache"})


@router.get(_OPENAPI_PATH)
async def openapi(request: Request) -> JSONResponse:
    """The service as OpenAPI."""
    return JSONResponse(request.app.openapi(), headers={"Cache-Control": "no-cache"})


@router.get("/problems")
async def problems() -> HTMLResponse:
    """All problems that a request can end in."""
    rows = [element("article", *_told(code, kind)) for code, kind in KINDS.items()]
    return page("Problems", element("header", element("h1", "Problems"), _back()), element("main", *rows))


@router.get("/problems/{code}")
async def problem(code: str) -> HTMLResponse:
    """What one problem means, and what to do."""
    kind = KINDS.get(code)
    if kind is None:
        raise Refusal(UNKNOWN_PATH, f"there is no problem {code!r}; all are listed at /problems")
    return page(kind.title, element("main", element("article", *_told(code, kind)), _back()))


def _told(code: str, kind: ProblemKind) -> list[Any]:
    heading = element("h2", kind.title, id=code)
    return [heading, element("p", element("code", code), f" · status {kind.status}"), *prose(kind.meaning)]


def _back() -> Any:
    return element("p", element("a", "How the service is used", href=_DOCS_PATH))


def _shapes(schemas: dict[str, Any]) -> Any:
    told = "What is sent and what is given, field by field. An answer carries every field, null ones too."
    return element(
        "section", element("h2", _SHAPES, id=_SHAPES), element("p", told), *shape_sections(schemas)
    )


def _contents(operations: list[tuple[str, str, dict[str, Any]]]) -> Any:
    items = [
        element(
            "li",
            element("a", element("code", f"{method.upper()} {path}"), href=f"#{operation['operationId']}"),
            f" {operation['summary']}",
        )
        for path, method, operation in operations
    ]
    return element("nav", element("ul", *items))
