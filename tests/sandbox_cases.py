"""What a child may be told to do: each function is named to `sandbox.run` and runs in the child."""

import ctypes
import errno
import importlib
import json
import os
import resource
import signal
import socket
import struct
import subprocess
import sys
import time
from contextlib import suppress
from itertools import count
from pathlib import Path

from fourcorners import sandbox
from fourcorners.errors import DocumentTooLarge, EncryptedDocument, UnreadableDocument
from fourcorners.sandbox import child
from fourcorners.sandbox.frames import Kind

GIBIBYTE = 1024**3


def repeat(word: str, times: int) -> bytes:
    """An ordinary answer."""
    return (word * times).encode()


def refuse(name: str) -> bytes:
    """An error of ours."""
    raise EncryptedDocument("it opens only with a password; send it without one", file=name)


def stumble(confidential: str) -> bytes:
    """An error that nobody mapped."""
    raise KeyError(confidential)


def leave(exit_code: int) -> bytes:
    """Go without an answer."""
    os._exit(exit_code)


def die(number: int) -> bytes:
    """Die as a parser does that aborts."""
    os.kill(os.getpid(), number)
    return b"still here"


def segfault() -> bytes:
    """Read where there is nothing."""
    return ctypes.string_at(0)


def hang() -> bytes:
    """Tell of this process and of one that it starts, and never answer."""
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    sandbox.note(str(os.getpid()))
    sandbox.note(str(sleeper.pid))
    time.sleep(60)
    return b""


def rest(seconds: float, units: int = 0) -> bytes:
    """Take some time, and say before how much work there is."""
    sandbox.expect(units)
    time.sleep(seconds)
    return b"rested"


def work(seconds: float, *expected: int) -> bytes:
    """Take processor time, and say before how much work there is, as often as one likes."""
    for units in expected:
        sandbox.expect(units)
    while time.process_time() < seconds:
        pass
    return b"worked"


