"""What the first sight needs of the settings: read at a glance, before what reads all of them exactly is imported.

What is not as it should be is passed over; the `Store` says so a moment later.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

THEMES = ("system", "light", "dark", "contrast")
_LONGEST = 1_000_000  # bytes; a file of settings is never larger
_MOST = 12  # files


class File(NamedTuple):
    """A file worked on lately, as in the settings."""

    path: str
    title: str = ""
    when: str = ""


class Glance(NamedTuple):
    """How the window is to look at first; `geometry` as in the settings, None where it was never placed."""

    theme: str = "system"
    workshop: bool = False
    geometry: tuple[int, int, int, int] | None = None
    maximized: bool = False
    recent: tuple[File, ...] = ()


def glance(path: Path | None) -> Glance:
    """Look into the file of the settings; without one, or where it cannot be read, all is as on the first day."""
    if path is None:
        return Glance()
    try:
        with path.open("rb") as file:
            content = file.read(_LONGEST)
    except OSError:
        return Glance()
    import json

    try:
        held = json.loads(content)
    except (ValueError, RecursionError):
        return Glance()
    if not isinstance(held, dict):
        return Glance()
    theme, place, recent = held.get("theme"), held.get("geometry"), held.get("recent")
    return Glance(
        theme if theme in THEMES else "system",
        held.get("workshop") is True,
        (place[0], place[1], place[2], place[3]) if isinstance(place, list) and _is_place(place) else None,
        held.get("maximized") is True,
        tuple(_file(each) for each in recent if _is_file(each))[:_MOST] if isinstance(recent, list) else (),
    )


def _is_place(held: list[Any]) -> bool:
    return len(held) == 4 and all(type(each) is int and abs(each) < 100_000 for each in held)


def _is_file(held: Any) -> bool:
    return isinstance(held, dict) and isinstance(held.get("path"), str) and bool(held["path"])


def _file(held: dict[str, Any]) -> File:
    title, when = held.get("title"), held.get("when")
    return File(held["path"], title if isinstance(title, str) else "", when if isinstance(when, str) else "")
