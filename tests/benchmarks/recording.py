"""What an edit and a save cost with what keeps them safe, beside the bare system calls of the same bytes.

Run: `python -m tests.benchmarks.recording`.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.storage import best, big
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.session import Session
from vsmstudio.storage import frames
from vsmstudio.storage.files import save

TIMES = 200


def each(deed: Callable[[int], object]) -> float:
    """The median of many, in microseconds: what a person feels, without the rare stall of a disk."""
    found = []
    for number in range(TIMES):
        start = time.perf_counter()
        deed(number)
        found.append(time.perf_counter() - start)
    return sorted(found)[TIMES // 2] * 1e6


def changes(document: Document) -> list[Change]:
    """Renames of one step, one after the other."""
    made = []
    for number in range(TIMES):
        made.append(edits.rename(document, "s00001", f"Name {number}"))
        document = document.apply(made[-1])
    return made


def measure_edits(folder: Path, steps: int) -> None:
    document = big(steps)
    made = changes(document)
    content = [frames.seal(frames.change(change), 0)[0] for change in made]
    with open(folder / "bare", "wb", buffering=0) as file:
        bare = each(lambda number: os.write(file.fileno(), content[number]))
    plain = Session(document)
    without = each(lambda number: plain.do(made[number]))
    recorded = Session(document)
    recorded.record(folder / "journals")
    recorded.do(edits.add_person(document, "Ann"))  # the journal begins
    recorded._journal.sync()  # type: ignore[union-attr]
    alone = each(lambda number: recorded.do(made[number]))
    recorded.leave()
    cost = alone - without
    print(
        f"edit, {steps:5,} steps   os.write {bare:6.1f} µs   without journal {without:6.1f} µs   "
        f"with {alone:6.1f} µs   journal {cost:6.1f} µs = {cost / bare:4.1f} × os.write"
    )


def measure_saves(folder: Path, steps: int) -> None:
    document = big(steps)
    path = folder / f"plan{steps}.vsm"
    save(document, path)
    data = path.read_bytes()

    def bare() -> None:
        with open(folder / "bare", "wb", buffering=0) as file:
            file.write(data)
            os.fsync(file.fileno())

    session = Session.open(path)
    session.record(folder / "journals")

    def safe() -> None:
        session.do(edits.rename(session.document, "s00001", f"{time.time()}"))
        session.save()

    floor, file, whole = best(bare), best(lambda: save(document, path)), best(safe)
    session.leave()
    print(
        f"save, {steps:5,} steps   write+fsync {floor:6.1f} ms   file {file:6.1f} ms = {file / floor:4.1f} ×   "
        f"file, version, journal, lock {whole:6.1f} ms = {whole / floor:4.1f} ×"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        os.environ["VSMSTUDIO_STATE"] = f"{name}/state"
        for steps in (200, 5000):
            measure_edits(Path(name), steps)
        for steps in (200, 5000):
            measure_saves(Path(name), steps)


if __name__ == "__main__":
    main()
