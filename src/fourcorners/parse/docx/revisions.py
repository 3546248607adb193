"""What is noticed while a Word file is read: open changes, and what of it was not read."""

from collections import Counter
from dataclasses import dataclass, field

from lxml import etree

from fourcorners.parse.docx.elements import TEXTS, W, value


@dataclass(slots=True)
class Revisions:
    """Counts for one file, over all of its parts."""

    inserted: int = 0
    deleted: int = 0
    """Changes, as Word counts them: words, ends of paragraphs, rows, cells."""
    authors: Counter[str] = field(default_factory=Counter)
    """Changes by who made them, where the file says."""
    unwritten_numbers: int = 0
    """Numbers that Word counts and does not write down."""

    def insertion(self, element: etree._Element) -> str | None:
        """Count an insertion (`w:ins`, `w:moveTo` or what says the same of a row), and say who made it.

        Of blanks alone it is none that counts.
        """
        counts = not _is_blank(element)
        self.inserted += counts
        return self._author(element, counts=counts)

    def deletion(self, element: etree._Element) -> str | None:
        """Count a deletion, as insertions are counted, and say who made it."""
        counts = not _is_blank(element)
        self.deleted += counts
        return self._author(element, counts=counts)

    def _author(self, element: etree._Element, *, counts: bool) -> str | None:
        author = value(element, "author") or None
        if author is not None and counts:
            self.authors[author] += 1
        return author


def _is_blank(change: etree._Element) -> bool:
    """Whether it puts in or takes out nothing but blanks. A change of a row or an end has nothing in it."""
    runs = [each for run in change.iter(W + "r") for each in run]
    contents = [each for each in runs if each.tag != W + "rPr"]
    return bool(contents) and all(each.tag in TEXTS and not (each.text or "").strip() for each in contents)
