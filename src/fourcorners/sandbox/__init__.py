"""Runs one named function in a child process of its own, from a warm fork server.

A counterparty writes the file that is read, so whatever opens it may crash, hang or be taken over.
The child knows no secret of the environment, its answer comes back as bytes that nobody unpickles,
and its death is an error like another.
"""

from fourcorners.sandbox.child import note
from fourcorners.sandbox.children import MAX_ANSWER_BYTES, TIMEOUT_S, Group, check, run
from fourcorners.sandbox.fork_server import configure

__all__ = ["MAX_ANSWER_BYTES", "TIMEOUT_S", "Group", "check", "configure", "note", "run"]
