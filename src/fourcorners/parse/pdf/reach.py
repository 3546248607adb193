"""What a page of a PDF is made of: the objects that it names, and those that they name in turn."""

from collections.abc import Collection, Iterator
from typing import Final

import pikepdf

from fourcorners.parse.pdf.drawings import inherited_resources

_MAX_STEPS: Final = 200_000
"""Objects looked at for one file: more are taken for all that is looked for."""
_HOLDERS: Final = (pikepdf.Array, pikepdf.Dictionary, pikepdf.Stream)
_ELSEWHERE: Final = frozenset(("/Page", "/Pages", "/Catalog"))
_BACK: Final = frozenset(("/Parent", "/P"))
"""What leads from a part of a page to the page, or to what holds it."""

_Identity = tuple[int, int]


class Reach:
    """Looks from pages for some objects of a file."""

    def __init__(self, wanted: Collection[_Identity]) -> None:
        """`wanted` are numbers and generations."""
        self._wanted = frozenset(wanted)
        self._steps = 0

    def from_page(self, page: pikepdf.Object) -> frozenset[_Identity]:
        """Which of the objects a page is made of, or may be."""
        if not self._wanted:
            return frozenset()
        found: set[_Identity] = set()
        known: set[_Identity] = set()
        waiting = list(_named(page))
        resources = inherited_resources(page)
        if resources is not None:
            waiting.append(resources)
        while waiting:
            thing = waiting.pop()
            self._steps += 1
            if self._steps > _MAX_STEPS:
                return self._wanted
            if thing.is_indirect:
                if thing.objgen in known:
                    continue
                known.add(thing.objgen)
                found |= self._wanted & {thing.objgen}
            waiting += _named(thing)
        return frozenset(found)


def _named(thing: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """The objects that one holds or names, without pages and what leads back to them."""
    if isinstance(thing, pikepdf.Array):
        parts = list(thing)
    else:
        parts = [part for key, part in thing.items() if key not in _BACK]
    return (part for part in parts if isinstance(part, _HOLDERS) and not _is_elsewhere(part))


def _is_elsewhere(part: pikepdf.Object) -> bool:
    kind = None if isinstance(part, pikepdf.Array) else part.get("/Type")
    return isinstance(kind, pikepdf.Name) and str(kind) in _ELSEWHERE
