"""How long a start takes before the program itself does anything, in times of a bare interpreter's start.

    python3 tests/benchmarks/startup.py

Figures to look at, not to assert: they are another on every machine. The first call makes the environment.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
BOOTSTRAP = CHECKOUT / "packaging" / "bootstrap.py"
ROUNDS = 21


def seconds(*command: str) -> float:
    """The median time of running `command`."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=CHECKOUT)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def main() -> None:
    where = subprocess.run([sys.executable, str(BOOTSTRAP), "where"], check=True, stdout=subprocess.PIPE, text=True)
    python = where.stdout.strip()
    bare = seconds(python, "-c", "")
    rows = (
        ("bare interpreter", bare),
        ("bootstrap, from the second start on", seconds(sys.executable, str(BOOTSTRAP), "where")),
        ("import vsmstudio.cli (interpreter included)", seconds(python, "-c", "import vsmstudio.cli")),
    )
    for name, time_taken in rows:
        print(f"{name:45} {time_taken * 1000:7.1f} ms {time_taken / bare:6.2f} x")


if __name__ == "__main__":
    main()
