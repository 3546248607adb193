"""The limits of children, as the settings have them."""

from dataclasses import replace

from fourcorners import child_limits
from fourcorners.sandbox import WALL_CLOCK_PER_CPU, Limits
from fourcorners.settings import Settings

MIB = 1024 * 1024


def test_a_child_that_reads_has_the_limits_of_the_settings():
    """Its units are the pages of a document, as many as are read."""
    settings = Settings(
        wall_clock_s=50,
        max_pages=70,
        child_cpu_s=3,
        child_cpu_s_per_page=0.5,
        child_memory_mib=700,
        child_open_files=30,
        child_file_mib=9,
    )
    assert child_limits.reading(settings) == Limits(
        wall_clock_s=50,
        cpu_s=3,
        cpu_s_per_unit=0.5,
        max_units=70,
        memory_bytes=700 * MIB,
        open_files=30,
        file_bytes=9 * MIB,
        processes=1,
    )


def test_without_settings_a_reader_has_the_ordinary_limits():
    """The defaults are written down in two places, and agree; but for what no reader needs."""
    assert child_limits.reading(Settings()) == replace(Limits(), processes=1)


def test_a_child_that_recognises_has_time_for_each_of_its_pages():
    """However many there are, it is not stopped by the clock before its processor time is used up."""
    settings = Settings(wall_clock_s=50, child_cpu_s=3, ocr_cpu_s_per_page=11, ocr_memory_mib=2_000)
    limits = child_limits.recognising(settings, 40)
    assert (limits.cpu_s_of(0), limits.cpu_s_of(40), limits.cpu_s_of(41)) == (3, 443, 443)
    assert limits.wall_clock_s_of(40) == WALL_CLOCK_PER_CPU * 443
    assert (limits.memory_bytes, limits.max_units) == (2_000 * MIB, 40)
    assert limits.processes > 1
    assert child_limits.recognising(settings, 0).wall_clock_s_of(0) == WALL_CLOCK_PER_CPU * 3
