"""How long a start takes, from the process to the first sight of the window and on, in times of a bare PySide6 window.

    python -m tests.benchmarks.startup [ROUNDS] [--before]

Each start is a process of its own; all kinds of start take turns, so that what else the machine does falls on all alike, and
the median of the rounds counts. Each time is compared with that of the bare window of the same round. Without a screen the
windows are painted offscreen; with one they are real (`QT_QPA_PLATFORM` says otherwise). Memory is the most that the process
ever held, in MB. `--before` also asks how long the interpreter, the bootstrap and the command line take.

The program is started as its installed command starts it, and all starts keep their bytecode, as installed programs do, also
where Python is told to keep none (PYTHONDONTWRITEBYTECODE). Figures to look at, not to assert: they are another on every machine.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

CHECKOUT = Path(__file__).resolve().parents[2]
BOOTSTRAP = CHECKOUT / "packaging" / "bootstrap.py"
ROUNDS, STEPS = 15, 200

TOLD = """
import os, sys, time
def memory():
    try:
        import resource
        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    except ImportError:  # Windows has none
        return 0.0
def tell():
    os.write(1, b"%f %f" % (time.time(), memory()))
    os._exit(0)
"""
BARE = (
    TOLD
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, tell)
app = QApplication(sys.argv)
window = Window()
window.resize(1440, 900)
window.show()
app.exec()
"""
)
OURS = (
    TOLD
    + """
import gc
import vsmstudio.commands.showing as showing
class Door:
    # what the program calls just before it imports its window
    def disable():
        gc.disable()
        import vsmstudio.gui.opening as opening
        exec({watched!r}, vars(opening) | {{"opening": opening, "tell": tell}})
showing.gc = Door
from vsmstudio.cli import main
sys.exit(main({arguments}))
"""
)
SEEN = "opening.Opening._begin = lambda self: tell()"
READY = """
finish = opening.Opening._finish
def finished(self):
    finish(self)
    def painted():
        self._window.repaint()
        tell()
    opening.QTimer.singleShot(0, lambda: opening.QTimer.singleShot(0, lambda: opening.QTimer.singleShot(0, painted)))
opening.Opening._finish = finished
"""


class Taken(NamedTuple):
    """What one start took: milliseconds, and MB."""

    time: float
    memory: float


def start(code: str, environment: dict[str, str]) -> Taken:
    began = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=CHECKOUT, env=environment, text=True
    )  # fmt: skip
    try:
        told, memory = done.stdout.split()
    except ValueError:
        raise SystemExit(f"A start told nothing: {done.stderr[-2000:]}") from None
    return Taken((float(told) - began) * 1000, float(memory))


def long_file(folder: Path) -> Path:
    """A file with a map of 200 steps."""
    from tests.builders import document
    from vsmstudio.storage.files import save

    path = folder / "steps.vsm"
    save(document(" -> ".join(f"S{number} {number % 7 + 1}h" for number in range(STEPS))), path)
    return path


def windows(rounds: int) -> None:
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        file = long_file(Path(folder))
        kinds = {
            "bare PySide6 window": BARE,
            "start page seen": OURS.format(watched=SEEN, arguments=[]),
            "workbench ready behind it": OURS.format(watched=READY, arguments=[]),
            f"window seen, with a file of {STEPS} steps": OURS.format(watched=SEEN, arguments=[str(file)]),
            f"file of {STEPS} steps open": OURS.format(watched=READY, arguments=[str(file)]),
        }
        taken: dict[str, list[Taken]] = {name: [] for name in kinds}
        for at in range(rounds + 1):
            for name, code in kinds.items():
                own = {"VSMSTUDIO_STATE": str(Path(folder, "state")), "PYTHONPYCACHEPREFIX": str(Path(folder, "cache"))}
                one = start(code, environment | own)
                if at:  # the first round fills the caches
                    taken[name].append(one)
    bare = next(iter(taken.values()))
    print(f"{'':38}{'median':>9}{'ratio':>8}{'memory':>9}{'ratio':>8}")
    for name, all_of in taken.items():
        ratio = statistics.median(one.time / other.time for one, other in zip(all_of, bare, strict=True))
        most = statistics.median(one.memory for one in all_of)
        than = most / (statistics.median(one.memory for one in bare) or 1)
        print(
            f"{name:38}{statistics.median(one.time for one in all_of):6.0f} ms{ratio:7.2f}×{most:6.0f} MB{than:7.2f}×"
        )


def commands(rounds: int) -> None:
    """How long what comes before the program takes, in times of the interpreter's own start."""
    where = subprocess.run([sys.executable, str(BOOTSTRAP), "where"], check=True, stdout=subprocess.PIPE, text=True)
    python = where.stdout.strip()
    bare = _seconds(rounds, python, "-c", "")
    rows = (
        ("bare interpreter", bare),
        ("bootstrap, from the second start on", _seconds(rounds, sys.executable, str(BOOTSTRAP), "where")),
        ("import vsmstudio.cli", _seconds(rounds, python, "-c", "import vsmstudio.cli")),
    )
    for name, taken in rows:
        print(f"{name:38}{taken * 1000:6.0f} ms{taken / bare:7.2f}×")


def _seconds(rounds: int, *command: str) -> float:
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=CHECKOUT)
        times.append(time.perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    rounds = int(next((each for each in sys.argv[1:] if each.isdigit()), ROUNDS))
    windows(rounds)
    if "--before" in sys.argv:
        print()
        commands(rounds)
