"""How fast the canvas is: frames, zooming, building, edits and opening. Offscreen unless a screen is there.

    python -m tests.benchmarks.canvas

Frames are told in times of filling the same viewport with one colour, in the same run and by the same means: a view
without things that fills all of its viewport in each frame. Medians of 200 frames, the best of five rounds. Routing is
told apart from building. Figures to look at, not to assert.
"""

from __future__ import annotations

import gc
import os
import random
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

if sys.platform.startswith("linux") and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["VSMSTUDIO_STATE"] = tempfile.mkdtemp()

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsItem, QGraphicsScene, QGraphicsView

from vsmstudio.gui.app import application
from vsmstudio.gui.canvas.scene import CanvasScene
from vsmstudio.gui.canvas.view import CanvasView
from vsmstudio.gui.main_window import MainWindow
from vsmstudio.gui.painter import Painter
from vsmstudio.gui.workspace import Workspace
from vsmstudio.model import edits
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import (
    Engagement,
    Flow,
    FlowKind,
    Link,
    LinkKind,
    Map,
    Person,
    Placement,
    Record,
    Service,
    Side,
    Step,
    Unit,
    ValueStream,
)  # fmt: skip
from vsmstudio.notation import link
from vsmstudio.notation.ways import Ways
from vsmstudio.session import Session
from vsmstudio.storage.files import save

SIZE = (1600, 900)
FRAMES, ROUNDS = 200, 5
ROW = 100  # steps of a branch


