"""Make a Debian package of a bundle: `vsmstudio_VERSION_ARCHITECTURE.deb`.

    python packaging/linux/deb.py BUNDLE [FOLDER]

BUNDLE is the folder that `packaging/bundle/build.py` made, FOLDER where the package goes (dist). The libraries that a Debian
system has itself are left out and become dependencies. The same bundle gives the same bytes. It needs Debian's or Ubuntu's
dpkg-dev, and on other systems says so.
"""

from __future__ import annotations

import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

HERE = Path(__file__).resolve().parent
CHECKOUT = HERE.parents[1]
sys.path[:0] = [str(HERE), str(HERE.parent), str(CHECKOUT)]

import depending  # noqa: E402
import icons  # noqa: E402
import manual  # noqa: E402
from making import NotBuilt, make  # noqa: E402

from vsmstudio import __version__  # noqa: E402
from vsmstudio.notation.emblem import SIZES  # noqa: E402

PROGRAM = "usr/lib/vsmstudio"
METAINFO = "org.vsmstudio.vsmstudio.metainfo.xml"
DESCRIPTION = """\
map how value flows, and report what holds it up
 VSM Studio is for consultants who map value streams together with the people
 who do the work. It draws the stream, works out its figures, says what is
 wrong with it, and makes the report that the client keeps.
 .
 It needs no network, and nothing leaves the computer.
"""


def build(bundle: Path, target: Path) -> Path:
    """Make the package and give its place. Raises `NotBuilt`."""
    for program in ("dpkg-deb", "dpkg-shlibdeps"):
        if not shutil.which(program):
            raise NotBuilt(f"{program} is not there; a package is made on Debian or Ubuntu, with dpkg-dev installed.")
    if not (bundle / "vsmstudio").is_file():
        raise NotBuilt(f"{bundle} holds no bundle; make one with: python3 packaging/bootstrap.py bundle")
    day = released()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "vsmstudio"
        _program(bundle, root)
        _desktop(root, day)
        _documentation(root)
        for library in (root / PROGRAM).rglob("*.so*"):
            _looks_beside(library)
        _permissions(root)
        architecture = _told("dpkg", "--print-architecture").strip()
        _control(root, architecture)
        for path in (root, *root.rglob("*")):
            os.utime(path, (day.timestamp(), day.timestamp()), follow_symlinks=False)
        target.mkdir(parents=True, exist_ok=True)
        made = target / f"vsmstudio_{__version__}_{architecture}.deb"
        _told("dpkg-deb", "--root-owner-group", "-Zxz", "-z6", "--build", root, made, epoch=day)
    return made


def released() -> datetime:
    """When this version's package was first made, by its change log."""
    first = (HERE / "changelog").read_text(encoding="utf-8").split("\n -- ")[1].splitlines()[0]
    return parsedate_to_datetime(first.split(">  ")[1]).astimezone(UTC)


def _program(bundle: Path, root: Path) -> None:
    """The bundle without what the system has itself, and the command."""
    of_system = depending.of_system(bundle)
    own = {"README.txt", "NOTICE.txt", "fallback"}

    def left_out(folder: str, names: list[str]) -> Iterable[str]:
        return {name for name in names if name in own or Path(folder, name) in of_system} - {
            "NOTICE.txt" if Path(folder).name == "_data" else ""
        }

    shutil.copytree(bundle, root / PROGRAM, symlinks=True, ignore=left_out)
    command = root / "usr/bin/vsmstudio"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/vsmstudio/vsmstudio")


def _looks_beside(library: Path) -> None:
    """Have a library look for others beside itself, not where Python was built; a name of the same length keeps its place."""
    content = library.read_bytes()
    if b"/usr/./" not in content:  # what the bundle has put for that place
        return
    found = re.search(r"R(?:UN)?PATH\)\s.*\[(/.*)\]", _told("readelf", "-dW", library))
    if found and len(place := found[1].encode()) >= len(b"$ORIGIN"):
        library.write_bytes(content.replace(place + b"\0", b"$ORIGIN".ljust(len(place) + 1, b"\0"), 1))


def _desktop(root: Path, day: datetime) -> None:
    """What desktops are told, and what people look up in a terminal."""
    share = root / "usr/share"
    _copied(HERE / "vsmstudio.desktop", share / "applications/vsmstudio.desktop")
    _copied(HERE / "vsmstudio.xml", share / "mime/packages/vsmstudio.xml")
    said = (HERE / METAINFO).read_text(encoding="utf-8")
    said = said.replace("@VERSION@", __version__).replace("@DATE@", f"{day:%Y-%m-%d}")
    _written(share / "metainfo" / METAINFO, said.encode())
    _written(share / "man/man1/vsmstudio.1.gz", _packed(manual.page(day.date()).encode()))
    _written(share / "bash-completion/completions/vsmstudio", manual.completion().encode())
    with tempfile.TemporaryDirectory() as drawn:
        icons.write(Path(drawn))
        for name, place in (("vsmstudio", "apps/vsmstudio"), ("vsmstudio-file", "mimetypes/application-x-vsmstudio")):
            for size in SIZES:
                _copied(Path(drawn, f"{name}-{size}.png"), share / f"icons/hicolor/{size}x{size}/{place}.png")
            _copied(Path(drawn, f"{name}.svg"), share / f"icons/hicolor/scalable/{place}.svg")


def _documentation(root: Path) -> None:
    """Licences, changes, and what lintian is told."""
    doc = root / "usr/share/doc/vsmstudio"
    _copied(HERE / "copyright", doc / "copyright")
    _written(doc / "changelog.gz", _packed((HERE / "changelog").read_bytes()))
    notice = root / PROGRAM / "_internal/vsmstudio/_data/NOTICE.txt"
    if notice.is_file():  # one copy, where the About dialog looks for it
        (doc / "NOTICE.txt").symlink_to(os.path.relpath(notice, doc))
    _copied(HERE / "lintian-overrides", root / "usr/share/lintian/overrides/vsmstudio")


def _permissions(root: Path) -> None:
    """Everybody reads, and nothing but the program is run."""
    for path in (root, *root.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == root / PROGRAM / "vsmstudio" else 0o644)


def _control(root: Path, architecture: str) -> None:
    files = sorted(path for path in root.rglob("*") if path.is_file() and not path.is_symlink())
    fields = {
        "Package": "vsmstudio",
        "Version": __version__,
        "Architecture": architecture,
        "Maintainer": (HERE / "changelog").read_text(encoding="utf-8").split("\n -- ")[1].split(">  ")[0] + ">",
        "Installed-Size": str(sum(-(-path.stat().st_size // 1024) for path in files)),
        **depending.fields(root, root / PROGRAM),
        "Section": "graphics",
        "Priority": "optional",
        "Description": DESCRIPTION.rstrip("\n"),
    }
    sums = (f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n" for path in files)
    _written(root / "DEBIAN/md5sums", "".join(sums).encode())
    _written(root / "DEBIAN/control", "".join(f"{name}: {value}\n" for name, value in fields.items()).encode())


def _copied(source: Path, target: Path) -> None:
    _written(target, source.read_bytes())


def _written(target: Path, content: bytes) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content)
    target.chmod(0o644)


def _packed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _told(*command: object, epoch: datetime | None = None) -> str:
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(int(epoch.timestamp()))} if epoch else None
    done = subprocess.run([str(part) for part in command], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise NotBuilt(f"{command[0]} failed: {done.stderr.strip()[-600:]}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(make(str(__doc__), build, sys.argv[1:]))
