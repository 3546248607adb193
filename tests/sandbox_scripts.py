"""Programs that use the sandbox, in processes of their own."""

import os
import subprocess
import sys
import textwrap
from collections.abc import Sequence
from pathlib import Path

TESTS = Path(__file__).resolve().parent
WITHOUT_NAMESPACES = (
    "unshare",
    "--map-root-user",
    "sh",
    "-c",
    "echo 0 >/proc/sys/user/max_user_namespaces && echo 0 >/proc/sys/user/max_net_namespaces && exec "
    '"$0" "$@"',
)
"""Runs the command that follows where the kernel gives no namespaces, as many containers do not."""


def environment(**more: str) -> dict[str, str]:
    """Where the cases are found, and a secret that no child may see."""
    path = os.pathsep.join([str(TESTS), os.environ.get("PYTHONPATH", "")])
    return {**os.environ, "PYTHONPATH": path, "A_SECRET_OF_THE_TEST": "hunter2", **more}


def run_script(folder: Path, body: str, within: Sequence[str] = ()) -> subprocess.CompletedProcess[str]:
    """Run it as a console script is run, not as a module, with what stands before its command."""
    script = folder / "console-script"
    script.write_text(textwrap.dedent(body))
    return subprocess.run(
        [*within, sys.executable, str(script)],
        capture_output=True,
        text=True,
        timeout=120,
        cwd=folder,
        env=environment(),
        check=False,
    )


def gives_no_namespaces() -> bool:
    """Whether `WITHOUT_NAMESPACES` works here."""
    done = subprocess.run([*WITHOUT_NAMESPACES, "true"], capture_output=True, check=False)
    return done.returncode == 0
