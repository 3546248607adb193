"""What the service adds to reading: sealing, the store, the engine and the checks of what children answer."""

import hashlib
import tempfile
import time
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Final, NamedTuple

from bench.cost import metered
from fourcorners import batch, engine
from fourcorners.domain.kept_document import Submission
from fourcorners.domain.listing import Slice
from fourcorners.domain.processing import WORK_STATES
from fourcorners.domain.store import SERVICE, DocumentFilter
from fourcorners.errors import InputError
from fourcorners.home import Home, open_home
from fourcorners.settings import Settings

_LOOK_S: Final = 0.5
_MIB: Final = 1024 * 1024


class Overhead(NamedTuple):
    """CPU seconds over the same files, parent and children together, each with a fork server of its own."""

    bare_cpu_s: float
    """Of a batch that keeps nothing."""
    service_cpu_s: float
    """Of documents that are taken in, read under the engine, and kept."""

    @property
    def ratio(self) -> float:
        """What the service takes, for each second of the bare batch."""
        return self.service_cpu_s / self.bare_cpu_s


def measure(files: Sequence[Path], settings: Settings) -> Overhead:
    """Read the files twice, bare and by the service, with a home that is thrown away.

    Files with the same bytes are read once: the service would take them for one document.
    """
    files = list({hashlib.sha256(path.read_bytes()).digest(): path for path in files}.values())
    with metered() as bare, closing(batch.extract_all(files, settings)) as outcomes:
        for _ in outcomes:
            pass
    with tempfile.TemporaryDirectory() as folder, metered() as service:
        home = open_home(settings.model_copy(update={"home": Path(folder)}))
        _serve(home, files, settings)
    return Overhead(bare.cpu_s, service.cpu_s)


def _serve(home: Home, files: Sequence[Path], settings: Settings) -> None:
    for path in files:
        _take_in(home, path, settings)
    wanted = DocumentFilter(states=WORK_STATES)
    with engine.running(home, settings):
        while home.store.documents(wanted, Slice(limit=1)).items:
            time.sleep(_LOOK_S)


def _take_in(home: Home, path: Path, settings: Settings) -> None:
    with path.open("rb") as content:
        try:
            sealed = home.files.seal(content, path.name, settings.max_file_mib * _MIB)
        except InputError:
            # A bare batch gives it up at once too.
            return
    home.store.receive([Submission(file=sealed)], SERVICE)