def work_deaf() -> bytes:
    """Take processor time for ever, whatever signal comes."""
    for number in (signal.SIGXCPU, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    return work(float("inf"))


def start_work() -> bytes:
    """Have others take processor time, one after the other, for each may take so much."""
    while True:
        subprocess.run([sys.executable, "-c", "while True: pass"], check=False)


def accuse(code: str) -> bytes:
    """Say that it failed for what is no fault of the file."""
    body = json.dumps({"code": code, "message": "it is full", "file": None}).encode()
    return speak(struct.pack("!BQ", Kind.ERROR, len(body)) + body)


def chatter(times: int = 1) -> bytes:
    """Print as C libraries do."""
    for _ in range(times):
        os.write(1, b"noise on stdout")
        os.write(2, b"noise on stderr")
    return b"answer"


def swell(size: int = 100_000) -> bytes:
    """Allocate without end, so many bytes at a time."""
    held = [bytearray(size) for _ in count()]
    return bytes(len(held))


def fail_for_memory(how: str) -> bytes:
    """Fail for want of memory, as libraries and readers let it be seen."""
    try:
        swell()
    except MemoryError as error:
        if how == "said to be too large":
            raise DocumentTooLarge("the picture is too large; make it smaller") from error
        if how == "kept back":
            raise UnreadableDocument("the page is damaged") from None
        if how == "taken for damage":
            raise UnreadableDocument("the file is damaged") from error
        # "stumbled over": whoever handles it fails in another way.
        return str(None + 1).encode()
    return b""


def environment() -> bytes:
    """All that the child knows of the environment."""
    begun_with = Path("/proc/self/environ").read_text()
    return json.dumps([dict(os.environ), begun_with]).encode()


def imported(name: str) -> bytes:
    """Whether a module was there."""
    return json.dumps(name in sys.modules).encode()


class Deadly:
    """An argument that ends the child while it still reads what it was given."""

    def __reduce__(self) -> tuple[object, ...]:
        """What the child is told to do to have it."""
        return os._exit, (3,)


def tell(*words: str) -> bytes:
    """Send notes, then an ordinary answer."""
    for word in words:
        sandbox.note(word)
    return b"told"


def tell_and_die(word: str) -> bytes:
    """Send a note, and go without an answer."""
    sandbox.note(word)
    os._exit(9)


def flood(times: int) -> bytes:
    """Send more and more notes, as a child does that was taken over."""
    return tell(*["again"] * times)


def tell_and_hang(word: str) -> bytes:
    """Send a note, and never answer."""
    sandbox.note(word)
    time.sleep(60)
    return b""


def tell_and_rest(word: str, seconds: float) -> bytes:
    """Send a note, and take some time."""
    sandbox.note(word)
    return rest(seconds)


def hand_over(times: int, size: int = 1) -> bytes:
    """Hand over so many parts, each of one digit repeated, then answer."""
    for number in range(times):
        sandbox.hand_over(str(number % 10).encode() * size)
    return b"done"


def hand_over_for_ever(part: str) -> bytes:
    """Hand over a part, and never answer."""
    sandbox.hand_over(part.encode())
    return rest(60)


def hand_over_and_die(times: int) -> bytes:
    """Die between two parts."""
    hand_over(times)
    os.abort()


def expect_for_ever() -> bytes:
    """Say again and again how much work there is."""
    for number in count():
        sandbox.expect(number)
    return b""


def speak(frames: bytes) -> bytes:
    """Send bytes of one's own making, and go."""
    mouth = child._this.mouth.fileno()
    rest = memoryview(frames)
    while rest:
        rest = rest[os.write(mouth, rest) :]
    os._exit(0)


def drip() -> bytes:
    """Begin an answer, and send it byte by byte, without end."""
    os.write(child._this.mouth.fileno(), struct.pack("!BQ", 0, 1_000_000))
    for _ in count():
        os.write(child._this.mouth.fileno(), b"x")
        time.sleep(0.01)
    return b""


def answer_a_gibibyte() -> bytes:
    """Say far more than anybody asked for."""
    return bytes(GIBIBYTE)


def open_files() -> bytes:
    """Open files until none can be opened any more; say why, and the highest number there was."""
    try:
        while True:
            highest = os.open(os.devnull, os.O_RDONLY)
    except OSError as error:
        return f"{errno.errorcode[error.errno]} {highest}".encode()


def fill_a_file(size: int) -> bytes:
    """Write a file in memory, which may be made where no other may, and say how it went."""
    scratch = os.memfd_create("scratch")
    rest = size
    try:
        while rest:
            rest -= os.write(scratch, bytes(rest))
    except OSError as error:
        return errno.errorcode[error.errno].encode()
    return b"written"


def change(action: str, path: str) -> bytes:
    """Do something to a file, and say how it went."""
    actions = {
        "append": lambda: Path(path).open("ab").close(),
        "remove": lambda: Path(path).unlink(),
        "make": lambda: Path(path).with_name("new").touch(),
        "rename": lambda: Path(path).rename(Path(path).with_name("new")),
        "truncate": lambda: os.truncate(path, 0),
        "link": lambda: Path(path).with_name("new").symlink_to(path),
    }
    try:
        actions[action]()
    except OSError as error:
        return errno.errorcode[error.errno].encode()
    return b"done"


def look(*paths: str) -> bytes:
    """Read each file and list each folder, and say how that went."""
    told = []
    for path in map(Path, paths):
        try:
            found = list(path.iterdir()) if path.is_dir() else path.read_bytes()
            told.append("read" if found else "empty")
        except OSError as error:
            told.append(errno.errorcode[error.errno])
    return json.dumps(told).encode()


def start(program: str) -> bytes:
    """Start a program, and say how that went."""
    try:
        return str(subprocess.run([program], check=False).returncode).encode()
    except OSError as error:
        return errno.errorcode[error.errno].encode()


def import_late(name: str) -> bytes:
    """Import a module, and say whether it was there before."""
    was_there = name in sys.modules
    return json.dumps([was_there, importlib.import_module(name).__name__]).encode()


def pry(pid: int) -> bytes:
    """Try to end another process and to look into it, and say how that went."""
    told = []
    for attempt in (lambda: os.kill(pid, 0), lambda: Path(f"/proc/{pid}/environ").read_bytes()):
        try:
            attempt()
        except OSError as error:
            told.append(errno.errorcode[error.errno])
    return json.dumps(told).encode()


def limits() -> bytes:
    """The limits that this process has, soft and hard."""
    names = ("AS", "CPU", "FSIZE", "NOFILE", "CORE")
    return json.dumps(
        {name: resource.getrlimit(getattr(resource, f"RLIMIT_{name}")) for name in names}
    ).encode()


def reach_out() -> bytes:
    """Whether it is cut off, the networks there are, and what comes of speaking to one's own machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        error = probe.connect_ex(("127.0.0.1", 9))
    with socket.socket() as probe:
        tcp = probe.connect_ex(("127.0.0.1", 9))
    names = [name for _, name in socket.if_nameindex()]
    told = [sandbox.is_cut_off(), names, errno.errorcode.get(error), errno.errorcode.get(tcp)]
    return json.dumps(told).encode()


def start_a_sleeper() -> int:
    """Start a process that goes when its parent does, or after a minute."""
    parent = os.getpid()
    pid = os.fork()
    if not pid:
        for _ in range(600):
            if os.getppid() != parent:
                break
            time.sleep(0.1)
        os._exit(0)
    return pid


def fork_for_ever() -> bytes:
    """Start processes that stay, and say how many there could be."""
    started = []
    with suppress(OSError):
        while len(started) < 1000:
            started.append(start_a_sleeper())
    for pid in started:
        os.kill(pid, signal.SIGKILL)
    return str(len(started)).encode()
