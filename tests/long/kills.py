"""The program is killed at any moment, as by `kill -9`: at most the change in progress is lost, and no file is broken.

Run: `python -m tests.long.kills [--kills 2000] [--seed 1] [--processes 2]`. Linux and macOS.

A child works on real files: it recovers what its forerunner left, edits, undoes, saves, saves elsewhere, delivers, and
says over a pipe what it is about to do and what it has done. The parent kills it, looks at the folder, and lets the next
child go on in it.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import multiprocessing
import os
import random
import select
import shutil
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from tests.long.at_random import edit
from vsmstudio import places
from vsmstudio.analysis.analyse import analyse
from vsmstudio.export.deliver import deliver
from vsmstudio.model import edits, rules
from vsmstudio.session import Session
from vsmstudio.storage.codec import encode
from vsmstudio.storage.encode import version_name
from vsmstudio.storage.files import load
from vsmstudio.storage.recovery import Recording, left, tidy

PHASES = ("start", "edit", "save", "save elsewhere", "deliver", "any")
LONGEST = {"start": 0.03, "edit": 0.15, "save": 0.03, "save elsewhere": 0.03, "deliver": 0.25, "any": 0.6}  # seconds
GENERATIONS = 12  # children that go on with one another's work
DAY = date(2026, 1, 2)


# --- the child --------------------------------------------------------------------------------------------------------


def work(folder: Path, phase: str, seed: int, say: int) -> None:
    """Do anything until killed. What is said: [done, doing: version names], [phase begun or ended]."""

    def tell(**words: Any) -> None:
        os.write(say, json.dumps(words).encode() + b"\n")

    chance = random.Random(seed)
    tell(phase="start")
    tidy(places.journals())
    found = left(places.journals())
    session = begin(folder, found)
    session.record(places.journals())
    for each in found:
        each.forget()
    tell(anew=not found and session.path is None, done=name(session), path=str(session.path or ""), phase="edit")
    for count in range(10**9):
        deed = phase if phase in PHASES[2:5] and count >= 8 and count % 4 == 0 else "edit"
        if phase == "any":
            deed = chance.choices(PHASES[1:5], [20, 2, 1, 1])[0]
        tell(phase=deed)
        if deed == "edit":
            one_edit(session, chance, tell)
        elif deed == "deliver":
            deliver(session.document, analyse(session.document, date=DAY), folder / "out", ("pdf", "xlsx"), DAY)
        else:
            target = folder / f"plan{chance.randrange(3)}.vsm" if deed == "save elsewhere" else session.path
            target = target or folder / "plan0.vsm"
            tell(saving=str(target))
            session.save(target)
            tell(path=str(target))


def one_edit(session: Session, chance: random.Random, tell: Any) -> None:
    before = session.document
    match chance.randrange(8):
        case 0 if session.undo_label:
            tell(doing=version_name(encode(before.apply(session._done[-1].inverse()))))
            session.undo()
        case 1 if session.redo_label:
            tell(doing=version_name(encode(before.apply(session._undone[-1]))))
            session.redo()
        case _:
            change = edit(before, chance)
            tell(doing=version_name(encode(before.apply(change))))
            session.do(change)
    tell(done=name(session))


def begin(folder: Path, found: Sequence[Recording]) -> Session:
    """As a person would: with what is offered for recovery, else with the file that was saved last, else anew."""
    if found:
        return Session.recovered(found[0])
    files = sorted(folder.glob("plan*.vsm"), key=lambda each: each.stat().st_mtime_ns)
    return Session.open(files[-1]) if files else Session(edits.new_document())


def name(session: Session) -> str:
    return version_name(encode(session.document))


# --- the parent -------------------------------------------------------------------------------------------------------


class Trial:
    """One folder, and the children that are killed in it. `told` counts what came of it."""

    def __init__(self, folder: Path, chance: random.Random, told: Counter[str]) -> None:
        self.folder, self._chance, self._told = folder, chance, told
        self._history: list[str] = []  # the versions that were acknowledged, in order
        self._doing = self._path = self._saving = ""
        self._seen: dict[Path, int] = {}

    def kill_one(self, phase: str) -> None:
        """Let a child work, kill it in the phase, and look. Raises `AssertionError` where anything is not as promised."""
        reading, writing = os.pipe()
        seed = self._chance.randrange(2**32)
        child = os.fork()
        if child == 0:
            try:
                os.close(reading)
                work(self.folder, phase, seed, writing)
            except BaseException:
                os.write(writing, json.dumps({"error": traceback.format_exc()[-3000:]}).encode() + b"\n")
            finally:
                os._exit(1)  # it is a copy of this program, and must not go on as such
        os.close(writing)
        try:
            self._listen_and_kill(child, reading, phase)
        finally:
            with contextlib.suppress(ProcessLookupError, ChildProcessError):
                os.kill(child, signal.SIGKILL)
                os.waitpid(child, 0)
            os.close(reading)
        self.check()

    def _listen_and_kill(self, child: int, reading: int, phase: str) -> None:
        wait = self._chance.random() * LONGEST[phase]
        skip = self._chance.randrange(1, 4) if phase in PHASES[2:5] else 1
        at, text, ended = None, b"", False
        begun = time.monotonic()
        while True:
            patience = max(at - time.monotonic(), 0) if at is not None else 10
            ready, _, _ = select.select([reading], [], [], patience)
            if not ready:
                break
            more = os.read(reading, 65536)
            if not more:
                ended = True
                break
            *lines, text = (text + more).split(b"\n")
            for line in lines:
                words = self._hear(line)
                skip -= words.get("phase") == phase or (phase == "any" and "phase" in words)
                if skip <= 0 and at is None:
                    at = time.monotonic() + wait
            assert at is not None or time.monotonic() - begun < 60, "the child does nothing"
        os.kill(child, signal.SIGKILL)
        while more := os.read(reading, 65536):
            text += more
        for line in text.split(b"\n")[:-1]:
            self._hear(line)
        assert not ended, "the child ended on its own"
        self._told[f"killed: {self._phase}"] += 1

    def _hear(self, line: bytes) -> dict[str, Any]:
        words: dict[str, Any] = json.loads(line)
        assert "error" not in words, words["error"]
        self._phase = words.get("phase", getattr(self, "_phase", ""))
        self._doing = words.get("doing", self._doing)
        self._saving = words.get("saving", self._saving)
        if "path" in words:
            self._path, self._saving = words["path"], ""
        if words.get("anew"):
            assert not self._history or self._history[-1] == self._history[0], "what was never saved is lost"
            self._history.clear()
        if "done" in words:
            self._history.append(words["done"])
            self._doing = ""
            self._told["changes made"] += 1
        return words

    def check(self) -> None:
        """Every file is whole, nothing keeps the next one out, and what was acknowledged is there."""
        for path in self.folder.glob("plan*.vsm"):
            assert rules.check(load(path)) == ()
            Session.open(path).leave()
        for path in self.folder.glob("out/*"):
            if not path.name.startswith(".") and self._seen.get(path) != path.stat().st_mtime_ns:
                opens_whole(path)
                self._seen[path] = path.stat().st_mtime_ns
                self._told["deliverables opened"] += 1
        self._told["hidden files left by a kill"] = sum(1 for _ in self.folder.rglob(".*.tmp*"))
        if not self._history:
            return  # killed before there was anything
        found = left(places.journals())
        self._told["recordings offered"] += len(found)
        self._told["more than one offered"] += len(found) > 1
        got = [version_name(encode(each.document)) for each in found if each.document is not None]
        if not found and (path := Path(self._saving or self._path)) != Path():
            got = [version_name(encode(load(path)))]
        elif not found:
            got = self._history[:1]  # nothing was done since it was begun anew, or all of it undone
        lost = min(self._lost(each) for each in got)
        self._told["most changes lost"] = max(self._told["most changes lost"], lost)
        assert lost <= 0, f"{lost} changes lost in {self._phase}; {len(found)} offered; doing {self._doing}"
        for recording in found:
            assert recording.document is not None
            assert rules.check(recording.document) == ()
            self._goes_on(recording)

    def _lost(self, version: str) -> int:
        """How many acknowledged changes are missing in a version."""
        if version == self._doing:
            return 0
        places_of = [at for at, each in enumerate(self._history) if each == version]
        return len(self._history) - 1 - places_of[-1] if places_of else len(self._history)

    def _goes_on(self, recording: Recording) -> None:
        session = Session.recovered(recording)
        assert session.document == recording.document
        if session.undo_label:
            session.undo()
            session.redo()
            assert session.document == recording.document
            while session.undo_label:
                session.undo()
            assert rules.check(session.document) == ()
            self._told["recoveries undone to the start"] += 1
        session.leave()


def opens_whole(path: Path) -> None:
    """Raises where a deliverable is broken."""
    if path.suffix == ".pdf":
        import pypdfium2

        with pypdfium2.PdfDocument(path) as opened:
            assert len(opened) >= 1
    else:
        import zipfile

        with zipfile.ZipFile(path) as opened:
            assert opened.testzip() is None
            assert "[Content_Types].xml" in opened.namelist()


def run(kills: int, seed: int) -> Counter[str]:
    """So many kills in folders of their own. Raises `AssertionError` with the seed of the trial that failed."""
    warm_up()
    told: Counter[str] = Counter()
    state = os.environ.get("VSMSTUDIO_STATE")
    chance = random.Random(seed)
    try:
        while kills > 0:
            folder = Path(tempfile.mkdtemp(prefix="kills"))
            os.environ["VSMSTUDIO_STATE"] = str(folder / "state")
            trial = Trial(folder, chance, told)
            for _ in range(min(GENERATIONS, kills)):
                try:
                    trial.kill_one(chance.choice(PHASES))
                except AssertionError as error:
                    raise AssertionError(f"seed {seed}, {folder}: {error}") from error
                kills -= 1
            shutil.rmtree(folder)
    finally:
        if state is None:
            os.environ.pop("VSMSTUDIO_STATE", None)
        else:
            os.environ["VSMSTUDIO_STATE"] = state
    return told


def warm_up() -> None:
    """Import what the children need, once for all of them."""
    with tempfile.TemporaryDirectory() as folder:
        document = edits.new_document()
        deliver(document, analyse(document, date=DAY), Path(folder), ("pdf", "xlsx"), DAY)
        import pypdfium2  # noqa: F401


def _part(given: tuple[int, int]) -> Counter[str]:
    return run(*given)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--processes", type=int, default=2)
    chosen = parser.parse_args()
    start = time.monotonic()
    shares = [(40, chosen.seed * 1000 + part) for part in range(chosen.kills // 40)]
    shares += [(chosen.kills % 40, chosen.seed * 1000 + len(shares))] if chosen.kills % 40 else []
    told: Counter[str] = Counter()
    lost = 0
    with multiprocessing.get_context("fork").Pool(chosen.processes) as pool:
        for part in pool.imap_unordered(_part, shares):
            lost = max(lost, part.pop("most changes lost", 0))
            told += part
            done = sum(count for what, count in told.items() if what.startswith("killed"))
            print(f"\r{done} kills", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    for what, count in sorted(told.items()):
        print(f"{what:34}{count:8,}")
    print(f"{'acknowledged changes lost, at most':34}{lost:8}")
    print("every file was whole")
    print(f"{'seconds':34}{time.monotonic() - start:8.0f}")


if __name__ == "__main__":
    main()
