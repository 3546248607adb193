"""The console script, and `python -m fourcorners`."""

import sys
from typing import Final

_INTERRUPTED: Final = 130


def main() -> None:
    """Run the command line. Ctrl-C is heeded from the first moment, also while its parts are imported."""
    try:
        from fourcorners.cli.main import run

        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)


if __name__ == "__main__":
    main()
