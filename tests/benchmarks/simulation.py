"""What 10,000 runs cost, in times of numpy drawing as many beta variates; and whether the window keeps its pulse meanwhile.

    python -m tests.benchmarks.simulation

Figures to look at, not to assert: they are another on every machine. The baseline draws and does nothing with it; a simulation
finds the longest path, and every step's criticality, in each run. The pulse is a timer of 5 ms in the window's thread: its
longest pause beyond that is how long anything was blocked, first without the simulation, then with it.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise

import numpy as np

from tests.benchmarks.analysis_maps import document
from tests.measured import cost
from vsmstudio.analysis.simulation import RUNS, simulate
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Record, Step

SIZES = ((100, 15), (200, 15), (1_000, 5), (5_000, 3))
KINDS = ("chain", "diamonds", "alternatives")
BEAT = 0.005


def ranged(kind: str, size: int) -> Document:
    """The map of the benchmark of the analysis, with a range as the lead time of every step."""
    chooser = random.Random(3)
    records: list[Record] = []
    for record in document(kind, size).records.values():
        if isinstance(record, Step):
            low = chooser.randint(1, 40)
            likely, high = low + chooser.randint(0, 30), low + 30 + chooser.randint(1, 60)
            fields = {name: getattr(record, name) for name in record.__struct_fields__}
            record = Step(**{**fields, "lead_time": Duration(f"{low}-{likely}-{high} h")})
        records.append(record)
    return Document(records)


def bare(size: int) -> None:
    """As many beta variates, each step with its own shape, and nothing else."""
    generator = np.random.default_rng(1)
    for step in range(size):
        likely = (step % 97) / 97
        generator.beta(1 + 4 * likely, 5 - 4 * likely, RUNS)


def milliseconds(rounds: int, work: Callable[[], object]) -> float:
    """The median time of some work."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def longest_pause(seconds: float, until: Callable[[], bool]) -> float:
    """The longest pause of the pulse, in milliseconds, until something is true and for at least some seconds."""
    from PySide6.QtCore import QEventLoop, Qt, QTimer

    loop, beats = QEventLoop(), [time.perf_counter()]
    begin = beats[0]

    def beat() -> None:
        beats.append(time.perf_counter())
        if beats[-1] - begin > seconds and until():
            loop.quit()

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(beat)
    timer.start(round(BEAT * 1000))
    loop.exec()
    return (max(b - a for a, b in pairwise(beats)) - BEAT) * 1000


def pulse(size: int) -> tuple[float, float]:
    """The longest pause without and with a simulation under way in an open window."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from vsmstudio.gui.app import application
    from vsmstudio.gui.main_window import MainWindow
    from vsmstudio.gui.workspace import Workspace
    from vsmstudio.session import Session

    application()
    window = MainWindow(Workspace(Session(ranged("diamonds", size))))
    window.filing.may_leave = lambda: True  # type: ignore[method-assign]
    window.show()
    window.acts["show_figures"].trigger()
    held = window.workspace.simulating
    longest_pause(1.0, lambda: held.fresh and not held.working)
    still = longest_pause(1.0, lambda: True)
    held._held.clear()
    held.begin()
    busy = longest_pause(0.3, lambda: held.fresh and not held.working)
    window.close()
    return still, busy


def megabytes(held: Document) -> float:
    """The memory that a simulation takes beyond what is there already; asked before any other is run in this process."""
    whole = cost(lambda: str(simulate(held, "m"))[:9]).megabytes
    return whole - cost(lambda: "").megabytes


def main() -> None:
    chosen = argparse.ArgumentParser(description=__doc__)
    chosen.add_argument("--window", action="store_true", help="the pulse of the window alone")
    if not chosen.parse_args().window:
        maps = {(kind, size): ranged(kind, size) for kind in KINDS for size, _ in SIZES}
        memory = {key: megabytes(held) for key, held in maps.items()}
        print(f"{f'{RUNS:,} runs of':24} {'simulation':>13} {'bare draws':>13} {'ratio':>8} {'memory':>10}")
        for kind in KINDS:
            for size, rounds in SIZES:
                ours = milliseconds(rounds, partial(simulate, maps[kind, size], "m"))
                theirs = milliseconds(rounds, partial(bare, size))
                figures = f"{ours:10.1f} ms {theirs:10.1f} ms {ours / theirs:7.2f} x {memory[kind, size]:7.0f} MB"
                print(f"{f'{size} steps, {kind}':24} {figures}", flush=True)
    print(f"\n{'window':24} {'at rest':>13} {'simulating':>13}   longest pause of its thread")
    for size in (200, 1_000):
        still, busy = pulse(size)
        print(f"{f'{size} steps, diamonds':24} {still:10.1f} ms {busy:10.1f} ms", flush=True)


if __name__ == "__main__":
    main()
