"""What is done to a bundle for Linux before it is given away, and what must not be in any."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

FORBIDDEN = (
    "QtNetwork", "Qt6Network", "QtQml", "Qt6Qml", "Qt6Quick", "virtualkeyboard", "_socket.", "_ssl.", "libssl", "libcrypto",
)  # fmt: skip


def clean(folder: Path) -> None:
    """Take symbols for debugging off all libraries, and the place where Python was built off its own.

    The place is replaced by one of the same length that means `/usr`: a bundle never asks for it.
    """
    strip = shutil.which("strip")
    place = str(sys.base_prefix).encode()
    neutral = (b"/usr" + b"/." * len(place))[: len(place)]
    for path in sorted(folder.rglob("*.so*")):
        if strip:
            _stripped(strip, path)
        content = path.read_bytes()
        if len(place) > len(b"/usr") and place in content:
            path.write_bytes(content.replace(place, neutral))


def _stripped(strip: str, path: Path) -> None:
    """Strip one library, unless it would not load afterwards: some were moved about when their wheels were made."""
    made = path.with_name(path.name + ".part")
    subprocess.run([strip, "--strip-unneeded", "-o", made, path], check=True)
    told = subprocess.run(["readelf", "-lW", made], check=True, stdout=subprocess.PIPE, text=True).stdout
    parts = re.findall(r"LOAD\s+(0x[0-9a-f]+)\s+(0x[0-9a-f]+)", told)
    if all((int(offset, 16) - int(address, 16)) % 4096 == 0 for offset, address in parts):
        shutil.copymode(path, made)
        os.replace(made, path)
    else:
        made.unlink()


def wrong(folder: Path, places: Iterable[Path]) -> list[str]:
    """What must not be given away: parts for networks or of Qt's other toolkit, links, and `places` of this computer."""
    found = []
    names = [str(place).encode() for place in places if len(place.parts) > 2]
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix()
        if any(part in place for part in FORBIDDEN):
            found.append(f"{place} does not belong into it")
        if path.is_symlink() and sys.platform != "darwin":
            found.append(f"{place} is a link, which a stick may not hold")
        if path.is_file() and any(name in content for content in _contents(path) for name in names):
            found.append(f"{place} names a folder of this computer")
    return found


def _contents(path: Path) -> Iterator[bytes]:
    """A file's content, and what is packed in it."""
    yield path.read_bytes()
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as file:
            for name in file.namelist():
                yield file.read(name)
    elif path.suffix in ("", ".exe"):
        yield from _of_program(path)


def _of_program(path: Path) -> Iterator[bytes]:
    """The modules in a program that PyInstaller made; nothing of any other file."""
    from PyInstaller.archive.readers import ArchiveReadError, CArchiveReader

    try:
        program = CArchiveReader(str(path))
    except ArchiveReadError:
        return
    for name, (*_, kind) in program.toc.items():
        if kind == "z":
            modules = program.open_embedded_archive(name)
            yield from (modules.extract(module, raw=True) or b"" for module in modules.toc)
        else:
            yield program.extract(name)
