"""Recognised pages as they lie on the disk."""

import os
import time

import pytest

from fourcorners.domain.recognition import RecognitionOrder
from fourcorners.errors import StoreUnavailable
from fourcorners.intake.recognised_pages import RecognisedPages
from fourcorners.settings import Recogniser
from recognition_cases import a_page

ORDER = RecognitionOrder(Recogniser.TESSERACT, 200, "eng+deu", 40, 60)
OTHER = ORDER._replace(dpi=300)
SHA256, ANOTHER = "a" * 64, "b" * 64


@pytest.fixture
def pages(tmp_path):
    """A folder for them."""
    return RecognisedPages(tmp_path / "recognised")


def test_what_is_kept_comes_back_in_the_order_of_its_numbers(pages):
    """Whoever looks: by document, and by what recognised it."""
    for number in (10, 9, 2):
        pages.of(SHA256, ORDER).keep(a_page(number))
    kept = {number: a_page(number).model_dump_json().encode() for number in (2, 9, 10)}
    assert list(pages.of(SHA256, ORDER).all().items()) == list(kept.items())
    assert pages.of(SHA256, OTHER).all() == pages.of(ANOTHER, ORDER).all() == {}
    assert (pages.count(SHA256), pages.count(ANOTHER)) == (3, 0)


def test_pages_are_for_their_owner_alone(pages, tmp_path):
    """They hold the words of contracts."""
    pages.of(SHA256, ORDER).keep(a_page(1))
    modes = {path.stat().st_mode & 0o077 for path in (tmp_path / "recognised").rglob("*")}
    assert modes == {0}


def test_a_page_that_is_no_whole_page_is_recognised_anew(pages, tmp_path):
    """As a power cut may leave it, or somebody else's hand."""
    kept = pages.of(SHA256, ORDER)
    for number in (1, 2, 3):
        kept.keep(a_page(number))
    folder = tmp_path / "recognised" / SHA256 / ORDER.key
    (folder / "1.json").write_bytes(b"")
    (folder / "2.json").write_bytes((folder / "3.json").read_bytes())
    assert list(kept.all()) == [3]


def test_failures_are_forgotten_and_words_are_not(pages):
    """Whoever has a document read again has what failed tried again."""
    pages.of(SHA256, ORDER).keep(a_page(1))
    pages.of(SHA256, ORDER).keep(a_page(2, words=(), failure="It was too much."))
    pages.of(SHA256, OTHER).keep(a_page(2, words=(), failure="It was too much."))
    pages.forget_failures(SHA256)
    assert list(pages.of(SHA256, ORDER).all()) == [1]
    assert pages.of(SHA256, OTHER).all() == {}


@pytest.mark.parametrize(
    ("changed", "is_the_same"),
    [
        ({"max_megapixels": 80}, False),
        ({"dpi": 300}, False),
        ({"language": "eng"}, False),
        ({"page_s": 9}, True),
    ],
)
def test_pages_are_those_of_the_settings_that_made_them(pages, changed, is_the_same):
    """What gives another picture, or is read by other rules, is recognised anew."""
    pages.of(SHA256, ORDER).keep(a_page(1))
    assert bool(pages.of(SHA256, ORDER._replace(**changed)).all()) is is_the_same


def test_pages_of_documents_that_are_gone_are_swept(pages, tmp_path):
    """Once nothing was put there for a while; those that are kept stay, without what a kill left behind."""
    for sha256 in (SHA256, ANOTHER):
        pages.of(sha256, ORDER).keep(a_page(1))
    passing = tmp_path / "recognised" / SHA256 / ORDER.key / "incoming-x"
    passing.touch()
    assert pages.sweep(lambda sha256: sha256 == SHA256, 3600) == 0
    old = time.time() - 7200
    for path in (tmp_path / "recognised").rglob("*"):
        os.utime(path, (old, old))
    assert pages.sweep(lambda sha256: sha256 == SHA256, 3600) == 1
    assert (pages.count(SHA256), pages.count(ANOTHER), passing.exists()) == (1, 0, False)


def test_a_folder_that_cannot_be_used_is_told(tmp_path):
    """It is no fault of the document, which is read when it can be."""
    (tmp_path / "recognised").write_text("a file")
    with pytest.raises(StoreUnavailable):
        RecognisedPages(tmp_path / "recognised").of(SHA256, ORDER).keep(a_page(1))


@pytest.mark.parametrize("sha256", ["", "../../etc", "A" * 64, "a" * 63])
def test_what_is_no_hash_leads_nowhere(pages, sha256):
    """No name is ever a path."""
    with pytest.raises(ValueError, match="SHA-256"):
        pages.of(sha256, ORDER)
