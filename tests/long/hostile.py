"""Every hostile file at the largest size that is read, with its time and memory. Run: `python -m tests.long.hostile`."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.interchange.hostile_tables import hostile_tables
from tests.measured import Cost, cost
from tests.storage.hostile_files import hostile_files
from vsmstudio.interchange import table_reader
from vsmstudio.interchange.imported import BadSource
from vsmstudio.interchange.step_table import read_files
from vsmstudio.model import rules
from vsmstudio.storage.codec import LARGEST, BadFile, decode, encode
from vsmstudio.storage.files import load
from vsmstudio.storage.repair import repair_file


def opened(path: Path) -> str:
    """Open a file: `opened`, or the refusal in a line that names it."""
    try:
        document = load(path)
    except BadFile as error:
        return _line(path, error)
    return f"opened, {len(document):,} records"


def repaired(path: Path) -> str:
    """Repair a file: what was done first, or the refusal in a line that names it."""
    try:
        document, done = repair_file(path)
    except BadFile as error:
        return _line(path, error)
    if not done:
        return "sound"
    assert len(done) < 220, "too many sentences"
    assert all(0 < len(each) < 400 and "\n" not in each for each in done), "a sentence is too long"
    return f"repaired, {len(document):,} records: {done[0]}"


def proven(path: Path) -> str:
    """Repair a file and read the result back."""
    try:
        document, _ = repair_file(path)
    except BadFile as error:
        return _line(path, error)
    assert rules.check(document) == ()
    assert decode(encode(document)) == document
    return "sound"


def imported(path: Path) -> str:
    """Read a step table: what it holds, or the refusal in a line that names it."""
    try:
        read = read_files([path])
    except BadSource as error:
        return _line(path, error)
    assert rules.check(read.document) == ()
    assert all(0 < len(str(each)) < 600 + len(str(path)) for each in (*read.problems, *read.notes)), (
        "a sentence is too long"
    )
    assert all(str(each).startswith(str(path)) for each in read.problems)
    first = f": {read.problems[0]}" if read.problems else ""
    return f"imported, {len(read.document):,} records, {len(read.problems):,} problems{first}"


def saved(path: Path) -> str:
    """What was imported can be saved and opened again."""
    try:
        document = read_files([path]).document
    except BadSource as error:
        return _line(path, error)
    assert decode(encode(document)) == document
    return "sound"


def _line(path: Path, error: Exception) -> str:
    message = str(error)
    assert message.startswith(str(path)), message[:200]
    assert len(message) < 800, "too long"
    assert "\n" not in message, "more than one line"
    return "refused" + message.removeprefix(str(path))


def file_costs(size: int, folder: Path) -> dict[str, Cost]:
    """What opening and repairing every hostile file costs. What is repaired is read back, beside the measuring."""
    found = {}
    for name, make in hostile_files(size).items():
        path = folder / "x.vsm"
        made = cost(lambda make=make, path=path: str(path.write_bytes(make())))
        assert not made.came.startswith("crash"), (name, made)
        found[f"{name}: opened"] = cost(lambda path=path: opened(path))
        found[f"{name}: repaired"] = cost(lambda path=path: repaired(path))
        checked = cost(lambda path=path: proven(path))
        assert not checked.came.startswith("crash"), (name, checked)
    return found


def table_costs(size: int, folder: Path) -> dict[str, Cost]:
    """What reading every hostile step table costs."""
    found = {}
    for name, make in hostile_tables(size).items():
        path = folder / "x.csv"
        cost(lambda make=make, path=path: str(path.write_bytes(make())))
        found[f"table, {name}"] = cost(lambda path=path: imported(path))
        checked = cost(lambda path=path: saved(path))
        assert not checked.came.startswith("crash"), (name, checked)
    return found


def main(chosen: Sequence[str] = ()) -> int:
    """Print every case; the status is 1 where one takes too long, holds too much, or ends otherwise than in words."""
    with tempfile.TemporaryDirectory() as folder:
        found = file_costs(LARGEST - 1000, Path(folder)) if chosen != ["tables"] else {}
        found |= table_costs(table_reader.LARGEST - 1000, Path(folder))
    bad = 0
    for name, each in found.items():
        fine = each.bearable and not each.came.startswith("crash")
        bad += not fine
        print(f"{'    ' if fine else 'BAD '}{each.seconds:5.2f} s {each.megabytes:5.0f} MB  {name}: {each.came[:110]}")
    slowest, largest = max(each.seconds for each in found.values()), max(each.megabytes for each in found.values())
    print(f"{len(found)} measured, {bad} beyond bounds; slowest {slowest:.2f} s, largest {largest:.0f} MB")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
