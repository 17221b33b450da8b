"""A disk that fails: the k-th thing that is done to a folder's files gives an error, takes a part, or is the last ever.

    for disk in every_fault(folder, Fault(errno.ENOSPC, {"write", "fsync"})):
        with disk:
            deed()

Counted is what goes through `os` or `open` to a path under `folder`; all else, as imports and fonts, works on.
"""

from __future__ import annotations

import builtins
import contextlib
import io
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from unittest import mock

WRITING = frozenset({"open", "write", "fsync", "replace", "mkdir", "ftruncate", "chmod", "chown", "unlink", "rename"})
READING = frozenset({"stat", "lstat", "read", "scandir", "listdir", "access"})
EVERYTHING = WRITING | READING
_BY_PATH = ("replace", "rename", "mkdir", "chmod", "chown", "unlink", "stat", "lstat", "scandir", "listdir", "utime")


class PowerCut(BaseException):
    """The computer stops here: nothing that was in progress is ended or tidied up."""


@dataclass(frozen=True)
class Fault:
    """`number` is the error (0: none, only the part); `lasting`: it stays from then on; `part`: a write takes half of
    what it was given, and the next thing fails; `cut`: no error but a power cut.
    """

    number: int = 0
    kinds: frozenset[str] = EVERYTHING
    lasting: bool = False
    part: bool = False
    cut: bool = False

    def __str__(self) -> str:
        name = "power cut" if self.cut else os.strerror(self.number) if self.number else "short write"
        return name + (", lasting" if self.lasting else "") + (", in part" if self.part else "")


class Disk:
    """While entered, the operation number `at` under `folder` fails as `fault` says. `reached`: there was such a one."""

    def __init__(self, folder: Path, fault: Fault, at: int) -> None:
        self._folder, self._fault, self._at = os.path.realpath(folder), fault, at
        self._seen = 0
        self._stack = contextlib.ExitStack()
        self._ours: set[int] = set()  # handles of files under the folder
        self.log: list[tuple[str, str]] = []
        self.failed: tuple[str, str] | None = None

    @property
    def reached(self) -> bool:
        return self._seen >= self._at

    def __enter__(self) -> Disk:
        def patch(module: Any, name: str, replacement: Any) -> None:
            self._stack.enter_context(mock.patch.object(module, name, replacement))

        self._real = {name: getattr(os, name) for name in (*_BY_PATH, "open", "write", "fsync", "ftruncate", "close")}
        for name in _BY_PATH:
            patch(os, name, self._by_path(name))
        patch(os, "open", self._open)
        patch(os, "close", self._close)
        patch(os, "write", self._write)
        patch(os, "fsync", self._on_handle("fsync"))
        patch(os, "ftruncate", self._on_handle("ftruncate"))
        opened = self._opener(io.open)
        patch(builtins, "open", opened)
        patch(io, "open", opened)
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()
        if self._fault.cut:  # as the system does with what a dead program had open
            for handle in self._ours:
                with contextlib.suppress(OSError):
                    os.close(handle)

    def is_ours(self, place: object) -> bool:
        if isinstance(place, int):
            return place in self._ours
        try:
            path = os.path.abspath(os.fsdecode(place))  # type: ignore[arg-type]
        except TypeError:
            return False
        return path == self._folder or path.startswith(self._folder + os.sep)

    def strike(self, kind: str, place: object) -> bool:
        """Count an operation. Raises where it fails; True where it takes a part."""
        if kind not in self._fault.kinds:
            return False
        self._seen += 1
        self.log.append((kind, str(place)))
        now = self._seen == self._at
        lasts = self._seen > self._at and (self._fault.lasting or self._fault.cut)
        if not now and not lasts and not (self._fault.part and self._seen == self._at + 1):
            return False
        if now:
            self.failed = self.log[-1]
        if now and self._fault.part and kind == "write":
            return True
        if self._fault.cut:
            raise PowerCut(f"{kind} {place}")
        if self._fault.number:
            raise OSError(self._fault.number, os.strerror(self._fault.number), str(place))
        return False

    # --- what is put in place of `os` and `open` ----------------------------------------------------------------------

    def _by_path(self, name: str) -> Callable[..., Any]:
        real = self._real[name]

        def deed(place: Any = ".", *args: Any, **named: Any) -> Any:
            if self.is_ours(place) and not isinstance(place, int):
                self.strike(name, place)
            return real(place, *args, **named)

        return deed

    def _on_handle(self, name: str) -> Callable[..., Any]:
        real = self._real[name]

        def deed(handle: Any, *args: Any) -> Any:
            if handle in self._ours:
                self.strike(name, handle)
            return real(handle, *args)

        return deed

    def _open(self, path: Any, *args: Any, **named: Any) -> int:
        ours = self.is_ours(path)
        if ours:
            self.strike("open", path)
        handle: int = self._real["open"](path, *args, **named)
        if ours:
            self._ours.add(handle)
        return handle

    def _close(self, handle: int) -> None:
        self._ours.discard(handle)
        self._real["close"](handle)

    def _write(self, handle: int, data: Any) -> int:
        real = self._real["write"]
        if handle in self._ours and self.strike("write", handle) and len(data) > 1:
            return self._half(lambda half: real(handle, half), data)
        written: int = real(handle, data)
        return written

    def _half(self, write: Callable[[Any], Any], data: Any) -> int:
        half = memoryview(data)[: len(data) // 2]
        write(half)
        if self._fault.cut:
            raise PowerCut("in a write")
        return len(half)

    def _opener(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def opened(file: Any, mode: str = "r", buffering: int = -1, *args: Any, **named: Any) -> Any:
            if not self.is_ours(file):
                return real(file, mode, buffering, *args, **named)
            if not isinstance(file, int):
                self.strike("open", file)
            raw = _Raw(self, file, mode.replace("b", "").replace("t", ""))
            if buffering == 0:
                return raw
            kind = io.BufferedRandom if "+" in mode else io.BufferedReader if "r" in mode else io.BufferedWriter
            held = kind(raw)
            return held if "b" in mode else io.TextIOWrapper(held, *args, **named)

        return opened


class _Raw(io.FileIO):
    """A file whose reads and writes are counted as those of `os` are."""

    def __init__(self, disk: Disk, file: Any, mode: str) -> None:
        super().__init__(file, mode)
        self._disk, self._place = disk, file

    def write(self, data: Any) -> int:
        if self._disk.strike("write", self._place) and len(data) > 1:
            return self._disk._half(super().write, data)
        return super().write(data)

    def readinto(self, data: Any) -> int:
        self._disk.strike("read", self._place)
        return super().readinto(data)

    def readall(self) -> bytes:
        self._disk.strike("read", self._place)
        return super().readall()

    def read(self, size: int | None = -1) -> bytes:
        self._disk.strike("read", self._place)
        return super().read(-1 if size is None else size)


def every_fault(folder: Path, fault: Fault, most: int = 2000) -> Iterator[Disk]:
    """A disk that fails at the first operation, one that fails at the second, … until the deed no longer gets there."""
    for at in range(1, most):
        disk = Disk(folder, fault, at)
        yield disk
        if not disk.reached:
            return
    raise AssertionError(f"after {most} operations there are still more")
