"""Event logs of any size, made by the script: the same every time, with variants, repeats, resources and night work."""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path

STEPS = ["Register", "Check completeness", "Assess", "Ask for advice", "Decide", "Inform applicant", "Archive"]
ZONE = timezone(timedelta(hours=1))


def events(count: int) -> Iterator[tuple[str, str, datetime, datetime, str, str]]:
    """Case, activity, start, completion, resource and team of so many events."""
    chance = random.Random(2024)
    made, case = 0, 0
    moment = datetime(2020, 1, 1, 8, tzinfo=ZONE)
    while made < count:
        case += 1
        moment += timedelta(minutes=chance.expovariate(1 / 20))
        at, step = moment, 0
        while step < len(STEPS) and made < count:
            at += timedelta(minutes=chance.expovariate(1 / 900))
            done = at + timedelta(minutes=chance.expovariate(1 / 25))
            yield f"case-{case}", STEPS[step], at, done, f"user{chance.randrange(200)}", f"Team {step // 2 + 1}"
            made += 1
            at = done
            drawn = chance.random()
            if step == 4 and drawn < 0.15:
                step = 2
            elif step == 1 and drawn < 0.1:
                step = 1
            else:
                step += 2 if step == 2 and drawn < 0.7 else 1


def write_csv(path: Path, count: int) -> None:
    with _opened(path) as file:
        file.write("Case ID,Activity,Start Timestamp,Complete Timestamp,Resource,Team,Channel,Amount\n")
        for case, step, start, done, who, team in events(count):
            begun, ended = (
                each.strftime("%Y/%m/%d %H:%M:%S.") + f"{each.microsecond // 1000:03}" for each in (start, done)
            )
            file.write(f"{case},{step},{begun},{ended},{who},{team},web,{len(who) * 100}\n")


def write_xes(path: Path, count: int) -> None:
    """Two events for each: its start and its completion; so half as many executions as events."""
    with _opened(path) as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8" ?>\n<log xes.version="1.0" xmlns="http://www.xes-standard.org/">\n'
        )
        held = ""
        for case, step, start, done, who, team in events(count // 2):
            if case != held:
                file.write(f'{"</trace>" if held else ""}<trace>\n<string key="concept:name" value="{case}"/>\n')
                held = case
            for kind, at in (("start", start), ("complete", done)):
                file.write(
                    f'<event>\n\t<string key="org:group" value="{team}"/>\n\t<string key="org:resource" value="{who}"/>\n'
                    f'\t<date key="time:timestamp" value="{at.isoformat(timespec="milliseconds")}"/>\n'
                    f'\t<string key="lifecycle:transition" value="{kind}"/>\n\t<string key="concept:name" value="{step}"/>\n'
                    "</event>\n"
                )
        file.write("</trace>\n</log>\n")


def _opened(path: Path):  # type: ignore[no-untyped-def]
    return (
        gzip.open(path, "wt", encoding="utf-8", compresslevel=3)
        if path.suffix == ".gz"
        else path.open("w", encoding="utf-8")
    )
