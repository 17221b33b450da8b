"""Make the installer for Windows of a bundle: `vsmstudio-VERSION-windows-setup.exe`. It needs NSIS (makensis), on any system.

    python packaging/windows/installer.py BUNDLE [FOLDER]

BUNDLE is the folder that `packaging/bundle/build.py` made on Windows, FOLDER where the installer goes (dist).

To sign, on Windows with Microsoft's SDK and a certificate for code: sign both programs in BUNDLE first, make the installer,
then sign that. This has not been tried, as there is no certificate:

    signtool sign /fd SHA256 /tr http://timestamp.digicert.com /td SHA256 /a "BUNDLE\\VSM Studio.exe" BUNDLE\\vsmstudio.exe
    python packaging\\windows\\installer.py BUNDLE
    signtool sign /fd SHA256 /tr http://timestamp.digicert.com /td SHA256 /a dist\\vsmstudio-VERSION-windows-setup.exe
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath, PureWindowsPath

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
sys.path[:0] = [str(HERE.parent), str(CHECKOUT)]

import icons  # noqa: E402
from making import NotBuilt, make  # noqa: E402

from vsmstudio import __version__  # noqa: E402

PROGRAMS = ("VSM Studio.exe", "vsmstudio.exe")


def build(bundle: Path, target: Path, version: str = __version__) -> Path:
    """Make the installer and give its place. Raises `NotBuilt`."""
    makensis = shutil.which("makensis") or shutil.which("makensis", path=r"C:\Program Files (x86)\NSIS")
    if not makensis:
        raise NotBuilt("makensis is not there; install NSIS (Debian: apt install nsis; Windows: nsis.sourceforge.io).")
    if missing := [name for name in PROGRAMS if not (bundle / name).is_file()]:
        raise NotBuilt(f"{bundle} holds no {missing[0]}; it has to be a bundle that was made on Windows.")
    target.mkdir(parents=True, exist_ok=True)
    made = target.resolve() / f"vsmstudio-{version}-windows-setup.exe"
    with tempfile.TemporaryDirectory() as folder:
        icons.write(Path(folder))
        listed = Path(folder) / "remove.nsh"
        files = (path.relative_to(bundle).as_posix() for path in bundle.rglob("*") if path.is_file())
        listed.write_text("".join(f"{line}\n" for line in removal(files)), encoding="utf-8-sig")
        said = {"VERSION": version, "BUNDLE": bundle.resolve(), "ICONS": folder, "OUTPUT": made, "LISTED": listed}
        command = [
            makensis,
            "-V2",
            "-WX",
            "-INPUTCHARSET",
            "UTF8",
            *(f"-D{name}={value}" for name, value in said.items()),
        ]
        done = subprocess.run([*command, str(HERE / "vsmstudio.nsi")], capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotBuilt(f"makensis failed: {(done.stdout + done.stderr).strip()[-800:]}")
    return made


def removal(files: Iterable[str]) -> Iterator[str]:
    """The lines that remove these files, paths in the bundle, and the folders that are empty then.

    >>> list(removal(["a.exe", "lib/b c.dll"]))
    ['Delete "$INSTDIR\\\\a.exe"', 'Delete "$INSTDIR\\\\lib\\\\b c.dll"', 'RMDir "$INSTDIR\\\\lib"']
    """
    paths = sorted(PurePosixPath(name) for name in files)
    folders = {folder for path in paths for folder in path.parents if folder.name}
    yield from (f'Delete "$INSTDIR\\{_windows(path)}"' for path in paths)
    yield from (f'RMDir "$INSTDIR\\{_windows(path)}"' for path in sorted(folders, reverse=True))


def _windows(path: PurePosixPath) -> str:
    """The path as the installer's language writes it."""
    return str(PureWindowsPath(path)).replace("$", "$$")


if __name__ == "__main__":
    sys.exit(make(str(__doc__), build, sys.argv[1:]))
