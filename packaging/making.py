"""What the scripts that make something of a bundle have in common: how they are called, and how they say that it failed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

DIST = Path(__file__).resolve().parents[1] / "dist"


class NotBuilt(Exception):
    """Why there is nothing, in a sentence."""


def make(usage: str, build: Callable[[Path, Path], Path], arguments: list[str]) -> int:
    """Make it of the bundle, in the folder if one is named, and give the exit status. `usage` is the script's own text."""
    if not 1 <= len(arguments) <= 2:
        print(usage, file=sys.stderr)
        return 2
    try:
        written = build(Path(arguments[0]), Path(arguments[1]) if len(arguments) > 1 else DIST)
    except NotBuilt as reason:
        print(reason, file=sys.stderr)
        return 1
    print(f"{written}: {written.stat().st_size / 1e6:.1f} MB")
    return 0
