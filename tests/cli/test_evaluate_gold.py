"""`fourcorners evaluate --gold` costs the other commands nothing."""

import subprocess
import sys

MEASURING = ("numpy", "networkx", "fourcorners.evaluate.metrics")


def test_what_measures_is_loaded_only_to_measure():
    """The command line starts without it; the module that holds against gold brings it."""
    script = "import sys, {}; print([name for name in {} if name in sys.modules])"
    loaded = [
        subprocess.run(
            [sys.executable, "-c", script.format(module, MEASURING)],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.strip()
        for module in ("fourcorners.cli.main", "fourcorners.cli.evaluate_gold")
    ]
    assert loaded == ["[]", str(list(MEASURING))]
