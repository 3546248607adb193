"""The drawings (form XObjects) that a page of a PDF is made of, and that they are made of."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import pikepdf

from fourcorners.parse.pdf.filters import Overlong, full_name, unpack
from fourcorners.parse.pdf.streams import MIB, unescaped
from fourcorners.settings import ReadingLimits

_CALL: Final = re.compile(rb"/([^\s/<>\[\](){}%]+)\s+Do\b")
_MAX_DEPTH: Final = 24
"""Of drawings within drawings; pdfium goes as deep as its stack does."""


class Calls:
    """Counts how often drawings are called for each page; what several of them share is counted once."""

    def __init__(self, limits: ReadingLimits) -> None:
        self._limit = limits.max_stream_mib * MIB
        self._most = limits.max_page_objects
        self._counts: dict[tuple[int, int], int] = {}

    def are_too_many(self, contents: Sequence[pikepdf.Object], page: pikepdf.Object) -> bool:
        """Whether a page calls more drawings than it may hold objects, or one that calls itself."""
        forms = _forms(inherited_resources(page))
        looks = [look for look in _appearances(page) if _forms(look.get("/Resources"))]
        if not looks and not any(map(_may_call, forms.values())):
            return False
        called = sum(self._called(content, forms, 0) for content in contents)
        return called + sum(self._within(look, {}, 0) for look in looks) > self._most

    def _called(self, stream: pikepdf.Object, forms: Mapping[str, pikepdf.Object], depth: int) -> int:
        if depth > _MAX_DEPTH:
            return self._most + 1
        total = 0
        for name, times in self._names(stream).items():
            if (form := forms.get(name)) is not None:
                total += times * (1 + self._within(form, forms, depth))
            if total > self._most:
                break
        return total

    def _within(self, form: pikepdf.Object, outer: Mapping[str, pikepdf.Object], depth: int) -> int:
        identity = form.objgen
        if identity not in self._counts:
            # Until it is counted, a drawing that calls itself is more than any page may hold.
            self._counts[identity] = self._most
            # A drawing without resources of its own draws with those of the page.
            own = _forms(form.get("/Resources")) if "/Resources" in form else outer
            self._counts[identity] = self._called(form, own, depth + 1)
        return self._counts[identity]

    def _names(self, stream: pikepdf.Object) -> Counter[str]:
        try:
            content = b"".join(unpack(stream.read_raw_bytes(), filters_of(stream), self._limit))
        except Overlong:
            return Counter()
        return Counter("/" + unescaped(name).decode("latin-1") for name in _CALL.findall(content))


def filters_of(stream: pikepdf.Object) -> list[str]:
    """The names of the filters that a stream is packed in, the last one first."""
    named = stream.get("/Filter")
    names = named if isinstance(named, pikepdf.Array) else [] if named is None else [named]
    return [full_name(str(name).lstrip("/")) for name in names]


def inherited_resources(page: pikepdf.Object) -> pikepdf.Object | None:
    """Those of the page, or of the nearest part of the page tree above it that has some."""
    part: pikepdf.Object | None = page
    for _ in range(_MAX_DEPTH):
        if not isinstance(part, pikepdf.Dictionary) or "/Resources" in part:
            break
        part = part.get("/Parent")
    return part.get("/Resources") if isinstance(part, pikepdf.Dictionary) else None


def _may_call(form: pikepdf.Object) -> bool:
    """Whether a drawing can call others: its own, or without resources of its own those of the page."""
    return "/Resources" not in form or bool(_forms(form.get("/Resources")))


def _forms(resources: pikepdf.Object | None) -> dict[str, pikepdf.Object]:
    objects = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
    if not isinstance(objects, pikepdf.Dictionary):
        return {}
    return dict(_only_forms(objects))


def _appearances(page: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The drawings that the annotations of a page look like."""
    annotations = page.get("/Annots")
    for each in annotations if isinstance(annotations, pikepdf.Array) else ():
        looks = each.get("/AP") if isinstance(each, pikepdf.Dictionary) else None
        usual = looks.get("/N") if isinstance(looks, pikepdf.Dictionary) else None
        if isinstance(usual, pikepdf.Stream):
            yield usual
        elif isinstance(usual, pikepdf.Dictionary):
            yield from (look for look in dict(usual.items()).values() if isinstance(look, pikepdf.Stream))


def _only_forms(objects: pikepdf.Object) -> Iterator[tuple[str, pikepdf.Object]]:
    for name, each in objects.items():
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Form":
            yield name, each
