"""What a reckoning leaves behind for people: its steps, and what it lacked."""

from typing import NamedTuple


class Working(NamedTuple):
    """Filled as a day is reckoned."""

    steps: list[str]
    missing: list[str]

    @classmethod
    def begun(cls) -> "Working":
        """With nothing in it."""
        return cls([], [])

    def lack(self, what: str) -> None:
        """Keep once what is not known."""
        if what not in self.missing:
            self.missing.append(what)
