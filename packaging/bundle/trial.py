"""Try a bundle where nothing else is: in a bare Debian system, as an ordinary user, without a network.

    python packaging/bundle/trial.py BUNDLE [--root FOLDER] [--pictures FOLDER]

BUNDLE is the folder that `build.py` made. FOLDER is a bare system; without it one is made by debootstrap, and kept. Every
command of the program is run, and its window is driven by keys on a screen of its own: it opens the sample and writes the PDF
and the workbook. It needs root, and Debian's debootstrap, xvfb, openbox, xdotool, imagemagick.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from bare import HOME, Bare, NotTried, copy, pristine  # noqa: E402
from screen import Screen, screen, until  # noqa: E402

PLACE = f"{HOME}/Wertströme und mehr"  # spaces and letters beyond ASCII, in a system that has no UTF-8 locale
SAMPLE = f"{HOME}/demo/sample.vsm"
# Commands in the order in which each finds what it needs, and what each leaves behind.
COMMANDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("--version", ()),
    ("demo {home}/demo --no-window", ("demo/sample.vsm", "demo/*.pdf", "demo/*.xlsx")),
    ("analyse {sample} --json", ()),
    ("check {sample}", ()),
    ("schema", ()),
    (
        "report {sample} -o {home}/out --formats pdf,xlsx,pptx,svg,png",
        ("out/*.pdf", "out/*.xlsx", "out/*.pptx", "out/*.svg", "out/*.png"),
    ),
    ("export {sample} -o {home}/x.xml", ("x.xml",)),
    ("export {sample} -o {home}/x.drawio", ("x.drawio",)),
    ("export {sample} -o {home}/x.csv", ("x.csv",)),
    ("export {sample} -o {home}/x.json", ("x.json",)),
    ("import {home}/x.xml -o {home}/a.vsm", ("a.vsm",)),
    ("import {home}/x.drawio -o {home}/b.vsm", ("b.vsm",)),
    ("import {home}/x.csv -o {home}/c.vsm", ("c.vsm",)),
    ("diff {sample} {home}/a.vsm", ()),
    ("merge {sample} {sample} {home}/a.vsm -o {home}/d.vsm", ()),
    ("recover", ()),
)  # fmt: skip
# What a bundle must not hand on to the programs that it starts: they have their own libraries.
OURS = ("LD_LIBRARY_PATH", "QT_PLUGIN_PATH", "QML2_IMPORT_PATH", "_PYI_", "PYTHONPATH", "PYTHONHOME")


class Trial:
    """One bundle in one bare system."""

    def __init__(self, bare: Bare, program: str, pictures: Path | None) -> None:
        self.bare, self.program, self.pictures = bare, program, pictures

    def commands(self) -> None:
        """Every command that needs no window."""
        for line, left in COMMANDS:
            given = [part.format(home=HOME, sample=SAMPLE) for part in line.split()]
            done = self.bare.run(self.program, *given)
            if done.returncode and not (given[0] == "merge" and done.returncode == 1):  # 1: both changed the same
                raise NotTried(f"`vsmstudio {line}` ended with {done.returncode}: {done.stderr.strip()[-500:]}")
            for pattern in left:
                _filled(self.bare.inside(HOME), pattern)

    def window(
        self, name: str, title: str, *given: str, hands: Callable[[Screen], None] | None = None, **environment: str
    ) -> None:
        """Open the window, wait until it shows `title`, do something with it, and close it by keys."""
        with screen() as seen:
            command = self.bare.command(self.program, *given, DISPLAY=seen.display, **environment)
            running = subprocess.Popen(command, cwd="/", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
            try:
                if not until(lambda: seen.shows(title) or running.poll() is not None) or running.poll() is not None:
                    running.kill()
                    raise NotTried(f"{name}: no window. {(running.stdout.read() if running.stdout else '')[-800:]}")
                until(lambda: False, 2)
                colours = seen.picture(self._picture(name))
                if colours < 50:
                    raise NotTried(f"{name}: the window is empty ({colours} colours).")
                if hands:
                    hands(seen)
                seen.press("ctrl+q")
                if not until(lambda: running.poll() is not None, 20):
                    seen.picture(self._picture(name + "-stuck"))
                    raise NotTried(f"{name}: the window did not close.")
                if running.returncode:
                    raise NotTried(f"{name}: it ended with {running.returncode}.")
            finally:
                running.kill()

    def deliver(self, seen: Screen) -> None:
        """Write the PDF and the workbook by keys, then open their folder in another program."""
        folder = self.bare.inside(f"{HOME}/demo")
        for path in [*folder.glob("*.pdf"), *folder.glob("*.xlsx")]:
            path.unlink()
        seen.press("ctrl+p")
        if not until(lambda: seen.shows("Deliver")):
            raise NotTried("The window showed no dialog to deliver.")
        until(lambda: False, 3)
        seen.picture(self._picture("deliver"))
        seen.press("Return")
        if until(lambda: seen.shows("Folder for the deliverables"), 5):
            seen.type(f"{HOME}/demo")
            seen.press("Return")
        if not until(lambda: [*folder.glob("*.pdf")] and [*folder.glob("*.xlsx")], 60):
            seen.picture(self._picture("deliver-failed"))
            raise NotTried("Enter in the dialog to deliver wrote no PDF and workbook.")
        until(lambda: False, 2)
        _filled(folder, "*.pdf")
        _filled(folder, "*.xlsx")
        seen.picture(self._picture("delivered"))
        seen.press("Escape", "Escape", "ctrl+k")
        seen.type("log folder")
        seen.press("Return")
        told = self.bare.inside("/tmp/opened")
        if not until(told.exists, 10):
            seen.picture(self._picture("not-opened"))
            raise NotTried("The log folder was not opened by the desktop's program.")
        if handed := [line for line in told.read_text(encoding="utf-8").splitlines() if line.startswith(OURS)]:
            raise NotTried(f"Programs that are started from the window would get its libraries: {handed}")

    def carried(self) -> None:
        """From a stick that cannot be written, with a folder beside it for what is remembered, which can."""
        stick = f"{HOME}/stick"
        data = self.bare.inside(f"{stick}/vsmstudio-data")
        data.mkdir(parents=True)
        program = Path(self.program)
        self.bare.give(stick)
        self.bare.bind(self.bare.inside(str(program.parent)), f"{stick}/{program.parent.name}", read_only=True)
        shutil.rmtree(self.bare.inside(f"{HOME}/.local"), ignore_errors=True)
        before, self.program = self.program, f"{stick}/{program.parent.name}/{program.name}"
        self.window("stick", "sample.vsm", SAMPLE)
        self.program = before
        if not (data / "logs").is_dir() or self.bare.inside(f"{HOME}/.local").exists():
            raise NotTried("From a stick, what is remembered was not kept beside the program.")

    def homeless(self) -> None:
        """Where the user may write nothing at all."""
        self.window("no-home", "VSM Studio", HOME="/nonexistent")

    def _picture(self, name: str) -> Path:
        return (self.pictures or self.bare.root.parent) / f"{name}.png"


def _filled(folder: Path, pattern: str) -> None:
    """Raise `NotTried` where no file has such a name or one of them is not what its ending says."""
    found = sorted(folder.glob(pattern))
    for path in found:
        content = path.read_bytes()
        good = len(content) > 500
        if path.suffix == ".pdf":
            good = content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF") and content.count(b"/Page") > 3
        elif path.suffix in (".xlsx", ".pptx"):
            good = zipfile.is_zipfile(path) and zipfile.ZipFile(path).testzip() is None
        if not good:
            raise NotTried(f"{path.name} is damaged.")
    if not found:
        raise NotTried(f"No {pattern} was written.")


def attempt(bundle: Path, kept: Path, pictures: Path | None) -> None:
    """The whole trial. Raises `NotTried` at the first thing that does not work."""
    with copy(kept) as bare:
        folder = bare.inside(PLACE)
        folder.mkdir()
        archive = bundle.parent / f"{bundle.name}.tar.xz"
        if archive.is_file():  # what people get
            subprocess.run(["tar", "--extract", "--file", archive, "--directory", folder], check=True)
        else:
            shutil.copytree(bundle, folder / bundle.name)
        bare.give(HOME)
        opener = bare.inside("/usr/bin/xdg-open")
        opener.write_text("#!/bin/sh\nenv > /tmp/opened.part; mv /tmp/opened.part /tmp/opened\n", encoding="ascii")
        opener.chmod(0o755)
        bare.bind(Path("/tmp/.X11-unix"), "/tmp/.X11-unix")
        trial = Trial(bare, f"{PLACE}/{bundle.name}/vsmstudio", pictures)
        steps: tuple[tuple[str, Callable[[], None]], ...] = (
            ("All commands", trial.commands),
            ("The start page", lambda: trial.window("start", "VSM Studio")),
            (
                "The sample, its PDF and workbook",
                lambda: trial.window("sample", "sample.vsm", SAMPLE, hands=trial.deliver),
            ),
            ("From a stick that cannot be written", trial.carried),
            ("Without a home", trial.homeless),
        )
        for words, step in steps:
            print(f"[try] {words}", file=sys.stderr, flush=True)
            step()


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("bundle", type=Path)
    parser.add_argument("--root", type=Path, help="a bare system that is there already")
    parser.add_argument("--suite", default="bookworm", help="Debian's version, where a bare system is made")
    parser.add_argument("--pictures", type=Path, help="where pictures of the window go")
    given = parser.parse_args(arguments)
    try:
        _ready(made=given.root is None)
        if given.pictures:
            given.pictures.mkdir(parents=True, exist_ok=True)
        attempt(given.bundle.resolve(), given.root or pristine(given.suite), given.pictures)
    except NotTried as reason:
        print(f"[try] {reason}", file=sys.stderr)
        return 1
    print("The bundle works in a bare system.")
    return 0


def _ready(made: bool) -> None:
    if sys.platform != "linux" or os.geteuid() != 0:
        raise NotTried("A bare system is made and entered by root, on Linux.")
    needed = ["Xvfb", "openbox", "xdotool", "import", "unshare", *(["debootstrap"] if made else [])]
    if missing := [name for name in needed if not shutil.which(name)]:
        raise NotTried(
            f"Install what is missing: {', '.join(missing)} (Debian: debootstrap xvfb openbox xdotool imagemagick)."
        )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
