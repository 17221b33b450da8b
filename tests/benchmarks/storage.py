"""How fast 5,000 steps are written and read, beside plain json. Run: `python -m tests.benchmarks.storage`."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

from vsmstudio.model import rules
from vsmstudio.model.document import Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Engagement, Flow, Map, Placement, Record, Step, ValueStream
from vsmstudio.storage.codec import decode, encode


def big(steps: int = 5000) -> Document:
    """Steps in a row, each with its flow and its place."""
    records: list[Record] = [
        Engagement(id="engagement"),
        ValueStream(id="stream", name="Stream"),
        Map(id="map", stream="stream"),
    ]
    for i in range(steps):
        work = Duration(f"{i % 55} min")
        name, wait = f"Step number {i}", Duration(f"{i % 7}.5 d")
        records.append(
            Step(id=f"s{i:05}", map="map", name=name, process_time=work, lead_time=wait, ca=0.85, people=3.0)
        )
        records.append(Placement(id=f"s{i:05}.at", node=f"s{i:05}", x=216.0 * i, y=0.0))
        if i:
            records.append(Flow(id=f"f{i:05}", map="map", source=f"s{i - 1:05}", target=f"s{i:05}"))
    return Document(records)


def best(deed: Callable[[], object], times: int = 7) -> float:
    """The shortest of several runs, in milliseconds."""
    found = []
    for _ in range(times):
        start = time.perf_counter()
        deed()
        found.append(time.perf_counter() - start)
    return min(found) * 1000


def main() -> None:
    document = big()
    data = encode(document)
    plain = json.loads(data)
    print(f"{len(document):,} records of 5,000 steps, {len(data) / 1e6:.1f} MB")
    print(f"encode            {best(lambda: encode(document)):7.1f} ms")
    print(f"decode, checked   {best(lambda: decode(data)):7.1f} ms")
    print(f"  of it the rules {best(lambda: rules.check(Document(document.records))):7.1f} ms")
    print(f"json.dumps        {best(lambda: json.dumps(plain)):7.1f} ms")
    print(f"json.loads        {best(lambda: json.loads(data)):7.1f} ms")


if __name__ == "__main__":
    main()
