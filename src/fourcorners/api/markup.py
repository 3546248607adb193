"""Small pages of HTML, made on the server: whatever they show is escaped, for it is never markup."""

import re
from typing import Final
from xml.etree.ElementTree import Element, tostring

from fastapi.responses import HTMLResponse

from fourcorners.api.response_headers import PAGE_POLICY

STYLE_PATH: Final = "/docs/style.css"
_CODE: Final = re.compile(r"`([^`]+)`")


def element(tag: str, /, *children: "Element | str | None", **attributes: str) -> Element:
    """An element; `class_` is its class, and children that are None are left out."""
    made = Element(tag, {key.rstrip("_"): value for key, value in attributes.items()})
    for child in children:
        if isinstance(child, Element):
            made.append(child)
        elif child is not None:
            _add_text(made, child)
    return made


def prose(text: str) -> list[Element]:
    """Paragraphs, with `code` as it is written in docstrings."""
    return [element("p", *spans(" ".join(block.split()))) for block in text.strip().split("\n\n")]


def spans(text: str) -> list[Element | str]:
    """One line, with `code` as elements."""
    parts = _CODE.split(text)
    return [element("code", part) if index % 2 else part for index, part in enumerate(parts)]


def page(title: str, *body: Element) -> HTMLResponse:
    """A whole page, which asks nothing of any other house."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", title),
        element("link", rel="icon", href="data:,"),
        element("link", rel="stylesheet", href=STYLE_PATH),
    )
    document = element("html", head, element("body", *body), lang="en")
    content = tostring(document, encoding="unicode", method="html")
    return HTMLResponse(
        f"<!doctype html>{content}",
        headers={"Content-Security-Policy": PAGE_POLICY, "Cache-Control": "no-cache"},
    )


def _add_text(made: Element, text: str) -> None:
    if len(made):
        made[-1].tail = (made[-1].tail or "") + text
    else:
        made.text = (made.text or "") + text
