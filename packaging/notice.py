"""Put the licence texts of everything in a bundle into it, as `NOTICE.txt`, and refuse a bundle with a part of unknown terms.

    python packaging/notice.py FOLDER

`FOLDER` is what PyInstaller made. The texts come from where the bundle's files came from: the packages of this environment,
the program's own resources, Python, PyInstaller, and on Debian the packages of the system's libraries that were taken along.
The notice is put beside the program, and into its resources, where the About dialog finds it.
"""

from __future__ import annotations

import functools
import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from vsmstudio import licences
from vsmstudio.licences import Part

# Files of Python itself, and of Microsoft's and Apple's runtimes, which may be given along with a program.
PYTHON = re.compile(
    r"(^|/)(lib)?python3[\d.]*(t)?\.(so|dll|dylib)|/lib-dynload/|(^|/)Python$|base_library\.zip$|/DLLs/"
)
RUNTIME = re.compile(r"(^|/)(vcruntime\d|msvcp\d|ucrtbase|api-ms-win-|concrt\d)", re.IGNORECASE)
LIBRARY = re.compile(r"\.(so(\.[\d.]+)?|dll|pyd|dylib)$", re.IGNORECASE)
RUNTIME_TERMS = (
    "The libraries of Microsoft's Visual C++ runtime and Universal C runtime may be distributed unchanged with programs "
    "that use them, on the terms of the Microsoft Visual Studio licence ('Distributable Code')."
)


def write(folder: Path) -> Path:
    """Write the notice of the bundle in `folder`, and give its place. Raises ValueError where a file's terms are not known."""
    text = licences.notice([*licences.fonts(), *licences.packages(), *_makers(), *_system(folder)])
    inside = next(folder.rglob("_data")) / "NOTICE.txt"
    for place in (inside, folder / "NOTICE.txt"):
        place.write_text(text, encoding="utf-8")
    return folder / "NOTICE.txt"


def _makers() -> Iterator[Part]:
    """Python, and what PyInstaller puts into every program that it makes."""
    yield Part("Python", sys.version.split()[0], "PSF-2.0", "https://www.python.org", (_pythons_licence(),))
    made = metadata.distribution("pyinstaller")
    texts = [Path(str(file.locate())) for file in made.files or () if file.name.lower().startswith("copying")]
    yield Part(
        "PyInstaller's start-up part", made.version, "GPL-2.0-or-later WITH Bootloader-exception",
        "https://github.com/pyinstaller/pyinstaller", tuple(text.read_text(encoding="utf-8").strip() for text in texts),
    )  # fmt: skip


def _pythons_licence() -> str:
    stdlib = Path(sysconfig.get_path("stdlib"))
    debian = Path(f"/usr/share/doc/libpython{sys.version_info[0]}.{sys.version_info[1]}-minimal/copyright")
    for place in (stdlib / "LICENSE.txt", Path(sys.base_prefix) / "LICENSE.txt", debian):
        if place.is_file():
            return place.read_text(encoding="utf-8").strip()
    raise ValueError("Python's own licence text was not found; take a Python from python.org or Debian.")


def _system(folder: Path) -> Iterator[Part]:
    """The parts of the system that were taken along, by package."""
    of_packages = _files_of_packages()
    strangers: dict[str, list[str]] = {}
    runtime = False
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if (
            path.is_symlink()
            or not path.is_file()
            or not LIBRARY.search(name)
            or PYTHON.search(name)
            or path.name in of_packages
        ):
            continue
        if RUNTIME.search(path.name):
            runtime = True
            continue
        strangers.setdefault(_debians(path.name), []).append(name)
    if unknown := strangers.pop("", None):
        raise ValueError(f"On what terms these files are used is not known: {', '.join(unknown)}.")
    if runtime:
        yield Part(
            "Microsoft C and C++ runtime",
            "",
            "Distributable Code",
            "https://visualstudio.microsoft.com",
            (RUNTIME_TERMS,),
        )
    for package, names in sorted(strangers.items()):
        text = Path(f"/usr/share/doc/{package}/copyright").read_text(encoding="utf-8", errors="replace").strip()
        version = subprocess.run(
            ["dpkg-query", "--show", "--showformat=${Version}", package], check=True, stdout=subprocess.PIPE, text=True
        ).stdout.split("\n")[0]
        files = f"In the files {', '.join(sorted({name.rpartition('/')[2] for name in names}))}."
        yield Part(f"{package} (Debian)", version, "", f"https://packages.debian.org/source/{package}", (files, text))


def _files_of_packages() -> frozenset[str]:
    """The names of all shared libraries that came with this environment's packages."""
    return frozenset(
        file.name for each in metadata.distributions() for file in each.files or () if LIBRARY.search(file.name)
    )


@functools.cache
def _debians(library: str) -> str:
    """Debian's package of a shared library of the system; blank where there is none."""
    for pattern in (f"*/{library}", f"*/{library}*"):
        try:
            found = subprocess.run(
                ["dpkg", "-S", pattern], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
            )
        except OSError:  # not a Debian system
            return ""
        for line in sorted(found.stdout.splitlines()):
            package, _, path = line.partition(": ")
            if "/lib/" in path and "," not in package:
                return package.partition(":")[0]
    return ""


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(str(__doc__).strip())
    try:
        print(write(Path(sys.argv[1])))
    except ValueError as error:
        sys.exit(str(error))
