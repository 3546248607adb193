"""`python tests/bench`: how well and how fast contracts are read. Printed, not asserted."""

import sys
from importlib import import_module
from pathlib import Path

if __name__ == "__main__":
    # Run as a folder, Python sees this folder and not the one that `bench` is a package of.
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.exit(import_module("bench.command").main(sys.argv[1:]))
