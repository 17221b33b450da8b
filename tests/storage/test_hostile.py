"""Files that mean harm are refused in a line or repaired, in bounded time and memory."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.storage.hostile_files import hostile_files
from vsmstudio.model.document import MOST_RECORDS, Document
from vsmstudio.model.durations import Duration
from vsmstudio.model.records import Engagement, Flow, Map, Step, Unit, ValueStream
from vsmstudio.storage.codec import BadFile, decode, encode
from vsmstudio.storage.files import load
from vsmstudio.storage.repair import repair, repair_file

pytestmark = pytest.mark.skipif(os.name == "nt", reason="children are forked, and devices are those of POSIX")

SIZE = 300_000  # tests.long.hostile takes the largest that is read


@pytest.mark.parametrize("name", hostile_files(SIZE))
def test_a_hostile_file_is_refused_or_repaired_within_bounds(name: str, tmp_path: Path) -> None:
    from tests.long.hostile import opened, proven, repaired
    from tests.measured import cost_of

    path = tmp_path / "x.vsm"
    path.write_bytes(hostile_files(SIZE)[name]())
    for deed in (opened, repaired, proven):
        came = cost_of(deed, path)
        assert not came.came.startswith("crash"), came
        assert came.seconds < 2, came


def test_the_most_records_at_once_are_read_and_one_more_is_not() -> None:
    units = [Unit(id=f"u{i}", name="U", parent=f"u{i - 1}" if i else None) for i in range(MOST_RECORDS)]
    data = encode(Document(units))
    assert len(decode(data)) == MOST_RECORDS
    more = encode(Document([*units, Unit(id="more", name="U")]))
    with pytest.raises(BadFile, match=r"x\.vsm holds 60,001 records; at most 60,000 are read\."):
        decode(more, "x.vsm")
    with pytest.raises(BadFile, match=r"x\.vsm holds 60,001 records"):
        repair(more, "x.vsm")


def test_a_ring_of_parents_is_found_wherever_a_chain_leads_into_it() -> None:
    from vsmstudio.model import rules

    parents = {"a": "b", "b": "c", "c": "b", "d": "a", "e": "e", "f": None, "g": "f"}
    document = Document([Unit(id=key, name=key.upper(), parent=parent) for key, parent in parents.items()])
    assert rules.check(document) == tuple(
        f"Unit {name} is its own parent, directly or through others." for name in ("B", "C", "E")
    )


def test_a_long_name_does_not_fill_a_message() -> None:
    from vsmstudio.model import rules

    document = Document([
        ValueStream(id="s", name="S"), Map(id="m", stream="s"), Map(id="n", stream="s"),
        Step(id="a", map="m", name="A" * 10_000), Step(id="b", map="m", name="B"),
        Flow(id="f", map="n", source="a", target="b"),
    ])  # fmt: skip
    assert all(len(problem) < 200 for problem in rules.check(document))


def test_a_duration_of_endless_terms_is_none() -> None:
    with pytest.raises(ValueError, match="is no duration"):
        Duration("1h " * 1000)


# --- places that are no files ---------------------------------------------------------------------------------------


def _places(folder: Path) -> list[tuple[Path, str]]:
    os.mkfifo(folder / "pipe.vsm")
    (folder / "folder.vsm").mkdir()
    (folder / "ring.vsm").symlink_to(folder / "ring.vsm")
    (folder / "to pipe.vsm").symlink_to(folder / "pipe.vsm")
    (folder / "to nothing.vsm").symlink_to(folder / "gone.vsm")
    with (folder / "sparse.vsm").open("wb") as file:
        file.truncate(1 << 40)
    return [
        (folder / "pipe.vsm", "is no ordinary file"), (folder / "to pipe.vsm", "is no ordinary file"),
        (folder / "folder.vsm", "is a folder"), (folder / "ring.vsm", "could not be read"),
        (folder / "to nothing.vsm", "does not exist"), (folder / "sparse.vsm", "is too large; at most"),
        (Path("/dev/zero"), "is no ordinary file"), (folder / "a\0b.vsm", "could not be read"),
    ]  # fmt: skip


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    for path, said in _places(tmp_path):
        for read in (load, repair_file):
            with pytest.raises(BadFile) as refused:
                read(path)
            assert said in str(refused.value)
            assert str(refused.value).startswith(str(path))


def test_a_file_that_turns_into_a_pipe_while_it_is_opened_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    os.mkfifo(tmp_path / "plan.vsm")
    monkeypatch.setattr(Path, "is_file", lambda self: True)  # as it was a moment ago
    with pytest.raises(BadFile, match="is no ordinary file"):
        load(tmp_path / "plan.vsm")


def test_a_file_that_shrinks_while_it_is_read_is_cut_short(tmp_path: Path) -> None:
    """The system gives what is there: never a wait, never a crash."""
    path = tmp_path / "plan.vsm"
    path.write_bytes(encode(Document([Engagement(id="e", title="T")])))
    for size in range(path.stat().st_size - 2, 0, -7):
        os.truncate(path, size)
        with pytest.raises(BadFile):
            load(path)
