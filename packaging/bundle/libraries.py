"""Shared libraries of the Linux system that builds a bundle: which are taken along.

Any system has the C and C++ runtimes (`EXPECTED`). What Python itself is linked with lies beside it. What Qt needs of a desktop
goes into the folder `fallback`, for systems that lack it (see `host.py`).
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

EXPECTED = re.compile(r"(ld-linux.*|lib(c|dl|gcc_s|m|pthread|resolv|rt|stdc\+\+|util))\.so.*")


@cache
def needed(path: Path) -> tuple[str, ...]:
    """The names of the libraries that one is linked with."""
    told = subprocess.run(["objdump", "-p", path], check=True, stdout=subprocess.PIPE, text=True).stdout
    return tuple(re.findall(r"NEEDED\s+(\S+)", told))


@cache
def known() -> Mapping[str, Path]:
    """The libraries that this system's loader finds, of this machine's kind."""
    told = subprocess.run(["/sbin/ldconfig", "-p"], check=True, stdout=subprocess.PIPE, text=True).stdout
    found = re.findall(r"^\s*(\S+) \(libc6,(?:x86-64|AArch64)[^)]*\) => (\S+)", told, re.MULTILINE)
    return {name: Path(path) for name, path in reversed(found)}


def fallback(linked: Iterable[Path], there: frozenset[str]) -> list[Path]:
    """What `linked` need of the system, directly or not, but for what is `there`: each after what it needs itself.

    Raises LookupError where this system lacks one.
    """
    order: dict[str, Path] = {}

    def take(name: str) -> None:
        if name in order or name in there or EXPECTED.fullmatch(name):
            return
        if name not in known():
            raise LookupError(name)
        for other in needed(known()[name]):
            take(other)
        order[name] = known()[name]

    for path in linked:
        for name in needed(path):
            take(name)
    return list(order.values())


def oldest(folder: Path) -> str:
    """The version of the C library that a system needs for what is in a bundle, apart from its fallbacks: such as 2.35."""
    found = {(2, 0)}
    for path in folder.rglob("*.so*"):
        if path.parent.name != "fallback":
            told = subprocess.run(["objdump", "-T", path], check=True, stdout=subprocess.PIPE, text=True).stdout
            found |= {(int(one), int(two)) for one, two in re.findall(r"GLIBC_(\d+)\.(\d+)", told)}
    return ".".join(map(str, max(found)))
