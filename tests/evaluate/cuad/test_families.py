"""Which documents belong together, and how they are spread over folds."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fourcorners.evaluate.cuad.families import assign_folds, filer, find_families, near_copies

FAMILIES = st.lists(st.integers(1, 6), max_size=30).map(
    lambda sizes: [tuple(f"{number}-{one}.txt" for one in range(size)) for number, size in enumerate(sizes)]
)


def prose(seed, count):
    """So many words, other ones for each seed."""
    return " ".join(f"{seed}word{number}" for number in range(count))


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("HOLLOWBROOK,INC_01_02_2003-EX-10.1-LEASE.txt", "HollowbrookInc_20040506_EX-9_Lease.txt", True),
        ("Hollowbrook, Inc. - Lease.txt", "HOLLOWBROOKCORP_2001.txt", True),
        ("Ferry Agreement1.txt", "Ferry Agreement2.txt", True),
        ("Hollowbrook - Lease.txt", "Hollowbank - Lease.txt", False),
        ("CO_1.txt", "INC_1.txt", False),
        ("1999.txt", "2000.txt", False),
    ],
)
def test_the_filer_is_told_by_the_letters_of_the_name(one, other, same):
    """Case, legal form and numbers make no other filer."""
    assert (filer(one) == filer(other)) is same


def test_a_form_filled_in_twice_is_a_near_copy():
    """The share is of the shorter text; below the limit there is no pair."""
    form = prose("form", 40)
    texts = {
        "a.txt": form + prose("x", 100),
        "b.txt": form,
        "c.txt": prose("other", 50),
        "d.txt": "too short",
    }
    [pair] = near_copies(texts)
    assert (pair.one, pair.other) == ("a.txt", "b.txt")
    assert pair.share == pytest.approx(32 / 33)


def test_families_join_through_others():
    """One contract shares its filer with a second and its form with a third: all three are a family."""
    form = prose("form", 60)
    texts = {
        "Alder_1.txt": prose("alder", 60),
        "Alder_2.txt": form,
        "Birch_1.txt": form.upper(),
        "Cedar_1.txt": prose("cedar", 60),
    }
    assert find_families(texts) == [("Alder_1.txt", "Alder_2.txt", "Birch_1.txt"), ("Cedar_1.txt",)]


def test_texts_without_words_are_families_of_their_own():
    """Nothing in common with nothing is no likeness."""
    assert find_families({"a.txt": "", "b.txt": ""}) == [("a.txt",), ("b.txt",)]
    assert find_families({}) == []


@given(FAMILIES, st.randoms(use_true_random=False))
def test_folds_hold_whole_families_and_are_balanced(families, random):
    """No order of families makes a difference, and no two folds differ by more than the largest family."""
    folds = assign_folds(families)
    assert folds == assign_folds(random.sample(families, len(families)))
    assert all(len({folds[name] for name in family}) == 1 for family in families)
    sizes = [Counter(folds.values())[fold] for fold in range(5)]
    assert max(sizes) - min(sizes) <= max(map(len, families), default=0)


@given(
    st.permutations(
        [
            (f"{name}_{number}.txt", seed)
            for name, number, seed in [
                ("Alder", 1, "x"),
                ("Alder", 2, "y"),
                ("Birch", 1, "y"),
                ("Cedar", 1, "z"),
                ("Dogwood", 1, "z"),
            ]
        ]
    )
)
def test_the_order_of_texts_makes_no_other_families(texts):
    """Families are the same whatever is read first."""
    found = find_families({name: prose(seed, 30) for name, seed in texts})
    assert found == [("Alder_1.txt", "Alder_2.txt", "Birch_1.txt"), ("Cedar_1.txt", "Dogwood_1.txt")]
