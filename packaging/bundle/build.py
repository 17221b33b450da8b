"""Build a bundle: the program with all that it needs, in one folder that runs where no Python is.

    python packaging/bundle/build.py [--quick]

It makes `dist/vsmstudio-VERSION-SYSTEM-MACHINE/` for the system that it runs on, and packs it beside that. `--quick` leaves
the handbook as it is and packs nothing, to try the program.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent), str(CHECKOUT)]

import cleaning  # noqa: E402
import contents  # noqa: E402
import libraries  # noqa: E402
import packing  # noqa: E402

from vsmstudio import __version__  # noqa: E402

UNPACKED, PACKED = 200e6, 60e6  # bytes that a bundle may take
START = {
    "linux": ("Double-click  vsmstudio  in this folder, or type  ./vsmstudio  in a terminal.", "./vsmstudio"),
    "win32": ("Double-click  VSM Studio.exe  in this folder.", "vsmstudio"),
    "darwin": ("Double-click  VSM Studio.", '"VSM Studio.app/Contents/MacOS/vsmstudio"'),
}
QT = {
    "linux": "_internal/PySide6/Qt/lib",
    "win32": "_internal\\PySide6",
    "darwin": "VSM Studio.app/Contents/Frameworks",
}
BESIDE = {"linux": "beside it", "win32": "beside it", "darwin": "in it, beside the program"}
STICK = "  If the stick does not let programs run, copy the folder to the computer first.\n"
NEEDS = "  It runs on any Linux with a desktop and the C library glibc {} or later.\n"


class NotBuilt(Exception):
    """Why there is no bundle, in a sentence."""


def build(quick: bool = False) -> Path:
    """Build the bundle for this system and give its folder. Raises `NotBuilt`."""
    if not quick:
        _step("The handbook", sys.executable, str(HERE.parent / "handbook" / "build.py"))
    _step("The icons", sys.executable, str(HERE.parent / "icons.py"), str(CHECKOUT / "build" / "icons"))
    work, made = CHECKOUT / "build" / "bundle", CHECKOUT / "build" / "bundle" / "made"
    say("The program")
    command = [sys.executable, "-m", "PyInstaller", "--log-level", "ERROR", "--noconfirm", "--distpath", str(made)]
    _step("", *command, "--workpath", str(work), str(HERE / "vsmstudio.spec"))
    folder = CHECKOUT / "dist" / contents.folder_name(__version__, sys.platform, platform.machine())
    shutil.rmtree(folder, ignore_errors=True)
    packing.archive(folder).unlink(missing_ok=True)
    folder.parent.mkdir(exist_ok=True)
    if sys.platform == "darwin":  # the folder is inside the application
        folder.mkdir()
        shutil.move(made / "VSM Studio.app", folder)
    else:
        shutil.move(made / contents.NAME, folder)
    oldest = ""
    if sys.platform == "linux":
        cleaning.clean(folder)
        oldest = libraries.oldest(folder)
    (folder / "README.txt").write_text(readme(sys.platform, oldest), encoding="utf-8")
    import notice

    try:
        notice.write(folder)
    except ValueError as error:
        raise NotBuilt(str(error)) from error
    return folder


def readme(system: str, oldest: str = "") -> str:
    """The README of a bundle for a system; `oldest` is the version of the C library that it needs on Linux."""
    start, command = START[system]
    text = (HERE / "readme.txt").read_text(encoding="utf-8")
    said = {"VERSION": __version__, "START": start, "COMMAND": command, "QT": QT[system]}
    said |= {"BESIDE": BESIDE[system], "STICK": STICK if system == "linux" else ""}
    said["NEEDS"] = NEEDS.format(oldest) if oldest else ""
    for name, words in said.items():
        text = text.replace(f"@{name}@", words)
    return text


def say(words: str) -> None:
    print(f"[bundle] {words}", file=sys.stderr, flush=True)


def _step(words: str, *command: str) -> None:
    say(words) if words else None
    # The same order in sets and tables each time, and one time for all: the same sources make the same files.
    environment = os.environ | {
        "PYTHONHASHSEED": "1",
        "SOURCE_DATE_EPOCH": str(packing.EPOCH),
        "QT_QPA_PLATFORM": "offscreen",
    }
    if subprocess.run(command, cwd=CHECKOUT, env=environment).returncode:
        raise NotBuilt(f"{words or 'The program'} could not be built; the lines above say why.")


def main(arguments: list[str]) -> int:
    begun = time.monotonic()
    try:
        if arguments not in ([], ["--quick"]):
            raise NotBuilt("The only option is --quick.")
        folder = build("--quick" in arguments)
        if wrong := cleaning.wrong(folder, [CHECKOUT, Path(sys.prefix), Path(sys.base_prefix)]):
            raise NotBuilt("The bundle is not fit to give away: " + "; ".join(wrong))
        unpacked = packing.size(folder)
        print(f"{folder}: {unpacked / 1e6:.1f} MB")
        packed = 0
        if "--quick" not in arguments:
            say("Packing")
            archive = packing.pack(folder)
            packed = archive.stat().st_size
            print(f"{archive}: {packed / 1e6:.1f} MB")
        if unpacked > UNPACKED or packed > PACKED:
            raise NotBuilt(f"More than {UNPACKED / 1e6:.0f} MB unpacked or {PACKED / 1e6:.0f} MB packed.")
    except NotBuilt as reason:
        say(str(reason))
        return 1
    say(f"Done in {time.monotonic() - begun:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
