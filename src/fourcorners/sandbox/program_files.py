"""Where a program finds its own parts: all that a child may read beside the bytes it is given."""

import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

_SYSTEM: Final = ("/usr", "/bin", "/sbin", "/etc", "/opt", "/nix/store")
_MACHINE: Final = (
    "/sys/devices/system/cpu",
    "/sys/devices/system/node",
    "/proc/cpuinfo",
    "/proc/meminfo",
    "/proc/self",
)
"""How many cores there are, and what they can do; of the processes, only this one."""
_DEVICES: Final = ("/dev/null", "/dev/zero", "/dev/random", "/dev/urandom")
_SEARCHED: Final = ("PATH", "LD_LIBRARY_PATH", "TESSDATA_PREFIX")
"""Variables that name folders, by which whoever runs this adds one."""
_PACKAGE: Final = Path(__file__).parents[1]


def places() -> list[str]:
    """The folders and files, each once; some may not be there.

    Those of the system, of Python, of its modules, and of the programs and libraries on the search paths.
    Neither a home folder nor the temporary one is among them, nor the working folder, although Python may
    look for modules there. What lies in one of them is readable all the same: a FOURCORNERS_HOME in the
    folder of a virtual environment, in `/opt`, or among modules.
    """
    found = dict.fromkeys((*_SYSTEM, *_MACHINE, *_DEVICES, *map(str, Path("/").glob("lib*"))))
    found |= dict.fromkeys((sys.prefix, sys.base_prefix, sys.exec_prefix, str(_PACKAGE)))
    found |= dict.fromkeys((*_module_folders(), *_search_paths()))
    return list(found)


def _module_folders() -> Iterator[str]:
    # `python -m` puts the working folder there, which may be the one that holds the documents.
    working = ""
    with suppress(FileNotFoundError):
        working = str(Path.cwd())
    return (path for path in sys.path if path.startswith("/") and path.rstrip("/") != working.rstrip("/"))


def _search_paths() -> Iterator[str]:
    for name in _SEARCHED:
        yield from (path for path in os.environ.get(name, "").split(os.pathsep) if path.startswith("/"))
