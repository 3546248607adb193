"""Landlock: rules that a process gives itself and can never take back (Linux 5.13 and later).

They reach further than the file system: a process under such rules cannot look into one that is not.
Source: Documentation/userspace-api/landlock.rst of the kernel.
"""

import ctypes
import errno
import os
import stat
import struct
from collections.abc import Iterable
from typing import Final

_CREATE_RULESET: Final = 444
_ADD_RULE: Final = 445
_RESTRICT_SELF: Final = 446
"""The same numbers on every architecture."""
_ASK_VERSION: Final = 1
_PATH_BENEATH: Final = 1
_PR_SET_NO_NEW_PRIVS: Final = 38

_EXECUTE: Final = 1 << 0
_WRITE_FILE: Final = 1 << 1
_READ_FILE: Final = 1 << 2
_READ_FOLDER: Final = 1 << 3
_READING: Final = _EXECUTE | _READ_FILE | _READ_FOLDER
_CHANGES: Final = _WRITE_FILE | sum(1 << bit for bit in range(4, 13))
"""Write, remove, and make anything of any type."""
_REFER: Final = 1 << 13
_TRUNCATE: Final = 1 << 14
_BIND_AND_CONNECT_TCP: Final = 3
_ABSTRACT_SOCKETS_AND_SIGNALS: Final = 3

_libc: Final = ctypes.CDLL(None, use_errno=True)


def shut_in(readable: Iterable[str]) -> bool:
    """Forbid this process and its children to read or run what is not readable, and to change any file.

    A folder is readable with all beneath it; a path that is not there, or that this user cannot reach, is
    passed over. What else the kernel's version knows of is forbidden too: TCP, and signals to other
    processes. What is open stays open, and the null device can be written to. Whether a file is there, and
    how long it is, can still be seen. False where the kernel has no Landlock; then nothing is forbidden.
    To be called while there is one thread.
    """
    version = _system_call(_CREATE_RULESET, None, 0, _ASK_VERSION)
    if version < 1:
        return False
    changes = _CHANGES | (_REFER if version >= 2 else 0) | (_TRUNCATE if version >= 3 else 0)
    handled = struct.pack("=QQQ", _READING | changes, _BIND_AND_CONNECT_TCP, _ABSTRACT_SOCKETS_AND_SIGNALS)
    size = 24 if version >= 6 else 16 if version >= 4 else 8
    rules = _system_call(_CREATE_RULESET, handled[:size], size, 0)
    if rules < 0:
        return False
    try:
        _allow(rules, os.devnull, changes & (_WRITE_FILE | _TRUNCATE))
        for path in readable:
            _allow(rules, path, _READING)
        _libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
        return _system_call(_RESTRICT_SELF, rules, 0) == 0
    finally:
        os.close(rules)


def _allow(rules: int, path: str, access: int) -> None:
    try:
        place = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        # Not there, or out of this user's reach: so it stays.
        return
    try:
        if not stat.S_ISDIR(os.fstat(place).st_mode):
            access &= ~_READ_FOLDER
        if _system_call(_ADD_RULE, rules, _PATH_BENEATH, struct.pack("=Qi", access, place), 0):
            raise OSError(ctypes.get_errno() or errno.EINVAL, f"{path} cannot be allowed")
    finally:
        os.close(place)


def _system_call(number: int, *arguments: int | bytes | None) -> int:
    passed = [ctypes.c_long(each) if isinstance(each, int) else each for each in arguments]
    answer: int = _libc.syscall(ctypes.c_long(number), *passed)
    return answer
