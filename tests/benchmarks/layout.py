"""Tidy up and routing in figures: crossings and time against Graphviz dot and a naive baseline, and time per connection.

Run: `python -m tests.benchmarks.layout [nodes ...]`. Crossings are counted alike for all: pairs of straight lines from a
node's right side to the next one's left side that cross.
"""

from __future__ import annotations

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from typing import Any

from vsmstudio.model.document import Document
from vsmstudio.model.ids import Id
from vsmstudio.model.records import Engagement, Flow, FlowKind, Map, Step, ValueStream
from vsmstudio.notation.layout import layout
from vsmstudio.notation.layout.graph import graph_of
from vsmstudio.notation.shapes import Point
from vsmstudio.notation.sizes import ROW_PITCH, STEP_HEIGHT, STEP_PITCH, STEP_WIDTH
from vsmstudio.notation.ways import Ways

SIZES = (50, 200, 1000, 2000)


def stream(count: int, seed: int = 1) -> Document:
    """A stream of `count` steps: stretches of one to five parallel branches, shortcuts, and rework now and then."""
    chance = random.Random(seed)
    steps: list[Step] = []
    pairs: list[tuple[int, int]] = []
    rework: list[tuple[int, int]] = []

    def add() -> int:
        steps.append(Step(id=f"s{len(steps):05}", map="map", name=f"Step {len(steps)}"))
        return len(steps) - 1

    ends = [add()]
    while len(steps) < count:
        lines = []
        for _ in range(chance.choice((1, 1, 2, 3, 5))):
            at = add()
            pairs += [(end, at) for end in ends]
            for _ in range(chance.randrange(4)):
                nxt = add()
                pairs.append((at, nxt))
                at = nxt
            lines.append(at)
        join = add()
        pairs += [(at, join) for at in lines]
        if chance.random() < 0.3:
            pairs.append((ends[0], join))
        if chance.random() < 0.5 and len(lines) > 1:
            pairs.append((chance.choice(lines), add()))
            pairs.append((len(steps) - 1, join)) if chance.random() < 0.5 else None
        if chance.random() < 0.3:
            rework.append((join, chance.choice(lines)))
        ends = [join]
    order = list(range(len(steps)))
    chance.shuffle(order)  # the records tell nothing about the drawing
    name = {at: f"s{order[at]:05}" for at in range(len(steps))}
    flows = [
        Flow(id=f"f{i}", map="map", source=name[a], target=name[b]) for i, (a, b) in enumerate(dict.fromkeys(pairs))
    ]
    flows += [
        Flow(id=f"r{i}", map="map", source=name[a], target=name[b], kind=FlowKind.REWORK, probability=0.1)
        for i, (a, b) in enumerate(rework)
    ]
    return Document(
        [Engagement(id="e"), ValueStream(id="stream", name="S"), Map(id="map", stream="stream"), *steps, *flows]
    )


def tangle(count: int, seed: int = 1) -> Document:
    """Any graph without loops: every step leads to one to three of the forty that follow."""
    chance = random.Random(seed)
    steps = [Step(id=f"s{i:05}", map="map", name=f"Step {i}") for i in range(count)]
    pairs = {
        (i, min(count - 1, i + chance.randint(1, 40)))
        for i in range(count - 1)
        for _ in range(chance.choice((1, 1, 2, 3)))
    }
    flows = [Flow(id=f"f{a}-{b}", map="map", source=f"s{a:05}", target=f"s{b:05}") for a, b in sorted(pairs)]
    return Document(
        [Engagement(id="e"), ValueStream(id="stream", name="S"), Map(id="map", stream="stream"), *steps, *flows]
    )


def naive(document: Document) -> dict[Id, Point]:
    """Columns by the longest way, each column in the order of the records."""
    graph = graph_of(document, "map")
    taken: dict[int, int] = {}
    places = {}
    for key in graph.nodes:
        column = graph.columns[key]
        places[key] = (column * STEP_PITCH, taken.get(column, 0) * ROW_PITCH)
        taken[column] = taken.get(column, 0) + 1
    return places


def dot(document: Document) -> dict[Id, Point]:
    """As Graphviz draws it."""
    lines = ["digraph { rankdir=LR; node [shape=box fixedsize=true width=2.1667 height=1.7778];"]
    graph = graph_of(document, "map")
    lines += [f'"{key}" -> "{each}";' for key, found in graph.after.items() for each in found]
    lines.append("}")
    said = subprocess.run(["dot", "-Tplain"], input="\n".join(lines), capture_output=True, text=True, check=True).stdout
    places = {}
    for line in said.splitlines():
        words = line.split()
        if words[0] == "node":
            places[words[1].strip('"')] = (
                float(words[2]) * 72 - STEP_WIDTH / 2,
                -float(words[3]) * 72 - STEP_HEIGHT / 2,
            )
    return places


def crossing_pairs(document: Document, places: dict[Id, Point]) -> int:
    """Pairs of connections whose straight lines cross (those from or to one node do not)."""
    graph = graph_of(document, "map")
    lines = []
    for key, found in graph.after.items():
        for each in found:
            (ax, ay), (bx, by) = places[key], places[each]
            lines.append((ax + STEP_WIDTH, ay, bx, by, key, each))
    lines.sort()
    count = 0
    for index, (ax, ay, bx, by, a, b) in enumerate(lines):
        for other in range(index + 1, len(lines)):
            cx, cy, dx, dy, c, d = lines[other]
            if cx > bx:
                break
            if a == c or b == d or max(cy, dy) < min(ay, by) or min(cy, dy) > max(ay, by):
                continue
            first = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax)
            second = (bx - ax) * (dy - ay) - (by - ay) * (dx - ax)
            third = (dx - cx) * (ay - cy) - (dy - cy) * (ax - cx)
            fourth = (dx - cx) * (by - cy) - (dy - cy) * (bx - cx)
            count += first * second < 0 and third * fourth < 0
    return count


def timed(call: Callable[[], Any]) -> tuple[Any, float]:
    begin = time.perf_counter()
    found = call()
    return found, time.perf_counter() - begin


def main(sizes: tuple[int, ...] = SIZES) -> None:
    for name, make in (("stream", stream), ("tangle", tangle)):
        for count in sizes:
            document = make(count)
            ways = {"tidy up": lambda d=document: layout(d, "map"), "naive": lambda d=document: naive(d)}
            if shutil.which("dot"):
                ways["dot"] = lambda d=document: dot(d)
            for words, call in ways.items():
                places, took = timed(call)
                print(
                    f"{name} {count:5} {words:8} {crossing_pairs(document, places):7} crossings {took * 1000:8.0f} ms"
                )
    document = stream(1000)
    places = layout(document, "map")
    flows = document.flows("map")
    ways_of, built = timed(lambda: Ways(document, flows, places))
    _, took = timed(lambda: [ways_of.way(flow.id) for flow in flows])
    print(
        f"routing: {len(flows)} connections of 1000 steps, {built * 1000:.0f} ms to begin, {took / len(flows) * 1e6:.0f} µs each"
    )
    key = flows[0].source
    moved = {**places, key: (places[key][0] + 8, places[key][1])}
    changed, follow = timed(lambda: ways_of.follow(document, flows, moved))
    _, redo = timed(lambda: [ways_of.way(flow) for flow in changed])
    print(
        f"routing: moving one step, {follow * 1000:.1f} ms to see what changes, {redo * 1000:.1f} ms for {len(changed)}"
    )


if __name__ == "__main__":
    main(tuple(int(each) for each in sys.argv[1:]) or SIZES)
