"""Layers of a PDF (optional content), which a viewer may show or not."""

import pikepdf


def has_layers_off(pdf: pikepdf.Pdf) -> bool:
    """Whether a viewer may leave out what stands in some layer: only then need pages be looked at for it."""
    layers = pdf.Root.get("/OCProperties")
    usual = layers.get("/D") if isinstance(layers, pikepdf.Dictionary) else None
    if not isinstance(usual, pikepdf.Dictionary):
        return False
    return usual.get("/BaseState") == "/OFF" or any(_has_entries(usual.get(key)) for key in ("/OFF", "/AS"))


def _has_entries(layers: pikepdf.Object | None) -> bool:
    return isinstance(layers, pikepdf.Array) and len(layers) > 0
