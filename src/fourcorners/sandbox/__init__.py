"""Runs one named function in a child process of its own, from a warm fork server.

A counterparty writes the file that is read, so whatever opens it may crash, hang or be taken over.
The child has limits on all that it may use, reaches no network, knows no secret of the environment,
its answer comes back as bytes that nobody unpickles, and its death is an error like another.
"""

from fourcorners.sandbox.child import expect, hand_over, is_cut_off, note
from fourcorners.sandbox.children import Group, check, known_confinement, run
from fourcorners.sandbox.confinement import Confinement
from fourcorners.sandbox.fork_server import configure, preloaded
from fourcorners.sandbox.limits import WALL_CLOCK_PER_CPU, Limits

__all__ = [
    "WALL_CLOCK_PER_CPU",
    "Confinement",
    "Group",
    "Limits",
    "check",
    "configure",
    "expect",
    "hand_over",
    "is_cut_off",
    "known_confinement",
    "note",
    "preloaded",
    "run",
]
