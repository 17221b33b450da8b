"""What a package of a bundle needs of the system: found by Debian's own tool from what its libraries are linked with."""

from __future__ import annotations

import subprocess
import tempfile
from functools import cache
from pathlib import Path

# Qt's plug-ins for GNOME's dialogs and for printers: of use only where the desktop has these libraries anyway.
OF_A_DESKTOP = ("libqgtk3.so", "libcupsprintersupport.so")
RECOMMENDED = "hicolor-icon-theme, xdg-utils"  # icons in menus; folders and files opened in other programs
_CONTROL = "Source: vsmstudio\n\nPackage: vsmstudio\nArchitecture: any\n"


def of_system(bundle: Path) -> set[Path]:
    """The libraries beside the bundle's Python that a package of this system gives, too: bzip2, zlib and their like."""
    beside = (path for path in (bundle / "_internal").glob("lib*.so*") if not path.name.startswith("libpython"))
    return {path for path in beside if _packaged(path.name)}


def fields(root: Path, program: Path) -> dict[str, str]:
    """The fields of the control file that name other packages, for the files in `program`, a folder of the package at `root`."""
    linked = sorted(path for path in program.rglob("*") if path.is_file() and path.open("rb").read(4) == b"\x7fELF")
    of_a_desktop = [path for path in linked if path.name in OF_A_DESKTOP]
    folders = sorted({path.parent for path in linked})
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "debian"
        place.mkdir()
        (place / "control").write_text(_CONTROL, encoding="ascii")
        command = [
            "dpkg-shlibdeps", "-O", "--warnings=0", "--ignore-missing-info", f"-S{root}",
            *(f"-l{each}" for each in folders),
            "-dDepends", *(f"-e{path}" for path in linked if path not in of_a_desktop),
            "-dSuggests", *(f"-e{path}" for path in of_a_desktop),
        ]  # fmt: skip
        told = subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout
    found = dict(line.removeprefix("shlibs:").split("=", 1) for line in told.splitlines())
    return {
        name: value
        for name, value in (
            ("Depends", found["Depends"]),
            ("Recommends", RECOMMENDED),
            ("Suggests", found.get("Suggests")),
        )
        if value
    }


@cache
def _packaged(name: str) -> bool:
    """Whether a library of this name came with a package."""
    done = subprocess.run(["dpkg", "-S", f"*/{name}"], capture_output=True, text=True, check=False)
    return any(line.endswith(f"/{name}") and "-linux-gnu" in line for line in done.stdout.splitlines())
