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


def archive(folder: Path) -> Path:
    """The place of a folder's archive, beside it: a `.zip` if it is for Windows, a `.tar.xz` otherwise."""
    return folder.with_name(folder.name + (".zip" if "windows" in folder.name else ".tar.xz"))


def pack(folder: Path) -> Path:
    """Pack a folder; gives its archive."""
    target = archive(folder)
    return _zip(folder, target) if target.suffix == ".zip" else _tar(folder, target)


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

    # Machine code packs better once its jumps are said as places, not as distances.
    filters = [{"id": lzma.FILTER_X86}] if folder.name.endswith("x86_64") else []
    filters.append({"id": lzma.FILTER_LZMA2, "preset": 9})
    with (
        lzma.open(target, "wb", filters=filters) as packed,
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
