"""Takes the handbook's pictures, and the two of the README, from the real window.

    python packaging/handbook/take_pictures.py                       all of them
    python packaging/handbook/take_pictures.py --only window-parts   one, or those whose names begin so
    python packaging/handbook/take_pictures.py --check               compares with what is there, writes nothing

The window works in a process of its own under fixed conditions (see `taking/conditions.py`), so that a picture comes out the
same on any day. It needs no screen.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parents[1])]

from taking import conditions  # noqa: E402 (it is found through the line above)


def main() -> int:
    """Gives the exit status: 1 where a picture differs, or could not be taken."""
    parser = argparse.ArgumentParser(prog="take_pictures.py", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", nargs="+", default=[], metavar="NAME", help="those whose names begin so")
    parser.add_argument("--check", action="store_true", help="compare with what is there, and write nothing")
    parser.add_argument("--to", type=Path, metavar="FOLDER", help="write them there instead; with --check what differs")
    asked = parser.parse_args()
    if not conditions.hold():
        return conditions.run_under(Path(__file__), sys.argv[1:])
    from taking.session import take  # which loads Qt, under these conditions only

    return take(asked.only, asked.check, asked.to and asked.to.absolute())


if __name__ == "__main__":
    sys.exit(main())
