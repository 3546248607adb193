"""Which quantities of a schedule are levels, and of which period."""

import time

from fourcorners.extract.nlp.measures.candidates import Setting
from fourcorners.extract.nlp.measures.readings import read_measures


def test_a_stem_may_announce_a_schedule():
    """The words before a list say that its sums are bought for, and at the least."""
    setting = Setting(stem="Distributor shall purchase at least the following amounts:")
    found = read_measures("Year 1 - $30,000; Year 2 - $45,000.", setting)
    assert [(each.comparison.quantity.value, each.window) for each in found] == [
        (30_000, "P1Y"),
        (45_000, "P1Y"),
    ]


def test_what_is_paid_by_schedule_is_no_level():
    """The same sums are a price where the stem speaks of payments."""
    setting = Setting(stem="Distributor shall pay at least the following amounts for its purchases:")
    assert read_measures("Year 1 - $30,000; Year 2 - $45,000.", setting) == []


def test_quarters_are_measured_by_the_quarter():
    """An entry that names a quarter has the window of one."""
    found = read_measures("Sales targets: first quarter - 200 units; second quarter - 260 units.")
    assert [each.window for each in found] == ["P3M", "P3M"]


def test_a_hostile_schedule_is_read_in_linear_time():
    """A thousand half entries cost no more than a thousand times one."""
    text = "Buyer shall buy at least: " + "Year 1 - the first Year - by June 30, 2018 : " * 300 + "500 kg"
    start = time.process_time()
    read_measures(text)
    assert time.process_time() - start < 2


def test_a_lone_date_is_an_entry_where_a_stem_announces_it():
    """Each item of a development schedule states a level; the same words alone state none."""
    item = "By June 30, 2018: 5 restaurants"
    setting = Setting(stem="Developer shall open the following number of restaurants:")
    [found] = read_measures(item, setting)
    assert (found.comparison.quantity.value, found.unit, found.window) == (5, "restaurants", None)
    assert read_measures(item) == []
