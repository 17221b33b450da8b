"""Small event logs for tests: written as files, read back by the real thing."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from vsmstudio.interchange.event_log import Discovery, Log, LogSettings, discover, open_log
from vsmstudio.interchange.log_columns import LogColumns

# the running example of process mining textbooks: six requests for compensation
REQUESTS = """case;activity;time;resource
3;register request;2010-12-30 14:32;Pete
3;examine casually;2010-12-30 15:06;Mike
3;check ticket;2010-12-30 16:34;Ellen
3;decide;2011-01-06 09:18;Sara
3;reinitiate request;2011-01-06 12:18;Sara
3;examine thoroughly;2011-01-06 13:06;Sean
3;check ticket;2011-01-08 11:43;Pete
3;decide;2011-01-09 09:55;Sara
3;pay compensation;2011-01-15 10:45;Ellen
2;register request;2010-12-30 11:32;Mike
2;check ticket;2010-12-30 12:12;Mike
2;examine casually;2010-12-30 14:16;Sean
2;decide;2011-01-05 11:22;Sara
2;pay compensation;2011-01-08 12:05;Ellen
1;register request;2010-12-30 11:02;Pete
1;examine thoroughly;2010-12-31 10:06;Sue
1;check ticket;2011-01-05 15:12;Mike
1;decide;2011-01-06 11:18;Sara
1;reject request;2011-01-07 14:24;Pete
"""

XES = """<?xml version="1.0" encoding="UTF-8" ?>
<!-- a comment -->
<log xes.version="1.0" xes.features="nested-attributes" xmlns="http://www.xes-standard.org/">
  <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
  <global scope="event"><string key="concept:name" value="UNKNOWN"/></global>
  <classifier name="Activity classifier" keys="concept:name lifecycle:transition"/>
  <string key="concept:name" value="A log, not a case"><string key="concept:name" value="nested"/></string>
  {traces}
</log>"""


def written(folder: Path, text: str, name: str = "log.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def read(folder: Path, text: str, columns: LogColumns | None = None, name: str = "log.csv") -> Log:
    return open_log(written(folder, text, name), columns)


def found(folder: Path, text: str, columns: LogColumns | None = None, **choices: object) -> Discovery:
    return discover(read(folder, text, columns), LogSettings(**{"keep": 1.0, "least_flow": 0.0, **choices}))  # type: ignore[arg-type]


def xes_trace(case: str, *events: Sequence[str]) -> str:
    """A trace of events, each an activity, a time, and (if any) a transition and a resource."""
    lines = [f'<trace><string key="concept:name" value="{case}"/>']
    for activity, time, *more in events:
        lines.append(
            f'<event><string key="concept:name" value="{activity}"/><date key="time:timestamp" value="{time}"/>'
        )
        lines += [f'<string key="lifecycle:transition" value="{more[0]}"/>'] if more else []
        lines += [f'<string key="org:resource" value="{more[1]}"/>'] if more[1:] else []
        lines.append("</event>")
    return "\n".join([*lines, "</trace>"])


def random_rows(
    seed: int, cases: int = 30, overlapping: bool = False
) -> list[tuple[str, str, datetime, datetime, str]]:
    """Rows of case, activity, start, completion, team; in the order of their completion."""
    chance = random.Random(seed)
    rows = []
    for case in range(cases):
        at = datetime(2024, 1, 1, 6) + timedelta(minutes=chance.randrange(40_000))
        for _ in range(chance.randrange(1, 9)):
            start = at + timedelta(minutes=chance.choice([0, 0, 7, 45, 600, 3000]))
            if overlapping and chance.random() < 0.3:
                start = max(at - timedelta(minutes=20), datetime(2024, 1, 1))
            end = start + timedelta(minutes=chance.choice([0, 5, 30, 480]))
            rows.append((f"c{case}", chance.choice("ABCDE"), start, end, chance.choice(["X", "Y", "Z"])))
            at = max(at, end)
    return sorted(rows, key=lambda row: row[3])


def as_csv(rows: Sequence[tuple[str, str, datetime, datetime, str]]) -> str:
    lines = ["Case ID,Activity,Start Time,End Time,Team"]
    lines += [
        f"{case},{activity},{start:%Y-%m-%d %H:%M},{end:%Y-%m-%d %H:%M},{team}"
        for case, activity, start, end, team in rows
    ]
    return "\n".join(lines) + "\n"
