"""What a process takes from itself before it touches a file: the means it does not need, and the network."""

import ctypes
import errno
import os
import resource
from dataclasses import dataclass
from typing import Final

from fourcorners.sandbox import landlock, program_files
from fourcorners.sandbox.limits import Limits

_CLONE_NEWUSER: Final = 0x1000_0000
_CLONE_NEWNET: Final = 0x4000_0000
_COUNTED_PER_NAMESPACE: Final = (5, 14)
"""Since then Linux counts the processes of a user in each user namespace of its own."""
_SPARE_CPU_S: Final = 5
"""Between the last soft limit and the one that ends those who ignore its signal."""
_REASONS: Final = {
    errno.EPERM: "user namespaces are forbidden here, by a container's profile or a setting of the kernel",
    errno.ENOSPC: "there are no more user namespaces; raise user.max_user_namespaces",
    errno.EINVAL: "the process had threads already; report this",
}

_libc: Final = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True, slots=True)
class Confinement:
    """How far a child is shut off from the machine. It knows neither more nor less on the next one."""

    is_cut_off: bool
    """Whether no network can be reached from it."""
    refusal: str | None
    """For people: why it is not."""
    is_read_only: bool
    """Whether it can change no file, can read none but those of programs, and can neither signal nor look
    into a process that is not its own."""


def confine(limits: Limits) -> Confinement:
    """Put the limits on this process and on all that it starts; there is no way back.

    To be called while there is one thread. Processes are counted only in a user namespace of the child's
    own: elsewhere the kernel counts all that its user runs, and a busy user would have none left. It lets
    root have as many as it likes; then the clock ends them, with the process group.
    """
    _lower(resource.RLIMIT_CORE, 0)
    _lower(resource.RLIMIT_AS, limits.memory_bytes)
    _lower(resource.RLIMIT_FSIZE, limits.file_bytes)
    _lower(resource.RLIMIT_NOFILE, limits.open_files)
    _lower(resource.RLIMIT_CPU, limits.cpu_s_of(0), limits.cpu_s_of(limits.max_units) + _SPARE_CPU_S)
    refusal = _leave(_CLONE_NEWUSER | _CLONE_NEWNET)
    if refusal is None and _kernel() >= _COUNTED_PER_NAMESPACE:
        _lower(resource.RLIMIT_NPROC, limits.processes)
    if refusal is not None and _leave(_CLONE_NEWNET) is None:
        # Root may have a network of its own where namespaces of users are switched off.
        refusal = None
    return Confinement(refusal is None, refusal, landlock.shut_in(program_files.places()))


def expect(limits: Limits, units: int) -> None:
    """Let this process have the processor time of so many units, if that is more than it had."""
    soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = limits.cpu_s_of(units)
    if hard != resource.RLIM_INFINITY:
        wanted = min(wanted, hard)
    resource.setrlimit(resource.RLIMIT_CPU, (max(soft, wanted), hard))


def _lower(kind: int, soft: int, hard: int | None = None) -> None:
    """The limit as asked for, or the one that is there where that is lower."""
    _, present = resource.getrlimit(kind)
    hard = soft if hard is None else hard
    if present != resource.RLIM_INFINITY:
        hard = min(hard, present)
    resource.setrlimit(kind, (min(soft, hard), hard))


def _leave(namespaces: int) -> str | None:
    """Go into namespaces of one's own; why not, where the kernel refuses."""
    try:
        # `os.unshare` comes with Python 3.12.
        if _libc.unshare(namespaces):
            number = ctypes.get_errno()
            return _REASONS.get(number, os.strerror(number))
    except AttributeError:
        return "this system has no namespaces"
    return None


def _kernel() -> tuple[int, ...]:
    numbers = os.uname().release.split("-")[0].split(".")[:2]
    return tuple(int(each) for each in numbers if each.isdecimal())