def document(size: int) -> Document:
    """A map of `size` steps in parallel branches, with rework, and a service to every tenth step."""
    chooser = random.Random(7)
    records: list[Record] = [
        Engagement(id="e"),
        ValueStream(id="s", name="Stream", demand=22),
        Map(id="m", stream="s"),
        *(Unit(id=f"u{i}", name=f"Unit {i}", side=Side.BUSINESS) for i in range(8)),
        *(Person(id=f"p{i}", role=f"Head {i}", unit=f"u{i}") for i in range(8)),
        *(Service(id=f"v{i}", name=f"Service {i}", owner=f"p{i % 8}") for i in range(max(1, size // 50))),
    ]
    for at in range(size):
        unit, lead = chooser.randint(0, 7), chooser.randint(1, 40)
        records.append(
            Step(
                id=f"n{at}", map="m", name=f"Step {at} of the work", performer=f"u{unit}", ca=round(chooser.random(), 2),
                lead_time=Duration(f"{lead} h"), process_time=Duration(f"{lead} min"),
                owner=f"p{unit}" if chooser.random() < 0.7 else None,
            )
        )  # fmt: skip
        records.append(Placement(id=f"n{at}.at", node=f"n{at}", x=at % ROW * 216.0, y=at // ROW * 152.0))
        if at % ROW:
            records.append(Flow(id=f"f{at}", map="m", source=f"n{at - 1}", target=f"n{at}"))
        if at % 50 == 20:
            rework = Flow(
                id=f"r{at}", map="m", source=f"n{at}", target=f"n{at - 8}", kind=FlowKind.REWORK, probability=0.1
            )
            records.append(rework)
        if at % 10 == 0:
            service = f"v{chooser.randrange(max(1, size // 50))}"
            records.append(Link(id=f"l{at}", kind=LinkKind.UNDERPINS, source=service, target=f"n{at}"))
    return Document(records)


class Floor(QGraphicsView):
    """The least that a view can do: fill its viewport with one colour."""

    def __init__(self) -> None:
        super().__init__()
        self.setScene(QGraphicsScene())
        self.scene().setSceneRect(-50_000, -50_000, 100_000, 100_000)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.FullViewportUpdate)
        self.resize(*SIZE)

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:  # type: ignore[override]
        painter.fillRect(rect, QColor("#fbfcfd"))


def shown(view: QGraphicsView) -> QGraphicsView:
    view.resize(*SIZE)
    view.show()
    rest(view)
    return view


def rest(view: QGraphicsView, seconds: float = 0.2) -> None:
    """Let the view finish everything that it has begun."""
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or not getattr(getattr(view, "canvas", None), "settled", True):
        QApplication.processEvents()


def median(frame: Callable[[int], None], frames: int = FRAMES) -> float:
    times = []
    for at in range(frames):
        start = time.perf_counter()
        frame(at)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


def ratio(words: str, frame: Callable[[int], None], floor: Callable[[int], None], most: float) -> None:
    """Print the best of some rounds of both, taken by turns."""
    ours, least = [], []
    for _ in range(ROUNDS):
        least.append(median(floor))
        ours.append(median(frame))
    times = min(ours) / min(least)
    print(
        f"{words:44} {min(ours) * 1000:8.3f} ms {min(least) * 1000:8.3f} ms floor {times:6.2f} x (at most {most:g} x)",
        flush=True,
    )


def repainting(view: QGraphicsView) -> Callable[[int], None]:
    return lambda _: view.viewport().repaint()


def panning(view: QGraphicsView) -> Callable[[int], None]:
    bar = view.horizontalScrollBar()

    def frame(at: int) -> None:
        bar.setValue(bar.value() + (16 if at // 100 % 2 == 0 else -16))
        QApplication.processEvents()

    return frame


def zooming(view: QGraphicsView) -> Callable[[int], None]:
    def frame(at: int) -> None:
        zoom = view.transform().m11() * (1.01 if at // 50 % 2 == 0 else 1 / 1.01)
        if isinstance(view, CanvasView):
            view.set_zoom(zoom, view.viewport().rect().center().toPointF())
        else:
            view.resetTransform()
            view.scale(zoom, zoom)
        view.viewport().repaint()

    return frame


def frames(size: int) -> None:
    view = shown(CanvasView(Workspace(Session(document(size)))))
    assert isinstance(view, CanvasView)
    floor = shown(Floor())
    print(f"\n{size} steps, {view.canvas.count} things drawn, viewport {SIZE[0]} x {SIZE[1]}")
    view.fit()
    rest(view)
    ratio(f"fit-all frame (zoom {view.zoom:.3f})", repainting(view), repainting(floor), 8)

    def anew(_: int) -> None:
        view._repaint()
        view.viewport().repaint()

    ratio("fit-all frame, nothing kept", anew, repainting(floor), 8)
    view.set_zoom(1)
    area = view.canvas.area_of("n2050" if size > 2050 else "n50")
    assert area is not None
    view.centerOn(*area.center)
    view.settle()
    rest(view)
    ratio("panning at 100 %", panning(view), panning(floor), 1.5)
    view.set_zoom(1)
    view.settle()
    rest(view)
    ratio("zooming, each frame", zooming(view), zooming(floor), 3)
    print("sharp after letting go:", end="")
    for zoom in (0.07, 0.2, 0.34, 0.36, 0.45, 0.59, 0.61, 0.8, 1.0, 2.0, 4.0):
        times = []
        for _ in range(5):
            view.set_zoom(zoom * 1.05)
            view.centerOn(*area.center)
            rest(view, 0.05)
            view.set_zoom(zoom)
            start = time.perf_counter()
            while view._sheet.zoom != view.zoom:
                QApplication.processEvents()
            times.append(time.perf_counter() - start)
        print(f"  {zoom:g}: {statistics.median(times) * 1000:.0f} ms", end="", flush=True)
    print("  (at most 50 ms)")
    view.close()
    floor.close()


class Bare(QGraphicsItem):
    """The least that an item can be."""

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, 156, 128)

    def paint(self, painter: QPainter, option: object, widget: object = None) -> None:
        painter.drawRect(0, 0, 156, 128)


class Routing:
    """How long ways were sought, while it is watched."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._deep = 0

    def __enter__(self) -> Routing:
        self._patch = pytest.MonkeyPatch()
        for name in ("__init__", "way", "sketch", "follow"):
            self._patch.setattr(Ways, name, self._timed(getattr(Ways, name)))
        self._patch.setattr(link, "link_ways", self._timed(link.link_ways))
        return self

    def __exit__(self, *_: object) -> None:
        self._patch.undo()

    def _timed(self, sought: Callable[..., Any]) -> Callable[..., Any]:
        def timed(*given: Any, **named: Any) -> Any:
            start, self._deep = time.perf_counter(), self._deep + 1
            try:
                return sought(*given, **named)
            finally:
                self._deep -= 1
                if not self._deep:
                    self.seconds += time.perf_counter() - start

        return timed


def building(size: int) -> None:
    """The scene of a document that is analysed already, beside plain items of the same number."""
    workspace = Workspace(Session(document(size)))
    brush = Painter()
    ours, plain, routing = [], [], []
    count = CanvasScene(workspace, brush).count
    for _ in range(ROUNDS):
        gc.collect()
        with Routing() as sought:
            start = time.perf_counter()
            scene = CanvasScene(workspace, brush)
            ours.append(time.perf_counter() - start - sought.seconds)
            routing.append(sought.seconds)
        scene._seeking.stop()
        scene.deleteLater()
        gc.collect()
        start = time.perf_counter()
        bare = QGraphicsScene()
        for at in range(count):
            item = Bare()
            item.setPos(at % ROW * 216.0, at // ROW * 152.0)
            bare.addItem(item)
        plain.append(time.perf_counter() - start)
        del bare
    gc.collect()
    tracemalloc.start()
    scene = CanvasScene(workspace, brush)
    megabytes = tracemalloc.get_traced_memory()[0] / 1e6
    tracemalloc.stop()
    start = time.perf_counter()
    scene.settle()
    settled = time.perf_counter() - start
    print(
        f"building the scene of {count} things: {min(ours) * 1000:.0f} ms, plain items {min(plain) * 1000:.0f} ms: "
        f"{min(ours) / min(plain):.2f} x (at most 3 x); {megabytes:.1f} MB of its own (at most 25 MB); besides, routing "
        f"{min(routing) * 1000:.0f} ms before the first frame, all ways found {settled * 1000:.0f} ms later",
        flush=True,
    )


def window_on(held: Document) -> MainWindow:
    window = MainWindow(Workspace(Session(held)))
    window.filing.may_leave = lambda: True  # type: ignore[method-assign]
    window.resize(*SIZE)
    window.show()
    rest(window.view)
    return window


def editing(size: int, whole: bool, rounds: int = 60) -> None:
    """From the deed to the painted viewport: of the canvas alone, or of the whole window with the panels that are open."""
    window = window_on(document(size)) if whole else None
    view = window.view if window else shown(CanvasView(Workspace(Session(document(size)))))
    assert isinstance(view, CanvasView)
    workspace, chooser = view.workspace, random.Random(3)
    view.set_zoom(1)
    view.centerOn(400, 400)
    view.settle()
    rest(view)
    times: dict[str, list[float]] = {}
    for at in range(rounds):
        step = chooser.choice(workspace.document.steps("m")[:60]).id
        x, y = workspace.document.position(step) or (0, 0)
        kinds = {
            "time": lambda d, step=step, at=at: edits.update(d, step, lead_time=Duration(f"{at + 2} h")),
            "name": lambda d, step=step, at=at: edits.rename(d, step, f"Renamed {at}"),
            "place": lambda d, step=step, x=x, y=y, at=at: edits.move(d, {step: (x + (8 if at % 2 else -8), y)}),
            "owner": lambda d, step=step: edits.set_owner(d, chooser.choice(d.people).id, step),
        }
        kind = list(kinds)[at % len(kinds)]
        start = time.perf_counter()
        workspace.do(kinds[kind])
        view.viewport().repaint()
        times.setdefault(kind, []).append((time.perf_counter() - start) * 1000)
        rest(view, 0.03)
    every = [each for some in times.values() for each in some]
    parts = ", ".join(f"{kind} {statistics.median(some):.1f}" for kind, some in times.items())
    words = "an edit in the window" if whole else "an edit on the canvas"
    print(f"{words} of {size} steps: median {statistics.median(every):.1f} ms ({parts}; at most 16 ms)", flush=True)
    (window or view).close()


def opening(size: int) -> None:
    """From the file to the first painted frame of the window that stands open."""
    window = window_on(edits.new_document())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.vsm"
        save(document(size), path)
        times = []
        for _ in range(3):
            start = time.perf_counter()
            window.open_path(path)
            window.view.viewport().repaint()
            times.append(time.perf_counter() - start)
            rest(window.view)
            window.filing.new()
            rest(window.view)
    print(f"opening {size} steps: {statistics.median(times):.2f} s (at most 1 s)", flush=True)
    window.close()


def main() -> None:
    application()
    frames(5_000)
    building(5_000)
    editing(200, whole=False)
    editing(200, whole=True)
    opening(2_000)


if __name__ == "__main__":
    main()
