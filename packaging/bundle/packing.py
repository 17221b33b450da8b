"""Archives that are the same, byte for byte, each time the same folder is packed."""

from __future__ import annotations

import lzma
import os
import tarfile
import time
import zipfile
from pathlib import Path

EPOCH = int(os.environ.get("SOURCE_DATE_EPOCH", "1767225600"))  # seconds; what all packed files are dated


def size(folder: Path) -> int:
    """The bytes of all files of a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def pack(folder: Path) -> Path:
    """Pack a folder beside itself, as `.zip` if it is for Windows and `.tar.xz` otherwise; gives the archive."""
    if "windows" in folder.name:
        return _zip(folder, folder.parent / f"{folder.name}.zip")
    return _tar(folder, folder.parent / f"{folder.name}.tar.xz")


def _members(folder: Path) -> list[Path]:
    """The folder and all that is in it; files of one kind beside each other, which packs smaller."""
    return [folder, *sorted(folder.rglob("*"), key=lambda path: (path.suffix, path.relative_to(folder).as_posix()))]


def _tar(folder: Path, target: Path) -> Path:
    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        member.mtime = EPOCH
        member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
        return member

    with (
        lzma.open(target, "wb", preset=6) as packed,
        tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as tar,
    ):
        for path in _members(folder):
            tar.add(path, path.relative_to(folder.parent).as_posix(), recursive=False, filter=plain)
    return target


def _zip(folder: Path, target: Path) -> Path:
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for path in _members(folder):
            if path.is_file():
                made = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), time.gmtime(EPOCH)[:6])
                made.compress_type, made.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
                file.writestr(made, path.read_bytes())
    return target
