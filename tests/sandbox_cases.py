"""What a child may be told to do: each function is named to `sandbox.run` and runs in the child."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from fourcorners import sandbox
from fourcorners.errors import EncryptedDocument


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


def hang(pid_file: str) -> bytes:
    """Never answer, and leave a process of its own behind."""
    sleeper = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    Path(pid_file).write_text(str(sleeper.pid))
    Path(pid_file).with_name("child").write_text(str(os.getpid()))
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    time.sleep(60)
    return b""


def rest(seconds: float) -> bytes:
    """Take some time."""
    time.sleep(seconds)
    return b"rested"


def chatter() -> bytes:
    """Print as C libraries do."""
    os.write(1, b"noise on stdout")
    os.write(2, b"noise on stderr")
    return b"answer"


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
