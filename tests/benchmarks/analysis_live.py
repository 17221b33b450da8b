"""Edits through the session, each followed by the analysis as the window does it."""

from __future__ import annotations

import gc
import random
import statistics
import time
from collections.abc import Callable

from tests.benchmarks.analysis_maps import KINDS, document
from vsmstudio.analysis.analyse import analyse
from vsmstudio.model import edits
from vsmstudio.model.document import Change, Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.ids import new_id
from vsmstudio.model.records import Step
from vsmstudio.session import Session

SIZES = ((200, 50), (5_000, 20))
Deed = Callable[[Document], Change]


def some_edit(held: Document, chooser: random.Random) -> Deed:
    """One of the edits that people make most: times, quality, names, owners, places, steps, connections."""
    step = chooser.choice([node for node in held.nodes("m") if isinstance(node, Step)])
    owner = chooser.choice(held.people).id
    minutes = chooser.randint(1, 2000)
    deeds: list[Deed] = [
        lambda d: edits.update(d, step.id, lead_time=Duration(f"{minutes} min")),
        lambda d: edits.update(d, step.id, ca=minutes / 2000),
        lambda d: edits.rename(d, step.id, f"Renamed {minutes}"),
        lambda d: edits.set_owner(d, owner, step.id),
        lambda d: edits.move(d, {step.id: (minutes * 8.0, 16.0)}),
        lambda d: edits.add_next(d, step.id, Step(id=new_id(), map="m", name="Next")),
        lambda d: edits.delete(d, [chooser.choice(d.leaving(step.id)).id] if d.leaving(step.id) else [step.id]),
    ]
    return chooser.choice(deeds)


def live() -> None:
    """Print the median and the longest processor time from an edit to fresh figures and findings."""
    print(f"\n{'live':28} {'median':>12} {'longest':>12}")
    for kind in KINDS:
        for size, rounds in SIZES:
            chooser = random.Random(3)
            session = Session(document(kind, size))
            known = analyse(session.document)
            times = []
            for _ in range(rounds):
                change = some_edit(session.document, chooser)(session.document)
                gc.disable()  # as the window does
                start = time.process_time()
                session.do(change)
                known = analyse(session.document, earlier=known)
                times.append((time.process_time() - start) * 1000)
                gc.enable()
            print(f"{f'{size} steps, {kind}':28} {statistics.median(times):9.2f} ms {max(times):9.2f} ms")
