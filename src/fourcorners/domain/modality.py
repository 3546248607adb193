"""Deontic force: must, must not, may."""

from enum import StrEnum


class Modality(StrEnum):
    """Deontic force."""

    OBLIGATION = "obligation"
    PROHIBITION = "prohibition"
    RIGHT = "right"


BOTH = "both"
"""The obligor of a norm that binds or entitles each party."""
