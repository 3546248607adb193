"""A norm as it is found: a frame that binds or entitles a party, in the statement that says it."""

from typing import NamedTuple

from fourcorners.extract.nlp.deontics.frames import Frame
from fourcorners.extract.nlp.deontics.statements import Statement


class Norm(NamedTuple):
    """A frame that binds or entitles a party, in the statement that says it."""

    statement: Statement
    frame: Frame
    subject_start: int
    """Where in the statement's words the subject begins."""
    obligor: str | None
    """The party that the subject names."""
    agent: str | None
    """The party that "by ..." names."""

    @property
    def verb_end(self) -> int:
        """Where in the statement's words its verb ends."""
        return self.frame.verb.idx + len(self.frame.verb)
