"""The benchmark measures what it says."""

import hashlib
import time

from bench.command import sample
from bench.cost import metered, resident_mib
from bench.overhead import measure
from bench.places import evidence_of
from extractions import evidence
from fourcorners import sandbox
from fourcorners.domain.extraction import Coverage, UnclaimedSpan
from fourcorners.settings import Settings
from statements import a_norm, an_extraction
from working import a_text

ROUNDS = 400_000


def test_cpu_of_sandboxed_children_is_counted():
    """What a child of the fork server burns is in the meter, as if it had been burnt here."""
    start = time.process_time()
    hashlib.pbkdf2_hmac("sha256", b"password", b"salt", 2 * ROUNDS)
    here = time.process_time() - start
    with metered() as meter:
        for _ in range(2):
            sandbox.run("hashlib:pbkdf2_hmac", ("sha256", b"password", b"salt", ROUNDS))
    assert meter.cpu_s > 0.7 * here


def test_what_the_service_adds_is_measured_over_documents_that_were_read(tmp_path):
    """Both ways take a child for each document, and the same bytes are one document in both."""
    for number in (1, 2, 2):
        (tmp_path / f"{number}-{len(list(tmp_path.iterdir()))}.txt").write_text(a_text(number, repeated=30))
    cost = measure(sorted(tmp_path.iterdir()), Settings(jobs=1))
    assert cost.bare_cpu_s > 0.2
    assert 0.5 < cost.ratio < 5


def test_a_sample_is_spread_over_all():
    """The same files each time, from the first to the last quarter."""
    assert sample(range(100), 4) == [0, 25, 50, 75]
    assert sample(range(3), 7) == sample(range(3), None) == [0, 1, 2]


def test_evidence_is_found_in_every_record():
    """Whatever holds evidence is looked through, and so are the sentences that were not claimed."""
    unclaimed = UnclaimedSpan(start=5, end=9, exact="must", reason="must")
    extraction = an_extraction([a_norm(0, 10), a_norm(20, 30)])
    signed = extraction.document.signed.model_copy(update={"evidence": evidence("Signed")})
    document = extraction.document.model_copy(update={"signed": signed})
    coverage = Coverage(unclaimed_spans=(unclaimed,))
    extraction = extraction.model_copy(update={"document": document, "coverage": coverage})
    assert [(each.start, each.end) for each in evidence_of(extraction)] == [(0, 6), (0, 10), (20, 30), (5, 9)]


def test_resident_memory_is_that_of_this_process():
    """In MB: a Python with the project loaded takes tens of them."""
    assert 10 < resident_mib() < 4000
