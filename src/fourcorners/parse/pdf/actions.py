"""What a PDF would do in a viewer. Here it does nothing: no script and no command is run."""

from collections.abc import Iterator, Mapping
from typing import Final

import pikepdf

_ACTIONS: Final = {
    "/JavaScript": "a script",
    "/Launch": "a command that starts a program",
    "/SubmitForm": "a command that sends its fields away",
    "/ImportData": "a command that loads data into its fields",
    "/Rendition": "a film or a sound",
}
_OPENINGS: Final = {"/URI": "a command that opens an address"}
"""What a click on a link does, and what nobody expects where nobody clicks."""
_PLAYERS: Final = {"/RichMedia": "a film or a program", "/Screen": "a film or a sound", "/3D": "a model"}
_UNASKED: Final = _ACTIONS | _OPENINGS
_MAX_STEPS: Final = 20
"""Actions that follow one another, and events of one object, that are looked at."""


def find_actions(pdf: pikepdf.Pdf) -> set[str]:
    """What the file would do, for people: each kind once."""
    found = set(_of_action(pdf.Root.get("/OpenAction"), _UNASKED)) | set(_of_events(pdf.Root))
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        found.add(_ACTIONS["/JavaScript"])
    for page in pdf.pages:
        found.update(_of_events(page.obj))
        annotations = page.obj.get("/Annots")
        if isinstance(annotations, pikepdf.Array):
            for each in annotations:
                found.update(_of_annotation(each))
    return found


def _of_annotation(annotation: pikepdf.Object) -> Iterator[str]:
    if not isinstance(annotation, pikepdf.Dictionary):
        return
    player = _PLAYERS.get(str(annotation.get("/Subtype")))
    if player:
        yield player
    yield from _of_action(annotation.get("/A"))
    yield from _of_events(annotation)


def _of_events(thing: pikepdf.Object) -> Iterator[str]:
    events = thing.get("/AA")
    if isinstance(events, pikepdf.Dictionary):
        for event in list(events.keys())[:_MAX_STEPS]:
            yield from _of_action(events.get(event), _UNASKED)


def _of_action(action: pikepdf.Object | None, known: Mapping[str, str] = _ACTIONS) -> Iterator[str]:
    for _ in range(_MAX_STEPS):
        if not isinstance(action, pikepdf.Dictionary):
            return
        what = known.get(str(action.get("/S")))
        if what:
            yield what
        action = action.get("/Next")
