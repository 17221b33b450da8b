"""How long a bundle takes to start, in times of `python -m vsmstudio` of this checkout.

    python -m tests.benchmarks.bundle dist/vsmstudio-0.1.0-linux-x86_64/vsmstudio

Figures to look at, not to assert. Both start by turns, so that both meet the same noise; Qt itself says when the first picture
is handed to the screen.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
ROUNDS = 15
PAINTED = b"Flushing"  # what Qt says of it


def to_its_end(command: list[str], environment: dict[str, str]) -> float:
    """Seconds until a command has ended."""
    start = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=CHECKOUT, env=environment)
    return time.perf_counter() - start


def to_the_first_picture(command: list[str], environment: dict[str, str]) -> float:
    """Seconds until a window has handed its first picture to the screen."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stderr=subprocess.PIPE, cwd=CHECKOUT, env=environment)
    assert process.stderr
    with process, process.stderr as told:
        for line in told:
            if PAINTED in line:
                taken = time.perf_counter() - start
                process.kill()
                return taken
    raise RuntimeError(f"{command[0]} painted nothing")


def main() -> None:
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    python, bundle = [sys.executable, "-P", "-m", "vsmstudio"], [sys.argv[1]]
    sample = str(CHECKOUT / "resources" / "examples" / "sample.vsm")
    with tempfile.TemporaryDirectory() as state:
        environment = os.environ | {"VSMSTUDIO_STATE": state, "QT_QPA_PLATFORM": "offscreen"}
        environment |= {"QT_LOGGING_RULES": "qt.widgets.painting=true", "PYTHONPATH": str(CHECKOUT)}
        copy = Path(state, "sample.vsm")
        copy.write_bytes(Path(sample).read_bytes())
        for words, given, measured in (
            ("--version", ["--version"], to_its_end),
            ("analyse", ["analyse", str(copy)], to_its_end),
            ("the start page's first picture", [], to_the_first_picture),
            ("the sample's first picture", [str(copy)], to_the_first_picture),
        ):
            times: tuple[list[float], list[float]] = ([], [])
            for _ in range(ROUNDS):
                for command, taken in zip((python, bundle), times, strict=True):
                    taken.append(measured([*command, *given], environment))
            before, after = map(statistics.median, times)
            print(f"{words:35} {before * 1000:7.0f} ms {after * 1000:7.0f} ms {after / before:6.2f} x", flush=True)


if __name__ == "__main__":
    main()
