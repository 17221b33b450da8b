"""How long the real window is deaf while figures of a great map are worked out and shown. Offscreen unless a screen is there.

The panels alone: the canvas is given nothing to draw, as drawing has a cost of its own.
"""

from __future__ import annotations

import os
import random
import statistics
import sys
import time
from itertools import pairwise

from tests.benchmarks.analysis_live import some_edit
from tests.benchmarks.analysis_maps import document

SIZES = ((200, 8), (5_000, 5))
PANELS = ("findings", "steps", "figures")


def window() -> None:
    """Print how long the edit itself blocks (document, journal, panels), and the longest silence until its figures."""
    if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop, QTimer

    from vsmstudio.gui.app import application
    from vsmstudio.gui.main_window import MainWindow
    from vsmstudio.gui.workspace import Workspace
    from vsmstudio.notation.drawing import Changed, Drawing
    from vsmstudio.session import Session

    application()
    Drawing.follow = lambda *_: Changed([], [])  # type: ignore[method-assign]
    print(f"\n{'window':28} {'edit':>12} {'figures after':>14} {'deaf until then':>16}")
    for size, rounds, panel in ((size, rounds, panel) for size, rounds in SIZES for panel in PANELS):
        shown = MainWindow(Workspace(Session(document("chain", size))))
        shown.panels.setCurrentWidget(
            {"findings": shown.findings, "steps": shown.steps, "figures": shown.figures}[panel]
        )
        shown.filing.may_leave = lambda: True  # type: ignore[method-assign]
        shown.resize(1600, 1000)
        shown.show()
        workspace, chooser = shown.workspace, random.Random(3)
        edit, after, meanwhile = [], [], []
        beats: list[float] = []
        heart = QTimer()
        heart.setInterval(0)
        heart.timeout.connect(lambda beats=beats: beats.append(time.perf_counter()))
        for _ in range(rounds):
            loop = QEventLoop()
            QTimer.singleShot(700, loop.quit)
            loop.exec()  # what the last edit left to be painted
            start = time.perf_counter()
            workspace.do(some_edit(workspace.document, chooser))
            done = time.perf_counter()
            edit.append(done - start)
            if workspace.working:
                beats[:] = [done]
                heart.start()
                came: list[float] = []
                workspace.figured.connect(lambda came=came: came.append(time.perf_counter()))
                while not came:
                    loop.processEvents()
                heart.stop()
                after.append(came[0] - start)
                silences = [b - a for a, b in pairwise(beats)]
                meanwhile.append(max(silences[1:], default=0.0))
        cells = [f"{statistics.median(each) * 1000:.1f} ms" if each else "at once" for each in (edit, after, meanwhile)]
        print(f"{f'{size} steps, {panel}':28} {cells[0]:>12} {cells[1]:>14} {cells[2]:>16}")
        shown.close()
