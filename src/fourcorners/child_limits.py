"""What the children that hold a document may use of the machine, by the settings."""

from typing import Final

from fourcorners.sandbox import WALL_CLOCK_PER_CPU, Limits
from fourcorners.settings import Settings

_MIB: Final = 1024 * 1024
_ALONE: Final = 1
"""No reader starts a process or a thread; one that left the group of its child would outlive it."""
_RECOGNISED_PAGE_BYTES: Final = _MIB
"""Of one page, as JSON: more than 10,000 words have."""


def reading(settings: Settings) -> Limits:
    """For the child that reads a document: its units are pages."""
    return Limits(
        wall_clock_s=settings.wall_clock_s,
        cpu_s=settings.child_cpu_s,
        cpu_s_per_unit=settings.child_cpu_s_per_page,
        max_units=settings.max_pages,
        memory_bytes=settings.child_memory_mib * _MIB,
        open_files=settings.child_open_files,
        file_bytes=settings.child_file_mib * _MIB,
        processes=_ALONE,
    )


def recognising(settings: Settings, pages: int) -> Limits:
    """For a child that recognises so many pages, each a unit, and hands over one part for each.

    Its clock follows the pages that it expects, not `wall_clock_s`: recognition takes seconds a page.
    """
    cpu_s = settings.child_cpu_s + pages * settings.ocr_cpu_s_per_page
    return Limits(
        wall_clock_s=max(settings.wall_clock_s, WALL_CLOCK_PER_CPU * cpu_s),
        cpu_s=settings.child_cpu_s,
        cpu_s_per_unit=settings.ocr_cpu_s_per_page,
        max_units=pages,
        memory_bytes=settings.ocr_memory_mib * _MIB,
        open_files=settings.child_open_files,
        file_bytes=settings.child_file_mib * _MIB,
        part_bytes=_RECOGNISED_PAGE_BYTES,
    )
